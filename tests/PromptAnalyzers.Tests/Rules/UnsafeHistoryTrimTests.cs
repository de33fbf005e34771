namespace PromptAnalyzers.Tests.Rules;

/// <summary>
/// PA2003: a history is cut by count where that drops the system message or parts tool calls from their results. Each
/// case is written after a public thread, which its comment names.
/// </summary>
public sealed class UnsafeHistoryTrimTests
{
    private const Sdk Kernel = Sdk.SemanticKernel;

    private const string ToolOptions = "var options = new ChatOptions { Tools = [AIFunctionFactory.Create(() => 1, \"one\")] };";
    private const string KernelTools = "var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };";

    // The persona is lost

    // microsoft/semantic-kernel#10102: the persona was gone after the first reduction
    [Fact]
    public Task The_oldest_message_of_a_kernel_history_with_a_persona_is_reported() => Verify.Reports("""
        var history = new ChatHistory("You are a claims clerk.");
        while (Console.ReadLine() is { } line)
        {
            history.AddUserMessage(line);
            while (history.Count > 20)
            {
                {|PA2003:history.RemoveAt(0)|};
            }

            history.Add(await chat.GetChatMessageContentAsync(history));
        }
        """, Kernel);

    // OkGoDoIt/OpenAI-API-dotnet#95: context_length_exceeded after n turns, "remove the oldest messages"
    [Fact]
    public Task The_oldest_message_of_an_openai_list_is_reported() => Verify.Reports("""
        List<ChatMessage> messages = [new SystemChatMessage("You are a claims clerk.")];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new UserChatMessage(line));
            if (messages.Count > 20)
            {
                {|PA2003:messages.RemoveAt(0)|};
            }

            ChatCompletion completion = await openAI.CompleteChatAsync(messages);
            messages.Add(new AssistantChatMessage(completion));
        }
        """, Sdk.OpenAI);

    // A question goes with its answer: one cut, one report
    [Fact]
    public Task Two_removals_in_a_row_are_reported_once() => Verify.Reports("""
        List<ChatMessage> messages = [new SystemChatMessage("You are a claims clerk.")];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new UserChatMessage(line));
            if (messages.Count > 20)
            {
                {|PA2003:messages.RemoveAt(0)|};
                messages.RemoveAt(0);
            }

            ChatCompletion completion = await openAI.CompleteChatAsync(messages);
            messages.Add(new AssistantChatMessage(completion));
        }
        """, Sdk.OpenAI);

    [Fact]
    public Task Two_removals_from_two_histories_are_reported_both() => Verify.Reports("""
        List<ChatMessage> messages = [new SystemChatMessage("You are a claims clerk.")];
        List<ChatMessage> others = [new SystemChatMessage("You are a claims clerk.")];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new UserChatMessage(line));
            others.Add(new UserChatMessage(line));
            if (messages.Count > 20)
            {
                {|PA2003:messages.RemoveAt(0)|};
                {|PA2003:others.RemoveAt(0)|};
            }

            await openAI.CompleteChatAsync(messages);
            await openAI.CompleteChatAsync(others);
        }
        """, Sdk.OpenAI);

    // Azure/azure-functions-openai-extension#113: 4,109 tokens of 4,096, "limit the number of messages"
    [Fact]
    public Task A_range_from_the_start_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly List<ChatMessage> messages = [new(ChatRole.System, "You are a claims clerk.")];

