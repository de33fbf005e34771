using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using PromptAnalyzers.Configuration;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>PA1001: one agent, call, kernel or server advertises more tools than the limit.</summary>
internal sealed class TooManyToolsRule : IToolRule
{
    public DiagnosticDescriptor Descriptor => Descriptors.TooManyTools;

    public Diagnostic? Check(ToolAttachment attachment, RuleContext rules, CancellationToken cancellationToken)
    {
        var tools = attachment.Tools;
        if (tools.Visible == 0)
        {
            return null;
        }

        var options = rules.OptionsFor(tools.Parts[0].Place.SourceTree!);
        int limit = PromptOptions.MaxToolsPerAgent.Read(options);

        // Tools that a framework adds count, but never alone: where they are over the limit without the ones that are
        // written here, those are not the cause.
        int hidden = tools.Total - tools.Visible;
        bool isOver = tools.Visible > limit || (hidden <= limit && tools.Total > limit);
        if (!isOver || tools.Total > PromptOptions.ProviderToolLimit.Read(options))
        {
            return null;
        }

        return Diagnostic.Create(
            Descriptor,
            attachment.PlaceWhere(t => t.Total > limit),
            tools.Places(),
            ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.MaxTools, limit.ToString(CultureInfo.InvariantCulture)),
            tools.Total,
            tools.Describe(),
            limit);
    }
}
