using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.History;

/// <summary>
/// Finds the count of turns in handlers that are called once a turn: a member that is raised in every turn, and a test
/// of it against a limit that leaves before the next one is asked for.
/// </summary>
internal static class TurnCounters
{
    /// <summary>True when the body stops at a number of turns.</summary>
    public static bool Limits(IOperation root, FlowEngine engine, CancellationToken cancellationToken)
    {
        foreach (var conditional in OperationFacts.DescendantsInBody(root).OfType<IConditionalOperation>())
        {
            if (Leaves(conditional.WhenTrue)
                && Alternatives(conditional.Condition).Any(test => CounterIn(test, engine) is { } counter && IsRaised(counter, root) && !IsReset(counter, engine, cancellationToken)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Leaves(IOperation branch) =>
        OperationFacts.Exits(branch) && branch.DescendantsAndSelf().Any(static o => o is IReturnOperation or IThrowOperation);

    /// <summary>The tests any of which is enough: beside an "and" a test decides nothing alone.</summary>
    private static IEnumerable<IOperation> Alternatives(IOperation condition)
    {
        condition = OperationFacts.Unwrap(condition);
        return condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either
            ? Alternatives(either.LeftOperand).Concat(Alternatives(either.RightOperand))
            : new[] { condition };
    }

    /// <summary>The member that a test finds at or above a limit.</summary>
    private static ISymbol? CounterIn(IOperation test, FlowEngine engine) => test switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals } above when engine.Bounds.IsBoundingNumber(above.RightOperand) =>
            Counter(above.LeftOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } below when engine.Bounds.IsBoundingNumber(below.LeftOperand) =>
            Counter(below.RightOperand),
        _ => null,
    };

    private static ISymbol? Counter(IOperation side)
    {
        side = OperationFacts.Unwrap(side);
        side = side is IIncrementOrDecrementOperation step ? step.Target : side;
        return OperationFacts.SymbolOf(side) is IFieldSymbol or IPropertySymbol && side is IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 }
            ? OperationFacts.SymbolOf(side)
            : null;
    }

    private static bool IsRaised(ISymbol counter, IOperation root)
    {
        return OperationFacts.DescendantsInBody(root).Any(o => o switch
        {
            IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: var target } => Is(target),
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target: var target } => Is(target),
            ISimpleAssignmentOperation { Target: var target, Value: var value } => Is(target) && IsSum(value),
            _ => false,
        });

        bool Is(IOperation operation) => OperationFacts.Same(OperationFacts.SymbolOf(operation), counter);

        bool IsSum(IOperation value) => OperationFacts.Unwrap(value) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum && Is(sum.LeftOperand);
    }

    /// <summary>Set back or lowered somewhere, it counts the turns of one task or those under way, and the session may serve many.</summary>
    private static bool IsReset(ISymbol counter, FlowEngine engine, CancellationToken cancellationToken) =>
        engine.ValuesGivenTo(counter, cancellationToken).Any(value => IsOverwritten(value, counter))
        || counter.ContainingType.DeclaringSyntaxReferences.SelectMany(r => r.GetSyntax(cancellationToken).DescendantNodes()).Any(node => node switch
        {
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreDecrementExpression } step => Names(step.Operand, counter),
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostDecrementExpression } step => Names(step.Operand, counter),
            _ => false,
        });

    private static bool IsOverwritten(IOperation value, ISymbol counter)
    {
        if (value.Syntax.Parent is not AssignmentExpressionSyntax assignment || assignment.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is not null)
        {
            return false;
        }

        bool raises = assignment.IsKind(SyntaxKind.AddAssignmentExpression)
            || (OperationFacts.Unwrap(value) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum && OperationFacts.Same(OperationFacts.SymbolOf(sum.LeftOperand), counter));
        return !raises;
    }

    private static bool Names(ExpressionSyntax operand, ISymbol counter) => operand switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == counter.Name,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == counter.Name,
        _ => false,
    };
}
