using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes.Shapes;

/// <summary>PA2001: every way in which a history grows and is sent.</summary>
public sealed class HistoryShapeTests
{
    internal static readonly Dictionary<string, Shape> Lists = new()
    {
        ["local in a loop"] = new("""
            public async Task Chat(IChatClient client)
            {
                var history = new List<ChatMessage>();
                while (true)
                {
                    history.Add(new ChatMessage(ChatRole.User, Console.ReadLine()));
                    // Ask.
                    var response = await client.GetResponseAsync(history);
                    history.AddMessages(response);
                }
            }
            """),
        ["comment after a blank line"] = new("""
            public async Task Chat(IChatClient client)
            {
                var history = new List<ChatMessage>();
                while (true)
                {
                    history.Add(new ChatMessage(ChatRole.User, Console.ReadLine()));

                    // Ask, and
                    // keep the answer.
                    var response = await client.GetResponseAsync(history);
                    history.AddMessages(response);
                }
            }
            """)
        { Expected = "PromptHistory.Trim(history, 20); // Ask, and" },
        ["interface type"] = new("""
            public async Task Chat(IChatClient client)
            {
                IList<ChatMessage> history = new List<ChatMessage>();
                for (;;)
                {
                    history.Add(new ChatMessage(ChatRole.User, Console.ReadLine()));
                    ChatResponse response = await client.GetResponseAsync(history);
                    history.Add(response.Messages[0]);
                }
            }
            """),
        ["field"] = new("""
            private readonly List<ChatMessage> _history = new List<ChatMessage>();

            public async Task<string> Ask(IChatClient client, string question)
            {
                _history.Add(new ChatMessage(ChatRole.User, question));
                var response = await client.GetResponseAsync(_history);
                _history.AddMessages(response);
                return response.Text;
            }
            """),
        ["property behind this"] = new("""
            private List<ChatMessage> History { get; } = new List<ChatMessage>();

            public async Task<string> Ask(IChatClient client, string question)
            {
                this.History.Add(new ChatMessage(ChatRole.User, question));
                return (await client.GetResponseAsync(this.History)).Text;
            }
            """)
        { Expected = "PromptHistory.Trim(this.History, 20);" },
        ["streaming"] = new("""
            private readonly List<ChatMessage> history = new List<ChatMessage>();

            public async IAsyncEnumerable<string> Ask(IChatClient client, string question)
            {
                history.Add(new ChatMessage(ChatRole.User, question));
                await foreach (var update in client.GetStreamingResponseAsync(history))
                {
                    yield return update.Text;
                }
            }
            """)
        { From = LanguageVersion.CSharp8 },
        ["embedded statement"] = new("""
            private readonly List<ChatMessage> history = new List<ChatMessage>();

            public async Task Ask(IChatClient client, string question)
            {
                history.Add(new ChatMessage(ChatRole.User, question));
                if (question.Length > 0)
                    await client.GetResponseAsync(history);
                else
                    Console.WriteLine("Ask something.");
            }
            """)
        { Expected = "{ PromptHistory.Trim(history, 20); await client.GetResponseAsync(history); } else" },
        ["expression-bodied method"] = new("""
            private readonly List<ChatMessage> history = new List<ChatMessage>();

            public void Add(string question)
            {
                history.Add(new ChatMessage(ChatRole.User, question));
            }

            public async Task<string> Ask(IChatClient client) => (await client.GetResponseAsync(history)).Text;
            """)
        { Expected = "{ PromptHistory.Trim(history, 20); return (await client.GetResponseAsync(history)).Text;" },
        ["expression-bodied local function"] = new("""
            public async Task Chat(IChatClient client)
            {
                var history = new List<ChatMessage>();
                while (true)
                {
                    history.Add(new ChatMessage(ChatRole.User, Console.ReadLine()));
                    history.AddMessages(await Send());
                }

                async Task<ChatResponse> Send() =>
                    await client.GetResponseAsync(history);
            }
            """),
        ["lambda"] = new("""
            private readonly List<ChatMessage> history = new List<ChatMessage>();

            public Func<Task<ChatResponse>> Asker(IChatClient client, string question)
            {
                history.Add(new ChatMessage(ChatRole.User, question));
                return () => client.GetResponseAsync(history);
            }
            """),
        ["copy by collection expression"] = new("""
            private readonly List<ChatMessage> history = new List<ChatMessage>();

            public async Task<string> Ask(IChatClient client, string question)
            {
                history.Add(new(ChatRole.User, question));
                return (await client.GetResponseAsync([new(ChatRole.System, "Be brief."), .. history])).Text;
            }
            """)
        { From = LanguageVersion.CSharp12 },
        ["copy by ToList"] = new("""
            private readonly List<ChatMessage> history = new List<ChatMessage>();

            public async Task<string> Ask(IChatClient client, string question)
            {
                history.Add(new ChatMessage(ChatRole.User, question));
                return (await client.GetResponseAsync(history.ToList())).Text;
            }
            """),
        ["copy in a variable"] = new("""
            private readonly List<ChatMessage> history = new List<ChatMessage>();

            public async Task<string> Ask(IChatClient client, string question)
            {
                history.Add(new ChatMessage(ChatRole.User, question));
                var copy = new List<ChatMessage>(history);
                return (await client.GetResponseAsync(copy)).Text;
            }
            """)
        { Expected = "PromptHistory.Trim(history, 20); var copy" },
        ["null-forgiving"] = new("""
            #nullable enable
            private readonly List<ChatMessage>? history = new List<ChatMessage>();

            public async Task<string> Ask(IChatClient client, string question)
            {
                history!.Add(new ChatMessage(ChatRole.User, question));
                return (await client.GetResponseAsync(history!)).Text;
            }
            #nullable restore
            """)
        { From = LanguageVersion.CSharp8 },
        ["state object"] = new("""
            private sealed class State
            {
                public List<ChatMessage> Messages { get; } = new List<ChatMessage>();
            }

            private readonly State state = new State();

            public async Task<string> Ask(IChatClient client, string question)
            {
                state.Messages.Add(new ChatMessage(ChatRole.User, question));
                return (await client.GetResponseAsync(state.Messages)).Text;
            }
            """)
        { Expected = "PromptHistory.Trim(state.Messages, 20);" },
        ["top-level statements"] = new("""
            IChatClient client = null!;
            List<ChatMessage> history = [new(ChatRole.System, "Be brief.")];
            while (Console.ReadLine() is { } line)
            {
                history.Add(new(ChatRole.User, line));
                var response = await client.GetResponseAsync(history);
                history.AddMessages(response);
            }
            """)
        { IsTopLevel = true, From = LanguageVersion.CSharp12 },
        ["switch section"] = new("""
            private readonly List<ChatMessage> history = new List<ChatMessage>();

            public async Task<string> Ask(IChatClient client, string question)
            {
                history.Add(new ChatMessage(ChatRole.User, question));
                switch (question)
                {
                    case "":
                        return "";
                    default:
                        return (await client.GetResponseAsync(history)).Text;
                }
            }
            """),
        ["condition of a loop"] = new("""
            private readonly List<ChatMessage> history = new List<ChatMessage>();

            public async Task Ask(IChatClient client, string question)
            {
                history.Add(new ChatMessage(ChatRole.User, question));
                while ((await client.GetResponseAsync(history)).Text.Length == 0)
                {
                    await Task.Delay(1);
                }
            }
            """)
        { IsRefused = true },
        ["using declaration and several lines"] = new("""
            private readonly List<ChatMessage> history = new List<ChatMessage>();

            public async Task<string> Ask(IChatClient client, string question)
            {
                using var listener = new Activity("ask");
                history.Add(
                    new ChatMessage(
                        ChatRole.User,
                        question));
                var response = await client
                    .GetResponseAsync(
                        history,
                        new ChatOptions());
                return response.Text;
            }
            """)
        { From = LanguageVersion.CSharp8 },
    };

