using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.Tests.Robustness;

/// <summary>A fuzzer that sees nothing finds nothing: each fault is committed once.</summary>
public sealed class TrialTests
{
    private static readonly TestProgram Program = new()
    {
        Name = "",
        Files = [("/0/A.cs", "class A { int x; }"), ("/0/B.cs", "class B { }")],
        References = References.For(Sdk.None),
    };

    [Fact]
    public async Task A_harmless_analyzer_has_no_fault()
    {
        var result = await Trial.RunAsync(Program, static () => [new TypeAnalyzer(static (_, report) => report())], static () => [new TextFix("int", "long")]);
        Assert.Empty(result.Faults);
        Assert.Equal(2, result.Diagnostics);
        Assert.Equal(1, result.AppliedFixes);
    }

    [Fact]
    public Task An_analyzer_that_throws_is_noticed() =>
        Finds(FaultKind.AnalyzerException, static () => [new TypeAnalyzer(static (_, _) => throw new InvalidOperationException())]);

    [Fact]
    public Task Runs_that_differ_are_noticed()
    {
        int runs = 0;
        return Finds(FaultKind.Unequal, () => ++runs == 1 ? [new TypeAnalyzer(static (_, report) => report())] : [new TypeAnalyzer(static (_, _) => { })]);
    }

    [Fact]
    public async Task Bodies_that_the_compiler_leaves_out_in_one_run_are_no_difference_of_ours()
    {
        var program = Program with
        {
            Files = [("/0/A.cs", """
                using Microsoft.Extensions.AI;

                class A
                {
                    void First() { $"{string}" = 1; }
                    void Second(IChatClient client) => client.GetResponseAsync(System.IO.File.ReadAllText("a"));
                }
                """)],
            References = References.For(Verification.Sdk.ExtensionsAI),
        };
        var result = await Trial.RunAsync(program);
        Assert.Equal(1, result.Diagnostics);
        Assert.Empty(result.Faults);
    }

    [Fact]
    public Task An_analyzer_that_takes_too_long_is_noticed() =>
        Finds(FaultKind.TooSlow, static () => [new TypeAnalyzer(static (_, _) => Thread.Sleep(60))]);

    [Fact]
    public Task A_fix_that_throws_is_noticed() =>
        Finds(FaultKind.FixException, static () => [new TypeAnalyzer(static (_, report) => report())], new TextFix("int", null));

    [Fact]
    public Task A_fix_that_breaks_the_code_is_noticed() =>
        Finds(FaultKind.BrokenFix, static () => [new TypeAnalyzer(static (_, report) => report())], new TextFix("int", "Missing"));

    private static async Task Finds(FaultKind kind, Func<ImmutableArray<DiagnosticAnalyzer>> analyzers, params ImmutableArray<CodeFixProvider> fixes)
    {
        var result = await Trial.RunAsync(Program, analyzers, () => fixes, kind == FaultKind.TooSlow ? TimeSpan.FromMilliseconds(50) : null);
        Assert.Contains(result.Faults, fault => fault.Kind == kind);
    }

#pragma warning disable RS1001, RS1008, RS1019, RS1036, RS1038, RS2008 // never loaded by a host

    /// <summary>Does to every type what it is told.</summary>
    private sealed class TypeAnalyzer(Action<ISymbol, Action> act) : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new("T0002", "Type", "Type", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSymbolAction(
                symbol => act(symbol.Symbol, () => symbol.ReportDiagnostic(Diagnostic.Create(Rule, symbol.Symbol.Locations[0]))),
                SymbolKind.NamedType);
        }
    }

    /// <summary>Replaces a text in the document, where it is there; without a replacement it throws.</summary>
    private sealed class TextFix(string from, string? to) : CodeFixProvider
    {
        public override ImmutableArray<string> FixableDiagnosticIds => ["T0002"];

        public override FixAllProvider? GetFixAllProvider() => null;

        public override async Task RegisterCodeFixesAsync(CodeFixContext context)
        {
            string text = (await context.Document.GetTextAsync(context.CancellationToken)).ToString();
            if (text.Contains(from, StringComparison.Ordinal))
            {
                string changed = text.Replace(from, to ?? throw new InvalidOperationException(), StringComparison.Ordinal);
                context.RegisterCodeFix(CodeAction.Create("Replace", _ => Task.FromResult(context.Document.WithText(SourceText.From(changed))), "T0002"), context.Diagnostics);
            }
        }
    }
}
