using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.Tests.Fixes;

/// <summary>
/// Runs a code fix on hand-made diagnostics, so that these tests depend on the fix alone. In the source
/// <c>{|id:code|}</c> marks the place of a diagnostic and <c>{|id.0:code|}</c> its additional locations.
/// </summary>
internal sealed class FixRunner
{
    /// <summary>The framework and the SDKs that the sources name; other libraries have types of the same simple names.</summary>
    private static readonly string[] Families =
        ["System.", "netstandard", "mscorlib", "Microsoft.Extensions.", "Microsoft.SemanticKernel.", "Microsoft.CSharp", "ModelContextProtocol", "OpenAI."];

    private static readonly ImmutableArray<MetadataReference> Assemblies =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Families.Any(family => Path.GetFileName(path).StartsWith(family, StringComparison.Ordinal)))
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToImmutableArray();

    private const string GlobalUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    public required CodeFixProvider Provider { get; init; }

    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public OutputKind Output { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public bool ImplicitUsings { get; init; } = true;

    public string FileName { get; init; } = "Test0.cs";

    public Dictionary<string, string?> Properties { get; init; } = new();

    /// <summary>Which of several actions is meant; without it there must be one only.</summary>
    public string? Key { get; init; }

    /// <summary>The title of the action.</summary>
    public string? Title { get; private set; }

    /// <summary>Null when the fix is not offered.</summary>
    public async Task<string?> FixOneAsync(string marked)
    {
        var (document, diagnostics) = Prepare(marked);
        var actions = new List<CodeAction>();
        await Provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostics[0], (action, _) => actions.Add(action), default));
        var wanted = actions.Where(action => Key is null || action.EquivalenceKey == Key).ToList();
        if (wanted.Count == 0)
        {
            return null;
        }

        var action = Assert.Single(wanted);
        Title = action.Title;
        var operations = await action.GetOperationsAsync(default);
        return await CheckAsync(document, operations);
    }

    /// <summary>Fixes all marked places at once; null when nothing changes.</summary>
    public async Task<string?> FixAllAsync(string marked, string? key, FixAllScope scope = FixAllScope.Document)
    {
        var (document, diagnostics) = Prepare(marked);
        var context = new FixAllContext(
            document, Provider, scope, key!, diagnostics.Select(diagnostic => diagnostic.Id).Distinct(), new Given(diagnostics), default);
        var action = await Provider.GetFixAllProvider()!.GetFixAsync(context);
        return action is null ? null : await CheckAsync(document, await action.GetOperationsAsync(default));
    }

    private async Task<string?> CheckAsync(Document before, ImmutableArray<CodeActionOperation> operations)
    {
        var solution = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        Assert.Equal(before.Project.DocumentIds, solution.GetProject(before.Project.Id)!.DocumentIds);
        var after = solution.GetDocument(before.Id)!;
        string text = (await after.GetTextAsync()).ToString();
        if (text == (await before.GetTextAsync()).ToString())
        {
            return null;
        }

        var tree = (await after.GetSyntaxTreeAsync())!;
        Assert.True(tree.GetRoot().IsEquivalentTo(CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options).GetRoot()));
        Assert.True(
            (await after.Project.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToList() is { Count: 0 },
            string.Join("\n", (await after.Project.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)) + "\n" + text);
        return text;
    }

    private (Document Document, List<Diagnostic> Diagnostics) Prepare(string marked)
    {
        Recording.Offer(() =>
        [
            TestProgram.FromMarkup(
                [("/0/" + FileName, (ImplicitUsings && Language >= LanguageVersion.CSharp10 ? GlobalUsings + "\n" : "") + marked)],
                References.For(Sdk.ExtensionsAI | Sdk.SemanticKernel | Sdk.OpenAI | Sdk.Mcp)) with { Language = Language, Output = Output },
        ]);
        var spans = new List<(string Name, TextSpan Span)>();
        string source = marked;
        while (Regex.Match(source, @"\{\|(?<name>[\w.]+):(?<code>(?:(?!\{\|).)*?)\|\}", RegexOptions.Singleline) is { Success: true } match)
        {
            string code = match.Groups["code"].Value;
            int open = match.Groups["code"].Index - match.Index;
            spans = spans.Select(item => (item.Name, TextSpan.FromBounds(Moved(item.Span.Start), Moved(item.Span.End)))).ToList();
            spans.Add((match.Groups["name"].Value, new TextSpan(match.Index, code.Length)));
            source = source.Remove(match.Index, match.Length).Insert(match.Index, code);

            int Moved(int position) =>
                position <= match.Index ? position
                : position <= match.Index + match.Length - 2 ? position - open
                : position - open - 2;
        }

        var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Test",
            "Test",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(Output, nullableContextOptions: Nullable)
                .WithSpecificDiagnosticOptions(new Dictionary<string, ReportDiagnostic> { ["CS1701"] = ReportDiagnostic.Suppress, ["CS1702"] = ReportDiagnostic.Suppress, ["CS1591"] = ReportDiagnostic.Suppress }),
            parseOptions: new CSharpParseOptions(Language, DocumentationMode.Diagnose),
            metadataReferences: Assemblies));
        if (ImplicitUsings)
        {
            project = project.AddDocument("GlobalUsings.cs", GlobalUsings).Project;
        }

        var document = project.AddDocument(FileName, SourceText.From(source), filePath: "/0/" + FileName);
        var tree = document.GetSyntaxTreeAsync().Result!;
        Assert.True(
            document.Project.GetCompilationAsync().Result!.GetDiagnostics().All(diagnostic => diagnostic.Severity < DiagnosticSeverity.Error),
            string.Join("\n", document.Project.GetCompilationAsync().Result!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        var diagnostics = spans.Where(item => !item.Name.Contains('.', StringComparison.Ordinal))
            .OrderBy(item => item.Span.Start)
            .Select(item => Diagnostic.Create(
                DescriptorFor(item.Name),
                Location.Create(tree, item.Span),
                spans.Where(other => other.Name.StartsWith(item.Name + ".", StringComparison.Ordinal))
                    .OrderBy(other => other.Name, StringComparer.Ordinal)
                    .Select(other => Location.Create(tree, other.Span)),
                Properties.ToImmutableDictionary()))
            .ToList();
        return (document, diagnostics);
    }

    // A name is the last digits of the rule with a letter for the instance: "3001", "2001b".
    private static DiagnosticDescriptor DescriptorFor(string name) =>
        new("PA" + name[..4], "t", "m", "c", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    private sealed class Given(List<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics.Where(item => item.Location.SourceTree!.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(Array.Empty<Diagnostic>());
    }
}