    internal static readonly Dictionary<string, Shape> Kernels = new()
    {
        ["local in a loop"] = new("""
            public async Task Chat(IChatCompletionService chat)
            {
                var history = new ChatHistory("Be brief.");
                while (true)
                {
                    history.AddUserMessage(Console.ReadLine());
                    var answer = await chat.GetChatMessageContentAsync(history);
                    history.Add(answer);
                }
            }
            """)
        { Expected = "var historyReducer = new ChatHistoryTruncationReducer(targetCount: 20, thresholdCount: 10); while" },
        ["field"] = new("""
            private readonly ChatHistory _history = new ChatHistory();

            public async Task<string> Ask(IChatCompletionService chat, string question)
            {
                _history.AddUserMessage(question);
                var answer = await chat.GetChatMessageContentAsync(_history);
                return answer.Content;
            }
            """)
        { Expected = "await _history.ReduceInPlaceAsync(_historyReducer, CancellationToken.None);" },
        ["field behind this, expression body"] = new("""
            private static readonly ChatHistory s_history = new ChatHistory();

            public void Add(string question) => s_history.AddUserMessage(question);

            public async Task<string> Ask(IChatCompletionService chat) =>
                (await chat.GetChatMessageContentAsync(s_history)).Content;
            """)
        { Expected = "private static readonly ChatHistoryTruncationReducer s_historyReducer = new" },
        ["not async"] = new("""
            private readonly ChatHistory _history = new ChatHistory();

            public Task Ask(IChatCompletionService chat, string question)
            {
                _history.AddUserMessage(question);
                return chat.GetChatMessageContentAsync(_history);
            }
            """)
        { Expected = "PromptHistory.Trim(_history, 20);" },
        ["state object"] = new("""
            public class State
            {
                public ChatHistory History { get; set; } = new ChatHistory();
            }

            private State state = new State();

            public async Task<string> Ask(IChatCompletionService chat, string question)
            {
                this.state.History.AddUserMessage(question);
                return (await chat.GetChatMessageContentAsync(this.state.History)).Content;
            }
            """)
        { Expected = "await this.state.History.ReduceInPlaceAsync(new ChatHistoryTruncationReducer(targetCount: 20, thresholdCount: 10), CancellationToken.None);" },
    };

