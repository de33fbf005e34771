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

    /// <summary>A constant prompt template is given to an SDK; the detail names the parameter, and is empty for a property.</summary>
    Template,

    /// <summary>One call of a model; the detail names the arguments that keep the conversation, <c>this</c> is the receiver.</summary>
    ModelCall,

    /// <summary>How often a framework may call the model for one request; the detail names the parameter, and is empty for a property.</summary>
    IterationCap,

    /// <summary>How many tokens the answer may have; the detail names the parameter, and is empty for a property.</summary>
    OutputLimit,

    /// <summary>The same for a model that runs on a local server; the detail names the property that ends the answer as well.</summary>
    LocalOutputLimit,

    /// <summary>The context that a local server reserves, in tokens; the detail names the parameter, and is empty for a property.</summary>
    LocalContext,

    /// <summary>Sets an option, given by a member of its own, to a value; the detail names the two parameters.</summary>
    LocalOption,

    /// <summary>A property that holds further options by name.</summary>
    OptionBag,

    /// <summary>A settings type whose server ignores options that it does not know.</summary>
    IgnoresOptions,

    /// <summary>The name of a model; the detail names the parameter, and is empty for a property.</summary>
    Model,

    /// <summary>The name of a model that runs on a local server; the detail names the parameter, and is empty for a property.</summary>
    LocalModel,

    /// <summary>Makes a client of a model, which is hosted unless an argument gives an address in the local network.</summary>
    Client,

    /// <summary>Makes a client of a model that runs on a local server.</summary>
    LocalClient,
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
            ["template"] = FactKind.Template,
            ["model-call"] = FactKind.ModelCall,
            ["iteration-cap"] = FactKind.IterationCap,
            ["output-limit"] = FactKind.OutputLimit,
            ["local-output-limit"] = FactKind.LocalOutputLimit,
            ["local-context"] = FactKind.LocalContext,
            ["local-option"] = FactKind.LocalOption,
            ["option-bag"] = FactKind.OptionBag,
            ["ignores-options"] = FactKind.IgnoresOptions,
            ["model"] = FactKind.Model,
            ["local-model"] = FactKind.LocalModel,
            ["client"] = FactKind.Client,
            ["local-client"] = FactKind.LocalClient,
        });

    /// <summary>Roles of <see cref="FactKind.Flow"/> that take no origin.</summary>
    private static readonly ImmutableHashSet<string> Roles = ImmutableHashSet.Create(
        "pass", "join", "bound", "element", "take", "skip", "where", "select", "invoke", "split", "line", "next", "answer");

    private static readonly ImmutableHashSet<string> Effects = ImmutableHashSet.Create("text", "count", "query", "stream", "graph");

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
