using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>The Trim method for the type of a history.</summary>
internal static class TrimHelper
{
    private const string Collections = "System.Collections.Generic";
    private const string ExtensionsAI = "Microsoft.Extensions.AI";
    private const string OpenAI = "OpenAI.Chat";
    private const string Kernel = "Microsoft.SemanticKernel";
    private const string KernelChat = "Microsoft.SemanticKernel.ChatCompletion";

    /// <summary>The helper, or null when messages cannot be removed from the history in place.</summary>
    public static HelperRequest? Create(FixContext context, ExpressionSyntax history, ITypeSymbol type, string? kind)
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

        return HelperRequest.Create(
            context,
            history,
            HelperSources.HistoryClass,
            "Trim",
            "TrimHistory",
            other => SymbolEqualityComparer.Default.Equals(other, type)
                || (!isKernelHistory && !isList && other.Name == "IList" && SymbolEqualityComparer.Default.Equals(MessageOf(other), MessageOf(type))),
            (position, _) => Source(position));

        string Source(int position)
        {
            string Name(string ns, string name, int arity = 0) => context.TypeName(ns, name, arity, position);
            string parameter = isKernelHistory
                ? Name(KernelChat, "ChatHistory")
                : Name(Collections, isList ? "List" : "IList", 1) + "<" + Name(messageNamespace, messageType) + ">";
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
