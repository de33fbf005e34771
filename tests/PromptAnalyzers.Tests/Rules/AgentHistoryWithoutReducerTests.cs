namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA2002: an agent keeps its history in memory over more than one turn, without a reducer.</summary>
public sealed class AgentHistoryWithoutReducerTests
{
    private const Sdk Agents = Sdk.AgentFramework;
    private const Sdk Kernel = Sdk.SemanticKernel;

    private const string Loop = """
        AgentSession session = await agent.CreateSessionAsync();
        while (Console.ReadLine() is { } line)
        {
            Console.WriteLine(await agent.RunAsync(line, session));
        }
        """;

    // Agent Framework

    [Fact]
    public Task A_session_in_a_loop_is_reported() => Verify.Reports("""
        AIAgent agent = client.{|PA2002:AsAIAgent(instructions: "Be short.", name: "Desk")|};
        """ + "\n" + Loop, Agents);

    [Fact]
    public Task Options_without_a_reducer_are_reported() => Verify.Reports("""
        AIAgent agent = client.AsAIAgent({|PA2002:new ChatClientAgentOptions { Name = "Desk" }|});
        """ + "\n" + Loop, Agents);

    [Fact]
    public Task A_constructed_agent_is_reported() => Verify.Reports("""
        var agent = {|PA2002:new ChatClientAgent(client, "Be short.")|};
        """ + "\n" + Loop, Agents);

    [Fact]
    public Task The_memory_provider_spelled_out_without_a_reducer_is_reported() => Verify.Reports("""
        AIAgent agent = client.AsAIAgent({|PA2002:new ChatClientAgentOptions { ChatHistoryProvider = new InMemoryChatHistoryProvider() }|});
        """ + "\n" + Loop, Agents);

    [Fact]
    public Task A_streaming_run_in_a_loop_is_reported() => Verify.Reports("""
        AIAgent agent = client.{|PA2002:AsAIAgent(instructions: "Be short.")|};
        var session = await agent.CreateSessionAsync();
        while (true)
        {
            await foreach (var update in agent.RunStreamingAsync(Console.ReadLine()!, session))
            {
                Console.Write(update);
            }
        }
        """, Agents);

    [Fact]
    public Task A_session_in_a_field_is_reported() => Verify.Reports(Snippet.Members("""
        private AgentSession? session;

        private AIAgent Agent => client.{|PA2002:AsAIAgent(instructions: "Be short.")|};

        public async Task<string> AskAsync(string text)
        {
            session ??= await Agent.CreateSessionAsync();
            return (await Agent.RunAsync(text, session)).Text;
        }
        """), Agents);

    [Fact]
    public Task Sessions_in_a_dictionary_are_reported() => Verify.Reports(Snippet.Members("""
        private readonly Dictionary<string, AgentSession> sessions = new();
        private readonly AIAgent desk;

        public Snippet(IChatClient chatClient) => desk = chatClient.{|PA2002:AsAIAgent(instructions: "Be short.")|};

        public async Task<string> AskAsync(string id, string text)
        {
            if (!sessions.TryGetValue(id, out var session))
            {
                sessions[id] = session = await desk.CreateSessionAsync();
            }

            return (await desk.RunAsync(text, session)).Text;
        }
        """), Agents);

    [Fact]
    public Task An_agent_made_in_another_class_is_reported() => Verify.Reports(Snippet.Members("""
        public async Task RunAsync(Desk desk)
        {
            AgentSession session = await desk.Agent!.CreateSessionAsync();
            while (Console.ReadLine() is { } line)
            {
                Console.WriteLine(await desk.Agent!.RunAsync(line, session));
            }
        }

        public sealed class Desk
        {
            public AIAgent? Agent { get; private set; }

            public void Open(IChatClient client) => Agent = client.{|PA2002:AsAIAgent(instructions: "Be short.")|};
        }
        """), Agents);

    [Fact]
    public Task A_session_restored_from_a_store_is_reported_at_the_injected_agent() => Verify.Reports(Snippet.Members("""
        public sealed class Desk : DelegatingAIAgent
        {
            public Desk(IChatClient client)
                : base(new ChatClientAgent(client, {|PA2002:new ChatClientAgentOptions { Name = "Desk" }|}))
            {
            }
        }

        public sealed class Bot(AIAgent agent)
        {
            public async Task<JsonElement> OnMessageAsync(string text, JsonElement state)
            {
                AgentSession session = await agent.DeserializeSessionAsync(state);
                Console.WriteLine(await agent.RunAsync(text, session));
                return await agent.SerializeSessionAsync(session);
            }
        }
        """), Agents);

