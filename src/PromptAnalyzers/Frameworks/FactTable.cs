using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Frameworks;

/// <summary>
/// Members or types by full name without parameters, with a detail each. Holds text only, never symbols, so nothing of
/// a compilation is kept alive.
/// </summary>
internal sealed class FactTable
{
    public static readonly FactTable Empty = new(ImmutableDictionary<string, string>.Empty);

    private const string Constructor = ".#ctor";

    // Asked about nearly every call of a program, so not the immutable collections, which are trees. Never written after this.
    private readonly Dictionary<string, string> _details;
    private readonly HashSet<string> _simpleNames;
    private readonly HashSet<string> _constructed;

    // By the simple name of a member the metadata names of the types that declare it: a full name is made only where both are met.
    private readonly Dictionary<string, HashSet<string>> _owners;

    public FactTable(ImmutableDictionary<string, string> details)
    {
        _details = details.ToDictionary(static p => p.Key, static p => p.Value, StringComparer.Ordinal);
        _simpleNames = new HashSet<string>(details.Keys.Select(SimpleName), StringComparer.Ordinal);
        _constructed = new HashSet<string>(
            _simpleNames.Where(static n => n.EndsWith(Constructor, StringComparison.Ordinal)).Select(static n => n.Substring(0, n.Length - Constructor.Length)),
            StringComparer.Ordinal);
        _owners = details.Keys.Where(static k => !k.EndsWith(Constructor, StringComparison.Ordinal)).GroupBy(SimpleName, StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => new HashSet<string>(g.Select(OwnerOf), StringComparer.Ordinal), StringComparer.Ordinal);
    }

    public IEnumerable<KeyValuePair<string, string>> Entries => _details;

    public IEnumerable<string> SimpleNames => _simpleNames;

    /// <summary>Simple names as they stand in source: a constructor by the name of its type.</summary>
    public IEnumerable<string> SourceNames => _simpleNames.Select(static n =>
        n.EndsWith(Constructor, StringComparison.Ordinal) ? n.Substring(0, n.Length - Constructor.Length) : n);

    /// <summary>The cheap first question: is any member of this simple name in the table?</summary>
    public bool HasName(string simpleName) => _simpleNames.Contains(simpleName);

    /// <summary>The same for the constructors of a type, by its metadata name.</summary>
    public bool HasConstructor(string typeName) => _constructed.Contains(typeName);

    /// <summary>The detail for a member, for what it overrides, or for the interface member it implements.</summary>
    public string? OfMember(ISymbol member, Func<IAssemblySymbol?, bool> isKnownAssembly)
    {
        if (member is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var made })
        {
            return _constructed.Contains(made.MetadataName) ? Of(made, Constructor, isKnownAssembly) : null;
        }

        string name = SimpleName(member);
        if (!_owners.TryGetValue(name, out var owners))
        {
            return null;
        }

        for (ISymbol? symbol = member; symbol is not null; symbol = Overridden(symbol))
        {
            if (symbol.ContainingType is { } type && OfOwner(type) is { } found)
            {
                return found;
            }
        }

        if (member.ContainingType is { TypeKind: not TypeKind.Interface } owner && !member.IsStatic)
        {
            // Providers hide members of their base types to return types of their own.
            for (var type = owner.BaseType; type is not null && isKnownAssembly(owner.ContainingAssembly); type = type.BaseType)
            {
                if (OfOwner(type) is { } found)
                {
                    return found;
                }
            }

            // Of the definition, which is enough for names: those of a constructed type are made anew for each of its uses.
            foreach (var contract in owner.OriginalDefinition.AllInterfaces)
            {
                if (OfOwner(contract) is { } found)
                {
                    return found;
                }
            }
        }

        return null;

        string? OfOwner(INamedTypeSymbol type) => owners.Contains(type.MetadataName) ? Of(type, "." + name, isKnownAssembly) : null;
    }

    /// <summary>The detail for a type or one of its base types.</summary>
    public string? OfType(INamedTypeSymbol type, Func<IAssemblySymbol?, bool> isKnownAssembly)
    {
        for (INamedTypeSymbol? each = type; each is not null; each = each.BaseType)
        {
            if (_simpleNames.Contains(each.MetadataName) && Of(each, "", isKnownAssembly) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Namespace, containing types and metadata name of a type: <c>System.Collections.Generic.List`1</c>.</summary>
    public static string FullName(INamedTypeSymbol type)
    {
        type = type.OriginalDefinition;
        string name = type.MetadataName;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = outer.MetadataName + "." + name;
        }

        string space = OperationFacts.NamespaceOf(type);
        return space.Length == 0 ? name : space + "." + name;
    }

    private string? Of(INamedTypeSymbol type, string suffix, Func<IAssemblySymbol?, bool> isKnownAssembly) =>
        isKnownAssembly(type.ContainingAssembly) && _details.TryGetValue(FullName(type) + suffix, out string? found) ? found : null;

    private static ISymbol? Overridden(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    private static string SimpleName(ISymbol member) =>
        member is IPropertySymbol { IsIndexer: true } ? member.MetadataName
            : member.Name;

    /// <summary>The metadata name of the type that declares a member.</summary>
    private static string OwnerOf(string member)
    {
        int end = member.LastIndexOf('.');
        return end <= 0 ? "" : member.Substring(member.LastIndexOf('.', end - 1) + 1, end - member.LastIndexOf('.', end - 1) - 1);
    }

    private static string SimpleName(string fullName)
    {
        int end = fullName.EndsWith(Constructor, StringComparison.Ordinal) ? fullName.Length - Constructor.Length : fullName.Length;
        return fullName.Substring(fullName.LastIndexOf('.', end - 1) + 1);
    }
}
