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

    public static readonly DiagnosticDescriptor UntruncatedToolResult = new(
        RuleIds.UntruncatedToolResult,
        "Tool returns text of unbounded size to the model",
        "The tool '{0}' returns the content of '{1}' (line {2}) to the model whole; truncate it or return only what is needed",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What a tool returns becomes part of the conversation and is sent again with every later call.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.UntruncatedToolResult));

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
        UntruncatedToolResult,
        InvalidConfiguration);
}
