using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Frameworks;

/// <summary>
/// What is known of the members that one compilation uses: the built-in tables, and what its users add. Built-in facts
/// speak of libraries, so a user's own type of the same name never matches; users' facts speak of any assembly.
/// </summary>
internal sealed class ApiFacts
{
    // Made of the built-in tables alone, so of text: shared by all compilations without facts of their own.
    private static readonly ConcurrentDictionary<Delegate, object> Shared = new();

    private readonly ImmutableDictionary<FactKind, FactTable> _added;
    private readonly Func<IAssemblySymbol?, bool> _isLibrary;

    public ApiFacts(IAssemblySymbol own, ImmutableDictionary<FactKind, FactTable> added)
    {
        _added = added;
        _isLibrary = assembly => !SymbolEqualityComparer.Default.Equals(assembly, own);
    }

    /// <summary>The cheap first question: can a member of this simple name be of this kind?</summary>
    public bool HasName(FactKind kind, string simpleName) =>
        SdkCatalog.Table(kind).HasName(simpleName) || (Added(kind) is { } added && added.HasName(simpleName));

    /// <summary>The same for a constructor, by the metadata name of its type.</summary>
    public bool HasConstructor(FactKind kind, string typeName) =>
        SdkCatalog.Table(kind).HasConstructor(typeName) || (Added(kind) is { } added && added.HasConstructor(typeName));

    /// <summary>
    /// Something made of the names of the tables, such as a set of names. It is made once where only the built-in tables
    /// count, so it must hold text only and never the facts themselves.
    /// </summary>
    /// <param name="make">A static lambda, which is always the same delegate.</param>
    public T Derived<T>(Func<ApiFacts, T> make)
        where T : class => _added.IsEmpty ? (T)Shared.GetOrAdd(make, static (key, facts) => ((Func<ApiFacts, T>)key)(facts), this) : make(this);

    /// <summary>The simple names of all members of some kinds, for a rule that looks at every operation.</summary>
    public HashSet<string> NamesOf(params FactKind[] kinds) => new(
        kinds.SelectMany(k => SdkCatalog.Table(k).SimpleNames.Concat(_added.TryGetValue(k, out var added) ? added.SimpleNames : Enumerable.Empty<string>())),
        StringComparer.Ordinal);

    /// <summary>The simple names of all members of a kind, as they stand in source.</summary>
    public IEnumerable<string> Names(FactKind kind) =>
        SdkCatalog.Table(kind).SourceNames.Concat(_added.TryGetValue(kind, out var added) ? added.SourceNames : Enumerable.Empty<string>());

    /// <summary>The full names of all members and types of a kind.</summary>
    public IEnumerable<string> FullNamesOf(FactKind kind)
    {
        var known = SdkCatalog.Table(kind).Entries;
        return (_added.TryGetValue(kind, out var added) ? known.Concat(added.Entries) : known).Select(static e => e.Key);
    }

    /// <summary>The detail of a fact about a member, empty text for a fact without one; null when nothing is known.</summary>
    public string? Of(FactKind kind, ISymbol member)
    {
        if (Added(kind)?.OfMember(member, static _ => true) is { } own)
        {
            return own;
        }

        return SdkCatalog.Table(kind).OfMember(member, kind == FactKind.Flow ? _isLibrary : SdkReferences.IsSdkAssembly);
    }

    /// <summary>The detail of a fact about a type or one of its base types; null when nothing is known.</summary>
    public string? OfType(FactKind kind, ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        if (Added(kind)?.OfType(named, static _ => true) is { } own)
        {
            return own;
        }

        return SdkCatalog.Table(kind).OfType(named, kind == FactKind.Flow ? _isLibrary : SdkReferences.IsSdkAssembly);
    }

    /// <summary>True for one of the names in a detail that lists several, with commas between them.</summary>
    public static bool IsListed(string name, string detail)
    {
        for (int start = 0; start + name.Length <= detail.Length;)
        {
            int comma = detail.IndexOf(',', start);
            int end = comma < 0 ? detail.Length : comma;
            if (end - start == name.Length && string.CompareOrdinal(detail, start, name, 0, name.Length) == 0)
            {
                return true;
            }

            start = end + 1;
        }

        return false;
    }

    private FactTable? Added(FactKind kind) => !_added.IsEmpty && _added.TryGetValue(kind, out var added) ? added : null;

    /// <summary>The role of a member in the value flow, for example <c>text:file</c>; null when nothing is known.</summary>
    public string? RoleOf(ISymbol member) => Of(FactKind.Flow, member);
}