        public async Task<string> AskAsync(string text)
        {
            messages.Add(new ChatMessage(ChatRole.User, text));
            if (messages.Count > 20)
            {
                {|PA2003:messages.RemoveRange(0, messages.Count - 20)|};
            }

            return (await client.GetResponseAsync(messages)).Text;
        }
        """));

    // microsoft/semantic-kernel#6155: 7,023 tokens of messages, the system message added by a call of its own
    [Fact]
    public Task The_oldest_message_behind_an_added_system_message_is_reported() => Verify.Reports("""
        var history = new ChatHistory();
        history.AddSystemMessage("You are a claims clerk.");
        while (Console.ReadLine() is { } line)
        {
            history.AddUserMessage(line);
            if (history.Count > 10)
            {
                {|PA2003:history.RemoveAt(0)|};
            }

            await chat.GetChatMessageContentAsync(history);
        }
        """, Kernel);

    // microsoft/semantic-kernel#8914: only the last messages are kept, as a new list
    [Fact]
    public Task The_last_messages_as_the_new_list_are_reported() => Verify.Reports("""
        var messages = new List<ChatMessage> { new(ChatRole.System, "You are a claims clerk.") };
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            messages = {|PA2003:messages.TakeLast(20)|}.ToList();
            await client.GetResponseAsync(messages);
        }
        """);

    // microsoft/semantic-kernel#7570: only the last messages are sent
    [Fact]
    public Task The_last_messages_alone_sent_are_reported() => Verify.Reports("""
        List<ChatMessage> messages = [new(ChatRole.System, "You are a claims clerk.")];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            await client.GetResponseAsync({|PA2003:messages.TakeLast(20)|});
        }
        """);

    // microsoft/semantic-kernel#12303: a helper of the user's trims the list it is given
    [Fact]
    public Task A_helper_that_gets_a_history_with_a_persona_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly ChatHistory history = new("You are a claims clerk.");

        public async Task AskAsync(string text)
        {
            history.AddUserMessage(text);
            Shorten(history);
            await chat.GetChatMessageContentAsync(history);
        }

        private static void Shorten(ChatHistory list)
        {
            while (list.Count > 20)
            {
                {|PA2003:list.RemoveAt(0)|};
            }
        }
        """), Kernel);

    // langchain-ai/langchain#33245: Skip(Count - n) is the same cut
    [Fact]
    public Task Skipping_all_but_the_last_is_reported() => Verify.Reports("""
        List<ChatMessage> messages = [new(ChatRole.System, "You are a claims clerk.")];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            var recent = {|PA2003:messages.Skip(Math.Max(0, messages.Count - 20))|}.ToList();
            await client.GetResponseAsync(recent);
        }
        """);

    // Calls and results are parted

    // microsoft/semantic-kernel#4679: 400 "messages with role 'tool' must be a response to a preceding message with 'tool_calls'"
    [Fact]
    public Task A_kernel_history_cut_behind_the_persona_with_tools_is_reported() => Verify.Reports($$"""
        {{KernelTools}}
        var history = new ChatHistory("You are a claims clerk.");
        while (Console.ReadLine() is { } line)
        {
            history.AddUserMessage(line);
            if (history.Count > 20)
            {
                {|PA2003:history.RemoveRange(1, history.Count - 20)|};
            }

            history.Add(await chat.GetChatMessageContentAsync(history, settings, kernel));
        }
        """, Kernel);

    // microsoft/semantic-kernel#12708: the reducer cut between a call and its result
    [Fact]
    public Task A_view_of_the_last_messages_with_tools_is_reported() => Verify.Reports($$"""
        {{ToolOptions}}
        List<ChatMessage> messages = [];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            messages.AddMessages(await client.GetResponseAsync({|PA2003:messages.TakeLast(20)|}, options));
        }
        """);

    // microsoft/semantic-kernel#13062: the summary replaces the head of the history, the pairs break all the same
    [Fact]
    public Task The_head_replaced_by_a_summary_with_tools_is_reported() => Verify.Reports($$"""
        {{ToolOptions}}
        List<ChatMessage> messages = [];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            if (messages.Count > 40)
            {
                {|PA2003:messages.RemoveRange(0, 20)|};
                messages.Insert(0, new ChatMessage(ChatRole.Assistant, "Summary"));
            }

            messages.AddMessages(await client.GetResponseAsync(messages, options));
        }
        """);

    // dotnet/extensions#6890: tools added to the options afterwards
    [Fact]
    public Task Tools_added_to_the_options_are_reported() => Verify.Reports("""
        var options = new ChatOptions { Tools = [] };
        options.Tools.Add(AIFunctionFactory.Create(() => 1, "one"));
        List<ChatMessage> messages = [];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            while (messages.Count > 20)
            {
                {|PA2003:messages.RemoveAt(0)|};
            }

            messages.AddMessages(await client.GetResponseAsync(messages, options));
        }
        """);

    // BerriAI/litellm#10696: the manual tool loop of the OpenAI SDK
    [Fact]
    public Task A_list_that_holds_tool_results_is_reported() => Verify.Reports("""
        List<ChatMessage> messages = [];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new UserChatMessage(line));
            if (messages.Count > 20)
            {
                {|PA2003:messages.RemoveAt(0)|};
            }

            ChatCompletion completion = await openAI.CompleteChatAsync(messages);
            messages.Add(new AssistantChatMessage(completion));
            foreach (ChatToolCall call in completion.ToolCalls)
            {
                messages.Add(new ToolChatMessage(call.Id, "done"));
            }
        }
        """, Sdk.OpenAI);

    // cline/cline PR#7225: the system message is kept and the rest cut by count
    [Fact]
    public Task System_messages_and_the_last_others_with_tools_are_reported() => Verify.Reports($$"""
        {{ToolOptions}}
        List<ChatMessage> messages = [new(ChatRole.System, "You are a claims clerk.")];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            var sent = messages.Where(m => m.Role == ChatRole.System)
                .Concat({|PA2003:messages.Where(m => m.Role != ChatRole.System).TakeLast(20)|});
            messages.AddMessages(await client.GetResponseAsync(sent, options));
        }
        """);

    // langchain-ai/langchain#29637: "tool_use ids were found without tool_result blocks"
    [Fact]
    public Task An_anthropic_list_cut_with_tools_is_reported() => Verify.Reports(Snippet.File("""
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
        """), Sdk.None, settings: HistorySdks.AnthropicSdk);

    // microsoft/agent-framework#4222: groups broken because the cut is made at message level
    [Fact]
    public Task A_list_given_to_an_agent_with_tools_is_reported() => Verify.Reports("""
        AIAgent agent = client.AsAIAgent(instructions: "Be short.", tools: [AIFunctionFactory.Create(() => 1, "one")]);
        List<ChatMessage> messages = [];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            if (messages.Count > 20)
            {
                {|PA2003:messages.RemoveRange(0, 2)|};
            }

            messages.AddRange((await agent.RunAsync(messages)).Messages);
        }
        """, Sdk.AgentFramework);

    // microsoft/agent-framework#4461: the trim stands in a method of its own and returns the rest
    [Fact]
    public Task A_helper_that_returns_the_last_messages_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly ChatOptions options = new() { Tools = [AIFunctionFactory.Create(() => 1, "one")] };
        private readonly List<ChatMessage> messages = [];

        public async Task AskAsync(string text)
        {
            messages.Add(new ChatMessage(ChatRole.User, text));
            await client.GetResponseAsync(Recent(messages), options);
        }

        private static IEnumerable<ChatMessage> Recent(List<ChatMessage> all) => {|PA2003:all.TakeLast(10)|};
        """));

    // microsoft/autogen#1775: clear and refill
    [Fact]
    public Task Clearing_and_refilling_with_the_last_is_reported() => Verify.Reports($$"""
        {{ToolOptions}}
        List<ChatMessage> messages = [];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            if (messages.Count > 20)
            {
                var recent = {|PA2003:messages.GetRange(messages.Count - 20, 20)|};
                messages.Clear();
                messages.AddRange(recent);
            }

            messages.AddMessages(await client.GetResponseAsync(messages, options));
        }
        """);

    // Both at once: the message says both

    // microsoft/agent-framework#4533
    [Fact]
    public Task The_message_names_the_error_of_the_provider_and_is_reported() => Verify.Reports(
        $$"""
        {{ToolOptions}}
        List<ChatMessage> messages = [new(ChatRole.System, "You are a claims clerk.")];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            while (messages.Count > 20)
            {
                messages.RemoveAt(0);
            }

            messages.AddMessages(await client.GetResponseAsync(messages, options));
        }
        """,
        settings: Settings.Default with
        {
            Expected =
            [
                new Microsoft.CodeAnalysis.Testing.DiagnosticResult("PA2003", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)
                    .WithSpan("/0/Snippet.cs", 31, 17, 31, 37)
                    .WithMessage("'messages.RemoveAt(0)' drops the system message (line 25), so the model loses its instructions, and can part a tool call from its result, which the provider refuses with HTTP 400 (a message with role 'tool' must follow the message with its 'tool_calls'); keep system messages and cut only before a user message")
                    .WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations),
            ],
        });

    // Near misses

    // microsoft/semantic-kernel PR#10344: the system message stays
    [Fact]
    public Task A_cut_behind_the_persona_without_tools_is_silent() => Verify.Silent("""
        var history = new ChatHistory("You are a claims clerk.");
        while (Console.ReadLine() is { } line)
        {
            history.AddUserMessage(line);
            while (history.Count > 20)
            {
                history.RemoveAt(1);
            }

            history.Add(await chat.GetChatMessageContentAsync(history));
        }
        """, Kernel);

    // OkGoDoIt/OpenAI-API-dotnet#95, with neither persona nor tools in sight
    [Fact]
    public Task The_oldest_message_of_a_plain_chat_is_silent() => Verify.Silent("""
        List<ChatMessage> messages = [];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new UserChatMessage(line));
            if (messages.Count > 20)
            {
                messages.RemoveAt(0);
            }

            ChatCompletion completion = await openAI.CompleteChatAsync(messages);
            messages.Add(new AssistantChatMessage(completion));
        }
        """, Sdk.OpenAI);

    // dotnet/extensions PR#6908: the cut is moved to a user message
    [Fact]
    public Task A_cut_moved_to_a_user_message_is_silent() => Verify.Silent($$"""
        {{ToolOptions}}
        List<ChatMessage> messages = [new(ChatRole.System, "You are a claims clerk.")];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            int cut = messages.Count - 20;
            while (cut > 0 && messages[cut].Role != ChatRole.User)
            {
                cut++;
            }

            if (cut > 1)
            {
                messages.RemoveRange(1, cut - 1);
            }

            messages.AddMessages(await client.GetResponseAsync(messages, options));
        }
        """);

    // microsoft/semantic-kernel#12708: tool messages go with their call
    [Fact]
    public Task Tool_messages_removed_with_their_call_are_silent() => Verify.Silent("""
        List<ChatMessage> messages = [];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new UserChatMessage(line));
            while (messages.Count > 20)
            {
                messages.RemoveAt(0);
                while (messages[0] is ToolChatMessage)
                {
                    messages.RemoveAt(0);
                }
            }

            ChatCompletion completion = await openAI.CompleteChatAsync(messages);
            messages.Add(new AssistantChatMessage(completion));
            messages.Add(new ToolChatMessage("id", "done"));
        }
        """, Sdk.OpenAI);

    // microsoft/semantic-kernel#7321: reduced between turns by the SDK's reducer
    [Fact]
    public Task The_reducer_of_the_sdk_is_silent() => Verify.Silent($$"""
        {{KernelTools}}
        var history = new ChatHistory("You are a claims clerk.");
        var reducer = new ChatHistoryTruncationReducer(20, 10);
        while (Console.ReadLine() is { } line)
        {
            history.AddUserMessage(line);
            await history.ReduceInPlaceAsync(reducer, CancellationToken.None);
            history.Add(await chat.GetChatMessageContentAsync(history, settings, kernel));
        }
        """, Kernel);

    // microsoft/semantic-kernel#10102: the persona is put back
    [Fact]
    public Task A_system_message_put_back_is_silent() => Verify.Silent("""
        var history = new ChatHistory("You are a claims clerk.");
        while (Console.ReadLine() is { } line)
        {
            history.AddUserMessage(line);
            if (history.Count > 20)
            {
                history.RemoveRange(0, history.Count - 20);
                history.Insert(0, new ChatMessageContent(AuthorRole.System, "You are a claims clerk."));
            }

            history.Add(await chat.GetChatMessageContentAsync(history));
        }
        """, Kernel);

    // microsoft/semantic-kernel#10102: the persona is exchanged, with tools attached
    [Fact]
    public Task An_exchanged_system_message_is_silent() => Verify.Silent($$"""
        {{ToolOptions}}
        List<ChatMessage> messages = [new(ChatRole.System, "You are a claims clerk.")];
        while (Console.ReadLine() is { } line)
        {
            messages.RemoveAt(0);
            messages.Insert(0, new ChatMessage(ChatRole.System, "You are a clerk on " + DateTime.Today.DayOfWeek));
            if (messages.Count > 40)
            {
                break;
            }

            messages.Add(new ChatMessage(ChatRole.User, line));
            messages.AddMessages(await client.GetResponseAsync(messages, options));
        }
        """);

    // microsoft/semantic-kernel#7570: system messages and the last others, without tools
    [Fact]
    public Task System_messages_and_the_last_others_without_tools_are_silent() => Verify.Silent("""
        List<ChatMessage> messages = [new(ChatRole.System, "You are a claims clerk.")];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            var sent = messages.Where(m => m.Role == ChatRole.System).Concat(messages.Where(m => m.Role != ChatRole.System).TakeLast(20));
            messages.AddMessages(await client.GetResponseAsync(sent));
        }
        """);

    // microsoft/agent-framework#7811: the last message alone goes to the agent that keeps the rest
    [Fact]
    public Task A_single_new_message_is_silent() => Verify.Silent("""
        List<ChatMessage> shown = [new(ChatRole.System, "You are a claims clerk.")];
        while (Console.ReadLine() is { } line)
        {
            shown.Add(new ChatMessage(ChatRole.User, line));
            await client.GetResponseAsync([shown[^1]]);
        }
        """);

    // microsoft/agent-framework#4038: the last messages are shown, not sent
    [Fact]
    public Task The_last_messages_for_the_screen_are_silent() => Verify.Silent($$"""
        {{ToolOptions}}
        List<ChatMessage> messages = [new(ChatRole.System, "You are a claims clerk."), new(ChatRole.User, question)];
        messages.AddMessages(await client.GetResponseAsync(messages, options));
        foreach (var message in messages.TakeLast(3))
        {
            Console.WriteLine(message.Text);
        }
        """);

    // microsoft/agent-framework#7930: the newest message is taken back after an error
    [Fact]
    public Task Taking_back_the_newest_message_is_silent() => Verify.Silent($$"""
        {{ToolOptions}}
        List<ChatMessage> messages = [new(ChatRole.System, "You are a claims clerk."), new(ChatRole.User, question)];
        try
        {
            messages.AddMessages(await client.GetResponseAsync(messages, options));
        }
        catch (HttpRequestException)
        {
            messages.RemoveAt(messages.Count - 1);
        }
        """);

    // microsoft/semantic-kernel#12675: one message has done its work and goes
    [Fact]
    public Task A_message_taken_out_for_what_it_says_is_silent() => Verify.Silent($$"""
        {{ToolOptions}}
        List<ChatMessage> messages = [new(ChatRole.System, "You are a claims clerk."), new(ChatRole.User, path)];
        bool isListed = true;
        while (Console.ReadLine() is { } line)
        {
            if (isListed && messages.Count > 1)
            {
                messages.RemoveAt(1);
                isListed = false;
            }

            messages.Add(new ChatMessage(ChatRole.User, line));
            messages.AddMessages(await client.GetResponseAsync(messages, options));
        }
        """);

    // microsoft/semantic-kernel#12675: the instructions are left out on purpose
    [Fact]
    public Task Skipping_a_constant_start_is_silent() => Verify.Silent("""
        List<ChatMessage> messages = [new(ChatRole.System, "You are a claims clerk."), new(ChatRole.User, question)];
        await client.GetResponseAsync(messages.Skip(1));
        """);

    // dotnet/extensions#7756: inside an own reducer the framework is the caller
    [Fact]
    public Task A_reducer_of_the_users_own_is_silent() => Verify.Silent(Snippet.Members("""
        public sealed class LastOnes : IChatReducer
        {
            public Task<IEnumerable<ChatMessage>> ReduceAsync(IEnumerable<ChatMessage> messages, CancellationToken cancellationToken) =>
                Task.FromResult(messages.TakeLast(20));
        }
        """));

    // microsoft/autogen#2469: a work list of strings is no history
    [Fact]
    public Task A_list_of_other_things_is_silent() => Verify.Silent($$"""
        {{ToolOptions}}
        var lines = new List<string> { "system" };
        while (lines.Count > 20)
        {
            lines.RemoveAt(0);
        }

        await client.GetResponseAsync([new ChatMessage(ChatRole.User, question)], options);
        """);

    // Doppelganger

    [Fact]
    public Task A_list_of_own_messages_is_silent() => Verify.Silent(Snippet.File("""
        using System.Collections.Generic;
        using System.Threading.Tasks;

        public record ChatMessage(string Role, string Text);

        public class Client
        {
            public Task GetResponseAsync(IEnumerable<ChatMessage> messages) => Task.CompletedTask;
        }

        public class Snippet
        {
            public async Task RunAsync(Client client)
            {
                var messages = new List<ChatMessage> { new("system", "You are a claims clerk.") };
                messages.RemoveAt(0);
                await client.GetResponseAsync(messages);
            }
        }
        """));

    [Theory]
    [InlineData("messages.RemoveAt(")]
    [InlineData("var messages = new List<ChatMessage> { new(ChatRole.System, \"\") }; messages.RemoveRange(0")]
    [InlineData("List<ChatMessage> messages = messages.TakeLast().ToList(); await client.GetResponseAsync(messages.TakeLast(")]
    public Task Half_typed_code_is_silent(string statement) => Verify.Silent(statement, settings: Settings.BrokenCode);
}
