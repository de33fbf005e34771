using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA2001: where a history is kept, what shortens it from afar, and what real code looks like.</summary>
public sealed class ChatHistoryKeptTests
{
    private const Sdk Kernel = Sdk.SemanticKernel;

    // Kept in other places than a local or field of its own

    [Fact]
    public Task One_history_a_session_in_a_dictionary_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly Dictionary<string, ChatHistory> sessions = new();

        public async Task<string> AskAsync(string id, string text)
        {
            if (!sessions.TryGetValue(id, out var history))
            {
                history = new ChatHistory("Be short.");
                sessions[id] = history;
            }

            {|PA2001:history.AddUserMessage(text)|};
            var reply = await chat.GetChatMessageContentAsync(history);
            history.Add(reply);
            return reply.ToString();
        }
        """), Kernel);

    [Fact]
    public Task A_history_added_on_demand_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, List<ChatMessage>> sessions = new();

        public async Task<string> AskAsync(string id, string text)
        {
            var history = sessions.GetOrAdd(id, _ => new List<ChatMessage>());
            {|PA2001:history.Add(new ChatMessage(ChatRole.User, text))|};
            var response = await client.GetResponseAsync(history);
            history.AddMessages(response);
            return response.Text;
        }

        public void End(string id) => sessions.TryRemove(id, out _);
        """));

    [Fact]
    public Task A_history_in_a_dictionary_that_is_cut_is_silent() => Verify.Silent(Snippet.Members("""
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, List<ChatMessage>> sessions = new();

        public async Task<string> AskAsync(string id, string text)
        {
            var history = sessions.GetOrAdd(id, _ => new List<ChatMessage>());
            history.Add(new ChatMessage(ChatRole.User, text));
            if (history.Count > 20)
            {
                history.RemoveRange(0, history.Count - 20);
            }

            return (await client.GetResponseAsync(history)).Text;
        }
        """));

    [Fact]
    public Task A_dictionary_that_lives_for_one_call_is_silent() => Verify.Silent(Snippet.Members("""
        public async Task AskAsync(string[] texts)
        {
            var byText = new Dictionary<string, List<ChatMessage>>();
            foreach (string text in texts)
            {
                if (!byText.TryGetValue(text, out var history))
                {
                    byText[text] = history = new List<ChatMessage>();
                }

                history.Add(new ChatMessage(ChatRole.User, text));
                await client.GetResponseAsync(history);
            }
        }
        """));

    [Fact]
    public Task A_local_that_stands_for_the_field_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly List<ChatMessage> messages = new();

        private List<ChatMessage> Messages => messages;

        public async Task<string> AskAsync(string text)
        {
            var history = Messages;
            {|PA2001:history.Add(new ChatMessage(ChatRole.User, text))|};
            return (await client.GetResponseAsync(history)).Text;
        }
        """));

    [Fact]
    public Task A_copy_of_the_field_is_silent() => Verify.Silent(Snippet.Members("""
        private readonly List<ChatMessage> messages = [new(ChatRole.System, "Be short.")];

        public async Task<string> AskAsync(string text)
        {
            var history = messages.ToList();
            history.Add(new ChatMessage(ChatRole.User, text));
            return (await client.GetResponseAsync(history)).Text;
        }
        """));

    [Theory]
    [InlineData("[.. messages, new ChatMessage(ChatRole.User, text)]")]
    [InlineData("messages.Append(new ChatMessage(ChatRole.User, text)).ToList()")]
    public Task A_list_that_grows_by_replacement_is_reported(string longer) => Verify.Reports(Snippet.Members($$"""
        private List<ChatMessage> messages = [];

        public async Task<string> AskAsync(string text)
        {
            {|PA2001:messages = {{longer}}|};
            return (await client.GetResponseAsync(messages)).Text;
        }
        """));

    [Fact]
    public Task A_list_replaced_by_its_end_is_silent() => Verify.Silent(Snippet.Members("""
        private List<ChatMessage> messages = [];

        public async Task<string> AskAsync(string text)
        {
            messages = [.. messages.TakeLast(20), new ChatMessage(ChatRole.User, text)];
            return (await client.GetResponseAsync(messages)).Text;
        }
        """));

    [Fact]
    public Task A_parameter_that_outlives_the_loop_is_reported() => Verify.Reports(Snippet.Members("""
        public async Task RunAsync(ChatHistory history)
        {
            while (Console.ReadLine() is { } line)
            {
                {|PA2001:history.AddUserMessage(line)|};
                history.Add(await chat.GetChatMessageContentAsync(history));
            }
        }
        """), Kernel);

    [Fact]
    public Task An_injected_service_that_keeps_the_history_is_reported() => Verify.Reports(Snippet.Members("""
        public sealed class Conversation
        {
            private readonly List<ChatMessage> messages = [];

            public IReadOnlyList<ChatMessage> Messages => messages;

            public void AddUser(string text) => {|PA2001:messages.Add(new ChatMessage(ChatRole.User, text))|};
        }

        public sealed class Desk(IChatClient client, Conversation conversation)
        {
            public async Task<string> AskAsync(string text)
            {
                conversation.AddUser(text);
                return (await client.GetResponseAsync(conversation.Messages)).Text;
            }
        }
        """));

    [Fact]
    public Task A_conversation_made_for_one_call_is_silent() => Verify.Silent(Snippet.Members("""
        public sealed class Conversation
        {
            private readonly List<ChatMessage> messages = [];

            public IReadOnlyList<ChatMessage> Messages => messages;

            public void AddUser(string text) => messages.Add(new ChatMessage(ChatRole.User, text));
        }

        public sealed class Desk(IChatClient client)
        {
            public async Task<string> AskAsync(string text)
            {
                var conversation = new Conversation();
                conversation.AddUser(text);
                return (await client.GetResponseAsync(conversation.Messages)).Text;
            }
        }
        """));

    private const string Registered = """
        public interface IServices
        {
            void AddScoped<T>(T made);

            void AddSingleton<T>(T made);
        }

        public sealed class Controller
        {
            private readonly ChatHistory history;
            private readonly IChatCompletionService service;

            public Controller(ChatHistory history, IChatCompletionService service)
            {
                this.history = history;
                this.service = service;
            }

            public async Task<string> PostAsync(string text)
            {
                ADD;
                return (await service.GetChatMessageContentAsync(history)).ToString();
            }
        }

        public static void Configure(IServices services) => services.REGISTER<ChatHistory>(new ChatHistory());
        """;

    [Fact]
    public Task A_history_that_is_a_singleton_service_is_reported() => Verify.Reports(
        Snippet.Members(Registered.Replace("ADD", "{|PA2001:history.AddUserMessage(text)|}", StringComparison.Ordinal).Replace("REGISTER", "AddSingleton", StringComparison.Ordinal)), Kernel);

    [Fact]
    public Task A_history_that_is_a_scoped_service_is_silent() => Verify.Silent(
        Snippet.Members(Registered.Replace("ADD", "history.AddUserMessage(text)", StringComparison.Ordinal).Replace("REGISTER", "AddScoped", StringComparison.Ordinal)), Kernel);

    [Theory]
    [InlineData("AddTransient")]
    [InlineData("TryAddScoped")]
    public Task A_history_that_is_made_for_each_request_is_silent(string registration) => Verify.Silent(
        Snippet.Members(Registered
            .Replace("ADD", "history.AddUserMessage(text)", StringComparison.Ordinal)
            .Replace("REGISTER", registration, StringComparison.Ordinal)
            .Replace("AddScoped<T>", registration + "<T>", StringComparison.Ordinal)), Kernel);

    // How long it lives is decided where the object is made: one turn of a request, or all turns of a program.
    [Theory]
    [InlineData("", "history")]
    [InlineData("private ChatHistory History => history;", "History")]
    [InlineData("private ChatHistory History => history;", "this.History")]
    [InlineData("private ChatHistory History { get { return history; } }", "History")]
    public Task A_history_that_the_object_was_given_is_silent(string member, string name) => Verify.Silent(Snippet.Members($$"""
        public sealed class Desk(IChatCompletionService service, ChatHistory history)
        {
            {{member}}

            public async Task<string> AskAsync(string text)
            {
                {{name}}.AddUserMessage(text);
                var reply = await service.GetChatMessageContentAsync({{name}});
                {{name}}.Add(reply);
                return reply.ToString();
            }

            public int Length => history.Count;
        }
        """), Kernel);

    [Fact]
    public Task A_property_that_hands_on_a_field_of_the_object_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly ChatHistory kept = new("Be short.");

        private ChatHistory History => kept;

        public async Task<string> AskAsync(string text)
        {
            {|PA2001:History.AddUserMessage(text)|};
            return (await chat.GetChatMessageContentAsync(History)).ToString();
        }
        """), Kernel);

    [Fact]
    public Task Taking_back_the_newest_message_after_an_error_bounds_nothing_and_is_reported() => Verify.Reports("""
        var history = new ChatHistory();
        while (Console.ReadLine() is { } line)
        {
            {|PA2001:history.AddUserMessage(line)|};
            try
            {
                history.Add(await chat.GetChatMessageContentAsync(history));
            }
            catch (HttpRequestException)
            {
                history.RemoveAt(history.Count - 1);
            }
        }
        """, Kernel);

    [Fact]
    public Task The_state_object_of_a_step_is_reported() => Verify.Reports(Snippet.Members("""
        private sealed class State
        {
            internal ChatHistory Talk { get; } = [];
        }

        private sealed class Step
        {
            private State? state;

            public void Activate(State given) => state = given;

            public async Task AnswerAsync(string text, Kernel services)
            {
                {|PA2001:state!.Talk.Add(new(AuthorRole.User, text))|};
                var service = services.GetRequiredService<IChatCompletionService>();
                state.Talk.Add(await service.GetChatMessageContentAsync(state.Talk));
            }
        }
        """), Kernel);

    [Fact]
    public Task The_messages_of_a_request_are_silent() => Verify.Silent(Snippet.Members("""
        public sealed class Request
        {
            public List<ChatMessage> Messages { get; set; } = [];
        }

        public async Task<string> AnswerAsync(Request request, string text)
        {
            request.Messages.Add(new ChatMessage(ChatRole.User, text));
            return (await client.GetResponseAsync(request.Messages)).Text;
        }
        """));

    [Fact]
    public Task The_messages_of_a_session_object_in_a_dictionary_are_reported() => Verify.Reports(Snippet.Members("""
        public sealed class Session
        {
            public List<ChatMessage> Messages { get; } = [];
        }

        private readonly Dictionary<string, Session> sessions = new();

        public async Task<string> AnswerAsync(string id, string text)
        {
            var session = sessions[id];
            {|PA2001:session.Messages.Add(new ChatMessage(ChatRole.User, text))|};
            return (await client.GetResponseAsync(session.Messages)).Text;
        }
        """));

    [Fact]
    public Task The_messages_of_an_object_that_outlives_the_loop_are_reported() => Verify.Reports(Snippet.Members("""
        public sealed class Session
        {
            public List<ChatMessage> Messages { get; } = [];
        }

        public async Task RunAsync()
        {
            var session = new Session();
            while (Console.ReadLine() is { } line)
            {
                {|PA2001:session.Messages.Add(new ChatMessage(ChatRole.User, line))|};
                session.Messages.AddMessages(await client.GetResponseAsync(session.Messages));
            }
        }
        """));

    [Fact]
    public Task A_partial_class_in_another_file_that_sends_is_reported() => Verify.Reports(
        Snippet.File("""
        using System.Collections.Generic;
        using Microsoft.Extensions.AI;

        public partial class Desk
        {
            private readonly List<ChatMessage> messages = [];

            public void Hear(string text) => {|PA2001:messages.Add(new ChatMessage(ChatRole.User, text))|};
        }
        """),
        settings: Settings.Default with
        {
            MoreSources = [("/0/Desk.Send.cs", """
                using System.Threading.Tasks;
                using Microsoft.Extensions.AI;

                public partial class Desk
                {
                    public async Task<string> AnswerAsync(IChatClient client) => (await client.GetResponseAsync(messages)).Text;
                }
                """)],
        });

    [Fact]
    public Task A_partial_class_in_another_file_that_reduces_is_silent() => Verify.Silent(
        Snippet.File("""
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;

        public partial class Desk
        {
            private readonly List<ChatMessage> messages = [];

            public void Hear(string text) => messages.Add(new ChatMessage(ChatRole.User, text));

            public async Task<string> AnswerAsync(IChatClient client) => (await client.GetResponseAsync(messages)).Text;
        }
        """),
        settings: Settings.Default with
        {
            MoreSources = [("/0/Desk.Trim.cs", "public partial class Desk { private void Trim() { while (messages.Count > 20) { messages.RemoveAt(0); } } }")],
        });

    // Shortened from afar

    [Fact]
    public Task A_client_that_reduces_is_silent() => Verify.Silent("""
        #pragma warning disable MEAI001
        IChatClient reducing = client.AsBuilder().UseChatReducer(new MessageCountingChatReducer(20)).Build();
        List<ChatMessage> messages = [];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            messages.AddMessages(await reducing.GetResponseAsync(messages));
        }
        """);

    [Fact]
    public Task A_client_built_without_a_reducer_is_reported() => Verify.Reports("""
        IChatClient calling = client.AsBuilder().UseFunctionInvocation().Build();
        List<ChatMessage> messages = [];
        while (Console.ReadLine() is { } line)
        {
            {|PA2001:messages.Add(new ChatMessage(ChatRole.User, line))|};
            messages.AddMessages(await calling.GetResponseAsync(messages));
        }
        """);

    [Fact]
    public Task An_injected_client_that_is_registered_with_a_reducer_is_silent() => Verify.Silent(Snippet.Members("""
        #pragma warning disable MEAI001
        public static ChatClientBuilder Register(IChatClient inner) => inner.AsBuilder().UseChatReducer(new MessageCountingChatReducer(20));

        public sealed class Desk(IChatClient client)
        {
            private readonly List<ChatMessage> messages = [];

            public async Task<string> AskAsync(string text)
            {
                messages.Add(new ChatMessage(ChatRole.User, text));
                return (await client.GetResponseAsync(messages)).Text;
            }
        }
        """));

    [Fact]
    public Task A_token_limit_by_hand_is_silent() => Verify.Silent(Snippet.Members("""
        private readonly List<ChatMessage> messages = [];

        public async Task<string> AskAsync(string text)
        {
            messages.Add(new ChatMessage(ChatRole.User, text));
            while (CountTokens(messages) > 4000)
            {
                messages.RemoveAt(0);
            }

            return (await client.GetResponseAsync(messages)).Text;
        }

        private static int CountTokens(List<ChatMessage> list) => list.Sum(m => m.Text.Length / 4);
        """));

    [Fact]
    public Task A_token_limiter_of_another_class_is_silent() => Verify.Silent(Snippet.Members("""
        private List<ChatMessage> messages = [];

        public async Task<string> AskAsync(string text)
        {
            messages.Add(new ChatMessage(ChatRole.User, text));
            messages = Limiter.Fit(messages);
            return (await client.GetResponseAsync(messages)).Text;
        }

        public static class Limiter
        {
            public static List<ChatMessage> Fit(List<ChatMessage> all) => all.TakeLast(20).ToList();
        }
        """));

    [Fact]
    public Task A_removal_in_a_helper_of_another_class_is_silent() => Verify.Silent(Snippet.Members("""
        private readonly Session session = new();

        public async Task<string> AskAsync(string text)
        {
            session.Messages.Add(new ChatMessage(ChatRole.User, text));
            Housekeeping.Run(session);
            return (await client.GetResponseAsync(session.Messages)).Text;
        }

        public sealed class Session
        {
            public List<ChatMessage> Messages { get; } = [];
        }

        public static class Housekeeping
        {
            public static void Run(Session session)
            {
                if (session.Messages.Count > 20)
                {
                    session.Messages.RemoveRange(0, 2);
                }
            }
        }
        """));

    [Fact]
    public Task A_helper_of_another_class_that_only_prints_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly List<ChatMessage> messages = [];

        public async Task<string> AskAsync(string text)
        {
            {|PA2001:messages.Add(new ChatMessage(ChatRole.User, text))|};
            Log.Write(messages);
            return (await client.GetResponseAsync(messages)).Text;
        }

        public static class Log
        {
            public static void Write(List<ChatMessage> all) => Console.WriteLine(all.Count);
        }
        """));

    [Fact]
    public Task A_helper_of_another_class_that_sends_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly List<ChatMessage> messages = [];

        public async Task<string> AskAsync(string text)
        {
            {|PA2001:messages.Add(new ChatMessage(ChatRole.User, text))|};
            return await Model.AskAsync(client, messages);
        }

        public static class Model
        {
            public static async Task<string> AskAsync(IChatClient client, List<ChatMessage> all) => (await client.GetResponseAsync(all)).Text;
        }
        """));

    // Surprises: a naive analyzer reports and is wrong

    // 1. The chunks of a streamed answer are put together, that is no growth of the prompt.
    [Fact]
    public Task Chunks_of_a_streamed_answer_are_silent() => Verify.Silent("""
        while (Console.ReadLine() is { } line)
        {
            List<ChatMessage> messages = [new(ChatRole.User, line)];
            string answer = "";
            await foreach (var update in client.GetStreamingResponseAsync(messages))
            {
                answer += update.Text;
            }

            Console.WriteLine(answer);
        }
        """);

    // 5. Lists for the screen grow, but a new one-message list is sent.
    [Fact]
    public Task A_list_for_the_screen_is_silent() => Verify.Silent(Snippet.Members("""
        private readonly List<ChatMessage> shown = [];

        public async Task AskAsync(string text)
        {
            var message = new ChatMessage(ChatRole.User, text);
            shown.Add(message);
            shown.AddMessages(await client.GetResponseAsync(new List<ChatMessage> { message }));
        }
        """));

    // 6. A captured history, and a local function called a few times in a straight line.
    [Fact]
    public Task A_local_function_called_in_a_straight_line_is_silent() => Verify.Silent("""
        List<ChatMessage> messages = [new(ChatRole.System, "Be short.")];
        await AskAsync("Where?");
        await AskAsync("When?");
        await AskAsync("Why?");

        async Task AskAsync(string text)
        {
            messages.Add(new ChatMessage(ChatRole.User, text));
            messages.AddMessages(await client.GetResponseAsync(messages));
        }
        """);

    // 7. A manual tool loop is one turn; a retry loop makes its history inside.
    [Fact]
    public Task A_manual_tool_loop_without_end_is_silent() => Verify.Silent("""
        List<ChatMessage> messages = [new UserChatMessage(question)];
        var options = new ChatCompletionOptions();
        for (int call = 0; call < 10; call++)
        {
            ChatCompletion completion = await openAI.CompleteChatAsync(messages, options);
            messages.Add(new AssistantChatMessage(completion));
            if (completion.FinishReason != ChatFinishReason.ToolCalls)
            {
                break;
            }

            foreach (ChatToolCall tool in completion.ToolCalls)
            {
                messages.Add(new ToolChatMessage(tool.Id, "done"));
            }
        }
        """, Sdk.OpenAI);

    [Fact]
    public Task A_retry_loop_with_a_history_of_its_own_is_silent() => Verify.Silent("""
        for (int attempt = 0; attempt < 5; attempt++)
        {
            var history = new ChatHistory();
            history.AddUserMessage(question);
            if ((await chat.GetChatMessageContentAsync(history)).Content is { } answer)
            {
                Console.WriteLine(answer);
                break;
            }
        }
        """, Kernel);

    // Surprises: a naive analyzer stays silent and is wrong

    // 1. The official Blazor template: Clear is the "New chat" button, Skip is for stateful services only.
    [Fact]
    public async Task The_blazor_template_is_reported_on_the_razor_line()
    {
        const string Generated = """
            // <auto-generated/>
            using System.Collections.Generic;
            using System.Linq;
            using System.Threading.Tasks;
            using Microsoft.Extensions.AI;

            public partial class Chat
            {
                private readonly IChatClient ChatClient = null!;
                private readonly ChatOptions chatOptions = new();
                private int statefulMessageCount;
            #line 12 "/app/Components/Pages/Chat.razor"
                private readonly List<ChatMessage> messages = new();

                protected void OnInitialized()
                {
                    messages.Add(new(ChatRole.System, "Answer from the documents."));
                }

                private async Task AddUserMessageAsync(ChatMessage userMessage)
                {
                    messages.Add(userMessage);
                    await foreach (var update in ChatClient.GetStreamingResponseAsync(messages.Skip(statefulMessageCount), chatOptions))
                    {
                        messages.AddMessages(update, filter: c => c is not TextContent);
                        chatOptions.ConversationId = update.ConversationId;
                    }

                    messages.Add(new ChatMessage(ChatRole.Assistant, "done"));
                    statefulMessageCount = chatOptions.ConversationId is not null ? messages.Count : 0;
                }

                private void ResetConversationAsync()
                {
                    messages.Clear();
                    messages.Add(new(ChatRole.System, "Answer from the documents."));
                    chatOptions.ConversationId = null;
                    statefulMessageCount = 0;
                }
            #line default
            }
            """;
        var compilation = CSharpCompilation.Create(
            "Web",
            [CSharpSyntaxTree.ParseText(SourceText.From(Generated), path: "/0/obj/Chat_razor.g.cs")],
            References.For(Sdk.ExtensionsAI),
            new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));
        var found = await compilation.WithAnalyzers(Product.CreateAnalyzers()).GetAnalyzerDiagnosticsAsync();

        var history = Assert.Single(found, d => d.Id == "PA2001");
        var line = history.Location.GetMappedLineSpan();
        Assert.Equal("/app/Components/Pages/Chat.razor", line.Path);
        Assert.Equal(21, line.StartLinePosition.Line + 1);
    }

    // 2. A fresh history a call, filled from the state object's list: UnboundedChatHistoryTests has the case.

    // 3. The reducer of the class serves another path.
    [Fact]
    public Task A_reducer_for_another_list_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly ChatHistory talk = new();
        private readonly ChatHistory group = new();
        private readonly ChatHistoryTruncationReducer reducer = new(20, 10);

        public async Task AskAsync(string text)
        {
            {|PA2001:talk.AddUserMessage(text)|};
            talk.Add(await chat.GetChatMessageContentAsync(talk));
        }

        public async Task SummarizeAsync()
        {
            await group.ReduceInPlaceAsync(reducer, CancellationToken.None);
            await chat.GetChatMessageContentAsync(group);
        }
        """), Kernel);

    // 9. The history goes into a template by name.
    [Fact]
    public Task A_history_shown_whole_by_a_template_is_reported() => Verify.Reports("""
        var answer = kernel.CreateFunctionFromPrompt("{{$history}}\nUser: {{$request}}\nAssistant: ");
        ChatHistory history = [];
        while (Console.ReadLine() is { } line)
        {
            var result = await kernel.InvokeAsync(answer, new()
            {
                { "request", line },
                { "history", {|PA3003:string.Join("\n", history.Select(x => x.Role + ": " + x.Content))|} },
            });
            {|PA2001:history.AddUserMessage(line)|};
            history.AddAssistantMessage(result.ToString());
        }
        """, Kernel);

    [Fact]
    public Task A_history_summarised_by_a_template_is_silent() => Verify.Silent("""
        var answer = kernel.CreateFunctionFromPrompt("{{ConversationSummaryPlugin.SummarizeConversation $history}}\nUser: {{$request}}");
        ChatHistory history = [];
        while (Console.ReadLine() is { } line)
        {
            var result = await kernel.InvokeAsync(answer, new()
            {
                { "request", line },
                { "history", string.Join("\n", history.Select(x => x.Role + ": " + x.Content)) },
            });
            history.AddUserMessage(line);
            history.AddAssistantMessage(result.ToString());
        }
        """, Kernel);

    [Fact]
    public Task The_last_messages_shown_by_a_template_are_silent() => Verify.Silent("""
        var answer = kernel.CreateFunctionFromPrompt("{{$history}}\nUser: {{$request}}");
        ChatHistory history = [];
        while (Console.ReadLine() is { } line)
        {
            var result = await kernel.InvokeAsync(answer, new()
            {
                { "request", line },
                { "history", string.Join("\n", history.TakeLast(10).Select(x => x.Role + ": " + x.Content)) },
            });
            history.AddUserMessage(line);
            history.AddAssistantMessage(result.ToString());
        }
        """, Kernel);
}