    [Fact]
    public Task A_local_function_for_each_turn_is_reported() => Verify.Reports("""
        AIAgent agent = client.{|PA2002:AsAIAgent(instructions: "Be short.")|};
        AgentSession session = await agent.CreateSessionAsync();
        while (Console.ReadLine() is { } line)
        {
            await TurnAsync(line);
        }

        async Task TurnAsync(string text) => Console.WriteLine(await agent.RunAsync(text, session));
        """, Agents);

    [Fact]
    public Task An_agent_on_an_openai_chat_client_is_reported() => Verify.Reports("""
        AIAgent agent = openAI.{|PA2002:AsAIAgent(instructions: "Be short.")|};
        """ + "\n" + Loop, Agents | Sdk.OpenAI, settings: HistorySdks.AgentsOpenAI);

    [Fact]
    public Task An_agent_of_the_first_previews_is_reported() => Verify.Reports("""
        var agent = client.{|PA2002:CreateAIAgent(instructions: "Be short.")|};
        Microsoft.Agents.AI.AgentThread thread = agent.GetNewThread();
        while (Console.ReadLine() is { } line)
        {
            Console.WriteLine((await agent.RunAsync(line, thread)).Text);
        }
        """, settings: HistorySdks.OldAgents);

    [Fact]
    public Task A_hosted_agent_with_a_session_store_is_reported() => Verify.Reports(Snippet.Members("""
        public void Configure(Microsoft.Agents.AI.Hosting.HostBuilder builder)
        {
            var agent = client.{|PA2002:AsAIAgent(instructions: "Be short.")|};
            Microsoft.Agents.AI.Hosting.HostedAgentBuilderExtensions.WithInMemorySessionStore(
                Microsoft.Agents.AI.Hosting.HostApplicationBuilderAgentExtensions.AddAIAgent(builder, "desk", (_, _) => agent));
        }
        """), Agents, settings: HistorySdks.AgentsHosting);

    [Fact]
    public Task A_hosted_agent_by_instructions_is_reported() => Verify.Reports(Snippet.File("""
        using Microsoft.Agents.AI.Hosting;

        public static class Setup
        {
            public static void Configure(HostBuilder builder) =>
                builder.{|PA2002:AddAIAgent("desk", "Be short.")|}.WithInMemorySessionStore();
        }
        """), Agents, settings: HistorySdks.AgentsHosting);

    [Theory]
    [InlineData("session = session ?? await agent.CreateSessionAsync();")]
    [InlineData("session = session is null ? await agent.CreateSessionAsync() : session;")]
    public Task A_session_that_is_made_when_there_is_none_is_reported(string make) => Verify.Reports(Snippet.Members(Kept(make, "client.{|PA2002:AsAIAgent(\"Answer.\")|}")), Agents);

    [Theory]
    [InlineData("session = await agent.CreateSessionAsync();")]
    [InlineData("session = other ?? await agent.CreateSessionAsync();")]
    public Task A_session_that_is_made_for_each_turn_is_silent(string make) => Verify.Silent(Snippet.Members(Kept(make, "client.AsAIAgent(\"Answer.\")")), Agents);

    private static string Kept(string make, string agent) => $$"""
        private AgentSession? session;

        public async Task<string> AskAsync(string line, AgentSession? other)
        {
            AIAgent agent = {{agent}};
            {{make}}
            return (await agent.RunAsync(line, session)).Text;
        }
        """;

    [Fact]
    public Task A_harness_without_limits_is_reported() => Verify.Reports("""
        AIAgent agent = client.AsHarnessAgent({|PA2002:new HarnessAgentOptions { Name = "Desk" }|});
        Console.WriteLine(agent);
        """, Agents, settings: HistorySdks.AgentsHarness);

