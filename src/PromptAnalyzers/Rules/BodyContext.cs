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
    private List<PromptSink>? _prompts;

    public BodyContext(OperationBlockAnalysisContext context)
    {
        _context = context;
        foreach (var block in context.OperationBlocks)
        {
            foreach (var operation in block.Descendants())
            {
                Operations.Add(operation);

                // The kind is a number; asking each operation for its interfaces costs more than all else here.
                switch (operation.Kind)
                {
                    case OperationKind.Invocation:
                        Calls.Add((IInvocationOperation)operation);
                        Uses.Add(operation);
                        break;
                    case OperationKind.ObjectCreation:
                        Creations.Add((IObjectCreationOperation)operation);
                        Uses.Add(operation);
                        break;
                    case OperationKind.SimpleAssignment:
                        Assignments.Add((ISimpleAssignmentOperation)operation);
                        Uses.Add(operation);
                        break;
                    case OperationKind.PropertyReference:
                        Uses.Add(operation);
                        break;
                    case OperationKind.LocalFunction:
                        LocalFunctions.Add((ILocalFunctionOperation)operation);
                        break;
                }
            }
        }
    }

    /// <summary>The member whose body it is.</summary>
    public ISymbol Owner => _context.OwningSymbol;

    public ImmutableArray<IOperation> Blocks => _context.OperationBlocks;

    /// <summary>Every operation below the blocks, those of nested functions included, parents first.</summary>
    public List<IOperation> Operations { get; } = new();

    /// <summary>The operations that use a member: calls, creations, assignments and properties, parents first.</summary>
    public List<IOperation> Uses { get; } = new();

    public List<IInvocationOperation> Calls { get; } = new();

    public List<IObjectCreationOperation> Creations { get; } = new();

    public List<ISimpleAssignmentOperation> Assignments { get; } = new();

    public List<ILocalFunctionOperation> LocalFunctions { get; } = new();

    /// <summary>The values that become part of a prompt, in the order of the operations; found once for all rules.</summary>
    public List<PromptSink> Prompts(FlowEngine engine)
    {
        if (_prompts is null)
        {
            _prompts = new List<PromptSink>();
            foreach (var operation in Uses)
            {
                _prompts.AddRange(PromptSinks.Of(operation, engine));
            }
        }

        return _prompts;
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
