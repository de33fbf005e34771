using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes;

/// <summary>PA3002, a conversation rendered as text: the last messages are rendered, since a cut of the text would keep the first.</summary>
public sealed class HistoryRenderingTests
{
    [Theory]
    [InlineData("string.Join(\"\\n\", history.Select(m => m.Text))", "string.Join(\"\\n\", history.TakeLast(20).Select(m => m.Text))")]
    [InlineData("string.Join(\"\\n\", history.Where(m => m.Text.Length > 0).Select(m => m.Text).ToList())", "string.Join(\"\\n\", history.TakeLast(20).Where(m => m.Text.Length > 0).Select(m => m.Text).ToList())")]
    [InlineData("string.Join(\"\\n\", from m in history select m.Text)", "string.Join(\"\\n\", from m in history.TakeLast(20) select m.Text)")]
    [InlineData("history.Aggregate(\"\", (text, m) => text + m.Text)", "history.TakeLast(20).Aggregate(\"\", (text, m) => text + m.Text)")]
    public Task The_last_messages_are_joined(string before, string after) => Verify.Fix(
        Snippet.Members(Ask($"{{|PA3002:{before}|}}")), Snippet.Members(Ask(after)));

    [Fact]
    public Task A_history_in_a_field_is_rendered_in_part() => Verify.Fix(
        Snippet.Members("""
            private readonly List<ChatMessage> history = [];

            public Task<ChatResponse> TitleAsync()
            {
                // What was said.
                string said = string.Join("\n", this.history.Select(m => m.Text)); // all of it
                return client.GetResponseAsync($"Title: {{|PA3002:said|}}");
            }
            """),
        Snippet.Members("""
            private readonly List<ChatMessage> history = [];

            public Task<ChatResponse> TitleAsync()
            {
                // What was said.
                string said = string.Join("\n", this.history.TakeLast(20).Select(m => m.Text)); // all of it
                return client.GetResponseAsync($"Title: {said}");
            }
            """));

    [Fact]
    public Task A_builder_gets_the_last_messages() => Verify.Fix(
        Snippet.Members("""
            public Task<ChatResponse> TitleAsync(IReadOnlyList<ChatMessage> history)
            {
                var said = new StringBuilder();
                foreach (var message in history)
                {
                    if (message.Role != ChatRole.System)
                    {
                        said.AppendLine(message.Text);
                    }
                }

                return client.GetResponseAsync({|PA3002:said.ToString()|});
            }
            """),
        Snippet.Members("""
            public Task<ChatResponse> TitleAsync(IReadOnlyList<ChatMessage> history)
            {
                var said = new StringBuilder();
                foreach (var message in history.TakeLast(20))
                {
                    if (message.Role != ChatRole.System)
                    {
                        said.AppendLine(message.Text);
                    }
                }

                return client.GetResponseAsync(said.ToString());
            }
            """));

    [Fact]
    public Task The_number_is_that_of_the_settings() => Verify.Fix(
        Snippet.Members(Ask("{|PA3002:string.Join(\"\\n\", history.Select(m => m.Text))|}")),
        Snippet.Members(Ask("string.Join(\"\\n\", history.TakeLast(8).Select(m => m.Text))")),
        editorConfig: "prompt_analyzers.max_history_messages = 8");

    [Theory]
    [InlineData(HistoryRendering.Key, "Send(string.Join(\"\\n\", lines.TakeLast(20).Select(l => l.Trim())))")]
    [InlineData(TruncateCodeFixProvider.Key, "Send(PromptText.Truncate(string.Join(\"\\n\", lines.Select(l => l.Trim())), 20_000))")]
    public async Task The_text_can_still_be_cut(string key, string expected)
    {
        var runner = new FixRunner { Provider = new TruncateCodeFixProvider(), Key = key, Properties = new() { ["MaxMessages"] = "20" } };
        string? result = await runner.FixOneAsync("""
            class C
            {
                void Send(string text) { }

                void Title(List<string> lines) => {|3002.1:Send({|3002:string.Join("\n", {|3002.0:lines|}.Select(l => l.Trim()))|})|};
            }

            """);
        Assert.Contains(expected, result, StringComparison.Ordinal);
    }

    // FixAll that starts at a conversation cuts the other texts, which have no messages to count.
    [Fact]
    public async Task Other_texts_of_the_file_are_cut()
    {
        var runner = new FixRunner { Provider = new TruncateCodeFixProvider(), Properties = new() { ["MaxMessages"] = "20" } };
        string? result = await runner.FixAllAsync(
            """
            class C
            {
                void Send(string text) { }

                void Title(List<string> lines) => {|3002.1:Send({|3002:string.Join("\n", {|3002.0:lines|}.Select(l => l.Trim()))|})|};

                void Page(string page) => Send({|3001:page|});
            }

            """,
            HistoryRendering.Key);
        Assert.Contains("Send(string.Join(\"\\n\", lines.TakeLast(20).Select(l => l.Trim())))", result, StringComparison.Ordinal);
        Assert.Contains("Send(PromptText.Truncate(page, 20_000))", result, StringComparison.Ordinal);
    }

    // What else is made of the messages would get fewer of them.
    [Fact]
    public Task A_loop_that_does_more_than_render_is_only_cut() => Verify.NoFix(
        Snippet.Members("""
            public Task<ChatResponse> TitleAsync(IReadOnlyList<ChatMessage> history)
            {
                var said = new StringBuilder();
                foreach (var message in history)
                {
                    said.AppendLine(message.Text);
                    Console.WriteLine(message.Text);
                }

                return client.GetResponseAsync({|PA3002:said.ToString()|});
            }
            """),
        key: HistoryRendering.Key);

    [Fact]
    public Task A_copy_with_other_uses_is_only_cut() => Verify.NoFix(
        Snippet.Members("""
            public Task<ChatResponse> TitleAsync(IReadOnlyList<ChatMessage> history)
            {
                var texts = history.Select(m => m.Text).ToList();
                Console.WriteLine(texts.Count);
                return client.GetResponseAsync({|PA3002:string.Join("\n", texts)|});
            }
            """),
        key: HistoryRendering.Key);

    private static string Ask(string text) => $$"""
        public Task<ChatResponse> TitleAsync(IReadOnlyList<ChatMessage> history) => client.GetResponseAsync({{text}});
        """;
}
