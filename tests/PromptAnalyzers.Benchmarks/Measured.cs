using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptAnalyzers.Tests.Verification;

namespace PromptAnalyzers.Benchmarks;

/// <summary>One sequential analysis of one compilation. Trees and references are shared; symbols and bodies are bound anew.</summary>
internal static class Measured
{
    /// <summary>The number of diagnostics. An analyzer that throws stops the benchmark: it would seem to be fast.</summary>
    public static int Analyze(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var options = new CompilationWithAnalyzersOptions(
            Analysis.Options([], []),
            static (exception, analyzer, _) => throw new InvalidOperationException($"{analyzer.GetType().Name}: {exception}"),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        var diagnostics = compilation.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult();
        return diagnostics.FirstOrDefault(static diagnostic => diagnostic.Id == "AD0001") is { } failure
            ? throw new InvalidOperationException(failure.ToString())
            : diagnostics.Length;
    }

    /// <summary>
    /// The median of processor time, which counts the same on a busy machine, for each set. The sets take turns, after
    /// two rounds of warm-up, so that neither the order nor what else the machine does favours one.
    /// </summary>
    public static double[] Milliseconds(CSharpCompilation compilation, int rounds, params (ImmutableArray<DiagnosticAnalyzer> Analyzers, int? Expected)[] sets)
    {
        const int WarmUp = 2;
        var self = Process.GetCurrentProcess();
        var times = sets.Select(static _ => new List<double>()).ToArray();
        for (int round = 0; round < WarmUp + rounds; round++)
        {
            for (int i = 0; i < sets.Length; i++)
            {
                GC.Collect();
                self.Refresh();
                var before = self.TotalProcessorTime;
                Check(Analyze(compilation, sets[i].Analyzers), sets[i].Expected);
                self.Refresh();
                if (round >= WarmUp)
                {
                    times[i].Add((self.TotalProcessorTime - before).TotalMilliseconds);
                }
            }
        }

        return [.. times.Select(static runs => runs.Order().ElementAt(runs.Count / 2))];
    }

    public static void Check(int actual, int? expected)
    {
        if (expected is { } count && actual != count)
        {
            throw new InvalidOperationException($"{actual} diagnostics instead of {count}");
        }
    }
}
