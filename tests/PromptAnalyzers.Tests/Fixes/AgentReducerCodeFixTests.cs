using PromptAnalyzers.CodeFixes;
using PromptAnalyzers.Tests.Rules;

namespace PromptAnalyzers.Tests.Fixes;

/// <summary>PA2002: the agent gets a reducer, by stable API only.</summary>
public sealed class AgentReducerCodeFixTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Agents.AI;
        using Microsoft.Extensions.AI;

        """;

    private const string Head = Usings + """
        public class Desk
        {
            public async Task RunAsync(IChatClient client, List<AITool> tools)
            {

        """;

    private const string Tail = """

                AgentSession session = await agent.CreateSessionAsync();
                while (Console.ReadLine() is { } line)
                {
                    Console.WriteLine(await agent.RunAsync(line, session));
                }
            }
        }
        """;

    private const string Helpers = """


        /// <summary>Keeps system messages and the latest turns of a session; cuts only before a user message.</summary>
        file sealed class RecentTurnsReducer : IChatReducer
        {
            private readonly int maxMessages;

            public RecentTurnsReducer(int maxMessages) => this.maxMessages = maxMessages;

            public Task<IEnumerable<ChatMessage>> ReduceAsync(IEnumerable<ChatMessage> messages, CancellationToken cancellationToken)
            {
                var kept = new List<ChatMessage>(messages);
                PromptHistory.Trim(kept, maxMessages);
                return Task.FromResult<IEnumerable<ChatMessage>>(kept);
            }
        }

        file static class PromptHistory
        {
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

    [Fact]
    public Task Arguments_become_options() => Verify.Fix(
        Snippet.File(Head + """
                AIAgent agent = client.{|PA2002:AsAIAgent(instructions: "Answer.", name: "Claims", tools: [.. tools])|};
        """ + Tail),
        Snippet.File(Head + """
                AIAgent agent = client.AsAIAgent(new ChatClientAgentOptions
                {
                    Name = "Claims",
                    ChatOptions = new ChatOptions() { Instructions = "Answer.", Tools = [.. tools] },
                    ChatHistoryProvider = new InMemoryChatHistoryProvider(new InMemoryChatHistoryProviderOptions { ChatReducer = new RecentTurnsReducer(20) }),
                });
        """ + Tail + Helpers),
        Sdk.AgentFramework,
        AgentReducerCodeFixProvider.Key);

    [Fact]
    public Task A_constructed_agent_keeps_its_client() => Verify.Fix(
        Snippet.File(Head + """
                AIAgent agent = {|PA2002:new ChatClientAgent(client, "Answer.", "Claims")|};
        """ + Tail),
        Snippet.File(Head + """
                AIAgent agent = new ChatClientAgent(client, new ChatClientAgentOptions
                {
                    Name = "Claims",
                    ChatOptions = new ChatOptions() { Instructions = "Answer." },
                    ChatHistoryProvider = new InMemoryChatHistoryProvider(new InMemoryChatHistoryProviderOptions { ChatReducer = new RecentTurnsReducer(12) }),
                });
        """ + Tail + Helpers),
        Sdk.AgentFramework,
        editorConfig: "prompt_analyzers.max_history_messages = 12");

    [Fact]
    public Task Options_in_place_get_one_more_setting() => Verify.Fix(
        Snippet.File(Head + """
                AIAgent agent = client.AsAIAgent({|PA2002:new ChatClientAgentOptions
                {
                    Name = "Claims", // shown to users
                    ChatOptions = new() { Instructions = "Answer.", Tools = [.. tools] },
                }|});
        """ + Tail),
        Snippet.File(Head + """
                AIAgent agent = client.AsAIAgent(new ChatClientAgentOptions
                {
                    Name = "Claims", // shown to users
                    ChatOptions = new() { Instructions = "Answer.", Tools = [.. tools] },
                    ChatHistoryProvider = new InMemoryChatHistoryProvider(new InMemoryChatHistoryProviderOptions { ChatReducer = new RecentTurnsReducer(20) }),
                });
        """ + Tail + Helpers),
        Sdk.AgentFramework);

    [Fact]
    public Task Options_on_one_line_stay_on_it() => Verify.Fix(
        Snippet.File(Head + """
                AIAgent agent = client.AsAIAgent({|PA2002:new ChatClientAgentOptions { Name = "Claims" }|});
        """ + Tail),
        Snippet.File(Head + """
                AIAgent agent = client.AsAIAgent(new ChatClientAgentOptions { Name = "Claims", ChatHistoryProvider = new InMemoryChatHistoryProvider(new InMemoryChatHistoryProviderOptions { ChatReducer = new RecentTurnsReducer(20) }) });
        """ + Tail + Helpers),
        Sdk.AgentFramework);

    [Fact]
    public Task Two_agents_share_one_reducer() => Verify.Fix(
        Snippet.File(Head + """
                AIAgent agent = client.AsAIAgent({|PA2002:new ChatClientAgentOptions { Name = "A" }|});
                AIAgent other = client.AsAIAgent({|PA2002:new ChatClientAgentOptions { Name = "B" }|});
                agent = tools.Count > 1 ? agent : other;
        """ + Tail),
        Snippet.File(Head + """
                AIAgent agent = client.AsAIAgent(new ChatClientAgentOptions { Name = "A", ChatHistoryProvider = new InMemoryChatHistoryProvider(new InMemoryChatHistoryProviderOptions { ChatReducer = new RecentTurnsReducer(20) }) });
                AIAgent other = client.AsAIAgent(new ChatClientAgentOptions { Name = "B", ChatHistoryProvider = new InMemoryChatHistoryProvider(new InMemoryChatHistoryProviderOptions { ChatReducer = new RecentTurnsReducer(20) }) });
                agent = tools.Count > 1 ? agent : other;
        """ + Tail + Helpers),
        Sdk.AgentFramework);

    [Fact]
    public Task A_kernel_thread_is_reduced_before_the_run() => Verify.Fix(
        """
        var agent = new Microsoft.SemanticKernel.Agents.ChatCompletionAgent { Kernel = kernel };
        var thread = {|PA2002:new Microsoft.SemanticKernel.Agents.ChatHistoryAgentThread()|};
        while (Console.ReadLine() is { } line)
        {
            await foreach (var response in agent.InvokeAsync(line, thread))
            {
                Console.WriteLine(response.Message.Content);
            }
        }
        """,
        """
        var agent = new Microsoft.SemanticKernel.Agents.ChatCompletionAgent { Kernel = kernel };
        var thread = new Microsoft.SemanticKernel.Agents.ChatHistoryAgentThread();
        var historyReducer = new ChatHistoryTruncationReducer(targetCount: 20, thresholdCount: 10);
        while (Console.ReadLine() is { } line)
        {
            await thread.ChatHistory.ReduceInPlaceAsync(historyReducer, CancellationToken.None);
            await foreach (var response in agent.InvokeAsync(line, thread))
            {
                Console.WriteLine(response.Message.Content);
            }
        }
        """,
        Sdk.SemanticKernel,
        AgentReducerCodeFixProvider.Key,
        settings: HistorySdks.KernelAgents);

    [Fact]
    public Task A_thread_of_the_base_type_gets_the_type_that_shows_its_history() => Verify.Fix(
        """
        var agent = new Microsoft.SemanticKernel.Agents.ChatCompletionAgent { Kernel = kernel };
        Microsoft.SemanticKernel.Agents.AgentThread thread = {|PA2002:new Microsoft.SemanticKernel.Agents.ChatHistoryAgentThread()|};
        while (Console.ReadLine() is { } line)
        {
            await foreach (var response in agent.InvokeAsync(line, thread))
            {
                Console.WriteLine(response.Message.Content);
            }
        }
        """,
        """
        var agent = new Microsoft.SemanticKernel.Agents.ChatCompletionAgent { Kernel = kernel };
        Microsoft.SemanticKernel.Agents.ChatHistoryAgentThread thread = new Microsoft.SemanticKernel.Agents.ChatHistoryAgentThread();
        var historyReducer = new ChatHistoryTruncationReducer(targetCount: 20, thresholdCount: 10);
        while (Console.ReadLine() is { } line)
        {
            await thread.ChatHistory.ReduceInPlaceAsync(historyReducer, CancellationToken.None);
            await foreach (var response in agent.InvokeAsync(line, thread))
            {
                Console.WriteLine(response.Message.Content);
            }
        }
        """,
        Sdk.SemanticKernel,
        AgentReducerCodeFixProvider.Key,
        settings: HistorySdks.KernelAgents);

    [Fact]
    public Task The_namespace_of_the_reducer_is_imported() => Verify.Fix(
        Snippet.File(ThreadProgram("", "var thread = {|PA2002:new ChatHistoryAgentThread()|};", "")),
        Snippet.File(ThreadProgram(
            "using Microsoft.SemanticKernel.ChatCompletion;\n",
            "var thread = new ChatHistoryAgentThread();\n        var historyReducer = new ChatHistoryTruncationReducer(targetCount: 20, thresholdCount: 10);",
            "await thread.ChatHistory.ReduceInPlaceAsync(historyReducer, CancellationToken.None);\n            ")),
        Sdk.SemanticKernel,
        AgentReducerCodeFixProvider.Key,
        settings: HistorySdks.KernelAgents);

    private static string ThreadProgram(string import, string thread, string reduce) => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.SemanticKernel.Agents;
        {{import}}
        public class Desk
        {
            public async Task RunAsync(ChatCompletionAgent agent)
            {
                {{thread}}
                while (Console.ReadLine() is { } line)
                {
                    {{reduce}}await foreach (var response in agent.InvokeAsync(line, thread))
                    {
                        Console.WriteLine(response.Message.Content);
                    }
                }
            }
        }
        """;

    [Fact]
    public Task A_thread_that_is_another_one_later_is_reduced_where_it_keeps_its_history() => Verify.Fix(
        """
        var agent = new Microsoft.SemanticKernel.Agents.ChatCompletionAgent { Kernel = kernel };
        Microsoft.SemanticKernel.Agents.AgentThread thread = {|PA2002:new Microsoft.SemanticKernel.Agents.ChatHistoryAgentThread()|};
        while (Console.ReadLine() is { } line)
        {
            await foreach (var response in agent.InvokeAsync(line, thread))
            {
                thread = response.Thread;
            }
        }
        """,
        """
        var agent = new Microsoft.SemanticKernel.Agents.ChatCompletionAgent { Kernel = kernel };
        Microsoft.SemanticKernel.Agents.AgentThread thread = new Microsoft.SemanticKernel.Agents.ChatHistoryAgentThread();
        var historyReducer = new ChatHistoryTruncationReducer(targetCount: 20, thresholdCount: 10);
        while (Console.ReadLine() is { } line)
        {
            if (thread is global::Microsoft.SemanticKernel.Agents.ChatHistoryAgentThread chatThread)
            {
                await chatThread.ChatHistory.ReduceInPlaceAsync(historyReducer, CancellationToken.None);
            }

            await foreach (var response in agent.InvokeAsync(line, thread))
            {
                thread = response.Thread;
            }
        }
        """,
        Sdk.SemanticKernel,
        AgentReducerCodeFixProvider.Key,
        settings: HistorySdks.KernelAgents);

    [Fact]
    public Task A_field_of_the_base_type_is_reduced_where_it_keeps_its_history() => Verify.Fix(
        Snippet.File(FieldProgram("{|PA2002:new ChatHistoryAgentThread()|}", "")),
        Snippet.File(FieldProgram("new ChatHistoryAgentThread()", """
            var historyReducer = new ChatHistoryTruncationReducer(targetCount: 20, thresholdCount: 10);
                    if (thread is ChatHistoryAgentThread chatThread)
                    {
                        await chatThread.ChatHistory.ReduceInPlaceAsync(historyReducer, CancellationToken.None);
                    }


            """.ReplaceLineEndings("\n") + "        ")),
        Sdk.SemanticKernel,
        AgentReducerCodeFixProvider.Key,
        settings: HistorySdks.KernelAgents);

    private static string FieldProgram(string thread, string reduce) => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.SemanticKernel.Agents;
        using Microsoft.SemanticKernel.ChatCompletion;

        public class Desk
        {
            private AgentThread thread = {{thread}};

            public async Task AnswerAsync(ChatCompletionAgent agent, string line)
            {
                {{reduce}}await foreach (var response in agent.InvokeAsync(line, thread))
                {
                    thread = response.Thread;
                }
            }
        }
        """;

    [Fact]
    public Task All_agents_of_a_group_chat_get_a_reducer() => Verify.Fix(
        Snippet.File(GroupProgram("{|PA2002:new AgentGroupChat(writer)|}", "writer", "", "Kernel = kernel")),
        Snippet.File(GroupProgram("new AgentGroupChat(writer)", "writer", "HistoryReducer = new ChatHistoryTruncationReducer(targetCount: 20, thresholdCount: 10)", "Kernel = kernel, HistoryReducer = new ChatHistoryTruncationReducer(targetCount: 20, thresholdCount: 10)")),
        Sdk.SemanticKernel,
        settings: HistorySdks.KernelAgents);

    [Fact]
    public Task No_fix_for_a_group_chat_with_an_agent_from_elsewhere() => Verify.NoFix(
        Snippet.File(GroupProgram("{|PA2002:new AgentGroupChat(writer)|}", "other", "", "Kernel = kernel")),
        Sdk.SemanticKernel,
        settings: HistorySdks.KernelAgents);

    private static string GroupProgram(string chat, string next, string editor, string writer) => $$"""
        using System;
        using System.Threading.Tasks;
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.Agents;
        using Microsoft.SemanticKernel.ChatCompletion;

        public class Desk
        {
            private readonly ChatCompletionAgent editor = new ChatCompletionAgent{{(editor.Length > 0 ? "() { " + editor + " }" : "()")}};

            public async Task RunAsync(Kernel kernel, ChatCompletionAgent other)
            {
                var writer = new ChatCompletionAgent { {{writer}} };
                AgentGroupChat chat = {{chat}};
                while (Console.ReadLine() is { } line)
                {
                    chat.AddChatMessage(new ChatMessageContent(AuthorRole.User, line));
                    await foreach (var answer in chat.InvokeAsync(editor))
                    {
                        Console.WriteLine(answer.Content);
                    }

                    await foreach (var answer in chat.InvokeAsync({{next}}))
                    {
                        Console.WriteLine(answer.Content);
                    }
                }
            }
        }
        """;

    [Fact]
    public Task An_agent_that_is_a_service_gets_its_reducer_where_it_is_registered() => Verify.Fix(
        Snippet.File(ServiceProgram("{|PA2002:new()|}", "\"Tutor\"", "Name = \"Tutor\"")),
        Snippet.File(ServiceProgram("new()", "\"Tutor\"", "Name = \"Tutor\", HistoryReducer = new ChatHistoryTruncationReducer(targetCount: 20, thresholdCount: 10)")),
        Sdk.SemanticKernel,
        settings: HistorySdks.KernelAgents);

    [Fact]
    public Task No_fix_where_a_service_of_another_key_is_registered() => Verify.NoFix(
        Snippet.File(ServiceProgram("{|PA2002:new()|}", "\"Teacher\"", "Name = \"Tutor\"")),
        Sdk.SemanticKernel,
        settings: HistorySdks.KernelAgents);

    private static string ServiceProgram(string chat, string key, string agent) => $$"""
        using System.Collections.Generic;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.Agents;
        using Microsoft.SemanticKernel.ChatCompletion;

        public static class Setup
        {
            public static void Register(IServiceCollection services)
            {
                services.AddKeyedSingleton<ChatCompletionAgent>({{key}}, (sp, key) => new ChatCompletionAgent { {{agent}} });
                services.AddKeyedSingleton<ChatCompletionAgent>("Other", (sp, key) => new ChatCompletionAgent { Name = "Other" });
            }
        }

        public class Client([FromKeyedServices("Tutor")] ChatCompletionAgent agent)
        {
            private readonly AgentGroupChat _chat = {{chat}};

            public IAsyncEnumerable<ChatMessageContent> SayAsync(ChatMessageContent message)
            {
                _chat.AddChatMessage(message);
                return this._chat.InvokeAsync(agent);
            }
        }
        """;

    [Fact]
    public Task No_fix_for_a_group_chat_that_is_told_its_agents() => Verify.NoFix(
        Snippet.Members("""
        private readonly Microsoft.SemanticKernel.Agents.AgentGroupChat room = {|PA2002:new()|};

        public IAsyncEnumerable<ChatMessageContent> SayAsync(Microsoft.SemanticKernel.Agents.ChatCompletionAgent agent, ChatMessageContent message)
        {
            room.AddChatMessage(message);
            return room.InvokeAsync(agent);
        }
        """),
        Sdk.SemanticKernel,
        settings: HistorySdks.KernelAgents);

    [Theory]
    [InlineData("""client.AsHarnessAgent({|PA2002:new HarnessAgentOptions { Name = "Desk" }|})""", """client.AsHarnessAgent(new HarnessAgentOptions { Name = "Desk", PROVIDER })""")]
    [InlineData("client.{|PA2002:AsHarnessAgent()|}", "client.AsHarnessAgent(new HarnessAgentOptions { PROVIDER })")]
    public Task A_harness_gets_a_provider_with_a_reducer(string before, string after) => Verify.Fix(
        Snippet.File(Harness(before)),
        Snippet.File(Harness(after.Replace(
            "PROVIDER",
            "ChatHistoryProvider = new InMemoryChatHistoryProvider(new InMemoryChatHistoryProviderOptions { ChatReducer = new RecentTurnsReducer(20) })",
            StringComparison.Ordinal)) + Helpers),
        Sdk.AgentFramework,
        settings: HistorySdks.AgentsHarness);

    [Fact]
    public Task No_fix_for_a_harness_whose_other_arguments_are_taken() => Verify.NoFix(
        "AIAgent agent = client.{|PA2002:AsHarnessAgent(null)|};\nConsole.WriteLine(agent);",
        Sdk.AgentFramework,
        settings: HistorySdks.AgentsHarness);

    private static string Harness(string agent) => Usings + $$"""
        public class Desk
        {
            public void Run(IChatClient client)
            {
                AIAgent agent = {{agent}};
                Console.WriteLine(agent);
            }
        }
        """;

    [Theory]
    [InlineData(
        """
        "desk", "Be short."
        """,
        """
        services.GetRequiredService<IChatClient>()
        """,
        "ChatOptions = new ChatOptions() { Instructions = \"Be short.\", Tools = services.GetKeyedServices<AITool>(key).ToList() },",
        "")]
    [InlineData(
        """
        "desk", instructions: "Be short.", description: "Answers.", chatClientServiceKey: "model", lifetime: 1
        """,
        """
        services.GetRequiredKeyedService<IChatClient>("model")
        """,
        "Description = \"Answers.\",\n            ChatOptions = new ChatOptions() { Instructions = \"Be short.\", Tools = services.GetKeyedServices<AITool>(key).ToList() },",
        ", 1")]
    [InlineData(
        """
        "desk", null, client
        """,
        "client",
        "ChatOptions = new ChatOptions() { Tools = services.GetKeyedServices<AITool>(key).ToList() },",
        "")]
    public Task A_hosted_agent_is_made_as_its_overload_makes_it(string arguments, string client, string settings, string lifetime) => Verify.Fix(
        Snippet.File(Host("{|PA2002:AddAIAgent(" + arguments.Trim() + ")|}")),
        Snippet.File(Host($$"""
            AddAIAgent("desk", (services, key) => new ChatClientAgent({{client.Trim()}}, new ChatClientAgentOptions
                    {
                        Name = key,
                        {{settings}}
                        ChatHistoryProvider = new InMemoryChatHistoryProvider(new InMemoryChatHistoryProviderOptions { ChatReducer = new RecentTurnsReducer(20) }),
                    }){{lifetime}})
            """) + Helpers),
        Sdk.AgentFramework,
        settings: HistorySdks.AgentsHosting);

    [Theory]
    [InlineData("""
        "desk", "Be short.", null, Key(), 1
        """)]
    [InlineData("""
        "desk", /* for now */ "Be short."
        """)]
    public Task No_fix_for_a_hosted_agent_whose_call_says_more(string arguments) => Verify.NoFix(
        Snippet.File(Host("{|PA2002:AddAIAgent(" + arguments.Trim() + ")|}")),
        Sdk.AgentFramework,
        settings: HistorySdks.AgentsHosting);

    private static string Host(string add) => Usings + $$"""
        using Microsoft.Agents.AI.Hosting;
        using Microsoft.Extensions.DependencyInjection;

        public static class Setup
        {
            public static void Configure(WebHostBuilder builder, IChatClient client)
            {
                builder.{{add}}
                    .WithInMemorySessionStore();
            }

            private static string? Key() => Environment.GetEnvironmentVariable("MODEL");
        }
        """;

    [Fact]
    public Task No_fix_for_a_hosted_agent_of_a_package_that_alone_finds_its_tools() => Verify.NoFix(
        Snippet.File("""
        using Microsoft.Agents.AI.Hosting;

        public static class Setup
        {
            public static void Configure(HostBuilder builder) =>
                builder.{|PA2002:AddAIAgent("desk", "Be short.")|}.WithInMemorySessionStore();
        }
        """),
        Sdk.AgentFramework,
        settings: HistorySdks.AgentsHosting);

    [Fact]
    public Task No_fix_in_an_old_language_where_no_type_can_hold_the_reducer() => Verify.NoFix(
        Snippet.File(Usings + """

        IChatClient client = null!;
        AIAgent agent = client.{|PA2002:AsAIAgent("Answer.")|};
        AgentSession session = await agent.CreateSessionAsync();
        while (Console.ReadLine() is { } line)
        {
            Console.WriteLine(await agent.RunAsync(line, session));
        }
        """),
        Sdk.AgentFramework,
        settings: Settings.Default with { Language = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp10, OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication });

    [Fact]
    public Task No_fix_for_the_first_previews_which_have_no_such_options() => Verify.NoFix(
        """
        var agent = client.{|PA2002:CreateAIAgent(instructions: "Be short.")|};
        Microsoft.Agents.AI.AgentThread thread = agent.GetNewThread();
        while (Console.ReadLine() is { } line)
        {
            Console.WriteLine((await agent.RunAsync(line, thread)).Text);
        }
        """,
        settings: HistorySdks.OldAgents);
}
