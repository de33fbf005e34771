using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes;

public sealed class HistoryCodeFixTests
{
    [Fact]
    public async Task Extensions_AI_list_is_trimmed_before_the_send()
    {
        string? result = await Runner("ExtensionsAI").FixOneAsync("""
            using Microsoft.Extensions.AI;

            public class Bot
            {
                public async Task Run(IChatClient client)
                {
                    List<ChatMessage> {|2001.0:history|} = [];
                    while (Console.ReadLine() is { } line)
                    {
                        {|2001:history.Add(new(ChatRole.User, line))|};
                        // send
                        var response = await client.GetResponseAsync({|2001.1:history|});
                        history.AddMessages(response);
                    }
                }
            }
            """);

        Assert.Contains("""
                        PromptHistory.Trim(history, 20);
                        // send
                        var response = await client.GetResponseAsync(history);
            """, result, StringComparison.Ordinal);
        Assert.Contains("public static void Trim(List<ChatMessage> history, int maxMessages)", result, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OpenAI", "OpenAI.Chat.ChatMessage", "OpenAI.Chat.ChatClient", "await client.CompleteChatAsync({|2001.1:history|})", "global::OpenAI.Chat.UserChatMessage")]
    [InlineData("ExtensionsAI", "Microsoft.Extensions.AI.ChatMessage", "Microsoft.Extensions.AI.IChatClient", "await Microsoft.Extensions.AI.ChatClientExtensions.GetResponseAsync(client, {|2001.1:history|}[0])", "global::Microsoft.Extensions.AI.ChatRole.System")]
    public async Task Types_are_qualified_where_no_using_names_them(string kind, string message, string client, string send, string expected)
    {
        string? result = await Runner(kind).FixOneAsync($$"""
            public class Bot
            {
                private readonly IList<{{message}}> {|2001.0:history|} = new List<{{message}}>();

                public async Task Run({{client}} client, {{message}} m)
                {
                    {|2001:history.Add(m)|};
                    _ = {{send}};
                }
            }
            """);

        Assert.Contains("        PromptHistory.Trim(history, 20);\n", result, StringComparison.Ordinal);
        Assert.Contains("Trim(IList<global::" + message + "> history", result, StringComparison.Ordinal);
        Assert.Contains(expected, result, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("using Microsoft.Extensions.AI;\nnamespace App;\n", "", "Trim(List<ChatMessage> history")]
    [InlineData("namespace App;\nusing Microsoft.Extensions.AI;\n", "", "Trim(List<ChatMessage> history")]
    [InlineData("namespace App\n{\nusing Microsoft.Extensions.AI;\n", "}\n", "Trim(List<global::Microsoft.Extensions.AI.ChatMessage> history")]
    [InlineData("using Microsoft.Extensions.AI;\nusing ChatMessage = Microsoft.Extensions.AI.ChatMessage;\nusing OpenAI.Chat;\n", "", "Trim(List<ChatMessage> history")]
    [InlineData("using Microsoft.Extensions.AI;\nusing OpenAI.Chat;\n", "", "Trim(List<global::Microsoft.Extensions.AI.ChatMessage> history")]
    public async Task Names_bind_where_the_helper_stands(string head, string tail, string expected)
    {
        string? result = await Runner("ExtensionsAI").FixOneAsync(head + """
            class Bot
            {
                private readonly List<Microsoft.Extensions.AI.ChatMessage> {|2001.0:history|} = new();

                public async IAsyncEnumerable<string> Run(IChatClient client, string q)
                {
                    {|2001:history.Add(new(ChatRole.User, q))|};
                    await foreach (var update in client.GetStreamingResponseAsync([.. {|2001.1:history|}]))
                    {
                        yield return update.Text;
                    }
                }
            }

            """ + tail);

        Assert.Contains(expected, result, StringComparison.Ordinal);
        Assert.Contains("        PromptHistory.Trim(history, 20);\n        await foreach", result, StringComparison.Ordinal);
    }

    // The last twenty messages would be some words of the last answer.
    [Theory]
    [InlineData("await foreach (var piece in chat.GetStreamingChatMessageContentsAsync(history)) { history.AddAssistantMessage(piece.Content ?? \"\"); }")]
    [InlineData("var pieces = chat.GetStreamingChatMessageContentsAsync(history); await foreach (var piece in pieces) { if (piece.Content is { } text) { history.AddMessage(AuthorRole.Assistant, piece.ToString()); } }")]
    [InlineData("await foreach (var piece in StreamAsync(history)) { history.AddAssistantMessage(piece); }")]
    public Task A_history_of_the_pieces_of_streamed_answers_gets_no_fix(string answer) => Verify.NoFix(
        Snippet.Members(Streaming("{|PA2001:history.AddUserMessage(line)|}", answer)), Sdk.SemanticKernel);

    [Fact]
    public Task A_streamed_answer_that_is_added_whole_gets_one() => Verify.Fix(
        Snippet.Members(Streaming("{|PA2001:history.AddUserMessage(line)|}", Whole)),
        Snippet.Members(Streaming("history.AddUserMessage(line)", "await history.ReduceInPlaceAsync(historyReducer, CancellationToken.None);\n        " + Whole)
            .Replace("    while (", "    var historyReducer = new ChatHistoryTruncationReducer(targetCount: 20, thresholdCount: 10);\n    while (", StringComparison.Ordinal)),
        Sdk.SemanticKernel);

    private const string Whole =
        "await foreach (var piece in chat.GetStreamingChatMessageContentsAsync(history)) { answer += piece.Content; } history.AddAssistantMessage(answer);";

    private static string Streaming(string turn, string answer) => $$"""
        private async IAsyncEnumerable<string> StreamAsync(ChatHistory history)
        {
            await foreach (var piece in chat.GetStreamingChatMessageContentsAsync(history))
            {
                yield return piece.ToString();
            }
        }

        public async Task RunAsync()
        {
            var history = new ChatHistory("s");
            while (Console.ReadLine() is { } line)
            {
                string answer = "";
                {{turn}};
                {{answer}}
                Console.WriteLine(answer);
            }
        }
        """;

    [Fact]
    public async Task Semantic_kernel_uses_its_own_reducer_before_the_loop()
    {
        string? result = await Runner("SemanticKernel").FixOneAsync(KernelLoop);

        Assert.Contains("""
                    var history = new ChatHistory("s");
                    var historyReducer = new ChatHistoryTruncationReducer(targetCount: 20, thresholdCount: 10);
                    while (Console.ReadLine() is { } line)
                    {
                        history.AddUserMessage(line);
                        await history.ReduceInPlaceAsync(historyReducer, CancellationToken.None);
                        var answer = await chat.GetChatMessageContentAsync(history);
                    }
            """, result, StringComparison.Ordinal);
        Assert.DoesNotContain("PromptHistory", result, StringComparison.Ordinal);
    }

    private const string KernelLoop = """
        using Microsoft.SemanticKernel.ChatCompletion;

        public class Bot
        {
            public async Task Run(IChatCompletionService chat)
            {
                var {|2001.0:history = new ChatHistory("s")|};
                while (Console.ReadLine() is { } line)
                {
                    {|2001:history.AddUserMessage(line)|};
                    var answer = await chat.GetChatMessageContentAsync({|2001.1:history|});
                }
            }
        }
        """;

    [Fact]
    public async Task Semantic_kernel_field_gets_a_field_beside_it()
    {
        string? result = await Runner("SemanticKernel").FixOneAsync("""
            using Microsoft.SemanticKernel.ChatCompletion;

            public class Bot(IChatCompletionService chat)
            {
                private readonly ChatHistory {|2001.0:_history|} = new(); // all turns

                public async Task<string> Ask(string q)
                {
                    {|2001:_history.AddUserMessage(q)|};
                    return (await chat.GetChatMessageContentAsync({|2001.1:_history|})).ToString();
                }
            }
            """);

        Assert.Contains("_history = new(); // all turns\n    private readonly ChatHistoryTruncationReducer _historyReducer = new(targetCount: 20, thresholdCount: 10);", result, StringComparison.Ordinal);
        Assert.Contains("        await _history.ReduceInPlaceAsync(_historyReducer, CancellationToken.None);\n        return ", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Semantic_kernel_without_await_is_trimmed()
    {
        string? result = await Runner("SemanticKernel").FixOneAsync("""
            using Microsoft.SemanticKernel.ChatCompletion;

            public class Bot(IChatCompletionService chat)
            {
                private readonly ChatHistory {|2001.0:_history|} = new();

                public Task Ask(string q)
                {
                    {|2001:_history.AddUserMessage(q)|};
                    return chat.GetChatMessageContentAsync({|2001.1:_history|});
                }
            }
            """);

        Assert.Contains("        PromptHistory.Trim(_history, 20);\n        return ", result, StringComparison.Ordinal);
        Assert.Contains("Trim(ChatHistory history", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_languages_get_a_private_method()
    {
        string? result = await new FixRunner
        {
            Provider = new HistoryCodeFixProvider(),
            Language = LanguageVersion.CSharp7_3,
            Nullable = NullableContextOptions.Disable,
            ImplicitUsings = false,
            Properties = new() { ["HistoryKind"] = "OpenAI" },
        }.FixOneAsync("""
            using OpenAI.Chat;
            using System.Collections.Generic;
            public class Bot
            {
                public void Run(ChatClient client, List<ChatMessage> other)
                {
                    var {|2001.0:history|} = new List<ChatMessage>();
                    {|2001:history.Add(new UserChatMessage("q"))|};
                    client.CompleteChat({|2001.1:history|});
                }
            }
            """);

        Assert.Contains("        TrimHistory(history, 20);\n", result, StringComparison.Ordinal);
        Assert.Contains("private static void TrimHistory(List<ChatMessage> history, int maxMessages)", result, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("void M(List<ChatMessage> history, IChatClient c) { {|2001:history.Add(new())|}; {|2001.0:c|}.GetResponseAsync({|2001.1:history|}); }")]
    [InlineData("void M(IChatClient c) { IReadOnlyList<ChatMessage> {|2001.0:h|} = []; {|2001:h.ToList()|}; c.GetResponseAsync({|2001.1:h|}); }")]
    [InlineData("void M(IChatClient c) { ChatMessage[] {|2001.0:h|} = []; {|2001:h.ToList()|}; c.GetResponseAsync({|2001.1:h|}); }")]
    [InlineData("async Task M(IChatClient c) { List<ChatMessage> {|2001.0:h|} = []; {|2001:h.Add(new())|}; while ((await c.GetResponseAsync({|2001.1:h|})).Text != \"\") { } }")]
    public async Task Not_offered_where_nothing_can_stand_before_the_send(string member) =>
        Assert.Null(await Runner("ExtensionsAI").FixOneAsync("using Microsoft.Extensions.AI;\nclass C\n{\n" + member + "\n}\n"));

    [Theory]
    [InlineData(null)]
    [InlineData(HistoryCodeFixProvider.Key)]
    public async Task Fix_all_gives_two_loops_over_one_history_one_reducer(string? key)
    {
        string loop = KernelLoop[KernelLoop.IndexOf("        while", StringComparison.Ordinal)..KernelLoop.IndexOf("\n    }\n}", StringComparison.Ordinal)];
        string? result = await Runner("SemanticKernel").FixAllAsync(
            KernelLoop.Replace(loop, loop + "\n" + loop
                .Replace("2001", "2001b", StringComparison.Ordinal).Replace("answer", "answer2", StringComparison.Ordinal)
                .Replace("line", "line2", StringComparison.Ordinal).Replace("ReadLine2", "ReadLine", StringComparison.Ordinal), StringComparison.Ordinal)
                .Replace("{|2001.0:history", "{|2001b.0:{|2001.0:history", StringComparison.Ordinal)
                .Replace("(\"s\")|}", "(\"s\")|}|}", StringComparison.Ordinal), key);

        Assert.Equal(2, result!.Split("var historyReducer = ").Length);
        Assert.Equal(3, result.Split("ReduceInPlaceAsync(historyReducer, ").Length);
    }

    private static FixRunner Runner(string kind) => new()
    {
        Provider = new HistoryCodeFixProvider(),
        Properties = new() { ["MaxMessages"] = "20", ["HistoryKind"] = kind },
    };
}
