using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>
/// PA5004. Cases after agent-framework#7472 (100 million tokens in three days), semantic-kernel#13205 and extensions#6599
/// (caps), the documented function-calling loop, and the loops of chat, approval and polling samples.
/// </summary>
public sealed class UnboundedAgentLoopTests
{
    private const string AgentMembers = """
        private readonly Microsoft.Agents.AI.AIAgent agent = null!;
        private readonly Microsoft.Agents.AI.AgentSession session = null!;

        """;

    private static Settings Agents => ModelStandIns.With(ModelStandIns.Agents);

    // Loops: reported (agent-framework#7472; agentguard AG001, tokenlint R004, Semgrep agent-unbounded-loop)

    [Fact]
    public Task A_session_that_only_the_model_ends_is_reported() => Verify.Reports(InAgent("""
        string message = "Work on the task. Say DONE at the end.";
        {|PA5004:while (true)|}
        {
            var response = await agent.RunAsync(message, session);
            if (response.Text.Contains("DONE"))
            {
                break;
            }
        }
        """), settings: Agents); // agent-framework#7472

    [Fact]
    public Task A_growing_history_and_a_test_of_the_text_is_reported() => Verify.Reports("""
        List<ChatMessage> history = [new(ChatRole.User, question)];
        string text = "";
        {|PA5004:while (!text.Contains("DONE"))|}
        {
            var response = await client.GetResponseAsync(history);
            history.AddMessages(response);
            text = response.Text;
        }
        """);

    [Fact]
    public Task A_do_loop_with_a_test_of_the_text_is_reported() => Verify.Reports("""
        List<ChatMessage> history = [new(ChatRole.User, question)];
        ChatResponse response;
        {|PA5004:do|}
        {
            response = await client.GetResponseAsync(history);
            history.AddMessages(response);
        }
        while (!response.Text.EndsWith("DONE", StringComparison.Ordinal));
        """);

    [Fact]
    public Task A_for_loop_without_a_condition_is_reported() => Verify.Reports("""
        var history = new List<ChatMessage> { new(ChatRole.User, question) };
        {|PA5004:for (;;)|}
        {
            var response = await client.GetResponseAsync(history);
            history.Add(new ChatMessage(ChatRole.Assistant, response.Text));
            if (string.IsNullOrEmpty(response.Text))
            {
                break;
            }
        }
        """);

    [Fact]
    public Task A_loop_without_any_exit_is_reported() => Verify.Reports(InAgent("""
        {|PA5004:while (true)|}
        {
            await agent.RunAsync("Continue.", session);
        }
        """), settings: Agents); // agent-framework#7472

    [Fact]
    public Task A_return_under_a_test_of_the_text_is_reported() => Verify.Reports(Snippet.Members("""
        public async Task<string> SolveAsync()
        {
            var history = new List<ChatMessage> { new(ChatRole.User, question) };
            {|PA5004:while (true)|}
            {
                var response = await client.GetResponseAsync(history);
                if (response.Text.StartsWith("FINAL"))
                {
                    return response.Text;
                }

                history.AddMessages(response);
            }
        }
        """));

    [Fact]
    public Task A_writer_and_a_critic_without_a_limit_is_reported() => Verify.Reports("""
        string draft = question;
        {|PA5004:while (true)|}
        {
            draft = (await client.GetResponseAsync("Improve: " + draft)).Text;
            string verdict = (await client.GetResponseAsync("Good enough? " + draft)).Text;
            if (verdict == "YES")
            {
                break;
            }
        }
        """);

    [Fact]
    public Task A_flag_that_the_answer_sets_is_reported() => Verify.Reports("""
        var history = new List<ChatMessage> { new(ChatRole.User, question) };
        bool done = false;
        {|PA5004:while (!done)|}
        {
            var response = await client.GetResponseAsync(history);
            history.AddMessages(response);
            if (response.Text.Contains("DONE"))
            {
                done = true;
            }
        }
        """);

    [Fact]
    public Task A_transcript_that_grows_as_text_is_reported() => Verify.Reports("""
        string transcript = question;
        string answer;
        {|PA5004:do|}
        {
            answer = (await client.GetResponseAsync({|PA3003:transcript|})).Text;
            transcript += "\n" + answer;
        }
        while (answer.Contains("MORE"));
        """);

