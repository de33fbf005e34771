namespace PromptAnalyzers.Tests.Flow;

/// <summary>What a model says is small alone, whatever it was asked; many answers in one text are not.</summary>
public class AnswerTests
{
    private static readonly string[] Collected =
    [
        "var b = new StringBuilder(); foreach (var line in File.ReadLines(path)) b.Append(client.GetResponseAsync(line).Result.Text); return b.ToString();",
        "var all = new List<string>(); foreach (var line in File.ReadLines(path)) { all.Add(client.GetResponseAsync(line).Result.Text); } return string.Join(\",\", all);",
        "var s = \"\"; while (other != \"\") { s += client.GetResponseAsync(other).Result.Text; } return s;",
        "var s = \"\"; foreach (var p in new[] { path, other }) { s += Many(p).Result; } return s; async Task<string> Many(string p) { var all = \"\"; while (p != \"\") { await foreach (var part in client.GetStreamingResponseAsync(p)) all += part.Text; } return all; }",
        "return new TextContent(text).ToString();",
        "return new TextContent(\"a\") { Text = text }.ToString();",
        "return new FunctionResultContent(\"id\", text).ToString();",
    ];

    private static readonly string[] Alone =
    [
        "return client.GetResponseAsync(text).Result.Text;",
        "return \"Summary: \" + client.GetResponseAsync(text).Result.Messages[0].Text;",
        "var s = \"\"; foreach (var p in new[] { path, other }) { s += client.GetResponseAsync(p).Result.Text; } return s;",
        "var s = \"\"; for (int i = 0; i < 5; i++) { s += client.GetResponseAsync(other).Result.Text; } return s;",
        "var s = \"\"; while (other != \"\") { s = client.GetResponseAsync(other).Result.Text; } return s;",
        "return Read().Result; async Task<string> Read() { var all = \"\"; await foreach (var part in client.GetStreamingResponseAsync(text)) all += part.Text; return all; }",
        "return new TextContent(other).ToString();",
        "return new TextContent(\"a\") { Text = other }.ToString();",
        "return new ChatMessage(ChatRole.User, text).AuthorName;",
        "return new TextContent(\"a\") { RawRepresentation = text }.ToString();",
    ];

    [Fact]
    public void Answers_that_a_loop_collects_are_large() => Assert.Equal("", Wrong(unbounded: true, Collected));

    [Fact]
    public void One_answer_or_a_few_are_small() => Assert.Equal("", Wrong(unbounded: false, Alone));

    [Fact]
    public void A_history_is_large_as_text_where_it_comes_from_elsewhere()
    {
        var flow = new FlowCompilation(
            """
            class Bot { public List<ChatMessage> Log { get; set; } public List<string> Notes { get; set; } }
            static string Show(List<ChatMessage> messages) => string.Join(",", messages);
            static string Given(List<ChatMessage> messages) => string.Join(",", messages);
            static string Kept(Bot bot) => string.Join(",", bot.Log);
            static string Notes(Bot bot) => string.Join(",", bot.Notes);
            static string Answer(ChatResponse response) => string.Join(",", response.Messages);
            static string Made(string text) => Show(new List<ChatMessage> { new ChatMessage(ChatRole.User, text) });
            """,
            "using Microsoft.Extensions.AI;\n",
            "Microsoft.Extensions.AI.Abstractions");
        Assert.True(flow.IsUnbounded("Given"));
        Assert.True(flow.IsUnbounded("Kept"));
        Assert.False(flow.IsUnbounded("Notes"));
        Assert.False(flow.IsUnbounded("Answer"));
        Assert.False(flow.IsUnbounded("Made"));
    }

    private static string Wrong(bool unbounded, string[] bodies) => VerdictTable.Wrong(
        unbounded,
        bodies,
        members: "static IChatClient client;\n",
        usings: "using Microsoft.Extensions.AI;\n",
        libraries: "Microsoft.Extensions.AI.Abstractions");
}