    [Fact]
    public Task An_agent_of_a_container_is_reported() => Verify.Reports(Snippet.Members("""
        public interface IServices
        {
            void AddSingleton<T>(Func<IServices, T> make);
        }

        public void Configure(IServices services) =>
            services.AddSingleton<AIAgent>(_ => client.{|PA2002:AsAIAgent(instructions: "Be short.")|});

        public sealed class Chat(AIAgent agent)
        {
            private AgentSession? session;

            public async Task<string> AskAsync(string text)
            {
                session ??= await agent.CreateSessionAsync();
                return (await agent.RunAsync(text, session)).Text;
            }
        }
        """), Agents);

    // Semantic Kernel and others

    [Fact]
    public Task A_thread_in_a_loop_is_reported() => Verify.Reports("""
        var agent = new Microsoft.SemanticKernel.Agents.ChatCompletionAgent { Kernel = kernel };
        Microsoft.SemanticKernel.Agents.AgentThread thread = {|PA2002:new Microsoft.SemanticKernel.Agents.ChatHistoryAgentThread()|};
        while (Console.ReadLine() is { } line)
        {
            await foreach (var response in agent.InvokeAsync(line, thread))
            {
                Console.WriteLine(response.Message.Content);
                thread = response.Thread;
            }
        }
        """, Kernel, settings: HistorySdks.KernelAgents);

    [Theory]
    [InlineData("kept = made;")]
    [InlineData("kept = made.Named();")]
    [InlineData("kept = kept ?? made;")]
    [InlineData("kept = busy ? made : kept;")]
    [InlineData("var same = made; kept = same;")]
    [InlineData("AgentThread same; same = made; kept = same;")]
    [InlineData("kept = Get(); AgentThread Get() => made;")]
    public Task A_thread_that_leaves_its_body_is_met_in_others(string leaves) => Verify.Reports(Snippet.File($$"""
        using System;
        using System.Threading.Tasks;
        using Microsoft.SemanticKernel.Agents;

        public class Chat
        {
            private AgentThread kept;

            public void Start(bool busy)
            {
                var made = {|PA2002:new ChatHistoryAgentThread()|};
                {{leaves}}
            }

            public async Task SayAsync(ChatCompletionAgent agent, string line)
            {
                await foreach (var response in agent.InvokeAsync(line, kept))
                {
                    Console.WriteLine(response.Message.Content);
                }
            }
        }

        public static class Threads
        {
            public static AgentThread Named(this AgentThread thread) => thread;
        }
        """), Kernel, settings: HistorySdks.KernelAgents);

    [Theory]
    [InlineData("public AgentThread Kept => thread;", "chat.Kept")]
    [InlineData("public AgentThread Kept() { return thread; }", "chat.Kept()")]
    [InlineData("private Func<AgentThread> give; public AgentThread Kept() => (give ??= () => thread)() ?? thread;", "chat.Kept()")]
    [InlineData("public sealed class Inner { public AgentThread Of(Chat chat) => chat.thread; }", "new Chat.Inner().Of(chat)")]
    public Task A_thread_in_a_private_field_that_is_given_away_is_met_in_other_types(string member, string taken) => Verify.Reports(Snippet.File($$"""
        using System;
        using System.Threading.Tasks;
        using Microsoft.SemanticKernel.Agents;

        public class Chat
        {
            private readonly AgentThread thread = {|PA2002:new ChatHistoryAgentThread()|};

            {{member}}
        }

        public sealed class Desk(ChatCompletionAgent agent, Chat chat)
        {
            public async Task TalkAsync()
            {
                var thread = {{taken}};
                while (Console.ReadLine() is { } line)
                {
                    await foreach (var response in agent.InvokeAsync(line, thread))
                    {
                        Console.WriteLine(response.Message.Content);
                    }
                }
            }

            public AgentThread New() => new ChatHistoryAgentThread();
        }
        """), Kernel, settings: HistorySdks.KernelAgents);

    [Fact]
    public Task A_thread_that_a_method_makes_is_met_where_the_method_is_called() => Verify.Reports(Snippet.Members("""
        private static Microsoft.SemanticKernel.Agents.AgentThread Make() => {|PA2002:new Microsoft.SemanticKernel.Agents.ChatHistoryAgentThread()|};

        public async Task TalkAsync(Microsoft.SemanticKernel.Agents.ChatCompletionAgent agent)
        {
            var thread = Make();
            while (Console.ReadLine() is { } line)
            {
                await foreach (var response in agent.InvokeAsync(line, thread))
                {
                    Console.WriteLine(response.Message.Content);
                }
            }
        }
        """), Kernel, settings: HistorySdks.KernelAgents);

