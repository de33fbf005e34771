using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptAnalyzers.Tests.Robustness;

namespace PromptAnalyzers.Benchmarks;

/// <summary>Quick tables in processor time, with the ratios that docs/benchmarks.md states. Each exits with an error when its bar is missed.</summary>
internal static class Tables
{
    private const int Runs = 5;

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
        Console.WriteLine("| code | lines | nothing (ms) | " + string.Join(" | ", sets.Select(static set => set.Name + " (ms)")) + " | ours per 100k lines (s) | Roslynator : ours |");
        Console.WriteLine("|---|---|---|" + string.Concat(sets.Select(static _ => "---|")) + "---|---|");
        bool missed = false;
        foreach (string name in Scenario.Names)
        {
            var scenario = Scenario.Create(name);
            double nothing = Measured.Milliseconds(scenario.Compilation, AnalyzerSets.Empty(), Runs, 0);
            double[] above = [.. sets.Select((set, i) => Measured.Milliseconds(scenario.Compilation, set.Analyzers, Runs, i == 0 ? scenario.Expected : null) - nothing)];
            double ratio = above[1] / Math.Max(above[0], 1);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {scenario.Lines} | {nothing:F0} | {string.Join(" | ", above.Select(static ms => "+" + Math.Max(ms, 0).ToString("F0", CultureInfo.InvariantCulture)))} | {Math.Max(above[0], 0) / 1000 / scenario.Lines * 100_000:F2} | {ratio:F0} |"));
            missed |= name is "SDK, silent" && ratio < 5;
        }

        return missed ? 1 : 0;
    }

    /// <summary>Each rule alone, above doing nothing.</summary>
    public static int Rules()
    {
        var scenario = Scenario.Create("findings");
        double nothing = Measured.Milliseconds(scenario.Compilation, AnalyzerSets.Empty(), Runs, 0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| rule class | above nothing ({nothing:F0} ms), {scenario.Lines} lines | diagnostics |\n|---|---|---|"));
        foreach (string rule in AnalyzerSets.RuleNames())
        {
            var only = AnalyzerSets.Only(rule);
            int count = Measured.Analyze(scenario.Compilation, only);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {rule} | +{Math.Max(0, Measured.Milliseconds(scenario.Compilation, only, Runs, count) - nothing):F0} ms | {count} |"));
        }

        return 0;
    }

    /// <summary>Ten times the code, ten times the cost; and the same for the depth of calls.</summary>
    public static int Scaling()
    {
        bool linear = true;
        Console.WriteLine("| code | 1x (ms) | 10x (ms) | 100x (ms) | 100x : 10x |\n|---|---|---|---|---|");
        linear &= Line("SDK, silent", size => GeneratedCode.Silent(2 * size), _ => 0);
        linear &= Line("findings", size => GeneratedCode.Findings(2 * size), size => 2 * size * GeneratedCode.FindingsPerFile);
        linear &= Line("worst case", GeneratedCode.WorstCase, size => size * GeneratedCode.WorstCasePerFile);
        Console.WriteLine();
        Console.WriteLine("| call depth, 200 files | cost above nothing (ms) | per method (us) |\n|---|---|---|");
        foreach (int depth in (int[])[0, 2, 4, 8, 16])
        {
            var code = GeneratedCode.CallDepth(200, depth);
            double cost = Above(code, null);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {depth} | {cost:F0} | {cost * 1000 / (200 * (depth + 2)):F1} |"));
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
            double cost = Measured.Milliseconds(code, AnalyzerSets.All(), 3, expected) - Measured.Milliseconds(code, AnalyzerSets.Empty(), 3, 0);
            return Math.Max(0, cost);
        }
    }
}
