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

    private static string Wrong(bool unbounded, string[] bodies) => VerdictTable.Wrong(
        unbounded,
        bodies,
        members: "static IChatClient client;\n",
        usings: "using Microsoft.Extensions.AI;\n",
        libraries: "Microsoft.Extensions.AI.Abstractions");
}