    [Fact]
    public Task A_group_chat_in_a_field_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly Microsoft.SemanticKernel.Agents.AgentGroupChat room = {|PA2002:new()|};

        public IAsyncEnumerable<ChatMessageContent> SayAsync(Microsoft.SemanticKernel.Agents.ChatCompletionAgent agent, ChatMessageContent message)
        {
            room.AddChatMessage(message);
            return room.InvokeAsync(agent);
        }
        """), Kernel, settings: HistorySdks.KernelAgents);

    [Fact]
    public Task A_buffer_memory_of_a_chain_is_reported() => Verify.Reports(Snippet.File("""
        using System;
        using System.Threading.Tasks;
        using LangChain.Chains;
        using LangChain.Memory;

        public static class Chat
        {
            public static async Task RunAsync()
            {
                var memory = {|PA2002:new ConversationBufferMemory()|};
                var chain = Chain.LoadMemory(memory) | Chain.Template("{history} {input}") | Chain.UpdateMemory(memory);
                while (Console.ReadLine() is { } line)
                {
                    await (Chain.Set(line) | chain).RunAsync("text");
                }
            }
        }
        """), Sdk.None, settings: HistorySdks.LangChain);

    // Near misses

    [Fact]
    public Task A_hello_world_is_silent() => Verify.Silent("""
        AIAgent agent = client.AsAIAgent(instructions: "Be short.");
        Console.WriteLine(await agent.RunAsync("Hello"));
        """, Agents);

    [Fact]
    public Task A_few_scripted_turns_are_silent() => Verify.Silent("""
        AIAgent agent = client.AsAIAgent(instructions: "Be short.");
        AgentSession session = await agent.CreateSessionAsync();
        Console.WriteLine(await agent.RunAsync("Tell me a joke.", session));
        Console.WriteLine(await agent.RunAsync("Another one.", session));
        """, Agents);

    [Fact]
    public Task A_session_made_for_each_turn_is_silent() => Verify.Silent("""
        AIAgent agent = client.AsAIAgent(instructions: "Be short.");
        while (Console.ReadLine() is { } line)
        {
            AgentSession session = await agent.CreateSessionAsync();
            Console.WriteLine(await agent.RunAsync(line, session));
        }
        """, Agents);

    [Fact]
    public Task A_loop_without_a_session_is_silent() => Verify.Silent("""
        AIAgent agent = client.AsAIAgent(instructions: "Be short.");
        while (Console.ReadLine() is { } line)
        {
            Console.WriteLine(await agent.RunAsync(line));
        }
        """, Agents);

    [Fact]
    public Task A_reducer_in_the_options_is_silent() => Verify.Silent(Snippet.Members("""
        public async Task RunAsync(IChatReducer reducer)
        {
            AIAgent agent = client.AsAIAgent(new ChatClientAgentOptions
            {
                ChatHistoryProvider = new InMemoryChatHistoryProvider(new InMemoryChatHistoryProviderOptions { ChatReducer = reducer }),
            });
            AgentSession session = await agent.CreateSessionAsync();
            while (Console.ReadLine() is { } line)
            {
                Console.WriteLine(await agent.RunAsync(line, session));
            }
        }
        """), Agents);

    [Fact]
    public Task Options_that_are_made_elsewhere_are_silent() => Verify.Silent(Snippet.Members("""
        public async Task RunAsync(ChatClientAgentOptions options)
        {
            AIAgent agent = client.AsAIAgent(options);
            AgentSession session = await agent.CreateSessionAsync();
            while (Console.ReadLine() is { } line)
            {
                Console.WriteLine(await agent.RunAsync(line, session));
            }
        }
        """), Agents);

    // Handlers of a workflow: each call is a turn, and the handler counts them.
    [Theory]
    [InlineData("if (attempts >= MaxAttempts) { return; }", "attempts++;")]
    [InlineData("if (text.Length == 0 || this.attempts > 3) { throw new InvalidOperationException(); }", "this.attempts += 1;")]
    [InlineData("if (MaxAttempts <= attempts) { return; }", "attempts = attempts + 1;")]
    [InlineData("if (++attempts > MaxAttempts) { return; }", "")]
    public Task A_handler_that_counts_its_turns_is_silent(string test, string step) => Verify.Silent(Snippet.Members(
        Handler("client.AsAIAgent(\"Review.\")", test, step)), Agents);

    [Theory]
    [InlineData("if (attempts >= MaxAttempts) { return; }", "")]
    [InlineData("", "attempts++;")]
    [InlineData("if (attempts >= MaxAttempts) { Console.WriteLine(attempts); }", "attempts++;")]
    [InlineData("if (attempts >= MaxAttempts && text.Length == 0) { return; }", "attempts++;")]
    [InlineData("if (attempts < MaxAttempts) { return; }", "attempts++;")]
    [InlineData("if (attempts >= MaxAttempts) { return; }", "others++;")]
    [InlineData("if (attempts >= MaxAttempts) { attempts = 0; return; }", "attempts++;")]
    [InlineData("if (attempts > 0) { return; } attempts++;", "attempts--;")]
    [InlineData("int tries = 0; if (tries >= MaxAttempts) { return; }", "tries++;")]
    public Task A_handler_whose_count_does_not_end_the_turns_is_reported(string test, string step) => Verify.Reports(Snippet.Members(
        Handler("client.{|PA2002:AsAIAgent(\"Review.\")|}", test, step)), Agents);

    private static string Handler(string agent, string test, string step) => $$"""
        private AIAgent? reviewer;
        private AgentSession? session;
        private int attempts;
        private int others;

