using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PromptAnalyzers;

/// <summary>
/// The one list of all diagnostics. Severity follows certainty: Warning means practically no false alarms
/// and worth fixing; what is a matter of budget or taste is Info.
/// </summary>
internal static class Descriptors
{
    private const string Category = "PromptSize";

    public static readonly DiagnosticDescriptor TooManyTools = new(
        RuleIds.TooManyTools,
        "Too many tools are advertised to one model call",
        "{0} tools are advertised to the model ({1}), more than {2}; split the agent or pass only the tools that the task needs",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The schema of every attached tool is part of every request. Beyond about ten tools the requests grow costly and the model picks wrong tools.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.TooManyTools));

    public static readonly DiagnosticDescriptor ToolCountOverProviderLimit = new(
        RuleIds.ToolCountOverProviderLimit,
        "More tools are advertised than a provider takes",
        "{0} tools are advertised to the model ({1}), more than the {2} that a request may hold; the provider refuses it: split the agent or pass only the tools that the task needs",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "OpenAI, Azure and the editors refuse a request with more than 128 tools: the call fails with HTTP 400 whatever the prompt says.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.ToolCountOverProviderLimit));

    public static readonly DiagnosticDescriptor UnfilteredMcpTools = new(
        RuleIds.UnfilteredMcpTools,
        "All tools of an MCP server are attached",
        "All tools of the MCP server are attached ('{0}', line {1}); {2} only those that the task needs",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "How many tools a server lists, and how long their schemas are, is decided on the server and changes with it. Their schemas are part of every request.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.UnfilteredMcpTools));

    public static readonly DiagnosticDescriptor ToolSchemasTooLarge = new(
        RuleIds.ToolSchemasTooLarge,
        "Tool schemas take a large part of every request",
        "{0}, more than {1}; shorten descriptions, flatten parameters or attach fewer tools",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Name, description and parameter schema of every attached tool are sent with every request, whether the tool is used or not.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.ToolSchemasTooLarge));

    public static readonly DiagnosticDescriptor UnboundedChatHistory = new(
        RuleIds.UnboundedChatHistory,
        "Chat history grows without a bound",
        "The chat history '{0}' grows with every turn and is sent whole by '{1}'; reduce it before sending",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A history that outlives a turn and is never reduced ends in context_length_exceeded, or in a bill that grows with the square of the turns.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.UnboundedChatHistory));

    public static readonly DiagnosticDescriptor AgentHistoryWithoutReducer = new(
        RuleIds.AgentHistoryWithoutReducer,
        "Agent keeps its history in memory without a reducer",
        "'{0}' keeps every turn of the conversation and sends them all with '{1}'; give it a chat reducer",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A session or thread that serves more than one turn holds all messages and tool results. The framework shortens it only when it is told how.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.AgentHistoryWithoutReducer));

    public static readonly DiagnosticDescriptor UnsafeHistoryTrim = new(
        RuleIds.UnsafeHistoryTrim,
        "Chat history is cut at an unsafe place",
        "'{0}' {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Cutting a history by count drops the system message, or parts a tool call from its result, which providers refuse with HTTP 400. Keep system messages and cut only before a user message.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.UnsafeHistoryTrim));

    public static readonly DiagnosticDescriptor FileContentInPrompt = new(
        RuleIds.FileContentInPrompt,
        "File content reaches a prompt whole",
        "The content of '{0}' (line {1}) reaches the prompt of '{2}' whole; truncate or chunk it",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The size of a file is not known when the program is written. One large file makes the request fail or costs as much as a thousand normal ones.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.FileContentInPrompt));

    public static readonly DiagnosticDescriptor UnboundedContentInPrompt = new(
        RuleIds.UnboundedContentInPrompt,
        "Content of unbounded size reaches a prompt whole",
        "The content of '{0}' (line {1}) reaches the prompt of '{2}' whole; truncate it or send only what is needed",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What an HTTP server, a process, a store or piped input gives has no size that the program controls. One large answer makes the request fail or multiplies its cost.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.UnboundedContentInPrompt));

    public static readonly DiagnosticDescriptor PromptAccumulates = new(
        RuleIds.PromptAccumulates,
        "Prompt grows with every answer",
        "Every answer of '{0}' (line {1}) is collected in a loop and all of them are sent by '{2}'; send only the last ones, or a summary",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A prompt that carries all answers so far grows with every round, and its cost with the square of the rounds.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.PromptAccumulates));

    public static readonly DiagnosticDescriptor PromptLiteralTooLong = new(
        RuleIds.PromptLiteralTooLong,
        "Constant prompt is very long",
        "The constant text of this prompt is about {0} tokens long, more than {1}; it is paid for with every call of '{2}'",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A long constant prompt is sent again with every call, and models follow long instructions less well. Move examples and reference texts to retrieval, or split the task. The number of tokens is an estimate.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.PromptLiteralTooLong));

    public static readonly DiagnosticDescriptor UntruncatedToolResult = new(
        RuleIds.UntruncatedToolResult,
        "Tool returns text of unbounded size to the model",
        "The tool '{0}' returns the content of '{1}' (line {2}) to the model whole; truncate it or return only what is needed",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What a tool returns becomes part of the conversation and is sent again with every later call.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.UntruncatedToolResult));

    public static readonly DiagnosticDescriptor UnboundedToolQuery = new(
        RuleIds.UnboundedToolQuery,
        "Tool returns a whole query, table or listing to the model",
        "The tool '{0}' returns all of '{1}' (line {2}) to the model; return a page of it, or at most {3} items",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "How many rows a table or files a folder has is not known when the program is written. All of them become part of the conversation and are sent again with every later call.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.UnboundedToolQuery));

    public static readonly DiagnosticDescriptor BinaryToolResult = new(
        RuleIds.BinaryToolResult,
        "Tool returns binary data as text to the model",
        "The tool '{0}' returns {1} to the model as text; return a reference or a short description instead",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Bytes, base64 and vectors become text in the request: many tokens that no model can read. A content type of the SDK carries images and audio as what they are.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.BinaryToolResult));

    public static readonly DiagnosticDescriptor UnboundedToolCollection = new(
        RuleIds.UnboundedToolCollection,
        "Tool returns a collection of unknown length to the model",
        "The tool '{0}' returns all that '{1}' (line {2}) gives to the model, and nothing here limits it; return a page of it, or at most {3} items",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The collection comes from code that decides its length out of sight. All of it becomes part of the conversation and is sent again with every later call.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.UnboundedToolCollection));

    /// <summary>Reported as Warning for a model that runs on a local server.</summary>
    public static readonly DiagnosticDescriptor MaxOutputTokensTooLarge = new(
        RuleIds.MaxOutputTokensTooLarge,
        "Limit of output tokens is very large",
        "'{0}' allows {1}, more than the {2} tokens that a {3} model should need; lower it to what the answer needs",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The limit is reserved or counted against the quota before the first token comes, and it is what a model that never stops costs. A local server is busy and keeps the memory until the limit is reached.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.MaxOutputTokensTooLarge));

    public static readonly DiagnosticDescriptor LocalModelTooLarge = new(
        RuleIds.LocalModelTooLarge,
        "Local model needs much memory",
        "The model '{0}' has {1}: {2} of memory before the first token; use {3}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Weights that do not fit the memory of the graphics card make a local server slow or end it. Quantised weights take a quarter of the memory of 16-bit weights, with little loss.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.LocalModelTooLarge));

    public static readonly DiagnosticDescriptor LocalContextTooLarge = new(
        RuleIds.LocalContextTooLarge,
        "Context of a local model is very large or has no effect",
        "'{0}' {1}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A local server reserves the KV cache of the whole context when it loads the model. Where the option does not reach the server, prompts are cut without a word to its default of a few thousand tokens.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.LocalContextTooLarge));

    /// <summary>Reported as Info for a loop that works off tool calls.</summary>
    public static readonly DiagnosticDescriptor UnboundedAgentLoop = new(
        RuleIds.UnboundedAgentLoop,
        "Number of model calls has no limit",
        "{0} allows {1}; {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A model that does not come to an end calls tools or repeats itself until somebody notices the bill. Every loop round a model call needs an exit that does not depend on what the model says: a counter, a budget of tokens, a time limit or a person.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.UnboundedAgentLoop));

#pragma warning disable RS1037 // Lines of list files are reported live; the tag would hide them from the IDE.
    public static readonly DiagnosticDescriptor InvalidConfiguration = new(
        RuleIds.InvalidConfiguration,
        "PromptAnalyzers setting cannot be read",
        "{0} cannot be used: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A malformed line of a list file is reported where it stands. A setting with a wrong value falls back to its default; it is reported once per compilation, without a place: the compiler does not tell where an .editorconfig value comes from.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.InvalidConfiguration));
#pragma warning restore RS1037

    /// <summary>Every descriptor, in the order of the ids.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = ImmutableArray.Create(
        TooManyTools,
        ToolCountOverProviderLimit,
        UnfilteredMcpTools,
        ToolSchemasTooLarge,
        UnboundedChatHistory,
        AgentHistoryWithoutReducer,
        UnsafeHistoryTrim,
        FileContentInPrompt,
        UnboundedContentInPrompt,
        PromptAccumulates,
        PromptLiteralTooLong,
        UntruncatedToolResult,
        UnboundedToolQuery,
        BinaryToolResult,
        UnboundedToolCollection,
        MaxOutputTokensTooLarge,
        LocalModelTooLarge,
        LocalContextTooLarge,
        UnboundedAgentLoop,
        InvalidConfiguration);
}
