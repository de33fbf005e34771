using System.Collections.Immutable;

namespace PromptAnalyzers.Frameworks;

/// <summary>What a line of facts says about a member or type.</summary>
internal enum FactKind
{
    /// <summary>What a member does to the size of a text; the detail is its role (see Flow/Tables/flow.txt).</summary>
    Flow,

    /// <summary>Text enters a prompt; the detail names the parameters, and is empty for a property.</summary>
    Sink,

    /// <summary>Tools are attached to a model call; the detail names the parameter, and is empty for a property.</summary>
    Tools,

    /// <summary>An attribute that makes a method a tool.</summary>
    ToolAttribute,

    /// <summary>Makes a tool of a delegate or method group.</summary>
    ToolFactory,

    /// <summary>A method whose overrides are what a model calls.</summary>
    ToolMethod,

    /// <summary>A base type whose attributed methods no model calls.</summary>
    NoTool,
}

/// <summary>How the kinds are written in the tables.</summary>
internal static class FactKinds
{
    private static readonly ImmutableDictionary<string, FactKind> ByWord = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal,
        new Dictionary<string, FactKind>
        {
            ["sink"] = FactKind.Sink,
            ["tools"] = FactKind.Tools,
            ["tool-attribute"] = FactKind.ToolAttribute,
            ["tool-factory"] = FactKind.ToolFactory,
            ["tool-method"] = FactKind.ToolMethod,
            ["no-tool"] = FactKind.NoTool,
        });

    /// <summary>Roles of <see cref="FactKind.Flow"/> that take no origin.</summary>
    private static readonly ImmutableHashSet<string> Roles = ImmutableHashSet.Create(
        "pass", "join", "bound", "element", "take", "skip", "select", "invoke", "split", "line");

    private static readonly ImmutableHashSet<string> Effects = ImmutableHashSet.Create("text", "count", "stream", "graph");

    private static readonly ImmutableHashSet<string> Origins = ImmutableHashSet.Create("file", "http", "process", "database", "input", "same");

    public static IEnumerable<string> Words => ByWord.Keys;

    /// <summary>False when the first word of a line is neither a kind nor a role.</summary>
    public static bool TryRead(string word, out FactKind kind)
    {
        if (ByWord.TryGetValue(word, out kind))
        {
            return true;
        }

        kind = FactKind.Flow;
        int colon = word.IndexOf(':');
        return colon < 0 ? Roles.Contains(word) : Effects.Contains(word.Substring(0, colon)) && Origins.Contains(word.Substring(colon + 1));
    }
}
