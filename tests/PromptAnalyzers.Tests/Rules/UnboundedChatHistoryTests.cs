namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA2001: a chat history grows without a bound.</summary>
public sealed class UnboundedChatHistoryTests
{
    private const Sdk Kernel = Sdk.SemanticKernel;

    // Reports

    [Fact]
    public Task A_kernel_chat_loop_is_reported_at_the_first_growth() => Verify.Reports("""
        var history = new ChatHistory("Be short.");
        while (true)
        {
            string? line = Console.ReadLine();
            if (line is null)
            {
                break;
            }

            {|PA2001:history.AddUserMessage(line)|};
            var reply = await chat.GetChatMessageContentAsync(history);
            history.AddAssistantMessage(reply.Content ?? "");
            Console.WriteLine(reply.Content);
        }
        """, Kernel);

    [Fact]
    public Task A_list_of_chat_messages_is_reported() => Verify.Reports("""
        List<ChatMessage> messages = [new(ChatRole.System, "Be short.")];
        while (Console.ReadLine() is { } line)
        {
            {|PA2001:messages.Add(new ChatMessage(ChatRole.User, line))|};
            var response = await client.GetResponseAsync(messages);
            messages.AddMessages(response);
        }
        """);

    [Fact]
    public Task A_list_of_openai_messages_is_reported() => Verify.Reports("""
        var messages = new List<ChatMessage> { new SystemChatMessage("Be short.") };
        while (Console.ReadLine() is { } line)
        {
            {|PA2001:messages.Add(new UserChatMessage(line))|};
            ChatCompletion completion = await openAI.CompleteChatAsync(messages);
            messages.Add(new AssistantChatMessage(completion));
        }
        """, Sdk.OpenAI);

    [Fact]
    public Task A_streaming_loop_is_reported() => Verify.Reports("""
        var messages = new List<ChatMessage>();
        while (true)
        {
            {|PA2001:messages.Add(new ChatMessage(ChatRole.User, Console.ReadLine()))|};
            var answer = new StringBuilder();
            await foreach (var update in client.GetStreamingResponseAsync(messages))
            {
                answer.Append(update.Text);
            }

            messages.Add(new ChatMessage(ChatRole.Assistant, answer.ToString()));
        }
        """);

    [Fact]
    public Task A_do_loop_is_reported() => Verify.Reports("""
        var history = new ChatHistory();
        string? line;
        do
        {
            line = Console.ReadLine();
            {|PA2001:history.AddUserMessage(line ?? "")|};
            history.Add(await chat.GetChatMessageContentAsync(history));
        }
        while (line != "exit");
        """, Kernel);

    [Fact]
    public Task An_endless_for_loop_is_reported() => Verify.Reports("""
        var history = new ChatHistory();
        for (; ; )
        {
            {|PA2001:history.AddUserMessage(Console.ReadLine() ?? "")|};
            history.Add(await chat.GetChatMessageContentAsync(history));
        }
        """, Kernel);

    [Fact]
    public Task A_field_that_grows_and_is_sent_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly List<ChatMessage> history = new();

