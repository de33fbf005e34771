using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>Simple names of all members that concern tools: most bodies are put aside by them, before any symbol is asked.</summary>
internal sealed class ToolNames
{
    private const string Constructor = ".#ctor";

    private readonly HashSet<string> _members;
    private readonly HashSet<string> _types;

    public ToolNames(ApiFacts facts)
    {
        var names = new[]
        {
            FactKind.Tools, FactKind.AddsTools, FactKind.Import, FactKind.PluginFactory, FactKind.Advertise,
            FactKind.HostedMcp, FactKind.HiddenTools, FactKind.ToolFilter,
        }.SelectMany(facts.FullNamesOf).ToList();
        _members = new HashSet<string>(names.Where(static n => !IsConstructor(n)).Select(static n => n.Substring(n.LastIndexOf('.') + 1)), StringComparer.Ordinal);
        _types = new HashSet<string>(
            names.Where(IsConstructor).Select(static n => n.Substring(0, n.Length - Constructor.Length)).Select(static n => n.Substring(n.LastIndexOf('.') + 1)),
            StringComparer.Ordinal);
    }

    public bool Concern(IOperation operation) => operation switch
    {
        IInvocationOperation call => _members.Contains(call.TargetMethod.Name) && !IsSystem(call.TargetMethod.ContainingNamespace),
        IObjectCreationOperation { Constructor.ContainingType: { } type } => _types.Contains(type.MetadataName),
        IPropertyReferenceOperation property => _members.Contains(property.Property.Name),
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

    private static bool IsConstructor(string name) => name.EndsWith(Constructor, StringComparison.Ordinal);
}
