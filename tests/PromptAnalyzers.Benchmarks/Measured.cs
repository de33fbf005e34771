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

    /// <summary>The median of processor time over some runs after a warm-up: it counts the same on a busy machine.</summary>
    public static double Milliseconds(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, int runs, int? expected = null)
    {
        var self = Process.GetCurrentProcess();
        var times = new List<double>();
        for (int run = -1; run < runs; run++)
        {
            GC.Collect();
            self.Refresh();
            var before = self.TotalProcessorTime;
            Check(Analyze(compilation, analyzers), expected);
            self.Refresh();
            if (run >= 0)
            {
                times.Add((self.TotalProcessorTime - before).TotalMilliseconds);
            }
        }

        times.Sort();
        return times[times.Count / 2];
    }

    public static void Check(int actual, int? expected)
    {
        if (expected is { } count && actual != count)
        {
            throw new InvalidOperationException($"{actual} diagnostics instead of {count}");
        }
    }
}