    [Fact]
    public Task A_semantic_kernel_history_is_reported() => Verify.Reports("""
        var history = new ChatHistory("Plan the work.");
        {|PA5004:while (true)|}
        {
            var message = await chat.GetChatMessageContentAsync(history);
            history.Add(message);
            if (message.Content!.Contains("DONE", StringComparison.OrdinalIgnoreCase))
            {
                break;
            }
        }
        """, Sdk.SemanticKernel);

    [Fact]
    public Task A_streamed_answer_is_reported() => Verify.Reports(InAgent("""
        {|PA5004:while (true)|}
        {
            var text = new StringBuilder();
            await foreach (var update in agent.RunStreamingAsync("Continue.", session))
            {
                text.Append(update.Text);
            }

            if (text.ToString().Contains("DONE"))
            {
                break;
            }
        }
        """), settings: Agents);

    [Fact]
    public Task A_loop_that_leads_on_with_continue_is_reported() => Verify.Reports(Snippet.Members("""
        public async Task<string> SolveAsync()
        {
            var history = new List<ChatMessage> { new(ChatRole.User, question) };
            {|PA5004:while (true)|}
            {
                var response = await client.GetResponseAsync(history);
                history.AddMessages(response);
                if (!response.Text.Contains("DONE"))
                {
                    continue;
                }

                return response.Text;
            }
        }
        """));

    [Fact]
    public Task A_stop_word_in_a_field_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly string stopWord = "DONE";

        public async Task RunAsync()
        {
            var history = new List<ChatMessage> { new(ChatRole.User, question) };
            {|PA5004:while (true)|}
            {
                var response = await client.GetResponseAsync(history);
                history.AddMessages(response);
                if (response.Text.Contains(stopWord))
                {
                    break;
                }
            }
        }
        """));

    [Fact]
    public Task A_plain_cancellation_token_is_reported() => Verify.Reports(Snippet.Members("""
        public async Task RunAsync(CancellationToken cancellationToken)
        {
            var history = new List<ChatMessage> { new(ChatRole.User, question) };
            {|PA5004:while (true)|}
            {
                var response = await client.GetResponseAsync(history, cancellationToken: cancellationToken);
                history.AddMessages(response);
                if (response.Text.Contains("DONE"))
                {
                    break;
                }
            }
        }
        """));

    // Whatever else a dispatcher is given: what it does is what the model asks for.
    [Theory]
    [InlineData("Run(call.FunctionName)")]
    [InlineData("Run(call.FunctionName, stop)")]
    [InlineData("Run(call.FunctionName, tenant)")]
    [InlineData("Run(call.FunctionName, dry)")]
    [InlineData("Run(call.FunctionName, DayOfWeek.Monday)")]
    [InlineData("Run(call.FunctionName, http)")]
    [InlineData("Run(call.FunctionName, desk)")]
    [InlineData("Run(call.FunctionName, stop, desk, tenant)")]
    [InlineData("desk.Run(call.FunctionName)")]
    public Task A_dispatcher_of_tool_calls_is_reported(string run) => Verify.Reports(Snippet.Members(Dispatcher("{|PA5004:while (true)|}", run)), Sdk.OpenAI);

    [Theory]
    [InlineData("Run(call.FunctionName, Console.ReadLine())")]
    [InlineData("Run(call.FunctionName, inbox.Dequeue())")]
    [InlineData("ask(call.FunctionName, stop)")]
    [InlineData("Run(stop)")]
    public Task A_person_beside_the_tool_calls_is_silent(string run) => Verify.Silent(Snippet.Members(Dispatcher("while (true)", run)), Sdk.OpenAI);

    private static string Dispatcher(string loop, string run) => $$"""
        private Desk desk = null!;

        public sealed class Desk
        {
            public Task<string> Run(string name) => Task.FromResult(name);
        }

        private static Task<string> Run(params object?[] given) => Task.FromResult(given[0]!.ToString()!);

        private static Task<string> Run(string name, CancellationToken stop) => Task.FromResult(name);

