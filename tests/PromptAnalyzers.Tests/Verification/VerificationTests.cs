using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.Tests.Verification;

/// <summary>A verification that cannot fail proves nothing: each way to be wrong is tried on small analyzers and fixes.</summary>
public sealed class VerificationTests
{
    private const string Key = "T0001.Rename";

    [Fact]
    public Task A_right_span_passes() =>
        Verify.Reports("int {|T0001:bad|} = 1;", Sdk.None, settings: With(new NameAnalyzer()));

    [Fact]
    public Task A_span_one_character_too_long_fails() =>
        Fails(() => Verify.Reports("int {|T0001:bad |}= 1;", Sdk.None, settings: With(new NameAnalyzer())));

    [Fact]
    public Task A_span_one_character_too_short_fails() =>
        Fails(() => Verify.Reports("int {|T0001:ba|}d = 1;", Sdk.None, settings: With(new NameAnalyzer())));

    [Fact]
    public Task A_missing_report_fails() =>
        Fails(() => Verify.Reports("int {|T0001:good|} = 1;", Sdk.None, settings: With(new NameAnalyzer())));

    [Fact]
    public Task An_unexpected_report_fails() =>
        Fails(() => Verify.Silent("int bad = 1;", Sdk.None, settings: With(new NameAnalyzer())));

    [Fact]
    public Task Two_reports_at_one_place_fail() =>
        Fails(() => Verify.Reports("int {|T0001:bad|} = 1;", Sdk.None, settings: With(new NameAnalyzer(), new NameAnalyzer { Twice = true })));

    [Fact]
    public Task Markup_without_a_report_expectation_fails() =>
        Fails(() => Verify.Reports("int bad = 1;", Sdk.None, settings: With(new NameAnalyzer())));

    [Fact]
    public Task An_analyzer_that_throws_fails() =>
        Fails(() => Verify.Silent("int bad = 1;", Sdk.None, settings: With(new NameAnalyzer { Throws = true })));

    [Fact]
    public Task A_report_in_generated_code_fails() =>
        Fails(() => Verify.Reports("int {|T0001:bad|} = 1;", Sdk.None, settings: With(new NameAnalyzer { InGenerated = true })));

    [Fact]
    public Task An_analyzer_that_trips_over_carriage_returns_fails() =>
        Fails(() => Verify.Reports("int {|T0001:bad|} = 1;", Sdk.None, settings: With(new NameAnalyzer { OnlyLf = true })));

    [Fact]
    public Task A_snippet_that_does_not_compile_fails() =>
        Fails(() => Verify.Silent("int x = missing;", Sdk.None, settings: With(new NameAnalyzer())));

    [Fact]
    public Task Broken_code_is_accepted_on_demand() =>
        Verify.Silent("int x = missing;", Sdk.None, settings: With(new NameAnalyzer()) with { CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None });

    [Fact]
    public Task A_setting_of_the_editorconfig_reaches_the_analyzer() =>
        Verify.Reports("int {|T0001:evil|} = 1;", Sdk.None, "t0001.name = evil", With(new NameAnalyzer()));

    [Fact]
    public Task The_language_version_is_used() =>
        Fails(() => Verify.Silent("int[] x = [1];", Sdk.None, settings: With(new NameAnalyzer()) with { Language = LanguageVersion.CSharp9 }));

    [Fact]
    public Task A_snippet_of_one_sdk_does_not_see_another() =>
        Fails(() => Verify.Silent("OpenAI.Chat.ChatClient c = null!;", Sdk.ExtensionsAI, settings: With(new NameAnalyzer())));

    [Theory]
    [InlineData(Sdk.None)]
    [InlineData(Sdk.ExtensionsAI)]
    [InlineData(Sdk.SemanticKernel)]
    [InlineData(Sdk.OpenAI)]
    [InlineData(Sdk.Mcp)]
    [InlineData(Sdk.ExtensionsAI | Sdk.Mcp)]
    public Task The_prelude_compiles(Sdk sdk) =>
        Verify.Silent("await Task.Yield();", sdk, settings: With(new NameAnalyzer()));

    [Fact]
    public Task A_right_fix_passes() =>
        Verify.Fix("int {|T0001:bad|} = 1; // one", "int good = 1; // one", Sdk.None, Key, settings: With(new NameAnalyzer(), new RenameFix()));

    [Fact]
    public Task Fix_all_is_run_over_all_files() =>
        Verify.Fix(
            "int {|T0001:bad|} = 1;",
            "int good = 1;",
            Sdk.None,
            Key,
            settings: With(new NameAnalyzer(), new RenameFix()) with
            {
                MoreSources = [("/0/Other.cs", "class Other { void M() { int {|T0001:bad|} = 2; } }")],
                MoreFixedSources = [("/0/Other.cs", "class Other { void M() { int good = 2; } }")],
            });

    [Fact]
    public Task A_wrong_fix_fails() =>
        Fails(() => Verify.Fix("int {|T0001:bad|} = 1;", "int better = 1;", Sdk.None, Key, settings: With(new NameAnalyzer(), new RenameFix())));

