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
    /// <summary>A type of message: a list of them is a chat history. The detail names the family that a fix can trim.</summary>
    Message,

    /// <summary>A type that holds a chat history itself; the detail is as for <see cref="Message"/>.</summary>
    History,

    /// <summary>Appends to the history that it is called on, besides the Add methods of collections.</summary>
    Grow,

    /// <summary>
    /// A history goes to a model; the detail names the parameters, or is <c>this</c> where the receiver is the history.
    /// It is empty for a property of a request.
    /// </summary>
    Send,

    /// <summary>Shortens the history that it is called on or given.</summary>
    Reduce,

    /// <summary>Makes, adds or names a user's message; the detail is the parameter or the constant that makes it one.</summary>
    UserMessage,

    /// <summary>The same for messages of the system or developer.</summary>
    SystemMessage,

    /// <summary>The same for tool calls and their results.</summary>
    ToolMessage,

    /// <summary>A setting that lets the model call tools; the detail is empty.</summary>
    ToolChoice,

    /// <summary>Makes a client or agent that shortens what it sends.</summary>
    ReducingClient,

    /// <summary>A setting of an agent that gives it a reducer.</summary>
    AgentReducer,

    /// <summary>A setting of a request by which the service shortens the history.</summary>
    ServiceLimit,

    /// <summary>The service keeps the conversation: a client, or the parameter or setting that continues it.</summary>
    ServiceStored,

    /// <summary>
    /// Makes an agent that keeps the history in memory; the detail names the parameters and settings any of which may
    /// bound it.
    /// </summary>
    AgentCreate,

    /// <summary>As <see cref="AgentCreate"/>, of an agent that by itself works on for many turns.</summary>
    HarnessCreate,

    /// <summary>Makes a store of history in memory; the detail is as for <see cref="AgentCreate"/>.</summary>
    HistoryProvider,

    /// <summary>Makes a session or thread of an agent. The detail <c>history</c> says that it always keeps the history in memory.</summary>
    SessionCreate,

    /// <summary>Makes a session from its stored form.</summary>
    SessionRestore,

    /// <summary>Runs an agent in a session; the detail names the parameter, or is <c>this</c> where the receiver is the session.</summary>
    AgentRun,

    /// <summary>Keeps the sessions of a hosted agent.</summary>
    SessionStore,

    /// <summary>The session in the answer of an agent: it is the one that was given.</summary>
    SessionOf,
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
            ["message"] = FactKind.Message,
            ["history"] = FactKind.History,
            ["grow"] = FactKind.Grow,
            ["send"] = FactKind.Send,
            ["reduce"] = FactKind.Reduce,
            ["user-message"] = FactKind.UserMessage,
            ["system-message"] = FactKind.SystemMessage,
            ["tool-message"] = FactKind.ToolMessage,
            ["tool-choice"] = FactKind.ToolChoice,
            ["reducing-client"] = FactKind.ReducingClient,
            ["agent-reducer"] = FactKind.AgentReducer,
            ["service-limit"] = FactKind.ServiceLimit,
            ["service-stored"] = FactKind.ServiceStored,
            ["agent-create"] = FactKind.AgentCreate,
            ["harness-create"] = FactKind.HarnessCreate,
            ["history-provider"] = FactKind.HistoryProvider,
            ["session-create"] = FactKind.SessionCreate,
            ["session-restore"] = FactKind.SessionRestore,
            ["agent-run"] = FactKind.AgentRun,
            ["session-store"] = FactKind.SessionStore,
            ["session-of"] = FactKind.SessionOf,
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
        "pass", "join", "bound", "element", "take", "skip", "slice", "chunk", "where", "select", "zip", "fold", "invoke", "split", "line", "next",
        "document", "member", "items", "fill", "into", "answer");

    private static readonly ImmutableHashSet<string> Effects = ImmutableHashSet.Create("text", "count", "query", "stream", "graph", "open", "fill", "into");

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
