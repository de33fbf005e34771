using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.History;

/// <summary>A place that cuts messages off a history by their number.</summary>
internal readonly struct HistoryTrim
{
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
