using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <content>From where control comes to the start of an operation.</content>
internal sealed partial class ReachingWrites
{
    private void Before(IOperation node)
    {
        node = TopOfSum(node);
        if (node.Parent is not { } parent)
        {
            ReachesStart = true;
            return;
        }

        if (node is ILabeledOperation labeled)
        {
            PushJumps(OperationFacts.Root(node), labeled.Label);
        }

        switch (parent)
        {
            case ILocalFunctionOperation or IAnonymousFunctionOperation:
                Enter(parent);
                break;
            case IConditionalOperation conditional when node != conditional.Condition:
                Edge(conditional.Condition, node == conditional.WhenTrue);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary when node == binary.RightOperand:
                Edge(binary.LeftOperand, binary.OperatorKind == BinaryOperatorKind.ConditionalAnd);
                break;
            case ILoopOperation loop:
                BeforePartOf(loop, node);
                break;
            case ISwitchOperation @switch when node is ISwitchCaseOperation:
                Push(@switch.Value, after: true);
                break;
            case ISwitchCaseOperation @case:
                BeforePartOf(@case, node);
                break;
            case ISwitchExpressionOperation expression when node is ISwitchExpressionArmOperation:
                Push(expression.Value, after: true);
                break;
            case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation expression } arm when node != arm.Pattern:
                if (!IsShortIn(arm, expression))
                {
                    Push(arm.Pattern, after: true);
                }

                break;
            case ITryOperation @try:
                BeforePartOf(@try, node);
                break;
            case ICatchClauseOperation { Parent: ITryOperation tried } handler:
                PushThrows(tried, handler.ExceptionType);
                break;
            default:
                Previous(parent, node);
                break;
        }
    }

    /// <summary>
    /// a + b + c, without a write: before one operand is before all. A sum of a thousand texts has a use and a level for
    /// each of them, so the levels are not gone through one step at a time.
    /// </summary>
    private IOperation TopOfSum(IOperation node)
    {
        const int Few = 8;
        while (node.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum && !_isWrittenByLocalFunction && _index.WritesTo(_symbol).Count <= Few
            && (node == sum.LeftOperand
                || (sum.LeftOperand is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } && !_index.HasWriteIn(_symbol, sum.LeftOperand.Syntax.Span))))
        {
            node = sum;
        }

        return node;
    }

    private void BeforePartOf(ILoopOperation loop, IOperation node)
    {
        switch (loop)
        {
            case IWhileLoopOperation { ConditionIsTop: true } top when node == top.Body:
                Edge(top.Condition, !top.ConditionIsUntil);
                break;
            case IWhileLoopOperation bottom when node == bottom.Body:
                Push(loop, after: false);
                Edge(bottom.Condition, !bottom.ConditionIsUntil);
                break;
            case IWhileLoopOperation @while when node == @while.Condition:
                if (@while.ConditionIsTop)
                {
                    Push(loop, after: false);
                }

                PushRounds(loop);
                break;
            case IForLoopOperation @for when node == @for.Body && @for.Condition is not null:
                Edge(@for.Condition, value: true);
                break;
            case IForLoopOperation @for when node == @for.Body || node == @for.Condition:
                Push(@for.Before.LastOrDefault() ?? loop, after: @for.Before.Length > 0);
                PushBottom(@for);
                break;
            case IForLoopOperation @for when @for.AtLoopBottom.IndexOf(node) is >= 0 and var at:
                if (at > 0)
                {
                    Push(@for.AtLoopBottom[at - 1], after: true);
                }
                else
                {
                    PushRounds(loop);
                }

                break;
            case IForLoopOperation @for when @for.Before.IndexOf(node) is > 0 and var at:
                Push(@for.Before[at - 1], after: true);
                break;
            case IForEachLoopOperation each when node == each.LoopControlVariable:
                Push(each.Collection, after: true);
                PushRounds(loop);
                break;
            case IForEachLoopOperation each when node == each.Body:
                Push(each.LoopControlVariable, after: true);
                break;
            default:
                Push(loop, after: false);
                break;
        }
    }

    private void BeforePartOf(ISwitchCaseOperation @case, IOperation node)
    {
        int at = @case.Body.IndexOf(node);
        if (at > 0)
        {
            Push(@case.Body[at - 1], after: true);
        }
        else if (@case.Parent is ISwitchOperation @switch && !IsShortIn(@case, @switch))
        {
            foreach (var clause in @case.Clauses)
            {
                if (clause is IPatternCaseClauseOperation { Pattern: var pattern } && _index.WritesAt(pattern, _symbol).Any())
                {
                    Push(pattern, after: true);
                    return;
                }
            }

            Push(@switch.Value, after: true);
        }
    }

    private void BeforePartOf(ITryOperation @try, IOperation node)
    {
        if (node == @try.Finally)
        {
            Push(@try.Body, after: true);
            foreach (var handler in @try.Catches)
            {
                Push(handler.Handler, after: true);
            }
        }
        else
        {
            Push(@try, after: false);
        }
    }

    /// <summary>The end of the body, and every continue.</summary>
    private void PushRounds(ILoopOperation loop)
    {
        Push(loop.Body, after: true);
        PushJumps(loop.Body, loop.ContinueLabel);
    }

    private void PushBottom(IForLoopOperation loop)
    {
        if (loop.AtLoopBottom.LastOrDefault() is { } last)
        {
            Push(last, after: true);
        }
        else
        {
            PushRounds(loop);
        }
    }

    private void PushJumps(IOperation within, ILabelSymbol label)
    {
        foreach (var branch in _index.Branches)
        {
            if (OperationFacts.Same(branch.Target, label) && within.Syntax.Span.Contains(branch.Syntax.Span))
            {
                Push(branch, after: false);
            }
        }
    }

    /// <summary>Control comes to a handler from whatever throws in the body; from nowhere when nothing does.</summary>
    private void PushThrows(ITryOperation tried, ITypeSymbol caught)
    {
        foreach (var operation in OperationFacts.DescendantsInBody(tried.Body))
        {
            if (MayThrow(operation) && !(operation is IThrowOperation { Exception: { } thrown } && IsAnother(OperationFacts.Unwrap(thrown).Type, caught)))
            {
                Push(operation, after: false);
            }
        }
    }

    /// <summary>Neither exception is a kind of the other: the handler does not see it.</summary>
    private static bool IsAnother(ITypeSymbol? thrown, ITypeSymbol caught) =>
        thrown is not null && !IsKindOf(thrown, caught) && !IsKindOf(caught, thrown);

    private static bool IsKindOf(ITypeSymbol type, ITypeSymbol other)
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(each, other))
            {
                return true;
            }
        }

        return other.SpecialType == SpecialType.System_Object;
    }

    /// <summary>Calls, creations and properties of the user's; what only looks at text or makes text of text does not throw what anybody catches.</summary>
    private static bool MayThrow(IOperation operation) => operation switch
    {
        IThrowOperation => true,
        IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" } } => false,
        IInvocationOperation { TargetMethod.ContainingType: var type } => type is { SpecialType: not SpecialType.System_String, Name: not ("Math" or "StringBuilder" or "Enumerable") },
        IObjectCreationOperation { Parent: IThrowOperation or IConversionOperation { Parent: IThrowOperation } } => false,
        IObjectCreationOperation { Type: { SpecialType: not SpecialType.System_String, Name: not "StringBuilder" } type } => !OperationFacts.IsCollection(type),
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" }, Instance: { } task } => OperationFacts.Unwrap(task) is not IInvocationOperation,
        IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType.SpecialType: not SpecialType.System_String } } => true,
        IPropertyReferenceOperation { Property: var property } => property.Locations.Any(static l => l.IsInSource),
        IAwaitOperation { Operation: var task } => OperationFacts.Unwrap(task) is not IInvocationOperation,
        IDynamicInvocationOperation or IInvalidOperation => true,
        _ => false,
    };

    private void AddInside(IOperation statement)
    {
        var span = statement.Syntax.Span;
        foreach (var write in _index.WritesTo(_symbol))
        {
            if (span.Contains(write.Node.Syntax.Span))
            {
                Add(write);
            }
        }
    }
}
