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

    // Most bodies have none of them.
    private List<(IOperation Use, Concerns Concerns)>? _uses;
    private List<IInvocationOperation>? _ownCalls;
    private List<ISimpleAssignmentOperation>? _assignments;
    private List<ILocalFunctionOperation>? _localFunctions;
    private List<IOperation>? _operations;
    private List<PromptSink>? _prompts;
    private List<(IInvocationOperation Call, IMethodSymbol Callee)>? _wrappers;
    private Concerns _concerns;

    public BodyContext(OperationBlockAnalysisContext context, RuleNames names)
    {
        _context = context;
        var own = context.Compilation.Assembly;
        foreach (var block in context.OperationBlocks)
        {
            var walk = new OperationWalk(block);
            while (walk.MoveNext())
            {
                // The kind is a number; asking each operation for its interfaces costs more than all else here.
                var operation = walk.Current;
                switch (walk.Kind)
                {
                    case OperationKind.Invocation:
                        var call = (IInvocationOperation)operation;
                        AddUse(call, names);
                        if (call.Arguments.Length > 0 && ReferenceEquals(call.TargetMethod.ContainingAssembly, own))
                        {
                            (_ownCalls ??= new()).Add(call);
                        }

                        break;
                    case OperationKind.ObjectCreation or OperationKind.PropertyReference:
                        AddUse(operation, names);
                        break;
                    case OperationKind.SimpleAssignment:
                        AddUse(operation, names);
                        (_assignments ??= new()).Add((ISimpleAssignmentOperation)operation);
                        break;
                    case OperationKind.LocalFunction:
                        (_localFunctions ??= new()).Add((ILocalFunctionOperation)operation);
                        break;
                }
            }
        }
    }

    /// <summary>The member whose body it is.</summary>
    public ISymbol Owner => _context.OwningSymbol;

    public ImmutableArray<IOperation> Blocks => _context.OperationBlocks;

    /// <summary>Every operation below the blocks, those of nested functions included, parents first.</summary>
    public List<IOperation> Operations => _operations ??= Blocks.SelectMany(static b => OperationWalk.Below(b)).ToList();

    /// <summary>The uses of members that any rule may look at: calls, creations, assignments and properties, parents first.</summary>
    public IEnumerable<IOperation> Uses => _uses is null ? Enumerable.Empty<IOperation>() : _uses.Select(static u => u.Use);

    /// <summary>All assignments.</summary>
    public IReadOnlyList<ISimpleAssignmentOperation> Assignments => (IReadOnlyList<ISimpleAssignmentOperation>?)_assignments ?? Array.Empty<ISimpleAssignmentOperation>();

    public IReadOnlyList<ILocalFunctionOperation> LocalFunctions => (IReadOnlyList<ILocalFunctionOperation>?)_localFunctions ?? Array.Empty<ILocalFunctionOperation>();

    /// <summary>The uses, of one kind of operation, that a rule may have to look at by their names. Nearly always none.</summary>
    public IEnumerable<T> UsesFor<T>(Concerns concerns)
        where T : IOperation => MayConcern(concerns) ? Filtered<T>(concerns) : Array.Empty<T>();

    /// <summary>False when no use of the body is one that a rule has to look at.</summary>
    public bool MayConcern(Concerns concerns) => (_concerns & concerns) != 0;

    /// <summary>The values that become part of a prompt, in the order of the operations; found once for all rules.</summary>
    public IReadOnlyList<PromptSink> Prompts(FlowEngine engine)
    {
        if (!MayConcern(Concerns.Prompt))
        {
            return Array.Empty<PromptSink>();
        }

        if (_prompts is null)
        {
            _prompts = new List<PromptSink>();
            foreach (var operation in UsesFor<IOperation>(Concerns.Prompt))
            {
                _prompts.AddRange(PromptSinks.Of(operation, engine));
            }
        }

        return _prompts;
    }

    /// <summary>The calls of methods of the compilation itself that may pass something to a prompt; found once for all rules.</summary>
    public IReadOnlyList<(IInvocationOperation Call, IMethodSymbol Callee)> Wrappers(PromptParameters parameters)
    {
        if (_ownCalls is null)
        {
            return Array.Empty<(IInvocationOperation, IMethodSymbol)>();
        }

        if (_wrappers is null)
        {
            _wrappers = new List<(IInvocationOperation Call, IMethodSymbol Callee)>();
            foreach (var call in _ownCalls)
            {
                var callee = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
                if (parameters.MayReachPrompt(callee, CancellationToken))
                {
                    _wrappers.Add((call, callee));
                }
            }
        }

        return _wrappers;
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

    private IEnumerable<T> Filtered<T>(Concerns concerns)
        where T : IOperation
    {
        foreach (var (use, those) in _uses!)
        {
            if ((those & concerns) != 0 && use is T wanted)
            {
                yield return wanted;
            }
        }
    }

    private void AddUse(IOperation operation, RuleNames names)
    {
        var concerns = names.Of(operation);
        if (concerns != Concerns.None)
        {
            (_uses ??= new()).Add((operation, concerns));
            _concerns |= concerns;
        }
    }
}