        public async Task<string> AskAsync(string text)
        {
            {|PA2001:history.Add(new ChatMessage(ChatRole.User, text))|};
            var response = await client.GetResponseAsync(history);
            history.AddMessages(response);
            return response.Text;
        }
        """));

    [Fact]
    public Task A_kernel_history_field_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly ChatHistory history = new("Be short.");

        public async Task<string> AskAsync(string text)
        {
            {|PA2001:history.AddUserMessage(text)|};
            var reply = await chat.GetChatMessageContentAsync(history);
            history.AddAssistantMessage(reply.ToString());
            return reply.ToString();
        }
        """), Kernel);

    [Fact]
    public Task A_static_property_is_reported() => Verify.Reports(Snippet.Members("""
        private static List<ChatMessage> History { get; } = new();

        public async Task<string> AskAsync(string text)
        {
            {|PA2001:History.Add(new ChatMessage(ChatRole.User, text))|};
            return (await client.GetResponseAsync(History)).Text;
        }
        """));

    [Fact]
    public Task A_field_that_is_cleared_only_by_a_reset_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly List<ChatMessage> history = new();

        public async Task<string> AskAsync(string text)
        {
            {|PA2001:history.Add(new ChatMessage(ChatRole.User, text))|};
            var response = await client.GetResponseAsync(history);
            history.AddMessages(response);
            return response.Text;
        }

        public void Reset() => history.Clear();
        """));

    [Fact]
    public Task A_clear_on_one_path_alone_is_reported() => Verify.Reports("""
        var history = new ChatHistory();
        while (Console.ReadLine() is { } line)
        {
            if (line == "clear")
            {
                history.Clear();
                continue;
            }

            {|PA2001:history.AddUserMessage(line)|};
            history.Add(await chat.GetChatMessageContentAsync(history));
        }
        """, Kernel);

    [Fact]
    public Task A_fresh_history_filled_from_a_growing_one_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly List<ChatMessageContent> conversation = new();

        public async Task AskAsync(string text)
        {
            {|PA2001:conversation.Add(new ChatMessageContent(AuthorRole.User, text))|};
            var history = new ChatHistory();
            history.AddRange(conversation);
            await chat.GetChatMessageContentAsync(history);
        }
        """), Kernel);

    [Fact]
    public Task A_fresh_history_filled_from_a_growing_state_object_is_reported() => Verify.Reports(Snippet.Members("""
        private sealed class State
        {
            public List<ChatMessageContent> Conversation { get; } = new();
        }

        private readonly State state = new();

        public async Task AskAsync(ChatMessageContent m)
        {
            var h = new ChatHistory();
            h.AddRange(state.Conversation);
            {|PA2001:state.Conversation.Add(m)|};
            await chat.GetChatMessageContentAsync(h);
        }
        """), Kernel);

    // Silent

    [Fact]
    public Task A_straight_line_is_silent() => Verify.Silent("""
        var history = new ChatHistory();
        history.AddUserMessage(question);
        history.AddUserMessage(path);
        await chat.GetChatMessageContentAsync(history);
        """, Kernel);

    [Fact]
    public Task A_known_array_of_questions_is_silent() => Verify.Silent("""
        var history = new ChatHistory();
        foreach (var q in new[] { "a", "b" })
        {
            history.AddUserMessage(q);
            await chat.GetChatMessageContentAsync(history);
        }
        """, Kernel);

    [Fact]
    public Task A_known_array_in_a_local_is_silent() => Verify.Silent("""
        string[] questions = ["a", "b", "c"];
        var messages = new List<ChatMessage>();
        foreach (var q in questions)
        {
            messages.Add(new ChatMessage(ChatRole.User, q));
            messages.AddMessages(await client.GetResponseAsync(messages));
        }
        """);

    [Fact]
    public Task A_loop_with_a_constant_count_is_silent() => Verify.Silent("""
        var history = new ChatHistory();
        for (int i = 0; i < 3; i++)
        {
            history.AddUserMessage(question);
            history.Add(await chat.GetChatMessageContentAsync(history));
        }
        """, Kernel);

    [Fact]
    public Task A_list_made_inside_the_loop_is_silent() => Verify.Silent("""
        while (Console.ReadLine() is { } line)
        {
            var messages = new List<ChatMessage>();
            messages.Add(new ChatMessage(ChatRole.User, line));
            await client.GetResponseAsync(messages);
        }
        """);

    [Fact]
    public Task A_list_that_is_replaced_inside_the_loop_is_silent() => Verify.Silent("""
        var history = new ChatHistory();
        while (Console.ReadLine() is { } line)
        {
            history = new ChatHistory("Be short.");
            history.AddUserMessage(line);
            await chat.GetChatMessageContentAsync(history);
        }
        """, Kernel);

    [Fact]
    public Task A_list_that_is_not_sent_is_silent() => Verify.Silent("""
        var shown = new List<ChatMessage>();
        while (Console.ReadLine() is { } line)
        {
            var message = new ChatMessage(ChatRole.User, line);
            shown.Add(message);
            await client.GetResponseAsync([message]);
        }

        Console.WriteLine(shown.Count);
        """);

    [Fact]
    public Task A_list_local_to_the_method_is_silent() => Verify.Silent(Snippet.Members("""
        public async Task<string> AskAsync(string text)
        {
            var messages = new List<ChatMessage> { new(ChatRole.System, "Be short.") };
            messages.Add(new ChatMessage(ChatRole.User, text));
            return (await client.GetResponseAsync(messages)).Text;
        }
        """));

    [Fact]
    public Task A_field_that_never_grows_is_silent() => Verify.Silent(Snippet.Members("""
        private readonly List<ChatMessage> examples = [new(ChatRole.System, "Be short.")];

        public Task<ChatResponse> AskAsync() => client.GetResponseAsync(examples);
        """));

    [Fact]
    public Task A_manual_tool_loop_is_silent() => Verify.Silent("""
        List<ChatMessage> messages = [new UserChatMessage(question)];
        bool requiresAction;
        do
        {
            requiresAction = false;
            ChatCompletion completion = await openAI.CompleteChatAsync(messages);
            if (completion.FinishReason == ChatFinishReason.ToolCalls)
            {
                messages.Add(new AssistantChatMessage(completion));
                foreach (ChatToolCall call in completion.ToolCalls)
                {
                    messages.Add(new ToolChatMessage(call.Id, "done"));
                }

                requiresAction = true;
            }
        }
        while (requiresAction);
        """, Sdk.OpenAI, editorConfig: "dotnet_diagnostic.PA5004.severity = none"); // which looks at the loop itself

    [Fact]
    public Task A_copy_for_one_call_is_silent() => Verify.Silent(Snippet.Members("""
        private readonly List<ChatMessage> examples = [new(ChatRole.System, "Be short.")];

        public Task<ChatResponse> AskAsync(string text)
        {
            var messages = new List<ChatMessage>(examples);
            messages.Add(new ChatMessage(ChatRole.User, text));
            return client.GetResponseAsync(messages);
        }
        """));

    [Fact]
    public Task A_list_parameter_is_silent() => Verify.Silent(Snippet.Members("""
        public async Task AskAsync(List<ChatMessage> messages)
        {
            messages.Add(new ChatMessage(ChatRole.User, question));
            await client.GetResponseAsync(messages);
        }
        """));

    [Fact]
    public Task A_loop_that_fills_before_one_send_is_silent() => Verify.Silent("""
        var history = new ChatHistory();
        foreach (string file in Directory.GetFiles(path))
        {
            history.AddUserMessage(file);
        }

        await chat.GetChatMessageContentAsync(history);
        """, Kernel);

    // Guards

    [Fact]
    public Task A_reducer_in_the_loop_is_silent() => Verify.Silent("""
        var history = new ChatHistory("Be short.");
        var reducer = new ChatHistoryTruncationReducer(20, 10);
        while (Console.ReadLine() is { } line)
        {
            history.AddUserMessage(line);
            await history.ReduceInPlaceAsync(reducer, CancellationToken.None);
            history.Add(await chat.GetChatMessageContentAsync(history));
        }
        """, Kernel);

    [Fact]
    public Task A_reducer_before_the_loop_alone_is_reported() => Verify.Reports("""
        var history = new ChatHistory("Be short.");
        var reducer = new ChatHistoryTruncationReducer(20, 10);
        await history.ReduceInPlaceAsync(reducer, CancellationToken.None);
        while (Console.ReadLine() is { } line)
        {
            {|PA2001:history.AddUserMessage(line)|};
            history.Add(await chat.GetChatMessageContentAsync(history));
        }
        """, Kernel);

    [Fact]
    public Task A_range_that_is_removed_in_the_loop_is_silent() => Verify.Silent("""
        var messages = new List<ChatMessage>();
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            if (messages.Count > 20)
            {
                messages.RemoveRange(0, messages.Count - 20);
            }

            messages.AddMessages(await client.GetResponseAsync(messages));
        }
        """);

    [Fact]
    public Task A_loop_that_removes_the_oldest_is_silent() => Verify.Silent(Snippet.Members("""
        private readonly List<ChatMessage> history = new();

        public async Task AskAsync(string text)
        {
            history.Add(new ChatMessage(ChatRole.User, text));
            while (history.Count > 20)
            {
                history.RemoveAt(1);
            }

            await client.GetResponseAsync(history);
        }
        """));

    [Fact]
    public Task The_last_messages_alone_are_silent() => Verify.Silent("""
        var messages = new List<ChatMessage>();
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            await client.GetResponseAsync(messages.TakeLast(20));
        }
        """);

    [Fact]
    public Task A_clear_on_every_path_is_silent() => Verify.Silent("""
        var history = new ChatHistory();
        while (Console.ReadLine() is { } line)
        {
            history.Clear();
            history.AddUserMessage(line);
            await chat.GetChatMessageContentAsync(history);
        }
        """, Kernel);

    [Fact]
    public Task A_refusal_over_a_count_is_silent() => Verify.Silent("""
        var history = new ChatHistory();
        while (Console.ReadLine() is { } line)
        {
            if (history.Count > 40)
            {
                break;
            }

            history.AddUserMessage(line);
            history.Add(await chat.GetChatMessageContentAsync(history));
        }
        """, Kernel);

    [Theory]
    [InlineData("if (history.Count > 30) history.Clear();")]
    [InlineData("if (history.Count > 30) history = new List<ChatMessage>();")]
    [InlineData("Trim(); void Trim() { while (history.Count > 20) history.RemoveAt(1); }")]
    [InlineData("if (++turns >= 5) break;")]
    [InlineData("Keep(history);")]
    [InlineData("history.KeepRecent(10);")]
    [InlineData("_ = new Trimmer(history);")]
    public Task What_keeps_the_history_short_is_silent(string statement) => Verify.Silent(Snippet.Members($$"""
        private static void Keep(List<ChatMessage> list)
        {
            while (list.Count > 20)
            {
                list.RemoveAt(1);
            }
        }

        private sealed class Trimmer(List<ChatMessage> list)
        {
            public void Trim() => list.RemoveRange(1, 2);
        }

        public async Task ChatAsync()
        {
            int turns = 0;
            var history = new List<ChatMessage>();
            while (true)
            {
                history.Add(new ChatMessage(ChatRole.User, Console.ReadLine()));
                await client.GetResponseAsync(history);
                {{statement}}
                Console.WriteLine(turns);
            }
        }
        }

        internal static class Histories
        {
            public static void KeepRecent(this IList<ChatMessage> list, int count)
            {
                while (list.Count > count)
                {
                    list.RemoveAt(0);
                }
            }
        """));

    [Fact]
    public Task The_end_of_the_history_sent_is_silent() => Verify.Silent("""
        var messages = new List<ChatMessage>();
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            await client.GetResponseAsync(messages.Skip(Math.Max(0, messages.Count - 20)));
        }
        """);

    [Fact]
    public Task A_count_that_is_only_shown_is_no_bound_and_reported() => Verify.Reports("""
        int turns = 0;
        var messages = new List<ChatMessage>();
        while (Console.ReadLine() is { } line)
        {
            if (++turns > 5)
            {
                Console.WriteLine(turns);
            }

            {|PA2001:messages.Add(new ChatMessage(ChatRole.User, line))|};
            await client.GetResponseAsync(messages);
        }
        """);

    [Fact]
    public Task A_skip_is_no_bound_and_reported() => Verify.Reports("""
        var messages = new List<ChatMessage>();
        while (Console.ReadLine() is { } line)
        {
            {|PA2001:messages.Add(new ChatMessage(ChatRole.User, line))|};
            await client.GetResponseAsync(messages.Skip(1));
        }
        """);

    // Across methods

    [Fact]
    public Task A_field_that_another_method_trims_before_the_send_is_silent() => Verify.Silent(Snippet.Members("""
        private readonly List<ChatMessage> history = new();

        public async Task AskAsync(string text)
        {
            history.Add(new ChatMessage(ChatRole.User, text));
            Trim();
            await client.GetResponseAsync(history);
        }

        private void Trim()
        {
            if (history.Count > 20)
            {
                history.RemoveRange(0, history.Count - 20);
            }
        }
        """));

    [Fact]
    public Task A_field_that_one_method_fills_and_another_sends_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly List<ChatMessage> history = new();

        public void Remember(string text) => {|PA2001:history.Add(new ChatMessage(ChatRole.User, text))|};

        public Task<ChatResponse> AskAsync() => client.GetResponseAsync(history);
        """));

    [Fact]
    public Task A_local_function_called_by_the_loop_is_reported() => Verify.Reports("""
        var history = new ChatHistory();
        while (Console.ReadLine() is { } line)
        {
            await AskAsync(line);
        }

        async Task AskAsync(string text)
        {
            {|PA2001:history.AddUserMessage(text)|};
            history.Add(await chat.GetChatMessageContentAsync(history));
        }
        """, Kernel);

    // Options

    [Fact]
    public Task The_rule_can_be_switched_off() => Verify.Silent("""
        var history = new ChatHistory();
        while (Console.ReadLine() is { } line)
        {
            history.AddUserMessage(line);
            await chat.GetChatMessageContentAsync(history);
        }
        """, Kernel, "dotnet_diagnostic.PA2001.severity = none");

    // Doppelgangers

    [Fact]
    public Task An_own_history_is_silent() => Verify.Silent(Snippet.File("""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;

        public class ChatHistory : List<string>
        {
            public void AddUserMessage(string text) => Add(text);
        }

        public class Snippet
        {
            public async Task RunAsync(Func<ChatHistory, Task> chat)
            {
                var history = new ChatHistory();
                while (Console.ReadLine() is { } line)
                {
                    history.AddUserMessage(line);
                    await chat(history);
                }
            }
        }
        """), Kernel);

    [Fact]
    public Task A_list_of_own_messages_is_silent() => Verify.Silent(Snippet.File("""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;

        public record ChatMessage(string Role, string Text);

        public class Client
        {
            public Task GetResponseAsync(List<ChatMessage> messages) => Task.CompletedTask;
        }

        public class Snippet
        {
            public async Task RunAsync(Client client)
            {
                var messages = new List<ChatMessage>();
                while (Console.ReadLine() is { } line)
                {
                    messages.Add(new ChatMessage("user", line));
                    await client.GetResponseAsync(messages);
                }
            }
        }
        """));

    // Broken code

    [Theory]
    [InlineData("var history = new ChatHistory(); while (true) { history.")]
    [InlineData("var history = new ChatHistory(); while ( { history.AddUserMessage(); } await chat.GetChatMessageContentAsync(")]
    [InlineData("while (true) { history.AddUserMessage(question); await chat.GetChatMessageContentAsync(history); }")]
    [InlineData("var history = history; while (true) { history.Add(); await chat.GetChatMessageContentAsync(history); }")]
    public Task Half_typed_code_is_silent(string statement) => Verify.Silent(statement, Kernel, settings: Settings.BrokenCode);
}
