using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptAnalyzers.Tests.Robustness;

namespace PromptAnalyzers.Benchmarks;

/// <summary>Quick tables in processor time, with the ratios that docs/benchmarks.md states. Each exits with an error when its bar is missed.</summary>
internal static class Tables
{
    private const int Runs = 7;

    /// <summary>Cost above doing nothing, ours and that of known packages, on the same code in one run.</summary>
    public static int Compare()
    {
        var sets = new (string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers)[]
        {
            ("PromptAnalyzers", AnalyzerSets.All()),
            ("Roslynator", AnalyzerSets.FromPackage("Roslynator")),
            ("Meziantou", AnalyzerSets.FromPackage("Meziantou")),
            ("NetAnalyzers", AnalyzerSets.FromPackage("NetAnalyzers")),
        };
        Console.WriteLine("analyzers: " + string.Join(", ", sets.Select(static set => $"{set.Name} {set.Analyzers.Length}")));
        Console.WriteLine("| code | lines | nothing | " + string.Join(" | ", sets.Select(static set => set.Name)) + " | Roslynator above nothing : ours |");
        Console.WriteLine("|---|---|---|" + string.Concat(sets.Select(static _ => "---|")) + "---|");
        bool missed = false;
        foreach (string name in Scenario.Names)
        {
            var scenario = Scenario.Create(name);
            double[] all = Measured.Milliseconds(
                scenario.Compilation,
                Runs,
                [(AnalyzerSets.Empty(), 0), .. sets.Select((set, i) => (set.Analyzers, i == 0 ? scenario.Expected : (int?)null))]);
            double nothing = all[0];
            double[] cost = all[1..];

            // Where nothing is registered no code is bound, and the product costs less than an analyzer that does nothing.
            double ours = Math.Max(cost[0] - nothing, 1);
            double ratio = (cost[1] - nothing) / ours;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {scenario.Lines} | {nothing:F0} ms | {string.Join(" | ", cost.Select(static ms => ms.ToString("F0", CultureInfo.InvariantCulture) + " ms"))} | {(cost[0] < nothing ? "over " : "")}{ratio:F0} |"));

            // The others are full of mistakes on purpose, or too small to measure more than the start.
            missed |= ratio < 5 && (name is "no SDK" or "SDK, silent");
        }

        return missed ? 1 : 0;
    }

    /// <summary>Each rule alone, above doing nothing.</summary>
    public static int Rules()
    {
        var scenario = Scenario.Create("findings");
        string[] names = [.. AnalyzerSets.RuleNames()];
        int[] counts = [.. names.Select(name => Measured.Analyze(scenario.Compilation, AnalyzerSets.Only(name)))];
        double[] all = Measured.Milliseconds(
            scenario.Compilation,
            Runs,
            [(AnalyzerSets.Empty(), 0), (AnalyzerSets.WalkOnly(), 0), .. names.Select((name, i) => (AnalyzerSets.Only(name), (int?)counts[i]))]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| rule | above the walk that all share ({all[1]:F0} ms, {scenario.Lines} lines) | diagnostics |\n|---|---|---|"));
        for (int i = 0; i < names.Length; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {names[i]} | +{Math.Max(0, all[i + 2] - all[1]):F0} ms | {counts[i]} |"));
        }

        return 0;
    }

    /// <summary>Ten times the code, ten times the cost; and the same for the depth of calls.</summary>
    public static int Scaling()
    {
        // Code that is not compiled yet would make the small sizes look dear.
        for (int round = 0; round < 5; round++)
        {
            Above(GeneratedCode.Findings(10), null);
        }

        bool linear = true;
        Console.WriteLine("| code | 1x (ms) | 10x (ms) | 100x (ms) | 100x : 10x |\n|---|---|---|---|---|");
        linear &= Line("SDK, silent", size => GeneratedCode.Silent(size), _ => 0);
        linear &= Line("findings", size => GeneratedCode.Findings(size), size => size * GeneratedCode.FindingsPerFile);
        linear &= Line("worst case, a tenth", size => GeneratedCode.WorstCase(Math.Max(1, size / 10)), size => Math.Max(1, size / 10) * GeneratedCode.WorstCasePerFile);
        Console.WriteLine();
        Console.WriteLine("| call depth, 50 files | cost above nothing (ms) | per method (us) |\n|---|---|---|");
        foreach (int depth in (int[])[0, 2, 4, 8, 16])
        {
            var code = GeneratedCode.CallDepth(50, depth);
            double cost = Above(code, null);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {depth} | {cost:F0} | {cost * 1000 / (50 * (depth + 2)):F1} |"));
        }

        return linear ? 0 : 1;

        static bool Line(string name, Func<int, CSharpCompilation> make, Func<int, int> expected)
        {
            double[] costs = [.. new[] { 1, 10, 100 }.Select(size => Above(make(size), expected(size)))];
            double factor = costs[2] / Math.Max(costs[1], 1);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {costs[0]:F1} | {costs[1]:F0} | {costs[2]:F0} | {factor:F1} |"));
            return factor < 20;
        }

        static double Above(CSharpCompilation code, int? expected)
        {
            double[] all = Measured.Milliseconds(code, 5, (AnalyzerSets.Empty(), 0), (AnalyzerSets.All(), expected));
            return Math.Max(0, all[1] - all[0]);
        }
    }
}
