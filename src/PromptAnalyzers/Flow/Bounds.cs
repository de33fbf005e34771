using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <summary>Conditions and numbers that bound the length of a text or the count of a collection.</summary>
internal sealed partial class Bounds
{
    private const int MaxDepth = 32;

    // A method that checks by a method that checks.
    private const int MaxChecks = 3;
    private readonly Lazy<int> _unboundedFrom;

    /// <param name="unboundedFrom">A constant above this many characters bounds nothing in practice.</param>
    public Bounds(Lazy<int> unboundedFrom) => _unboundedFrom = unboundedFrom;

    /// <summary>True when the condition having the given value means that the text named by the symbol is short.</summary>
    public bool Implies(IOperation? condition, bool value, ISymbol symbol, int depth = 0)
    {
        if (condition is null || depth > MaxDepth)
        {
            return false;
        }

        condition = OperationFacts.Unwrap(condition);
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Implies(not.Operand, !value, symbol, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and:
                return value
                    ? Implies(and.LeftOperand, true, symbol, depth + 1) || Implies(and.RightOperand, true, symbol, depth + 1)
                    : Implies(and.LeftOperand, false, symbol, depth + 1) && Implies(and.RightOperand, false, symbol, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or:
                return value
                    ? Implies(or.LeftOperand, true, symbol, depth + 1) && Implies(or.RightOperand, true, symbol, depth + 1)
                    : Implies(or.LeftOperand, false, symbol, depth + 1) || Implies(or.RightOperand, false, symbol, depth + 1);
            case ILocalReferenceOperation flag when SingleInitializer(flag) is { } initializer:
                return Implies(initializer, value, symbol, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } same when IsConstantTest(same.LeftOperand, same.RightOperand, symbol):
                return value == (same.OperatorKind == BinaryOperatorKind.Equals);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, RightOperand.ConstantValue: { HasValue: true, Value: bool constant } } test:
                return Implies(test.LeftOperand, value == (constant == (test.OperatorKind == BinaryOperatorKind.Equals)), symbol, depth + 1);
            case IBinaryOperation comparison:
                return CompareBounds(comparison, value, symbol);
            case IIsPatternOperation pattern:
                return Matches(pattern.Value, pattern.Pattern, value, symbol);
            case IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String } } call:
                return value && call.Arguments.Length == 1 && OperationFacts.Same(OperationFacts.SymbolOf(call.Arguments[0].Value), symbol);
            case IInvocationOperation { TargetMethod: { Name: "Equals", ContainingType.SpecialType: SpecialType.System_String } } equals:
                var compared = equals.Instance is { } instance ? equals.Arguments.Select(static a => a.Value).Prepend(instance) : equals.Arguments.Select(static a => a.Value);
                return value && compared.Take(2).ToList() is { Count: 2 } sides && IsConstantTest(sides[0], sides[1], symbol);
            default:
                return false;
        }
    }

    /// <summary>True when a number is known to be small enough to bound, or when nothing is known against it.</summary>
    public bool IsBoundingNumber(IOperation? number, int depth = 0)
    {
        if (number is null || depth > MaxDepth)
        {
            return false;
        }

        number = OperationFacts.Unwrap(number);
        if (number.ConstantValue is { HasValue: true, Value: { } constant })
        {
            return constant is not IConvertible convertible || convertible.GetTypeCode() is not (>= TypeCode.SByte and <= TypeCode.Decimal)
                || Convert.ToDouble(convertible, System.Globalization.CultureInfo.InvariantCulture) <= _unboundedFrom.Value;
        }

        switch (number)
        {
            case IInvocationOperation { TargetMethod: { Name: "Min", ContainingType.Name: "Math" } } min:
                return min.Arguments.Any(a => IsBoundingNumber(a.Value, depth + 1));
            case IInvocationOperation { TargetMethod: { Name: "Max", ContainingType.Name: "Math" } } max:
                return max.Arguments.All(a => IsBoundingNumber(a.Value, depth + 1));
            case IInvocationOperation { TargetMethod: { Name: "Clamp", ContainingType.Name: "Math" } } clamp:
                return IsBoundingNumber(clamp.Arguments.FirstOrDefault(a => a.Parameter?.Name == "max")?.Value, depth + 1);
            case IInvocationOperation { TargetMethod.Name: "IndexOf" or "LastIndexOf" or "IndexOfAny" or "Count" }:
                return false;
            case IPropertyReferenceOperation { Property.Name: "Length" or "Count" or "LongLength" or "NumberOfPages" or "PageCount" }:
                return false;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract or BinaryOperatorKind.Divide } shrinking:
                return IsBoundingNumber(shrinking.LeftOperand, depth + 1);
            case IBinaryOperation binary:
                return IsBoundingNumber(binary.LeftOperand, depth + 1) && IsBoundingNumber(binary.RightOperand, depth + 1);
            case IConditionalOperation conditional:
                // length < n ? length : n is the smaller of the two, written out.
                return IsBoundingNumber(conditional.WhenTrue, depth + 1) || IsBoundingNumber(conditional.WhenFalse, depth + 1);
            case ILocalReferenceOperation local:
                return SingleInitializer(local) is not { } initializer || IsBoundingNumber(initializer, depth + 1)
                    || IsReplaced(local, depth);
            default:
                return true;
        }
    }

    /// <summary>if (count > n) count = n; somewhere before the number is used.</summary>
    private bool IsReplaced(ILocalReferenceOperation number, int depth) =>
        OperationFacts.Root(number).Descendants().Any(o => o is ISimpleAssignmentOperation assignment
            && assignment.Syntax.SpanStart < number.Syntax.SpanStart
            && OperationFacts.Same(OperationFacts.SymbolOf(assignment.Target), number.Local)
            && assignment.Parent?.Parent is IConditionalOperation or IBlockOperation { Parent: IConditionalOperation }
            && IsBoundingNumber(assignment.Value, depth + 1));

    /// <summary>True when a range such as <c>..n</c> keeps a bounded part; also for an index, which is no range.</summary>
    public bool IsBoundingRange(IOperation range)
    {
        if (OperationFacts.Unwrap(range) is not IRangeOperation operation)
        {
            return true;
        }

        if (operation.LeftOperand is { } left && IsFromEnd(left))
        {
            return IsBoundingNumber(((IUnaryOperation)OperationFacts.Unwrap(left)).Operand);
        }

        if (operation.RightOperand is null && IsTailStart(operation.LeftOperand))
        {
            return true;
        }

        return operation.RightOperand is { } right && !IsFromEnd(right) && IsBoundingNumber(right);

        static bool IsFromEnd(IOperation index) => OperationFacts.Unwrap(index) is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat };
    }

    /// <summary>True for a start index that leaves a bounded end: <c>text.Length - n</c>, also inside Math.Max.</summary>
    public bool IsTailStart(IOperation? start, int depth = 0)
    {
        if (start is null || depth > MaxDepth)
        {
            return false;
        }

        return OperationFacts.Unwrap(start) switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } subtraction =>
                OperationFacts.Unwrap(subtraction.LeftOperand) is IPropertyReferenceOperation { Property.Name: "Length" or "Count" } or IInvocationOperation { TargetMethod.Name: "Count" }
                && IsBoundingNumber(subtraction.RightOperand),
            IInvocationOperation { TargetMethod: { Name: "Max", ContainingType.Name: "Math" } } max => max.Arguments.Any(a => IsTailStart(a.Value, depth + 1)),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd => IsBoundingNumber(fromEnd.Operand),
            IConditionalOperation conditional => IsTailStart(conditional.WhenTrue, depth + 1) || IsTailStart(conditional.WhenFalse, depth + 1),
            ILocalReferenceOperation local => IsTailStart(SingleInitializer(local), depth + 1),
            _ => false,
        };
    }

    /// <summary>The body of a method of this compilation; null when there is none.</summary>
    public Func<IMethodSymbol, IOperation?>? BodyOf { get; set; }

    /// <summary>True for a call that throws when the text is longer than some size, itself or by a method that checks.</summary>
    public bool IsLengthCheck(IOperation statement, ISymbol symbol, int depth = 0)
    {
        var expression = statement switch
        {
            IExpressionStatementOperation { Operation: var inner } => inner,
            IArgumentOperation { Value: var inner } => inner,
            IInterpolationOperation { Expression: var inner } => inner,
            _ => statement,
        };
        if (OperationFacts.Unwrap(expression) is not IInvocationOperation call)
        {
            return false;
        }

        if (call.TargetMethod.Name.StartsWith("ThrowIfGreaterThan", StringComparison.Ordinal))
        {
            return call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0) is { } length && IsLengthOf(length.Value, symbol)
                && IsBoundingNumber(call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 1)?.Value);
        }

        return !call.TargetMethod.IsVirtual && call.Arguments.FirstOrDefault(a => OperationFacts.Same(OperationFacts.SymbolOf(a.Value), symbol)) is { Parameter: { } parameter }
            && BodyOf?.Invoke(call.TargetMethod.OriginalDefinition) is { } body
            && OperationFacts.DescendantsInBody(body).Any(o => o is { Parent: IBlockOperation { Parent: IMethodBodyOperation or ILocalFunctionOperation } } && o switch
            {
                IConditionalOperation { WhenFalse: null } check => Throws(check.WhenTrue) && Implies(check.Condition, false, parameter.OriginalDefinition),
                IExpressionStatementOperation => depth < MaxChecks && IsLengthCheck(o, parameter.OriginalDefinition, depth + 1),
                _ => false,
            });

        static bool Throws(IOperation then) => then is IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation }
            || (then is IBlockOperation block && block.Operations.Any(Throws));
    }

    /// <summary>True when a loop ends by a count or a size, not only when its input ends.</summary>
    public bool IsCounted(ILoopOperation loop)
    {
        switch (loop)
        {
            case IWhileLoopOperation { Condition: { } condition } when ComparesNumbers(condition):
                return true;
            case IForLoopOperation { Condition: IBinaryOperation { RightOperand: var limit } }:
                return IsBoundingNumber(limit);
        }

        foreach (var operation in OperationFacts.DescendantsInBody(loop.Body))
        {
            if (operation is IConditionalOperation { WhenTrue: var then, Condition: var condition }
                && OperationFacts.Exits(then) && !IsContinue(then) && ComparesNumbers(condition))
            {
                return true;
            }
        }

        return false;

        static bool IsContinue(IOperation statement) =>
            statement is IBranchOperation { BranchKind: BranchKind.Continue }
            || (statement is IBlockOperation block && block.Operations.Any(IsContinue));
    }

    /// <summary>Within the loop the operation runs only for the first rounds: <c>if (i++ &lt; n) { ... }</c> or <c>if (i++ > n) continue;</c>.</summary>
    public bool IsCountedAt(IOperation operation, ILoopOperation loop)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not null && child != loop.Body; child = parent, parent = parent.Parent)
        {
            if ((parent is IConditionalOperation conditional && child == conditional.WhenTrue && CountsUp(conditional.Condition, loop, isLess: true))
                || (parent is IBlockOperation block && block.Operations.TakeWhile(o => o != child).Any(o =>
                    o is IConditionalOperation { WhenFalse: null } before && OperationFacts.Exits(before.WhenTrue) && CountsUp(before.Condition, loop, isLess: false))))
            {
                return true;
            }
        }

        return false;
    }

    private bool CountsUp(IOperation condition, ILoopOperation loop, bool isLess)
    {
        if (OperationFacts.Unwrap(condition) is not IBinaryOperation comparison || !IsBoundingNumber(comparison.RightOperand)
            || (isLess
                ? comparison.OperatorKind is not (BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual)
                : comparison.OperatorKind is not (BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual)))
        {
            return false;
        }

        var counter = OperationFacts.Unwrap(comparison.LeftOperand);
        return counter is IIncrementOrDecrementOperation
            || (counter is ILocalReferenceOperation local && StepsOf(loop).Any(o => o is IIncrementOrDecrementOperation step
                && OperationFacts.Same(OperationFacts.SymbolOf(step.Target), local.Local)));
    }

    private static IEnumerable<IOperation> StepsOf(ILoopOperation loop) =>
        loop is IForLoopOperation { AtLoopBottom: var bottom } ? loop.Body.Descendants().Concat(bottom.SelectMany(static b => b.Descendants())) : loop.Body.Descendants();

    /// <summary>What a loop such as <c>for (int i = 0; i &lt; list.Count; i++)</c> goes through from its beginning; null for any other loop.</summary>
    public static IOperation? CountedThrough(IForLoopOperation loop)
    {
        const int LastStart = 1;
        if (loop.Condition is not IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan, LeftOperand: var left, RightOperand: var right }
            || OperationFacts.Unwrap(right) is not IPropertyReferenceOperation { Property.Name: "Length" or "Count", Instance: { } collection }
            || OperationFacts.Unwrap(left) is not ILocalReferenceOperation { Local: var index })
        {
            return null;
        }

        // From an index that is not known it may be the end alone.
        return loop.Before.SelectMany(static b => b.DescendantsAndSelf()).Any(o => o is IVariableDeclaratorOperation declarator
            && OperationFacts.Same(declarator.Symbol, index)
            && declarator.GetVariableInitializer()?.Value.ConstantValue is { HasValue: true, Value: >= 0 and <= LastStart })
            ? collection
            : null;
    }

    private bool ComparesNumbers(IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
        {
            if (operation is IBinaryOperation
                {
                    OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                        or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals,
                } comparison
                && OperationFacts.IsSmall(comparison.LeftOperand.Type)
                && comparison.LeftOperand.Type!.SpecialType is >= SpecialType.System_Int16 and <= SpecialType.System_Double
                && (IsLimit(comparison.LeftOperand) || IsLimit(comparison.RightOperand)))
            {
                return true;
            }
        }

        return false;

        bool IsLimit(IOperation side) =>
            side.ConstantValue is { HasValue: true, Value: { } value }
                ? value is IConvertible convertible && convertible.GetTypeCode() is >= TypeCode.SByte and <= TypeCode.Decimal
                    && Convert.ToDouble(convertible, System.Globalization.CultureInfo.InvariantCulture) is > 0 and var number && number <= _unboundedFrom.Value
                : IsBoundingNumber(side) && OperationFacts.Unwrap(side) is not IInvocationOperation;
    }

    private bool CompareBounds(IBinaryOperation comparison, bool value, ISymbol symbol)
    {
        var kind = comparison.OperatorKind;
        var left = comparison.LeftOperand;
        var right = comparison.RightOperand;
        if (OperationFacts.Unwrap(left) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference && IsBoundingNumber(right))
        {
            // length - n > 0 is length > n.
            left = difference.LeftOperand;
            right = difference.RightOperand;
        }

        IOperation limit;
        if (IsLengthOf(left, symbol))
        {
            limit = right;
        }
        else if (IsLengthOf(right, symbol))
        {
            limit = left;
            kind = Mirrored(kind);
        }
        else if (BudgetOf(left, symbol) is { } change)
        {
            // What is left shrinks as the text grows.
            limit = right;
            kind = change == BinaryOperatorKind.Subtract ? Mirrored(kind) : kind;
        }
        else if (BudgetOf(right, symbol) is { } swapped)
        {
            limit = left;
            kind = swapped == BinaryOperatorKind.Subtract ? kind : Mirrored(kind);
        }
        else
        {
            return false;
        }

        bool bounds = kind switch
        {
            BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.Equals => value,
            BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.NotEquals => !value,
            _ => false,
        };
        return bounds && IsBoundingNumber(limit);

        static BinaryOperatorKind Mirrored(BinaryOperatorKind kind) => kind switch
        {
            BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
            BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
            BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
            BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
            _ => kind,
        };
    }

    /// <summary>A text that is null, or equal to a text in the code, is short.</summary>
    private static bool IsConstantTest(IOperation left, IOperation right, ISymbol symbol) =>
        (IsNullOrText(right) && OperationFacts.Same(OperationFacts.SymbolOf(left), symbol))
        || (IsNullOrText(left) && OperationFacts.Same(OperationFacts.SymbolOf(right), symbol));

    private static bool IsNullOrText(IOperation operation) => OperationFacts.Unwrap(operation).ConstantValue is { HasValue: true, Value: null or string };

    /// <summary>True when the pattern matching the operand, or not, means that the text named by the symbol is short.</summary>
    public bool Matches(IOperation operand, IPatternOperation pattern, bool value, ISymbol symbol) =>
        (OperationFacts.Same(OperationFacts.SymbolOf(operand), symbol) && PatternBounds(pattern, value))
        || (IsLengthOf(operand, symbol) && RelationBounds(pattern, value))
        || (value && pattern is IRecursivePatternOperation { DeclaredSymbol: { } declared } && OperationFacts.Same(declared, symbol) && PatternBounds(pattern, value));

    public bool IsLength(IOperation operation, ISymbol symbol) => IsLengthOf(operation, symbol);

    /// <summary>True when a text that matches the pattern, or does not, is short.</summary>
    public bool PatternBounds(IPatternOperation pattern, bool value) => pattern switch
    {
        IBinaryPatternOperation binary => Both(binary, value, PatternBounds),
        INegatedPatternOperation negated => PatternBounds(negated.Pattern, !value),
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null or string } } => value,
        IRecursivePatternOperation recursive => recursive.PropertySubpatterns.Any(p =>
            p.Member is IPropertyReferenceOperation { Property.Name: "Length" or "Count" } && RelationBounds(p.Pattern, value))
            && (value || recursive.PropertySubpatterns.Length == 1),
        _ => false,
    };

    private static bool Both(IBinaryPatternOperation binary, bool value, Func<IPatternOperation, bool, bool> bounds) =>
        value == (binary.OperatorKind == BinaryOperatorKind.And)
            ? bounds(binary.LeftPattern, value) || bounds(binary.RightPattern, value)
            : bounds(binary.LeftPattern, value) && bounds(binary.RightPattern, value);

    private bool RelationBounds(IPatternOperation pattern, bool value) => pattern switch
    {
        IBinaryPatternOperation binary => Both(binary, value, RelationBounds),
        INegatedPatternOperation negated => RelationBounds(negated.Pattern, !value),
        IRelationalPatternOperation relation => relation.OperatorKind switch
        {
            BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual => value && IsBoundingNumber(relation.Value),
            BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual => !value && IsBoundingNumber(relation.Value),
            _ => false,
        },
        IConstantPatternOperation constant => value && IsBoundingNumber(constant.Value),
        _ => false,
    };

    private bool IsLengthOf(IOperation operation, ISymbol symbol) => OperationFacts.Unwrap(operation) switch
    {
        IPropertyReferenceOperation { Property.Name: "Length" or "Count" or "LongLength", Instance: { } instance } =>
            OperationFacts.Same(OperationFacts.SymbolOf(instance), symbol) || IsAlias(instance, symbol, 0),
        IInvocationOperation { TargetMethod.Name: "Count", Arguments: { Length: 1 } arguments } =>
            OperationFacts.Same(OperationFacts.SymbolOf(arguments[0].Value), symbol),
        IInvocationOperation { Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } measure when Measures(measure.TargetMethod.Name) =>
            measure.Arguments.Any(a => OperationFacts.Same(OperationFacts.SymbolOf(a.Value), symbol)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide or BinaryOperatorKind.Multiply } scaled => IsLengthOf(scaled.LeftOperand, symbol),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => IsLengthOf(sum.LeftOperand, symbol) || IsLengthOf(sum.RightOperand, symbol),
        ILocalReferenceOperation local when SingleInitializer(local) is { } initializer =>
            OperationFacts.Unwrap(initializer) is not ILocalReferenceOperation && IsLengthOf(initializer, symbol),
        _ => false,
    };

    /// <summary>
    /// A number from which the length of each text is taken, or to which it is added, before it is tested:
    /// <c>left -= line.Length; if (left &lt; 0) break;</c>. The way it changes; null when the operation is none.
    /// </summary>
    private BinaryOperatorKind? BudgetOf(IOperation number, ISymbol symbol)
    {
        if (OperationFacts.Unwrap(number) is not ILocalReferenceOperation budget)
        {
            return null;
        }

        for (IOperation? child = number, parent = number.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IBlockOperation block)
            {
                var change = block.Operations.TakeWhile(o => o != child).OfType<IExpressionStatementOperation>()
                    .Select(static s => s.Operation).OfType<ICompoundAssignmentOperation>()
                    .FirstOrDefault(c => c.OperatorKind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract
                        && OperationFacts.Same(OperationFacts.SymbolOf(c.Target), budget.Local) && IsLengthOf(c.Value, symbol));
                return change?.OperatorKind;
            }
        }

        return null;
    }

    private static bool Measures(string method) =>
        method.IndexOf("Token", StringComparison.Ordinal) >= 0 || method.IndexOf("Length", StringComparison.Ordinal) >= 0
        || method.IndexOf("Size", StringComparison.Ordinal) >= 0 || method.IndexOf("Count", StringComparison.Ordinal) >= 0;

    /// <summary>The initializer of a local whose declaration stands before the reference in an enclosing block.</summary>
    private static IOperation? SingleInitializer(ILocalReferenceOperation reference) => Initializer(reference, reference.Local);

    private static IOperation? Initializer(IOperation use, ISymbol variable)
    {
        for (IOperation? block = use.Parent; block is not null; block = block.Parent)
        {
            if (block is not IBlockOperation)
            {
                continue;
            }

            foreach (var statement in block.ChildOperations)
            {
                if (statement is not IVariableDeclarationGroupOperation group)
                {
                    continue;
                }

                foreach (var declaration in group.Declarations)
                {
                    foreach (var declarator in declaration.Declarators)
                    {
                        if (OperationFacts.Same(declarator.Symbol, variable))
                        {
                            return declarator.GetVariableInitializer()?.Value;
                        }
                    }
                }
            }
        }

        return null;
    }
}
