using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.History;

/// <summary>The loop whose rounds are the turns of a conversation, with the local function that it calls for each.</summary>
internal readonly struct HistoryTurn
{
    private readonly IOperation? _function;

    public HistoryTurn(ILoopOperation loop, IOperation? function)
    {
        Loop = loop;
        _function = function;
    }

    public ILoopOperation Loop { get; }

    public bool Contains(IOperation operation)
    {
        for (var parent = operation; parent is not null; parent = parent.Parent)
        {
            if (parent == Loop || parent == _function)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Finds the turns that a variable outlives.</summary>
internal static class HistoryTurns
{
    /// <summary>
    /// The outermost loop round an operation that does not contain the declaration, when the user or the world decides
    /// how often it runs.
    /// </summary>
    public static HistoryTurn? Of(IOperation operation, ISymbol variable) =>
        Loop(operation, variable) is { } turn && IsOpenEnded(turn.Loop) && !HasLimit(turn.Loop) ? turn : null;

    private static HistoryTurn? Loop(IOperation operation, ISymbol variable)
    {
        ILoopOperation? outermost = null;
        IOperation? function = null;
        var child = operation;
        for (var parent = operation.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (Declares(parent, variable))
            {
                break;
            }

            // What a foreach goes through is evaluated once.
            if (parent is ILoopOperation loop && !(parent is IForEachLoopOperation each && each.Collection == child))
            {
                outermost = loop;
            }
            else if (parent is ILocalFunctionOperation or IAnonymousFunctionOperation && outermost is null)
            {
                function = parent;
            }
        }

        if (outermost is null && function is ILocalFunctionOperation { Symbol: var symbol })
        {
            // A captured variable: the turn is the loop that calls the local function.
            foreach (var call in OperationFacts.Root(operation).Descendants().OfType<IInvocationOperation>())
            {
                if (OperationFacts.Same(call.TargetMethod, symbol) && OperationFacts.EnclosingLoop(call) is { } loop && !Declares(loop, variable))
                {
                    return new HistoryTurn(loop, function);
                }
            }
        }

        return outermost is null ? null : new HistoryTurn(outermost, function);
    }

    private static bool Declares(IOperation operation, ISymbol variable) =>
        operation is ILoopOperation or ILocalFunctionOperation or IAnonymousFunctionOperation
        && variable.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == operation.Syntax.SyntaxTree && operation.Syntax.Span.Contains(r.Span));

    /// <summary>The loop leaves when something that it counts reaches a number.</summary>
    private static bool HasLimit(ILoopOperation loop)
    {
        var counted = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in loop.Descendants())
        {
            if (operation is IIncrementOrDecrementOperation step && OperationFacts.SymbolOf(step.Target) is { } counter)
            {
                counted.Add(counter);
            }
        }

        return counted.Count > 0 && loop.Body.Descendants().OfType<IConditionalOperation>().Any(c =>
            OperationFacts.Exits(c.WhenTrue) && c.WhenTrue.DescendantsAndSelf().All(static o => o is not IBranchOperation { BranchKind: BranchKind.Continue })
            && c.Condition.DescendantsAndSelf().OfType<IBinaryOperation>().Any(b => IsCounter(b.LeftOperand) || IsCounter(b.RightOperand)));

        bool IsCounter(IOperation side)
        {
            side = OperationFacts.Unwrap(side);
            return OperationFacts.SymbolOf(side is IIncrementOrDecrementOperation step ? step.Target : side) is { } symbol && counted.Contains(symbol);
        }
    }

    /// <summary>A loop of as many rounds as the user or the world wants.</summary>
    private static bool IsOpenEnded(ILoopOperation loop)
    {
        switch (loop)
        {
            case IForEachLoopOperation:
                return false;
            case IForLoopOperation { Condition: null }:
                return true;
            case IForLoopOperation { Condition: { } condition }:
                return condition.ConstantValue is { HasValue: true, Value: true };
            case IWhileLoopOperation { Condition: { } condition }:
                if (condition.ConstantValue is { HasValue: true, Value: true })
                {
                    return true;
                }

                // Work lists, polling and tool loops end when the work of one turn is done.
                return !condition.DescendantsAndSelf().Any(o => o switch
                {
                    IMemberReferenceOperation { Member.Name: "Count" or "Length" or "ContinuationToken" or "FinishReason" } => true,
                    IInvocationOperation { TargetMethod.Name: "Any" or "Count" or "TryDequeue" or "MoveNextAsync" or "MoveNext" or "ReadAsync" or "Read" } => true,
                    IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } => true,
                    _ => false,
                });
            default:
                return false;
        }
    }
}