        private static Task<string> Run(string name, int tenant) => Task.FromResult(name);

        private static Task<string> Run(string name, bool dry) => Task.FromResult(name);

        private static Task<string> Run(string name, DayOfWeek day) => Task.FromResult(name);

        private static Task<string> Run(string name, HttpClient http) => Task.FromResult(name);

        private static Task<string> Run(string name, Desk desk) => Task.FromResult(name);

        private static Task<string> Run(string name, CancellationToken stop, Desk desk, int tenant) => Task.FromResult(name);

        private static Task<string> Run(string name, string? wish) => Task.FromResult(name + wish);

        private static Task<string> Run(CancellationToken stop) => Task.FromResult("");

        public async Task<string> AskAsync(List<OpenAI.Chat.ChatMessage> messages, Queue<string> inbox, Func<string, CancellationToken, Task<string>> ask, int tenant, bool dry, CancellationToken stop)
        {
            {{loop}}
            {
                OpenAI.Chat.ChatCompletion choice = await openAI.CompleteChatAsync(messages, cancellationToken: stop);
                messages.Add(new OpenAI.Chat.AssistantChatMessage(choice));
                if (choice.FinishReason != OpenAI.Chat.ChatFinishReason.ToolCalls)
                {
                    return choice.Content[0].Text;
                }

                foreach (var call in choice.ToolCalls)
                {
                    messages.Add(new OpenAI.Chat.ToolChatMessage(call.Id, await {{run}}));
                }
            }
        }
        """;

    [Fact]
    public Task An_ollama_chat_that_keeps_the_conversation_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly OllamaSharp.Chat chat = null!;

        public async Task RunAsync()
        {
            string answer = "";
            {|PA5004:while (!answer.Contains("DONE"))|}
            {
                answer = "";
                await foreach (string token in {|PA2001:chat.SendAsync("Go on.")|})
                {
                    answer += token;
                }
            }
        }
        """), settings: ModelStandIns.With(ModelStandIns.Ollama));

    [Fact]
    public async Task A_loop_over_tool_calls_is_info_and_reported()
    {
        // The documented function-calling loop of the OpenAI SDK.
        var (id, severity) = await OnlyOneAsync(Snippet.Members("""
            public async Task RunAsync(ChatCompletionOptions options)
            {
                List<OpenAI.Chat.ChatMessage> messages = [new UserChatMessage(question)];
                bool requiresAction;
                do
                {
                    requiresAction = false;
                    ChatCompletion completion = await openAI.CompleteChatAsync(messages, options);
                    switch (completion.FinishReason)
                    {
                        case OpenAI.Chat.ChatFinishReason.Stop:
                            messages.Add(new AssistantChatMessage(completion));
                            break;
                        case OpenAI.Chat.ChatFinishReason.ToolCalls:
                            messages.Add(new AssistantChatMessage(completion));
                            foreach (ChatToolCall toolCall in completion.ToolCalls)
                            {
                                messages.Add(new ToolChatMessage(toolCall.Id, CallTool(toolCall.FunctionName)));
                            }

                            requiresAction = true;
                            break;
                        default:
                            throw new NotSupportedException();
                    }
                }
                while (requiresAction);
            }

            private static string CallTool(string name) => name.ToUpperInvariant();
            """), Sdk.OpenAI);
        Assert.Equal(("PA5004", DiagnosticSeverity.Info), (id, severity));
    }

    [Fact]
    public async Task A_loop_over_function_calls_is_info_and_reported()
    {
        var (id, severity) = await OnlyOneAsync(Snippet.Members("""
            public async Task RunAsync(ChatOptions options)
            {
                List<ChatMessage> messages = [new(ChatRole.User, question)];
                while (true)
                {
                    var response = await client.GetResponseAsync(messages, options);
                    messages.AddMessages(response);
                    var calls = response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToList();
                    if (calls.Count == 0)
                    {
                        break;
                    }

                    foreach (var call in calls)
                    {
                        messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, "42")]));
                    }
                }
            }
            """), Sdk.ExtensionsAI);
        Assert.Equal(("PA5004", DiagnosticSeverity.Info), (id, severity));
    }

    [Fact]
    public Task A_gateway_of_a_list_file_is_reported() => Verify.Reports(
        Snippet.File("""
            using System.Threading.Tasks;

            namespace Acme
            {
                public class Conversation
                {
                    public Task<string> SayAsync(string text) => Task.FromResult(text);

                    public static async Task RunAsync(Conversation conversation)
                    {
                        string answer;
                        {|PA5004:do|}
                        {
                            answer = await conversation.SayAsync("Go on.");
                        }
                        while (!answer.Contains("DONE"));
                    }
                }
            }
            """),
        settings: new Settings { AdditionalFiles = [("PromptAnalyzers.acme.txt", "model-call Acme.Conversation.SayAsync this")] });

    // Loops: silent (the remedies of agent-framework#7472 and ollama#7814; chat, approval and polling samples)

    [Fact]
    public Task A_counter_in_the_condition_is_silent() => Verify.Silent("""
        List<ChatMessage> history = [new(ChatRole.User, question)];
        string text = "";
        for (int i = 0; i < 10 && !text.Contains("DONE"); i++)
        {
            var response = await client.GetResponseAsync(history);
            history.AddMessages(response);
            text = response.Text;
        }
        """);

    [Fact]
    public Task A_counter_with_a_break_is_silent() => Verify.Silent(InAgent("""
        int rounds = 0;
        while (true)
        {
            var response = await agent.RunAsync("Continue.", session);
            if (response.Text.Contains("DONE") || ++rounds >= 20)
            {
                break;
            }
        }
        """), settings: Agents);

    [Fact]
    public Task A_counter_that_throws_is_silent() => Verify.Silent(InAgent("""
        int rounds = 0;
        while (true)
        {
            if (rounds++ == 40)
            {
                throw new InvalidOperationException();
            }

            var response = await agent.RunAsync("Continue.", session);
            if (response.Text.Contains("DONE"))
            {
                break;
            }
        }
        """), settings: Agents);

    [Fact]
    public Task A_console_chat_is_silent() => Verify.Silent(InAgent("""
        while (true)
        {
            string? input = Console.ReadLine();
            if (string.IsNullOrEmpty(input))
            {
                break;
            }

            Console.WriteLine((await agent.RunAsync(input, session)).Text);
        }
        """), settings: Agents);

    [Fact]
    public Task A_person_asked_by_a_helper_is_silent() => Verify.Silent(InAgent("""
        while (true)
        {
            string input = Ask();
            var response = await agent.RunAsync(input, session);
            if (response.Text.Contains("bye"))
            {
                break;
            }
        }
        """, "private static string Ask() { Console.Write(\"> \"); return Console.ReadLine()!; }\n"), settings: Agents);

    [Fact]
    public Task A_person_behind_an_interface_is_silent() => Verify.Silent(InAgent("""
        while (true)
        {
            var response = await agent.RunAsync(await terminal.NextAsync(), session);
            if (response.Text.Contains("bye"))
            {
                break;
            }
        }
        """, """
        public interface ITerminal { Task<string> NextAsync(); }
        private readonly ITerminal terminal = null!;

        """), settings: Agents);

    [Fact]
    public Task A_delegate_that_gives_the_input_is_silent() => Verify.Silent(Snippet.Members("""
        public async Task RunAsync(Func<string> next)
        {
            var history = new List<ChatMessage>();
            while (true)
            {
                history = [.. history.TakeLast(10), new(ChatRole.User, next())];
                var response = await client.GetResponseAsync(history);
                if (response.Text.Contains("bye"))
                {
                    break;
                }
            }
        }
        """));

    [Fact]
    public Task An_approval_loop_is_silent() => Verify.Silent(InAgent("""
        var response = await agent.RunAsync(question, session);
        var requests = response.Messages.SelectMany(m => m.Contents).OfType<ToolApprovalRequestContent>().ToList();
        while (requests.Count > 0)
        {
            var answers = requests.ConvertAll(r => new ChatMessage(ChatRole.User, [r.CreateResponse(Console.ReadLine() == "Y")]));
            response = await agent.RunAsync(answers, session);
            requests = response.Messages.SelectMany(m => m.Contents).OfType<ToolApprovalRequestContent>().ToList();
        }
        """), settings: Agents); // eight samples of the Agent Framework

    [Fact]
    public Task Polling_on_a_continuation_token_is_silent() => Verify.Silent(InAgent("""
        var response = await agent.RunAsync(question, session);
        while (response.ContinuationToken is { } token)
        {
            response = await agent.RunAsync(session, new Microsoft.Agents.AI.AgentRunOptions { ContinuationToken = token });
        }
        """), settings: Agents);

    [Fact]
    public Task A_pause_in_every_round_is_silent() => Verify.Silent(InAgent("""
        while (true)
        {
            await agent.RunAsync("Check the mailbox.", session);
            await Task.Delay(TimeSpan.FromMinutes(10));
        }
        """), settings: Agents);

    [Fact]
    public Task A_cancellation_after_a_time_is_silent() => Verify.Silent(InAgent("""
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var response = await agent.RunAsync("Continue.", session, cancellationToken: stop.Token);
            if (response.Text.Contains("DONE"))
            {
                break;
            }
        }
        """), settings: Agents);

    [Fact]
    public Task A_stopping_service_is_silent() => Verify.Silent(InAgent("""
        while (!stopping.IsCancellationRequested)
        {
            await agent.RunAsync("Continue.", session);
        }
        """, "private readonly CancellationToken stopping;\n"), settings: Agents);

    [Fact]
    public Task A_retry_that_asks_the_same_is_silent() => Verify.Silent("""
        int number;
        while (true)
        {
            var response = await client.GetResponseAsync("Give me a number.");
            if (int.TryParse(response.Text, out number))
            {
                break;
            }
        }
        """);

    [Fact]
    public Task A_retry_after_an_exception_is_silent() => Verify.Silent(Snippet.Members("""
        public async Task<string> AskAsync(List<ChatMessage> history)
        {
            while (true)
            {
                try
                {
                    var response = await client.GetResponseAsync(history);
                    history.AddMessages(response);
                    return response.Text;
                }
                catch (HttpRequestException)
                {
                }
            }
        }
        """));

    [Fact]
    public Task A_limit_on_the_history_is_silent() => Verify.Silent("""
        List<ChatMessage> history = [new(ChatRole.User, question)];
        while (true)
        {
            var response = await client.GetResponseAsync(history);
            history.AddMessages(response);
            if (response.Text.Contains("DONE") || history.Count > 50)
            {
                break;
            }
        }
        """);

    [Fact]
    public Task A_budget_of_tokens_is_silent() => Verify.Silent("""
        List<ChatMessage> history = [new(ChatRole.User, question)];
        while (true)
        {
            var response = await client.GetResponseAsync(history);
            history.AddMessages(response);
            if (response.Text.Contains("DONE") || response.Usage?.TotalTokenCount > 50_000)
            {
                break;
            }
        }
        """);

    [Fact]
    public Task A_clock_is_silent() => Verify.Silent(InAgent("""
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromMinutes(1))
        {
            await agent.RunAsync("Continue.", session);
        }
        """), settings: Agents);

    [Fact]
    public Task A_queue_of_work_is_silent() => Verify.Silent(InAgent("""
        while (work.TryDequeue(out string? item))
        {
            await agent.RunAsync(item, session);
        }
        """, "private readonly Queue<string> work = new();\n"), settings: Agents);

    [Fact]
    public Task A_sequence_that_its_reader_may_leave_is_silent() => Verify.Silent(Snippet.Members(AgentMembers + """
        public async IAsyncEnumerable<string> RunAsync()
        {
            while (true)
            {
                var response = await agent.RunAsync("Continue.", session);
                yield return response.Text;
            }
        }
        """), settings: Agents);

    [Fact]
    public Task A_loop_over_documents_is_silent() => Verify.Silent(InAgent("""
        foreach (string name in new[] { "a", "b" })
        {
            await agent.RunAsync(name, session);
        }
        """), settings: Agents);

    [Fact]
    public Task A_loop_round_something_else_is_silent() => Verify.Silent(Snippet.Members("""
        public sealed class Robot { public Task<string> RunAsync(string message, object session) => Task.FromResult(message); }

        public async Task RunAsync(Robot agent, object session)
        {
            while (true)
            {
                if ((await agent.RunAsync("Continue.", session)).Contains("DONE"))
                {
                    break;
                }
            }
        }
        """));

    // Caps (extensions PR#6599, semantic-kernel#13205, agent-framework#7472)

    [Fact]
    public Task An_endless_number_of_function_rounds_is_reported() => Verify.Reports("""
        var chat = new FunctionInvokingChatClient(client) { MaximumIterationsPerRequest = {|PA5004:int.MaxValue|} };
        """); // extensions#6599

    [Fact]
    public Task Five_hundred_function_rounds_are_reported() => Verify.Reports("""
        var chat = client.AsBuilder().UseFunctionInvocation(configure: c => c.MaximumIterationsPerRequest = {|PA5004:500|}).Build();
        """);

    [Fact]
    public Task A_constant_cap_is_reported_at_its_literal_and_reported() => Verify.Reports("""
        const int Rounds = {|PA5004:128|};
        var chat = new FunctionInvokingChatClient(client) { MaximumIterationsPerRequest = Rounds };
        """); // semantic-kernel#13205

    [Fact]
    public Task An_endless_number_of_approvals_is_reported() => Verify.Reports(
        "var options = new Microsoft.Agents.AI.ToolApprovalAgentOptions { MaxAutoApprovalIterations = {|PA5004:int.MaxValue|} };",
        settings: Agents); // agent-framework#7472

    [Fact]
    public Task A_loop_agent_with_a_thousand_rounds_is_reported() => Verify.Reports(
        "var options = new Microsoft.Agents.AI.LoopAgentOptions { MaxIterations = {|PA5004:1_000|} };", settings: Agents);

    [Fact]
    public Task An_endless_group_chat_is_reported() => Verify.Reports(
        "var strategy = new Microsoft.SemanticKernel.Agents.Chat.TerminationStrategy { MaximumIterations = {|PA5004:int.MaxValue|} };",
        Sdk.SemanticKernel,
        settings: ModelStandIns.With(ModelStandIns.KernelAgents)); // semantic-kernel#13205

    [Fact]
    public Task A_lower_limit_of_ones_own_is_reported() => Verify.Reports(
        "var chat = new FunctionInvokingChatClient(client) { MaximumIterationsPerRequest = {|PA5004:40|} };",
        editorConfig: "prompt_analyzers.max_agent_iterations = 20");

    [Fact]
    public Task The_default_of_the_library_is_silent() => Verify.Silent(
        "var chat = new FunctionInvokingChatClient(client) { MaximumIterationsPerRequest = 40 };");

    [Fact]
    public Task A_hundred_rounds_are_silent() => Verify.Silent(
        "var options = new Microsoft.Agents.AI.LoopAgentOptions { MaxIterations = 100 };", settings: Agents);

    [Fact]
    public Task A_configured_cap_is_silent() => Verify.Silent(Snippet.Members("""
        public int Rounds { get; set; } = 500;

        public void Build() => _ = new FunctionInvokingChatClient(client) { MaximumIterationsPerRequest = Rounds };
        """));

    [Fact]
    public Task A_cap_of_ones_own_type_is_silent() => Verify.Silent(Snippet.Members("""
        public sealed class LoopAgentOptions { public int? MaxIterations { get; set; } }

        public void Build() => _ = new LoopAgentOptions { MaxIterations = int.MaxValue };
        """));

    private static Snippet InAgent(string statements, string members = "") => Snippet.Members(
        AgentMembers + members + "public async Task RunAsync()\n{\n    " + statements.ReplaceLineEndings("\n").Replace("\n", "\n    ") + "\n}");

    private static async Task<(string Id, DiagnosticSeverity Severity)> OnlyOneAsync(Snippet snippet, Sdk sdk)
    {
        var compilation = Analysis.Compile(References.For(sdk), snippet.ToSource(sdk));
        var diagnostic = Assert.Single(await Analysis.RunAsync(compilation), d => d.Id.StartsWith("PA5", StringComparison.Ordinal));
        return (diagnostic.Id, diagnostic.Severity);
    }
}
