using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>The Trim method for the type of a history.</summary>
internal static class TrimHelper
{
    // In a class of the file, and as a method beside the code where the language has no such class.
    private const string Trim = "Trim";
    private const string TrimHistory = "TrimHistory";

    private const string Collections = "System.Collections.Generic";
    private const string ExtensionsAI = "Microsoft.Extensions.AI";
    private const string OpenAI = "OpenAI.Chat";
    private const string Kernel = "Microsoft.SemanticKernel";
    private const string KernelChat = "Microsoft.SemanticKernel.ChatCompletion";

    /// <summary>The helper, or null when messages cannot be removed from the history in place.</summary>
    /// <param name="context">The document.</param>
    /// <param name="call">The code that will call the helper.</param>
    /// <param name="type">The type of the history.</param>
    /// <param name="kind">The family of its messages.</param>
    /// <param name="recent">Whether a shortened copy is wanted; otherwise the list itself is cut.</param>
    public static HelperRequest? Create(FixContext context, SyntaxNode call, ITypeSymbol type, string? kind, bool recent = false)
    {
        var (messageNamespace, messageType) = kind switch
        {
            DiagnosticProperties.HistoryExtensionsAI => (ExtensionsAI, "ChatMessage"),
            DiagnosticProperties.HistoryOpenAI => (OpenAI, "ChatMessage"),
            DiagnosticProperties.HistorySemanticKernel => (Kernel, "ChatMessageContent"),
            _ => ("", ""),
        };
        bool isKernelHistory = kind == DiagnosticProperties.HistorySemanticKernel && IsKernelHistory(type);
        bool isList = IsCollection(type, Collections, "List");
        bool isOtherList = IsCollection(type, Collections, "IList")
            || IsCollection(type, "System.Collections.ObjectModel", "Collection");
        if (!isKernelHistory
            && !((isList || isOtherList) && LanguageFacts.IsType(MessageOf(type), messageNamespace, messageType)))
        {
            return null;
        }

        if (recent && isOtherList)
        {
            return null;
        }

        return HelperRequest.Create(
            context,
            call,
            HelperSources.HistoryClass,
            recent ? "Recent" : Trim,
            recent ? "RecentHistory" : TrimHistory,
            candidate => SymbolEqualityComparer.Default.Equals(candidate, type)
                || (!isKernelHistory && !isList && candidate.Name == "IList" && SymbolEqualityComparer.Default.Equals(MessageOf(candidate), MessageOf(type))),
            (position, _) => recent ? HelperSources.Recent(HistoryName(position), LanguageFacts.HasFileTypes(context.Version) ? Trim : TrimHistory) : Source(position));

        string HistoryName(int position) => isKernelHistory
            ? context.TypeName(KernelChat, "ChatHistory", 0, position)
            : context.TypeName(Collections, isList ? "List" : "IList", 1, position) + "<" + context.TypeName(messageNamespace, messageType, 0, position) + ">";

        string Source(int position)
        {
            string Name(string ns, string name, int arity = 0) => context.TypeName(ns, name, arity, position);
            string parameter = HistoryName(position);
            switch (kind)
            {
                case DiagnosticProperties.HistoryOpenAI:
                    // Naming the developer message is experimental there, so the removable types are listed instead.
                    string user = Name(OpenAI, "UserChatMessage");
                    return HelperSources.Trim(
                        parameter,
                        $"!({{0}} is {user})",
                        $"{{0}} is {user} || {{0}} is {Name(OpenAI, "AssistantChatMessage")} || {{0}} is {Name(OpenAI, "ToolChatMessage")}");
                case DiagnosticProperties.HistorySemanticKernel:
                    string author = Name(KernelChat, "AuthorRole");
                    return HelperSources.Trim(
                        parameter,
                        $"{{0}}.Role != {author}.User",
                        $"{{0}}.Role == {author}.User || {{0}}.Role == {author}.Assistant || {{0}}.Role == {author}.Tool");
                default:
                    string role = Name(ExtensionsAI, "ChatRole");
                    return HelperSources.Trim(parameter, $"{{0}}.Role != {role}.User", $"{{0}}.Role != {role}.System");
            }
        }
    }

    /// <summary>True for Semantic Kernel's own history type.</summary>
    public static bool IsKernelHistory(ITypeSymbol type) => LanguageFacts.IsType(type, KernelChat, "ChatHistory");

    private static ITypeSymbol? MessageOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 1 } named ? named.TypeArguments[0] : null;

    private static bool IsCollection(ITypeSymbol type, string namespaceName, string name) =>
        type is INamedTypeSymbol { Arity: 1 } && LanguageFacts.IsType(type, namespaceName, name);
}
