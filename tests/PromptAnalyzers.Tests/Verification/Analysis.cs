using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.Tests.Verification;

/// <summary>The analyzers on a bare compilation, for what markup cannot say: properties, places, order, failures.</summary>
public static class Analysis
{
    public static CSharpCompilation Compile(ImmutableArray<MetadataReference> references, params IEnumerable<string> sources)
    {
        // Each file for itself: those that come in numbers are variants of one program.
        Recording.Offer(() => sources.Select(source => TestProgram.FromMarkup([("/0/Snippet.cs", source)], references)));
        return CSharpCompilation.Create(
            "Analysis",
            sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, path: $"/0/File{i}.cs")),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>All diagnostics of the product. An analyzer that throws fails the test.</summary>
    public static async Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation, bool concurrent = false, params (string Key, string Value)[] options)
    {
        var failures = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var analysisOptions = new CompilationWithAnalyzersOptions(
            Options(options, []),
            (exception, analyzer, _) => failures.Enqueue($"{analyzer.GetType().Name}: {exception}"),
            concurrentAnalysis: concurrent,
            logAnalyzerExecutionTime: false);
        var diagnostics = await compilation.WithAnalyzers(Product.CreateAnalyzers(), analysisOptions).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        Assert.Empty(failures);
        return diagnostics;
    }

    /// <summary>These values for every tree, and these additional files.</summary>
    public static AnalyzerOptions Options(IEnumerable<(string Key, string Value)> values, IEnumerable<(string Name, string Text)> files) =>
        new([.. files.Select(static file => new File(file.Name, file.Text))], new Provider([.. values]));

    private sealed class File(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Provider((string Key, string Value)[] values) : AnalyzerConfigOptionsProvider
    {
        private readonly Values options = new(values);

        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values([]);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => options;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Values((string Key, string Value)[] values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = values.FirstOrDefault(pair => KeyComparer.Equals(pair.Key, key)).Value;
            return value is not null;
        }
    }
}
