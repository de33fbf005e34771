using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>Simple names of all members that concern tools: most bodies are put aside by them, before any symbol is asked.</summary>
internal sealed class ToolNames
{
    private readonly MemberNames _names;

    public ToolNames(ApiFacts facts) => _names = new MemberNames(facts, new[]
    {
        FactKind.Tools, FactKind.AddsTools, FactKind.Import, FactKind.PluginFactory, FactKind.Advertise,
        FactKind.HostedMcp, FactKind.HiddenTools, FactKind.ToolFilter,
    });

    public bool Concern(IOperation operation) => operation switch
    {
        IInvocationOperation call => _names.Contain(call.TargetMethod.Name) && !IsSystem(call.TargetMethod.ContainingNamespace),
        IObjectCreationOperation { Constructor.ContainingType: { } type } => _names.ContainConstructor(type.MetadataName),
        IPropertyReferenceOperation property => _names.Contain(property.Property.Name),
        _ => false,
    };

    /// <summary>list.Add is everywhere, and no member of the base library attaches tools.</summary>
    private static bool IsSystem(INamespaceSymbol? space)
    {
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name == "System";
    }
}