    [Fact]
    public Task A_missing_fix_all_provider_fails() =>
        Fails(() => Verify.Fix("int {|T0001:bad|} = 1;", "int good = 1;", Sdk.None, Key, settings: With(new NameAnalyzer(), new RenameFix { HasFixAll = false })));

    [Fact]
    public Task A_decision_needs_no_fix_all_provider() =>
        Verify.Fix("int {|T0001:bad|} = 1;", "int good = 1;", Sdk.None, Key, settings: With(new NameAnalyzer(), new RenameFix { HasFixAll = false }) with { FixAll = false });

    [Fact]
    public Task A_fix_that_changes_nothing_fails() =>
        Fails(() => Verify.Fix("int {|T0001:bad|} = 1;", "int good = 1;", Sdk.None, Key, settings: With(new NameAnalyzer(), new RenameFix { To = "bad" })));

    [Fact]
    public Task An_expectation_of_no_change_fails() =>
        Fails(() => Verify.Fix("int {|T0001:bad|} = 1;", "int {|T0001:bad|} = 1;", Sdk.None, Key, settings: With(new NameAnalyzer(), new RenameFix { To = "bad" })));

    [Fact]
    public Task A_fix_that_leaves_a_compile_error_fails() =>
        Fails(() => Verify.Fix("int {|T0001:bad|} = 1;", "int 1 = 1;", Sdk.None, Key, settings: With(new NameAnalyzer(), new RenameFix { To = "1" })));

    [Fact]
    public Task A_fix_with_another_key_fails() =>
        Fails(() => Verify.Fix("int {|T0001:bad|} = 1;", "int good = 1;", Sdk.None, "T0001.Other", settings: With(new NameAnalyzer(), new RenameFix())));

    [Fact]
    public Task No_fix_passes_where_none_is_offered() =>
        Verify.NoFix("int {|T0001:bad|} = 1;", Sdk.None, settings: With(new NameAnalyzer(), new RenameFix { Refuses = true }));

    [Fact]
    public Task No_fix_fails_where_one_is_offered() =>
        Fails(() => Verify.NoFix("int {|T0001:bad|} = 1;", Sdk.None, settings: With(new NameAnalyzer(), new RenameFix())));

    [Fact]
    public Task No_fix_fails_where_one_is_offered_that_changes_nothing() =>
        Fails(() => Verify.NoFix("int {|T0001:bad|} = 1;", Sdk.None, settings: With(new NameAnalyzer(), new RenameFix { To = "bad" })));

    private static Task Fails(Func<Task> verification) => Assert.ThrowsAnyAsync<Exception>(verification);

    private static Settings With(DiagnosticAnalyzer analyzer, CodeFixProvider? fix = null) =>
        new() { Analyzers = [analyzer], CodeFixes = fix is null ? [] : [fix] };

    private static Settings With(DiagnosticAnalyzer first, DiagnosticAnalyzer second) =>
        new() { Analyzers = [first, second], CodeFixes = [] };

#pragma warning disable RS1001, RS1036, RS1038, RS2008 // never loaded by a host

    /// <summary>Reports variables named "bad".</summary>
    private sealed class NameAnalyzer : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new("T0001", "Name", "Name", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        private static readonly DiagnosticDescriptor SecondRule = new("T0001", "Name", "Second", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public bool Throws { get; init; }

        public bool InGenerated { get; init; }

        public bool OnlyLf { get; init; }

        public bool Twice { get; init; }

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Twice ? SecondRule : Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(
                InGenerated ? GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics : GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.VariableDeclarator);
        }

        private void Analyze(SyntaxNodeAnalysisContext context)
        {
            if (Throws)
            {
                throw new InvalidOperationException("on purpose");
            }

            if (OnlyLf && context.Node.SyntaxTree.ToString().Contains('\r', StringComparison.Ordinal))
            {
                return;
            }

            context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.Node.SyntaxTree).TryGetValue("t0001.name", out string? name);
            var identifier = ((VariableDeclaratorSyntax)context.Node).Identifier;
            if (identifier.ValueText == (name ?? "bad"))
            {
                context.ReportDiagnostic(Diagnostic.Create(Twice ? SecondRule : Rule, identifier.GetLocation()));
            }
        }
    }

    /// <summary>Replaces the reported name.</summary>
    private sealed class RenameFix : CodeFixProvider
    {
        public string To { get; init; } = "good";

        public bool HasFixAll { get; init; } = true;

        public bool Refuses { get; init; }

        public override ImmutableArray<string> FixableDiagnosticIds => ["T0001"];

        public override FixAllProvider? GetFixAllProvider() => HasFixAll ? WellKnownFixAllProviders.BatchFixer : null;

        public override async Task RegisterCodeFixesAsync(CodeFixContext context)
        {
            if (Refuses)
            {
                return;
            }

            SourceText text = await context.Document.GetTextAsync(context.CancellationToken);
            context.RegisterCodeFix(
                CodeAction.Create("Rename", _ => Task.FromResult(context.Document.WithText(text.Replace(context.Span, To))), Key),
                context.Diagnostics);
        }
    }
}
