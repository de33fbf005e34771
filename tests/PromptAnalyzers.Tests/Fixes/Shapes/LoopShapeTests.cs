using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes.Shapes;

/// <summary>PA5004: every loop that calls a model until the model says that it is done.</summary>
public sealed class LoopShapeTests
{
    internal static readonly Dictionary<string, Shape> Loops = new()
    {
        ["endless while"] = new("""
            public async Task<string> Solve(IChatClient client, List<ChatMessage> history)
            {
                while (true)
                {
                    var response = await client.GetResponseAsync(history);
                    history.AddMessages(response);
                    if (response.Text.Contains("DONE"))
                    {
                        return response.Text;
                    }
                }
            }
            """)
        { Expected = "for (int call = 0; call < 40; call++)" },
        ["endless for with a break"] = new("""
            public async Task<string> Solve(IChatClient client, List<ChatMessage> history)
            {
                string answer;
                for (;;)
                {
                    // Ask.
                    var response = await client.GetResponseAsync(history);
                    history.AddMessages(response);
                    answer = response.Text;
                    if (answer.Contains("DONE"))
                        break;
                }

                return answer;
            }
            """),
        ["break in a switch only"] = new("""
            public async Task<string> Solve(IChatClient client, List<ChatMessage> history)
            {
                while (true)
                {
                    ChatResponse response = await client.GetResponseAsync(history);
                    history.AddMessages(response);
                    switch (response.FinishReason?.Value)
                    {
                        case "stop":
                            return response.Text;
                        default:
                            break;
                    }
                }
            }
            """)
        { Expected = "throw new InvalidOperationException(\"No answer after 40 model calls.\");" },
        ["condition"] = new("""
            public async Task<string> Solve(IChatClient client, List<ChatMessage> history)
            {
                string text = "";
                while (!text.Contains("DONE"))
                {
                    var response = await client.GetResponseAsync(history);
                    history.AddMessages(response);
                    text = response.Text;
                }

                return text;
            }
            """),
        ["condition over lines"] = new("""
            public async Task<string> Solve(IChatClient client, List<ChatMessage> history)
            {
                string text = "";
                while (text.Length == 0
                    || text.Contains("MORE"))
                {
                    var response = await client.GetResponseAsync(history);
                    history.AddMessages(response);
                    text = response.Text;
                }

                return text;
            }
            """),
        ["do while"] = new("""
            public async Task<string> Solve(IChatClient client, List<ChatMessage> history)
            {
                ChatResponse response;
                do
                {
                    response = await client.GetResponseAsync(history);
                    history.AddMessages(response);
                }
                while (!response.Text.Contains("DONE"));

                return response.Text;
            }
            """),
        ["endless do"] = new("""
            public async Task<string> Solve(IChatClient client, List<ChatMessage> history)
            {
                do
                {
                    var response = await client.GetResponseAsync(history);
                    history.AddMessages(response);
                    if (response.Text.Contains("DONE"))
                    {
                        return response.Text;
                    }
                } while (true);
            }
            """),
        ["local function"] = new("""
            public Task<string> Solve(IChatClient client, List<ChatMessage> history)
            {
                return Run();

                async Task<string> Run()
                {
                    while (true)
                    {
                        var response = await client.GetResponseAsync(history);
                        history.AddMessages(response);
                        if (response.Text.Contains("DONE"))
                        {
                            return response.Text;
                        }
                    }
                }
            }
            """),
        ["lambda"] = new("""
            public Func<Task<string>> Solver(IChatClient client, List<ChatMessage> history) => async () =>
            {
                while (true)
                {
                    var response = await client.GetResponseAsync(history);
                    history.AddMessages(response);
                    if (response.Text.Contains("DONE"))
                    {
                        return response.Text;
                    }
                }
            };
            """),
        ["top-level statements"] = new("""
            IChatClient client = null!;
            List<ChatMessage> history = new() { new(ChatRole.User, "Solve it.") };
            string text = "";
            while (!text.Contains("DONE"))
            {
                ChatResponse response = await client.GetResponseAsync(history);
                history.AddMessages(response);
                text = response.Text;
            }

            Console.WriteLine(text);
            """)
        { IsTopLevel = true, From = LanguageVersion.CSharp9 },
        ["using declaration in the body"] = new("""
            public async Task<string> Solve(IChatClient client, List<ChatMessage> history)
            {
                while (true)
                {
                    using var activity = new Activity("call");
                    var response = await client.GetResponseAsync(history);
                    history.AddMessages(response);
                    if (response.Text is { } text && text.Contains("DONE"))
                    {
                        return text;
                    }
                }
            }
            """)
        { From = LanguageVersion.CSharp8 },
        ["in a switch section"] = new("""
            public async Task<string> Solve(IChatClient client, List<ChatMessage> history, int kind)
            {
                switch (kind)
                {
                    case 0:
                        while (true)
                        {
                            var response = await client.GetResponseAsync(history);
                            history.AddMessages(response);
                            if (response.Text.Contains("DONE"))
                            {
                                return response.Text;
                            }
                        }

                    default:
                        return "";
                }
            }
            """),
        ["embedded with a condition"] = new("""
            public async Task<string> Solve(IChatClient client, List<ChatMessage> history)
            {
                string text = "";
                if (history.Count > 0)
                    while (!text.Contains("DONE"))
                    {
                        var response = await client.GetResponseAsync(history);
                        history.AddMessages(response);
                        text = response.Text;
                    }

                return text;
            }
            """),
        ["endless with a goto out of it"] = new("""
            public async Task<string> Solve(IChatClient client, List<ChatMessage> history)
            {
                string text;
                while (true)
                {
                    var response = await client.GetResponseAsync(history);
                    history.AddMessages(response);
                    text = response.Text;
                    if (text.Contains("DONE"))
                    {
                        goto done;
                    }
                }

            done:
                return text;
            }
            """),
        ["a variable that is called like the counter"] = new("""
            public async Task<string> Solve(IChatClient client, List<ChatMessage> history)
            {
                string call = "";
                while (!call.Contains("DONE"))
                {
                    var response = await client.GetResponseAsync(history);
                    history.AddMessages(response);
                    call = response.Text;
                }

                return call;
            }
            """)
        { Expected = "call2 < 40" },
    };

    public static TheoryData<string> LoopNames => new(Loops.Keys);

    [Theory]
    [MemberData(nameof(LoopNames))]
    public Task Loops_are_counted(string shape) =>
        new ShapeRunner("PA5004", Sdk.ExtensionsAI, new LoopCounterCodeFixProvider(), LoopCounterCodeFixProvider.Key).CheckAsync(Loops[shape]);
}
