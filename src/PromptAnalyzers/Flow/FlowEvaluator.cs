using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <summary>One query on one body: evaluates operations backwards. Not thread-safe; lives for the query.</summary>
internal sealed partial class FlowEvaluator
{
    // Steps of one query in one body. Reaching it means silence for the rest.
    private const int MaxSteps = 2_000;
    private const int MaxDepth = 120;
    private const int MaxTotalDepth = 500;

    private readonly FlowEngine _engine;
    private readonly ISymbol? _owner;
    private readonly CallStack _stack;
    private readonly CancellationToken _cancellationToken;
    private readonly IOperation _root;

    // Made when they are needed: most values are met, and done with, in one step.
    private Dictionary<Write, FlowValue>? _writes;
    private HashSet<Write>? _writesInProgress;
    private HashSet<ISymbol>? _filling;
    private HashSet<ISymbol>? _accumulating;
    private Dictionary<ISymbol, FlowValue>? _lambdaParameters;
    private Dictionary<ISymbol, IOperation>? _lambdaSequences;
    private BodyIndex? _index;
    private int _steps;
    private int _depth;

    /// <param name="engine">What summarises callees.</param>
    /// <param name="root">The body in which values are evaluated.</param>
    /// <param name="owner">The method whose parameters are told of; null for none: those of a function inside have their arguments elsewhere.</param>
    /// <param name="stack">The query.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public FlowEvaluator(FlowEngine engine, IOperation root, ISymbol? owner, CallStack stack, CancellationToken cancellationToken)
    {
        _engine = engine;
        _owner = Definition(owner);
        _stack = stack;
        _cancellationToken = cancellationToken;
        _root = root;
    }

    /// <summary>The index of the body; made when the first variable is met.</summary>
    private BodyIndex Index => _index ??= _engine.IndexOf(_root);

    /// <summary>One symbol for both parts of a partial method.</summary>
    private static ISymbol? Definition(ISymbol? member) =>
        (member is IMethodSymbol { PartialDefinitionPart: { } definition } ? definition : member)?.OriginalDefinition;

    private bool IsOfOwner(IParameterSymbol parameter) => OperationFacts.Same(_owner, Definition(parameter.ContainingSymbol));

    public FlowValue Evaluate(IOperation? operation)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (operation is null || operation.ConstantValue.HasValue || OperationFacts.IsSmall(operation.Type))
        {
            return FlowValue.None;
        }

        if (_depth >= MaxDepth || ++_steps > MaxSteps)
        {
            _engine.Counters.AddBudgetHit();
            return FlowValue.None;
        }

        if (_stack.Depth >= MaxTotalDepth)
        {
            _stack.CutAll();
            _engine.Counters.AddBudgetHit();
            return FlowValue.None;
        }

