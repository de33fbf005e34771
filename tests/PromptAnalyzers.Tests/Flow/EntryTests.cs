namespace PromptAnalyzers.Tests.Flow;

/// <summary>The operand by which content enters a text: it is what a rule reports, and where a fix cuts.</summary>
public class EntryTests
{
    private static readonly (string Body, string Entry)[] Entries =
    [
        ("return text;", "no operand"),
        ("return text.Trim();", "no operand"),
        ("return $\"a {text} b\";", "text"),
        ("return $\"a {text.Trim()} b\";", "text.Trim()"),
        ("return $\"{text}{text.Trim()}\";", "text and text.Trim()"),
        ("return \"a\" + text;", "text"),
        ("return text + other + path;", "text"),
        ("return other + 1 + text;", "text"),
        ("return other + (\"a\" + text);", "text"),
        ("return string.Concat(other, text);", "text"),
        ("return string.Format(\"{0}\", text);", "text"),
        ("return string.Format(\"{0} {1} {2} {3}\", other, other, other, text);", "text"),
        ("return string.Join(\",\", File.ReadAllLines(path));", "no operand"),
        ("return string.Join(\",\", new[] { other, text });", "text"),
        ("return string.Join(\",\", new List<string> { other, text });", "text"),
        ("return string.Join(\",\", (string[])[other, text]);", "text"),
        ("return string.Join(\",\", (string[])[other, .. File.ReadAllLines(path)]);", "no operand"),
        ("var b = new StringBuilder(); b.Append(text); return b.ToString();", "text"),
        ("var b = new StringBuilder(); b.Append(other).AppendLine(text.Trim()); return b.ToString();", "text.Trim()"),
        ("return new StringBuilder().Append(other).Append(text).ToString();", "text"),
        ("var list = new List<string>(); list.Add(text); return string.Join(\",\", list);", "text"),
        ("var d = new Dictionary<string, string>(); d[\"a\"] = text; return d[\"a\"];", "text"),
        ("var s = \"\"; s += text; return s;", "text"),
        ("var s = \"\"; s = s + text; return s;", "text"),
        ("var s = \"\"; foreach (var line in File.ReadLines(path)) s += line + \"\\n\"; return s;", "no operand"),
        ("return Same($\"a {text}\");", "text"),
        ("return Quote(text);", "no operand"),
        ("var b = new StringBuilder(); b.Append($\"a {text.Trim()}\"); return b.ToString();", "text.Trim()"),
        ("return System.Text.Json.JsonSerializer.Serialize(new { Title = other, Body = text.Trim() });", "text.Trim()"),
        ("return System.Text.Json.JsonSerializer.Serialize(new { Lines = File.ReadAllLines(path) });", "no operand"),
    ];

    [Fact]
    public void Content_enters_by_the_operand_that_the_user_wrote() => Assert.Equal("", VerdictTable.WrongEntries(Entries));

    [Fact]
    public void Content_enters_a_message_by_the_argument_that_makes_it() => Assert.Equal("", VerdictTable.WrongEntries(
        [
            ("return new TextContent(text).ToString();", "text"),
            ("return new TextContent(\"a\") { Text = text }.ToString();", "text"),
            ("return new TextContent($\"a {text}\").ToString();", "text"),
            ("return new FunctionResultContent(\"id\", text).ToString();", "no operand"),
        ],
        "",
        "using Microsoft.Extensions.AI;\n",
        "Microsoft.Extensions.AI.Abstractions"));
}
