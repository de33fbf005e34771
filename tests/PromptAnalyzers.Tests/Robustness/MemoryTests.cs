using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PromptAnalyzers.Tests.Robustness;

/// <summary>An IDE keeps the analyzers for days and throws a compilation away with every key.</summary>
public sealed class MemoryTests
{
    [Fact]
    public async Task Nothing_of_a_compilation_survives_its_analysis()
    {
        var analyzers = Product.CreateAnalyzers();
        var fixes = Product.CreateCodeFixes();
        var dead = await AnalyzeAndForgetAsync(analyzers);
        for (int attempt = 0; attempt < 10 && dead.Any(reference => reference.IsAlive); attempt++)
        {
            // A finished task of the runtime may still hold the last compilation for a moment.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
            GC.WaitForPendingFinalizers();
            await Task.Delay(50);
        }

        Assert.DoesNotContain(dead, static reference => reference.IsAlive);
        GC.KeepAlive(analyzers);
        GC.KeepAlive(fixes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference>> AnalyzeAndForgetAsync(ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var dead = new List<WeakReference>();
        for (int i = 0; i < 3; i++)
        {
            await Task.Run(async () =>
            {
                var compilation = GeneratedCode.Findings(2);
                var diagnostics = await compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
                Assert.NotEmpty(diagnostics);
                lock (dead)
                {
                    dead.Add(new WeakReference(compilation));
                    dead.Add(new WeakReference(compilation.GetTypeByMetadataName("Mistakes0")));
                    dead.Add(new WeakReference(compilation.SyntaxTrees[0].GetRoot()));
                }
            });
        }

        return dead;
    }
}