        _depth++;
        _stack.Depth++;
        _stack.Steps++;
        try
        {
            return EvaluateCore(operation);
        }
        finally
        {
            _depth--;
            _stack.Depth--;
        }
    }

    private FlowValue EvaluateCore(IOperation operation)
    {
        // The kind is a number; asking each operation for two dozen interfaces costs more than most answers.
        switch (operation.Kind)
        {
            case OperationKind.Conversion:
                return Evaluate(((IConversionOperation)operation).Operand);
            case OperationKind.Parenthesized:
                return Evaluate(((IParenthesizedOperation)operation).Operand);
            case OperationKind.Await:
                return Evaluate(((IAwaitOperation)operation).Operation);
            case OperationKind.LocalReference:
                return Variable(operation, ((ILocalReferenceOperation)operation).Local);
            case OperationKind.ParameterReference:
                return Variable(operation, ((IParameterReferenceOperation)operation).Parameter);
            case OperationKind.InterpolatedString:
                return Interpolated((IInterpolatedStringOperation)operation);
            case OperationKind.InterpolatedStringHandlerCreation:
                return Evaluate(((IInterpolatedStringHandlerCreationOperation)operation).Content);
            case OperationKind.InterpolatedStringAddition:
                var sum = (IInterpolatedStringAdditionOperation)operation;
                return Evaluate(sum.Left).Union(Evaluate(sum.Right));
            case OperationKind.Binary:
                var add = (IBinaryOperation)operation;
                return add.OperatorKind == BinaryOperatorKind.Add && OperationFacts.IsText(add.Type) ? Concatenation(add) : FlowValue.None;
            case OperationKind.Conditional:
                var conditional = (IConditionalOperation)operation;
                return conditional.WhenFalse is { } whenFalse ? Evaluate(conditional.WhenTrue).Union(Evaluate(whenFalse)) : FlowValue.None;
            case OperationKind.Coalesce:
                var coalesce = (ICoalesceOperation)operation;
                return Evaluate(coalesce.Value).Union(Evaluate(coalesce.WhenNull));
            case OperationKind.SwitchExpression:
                return ((ISwitchExpressionOperation)operation).Arms.Aggregate(FlowValue.None, (value, arm) => value.Union(Evaluate(arm.Value)));
            case OperationKind.SimpleAssignment:
                return Evaluate(((ISimpleAssignmentOperation)operation).Value);
            case OperationKind.ConditionalAccess:
                return Evaluate(((IConditionalAccessOperation)operation).WhenNotNull);
            case OperationKind.ConditionalAccessInstance:
                return ConditionalInstance((IConditionalAccessInstanceOperation)operation);
            case OperationKind.Invocation:
                return Invocation((IInvocationOperation)operation);
            case OperationKind.ObjectCreation:
                return Creation((IObjectCreationOperation)operation);
            case OperationKind.PropertyReference:
                return Property((IPropertyReferenceOperation)operation);
            case OperationKind.FieldReference:
                return ByType(operation) is { IsNone: false } table ? table : Member((IFieldReferenceOperation)operation, ((IFieldReferenceOperation)operation).Field);
            case OperationKind.ImplicitIndexerReference:
                var implicitIndexer = (IImplicitIndexerReferenceOperation)operation;
                return Indexed(implicitIndexer.Instance, implicitIndexer.Argument);
            case OperationKind.ArrayElementReference:
                var element = (IArrayElementReferenceOperation)operation;
                return Indexed(element.ArrayReference, element.Indices[0]);
            case OperationKind.ArrayCreation:
                return ((IArrayCreationOperation)operation).Initializer is { } initializer ? Elements(initializer.ElementValues) : FlowValue.None;
            case OperationKind.TranslatedQuery:
                return Evaluate(((ITranslatedQueryOperation)operation).Operation);
            default:
                return OperationFacts.IsCollectionExpression(operation) ? Elements(operation.ChildOperations.ToImmutableArray())
                    : OperationFacts.IsSpread(operation) ? Evaluate(operation.ChildOperations.FirstOrDefault())
                    : FlowValue.None;
        }
    }

    private FlowValue Interpolated(IInterpolatedStringOperation interpolated)
    {
        var value = FlowValue.None;
        foreach (var hole in OperationFacts.HolesOf(interpolated))
        {
            value = value.Union(Evaluate(hole).AsText().WithEntry(OperationFacts.WithoutImplicitConversion(hole)));
        }

        return value;
    }

    private FlowValue Concatenation(IBinaryOperation add)
    {
        // Thousands of operands lean to the left: a loop, not recursion.
        var value = FlowValue.None;
        IOperation left = add;
        while (left is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } binary && OperationFacts.IsText(binary.Type)
            && !binary.ConstantValue.HasValue)
        {
            value = Part(binary.RightOperand).Union(value);
            left = OperationFacts.WithoutImplicitConversion(binary.LeftOperand);
        }

        return Part(left).Union(value);
    }

    private FlowValue Part(IOperation operand) => Evaluate(operand).AsText().WithEntry(OperationFacts.WithoutImplicitConversion(operand));

    private FlowValue Elements(ImmutableArray<IOperation> elements)
    {
        var value = FlowValue.None;
        foreach (var element in elements)
        {
            var each = Evaluate(element);
            if (!OperationFacts.IsSpread(element))
            {
                each = each.WithoutCount();
                if (OperationFacts.IsText(OperationFacts.WithoutImplicitConversion(element).Type))
                {
                    each = each.WithEntry(OperationFacts.WithoutImplicitConversion(element));
                }
            }

            value = value.Union(each);
        }

        return value;
    }

    private FlowValue Indexed(IOperation instance, IOperation index)
    {
        var value = Evaluate(instance);
        return !_engine.Bounds.IsBoundingRange(index) ? value
            : OperationFacts.IsTextOrBytes(instance.Type) ? FlowValue.None
            : value.WithoutCount();
    }

    private FlowValue ConditionalInstance(IConditionalAccessInstanceOperation instance)
    {
        IOperation child = instance;
        for (var parent = instance.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalAccessOperation access && child == access.WhenNotNull)
            {
                return Evaluate(access.Operation);
            }
        }

        return FlowValue.None;
    }
}
