using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.ToolResults;

/// <summary>One expression that a tool returns to the model.</summary>
internal sealed class ToolResult
{
    public ToolResult(IOperation returned, string tool, IMethodSymbol? method, FlowValue value, IOperation? collection, FlowValue collectionValue)
    {
        Returned = returned;
        Tool = tool;
        Method = method;
        Value = value;
        Collection = collection;
        CollectionValue = collectionValue;
    }

    public IOperation Returned { get; }

    /// <summary>The name by which the user knows the tool.</summary>
    public string Tool { get; }

    /// <summary>The method that is the tool; null for a lambda whose parameters are not known.</summary>
    public IMethodSymbol? Method { get; }

    /// <summary>How large the returned expression can be.</summary>
    public FlowValue Value { get; }

    /// <summary>The collection that is returned, as it is or serialised; null when the result is no collection.</summary>
    public IOperation? Collection { get; }

    /// <summary>How large the collection can be.</summary>
    public FlowValue CollectionValue { get; }

    /// <summary>The model, or a default, says how many: a parameter such as <c>top</c> or <c>maxResults</c>.</summary>
    public bool HasLimit => Method is not null && Method.Parameters.Any(static p =>
        p.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 && OperationFacts.IsLimitName(p.Name)
        && !(p.HasExplicitDefaultValue && p.ExplicitDefaultValue is int.MaxValue));

    /// <summary>A parameter that may say how many, even one that may be left out.</summary>
    public bool MayHaveLimit => Method is not null && Method.Parameters.Any(static p => OperationFacts.IsLimitName(p.Name));
}
