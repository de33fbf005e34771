using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <summary>
/// The writes that can give a variable its value at one use: a walk backwards over all ways that lead there. A write
/// ends its way, and so does a condition which proves that the text is short. Works on the operation tree, where every
/// statement knows its structure, which is cheaper than a control-flow graph: only what stands before the use is met.
/// </summary>
internal sealed partial class ReachingWrites
{
    // A function in a function in a function; deeper ones are not looked into.
    private const int MaxNesting = 3;

    private readonly ISymbol _symbol;
    private readonly BodyIndex _index;
    private readonly Bounds _bounds;
    private readonly int _nesting;
    private readonly List<Write> _found = new();
    private readonly bool _isWrittenByLocalFunction;

    // Only a walk needs them, and many answers need no walk.
    private Stack<(IOperation Node, bool After)>? _open;
    private HashSet<IOperation>? _seenBefore;
    private HashSet<IOperation>? _seenAfter;
    private HashSet<Write>? _added;

    // The function whose exits are asked for; a walk that comes to its start ends there.
    private IOperation? _function;

    private ReachingWrites(ISymbol symbol, BodyIndex index, Bounds bounds, int nesting)
    {
        _symbol = symbol;
        _index = index;
        _bounds = bounds;
        _nesting = nesting;
        _isWrittenByLocalFunction = index.WritesTo(symbol).Any(w => FunctionOf(w.Node) is ILocalFunctionOperation function && !IsDeclaredIn(function));
    }

    public IReadOnlyList<Write> Found => _found;

    /// <summary>Control can reach the use from the start of the body without a write or a bound: a parameter keeps its value.</summary>
    public bool ReachesStart { get; private set; }

    public static ReachingWrites At(IOperation use, ISymbol symbol, BodyIndex index, Bounds bounds)
    {
        var result = new ReachingWrites(symbol, index, bounds, 0);
        if (index.IsOnlyPassedOn(symbol))
        {
            result.ReachesStart = true;
            return result;
        }

        if (index.OnlyValueOf(symbol) is { } only)
        {
            result.Add(only);
            return result;
        }

        result.Push(use, after: false);
        result.Walk();
        return result;
    }

    /// <summary>What a variable can hold when control leaves a method.</summary>
    public static ReachingWrites AtExits(IOperation body, ISymbol symbol, BodyIndex index, Bounds bounds)
    {
        var result = new ReachingWrites(symbol, index, bounds, 0);
        result.PushExits(body);
        result.Walk();
        return result;
    }

    private void Push(IOperation? node, bool after)
    {
        if (node is not null && (after ? _seenAfter ??= new(OperationsByPlace.Comparer) : _seenBefore ??= new(OperationsByPlace.Comparer)).Add(node))
        {
            (_open ??= new()).Push((node, after));
        }
    }

    private void Walk()
    {
        while (_open is { Count: > 0 })
        {
            var (node, after) = _open.Pop();
            if (after)
            {
                After(node);
            }
            else
            {
                Before(node);
            }
        }
    }

    private void Add(Write write)
    {
        // A few are compared sooner than hashed.
        const int Few = 8;
        if (_found.Count < Few ? !_found.Contains(write) : (_added ??= new HashSet<Write>(_found)).Add(write))
        {
            _found.Add(write);
        }
    }

    /// <summary>The condition had the value: goes on before it, unless that means that the text is short or cannot be.</summary>
    private void Edge(IOperation? condition, bool value)
    {
        if (condition is null || condition.ConstantValue is { HasValue: true, Value: bool constant } && constant != value
            || _bounds.Implies(condition, value, _symbol))
        {
            return;
        }

        Push(condition, after: true);
    }

    private void PushExits(IOperation body)
    {
        foreach (var operation in OperationFacts.DescendantsInBody(body))
        {
            if (operation is IReturnOperation { Kind: not OperationKind.YieldReturn } exit)
            {
                Push(exit.ReturnedValue ?? exit, after: exit.ReturnedValue is not null);
            }
        }

        Push(body is IMethodBodyBaseOperation method ? method.BlockBody ?? method.ExpressionBody : body, after: true);
    }

    private void Previous(IOperation parent, IOperation node)
    {
        if (parent is IBlockOperation block && !_isWrittenByLocalFunction)
        {
            var statement = _index.PreviousOn(_symbol, block, node);
            Push(statement ?? parent, after: statement is not null);
            return;
        }

        var previous = _index.PreviousChild(parent, node);
        Push(previous ?? parent, after: previous is not null);
    }

    /// <summary>A lambda or local function begins here; the variable is its own, or captured.</summary>
    private void Enter(IOperation function)
    {
        if (function == _function)
        {
            ReachesStart = true;
            return;
        }

        if (IsDeclaredIn(function))
        {
            ReachesStart = true;
        }
        else if (function is IAnonymousFunctionOperation)
        {
            // What is written after it was made is left out: it may have run before.
            Push(function, after: false);
        }
        else if (function is ILocalFunctionOperation { Symbol: var local })
        {
            foreach (var operation in OperationFacts.Root(function).Descendants())
            {
                switch (operation)
                {
                    case IInvocationOperation call when OperationFacts.Same(call.TargetMethod.OriginalDefinition, local):
                        Push(call, after: false);
                        break;
                    case IMethodReferenceOperation reference when OperationFacts.Same(reference.Method.OriginalDefinition, local):
                        Push(reference, after: false);
                        break;
                }
            }
        }
    }

    /// <summary>A call of a local function that writes the variable; false when it may leave it as it was.</summary>
    private bool PassCall(ILocalFunctionOperation function)
    {
        if (_nesting >= MaxNesting || BodyOf(function) is not { } body)
        {
            return false;
        }

        var inner = new ReachingWrites(_symbol, _index, _bounds, _nesting + 1) { _function = function };
        inner.PushExits(body);
        inner.Walk();
        foreach (var write in inner.Found)
        {
            Add(write);
        }

        return !inner.ReachesStart;
    }

    private static IOperation? BodyOf(IOperation function) => function switch
    {
        ILocalFunctionOperation local => local.Body,
        IAnonymousFunctionOperation lambda => lambda.Body,
        _ => null,
    };

    private static IOperation? FunctionOf(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return parent;
            }
        }

        return null;
    }

    private bool IsDeclaredIn(IOperation function) =>
        _symbol.DeclaringSyntaxReferences.Any(r =>
            r.SyntaxTree == function.Syntax.SyntaxTree && function.Syntax.Span.Contains(r.Span));
}
