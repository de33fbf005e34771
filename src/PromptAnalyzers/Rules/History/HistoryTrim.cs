using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.History;

/// <summary>A place that cuts messages off a history by their number.</summary>
internal readonly struct HistoryTrim
{
    /// <summary>The methods that cut by number: the cheap first question.</summary>
    public static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create("RemoveAt", "RemoveRange", "Remove", "TakeLast", "Skip", "GetRange", "Slice");

    private HistoryTrim(IOperation operation, IOperation history, bool dropsFirst)
    {
        Operation = operation;
        History = history;
        DropsFirst = dropsFirst;
    }

    public IOperation Operation { get; }

    /// <summary>The expression that names what is cut.</summary>
    public IOperation History { get; }

    /// <summary>The message at index 0 goes; otherwise only messages behind it.</summary>
    public bool DropsFirst { get; }

    public static HistoryTrim? Of(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod.Name: "RemoveAt", Arguments: { Length: 1 } arguments, Instance: { } list } removal
                when Constant(arguments[0].Value) is { } index:
                return new HistoryTrim(removal, list, index == 0);
            case IInvocationOperation { TargetMethod.Name: "RemoveRange", Arguments: { Length: 2 } arguments, Instance: { } list } removal
                when Constant(arguments.First(static a => a.Parameter?.Ordinal == 0).Value) is { } start:
                return new HistoryTrim(removal, list, start == 0);
            case IInvocationOperation { TargetMethod.Name: "Remove", Arguments: { Length: 1 } arguments, Instance: { } list } removal
                when IsFirstOf(arguments[0].Value, list):
                return new HistoryTrim(removal, list, true);
            case IInvocationOperation { TargetMethod.Name: "TakeLast" } window when OperationFacts.ReceiverOf(window) is { } source:
                return Window(window, source);
            case IInvocationOperation { TargetMethod.Name: "Skip", Arguments: { Length: 2 } arguments } window
                when OperationFacts.ReceiverOf(window) is { } source && !IsLeadingPart(arguments[1].Value):
                return Window(window, source);
            case IInvocationOperation { TargetMethod.Name: "GetRange" or "Slice", Arguments: { Length: 2 } arguments, Instance: { } list } window
                when OperationFacts.Unwrap(arguments[0].Value) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract }:
                return Window(window, list);
            default:
                return null;
        }
    }

    /// <summary>
    /// True when the number of messages decides about the cut; a message that is taken out for what it says is another matter.
    /// </summary>
    public bool IsByCount()
    {
        if (Operation is not IInvocationOperation { TargetMethod.Name: "RemoveAt" or "RemoveRange" or "Remove" } removal)
        {
            return true;
        }

        if (removal.Arguments.Any(static a => Measures(a.Value)))
        {
            return true;
        }

        for (IOperation? parent = removal.Parent; parent is not null and not (ILocalFunctionOperation or IAnonymousFunctionOperation); parent = parent.Parent)
        {
            var condition = parent switch
            {
                IConditionalOperation conditional => conditional.Condition,
                IWhileLoopOperation loop => loop.Condition,
                IForLoopOperation loop => loop.Condition,
                _ => null,
            };
            if (condition is not null && condition.DescendantsAndSelf().Any(static o => o is IBinaryOperation
                {
                    OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual,
                } comparison && !IsEmptinessTest(comparison)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Measures(IOperation value) => value.DescendantsAndSelf().Any(static o =>
        o is IPropertyReferenceOperation { Property.Name: "Count" or "Length" } or IInvocationOperation { TargetMethod.Name: "Count" });

    /// <summary><c>Count > 0</c> asks whether there is something, not whether it is too much.</summary>
    private static bool IsEmptinessTest(IBinaryOperation comparison) =>
        Constant(comparison.RightOperand) is 0 or 1 || Constant(comparison.LeftOperand) is 0 or 1;

    private static HistoryTrim? Window(IOperation window, IOperation source)
    {
        bool skipsFirst = false;
        source = OperationFacts.Unwrap(source);
        while (source is IInvocationOperation { TargetMethod.Name: "Where" or "Skip" or "AsEnumerable" or "ToList" } step && OperationFacts.ReceiverOf(step) is { } inner)
        {
            skipsFirst |= step.TargetMethod.Name is "Where" or "Skip";
            source = OperationFacts.Unwrap(inner);
        }

        // Without what is skipped the first message is not part of the window; whoever skips it puts it back.
        return new HistoryTrim(window, source, !skipsFirst && !IsPutTogether(window));
    }

    /// <summary>The window is only one part of the new list: another part can be the system message.</summary>
    private static bool IsPutTogether(IOperation window)
    {
        for (var parent = window.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IInvocationOperation { TargetMethod.Name: "Concat" or "Prepend" or "Union" }:
                    return true;
                case var _ when OperationFacts.IsCollectionExpression(parent):
                    return parent.ChildOperations.Count() > 1;
                case IObjectCreationOperation { Initializer: not null }:
                    return true;
                case IExpressionStatementOperation or IBlockOperation or IVariableDeclaratorOperation or IReturnOperation:
                    return false;
            }
        }

        return false;
    }

    /// <summary><c>Skip(1)</c> by itself leaves a constant part out, such as the system message.</summary>
    private static bool IsLeadingPart(IOperation count) =>
        OperationFacts.Unwrap(count) is not (IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } or IInvocationOperation { TargetMethod.Name: "Max" });

    private static int? Constant(IOperation value) =>
        OperationFacts.Unwrap(value).ConstantValue is { HasValue: true, Value: int number } ? number : null;

    private static bool IsFirstOf(IOperation value, IOperation list) => OperationFacts.Unwrap(value) switch
    {
        IPropertyReferenceOperation { Arguments: { Length: 1 } index, Instance: { } source } =>
            Constant(index[0].Value) == 0 && OperationFacts.Same(OperationFacts.SymbolOf(source), OperationFacts.SymbolOf(list)),
        IInvocationOperation { TargetMethod.Name: "First" or "FirstOrDefault", Arguments.Length: 1 } first =>
            OperationFacts.Same(OperationFacts.SymbolOf(first.Arguments[0].Value), OperationFacts.SymbolOf(list)),
        _ => false,
    };
}
