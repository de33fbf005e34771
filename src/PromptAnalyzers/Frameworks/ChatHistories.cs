using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Frameworks;

/// <summary>What holds a conversation, how it grows, how it is sent and what keeps it short, over all SDKs.</summary>
internal static class ChatHistories
{
    private static readonly ImmutableHashSet<string> GrowthNames = ImmutableHashSet.Create(
        "Add", "AddRange", "Insert", "InsertRange", "AddMessage", "AddMessages", "AddMessagesAsync",
        "AddUserMessage", "AddAssistantMessage", "AddSystemMessage", "AddDeveloperMessage");

    private static readonly ImmutableHashSet<string> ReductionNames = ImmutableHashSet.Create(
        "Remove", "RemoveAt", "RemoveRange", "RemoveAll", "ReduceInPlaceAsync", "ReduceAsync", "Dequeue", "RemoveFirst");

    private static readonly ImmutableHashSet<string> SendNames = ImmutableHashSet.Create(
        "GetResponseAsync", "GetStreamingResponseAsync",
        "GetChatMessageContentAsync", "GetChatMessageContentsAsync", "GetStreamingChatMessageContentsAsync",
        "CompleteChat", "CompleteChatAsync", "CompleteChatStreaming", "CompleteChatStreamingAsync",
        "RunAsync", "RunStreamingAsync", "InvokeAsync", "InvokeStreamingAsync",
        "CreateResponse", "CreateResponseAsync", "CreateResponseStreamingAsync");

    /// <summary>One of the History* values of <see cref="DiagnosticProperties"/>; null for a type that holds no conversation.</summary>
    public static string? KindOf(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        if (named.Name == "ChatHistory")
        {
            return SdkReferences.IsSdkAssembly(named.ContainingAssembly) && FactTable.FullName(named) == "Microsoft.SemanticKernel.ChatCompletion.ChatHistory"
                ? DiagnosticProperties.HistorySemanticKernel
                : null;
        }

        if (named.TypeArguments.Length != 1 || !OperationFacts.IsCollection(named)
            || named.TypeArguments[0] is not INamedTypeSymbol { Name: "ChatMessage" or "ChatMessageContent" } message
            || !SdkReferences.IsSdkAssembly(message.ContainingAssembly))
        {
            return null;
        }

        return FactTable.FullName(message) switch
        {
            "Microsoft.Extensions.AI.ChatMessage" => DiagnosticProperties.HistoryExtensionsAI,
            "OpenAI.Chat.ChatMessage" => DiagnosticProperties.HistoryOpenAI,
            "Microsoft.SemanticKernel.ChatMessageContent" => DiagnosticProperties.HistorySemanticKernel,
            _ => null,
        };
    }

    public static bool IsGrowth(IInvocationOperation call) =>
        GrowthNames.Contains(call.TargetMethod.Name) && call.Arguments.Length > 0;

    /// <summary>The base library neither reduces a history nor keeps it.</summary>
    public static bool IsBaseLibrary(ISymbol symbol) =>
        symbol.ContainingNamespace?.ToDisplayString() is { } name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal));

    public static bool IsReduction(IInvocationOperation call) => ReductionNames.Contains(call.TargetMethod.Name);

    public static bool IsSend(IInvocationOperation call) =>
        SendNames.Contains(call.TargetMethod.Name) && SdkReferences.IsSdkAssembly(call.TargetMethod.ContainingAssembly);

    /// <summary>
    /// True when the call adds what a person said: the sign of a new turn. A loop that only adds answers and tool
    /// results works off one turn.
    /// </summary>
    public static bool AddsUserMessage(IInvocationOperation growth)
    {
        if (growth.TargetMethod.Name == "AddUserMessage")
        {
            return true;
        }

        foreach (var argument in growth.Arguments)
        {
            foreach (var operation in argument.DescendantsAndSelf())
            {
                switch (operation)
                {
                    case IPropertyReferenceOperation { Property: { Name: "User", ContainingType.Name: "ChatRole" or "AuthorRole" } }:
                    case IObjectCreationOperation { Type.Name: "UserChatMessage" }:
                    case IInvocationOperation { TargetMethod.Name: "CreateUserMessage" }:
                        return true;
                    case IConversionOperation { Type.Name: "ChatMessage", OperatorMethod: not null } text when OperationFacts.IsText(text.Operand.Type):
                        return true;
                }
            }
        }

        return false;
    }
}
