using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Formatting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.Tests.Fixes.Shapes;

/// <summary>
/// Reports a shape in a layout with the real analyzers, applies the fix, and checks what every fix promises: it compiles
/// without a new warning, the diagnostic is gone and none has come, a second application finds nothing, comments and
/// directives are kept, the tree is the parsed one, and what was written is formatted.
/// </summary>
internal sealed class ShapeRunner(string ruleId, Sdk sdk, CodeFixProvider provider, string key)
{
    /// <summary>Instead of those of the SDK for the newest framework.</summary>
    public ImmutableArray<MetadataReference>? Targets { get; init; }

    /// <summary>Checks the shape in all layouts; the failures of all of them in one message.</summary>
    public async Task CheckAsync(Shape shape)
    {
        var failures = new List<string>();
        foreach (var layout in Layout.For(shape))
        {
            try
            {
                await CheckAsync(shape, layout);
            }
            catch (Exception exception) when (exception is Xunit.Sdk.XunitException or InvalidOperationException or ArgumentException)
            {
                failures.Add($"--- {layout.Name}: {exception.Message}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    /// <summary>The shape with all its diagnostics of the rule fixed.</summary>
    public async Task<Compilation> FixedAsync(Shape shape, Layout layout)
    {
        var document = Open(shape, layout, shape.ToSource(sdk, layout));
        for (int i = 0; i < 5; i++)
        {
            if ((await ReportAsync(document)).FirstOrDefault(item => item.Id == ruleId) is not { } diagnostic
                || await ActionAsync(document, diagnostic) is not { } action)
            {
                break;
            }

            var operations = await action.GetOperationsAsync(default);
            document = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        }

        return (await document.Project.GetCompilationAsync())!;
    }

    /// <summary>Checks the shape in one layout.</summary>
    public async Task CheckAsync(Shape shape, Layout layout)
    {
        var document = Open(shape, layout, shape.ToSource(sdk, layout));
        var before = await ReportAsync(document);
        var diagnostic = before.FirstOrDefault(item => item.Id == ruleId);
        Assert.True(diagnostic is not null, "Not reported:\n" + await TextAsync(document));
        if (layout.Comments || layout.Directives)
        {
            string decorated = layout.Comments
                ? Decorate(await TextAsync(document), (await document.GetSyntaxRootAsync())!, diagnostic!)
                : Enclose(await TextAsync(document), (await document.GetSyntaxRootAsync())!, diagnostic!);
            document = Open(shape, layout, decorated);
            before = await ReportAsync(document);
            diagnostic = before.FirstOrDefault(item => item.Id == ruleId);
            Assert.True(diagnostic is not null, "Not reported:\n" + decorated);
        }

        var action = await ActionAsync(document, diagnostic!);
        string old = await TextAsync(document);
        if (shape.IsRefused || (shape.IsRefusedInDirectives && layout.Directives) || (shape.IsTypes && action is null && layout.Language < LanguageVersion.CSharp11))
        {
            Assert.True(action is null, "Offered:\n" + old);
            return;
        }

        Assert.True(action is not null, "Not offered:\n" + old);
        var operations = await action!.GetOperationsAsync(default);
        var solution = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        Assert.Equal(document.Project.DocumentIds, solution.GetProject(document.Project.Id)!.DocumentIds);
        var after = solution.GetDocument(document.Id)!;
        string text = await TextAsync(after);
        Assert.True(text != old, "Nothing changed:\n" + old);
        if (shape.Expected is { } expected)
        {
            expected = layout.Language >= LanguageVersion.CSharp11 ? expected : expected.Replace("PromptText.", "", StringComparison.Ordinal).Replace("PromptHistory.Trim(", "TrimHistory(", StringComparison.Ordinal);
            Assert.True(Flat(text).Contains(expected, StringComparison.Ordinal), $"Not found: {expected}\n{text}");
        }

        await CompilesAsync(document, after);
        var left = await ReportAsync(after);
        Assert.True(left.Count == before.Count - 1, "Still or newly reported: " + string.Join("; ", left) + "\n" + text);

        var again = await FixAllAsync(after, left);
        Assert.True(again is null || left.Any(item => item.Id == ruleId), "The second application changes:\n" + again + "\nfrom:\n" + text);

        var root = (await after.GetSyntaxRootAsync())!;
        Assert.True(
            root.IsEquivalentTo(CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)root.SyntaxTree.Options).GetRoot()),
            "The tree is not the parsed one:\n" + text);
        Kept((await document.GetSyntaxRootAsync())!, root, text);
        await IsFormattedAsync(document, after, text);
        Assert.Equal(layout.Crlf, text.Contains('\r', StringComparison.Ordinal));
        Assert.True(!layout.Crlf || !text.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n', StringComparison.Ordinal), "Mixed line ends");
        Assert.Equal(layout.NoLastLineEnd, !text.EndsWith('\n'));
        Assert.True(layout.Indent != "\t" || !Regex.IsMatch(text, "(?m)^ +[^ *]"), "Blanks among tabs:\n" + text);
    }

    private Document Open(Shape shape, Layout layout, string source)
    {
        var workspace = new AdhocWorkspace();
        // Options of the workspace would be those of all tests that run.
        var solution = workspace.CurrentSolution.WithOptions(workspace.Options
            .WithChangedOption(FormattingOptions.UseTabs, LanguageNames.CSharp, layout.Indent == "\t")
            .WithChangedOption(FormattingOptions.IndentationSize, LanguageNames.CSharp, layout.Indent == "  " ? 2 : 4)
            .WithChangedOption(FormattingOptions.TabSize, LanguageNames.CSharp, 4)
            .WithChangedOption(FormattingOptions.NewLine, LanguageNames.CSharp, layout.Crlf ? "\r\n" : "\n")
            .WithChangedOption(CSharpFormattingOptions.NewLinesForBracesInTypes, !layout.BracesOnTheLine)
            .WithChangedOption(CSharpFormattingOptions.NewLinesForBracesInMethods, !layout.BracesOnTheLine)
            .WithChangedOption(CSharpFormattingOptions.NewLinesForBracesInLambdaExpressionBody, !layout.BracesOnTheLine)
            .WithChangedOption(CSharpFormattingOptions.NewLinesForBracesInControlBlocks, !layout.BracesOnTheLine));
        var id = ProjectId.CreateNewId();
        solution = solution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            "Shape",
            "Shape",
            LanguageNames.CSharp,
            compilationOptions: layout.ToOptions(shape.IsTopLevel),
            parseOptions: new CSharpParseOptions(layout.Language, DocumentationMode.Diagnose),
            metadataReferences: Targets ?? References.For(sdk)));
        return solution.GetProject(id)!.AddDocument("Shape.cs", SourceText.From(source), filePath: "/0/Shape.cs");
    }

    private static async Task<List<Diagnostic>> ReportAsync(Document document)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        var errors = compilation.GetDiagnostics().Where(item => item.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, string.Join("\n", errors) + "\n" + await TextAsync(document));
        var found = await compilation
            .WithAnalyzers(Product.CreateAnalyzers(), new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return [.. found.OrderBy(item => item.Location.SourceSpan.Start)];
    }

    private async Task<CodeAction?> ActionAsync(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), default));
        return actions.SingleOrDefault(action => action.EquivalenceKey == key);
    }

    private async Task<string?> FixAllAsync(Document document, List<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics.Where(item => item.Id == ruleId))
        {
            if (await ActionAsync(document, diagnostic) is { } action)
            {
                var operations = await action.GetOperationsAsync(default);
                return await TextAsync(operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!);
            }
        }

        return null;
    }

    // A fix must not add a warning either: many build with warnings as errors.
    private static async Task CompilesAsync(Document before, Document after)
    {
        var known = (await before.Project.GetCompilationAsync())!.GetDiagnostics().Select(item => item.Id).ToHashSet();
        var added = (await after.Project.GetCompilationAsync())!.GetDiagnostics()
            .Where(item => item.Severity == DiagnosticSeverity.Error || (item.Severity == DiagnosticSeverity.Warning && !known.Contains(item.Id)))
            .ToList();
        Assert.True(added.Count == 0, string.Join("\n", added) + "\n" + await TextAsync(after));
    }

    private static void Kept(SyntaxNode before, SyntaxNode after, string text)
    {
        var left = new Queue<string>(Trivia(before));
        foreach (string item in Trivia(after))
        {
            if (left.TryPeek(out string? next) && next == item)
            {
                left.Dequeue();
            }
        }

        Assert.True(left.Count == 0, $"Lost or moved: {left.FirstOrDefault()}\n{text}");

        static IEnumerable<string> Trivia(SyntaxNode root) => root.DescendantTrivia(descendIntoTrivia: true)
            .Where(trivia => trivia.IsDirective || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            .Select(trivia => trivia.ToString().Trim());
    }

    private static async Task IsFormattedAsync(Document before, Document after, string text)
    {
        // Only what was formatted before can be asked to be so afterwards.
        string old = await TextAsync(before);
        if (await TextAsync(await Formatter.FormatAsync(before)) != old)
        {
            return;
        }

        string formatted = await TextAsync(await Formatter.FormatAsync(after));
        Assert.True(formatted == text, $"Formatted it is:\n{formatted}\ninstead of:\n{text}");
    }

    private static string Decorate(string source, SyntaxNode root, Diagnostic diagnostic)
    {
        var span = Place(diagnostic).SourceSpan;
        var changes = new List<TextChange> { new(new TextSpan(span.Start, 0), "/*before*/ "), new(new TextSpan(span.End, 0), " /*behind*/") };
        if (Lines(source, root, span) is { } lines)
        {
            string indentation = Regex.Match(source[lines.Start..], @"^[ \t]*").Value;
            string end = source.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
            changes.Add(new TextChange(new TextSpan(lines.Start, 0), indentation + "// above" + end));
            changes.Add(new TextChange(new TextSpan(lines.End, 0), " // on the line" + end + indentation + "// below"));
        }

        return SourceText.From(source).WithChanges(changes.OrderBy(change => change.Span.Start)).ToString();
    }

    private static string Enclose(string source, SyntaxNode root, Diagnostic diagnostic)
    {
        if (Lines(source, root, Place(diagnostic).SourceSpan) is not { } lines)
        {
            return source;
        }

        string end = source.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        return SourceText.From(source)
            .WithChanges(new TextChange(new TextSpan(lines.Start, 0), "#if !NEVER" + end), new TextChange(new TextSpan(lines.End, 0), end + "#endif"))
            .ToString();
    }

    // PA2001 is fixed where the history is sent.
    private static Location Place(Diagnostic diagnostic) =>
        diagnostic.Id == "PA2001" ? diagnostic.AdditionalLocations[1] : diagnostic.Location;

    /// <summary>The whole lines of the statement or member around a place, when it stands on lines of its own.</summary>
    private static TextSpan? Lines(string source, SyntaxNode root, TextSpan span)
    {
        var text = SourceText.From(source);
        foreach (var node in root.FindNode(span).AncestorsAndSelf())
        {
            if ((node is StatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax } && node is not BlockSyntax)
                || node is MemberDeclarationSyntax and not GlobalStatementSyntax and not BaseTypeDeclarationSyntax and not BaseNamespaceDeclarationSyntax)
            {
                var first = text.Lines.GetLineFromPosition(node.SpanStart);
                var last = text.Lines.GetLineFromPosition(node.Span.End);
                bool isDeclaration = node is LocalDeclarationStatementSyntax;
                if (!isDeclaration
                    && string.IsNullOrWhiteSpace(source[first.Start..node.SpanStart])
                    && string.IsNullOrWhiteSpace(source[node.Span.End..last.End]))
                {
                    return TextSpan.FromBounds(first.Start, last.End);
                }

                return null;
            }
        }

        return null;
    }

    private static string Flat(string text) => Regex.Replace(Regex.Replace(text, @"/\*before\*/ | /\*behind\*/", ""), @"\s+", " ");

    private static async Task<string> TextAsync(Document document) => (await document.GetTextAsync()).ToString();
}
