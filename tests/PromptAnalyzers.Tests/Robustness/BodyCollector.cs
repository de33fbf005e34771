using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PromptAnalyzers.Tests.Robustness;

/// <summary>Notes which bodies the compiler hands to an analyzer, and reports nothing.</summary>
#pragma warning disable RS1036, RS1038, RS1041, RS2008 // Not shipped.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class BodyCollector : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new("T0003", "Body", "Body", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    /// <summary>File and position of each body.</summary>
    public ConcurrentQueue<string> Found { get; } = new();

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.RegisterOperationBlockAction(block =>
        {
            foreach (var operation in block.OperationBlocks)
            {
                Found.Enqueue($"{operation.Syntax.SyntaxTree.FilePath} {operation.Syntax.Span}");
            }
        });
    }
}
