using System.Globalization;
using System.Security;
using System.Text;
using PromptAnalyzers.Tests.Robustness;

namespace PromptAnalyzers.Tests.Documentation;

/// <summary>
/// docs/picture.svg shows what a user sees: real diagnostics on real code, and what the light bulb makes of it.
/// <c>PROMPTANALYZERS_UPDATE_DOCS=$PWD/docs</c> draws it anew.
/// </summary>
public sealed class PictureTests
{
    private const string Update = "PROMPTANALYZERS_UPDATE_DOCS";
    private const int LineHeight = 20;
    private const double CharacterWidth = 7.83; // of a 13 px monospaced font
    private const int Margin = 16;

    private const string Source = """
        using Microsoft.Extensions.AI;
        using System.Collections.Generic;
        using System.IO;
        using System.Threading.Tasks;

        public sealed class PolicyDesk(IChatClient client)
        {
            private readonly List<ChatMessage> history = [];

            public async Task<string> AskAsync(string question)
            {
                history.Add(new ChatMessage(ChatRole.User, question));
                var answer = await client.GetResponseAsync(history);
                history.AddRange(answer.Messages);
                return answer.Text;
            }

            public async Task<string> SummarizeAsync(string path)
            {
                string policy = await File.ReadAllTextAsync(path);
                var answer = await client.GetResponseAsync($"Summarize this policy: {policy}");
                return answer.Text;
            }
        }
        """;

    [Fact]
    public async Task The_picture_shows_the_diagnostics_and_fixes_of_today()
    {
        string made = await DrawAsync();
        if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "picture.svg"), made);
            return;
        }

        string drawn = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "docs", "picture.svg"));
        Assert.True(drawn.ReplaceLineEndings("\n") == made, $"docs/picture.svg is stale; run this test with {Update}=$PWD/docs and commit it.");
    }

    private static async Task<string> DrawAsync()
    {
        string source = Source.ReplaceLineEndings("\n");
        using var editor = Editor.Open(TestProgram.FromMarkup([("/0/PolicyDesk.cs", source)], References.For(Sdk.ExtensionsAI)));
        var diagnostics = await editor.LiveAsync();
        Assert.Equal(["PA2001", "PA3001"], diagnostics.Select(d => d.Id).Order(StringComparer.Ordinal));

        var lines = new List<(string Text, string Style)>();
        var marks = new List<(int Line, int Column, int Length)>();
        string[] code = source.Split('\n');
        for (int i = 5; i < code.Length; i++)
        {
            foreach (var diagnostic in diagnostics.Where(d => d.Location.GetLineSpan().StartLinePosition.Line == i))
            {
                marks.Add((lines.Count, diagnostic.Location.GetLineSpan().StartLinePosition.Character, diagnostic.Location.SourceSpan.Length));
            }

            lines.Add((code[i], "code"));
        }

        lines.Add(("", "code"));
        foreach (var diagnostic in diagnostics)
        {
            int line = diagnostic.Location.GetLineSpan().StartLinePosition.Line - 4;
            lines.Add(($"warning {diagnostic.Id} (line {line}): {diagnostic.GetMessage(CultureInfo.InvariantCulture)}", "warning"));
        }

        lines.Add(("", "code"));
        foreach (string id in diagnostics.Select(d => d.Id).ToList())
        {
            var current = (await editor.LiveAsync()).Single(d => d.Id == id);
            string before = (await editor.Document.GetTextAsync()).ToString();
            var action = (await editor.ActionsAsync(current))[0];
            await editor.ApplyAsync(action);
            lines.Add(("\u00bb " + action.Title, "title"));
            lines.AddRange(Changes(before, (await editor.Document.GetTextAsync()).ToString()));
        }

        Assert.Empty(await editor.LiveAsync());
        return Svg(lines, marks);
    }

    /// <summary>Removed and added lines; the helper at the end of the file is left out of the picture.</summary>
    private static IEnumerable<(string Text, string Style)> Changes(string before, string after)
    {
        var old = before.Split('\n').ToList();
        var now = after.Split('\n').TakeWhile(line => !line.StartsWith("file static class", StringComparison.Ordinal)).ToList();
        foreach (string line in old.Except(now).Where(line => line.Trim().Length > 0))
        {
            yield return ("- " + line.TrimStart(), "removed");
        }

        foreach (string line in now.Except(old).Where(line => line.Trim().Length > 0))
        {
            yield return ("+ " + line.TrimStart(), "added");
        }
    }

    private static string Svg(List<(string Text, string Style)> lines, List<(int Line, int Column, int Length)> marks)
    {
        int width = (int)(lines.Max(line => line.Text.Length) * CharacterWidth) + (2 * Margin);
        int height = (lines.Count * LineHeight) + (2 * Margin);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n");
        svg.Append("<title>Two warnings in an editor, and the two fixes</title>\n<style>text { font: 13px Consolas, 'DejaVu Sans Mono', monospace; white-space: pre } ");
        svg.Append(".code { fill: #1f2328 } .warning { fill: #9a6700 } .title { fill: #0969da } .removed { fill: #cf222e } .added { fill: #1a7f37 }</style>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"#f6f8fa\"/>\n");
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].Text.Length > 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin}\" y=\"{Margin + (i * LineHeight) + 14}\" class=\"{lines[i].Style}\">{SecurityElement.Escape(lines[i].Text)}</text>\n");
            }
        }

        foreach (var (line, column, length) in marks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Margin + (column * CharacterWidth):F1} {Margin + (line * LineHeight) + 18}");
            for (int step = 0; step < length * CharacterWidth / 4; step++)
            {
                svg.Append(step % 2 == 0 ? "l4 -3" : "l4 3");
            }

            svg.Append("\" fill=\"none\" stroke=\"#bf8700\" stroke-width=\"1.2\"/>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }
}
