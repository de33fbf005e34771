using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.ToolResults;

/// <summary>PA4001: a tool returns text from a source of unknown size with nothing on the way that bounds it.</summary>
internal sealed class UntruncatedToolResultRule : IToolResultRule
{
    public DiagnosticDescriptor Descriptor => Descriptors.UntruncatedToolResult;

    public Diagnostic? Check(ToolResult result, RuleContext rules)
    {
        if (!ToolResults.CanBeText(result.Returned.Type))
        {
            return null;
        }

        var origins = result.Value.AsText().Text
            .Where(static o => !o.OnlyOneLine && o.Kind is not (OriginKind.Answer or OriginKind.Collection))
            .ToImmutableArray();
        if (origins.IsEmpty)
        {
            return null;
        }

        var first = origins[0];
        var options = rules.OptionsFor(result.Returned.Syntax.SyntaxTree);
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(DiagnosticProperties.MaxCharacters, PromptOptions.ReadCap(PromptOptions.MaxToolResultCharacters, options).ToString(CultureInfo.InvariantCulture))
            .Add(DiagnosticProperties.BoundingMethods, rules.BoundingMethods.Ids(CancellationToken.None))
            .Add(DiagnosticProperties.Truncation, origins.Any(o => o.Kind == OriginKind.Process)
                ? DiagnosticProperties.TruncateMiddle
                : DiagnosticProperties.TruncateHead);
        return Diagnostic.Create(
            Descriptor,
            result.Returned.Syntax.GetLocation(),
            ToolResults.Path(origins),
            properties,
            result.Tool,
            RuleContext.Display(first.Source),
            RuleContext.LineOf(first.Source));
    }
}