    internal static readonly Dictionary<string, Shape> OpenAI = new()
    {
        ["sync"] = new("""
            public void Chat(ChatClient client)
            {
                var history = new List<ChatMessage> { new SystemChatMessage("Be brief.") };
                do
                {
                    history.Add(new UserChatMessage(Console.ReadLine() ?? ""));
                    ChatCompletion completion = client.CompleteChat(history);
                    history.Add(new AssistantChatMessage(completion));
                }
                while (true);
            }
            """),
        ["async field"] = new("""
            private readonly List<ChatMessage> history = new List<ChatMessage>();

            public async Task<string> Ask(ChatClient client, string question)
            {
                history.Add(new UserChatMessage(question));
                ChatCompletion completion = await client.CompleteChatAsync(history);
                history.Add(new AssistantChatMessage(completion));
                return completion.Content[0].Text;
            }
            """),
    };

    public static TheoryData<string> ListNames => new(Lists.Keys);

    public static TheoryData<string> KernelNames => new(Kernels.Keys);

    public static TheoryData<string> OpenAINames => new(OpenAI.Keys);

    [Theory]
    [MemberData(nameof(ListNames))]
    public Task Lists_are_reduced(string shape) => CheckAsync(Sdk.ExtensionsAI, Lists[shape]);

    [Theory]
    [MemberData(nameof(KernelNames))]
    public Task Kernel_histories_are_reduced(string shape) => CheckAsync(Sdk.SemanticKernel, Kernels[shape]);

    [Theory]
    [MemberData(nameof(OpenAINames))]
    public Task Provider_messages_are_reduced(string shape) => CheckAsync(Sdk.OpenAI, OpenAI[shape]);

    private static Task CheckAsync(Sdk sdk, Shape shape) =>
        new ShapeRunner("PA2001", sdk, new HistoryCodeFixProvider(), HistoryCodeFixProvider.Key).CheckAsync(shape);
}
