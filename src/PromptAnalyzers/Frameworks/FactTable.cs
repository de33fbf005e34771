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

    // By the name of a type: the types of that name, those with a fact about their constructor, and by the simple name of a
    // member those that declare it. The rest of a full name is compared only where these names are met.
    private readonly Dictionary<string, List<Fact>> _types;
    private readonly Dictionary<string, List<Fact>> _constructed;
    private readonly Dictionary<string, Dictionary<string, List<Fact>>> _owners;

    public FactTable(ImmutableDictionary<string, string> details)
    {
        _details = details.ToDictionary(static p => p.Key, static p => p.Value, StringComparer.Ordinal);
        _simpleNames = new HashSet<string>(details.Keys.Select(SimpleName), StringComparer.Ordinal);
        _types = ByType(details.Select(static d => new Fact(d.Key, d.Value)));
        _constructed = ByType(details.Where(static d => d.Key.EndsWith(Constructor, StringComparison.Ordinal))
            .Select(static d => new Fact(d.Key.Substring(0, d.Key.Length - Constructor.Length), d.Value)));
        _owners = details.Where(static d => !d.Key.EndsWith(Constructor, StringComparison.Ordinal) && d.Key.IndexOf('.') > 0)
            .GroupBy(static d => SimpleName(d.Key), StringComparer.Ordinal)
            .ToDictionary(
                static g => g.Key,
                static g => ByType(g.Select(static d => new Fact(d.Key.Substring(0, d.Key.LastIndexOf('.')), d.Value))),
                StringComparer.Ordinal);
    }

    public IEnumerable<KeyValuePair<string, string>> Entries => _details;

    public IEnumerable<string> SimpleNames => _simpleNames;

    /// <summary>Simple names as they stand in source: a constructor by the name of its type.</summary>
    public IEnumerable<string> SourceNames => _simpleNames.Select(static n =>
        n.EndsWith(Constructor, StringComparison.Ordinal) ? n.Substring(0, n.Length - Constructor.Length) : n);

    /// <summary>The cheap first question: is any member of this simple name in the table?</summary>
    public bool HasName(string simpleName) => _simpleNames.Contains(simpleName);

    /// <summary>The same for the constructors of a type, by its metadata name.</summary>
    public bool HasConstructor(string typeName) => _constructed.ContainsKey(WithoutArity(typeName));

    /// <summary>The detail for a member, for what it overrides, or for the interface member it implements.</summary>
    public string? OfMember(ISymbol member, Func<IAssemblySymbol?, bool> isKnownAssembly)
    {
        if (member is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var made })
        {
            return Of(_constructed, made, isKnownAssembly);
        }

        string name = SimpleName(member);
        if (!_owners.TryGetValue(name, out var owners))
        {
            return null;
        }

        for (ISymbol? symbol = member; symbol is not null; symbol = Overridden(symbol))
        {
            if (symbol.ContainingType is { } type && Of(owners, type, isKnownAssembly) is { } found)
            {
                return found;
            }
        }

        if (member.ContainingType is { TypeKind: not TypeKind.Interface } owner && !member.IsStatic)
        {
            // Providers hide members of their base types to return types of their own.
            for (var type = owner.BaseType; type is not null && isKnownAssembly(owner.ContainingAssembly); type = type.BaseType)
            {
                if (Of(owners, type, isKnownAssembly) is { } found)
                {
                    return found;
                }
            }

            // Of the definition, which is enough for names: those of a constructed type are made anew for each of its uses.
            foreach (var contract in owner.OriginalDefinition.AllInterfaces)
            {
                if (Of(owners, contract, isKnownAssembly) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    /// <summary>The detail for a type or one of its base types.</summary>
    public string? OfType(INamedTypeSymbol type, Func<IAssemblySymbol?, bool> isKnownAssembly)
    {
        for (INamedTypeSymbol? each = type; each is not null; each = each.BaseType)
        {
            if (Of(_types, each, isKnownAssembly) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static Dictionary<string, List<Fact>> ByType(IEnumerable<Fact> facts) =>
        facts.GroupBy(static f => WithoutArity(f.Type.Substring(f.Type.LastIndexOf('.') + 1)), StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => g.ToList(), StringComparer.Ordinal);

    private static string? Of(Dictionary<string, List<Fact>> facts, INamedTypeSymbol type, Func<IAssemblySymbol?, bool> isKnownAssembly)
    {
        // The metadata name of a generic type is made anew for each question.
        if (facts.TryGetValue(type.Name, out var known) && isKnownAssembly(type.ContainingAssembly))
        {
            foreach (var fact in known)
            {
                if (IsNamed(type, fact.Type))
                {
                    return fact.Detail;
                }
            }
        }

        return null;
    }

    private static string WithoutArity(string metadataName)
    {
        int arity = metadataName.IndexOf('`');
        return arity < 0 ? metadataName : metadataName.Substring(0, arity);
    }

    /// <summary>Compares a full name from its end, so that none has to be put together.</summary>
    private static bool IsNamed(INamedTypeSymbol type, string fullName)
    {
        int end = fullName.Length;
        for (INamedTypeSymbol? each = type; each is not null; each = each.ContainingType)
        {
            if (!TakeEnd(each.MetadataName))
            {
                return false;
            }
        }

        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (!TakeEnd(space.Name))
            {
                return false;
            }
        }

        return end < 0;

        bool TakeEnd(string part)
        {
            int start = end - part.Length;
            if (start < 0 || (start > 0 && fullName[start - 1] != '.') || string.CompareOrdinal(fullName, start, part, 0, part.Length) != 0)
            {
                return false;
            }

            end = start - 1;
            return true;
        }
    }

    private static ISymbol? Overridden(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    private static string SimpleName(ISymbol member) =>
        member is IPropertySymbol { IsIndexer: true } ? member.MetadataName
            : member.Name;

    private static string SimpleName(string fullName)
    {
        int end = fullName.EndsWith(Constructor, StringComparison.Ordinal) ? fullName.Length - Constructor.Length : fullName.Length;
        return fullName.Substring(fullName.LastIndexOf('.', end - 1) + 1);
    }

    /// <summary>What is known of a type of this full name, or of one of its members.</summary>
    private readonly struct Fact
    {
        public Fact(string type, string detail)
        {
            Type = type;
            Detail = detail;
        }

        public string Type { get; }

        public string Detail { get; }
    }
}
