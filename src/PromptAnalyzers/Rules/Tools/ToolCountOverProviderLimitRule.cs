using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using PromptAnalyzers.Configuration;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>PA1002: more tools than a provider takes in one request; reported instead of PA1001.</summary>
internal sealed class ToolCountOverProviderLimitRule : IToolRule
{
    public DiagnosticDescriptor Descriptor => Descriptors.ToolCountOverProviderLimit;

    public Diagnostic? Check(ToolAttachment attachment, RuleContext rules, CancellationToken cancellationToken)
    {
        var tools = attachment.Tools;
        if (tools.Visible == 0)
        {
            return null;
        }

        var options = rules.OptionsFor(tools.Parts[0].Place.SourceTree!);
        int limit = PromptOptions.ProviderToolLimit.Read(options);
        string wanted = PromptOptions.MaxToolsPerAgent.Read(options).ToString(CultureInfo.InvariantCulture);
        return tools.Total <= limit
            ? null
            : Diagnostic.Create(
                Descriptor,
                attachment.PlaceWhere(t => t.Total > limit),
                tools.Places(),
                ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.MaxTools, wanted),
                tools.Total,
                tools.Describe(),
                limit);
    }
}
