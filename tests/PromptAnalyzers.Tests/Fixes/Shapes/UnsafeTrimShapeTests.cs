using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes.Shapes;

/// <summary>PA2003: every way in which the start of a history is cut off.</summary>
public sealed class UnsafeTrimShapeTests
{
    internal static readonly Dictionary<string, Shape> Trims = new()
    {
        ["while, block"] = Loop("""
            while (history.Count > 20)
            {
                history.RemoveAt(0);
            }
            """, "PromptHistory.Trim(history, 20);") with { IsRefusedInDirectives = true },
        ["while, one line"] = Loop("while (history.Count > 20) history.RemoveAt(0);", "PromptHistory.Trim(history, 20);"),
        ["if, range"] = Loop("""
            if (history.Count >= Most)
            {
                // The oldest go first.
                history.RemoveRange(0, 2); // a question and its answer
            }
            """, "PromptHistory.Trim(history, Most - 1);"),
        ["two removals in a row"] = Loop("""
            if (history.Count > 20)
            {
                history.RemoveAt(0);
                history.RemoveAt(0);
            }
            """, "PromptHistory.Trim(history, 20);") with { IsRefusedInDirectives = true },
        ["embedded if"] = Loop("""
            if (history.Count > Most)
                history.RemoveRange(0, history.Count - Most);
            """),
        ["assignment"] = Loop("history = history.TakeLast(20).ToList();", "PromptHistory.Trim(history, 20);"),
        ["assignment over lines"] = Loop("""
            history = history
                .Skip(Math.Max(0, history.Count - Most))
                .ToList();
            """),
        ["assignment of a collection expression"] = Loop("history = [.. history.TakeLast(20)];") with { From = LanguageVersion.CSharp12 },
        ["assignment of a copy"] = Loop("history = new List<ChatMessage>(history.TakeLast(20));"),
        ["field in a method"] = new("""
            private readonly List<ChatMessage> _history = new List<ChatMessage> { new ChatMessage(ChatRole.System, "Be brief.") };

            public async Task<string> Ask(IChatClient client, string question)
            {
                _history.Add(new ChatMessage(ChatRole.User, question));
                while (_history.Count > 20)
                {
                    _history.RemoveAt(0);
                }

                return (await client.GetResponseAsync(_history)).Text;
            }
            """)
        { Expected = "PromptHistory.Trim(_history, 20);", IsRefusedInDirectives = true },
        ["field in a method of its own"] = new("""
            private readonly List<ChatMessage> _history = new List<ChatMessage> { new ChatMessage(ChatRole.System, "Be brief.") };

            public async Task<string> Ask(IChatClient client, string question)
            {
                _history.Add(new ChatMessage(ChatRole.User, question));
                Shorten();
                return (await client.GetResponseAsync(_history)).Text;
            }

            private void Shorten()
            {
                if (this._history.Count > 20)
                    this._history.RemoveRange(0, this._history.Count - 20);
            }
            """)
        { Expected = "PromptHistory.Trim(this._history, 20);" },
        ["window as an argument"] = Loop("await client.GetResponseAsync(history.TakeLast(20));"),
        ["window in a variable"] = Loop("""
            List<ChatMessage> recent = history.TakeLast(20).ToList();
            await client.GetResponseAsync(recent);
            """),
        ["window in an expression body"] = new("""
            private readonly List<ChatMessage> _history = new List<ChatMessage> { new ChatMessage(ChatRole.System, "Be brief.") };

            public void Add(string question) => _history.Add(new ChatMessage(ChatRole.User, question));

            public async Task<string> Ask(IChatClient client) => (await client.GetResponseAsync(_history.TakeLast(20))).Text;
            """),
        ["window in a lambda"] = new("""
            private readonly List<ChatMessage> _history = new List<ChatMessage> { new ChatMessage(ChatRole.System, "Be brief.") };

            public Func<Task<ChatResponse>> Asker(IChatClient client, string question)
            {
                _history.Add(new ChatMessage(ChatRole.User, question));
                return () => client.GetResponseAsync(_history.TakeLast(20));
            }
            """),
        ["top-level statements"] = new("""
            IChatClient client = null!;
            List<ChatMessage> history = new() { new(ChatRole.System, "Be brief.") };
            while (Console.ReadLine() is { } line)
            {
                history.Add(new(ChatRole.User, line));
                while (history.Count > 20)
                {
                    history.RemoveAt(0);
                }

                history.AddMessages(await client.GetResponseAsync(history));
            }
            """)
        { IsTopLevel = true, From = LanguageVersion.CSharp11 },
        ["using declaration, switch section"] = Loop("""
            using var activity = new Activity("trim");
            switch (history.Count)
            {
                case 0:
                    break;
                default:
                    if (history.Count > 20)
                    {
                        history.RemoveAt(0);
                    }

                    break;
            }
            """) with { From = LanguageVersion.CSharp8, IsRefusedInDirectives = true },
        ["two removals in a block"] = Loop("""
            while (history.Count > 20)
            {
                history.RemoveAt(0);
                history.RemoveAt(0);
            }
            """, "PromptHistory.Trim(history, 20);") with { IsRefusedInDirectives = true },
        ["a removal and something else in a block"] = Loop("""
            while (history.Count > 20)
            {
                Console.WriteLine(history[0]);
                history.RemoveAt(0);
            }
            """) with { IsRefused = true },
    };

    private static Shape Loop(string trim, string? expected = null) => new($$"""
        private const int Most = 30;

        public async Task Chat(IChatClient client)
        {
            var history = new List<ChatMessage> { new ChatMessage(ChatRole.System, "Be brief.") };
            while (true)
            {
                history.Add(new ChatMessage(ChatRole.User, Console.ReadLine()));
                {{trim.ReplaceLineEndings("\n").Replace("\n", "\n        ").Replace("        \n", "\n")}}
                history.AddMessages(await client.GetResponseAsync(history));
            }
        }
        """) { Expected = expected };

    public static TheoryData<string> TrimNames => new(Trims.Keys);

    [Theory]
    [MemberData(nameof(TrimNames))]
    public Task Histories_are_cut_where_a_turn_begins(string shape) =>
        new ShapeRunner("PA2003", Sdk.ExtensionsAI, new UnsafeTrimCodeFixProvider(), UnsafeTrimCodeFixProvider.Key).CheckAsync(Trims[shape]);
}
