using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <content>What an operation does to the variable when it completes.</content>
internal sealed partial class ReachingWrites
{
    private void After(IOperation node)
    {
        if (IsExit(node))
        {
            return;
        }

        if (EndsHere(node))
        {
            return;
        }

        switch (node)
        {
            case IConditionalOperation conditional:
                Push(conditional.WhenTrue, after: true);
                if (conditional.WhenFalse is { } otherwise)
                {
                    Push(otherwise, after: true);
                }
                else
                {
                    Edge(conditional.Condition, value: false);
                }

                break;
            case ILoopOperation loop:
                AfterLoop(loop);
                break;
            case ISwitchOperation @switch:
                AfterSwitch(@switch);
                break;
            case ISwitchExpressionOperation expression:
                foreach (var arm in expression.Arms)
                {
                    Push(arm.Value, after: true);
                }

                break;
            case ITryOperation { Finally: { } last }:
                Push(last, after: true);
                break;
            case ITryOperation @try:
                Push(@try.Body, after: true);
                foreach (var handler in @try.Catches)
                {
                    Push(handler.Handler, after: true);
                }

                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary:
                Push(binary.RightOperand, after: true);
                Edge(binary.LeftOperand, binary.OperatorKind == BinaryOperatorKind.ConditionalOr);
                break;
            case ICoalesceOperation coalesce:
                Push(coalesce.Value, after: true);
                Push(coalesce.WhenNull, after: true);
                break;
            case IConditionalAccessOperation access:
                Push(access.Operation, after: true);
                Push(access.WhenNotNull, after: true);
                break;
            case IAnonymousFunctionOperation:
                // It may run at any time from now on.
                AddInside(node);
                Push(node, after: false);
                break;
            case ILocalFunctionOperation:
                Push(node, after: false);
                break;
            case IBlockOperation or ILabeledOperation or IUsingOperation or ILockOperation:
                AfterChildren(node);
                break;
            default:
                // Expressions and simple statements without a write change nothing.
                if (_isWrittenByLocalFunction || _index.HasWriteIn(_symbol, node.Syntax.Span))
                {
                    AfterChildren(node);
                }
                else
                {
                    Push(node, after: false);
                }

                break;
        }
    }

    private void AfterChildren(IOperation node)
    {
        var last = node.ChildOperations.LastOrDefault();
        Push(last ?? node, after: last is not null);
    }

    /// <summary>True when nothing that was before the operation is left of the variable's value.</summary>
    private bool EndsHere(IOperation node)
    {
        bool ends = false;
        foreach (var write in _index.WritesAt(node, _symbol))
        {
            Add(write);
            ends |= write.Kind != WriteKind.Append && node is not ICoalesceAssignmentOperation;
        }

        return ends
            || _bounds.IsLengthCheck(node, _symbol)
            || (_isWrittenByLocalFunction && node is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } target }
                && _index.FunctionOf(target) is { } function && !IsDeclaredIn(function) && PassCall(function));
    }

    private void AfterLoop(ILoopOperation loop)
    {
        bool runs = SurelyRuns(loop);
        switch (loop)
        {
            case IWhileLoopOperation @while:
                Edge(@while.Condition, @while.ConditionIsUntil);
                break;
            case IForLoopOperation { Condition: { } condition } when !runs:
                Edge(condition, value: false);
                break;
            case IForLoopOperation { Condition: not null } @for:
                PushBottom(@for);
                break;
            case IForEachLoopOperation each:
                PushRounds(loop);
                if (!runs)
                {
                    Push(each.Collection, after: true);
                }

                break;
        }

        PushJumps(loop.Body, loop.ExitLabel);
    }

    /// <summary>A loop over constants that has at least one round.</summary>
    private static bool SurelyRuns(ILoopOperation loop) => loop switch
    {
        IForEachLoopOperation each => OperationFacts.Unwrap(each.Collection) switch
        {
            IArrayCreationOperation { Initializer.ElementValues.Length: > 0 } => true,
            var collection => OperationFacts.IsCollectionExpression(collection)
                && collection.ChildOperations.Any(static element => !OperationFacts.IsSpread(element)),
        },
        IForLoopOperation
        {
            Before: { Length: 1 } before,
            Condition: IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual, RightOperand.ConstantValue: { HasValue: true, Value: int limit } },
        } => before[0] is IVariableDeclarationGroupOperation { Declarations: { Length: 1 } declarations }
            && declarations[0].Declarators is { Length: 1 } declarators
            && declarators[0].GetVariableInitializer()?.Value.ConstantValue is { HasValue: true, Value: int start } && start < limit,
        _ => false,
    };

    private void AfterSwitch(ISwitchOperation @switch)
    {
        bool isComplete = false;
        foreach (var @case in @switch.Cases)
        {
            isComplete |= @case.Clauses.Any(static clause => clause is IDefaultCaseClauseOperation);
            PushJumps(@case, @switch.ExitLabel);
        }

        if (!isComplete && !@switch.Cases.Any(@case => @case.Clauses.Any(clause => Rejects(clause, @switch.Value))))
        {
            Push(@switch.Value, after: true);
        }
    }

    /// <summary>The case was chosen, or all before it were not: either may mean that the text is short.</summary>
    private bool IsShortIn(ISwitchCaseOperation chosen, ISwitchOperation @switch)
    {
        foreach (var @case in @switch.Cases)
        {
            if (@case == chosen)
            {
                break;
            }

            if (@case.Clauses.Any(clause => Rejects(clause, @switch.Value)))
            {
                return true;
            }
        }

        return chosen.Clauses.Length > 0 && chosen.Clauses.All(clause => clause switch
        {
            IPatternCaseClauseOperation { Pattern: var pattern } => _bounds.Matches(@switch.Value, pattern, value: true, _symbol),
            ISingleValueCaseClauseOperation => _bounds.IsLength(@switch.Value, _symbol) || OperationFacts.Same(OperationFacts.SymbolOf(@switch.Value), _symbol),
            _ => false,
        });
    }

    private bool IsShortIn(ISwitchExpressionArmOperation chosen, ISwitchExpressionOperation expression)
    {
        foreach (var arm in expression.Arms)
        {
            if (arm == chosen)
            {
                break;
            }

            if (arm.Guard is null && RejectedIsShort(arm.Pattern, expression.Value))
            {
                return true;
            }
        }

        return _bounds.Matches(expression.Value, chosen.Pattern, value: true, _symbol);
    }

    private bool Rejects(ICaseClauseOperation clause, IOperation value) =>
        clause is IPatternCaseClauseOperation { Guard: null, Pattern: var pattern } && RejectedIsShort(pattern, value);

    /// <summary>Not matched means short; a name for the value that a later pattern gives stands for the value.</summary>
    private bool RejectedIsShort(IPatternOperation pattern, IOperation value) =>
        _bounds.Matches(value, pattern, value: false, _symbol)
        || (_index.WritesTo(_symbol) is { Count: 1 } writes && writes[0].Value == value && _bounds.PatternBounds(pattern, value: false));

    private static bool IsExit(IOperation node) =>
        node is IReturnOperation { Kind: not OperationKind.YieldReturn } or IThrowOperation or IBranchOperation
            or IExpressionStatementOperation { Operation: IThrowOperation };
}