        public int MaxAttempts { get; init; } = 3;

        public void Start() => reviewer = {{agent}};

        public async Task HandleAsync(string text, Func<string, Task> send)
        {
            session ??= await reviewer!.CreateSessionAsync();
            var response = await reviewer!.RunAsync(text, session);
            if (response.Text.Contains("accepted"))
            {
                return;
            }

            {{test}}
            await send(response.Text);
            {{step}}
            Console.WriteLine(attempts + others);
        }
        """;

    private const string Providers = """

        private sealed class Glossary : AIContextProvider
        {
            protected override ValueTask<AIContext> ProvideAIContextAsync(InvokingContext context, CancellationToken cancellationToken = default) =>
                new(new AIContext { Instructions = "A claim is a request for payment." });
        }

        private sealed class Composer : AIContextProvider
        {
            protected override ValueTask<AIContext> InvokingCoreAsync(InvokingContext context, CancellationToken cancellationToken = default) =>
                new(new AIContext { Messages = context.AIContext.Messages?.TakeLast(20) });
        }
        """;

    // What is added to the context leaves the history as long as it is.
    [Theory]
    [InlineData("[new Glossary()]")]
    [InlineData("new AIContextProvider[] { new Glossary() }")]
    [InlineData("new List<AIContextProvider> { new Glossary(), new TodoProvider() }")]
    public Task A_provider_that_adds_context_is_reported(string providers) => Verify.Reports(Snippet.Members(
        Options("{|PA2002:new ChatClientAgentOptions { AIContextProviders = " + providers + " }|}") + Providers), Agents);

    [Theory]
    [InlineData("[new Glossary(), new Composer()]")]
    [InlineData("[new Glossary(), provider]")]
    [InlineData("more")]
    [InlineData("[new Microsoft.Agents.AI.Compaction.CompactionProvider(new Microsoft.Agents.AI.Compaction.ContextWindowCompactionStrategy(128_000, 8_000))]")]
    public Task A_provider_that_may_leave_messages_out_is_silent(string providers) => Verify.Silent(Snippet.Members(
        Options("new ChatClientAgentOptions { AIContextProviders = " + providers + " }") + Providers), Agents);

    [Fact]
    public Task Providers_in_a_variable_are_those_it_was_made_with() => Verify.Reports(
        Listed("{|PA2002:new ChatClientAgentOptions { AIContextProviders = made }|}"), Agents);

    [Fact]
    public Task A_provider_that_is_added_later_may_leave_messages_out() => Verify.Silent(
        Listed("new ChatClientAgentOptions { AIContextProviders = made }", "made.Add(provider);"), Agents);

    private static Snippet Listed(string options, string more = "") => Snippet.Members($$"""
        public async Task RunAsync(AIContextProvider provider)
        {
            var made = new List<AIContextProvider> { new Glossary() };
            {{more}}
            AIAgent agent = client.AsAIAgent({{options}});
            AgentSession session = await agent.CreateSessionAsync();
            while (Console.ReadLine() is { } line)
            {
                Console.WriteLine(await agent.RunAsync(line, session));
            }
        }
        """ + Providers);

    private static string Options(string options) => $$"""
        #pragma warning disable MAAI001
        public async Task RunAsync(AIContextProvider provider, List<AIContextProvider> more)
        {
            AIAgent agent = client.AsAIAgent({{options}});
            AgentSession session = await agent.CreateSessionAsync();
            while (Console.ReadLine() is { } line)
            {
                Console.WriteLine(await agent.RunAsync(line, session));
            }
        }
        """;

    [Fact]
    public Task A_provider_of_the_users_own_is_silent() => Verify.Silent(Snippet.Members("""
        public async Task RunAsync(ChatHistoryProvider provider)
        {
            AIAgent agent = client.AsAIAgent(new ChatClientAgentOptions { ChatHistoryProvider = provider });
            AgentSession session = await agent.CreateSessionAsync();
            while (Console.ReadLine() is { } line)
            {
                Console.WriteLine(await agent.RunAsync(line, session));
            }
        }
        """), Agents);

    // Surprise: the reducer is far from the session, on the builder of the client.
    [Fact]
    public Task Compaction_on_the_client_builder_is_silent() => Verify.Silent("""
        #pragma warning disable MEAI001
        AIAgent agent = client.AsBuilder().UseChatReducer(new MessageCountingChatReducer(20)).Build().AsAIAgent(instructions: "Be short.");
        """ + "\n" + Loop, Agents);

    // Surprise: the reducer is set in another factory method.
    [Fact]
    public Task A_reducer_set_by_a_factory_is_silent() => Verify.Silent(Snippet.Members("""
        private AIAgent Create(IChatReducer reducer) => client.AsAIAgent(new ChatClientAgentOptions
        {
            ChatHistoryProvider = new InMemoryChatHistoryProvider(new InMemoryChatHistoryProviderOptions { ChatReducer = reducer }),
        });

