using System.Collections.Immutable;

namespace PromptAnalyzers.Frameworks;

/// <summary>One line of facts: <c>KIND MEMBER [DETAIL]</c>, for example <c>sink Acme.Gateway.Ask prompt</c>.</summary>
internal readonly struct FactLine
{
    private FactLine(FactKind kind, string name, string detail)
    {
        Kind = kind;
        Name = name;
        Detail = detail;
    }

    public FactKind Kind { get; }

    /// <summary>Full name of the member or type, without parameters.</summary>
    public string Name { get; }

    public string Detail { get; }

    public static FactLine OfFlow(string member, string role) => new(FactKind.Flow, member, role);

    /// <summary>Blank lines and comments say nothing.</summary>
    public static bool IsBlank(string line)
    {
        line = line.Trim();
        return line.Length == 0 || line[0] == '#';
    }

    /// <summary>Reads a line; <paramref name="problem"/> tells what is wrong with a malformed one.</summary>
    public static bool TryRead(string line, out FactLine fact, out string problem)
    {
        fact = default;
        var words = line.Split(default(char[]), 3, StringSplitOptions.RemoveEmptyEntries);
        if (!FactKinds.TryRead(words[0], out var kind))
        {
            problem = $"'{words[0]}' is no kind of fact";
            return false;
        }

        if (words.Length < 2)
        {
            problem = $"the name of a member is missing after '{words[0]}'";
            return false;
        }

        if (!IsFullName(words[1]))
        {
            problem = $"'{words[1]}' is not the full name of a member or type";
            return false;
        }

        problem = "";
        fact = new FactLine(kind, words[1], kind == FactKind.Flow ? words[0] : words.Length < 3 ? "" : words[2].Trim());
        return true;
    }

    private static bool IsFullName(string name) =>
        name.IndexOf('.') > 0
        && name[name.Length - 1] != '.'
        && name.All(static c => char.IsLetterOrDigit(c) || c is '_' or '.' or '`' or '#');
}

/// <summary>Facts collected by kind.</summary>
internal sealed class FactBuilder
{
    private readonly Dictionary<FactKind, ImmutableDictionary<string, string>.Builder> _tables = new();

    public void Add(FactLine line)
    {
        if (!_tables.TryGetValue(line.Kind, out var table))
        {
            _tables[line.Kind] = table = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        }

        table[line.Name] = line.Detail;
    }

    public ImmutableDictionary<FactKind, FactTable> ToTables() =>
        _tables.ToImmutableDictionary(p => p.Key, p => new FactTable(p.Value.ToImmutable()));
}
