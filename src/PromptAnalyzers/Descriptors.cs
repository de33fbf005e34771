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

    public static readonly DiagnosticDescriptor UnboundedChatHistory = new(
        RuleIds.UnboundedChatHistory,
        "Chat history grows without a bound",
        "The chat history '{0}' grows with every turn and is sent whole by '{1}'; reduce it before sending",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A history that outlives a turn and is never reduced ends in context_length_exceeded, or in a bill that grows with the square of the turns.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.UnboundedChatHistory));

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
        UnboundedChatHistory,
        FileContentInPrompt,
        UnboundedContentInPrompt,
        PromptAccumulates,
        UntruncatedToolResult,
        UnboundedToolQuery,
        BinaryToolResult,
        UnboundedToolCollection,
        InvalidConfiguration);
}
