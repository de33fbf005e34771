using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PromptAnalyzers.Tests.Robustness;

/// <summary>The same code gets the same diagnostics, however the host runs the analyzers.</summary>
public sealed class DeterminismTests
{
    private static readonly Lazy<CSharpCompilation> Code = new(Make);

    private static readonly Lazy<Task<string[]>> Expected = new(static () => RunAsync(Code.Value, concurrent: false));

    [Fact]
    public async Task The_order_of_files_does_not_matter()
    {
        var random = new Random(7);
        for (int run = 0; run < 5; run++)
        {
            var trees = Code.Value.SyntaxTrees.ToArray();
            random.Shuffle(trees);
            Assert.Equal(await Expected.Value, await RunAsync(Code.Value.RemoveAllSyntaxTrees().AddSyntaxTrees(trees), concurrent: false));
        }
    }

    [Fact]
    public async Task Concurrency_does_not_matter()
    {
        for (int run = 0; run < 10; run++)
        {
            Assert.Equal(await Expected.Value, await RunAsync(Code.Value.Clone(), concurrent: true));
        }
    }

    [Fact]
    public async Task Analyses_at_the_same_time_do_not_disturb_each_other()
    {
        string[][] runs = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => RunAsync(Code.Value.Clone(), concurrent: true))));
        Assert.All(runs, async run => Assert.Equal(await Expected.Value, run));
    }

    [Theory]
    [InlineData(OptimizationLevel.Debug, true)]
    [InlineData(OptimizationLevel.Release, false)]
    [InlineData(OptimizationLevel.Release, true)]
    public async Task Debug_and_release_and_overflow_checks_do_not_matter(OptimizationLevel level, bool checkOverflow) =>
        Assert.Equal(
            await Expected.Value,
            await RunAsync(Code.Value.WithOptions(Code.Value.Options.WithOptimizationLevel(level).WithOverflowChecks(checkOverflow)), concurrent: true));

    private static CSharpCompilation Make()
    {
        // Helpers that call each other from file to file, so that who is asked first could matter.
        var cycle = Enumerable.Range(0, 6).Select(static i => $$"""
            using System.IO;
            using System.Threading.Tasks;
            using Microsoft.Extensions.AI;

            public static class Step{{i}}
            {
                public static string Next(string path, int n) => n > {{i}} ? Step{{(i + 1) % 6}}.Next(path, n - 1) : {{(i == 3 ? "File.ReadAllText(path)" : "Step" + ((i + 5) % 6) + ".Next(path, n + 1)")}};

                public static Task AskAsync(IChatClient client, string path) => client.GetResponseAsync("Explain " + Next(path, {{i}}));
            }
            """);
        var findings = GeneratedCode.Findings(4);
        return findings.AddSyntaxTrees(cycle.Select(static (text, i) => CSharpSyntaxTree.ParseText(text, path: $"/0/Step{i}.cs")));
    }

    private static async Task<string[]> RunAsync(CSharpCompilation compilation, bool concurrent)
    {
        var diagnostics = await Analysis.RunAsync(compilation, concurrent);
        Assert.True(diagnostics.Length >= (4 * GeneratedCode.FindingsPerFile) + 6, $"only {diagnostics.Length}");
        return [.. diagnostics
            .Select(static diagnostic => diagnostic + " " + string.Join(' ', diagnostic.AdditionalLocations.Select(static location => location.GetLineSpan())))
            .Order(StringComparer.Ordinal)];
    }
}
