using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Generation;

/// <summary>Simple names of all members that <see cref="SettingUse.Of"/> may know: most operations are put aside by them.</summary>
internal sealed class SettingNames
{
    private readonly MemberNames _names;

    public SettingNames(ApiFacts facts) => _names = new MemberNames(facts, SettingUse.Kinds.Add(FactKind.LocalOption));

    /// <summary>False for operations that surely set nothing.</summary>
    public bool Concern(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } => property.IsIndexer || _names.Contain(property.Name),
        IInvocationOperation { TargetMethod.Name: var name } call => _names.Contain(name) || (name == "Add" && call.Arguments.Length == 2),
        IObjectCreationOperation { Constructor.ContainingType: var type } creation => creation.Arguments.Length > 0 && _names.ContainConstructor(type.MetadataName),
        _ => false,
    };
}
