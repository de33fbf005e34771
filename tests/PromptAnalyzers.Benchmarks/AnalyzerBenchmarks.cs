using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptAnalyzers.Tests.Robustness;

namespace PromptAnalyzers.Benchmarks;

/// <summary>All rules on the kinds of code that matter, beside an analyzer that does nothing and three known packages.</summary>
public class AnalyzerBenchmarks
{
    private Scenario _scenario = null!;
    private ImmutableArray<DiagnosticAnalyzer> _empty, _all, _roslynator, _meziantou, _netAnalyzers;

    public static IEnumerable<string> Codes => Scenario.Names;

    [ParamsSource(nameof(Codes))]
    public string Code { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _scenario = Scenario.Create(Code);
        _empty = AnalyzerSets.Empty();
        _all = AnalyzerSets.All();
        _roslynator = AnalyzerSets.FromPackage("Roslynator");
        _meziantou = AnalyzerSets.FromPackage("Meziantou");
        _netAnalyzers = AnalyzerSets.FromPackage("NetAnalyzers");
    }

    [Benchmark(Baseline = true)]
    public void Nothing() => Measured.Check(Measured.Analyze(_scenario.Compilation, _empty), 0);

    [Benchmark]
    public void PromptAnalyzers() => Measured.Check(Measured.Analyze(_scenario.Compilation, _all), _scenario.Expected);

    [Benchmark]
    public void Roslynator() => _scenario.CheckOther(nameof(Roslynator), Measured.Analyze(_scenario.Compilation, _roslynator));

    [Benchmark]
    public void Meziantou() => _scenario.CheckOther(nameof(Meziantou), Measured.Analyze(_scenario.Compilation, _meziantou));

    [Benchmark]
    public void NetAnalyzers() => _scenario.CheckOther(nameof(NetAnalyzers), Measured.Analyze(_scenario.Compilation, _netAnalyzers));
}

/// <summary>Each rule class for itself on the code where it finds something.</summary>
public class RuleBenchmarks
{
    private Scenario _scenario = null!;
    private ImmutableArray<DiagnosticAnalyzer> _analyzers;
    private int? _expected;

    public static IEnumerable<string> Rules => AnalyzerSets.RuleNames().Prepend("(nothing)");

    [ParamsSource(nameof(Rules))]
    public string Rule { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _scenario = Scenario.Create("findings");
        _analyzers = Rule.StartsWith('(') ? AnalyzerSets.Empty() : AnalyzerSets.Only(Rule);
        _expected = Rule.StartsWith('(') ? 0 : null;
    }

    // What one rule alone reports here is counted in the first run and must stay the same.
    [Benchmark]
    public void Analyze()
    {
        int count = Measured.Analyze(_scenario.Compilation, _analyzers);
        Measured.Check(count, _expected ??= count);
    }
}

/// <summary>A compilation and what the product reports on it.</summary>
internal sealed class Scenario
{
    private readonly Dictionary<string, int> _others = new(StringComparer.Ordinal);

    private Scenario(CSharpCompilation compilation, int expected)
    {
        Compilation = compilation;
        Expected = expected;
    }

    public static readonly string[] Names = ["no SDK", "SDK, silent", "findings", "worst case", "sample ClaimsDesk"];

    public CSharpCompilation Compilation { get; }

    public int Expected { get; }

    public int Lines => Compilation.SyntaxTrees.Sum(static tree => tree.GetText().Lines.Count);

    public static Scenario Create(string name) => name switch
    {
        "no SDK" => new(GeneratedCode.WithoutSdk(20), 0),
        "SDK, silent" => new(GeneratedCode.Silent(20), 0),
        "findings" => new(GeneratedCode.Findings(20), 20 * GeneratedCode.FindingsPerFile),
        "worst case" => new(GeneratedCode.WorstCase(5), 5 * GeneratedCode.WorstCasePerFile),
        _ => Sample(name["sample ".Length..]),
    };

    /// <summary>Another package may report what it likes, but the same in every run: else it was not the same work.</summary>
    public void CheckOther(string name, int count)
    {
        if (!_others.TryAdd(name, count))
        {
            Measured.Check(count, _others[name]);
        }
    }

    private static Scenario Sample(string name)
    {
        // Some libraries of the samples do not lie here; what depends on them is missing.
        var (code, expected) = GeneratedCode.Sample(name);
        int count = Measured.Analyze(code, AnalyzerSets.All());
        return count <= expected && count >= expected - 2
            ? new(code, count)
            : throw new InvalidOperationException($"{count} diagnostics instead of {expected}");
    }
}
