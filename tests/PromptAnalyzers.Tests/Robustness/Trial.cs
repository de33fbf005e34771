using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.Tests.Robustness;

/// <summary>
/// Runs the analyzers twice and all fixes once over a program that may be anything, and tells what must not happen.
/// </summary>
internal static class Trial
{
    // Of wall time on a machine that may be very busy: only a hang takes so long. The long run counts processor time.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    // Enough to see what a fix does; some programs have a hundred.
    private const int MostFixes = 6;

    private static readonly AdhocWorkspace Workspace = new();

    public static async Task<TrialResult> RunAsync(
        TestProgram program,
        Func<ImmutableArray<DiagnosticAnalyzer>>? createAnalyzers = null,
        Func<ImmutableArray<CodeFixProvider>>? createFixes = null,
        TimeSpan? timeLimit = null)
    {
        createAnalyzers ??= Product.CreateAnalyzers;
        var fixes = (createFixes ?? Product.CreateCodeFixes)();
        var faults = new ConcurrentQueue<Fault>();
        int reported = 0, applied = 0;
        using var limit = new CancellationTokenSource(timeLimit ?? TimeLimit);
        var watch = Stopwatch.StartNew();
        try
        {
            var project = AddProject(program);
            var compilation = (await project.GetCompilationAsync(limit.Token))!;
            watch.Restart();
            var diagnostics = await AnalyzeAsync(compilation, program, createAnalyzers(), concurrent: true, faults, limit.Token);
            reported = diagnostics.Length;

            var other = Reversed(program);
            string[] first = [.. diagnostics.Select(Describe).Order(StringComparer.Ordinal)];
            string[] second = [.. (await AnalyzeAsync(other, program, createAnalyzers(), concurrent: false, faults, limit.Token)).Select(Describe).Order(StringComparer.Ordinal)];
            if (!first.SequenceEqual(second)
                && (await BodiesAsync(compilation, concurrent: true, limit.Token)).SetEquals(await BodiesAsync(other, concurrent: false, limit.Token)))
            {
                faults.Enqueue(new(FaultKind.Unequal, $"{string.Join(" | ", first)}  <>  {string.Join(" | ", second)}"));
            }

            applied = await FixAsync(project, compilation, diagnostics, fixes, faults, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            faults.Enqueue(new(FaultKind.TooSlow, $"cancelled after {watch.Elapsed.TotalSeconds:F1} s"));
        }

        if (watch.Elapsed > (timeLimit ?? TimeLimit) && faults.IsEmpty)
        {
            faults.Enqueue(new(FaultKind.TooSlow, $"{watch.Elapsed.TotalSeconds:F1} s"));
        }

        return new([.. faults], reported, applied);
    }

    /// <summary>A project of its own in a solution that nobody else sees.</summary>
    public static Project AddProject(TestProgram program)
    {
        var id = ProjectId.CreateNewId();
        var documents = program.Files.Select((file, i) => DocumentInfo.Create(
            DocumentId.CreateNewId(id),
            "File" + i.ToString(CultureInfo.InvariantCulture) + ".cs",
            sourceCodeKind: program.Kind,
            loader: TextLoader.From(TextAndVersion.Create(SourceText.From(file.Text), VersionStamp.Default)),
            filePath: file.Path));
        return Workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(
                id, VersionStamp.Default, "Trial", "Trial", LanguageNames.CSharp,
                compilationOptions: program.CompilationOptions,
                parseOptions: program.ParseOptions,
                documents: documents,
                metadataReferences: program.References))
            .GetProject(id)!;
    }

