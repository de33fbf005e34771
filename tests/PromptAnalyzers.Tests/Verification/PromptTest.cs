using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace PromptAnalyzers.Tests.Verification;

/// <summary>One run of the testing library with several analyzers and fixes at once.</summary>
internal sealed class PromptTest : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, EmptyCodeFixProvider, DefaultVerifier>
{
    // Without a package name nothing is downloaded; the references themselves come from References.
    private static readonly ReferenceAssemblies Framework = new("net10.0");

    private readonly Settings settings;

    public PromptTest(Settings settings, Sdk sdk, string? editorConfig)
    {
        this.settings = settings;
        ReferenceAssemblies = Framework;
        CompilerDiagnostics = settings.CompilerDiagnostics;
        TestState.OutputKind = settings.OutputKind;
        TestState.AdditionalReferences.AddRange(settings.References ?? References.For(sdk));
        TestState.AdditionalReferences.AddRange(settings.MoreReferences);
        TestState.AdditionalFiles.AddRange(settings.AdditionalFiles.Select(file => (file.Name, Microsoft.CodeAnalysis.Text.SourceText.From(file.Text))));
        TestState.ExpectedDiagnostics.AddRange(settings.Expected);
        if (editorConfig is not null)
        {
            bool isGlobal = editorConfig.StartsWith("is_global", StringComparison.Ordinal);
            TestState.AnalyzerConfigFiles.Add(isGlobal ? ("/.globalconfig", editorConfig.ReplaceLineEndings("\n") + "\n") : ("/.editorconfig", "root = true\n\n[*.cs]\n" + editorConfig.ReplaceLineEndings("\n") + "\n"));
        }

        TestState.Sources.Add(("/0/Snippet.cs", ""));
    }

    public static string Crlf(string text) => text.ReplaceLineEndings("\r\n");

    public void SetSources(SolutionState state, string main, IEnumerable<(string Name, string Text)> more, bool crlf)
    {
        state.Sources.Clear();
        foreach (var (name, text) in more.Prepend(("/0/Snippet.cs", main)))
        {
            string source = text.ReplaceLineEndings("\n");
            state.Sources.Add((name, crlf ? Crlf(source) : source));
        }
    }

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() =>
        settings.Analyzers ?? Product.CreateAnalyzers();

    protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() =>
        settings.CodeFixes ?? Product.CreateCodeFixes();

    protected override ParseOptions CreateParseOptions() =>
        new CSharpParseOptions(settings.Language, DocumentationMode.Parse);

    protected override CompilationOptions CreateCompilationOptions() =>
        new CSharpCompilationOptions(settings.OutputKind, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true);
}
