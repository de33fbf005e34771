using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes;

/// <summary>PA2003: the same number of messages, but cut where a turn begins.</summary>
public sealed class UnsafeTrimCodeFixTests
{
    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;

        public class Desk
        {
            private const int Most = 30;

            public async Task RunAsync(IChatClient client)
            {
                List<ChatMessage> history = [new(ChatRole.System, "You are a claims clerk.")];
                while (Console.ReadLine() is { } line)
                {
                    history.Add(new ChatMessage(ChatRole.User, line));

        """;

    private const string Tail = """

                }
            }
        }
        """;

    private const string Send = "\n            history.AddMessages(await client.GetResponseAsync(history));";

    private const string TrimMethod = """
            /// <summary>Keeps system messages and the latest turns; cuts only before a user message, so no tool result loses its call.</summary>
            public static void Trim(List<ChatMessage> history, int maxMessages)
            {
                int cut = history.Count - maxMessages;
                while (cut > 0 && cut < history.Count && history[cut].Role != ChatRole.User)
                {
                    cut++;
                }

                if (cut >= history.Count)
                {
                    // The current turn stays, however long it is.
                    cut = history.Count - 1;
                    while (cut > 0 && history[cut].Role != ChatRole.User)
                    {
                        cut--;
                    }
                }

                for (int i = cut - 1; i >= 0; i--)
                {
                    if (history[i].Role != ChatRole.System)
                    {
                        history.RemoveAt(i);
                    }
                }
            }
        }
        """;

    private const string Trim = "\n\nfile static class PromptHistory\n{\n" + TrimMethod;

    private const string Recent = "\n\nfile static class PromptHistory\n{\n" + """
            /// <summary>A copy with the system messages and the latest turns; see Trim.</summary>
            public static List<ChatMessage> Recent(List<ChatMessage> history, int maxMessages)
            {
                var recent = new List<ChatMessage>(history);
                Trim(recent, maxMessages);
                return recent;
            }

        """ + "\n" + TrimMethod;

    [Theory]
    [InlineData("while (history.Count > 20)\n            {\n                {|PA2003:history.RemoveAt(0)|};\n            }", "PromptHistory.Trim(history, 20);")]
    [InlineData("if (history.Count > Most) {|PA2003:history.RemoveRange(0, 2)|};", "PromptHistory.Trim(history, Most);")]
    [InlineData("// keep it short\n            if (history.Count >= 20)\n            {\n                {|PA2003:history.RemoveRange(0, history.Count - 20)|};\n            }", "// keep it short\n            PromptHistory.Trim(history, 20 - 1);")]
    [InlineData("history = {|PA2003:history.TakeLast(20)|}.ToList();", "PromptHistory.Trim(history, 20);")]
    [InlineData("history = [.. {|PA2003:history.TakeLast(Most)|}];", "PromptHistory.Trim(history, Most);")]
    [InlineData("history = new List<ChatMessage>({|PA2003:history.Skip(history.Count - 20)|});", "PromptHistory.Trim(history, 20);")]
    [InlineData("history = {|PA2003:history.Skip(Math.Max(0, history.Count - Most))|}.ToList();", "PromptHistory.Trim(history, Most);")]
    public Task A_cut_of_the_list_becomes_a_trim(string before, string after) => Verify.Fix(
        Snippet.File(Head + "            " + before + Send + Tail),
        Snippet.File(Head + "            " + after + Send + Tail + Trim),
        key: UnsafeTrimCodeFixProvider.Key);

    [Theory]
    [InlineData("await client.GetResponseAsync({|PA2003:history.TakeLast(20)|});", "await client.GetResponseAsync(PromptHistory.Recent(history, 20));")]
    [InlineData("await client.GetResponseAsync({|PA2003:history.TakeLast(20)|}.ToList());", "await client.GetResponseAsync(PromptHistory.Recent(history, 20));")]
    [InlineData("var sent = {|PA2003:history.Skip(history.Count - Most)|}.ToList();\n            await client.GetResponseAsync(sent);", "var sent = PromptHistory.Recent(history, Most);\n            await client.GetResponseAsync(sent);")]
    public Task A_window_becomes_a_safe_copy(string before, string after) => Verify.Fix(
        Snippet.File(Head + "            " + before + Tail),
        Snippet.File(Head + "            " + after + Tail + Recent));

    [Fact]
    public Task A_kernel_history_is_trimmed_too() => Verify.Fix(
        Snippet.File("""
        using Microsoft.SemanticKernel.ChatCompletion;

        public class Desk
        {
            private readonly ChatHistory history = new("You are a claims clerk.");

            public async System.Threading.Tasks.Task AskAsync(IChatCompletionService chat, string text)
            {
                history.AddUserMessage(text);
                while (history.Count > 20) {|PA2003:history.RemoveAt(0)|};
                await chat.GetChatMessageContentAsync(history);
            }
        }
        """),
        Snippet.File("""
        using Microsoft.SemanticKernel.ChatCompletion;

        public class Desk
        {
            private readonly ChatHistory history = new("You are a claims clerk.");

            public async System.Threading.Tasks.Task AskAsync(IChatCompletionService chat, string text)
            {
                history.AddUserMessage(text);
                PromptHistory.Trim(history, 20);
                await chat.GetChatMessageContentAsync(history);
            }
        }
        """ + Trim
            .Replace("List<ChatMessage> history", "ChatHistory history", StringComparison.Ordinal)
            .Replace("ChatRole.User", "AuthorRole.User", StringComparison.Ordinal)
            .Replace("history[i].Role != ChatRole.System", "history[i].Role == AuthorRole.User || history[i].Role == AuthorRole.Assistant || history[i].Role == AuthorRole.Tool", StringComparison.Ordinal)),
        Sdk.SemanticKernel);

    [Theory]
    [InlineData("if (history.Count > 20) { {|PA2003:history.RemoveAt(0)|}; Console.WriteLine(line); }")]
    [InlineData("if (history.Count > 20 && line != \"\") {|PA2003:history.RemoveAt(0)|};")]
    [InlineData("if (history.Count > 20) {|PA2003:history.RemoveAt(0)|}; else Console.WriteLine(line);")]
    [InlineData("if (history.Count > Math.Abs(-20)) {|PA2003:history.RemoveAt(0)|};")]
    [InlineData("history = {|PA2003:history.TakeLast(Math.Abs(-20))|}.ToList();")]
    public Task Other_shapes_get_no_fix(string statement) => Verify.NoFix(
        Snippet.File(Head + "            " + statement + Send + Tail));

    [Fact]
    public Task A_list_of_another_sdk_gets_no_fix() => Verify.NoFix(
        Snippet.File("""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Anthropic.SDK.Messaging;

        public static class Chat
        {
            public static async Task RunAsync(MessagesEndpoint endpoint, IList<object> tools)
            {
                var messages = new List<Message>();
                var parameters = new MessageParameters { Messages = messages, Tools = tools };
                while (Console.ReadLine() is { } line)
                {
                    messages.Add(new Message(RoleType.User, line));
                    if (messages.Count > 20)
                    {
                        {|PA2003:messages.RemoveAt(0)|};
                    }

                    messages.Add((await endpoint.GetClaudeMessageAsync(parameters)).Message);
                }
            }
        }
        """),
        Sdk.None,
        settings: Rules.HistorySdks.AnthropicSdk);
}
