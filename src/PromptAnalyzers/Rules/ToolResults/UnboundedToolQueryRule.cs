using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.ToolResults;

/// <summary>PA4002: a tool returns a query, a table or a listing whole, with no paging.</summary>
internal sealed class UnboundedToolQueryRule : IToolResultRule
{
    public DiagnosticDescriptor Descriptor => Descriptors.UnboundedToolQuery;

    public Diagnostic? Check(ToolResult result, RuleContext rules)
    {
        var origins = result.Collection is null
            ? ImmutableArray<Origin>.Empty
            : result.CollectionValue.Count.Where(static o => o.Kind is not (OriginKind.Answer or OriginKind.Collection or OriginKind.History)).ToImmutableArray();
        return origins.IsEmpty || result.HasLimit ? null : CollectionReport.Create(Descriptor, result, origins, rules);
    }
}

/// <summary>What the two rules on collections report alike.</summary>
internal static class CollectionReport
{
    public static Diagnostic Create(DiagnosticDescriptor descriptor, ToolResult result, ImmutableArray<Origin> origins, RuleContext rules)
    {
        int items = PromptOptions.MaxCollectionItems.Read(rules.OptionsFor(result.Returned.Syntax.SyntaxTree));
        return Diagnostic.Create(
            descriptor,
            result.Returned.Syntax.GetLocation(),
            ToolResults.Path(origins),
            ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.MaxItems, items.ToString(CultureInfo.InvariantCulture)),
            result.Tool,
            RuleContext.Display(origins[0].Source),
            RuleContext.LineOf(origins[0].Source),
            items);
    }
}
