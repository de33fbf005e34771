using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Tests.Flow;

/// <summary>A small compilation on the base library alone, and the engine's answer for what its methods return.</summary>
internal sealed class FlowCompilation
{
    private static readonly IReadOnlyList<MetadataReference> Platform =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal) && Path.GetFileName(p) != "System.Linq.Async.dll")
            .Select(p => (MetadataReference)MetadataReference.CreateFromFile(p))
            .ToList();

    private readonly CSharpCompilation _compilation;
    private readonly SemanticModel _model;

    /// <param name="members">Members of a static class.</param>
    /// <param name="usings">More usings.</param>
    /// <param name="libraries">Assemblies beside the test assembly that the members use.</param>
    public FlowCompilation(string members, string usings = "", params string[] libraries)
    {
        string source = "using System; using System.IO; using System.Linq; using System.Text; using System.Collections.Generic;\n"
            + usings + "static partial class C {\n" + members + "\n}";
        // As a tool method, so that a rule asks the engine about it.
        Recording.Offer(() => [TestProgram.FromMarkup(
            [("/0/Flow.cs", source.Replace("static string M(", "[Microsoft.SemanticKernel.KernelFunction] public static string M(", StringComparison.Ordinal))],
            References.For(Verification.Sdk.SemanticKernel))]);
        _compilation = CSharpCompilation.Create(
            "Flow",
            [CSharpSyntaxTree.ParseText(source)],
            [.. Platform, .. libraries.Select(l => MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, l + ".dll")))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var errors = _compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, string.Join("\n", errors));
        _model = _compilation.GetSemanticModel(_compilation.SyntaxTrees[0]);
        Engine = new FlowEngine(
            _compilation, unboundedFrom: new(200_000), new ApiFacts(_compilation.Assembly, ImmutableDictionary<FactKind, FactTable>.Empty));
    }

    public FlowEngine Engine { get; private set; }

    /// <summary>Forgets all answers given so far.</summary>
    public void Restart() => Engine = new FlowEngine(_compilation, unboundedFrom: new(200_000), Engine.Facts);

    /// <summary>True when the text that the method returns is unbounded.</summary>
    public bool IsUnbounded(string method) => ReturnOf(method).AsText().Text.Any(o => !o.OnlyOneLine);

    public FlowValue ReturnOf(string method, CancellationToken cancellationToken = default)
    {
        var tree = _compilation.SyntaxTrees[0];
        var declaration = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().First(m => m.Identifier.ValueText == method);
        var body = _model.GetOperation(declaration)!;
        return OperationFacts.DescendantsInBody(body).OfType<IReturnOperation>()
            .Aggregate(FlowValue.None, (sum, r) => sum.Union(Engine.Evaluate(r.ReturnedValue!, cancellationToken)));
    }

    public static bool Unbounded(string body) => new FlowCompilation("static string M(string path, string other, int n) {\n" + body + "\n}").IsUnbounded("M");
}
