using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Generation;

/// <summary>Simple names of all members that <see cref="SettingUse.Of"/> may know: most operations are put aside by them.</summary>
internal sealed class SettingNames
{
    private const string Constructor = ".#ctor";

    private readonly HashSet<string> _members;
    private readonly HashSet<string> _constructed;

    public SettingNames(ApiFacts facts)
    {
        _members = facts.NamesOf(SettingUse.Kinds.Add(FactKind.LocalOption).ToArray());
        _constructed = new HashSet<string>(
            _members.Where(static n => n.EndsWith(Constructor, StringComparison.Ordinal)).Select(static n => n.Substring(0, n.Length - Constructor.Length)),
            StringComparer.Ordinal);
    }

    /// <summary>False for operations that surely set nothing.</summary>
    public bool Concern(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } => property.IsIndexer || _members.Contains(property.Name),
        IInvocationOperation { TargetMethod.Name: var name } call => _members.Contains(name) || (name == "Add" && call.Arguments.Length == 2),
        IObjectCreationOperation { Constructor.ContainingType: var type } creation => creation.Arguments.Length > 0 && _constructed.Contains(type.MetadataName),
        _ => false,
    };
}
