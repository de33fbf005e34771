using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CodeFixes;
using PromptAnalyzers.CodeFixes;
using PromptAnalyzers.Tests.Fixes.Shapes;

namespace PromptAnalyzers.Tests.Documentation;

/// <summary>
/// The diffs on the pages of rules with a fix are what the fix makes of a piece of code.
/// <c>PROMPTANALYZERS_UPDATE_DOCS=$PWD/docs</c> writes them anew.
/// </summary>
public sealed class FixDiffTests
{
    private const string Begin = "<!-- diffs: made by FixDiffTests -->\n";
    private const string End = "<!-- /diffs -->\n";
    private const int Context = 2;
    private const int LongRun = 6;

    /// <summary>Pages whose diffs come from the samples, by the end-to-end test.</summary>
    private static readonly string[] OfSamples = ["PA2001", "PA3001", "PA3002", "PA4001"];

    public static TheoryData<string> Ids => [.. FixDiffExamples.All.Select(example => example.Id).Distinct()];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_diffs_are_what_the_fix_makes(string id)
    {
        var made = new StringBuilder(Begin);
        foreach (var example in FixDiffExamples.All.Where(example => example.Id == id))
        {
            made.Append(example.Title).Append(":\n\n```diff\n").Append(await DiffAsync(example)).Append("```\n\n");
        }

        made.Append(End);
        string file = Path.Combine(AppContext.BaseDirectory, "docs", "rules", id + ".md");
        string text = (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n");
        string wanted = With(text, made.ToString());
        if (Environment.GetEnvironmentVariable("PROMPTANALYZERS_UPDATE_DOCS") is { Length: > 0 } docs)
        {
            await File.WriteAllTextAsync(Path.Combine(docs, "rules", id + ".md"), wanted);
            return;
        }

        Assert.True(text == wanted, $"{id}.md is stale; run this test with PROMPTANALYZERS_UPDATE_DOCS=$PWD/docs and commit it.\n{made}");
    }

    [Fact]
    public void Every_rule_with_a_fix_shows_two_diffs()
    {
        var fixable = typeof(PlannedCodeFixProvider).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
            .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds)
            .Distinct();

        Assert.All(fixable, id => Assert.True(Regex.Count(RulePage.Read(id)["Fixes"], "(?m)^```diff$") >= 2, id));
        Assert.Empty(OfSamples.Intersect(FixDiffExamples.All.Select(example => example.Id)));
    }

    private static string With(string page, string diffs)
    {
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        if (begin >= 0)
        {
            return page[..begin] + diffs + page[(page.IndexOf(End, StringComparison.Ordinal) + End.Length)..];
        }

        int next = page.IndexOf("## When to suppress", StringComparison.Ordinal);
        return page[..next] + diffs + "\n" + page[next..];
    }

    private static async Task<string> DiffAsync(FixDiffExample example)
    {
        var layout = Layout.All[0];
        var runner = new ShapeRunner(example.Id, example.Sdk, example.Provider, example.Key) { Targets = example.Targets };
        var after = await runner.FixedAsync(example.Shape, layout);
        string before = example.Shape.ToSource(example.Sdk, layout);
        string text = (await after.SyntaxTrees.Single().GetTextAsync()).ToString();
        Assert.NotEqual(before, text);

        // A helper begins at the margin; it has a page of its own.
        var helper = Regex.Match(text, @"(?m)^(file |/// )");
        text = helper.Success ? text[..helper.Index] : text;
        return Diff(before.TrimEnd('\n').Split('\n'), text.TrimEnd('\n').Split('\n'));
    }

    /// <summary>As git would show it, with the middle of long runs left out.</summary>
    private static string Diff(string[] before, string[] after)
    {
        var lines = Compare(before, after);
        var result = new StringBuilder();
        int last = -1;
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines.Skip(Math.Max(0, i - Context)).Take((2 * Context) + 1 + Math.Min(0, i - Context)).All(line => line[0] == ' '))
            {
                continue;
            }

            if (last >= 0 && i > last + 1)
            {
                result.Append("@@\n");
            }

            int run = lines.Skip(i).TakeWhile(line => line[0] == lines[i][0]).Count();
            if (lines[i][0] != ' ' && run > 2 * LongRun)
            {
                int left = run - LongRun;
                result.AppendJoin('\n', lines.Skip(i).Take(LongRun - 1)).Append(string.Create(CultureInfo.InvariantCulture, $"\n{lines[i][0]}... {left} more such lines ...\n{lines[i + run - 1]}\n"));
                i += run - 1;
                last = i;
                continue;
            }

            last = i;
            result.Append(lines[i].TrimEnd()).Append('\n');
        }

        return result.ToString();
    }

    private static List<string> Compare(string[] before, string[] after)
    {
        int[,] common = new int[before.Length + 1, after.Length + 1];
        for (int i = before.Length - 1; i >= 0; i--)
        {
            for (int j = after.Length - 1; j >= 0; j--)
            {
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<string>();
        for (int i = 0, j = 0; i < before.Length || j < after.Length;)
        {
            if (i < before.Length && j < after.Length && before[i] == after[j])
            {
                lines.Add(" " + before[i]);
                i++;
                j++;
            }
            else if (i < before.Length && (j == after.Length || common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add("-" + before[i++]);
            }
            else
            {
                lines.Add("+" + after[j++]);
            }
        }

        return lines;
    }
}
