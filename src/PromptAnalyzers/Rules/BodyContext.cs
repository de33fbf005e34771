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
    private List<IOperation>? _operations;
    private List<PromptSink>? _prompts;

    public BodyContext(OperationBlockAnalysisContext context, RuleNames names)
    {
        _context = context;
        foreach (var block in context.OperationBlocks)
        {
            foreach (var operation in block.Descendants())
            {
                // The kind is a number; asking each operation for its interfaces costs more than all else here.
                switch (operation.Kind)
                {
                    case OperationKind.Invocation:
                        var call = (IInvocationOperation)operation;
                        if (names.Concern(call))
                        {
                            Calls.Add(call);
                            Uses.Add(call);
                        }

                        if (SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingAssembly, context.Compilation.Assembly))
                        {
                            OwnCalls.Add(call);
                        }

                        break;
                    case OperationKind.ObjectCreation when names.Concern(operation):
                        Creations.Add((IObjectCreationOperation)operation);
                        Uses.Add(operation);
                        break;
                    case OperationKind.SimpleAssignment:
                        Assignments.Add((ISimpleAssignmentOperation)operation);
                        if (names.Concern(operation))
                        {
                            Uses.Add(operation);
                        }

                        break;
                    case OperationKind.PropertyReference when names.Concern(operation):
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
    public List<IOperation> Operations => _operations ??= Blocks.SelectMany(static b => b.Descendants()).ToList();

    /// <summary>The uses of members that a rule may look at: calls, creations, assignments and properties, parents first.</summary>
    public List<IOperation> Uses { get; } = new();

    /// <summary>The calls among the uses.</summary>
    public List<IInvocationOperation> Calls { get; } = new();

    /// <summary>The calls of methods of the compilation itself, whatever their names.</summary>
    public List<IInvocationOperation> OwnCalls { get; } = new();

    /// <summary>The creations among the uses.</summary>
    public List<IObjectCreationOperation> Creations { get; } = new();

    /// <summary>All assignments.</summary>
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
