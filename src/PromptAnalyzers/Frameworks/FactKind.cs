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

    /// <summary>Adds tools to an agent, a builder or a server, call by call; the detail says what is added (see Rules/Tools/ToolSource.cs).</summary>
    AddsTools,

    /// <summary>Adds tools to a holder, which a model is shown only by an <see cref="Advertise"/>; the detail as above.</summary>
    Import,

    /// <summary>Makes a group of tools; the detail as above.</summary>
    PluginFactory,

    /// <summary>Shows a model all tools of a holder; the detail names the parameter that narrows them.</summary>
    Advertise,

    /// <summary>A type that holds imported tools.</summary>
    ToolHolder,

    /// <summary>Its result has the same tools as its receiver, or as the parameter that the detail names.</summary>
    SameTools,

    /// <summary>Its result starts with the tools of its receiver and has its own from then on.</summary>
    CopiesTools,

    /// <summary>Makes one tool of an agent.</summary>
    AgentAsTool,

    /// <summary>Makes one tool of another; the schema stays.</summary>
    WrapsTool,

    /// <summary>Makes one tool of texts; the detail names the parameters that are sent.</summary>
    ToolLiteral,

    /// <summary>A tool that runs at the provider: it counts, its schema is not sent.</summary>
    HostedTool,

    /// <summary>All tools of an MCP server, listed by its client.</summary>
    McpList,

    /// <summary>An MCP server that the provider asks; the detail names what narrows its tools: parameters, and properties with a dot.</summary>
    HostedMcp,

    /// <summary>Tools that a framework adds by itself; the detail names the options parameter and the groups.</summary>
    HiddenTools,

    /// <summary>A tool beside which the others are sent only when the model searches for them.</summary>
    ToolSearch,

    /// <summary>A property that narrows the tools of the object that it is set on.</summary>
    ToolFilter,

    /// <summary>A property of a tool that holds the tools for which it stands.</summary>
    ToolGroup,

    /// <summary>A parameter of this type, or with this attribute, is given by the host and is not in the schema.</summary>
    NoSchema,

    /// <summary>An attribute of types whose tools are found by a scan of the assembly.</summary>
    ToolType,
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
            ["adds-tools"] = FactKind.AddsTools,
            ["import"] = FactKind.Import,
            ["plugin-factory"] = FactKind.PluginFactory,
            ["advertise"] = FactKind.Advertise,
            ["tool-holder"] = FactKind.ToolHolder,
            ["same-tools"] = FactKind.SameTools,
            ["copies-tools"] = FactKind.CopiesTools,
            ["agent-as-tool"] = FactKind.AgentAsTool,
            ["wraps-tool"] = FactKind.WrapsTool,
            ["tool-literal"] = FactKind.ToolLiteral,
            ["hosted-tool"] = FactKind.HostedTool,
            ["mcp-list"] = FactKind.McpList,
            ["hosted-mcp"] = FactKind.HostedMcp,
            ["hidden-tools"] = FactKind.HiddenTools,
            ["tool-search"] = FactKind.ToolSearch,
            ["tool-filter"] = FactKind.ToolFilter,
            ["tool-group"] = FactKind.ToolGroup,
            ["no-schema"] = FactKind.NoSchema,
            ["tool-type"] = FactKind.ToolType,
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
