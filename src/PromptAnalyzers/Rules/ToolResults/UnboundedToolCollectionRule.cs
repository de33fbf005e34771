using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.ToolResults;

/// <summary>
/// PA4004: a tool returns whole a collection of unknown length, from an interface or a call that nothing is known of,
/// and nothing on the way says how many.
/// </summary>
internal sealed class UnboundedToolCollectionRule : IToolResultRule
{
    public DiagnosticDescriptor Descriptor => Descriptors.UnboundedToolCollection;

    public Diagnostic? Check(ToolResult result, RuleContext rules)
    {
        if (result.MayHaveLimit)
        {
            return null;
        }

        var value = result.Collection is not null ? result.CollectionValue.Count
            : ToolResults.CanBeText(result.Returned.Type) ? result.Value.AsText().Text
            : ImmutableArray<Origin>.Empty;
        var origins = value.Where(static o => o.Kind == OriginKind.Collection && !o.OnlyOneLine).ToImmutableArray();
        return origins.IsEmpty ? null : CollectionReport.Create(Descriptor, result, origins, rules);
    }
}
