using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.Tests.Robustness;

/// <summary>
/// The way of an IDE, for every rule: the document is open, its diagnostics alone are asked for, a light bulb is applied.
/// The programs are those of the rule's own tests, so a rule without one fails here.
/// </summary>
public sealed class EditorTests
{
    // Enough to meet a fix that is offered; the rule's own tests try the others.
    private const int MostPrograms = 12;

    /// <summary>Every id that is reported in code; settings are not code.</summary>
    public static TheoryData<string> Rules =>
        [.. PromptAnalyzers.Descriptors.All
            .Where(descriptor => descriptor.Id != PromptAnalyzers.Descriptors.InvalidConfiguration.Id)
            .Select(descriptor => descriptor.Id)
            .Distinct()];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_rule_reports_live_what_a_build_reports(string id)
    {
        foreach (var program in await ProgramsAsync(id, 3))
        {
            using var editor = Editor.Open(program);
            var live = await editor.LiveAsync();
            Assert.Contains(live, diagnostic => diagnostic.Id == id);

            string path = editor.Document.FilePath!;
            var build = await (await editor.DriverAsync()).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
            Assert.Equal(
                build.Where(diagnostic => diagnostic.Location.GetLineSpan().Path == path).Select(diagnostic => diagnostic.ToString()).Order(StringComparer.Ordinal),
                live.Select(diagnostic => diagnostic.ToString()).Order(StringComparer.Ordinal));

            // The part around the caret alone.
            var first = live.First(diagnostic => diagnostic.Id == id);
            Assert.Contains(await editor.LiveAsync(span: first.Location.SourceSpan), diagnostic => diagnostic.Id == id && diagnostic.Location == first.Location);
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_light_bulb_removes_its_diagnostic(string id)
    {
        bool mechanical = Product.CreateCodeFixes().Any(provider => provider.FixableDiagnosticIds.Contains(id) && provider.GetFixAllProvider() is not null);
        bool repaired = !mechanical;
        foreach (var program in await ProgramsAsync(id, MostPrograms))
        {
            using var editor = Editor.Open(program);
            var before = await editor.LiveAsync();
            var diagnostic = before.First(candidate => candidate.Id == id);
            var actions = await editor.ActionsAsync(diagnostic);
            if (actions.FirstOrDefault() is not { } action)
            {
                continue;
            }

            await editor.ApplyAsync(action);

            var after = await editor.LiveAsync();
            Assert.True(
                after.Count(candidate => candidate.Id == id) < before.Count(candidate => candidate.Id == id),
                $"{program.Name}: '{action.Title}' left the diagnostic:\n{await editor.Document.GetTextAsync()}");
            repaired = true;
            break;
        }

        Assert.True(repaired, "no program of the tests is repaired");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Half_typed_code_harms_neither_diagnostics_nor_light_bulbs(string id)
    {
        var program = (await ProgramsAsync(id, 1)).Single();
        using var editor = Editor.Open(program);
        string text = program.Files[0].Text;
        var root = (await editor.Document.GetSyntaxRootAsync())!;
        int[] ends = [.. root.DescendantNodes()
            .Where(node => node is StatementSyntax or ArgumentSyntax or MemberAccessExpressionSyntax or InitializerExpressionSyntax)
            .Select(node => node.Span.End)
            .Distinct()
            .Order()];

        // Some of the places where a person stops to think, each with what stands behind the caret and without.
        int step = Math.Max(1, ends.Length / 12);
        for (int i = 0; i < ends.Length; i += step)
        {
            foreach (string typed in new[] { text[..ends[i]], text[..ends[i]] + "." + text[ends[i]..], text[..ends[i]] + "(" + text[ends[i]..] })
            {
                editor.Type(typed);
                foreach (var diagnostic in await editor.LiveAsync())
                {
                    foreach (var action in await editor.ActionsAsync(diagnostic))
                    {
                        await action.GetOperationsAsync(CancellationToken.None);
                    }
                }
            }
        }

        // And when all is typed, it is as if nothing had happened.
        editor.Type(text);
        Assert.Contains(await editor.LiveAsync(), diagnostic => diagnostic.Id == id);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_cancelled_request_leaves_nothing_behind(string id)
    {
        var program = (await ProgramsAsync(id, 1)).Single();
        using var editor = Editor.Open(program);
        string[] expected = [.. (await editor.LiveAsync()).Select(diagnostic => diagnostic.ToString())];
        var driver = await editor.DriverAsync();
        for (int attempt = 0; attempt < 5; attempt++)
        {
            using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(1));
            try
            {
                await editor.LiveAsync(driver, cancellationToken: cancellation.Token);
            }
            catch (OperationCanceledException)
            {
            }
        }

        // The same driver, whose rules and engine were interrupted.
        var live = await editor.LiveAsync(driver);
        Assert.Equal(expected, live.Select(diagnostic => diagnostic.ToString()));

        var already = new CancellationToken(canceled: true);
        foreach (var diagnostic in live)
        {
            try
            {
                await editor.ActionsAsync(diagnostic, already);
            }
            catch (OperationCanceledException)
            {
            }
        }
    }

    [Fact]
    public void A_fix_has_fix_all_everywhere_or_is_a_decision()
    {
        FixAllScope[] scopes = [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];
        foreach (var provider in Product.CreateCodeFixes())
        {
            if (provider.GetFixAllProvider() is { } fixAll)
            {
                Assert.All(scopes, scope => Assert.Contains(scope, fixAll.GetSupportedFixAllScopes()));
            }
        }

        // What costs money or splits an agent is never applied to a whole solution.
        Assert.Null(new PromptAnalyzers.CodeFixes.ChunkCodeFixProvider().GetFixAllProvider());
    }

    private static async Task<IReadOnlyList<TestProgram>> ProgramsAsync(string id, int most)
    {
        // In a file of a person; those that expect the rule alone and need no setting first.
        var candidates = (await TestPrograms.AllAsync())
            .Where(program => program.ExpectedIds.Contains(id))
            .OrderBy(program => program.ExpectedIds.Length + program.Options.Length)
            .Where(program => program.Name.Contains("Tests.", StringComparison.Ordinal) && !program.Files[0].Text.Contains("<auto-generated", StringComparison.Ordinal));
        var programs = new List<TestProgram>();
        foreach (var program in candidates)
        {
            // Tests of fixes are given their diagnostics by hand; only some are code that the rule reports.
            using var editor = Editor.Open(program);
            if ((await editor.LiveAsync()).Any(diagnostic => diagnostic.Id == id))
            {
                programs.Add(program);
                if (programs.Count == most)
                {
                    break;
                }
            }
        }

        Assert.True(programs.Count > 0, $"{id} has no test whose markup expects it");
        return programs;
    }
}
