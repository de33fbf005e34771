using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.Tests.Robustness;

/// <summary>What an IDE or a language server does with one open document.</summary>
internal sealed class Editor : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly DocumentId _document;
    private readonly AnalyzerOptions _options;

    private Editor(TestProgram program)
    {
        var project = Trial.AddProject(program);
        Assert.True(_workspace.TryApplyChanges(_workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            project.Id, VersionStamp.Default, project.Name, project.AssemblyName, project.Language,
            compilationOptions: project.CompilationOptions,
            parseOptions: project.ParseOptions,
            documents: project.Documents.Select(static document => DocumentInfo.Create(
                document.Id, document.Name, loader: TextLoader.From(TextAndVersion.Create(document.GetTextAsync().Result, VersionStamp.Default)), filePath: document.FilePath)),
            metadataReferences: project.MetadataReferences))));
        _document = project.DocumentIds[0];
        _options = Analysis.Options(program.Options, program.AdditionalFiles);
        _workspace.OpenDocument(_document);
    }

    public Document Document => _workspace.CurrentSolution.GetDocument(_document)!;

    /// <summary>Opens the first file of the program.</summary>
    public static Editor Open(TestProgram program) => new(program);

    /// <summary>The text is replaced, as by typing.</summary>
    public void Type(string text) =>
        Assert.True(_workspace.TryApplyChanges(Document.WithText(SourceText.From(text)).Project.Solution));

    /// <summary>A driver for the current text; hosts keep one while the text stays.</summary>
    public async Task<CompilationWithAnalyzers> DriverAsync() =>
        (await Document.Project.GetCompilationAsync())!.WithAnalyzers(Product.CreateAnalyzers(), new CompilationWithAnalyzersOptions(
            _options,
            static (exception, analyzer, _) => Assert.Fail($"{analyzer.GetType().Name}: {exception}"),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false));

    /// <summary>The diagnostics of the open document alone, or of a part of it; nothing waits for the end of the compilation.</summary>
    public async Task<ImmutableArray<Diagnostic>> LiveAsync(CompilationWithAnalyzers? driver = null, TextSpan? span = null, CancellationToken cancellationToken = default)
    {
        driver ??= await DriverAsync();
        var tree = (await Document.GetSyntaxTreeAsync(cancellationToken))!;
        var syntax = await driver.GetAnalyzerSyntaxDiagnosticsAsync(tree, cancellationToken);
        var semantic = await driver.GetAnalyzerSemanticDiagnosticsAsync(driver.Compilation.GetSemanticModel(tree), span, cancellationToken);
        return [.. syntax.Concat(semantic).OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    /// <summary>The light bulb on a diagnostic.</summary>
    public async Task<ImmutableArray<CodeAction>> ActionsAsync(Diagnostic diagnostic, CancellationToken cancellationToken = default)
    {
        var actions = ImmutableArray.CreateBuilder<CodeAction>();
        foreach (var provider in Product.CreateCodeFixes().Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(Document, diagnostic, (action, _) => actions.Add(action), cancellationToken));
        }

        return actions.ToImmutable();
    }

    public async Task ApplyAsync(CodeAction action)
    {
        foreach (var operation in await action.GetOperationsAsync(CancellationToken.None))
        {
            operation.Apply(_workspace, CancellationToken.None);
        }
    }

    public void Dispose() => _workspace.Dispose();
}
