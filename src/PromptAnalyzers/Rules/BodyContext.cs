using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Rules.Prompts;

namespace PromptAnalyzers.Rules;

/// <summary>One body under analysis, walked once for all rules.</summary>
internal sealed class BodyContext
{
    private readonly OperationBlockAnalysisContext _context;
    private IReadOnlyList<PromptSink>? _prompts;

    public BodyContext(OperationBlockAnalysisContext context)
    {
        _context = context;
        var operations = new List<IOperation>();
        var calls = new List<IInvocationOperation>();
        var creations = new List<IObjectCreationOperation>();
        var assignments = new List<ISimpleAssignmentOperation>();
        foreach (var block in context.OperationBlocks)
        {
            foreach (var operation in block.Descendants())
            {
                operations.Add(operation);
                switch (operation)
                {
                    case IInvocationOperation call:
                        calls.Add(call);
                        break;
                    case IObjectCreationOperation creation:
                        creations.Add(creation);
                        break;
                    case ISimpleAssignmentOperation assignment:
                        assignments.Add(assignment);
                        break;
                }
            }
        }

        Operations = operations;
        Calls = calls;
        Creations = creations;
        Assignments = assignments;
    }

    /// <summary>The member whose body it is.</summary>
    public ISymbol Owner => _context.OwningSymbol;

    public ImmutableArray<IOperation> Blocks => _context.OperationBlocks;

    /// <summary>Every operation below the blocks, those of nested functions included, parents first.</summary>
    public IReadOnlyList<IOperation> Operations { get; }

    public IReadOnlyList<IInvocationOperation> Calls { get; }

    public IReadOnlyList<IObjectCreationOperation> Creations { get; }

    public IReadOnlyList<ISimpleAssignmentOperation> Assignments { get; }

    /// <summary>The values that become part of a prompt, in the order of the operations; found once for all rules.</summary>
    public IReadOnlyList<PromptSink> Prompts(FlowEngine engine) =>
        _prompts ??= FindPrompts(engine);

    private IReadOnlyList<PromptSink> FindPrompts(FlowEngine engine)
    {
        List<PromptSink>? found = null;
        foreach (var operation in Operations)
        {
            foreach (var sink in PromptSinks.Of(operation, engine))
            {
                (found ??= new List<PromptSink>()).Add(sink);
            }
        }

        return found ?? (IReadOnlyList<PromptSink>)Array.Empty<PromptSink>();
    }

    public CancellationToken CancellationToken => _context.CancellationToken;

    /// <summary>Reports, in generated code only where the line maps to a Razor file.</summary>
    public void Report(Diagnostic diagnostic)
    {
        if (_context.IsGeneratedCode)
        {
            string path = diagnostic.Location.GetMappedLineSpan().Path;
            if (!path.EndsWith(".razor", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".cshtml", StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }

        _context.ReportDiagnostic(diagnostic);
    }
}
