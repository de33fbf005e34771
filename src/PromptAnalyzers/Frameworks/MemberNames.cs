namespace PromptAnalyzers.Frameworks;

/// <summary>Simple names of all members of some kinds of facts, and of the types whose constructors are among them. Text only.</summary>
internal sealed class MemberNames
{
    private const string Constructor = ".#ctor";

    private readonly HashSet<string> _members;
    private readonly HashSet<string> _constructed;

    public MemberNames(ApiFacts facts, IEnumerable<FactKind> kinds)
    {
        _members = facts.NamesOf(kinds.ToArray());
        _constructed = new HashSet<string>(
            _members.Where(static n => n.EndsWith(Constructor, StringComparison.Ordinal)).Select(static n => n.Substring(0, n.Length - Constructor.Length)),
            StringComparer.Ordinal);
    }

    /// <summary>True for the simple name of a member.</summary>
    public bool Contain(string simpleName) => _members.Contains(simpleName);

    /// <summary>True for the metadata name of a type of which a constructor is known.</summary>
    public bool ContainConstructor(string typeName) => _constructed.Contains(typeName);
}
