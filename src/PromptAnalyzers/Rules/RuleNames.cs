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
    private const string Constructor = ".#ctor";

    private readonly HashSet<string> _members;
    private readonly HashSet<string> _constructed;

    public RuleNames(ApiFacts facts)
    {
        // What a member does to the size of a text is asked by the flow engine, not by a rule.
        var kinds = Enum.GetValues(typeof(FactKind)).Cast<FactKind>().Where(static k => k != FactKind.Flow).ToArray();
        _members = facts.NamesOf(kinds);
        _constructed = new HashSet<string>(
            _members.Where(static n => n.EndsWith(Constructor, StringComparison.Ordinal)).Select(static n => n.Substring(0, n.Length - Constructor.Length)),
            StringComparer.Ordinal);
        _members.UnionWith(ChatHistories.CollectionGrowth);
        _members.UnionWith(HistoryTrim.Names);
    }

    /// <summary>False for an operation that is surely no use of a member that a rule looks at.</summary>
    public bool Concern(IOperation use) => use switch
    {
        IInvocationOperation { TargetMethod.Name: var name } => _members.Contains(name) || name.StartsWith("Invoke", StringComparison.Ordinal),
        IObjectCreationOperation { Constructor.ContainingType.MetadataName: var type } => _constructed.Contains(type),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var set } } => set.IsIndexer || _members.Contains(set.Name),
        IPropertyReferenceOperation { Property.Name: var name } => _members.Contains(name),
        _ => false,
    };
}