        public async Task RunAsync(IChatReducer reducer)
        {
            AIAgent agent = Create(reducer);
            AgentSession session = await agent.CreateSessionAsync();
            while (Console.ReadLine() is { } line)
            {
                Console.WriteLine(await agent.RunAsync(line, session));
            }
        }
        """), Agents);

    // Surprise: where the service stores the conversation a reducer of the client would conflict.
    [Fact]
    public Task An_agent_on_a_responses_client_is_silent() => Verify.Silent("""
        #pragma warning disable OPENAI001
        OpenAI.Responses.ResponsesClient responses = null!;
        AIAgent agent = OpenAI.Responses.OpenAIResponseClientExtensions.AsAIAgent(responses, "gpt", "Be short.");
        """ + "\n" + Loop, Agents | Sdk.OpenAI, settings: HistorySdks.AgentsOpenAI);

    [Fact]
    public Task A_chat_client_over_responses_is_silent() => Verify.Silent("""
        #pragma warning disable OPENAI001
        OpenAI.Responses.ResponsesClient responses = null!;
        IChatClient stored = responses.AsIChatClient("gpt");
        AIAgent agent = stored.AsAIAgent(instructions: "Be short.");
        """ + "\n" + Loop, Agents | Sdk.OpenAI, settings: HistorySdks.OpenAIBridge);

    [Fact]
    public Task A_session_over_a_conversation_of_the_service_is_silent() => Verify.Silent("""
        ChatClientAgent agent = client.AsAIAgent(instructions: "Be short.");
        AgentSession session = await agent.CreateSessionAsync("conversation-1");
        while (Console.ReadLine() is { } line)
        {
            Console.WriteLine(await agent.RunAsync(line, session));
        }
        """, Agents);

    // Surprise: approval loops and polling are one turn.
    [Fact]
    public Task A_polling_loop_is_silent() => Verify.Silent("""
        AIAgent agent = client.AsAIAgent(instructions: "Be short.");
        AgentSession session = await agent.CreateSessionAsync();
        var options = new AgentRunOptions();
        AgentResponse response = await agent.RunAsync("Write a book.", session, options);
        #pragma warning disable MEAI001
        while (response.ContinuationToken is { } token)
        {
            options.ContinuationToken = token;
            response = await agent.RunAsync(session, options);
        }
        """, Agents);

    [Fact]
    public Task An_approval_loop_is_silent() => Verify.Silent("""
        AIAgent agent = client.AsAIAgent(instructions: "Be short.");
        AgentSession session = await agent.CreateSessionAsync();
        AgentResponse response = await agent.RunAsync("Order it.", session);
        var requests = response.Messages.ToList();
        while (requests.Count > 0)
        {
            response = await agent.RunAsync(Console.ReadLine()!, session);
            requests = response.Messages.ToList();
        }
        """, Agents);

    [Fact]
    public Task A_loop_that_counts_its_turns_is_silent() => Verify.Silent("""
        AIAgent agent = client.AsAIAgent(instructions: "Be short.");
        AgentSession session = await agent.CreateSessionAsync();
        int turns = 0;
        while (true)
        {
            if (++turns > 3)
            {
                break;
            }

            Console.WriteLine(await agent.RunAsync("Better?", session));
        }
        """, Agents);

    [Fact]
    public Task A_session_that_is_stored_and_read_back_for_show_is_silent() => Verify.Silent("""
        AIAgent agent = client.AsAIAgent(instructions: "Be short.");
        AgentSession session = await agent.CreateSessionAsync();
        Console.WriteLine(await agent.RunAsync("Tell me a joke.", session));
        JsonElement stored = await agent.SerializeSessionAsync(session);
        AgentSession resumed = await agent.DeserializeSessionAsync(stored);
        Console.WriteLine(await agent.RunAsync("Another one.", resumed));
        """, Agents);

    // The list is the history: PA2001 speaks of it.
    [Fact]
    public Task A_growing_list_beside_the_session_is_reported_once() => Verify.Reports("""
        AIAgent agent = client.AsAIAgent(instructions: "Be short.");
        AgentSession session = await agent.CreateSessionAsync();
        List<ChatMessage> messages = [];
        while (Console.ReadLine() is { } line)
        {
            {|PA2001:messages.Add(new ChatMessage(ChatRole.User, line))|};
            Console.WriteLine(await agent.RunAsync(messages, session));
        }
        """, Agents);

    [Fact]
    public Task A_list_that_is_emptied_beside_the_session_leaves_the_agent_silent() => Verify.Silent("""
        AIAgent agent = client.AsAIAgent(instructions: "Be short.");
        AgentSession session = await agent.CreateSessionAsync();
        List<ChatMessage> messages = [];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            Console.WriteLine(await agent.RunAsync(messages, session));
            messages.Clear();
        }
        """, Agents);

    [Fact]
    public Task A_hosted_agent_without_a_store_is_silent() => Verify.Silent(Snippet.File("""
        using Microsoft.Agents.AI.Hosting;

        public static class Setup
        {
            public static void Configure(HostBuilder builder) => builder.AddAIAgent("desk", "Be short.");
        }
        """), Agents, settings: HistorySdks.AgentsHosting);

    [Fact]
    public Task A_harness_with_limits_is_silent() => Verify.Silent("""
        AIAgent agent = client.AsHarnessAgent(new HarnessAgentOptions { MaxContextWindowTokens = 100_000, MaxOutputTokens = 8_000 });
        Console.WriteLine(agent);
        """, Agents, settings: HistorySdks.AgentsHarness);

    [Fact]
    public Task A_thread_that_is_reduced_each_turn_is_silent() => Verify.Silent("""
        var agent = new Microsoft.SemanticKernel.Agents.ChatCompletionAgent { Kernel = kernel };
        var thread = new Microsoft.SemanticKernel.Agents.ChatHistoryAgentThread();
        var reducer = new ChatHistoryTruncationReducer(20, 10);
        while (Console.ReadLine() is { } line)
        {
            await thread.ChatHistory.ReduceInPlaceAsync(reducer, CancellationToken.None);
            await foreach (var response in agent.InvokeAsync(line, thread))
            {
                Console.WriteLine(response.Message.Content);
            }
        }
        """, Kernel, settings: HistorySdks.KernelAgents);

    [Fact]
    public Task A_thread_of_an_agent_with_a_reducer_is_silent() => Verify.Silent("""
        var agent = new Microsoft.SemanticKernel.Agents.ChatCompletionAgent { Kernel = kernel, HistoryReducer = new ChatHistoryTruncationReducer(20, 10) };
        var thread = new Microsoft.SemanticKernel.Agents.ChatHistoryAgentThread();
        while (Console.ReadLine() is { } line)
        {
            await agent.ReduceAsync(thread.ChatHistory);
            await foreach (var response in agent.InvokeAsync(line, thread))
            {
                Console.WriteLine(response.Message.Content);
            }
        }
        """, Kernel, settings: HistorySdks.KernelAgents);

    [Fact]
    public Task A_thread_of_an_assistant_service_is_silent() => Verify.Silent("""
        Microsoft.SemanticKernel.Agents.OpenAI.OpenAIAssistantAgent agent = new();
        var thread = new Microsoft.SemanticKernel.Agents.OpenAI.OpenAIAssistantAgentThread();
        while (Console.ReadLine() is { } line)
        {
            await foreach (var response in agent.InvokeAsync(line, thread))
            {
                Console.WriteLine(response.Message.Content);
            }
        }
        """, Kernel, settings: HistorySdks.KernelAgents);

    [Fact]
    public Task A_group_chat_that_is_reset_is_silent() => Verify.Silent(Snippet.Members("""
        private readonly Microsoft.SemanticKernel.Agents.AgentGroupChat room = new();

        public async Task SayAsync(Microsoft.SemanticKernel.Agents.ChatCompletionAgent agent, ChatMessageContent message)
        {
            await room.ResetAsync();
            room.AddChatMessage(message);
            await foreach (var answer in room.InvokeAsync(agent))
            {
                Console.WriteLine(answer.Content);
            }
        }
        """), Kernel, settings: HistorySdks.KernelAgents);

    [Fact]
    public Task A_window_memory_of_a_chain_is_silent() => Verify.Silent(Snippet.File("""
        using System;
        using System.Threading.Tasks;
        using LangChain.Chains;
        using LangChain.Memory;

        public static class Chat
        {
            public static async Task RunAsync()
            {
                var memory = new ConversationWindowBufferMemory { WindowSize = 5 };
                var chain = Chain.LoadMemory(memory) | Chain.Template("{history} {input}") | Chain.UpdateMemory(memory);
                while (Console.ReadLine() is { } line)
                {
                    await (Chain.Set(line) | chain).RunAsync("text");
                }
            }
        }
        """), Sdk.None, settings: HistorySdks.LangChain);

    [Fact]
    public Task The_rule_can_be_switched_off_and_is_silent() => Verify.Silent("""
        AIAgent agent = client.AsAIAgent(instructions: "Be short.");
        """ + "\n" + Loop, Agents, "dotnet_diagnostic.PA2002.severity = none");

    // Doppelganger

    [Fact]
    public Task An_own_agent_of_the_same_names_is_silent() => Verify.Silent(Snippet.File("""
        using System;
        using System.Threading.Tasks;

        public class AgentSession { }

        public class AIAgent
        {
            public Task<AgentSession> CreateSessionAsync() => Task.FromResult(new AgentSession());

            public Task<string> RunAsync(string message, AgentSession session) => Task.FromResult(message);
        }

        public static class Extensions
        {
            public static AIAgent AsAIAgent(this object client, string instructions) => new();
        }

        public static class Chat
        {
            public static async Task RunAsync(object client)
            {
                var agent = client.AsAIAgent("Be short.");
                var session = await agent.CreateSessionAsync();
                while (Console.ReadLine() is { } line)
                {
                    Console.WriteLine(await agent.RunAsync(line, session));
                }
            }
        }
        """), Agents);

    [Theory]
    [InlineData("AIAgent agent = client.AsAIAgent(")]
    [InlineData("AIAgent agent = client.AsAIAgent(new ChatClientAgentOptions { ChatHistoryProvider = ")]
    [InlineData("AIAgent agent = agent; while (true) { await agent.RunAsync(session); }")]
    public Task Half_typed_code_is_silent(string statement) => Verify.Silent(statement, Agents, settings: Settings.BrokenCode);
}
