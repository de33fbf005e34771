using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Frameworks;
using PromptAnalyzers.Rules.History;

namespace PromptAnalyzers.Rules;

/// <summary>
/// Simple names of all members that any rule looks at. Most operations of a body are put aside by them once for all
/// rules, before any symbol is asked.
/// </summary>
internal sealed class RuleNames
{
    private readonly MemberNames _facts;
    private readonly HashSet<string> _others;

    public RuleNames(ApiFacts facts)
    {
        // What a member does to the size of a text is asked by the flow engine, not by a rule.
        _facts = new MemberNames(facts, Enum.GetValues(typeof(FactKind)).Cast<FactKind>().Where(static k => k != FactKind.Flow));
        _others = new HashSet<string>(ChatHistories.CollectionGrowth.Concat(HistoryTrim.Names), StringComparer.Ordinal);
    }

    /// <summary>False for an operation that is surely no use of a member that a rule looks at.</summary>
    public bool Concern(IOperation use) => use switch
    {
        IInvocationOperation { TargetMethod.Name: var name } => IsMember(name) || name.StartsWith("Invoke", StringComparison.Ordinal),
        IObjectCreationOperation { Constructor.ContainingType.MetadataName: var type } => _facts.ContainConstructor(type),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var set } } => set.IsIndexer || IsMember(set.Name),
        IPropertyReferenceOperation { Property.Name: var name } => IsMember(name),
        _ => false,
    };

    private bool IsMember(string name) => _facts.Contain(name) || _others.Contains(name);
}