    private static CSharpCompilation Reversed(TestProgram program)
    {
        var trees = program.Files.Reverse().Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text), program.ParseOptions, file.Path)).ToList();
        return CSharpCompilation.Create("Trial", trees, program.References, program.CompilationOptions.WithOptimizationLevel(OptimizationLevel.Release));
    }

    private static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(
        Compilation compilation,
        TestProgram program,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        bool concurrent,
        ConcurrentQueue<Fault> faults,
        CancellationToken cancellationToken)
    {
        var options = new CompilationWithAnalyzersOptions(
            Analysis.Options(program.Options, program.AdditionalFiles),
            (exception, analyzer, _) => faults.Enqueue(new(FaultKind.AnalyzerException, $"{analyzer.GetType().Name}: {exception}")),
            concurrentAnalysis: concurrent,
            logAnalyzerExecutionTime: false);
        return compilation.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync(cancellationToken);
    }

    private static string Describe(Diagnostic diagnostic) => string.Join(
        ' ',
        [
            diagnostic.ToString(),
            .. diagnostic.AdditionalLocations.Select(location => location.GetLineSpan().ToString()),
            .. diagnostic.Properties.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"),
        ]);

    /// <summary>
    /// The bodies that the compiler hands to an analyzer. It throws on some code that does not compile, and then, depending
    /// on the order, leaves out the rest of the file: a difference that is not ours.
    /// </summary>
    private static async Task<HashSet<string>> BodiesAsync(Compilation compilation, bool concurrent, CancellationToken cancellationToken)
    {
        var bodies = new BodyCollector();
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrent, logAnalyzerExecutionTime: false);
        await compilation.WithAnalyzers([bodies], options).GetAnalyzerDiagnosticsAsync(cancellationToken);
        return [.. bodies.Found];
    }

    /// <summary>The number of actions that were applied.</summary>
    private static async Task<int> FixAsync(
        Project project,
        Compilation compilation,
        ImmutableArray<Diagnostic> diagnostics,
        ImmutableArray<CodeFixProvider> fixes,
        ConcurrentQueue<Fault> faults,
        CancellationToken cancellationToken)
    {
        int applied = 0;
        bool hadErrors = diagnostics.IsEmpty || HasErrors(compilation, cancellationToken);
        foreach (var diagnostic in diagnostics.Where(diagnostic => diagnostic.Location.IsInSource).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).Take(MostFixes))
        {
            var document = project.Solution.GetDocument(diagnostic.Location.SourceTree)!;
            foreach (var provider in fixes.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                await GuardAsync(provider.GetType().Name, async () =>
                {
                    var actions = new List<CodeAction>();
                    await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellationToken));
                    foreach (var action in actions)
                    {
                        await CheckAsync(provider.GetType().Name, document, action, hadErrors, faults, cancellationToken);
                        applied++;
                    }
                });
            }
        }

        foreach (var group in diagnostics.Where(diagnostic => diagnostic.Location.IsInSource).GroupBy(diagnostic => diagnostic.Location.SourceTree!))
        {
            var document = project.Solution.GetDocument(group.Key)!;
            foreach (var provider in fixes)
            {
                var fixable = group.Where(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id)).ToList();
                if (fixable.Count > 0 && provider.GetFixAllProvider() is { } fixAll)
                {
                    await GuardAsync(provider.GetType().Name + " FixAll", async () =>
                    {
                        // No key, as dotnet format sends it when the first diagnostic has no fix.
                        var context = new FixAllContext(
                            document, provider, FixAllScope.Document, null!, fixable.Select(diagnostic => diagnostic.Id).Distinct(), new Given(fixable), cancellationToken);
                        if (await fixAll.GetFixAsync(context) is { } action)
                        {
                            await CheckAsync(provider.GetType().Name + " FixAll", document, action, hadErrors, faults, cancellationToken);
                            applied++;
                        }
                    });
                }
            }
        }

        return applied;

        async Task GuardAsync(string what, Func<Task> step)
        {
            try
            {
                await step();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                faults.Enqueue(new(FaultKind.FixException, $"{what}: {exception}"));
            }
        }
    }

    private static async Task CheckAsync(
        string what, Document before, CodeAction action, bool hadErrors, ConcurrentQueue<Fault> faults, CancellationToken cancellationToken)
    {
        var operations = await action.GetOperationsAsync(cancellationToken);
        var solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        var after = solution.GetDocument(before.Id)!;
        string text = (await after.GetTextAsync(cancellationToken)).ToString();
        var root = (await after.GetSyntaxRootAsync(cancellationToken))!;
        if (!root.IsEquivalentTo(await CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)root.SyntaxTree.Options, cancellationToken: cancellationToken).GetRootAsync(cancellationToken)))
        {
            faults.Enqueue(new(FaultKind.BrokenFix, $"{what}: the tree is not that of the text:\n{text}"));
        }

        if (!hadErrors && after.Project.GetCompilationAsync(cancellationToken) is { } next && Errors((await next)!, cancellationToken) is { Count: > 0 } errors)
        {
            faults.Enqueue(new(FaultKind.BrokenFix, $"{what}: {string.Join("; ", errors.Take(3))}\n{text}"));
        }
    }

    private static bool HasErrors(Compilation compilation, CancellationToken cancellationToken) => Errors(compilation, cancellationToken).Count > 0;

    private static List<Diagnostic> Errors(Compilation compilation, CancellationToken cancellationToken) =>
        [.. compilation.GetDiagnostics(cancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    private sealed class Given(List<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
