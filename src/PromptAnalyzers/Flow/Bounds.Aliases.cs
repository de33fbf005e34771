using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <content>Which variables hold the same text, so that a test of one is a test of the other.</content>
internal sealed partial class Bounds
{
    /// <summary>The index of the body that contains an operation.</summary>
    public Func<IOperation, BodyIndex>? IndexOf { get; set; }

    /// <summary>Another name: a local made of the text, or of which the text is made; testing one tests the other.</summary>
    private bool IsAlias(IOperation instance, ISymbol symbol, int depth)
    {
        // How many elements a list has says nothing of the text that is one of them.
        if (depth > 3 || OperationFacts.Unwrap(instance) is not ILocalReferenceOperation local || !KeepsItsText(local)
            || IsList(local.Type) != IsList(OperationFacts.TypeOf(symbol)))
        {
            return false;
        }

        if (SingleInitializer(local) is { } initializer && !OperationFacts.IsSmall(initializer.Type)
            && initializer.DescendantsAndSelf().Any(o => o is ILocalReferenceOperation or IParameterReferenceOperation
                && (OperationFacts.Same(OperationFacts.SymbolOf(o), symbol) || IsAlias(o, symbol, depth + 1))))
        {
            return true;
        }

        return symbol is ILocalSymbol && Initializer(local, symbol) is { } own
            && (OperationFacts.Same(OperationFacts.SymbolOf(own), local.Local) || OperationFacts.Same(OnlyTextOf(own), local.Local));
    }

    private static bool IsList(ITypeSymbol? type) => OperationFacts.IsCollection(type) && !OperationFacts.IsTextOrBytes(type);

    /// <summary>Since it was declared the variable has at most grown, or been cleaned: it is not a cut copy.</summary>
    private bool KeepsItsText(ILocalReferenceOperation variable)
    {
        if (IndexOf?.Invoke(variable).WritesTo(variable.Local) is not { } writes)
        {
            return true;
        }

        foreach (var write in writes)
        {
            bool keeps = write.Kind == WriteKind.Append
                || write.Node is IVariableDeclaratorOperation
                || (OperationFacts.Unwrap(write.Value) is IInvocationOperation { TargetMethod: { Name: not ("Substring" or "Remove"), ContainingType.SpecialType: SpecialType.System_String } }
                    && OperationFacts.Same(OnlyTextOf(write.Value), variable.Local));
            if (!keeps)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The one text that another is made of: <c>raw.Trim()</c>, <c>await CleanAsync(raw, 5)</c>, <c>$"Page: {raw}"</c>.
    /// Not by a library's function, whose argument may be the name of a file.
    /// </summary>
    public static ISymbol? OnlyTextOf(IOperation value, int depth = 0)
    {
        const int MaxNesting = 4;
        value = OperationFacts.Unwrap(value);
        if (depth > MaxNesting || value switch
            {
                IInvocationOperation call => !OperationFacts.IsText(call.Instance?.Type) && !call.TargetMethod.Locations.Any(static l => l.IsInSource),
                IInterpolatedStringOperation => false,
                IImplicitIndexerReferenceOperation part => !OperationFacts.IsText(part.Instance.Type),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => !OperationFacts.IsText(sum.Type),
                _ => true,
            })
        {
            return null;
        }

        var texts = PartsOf(value).Where(static v => !v.ConstantValue.HasValue && !OperationFacts.IsSmall(OperationFacts.Unwrap(v).Type) && v is not IInstanceReferenceOperation).Take(2).ToList();
        return texts.Count == 1 ? OperationFacts.SymbolOf(texts[0]) ?? OnlyTextOf(texts[0], depth + 1) : null;
    }

    private static IEnumerable<IOperation> PartsOf(IOperation value)
    {
        switch (value)
        {
            case IInvocationOperation { Arguments: var arguments, Instance: var instance }:
                return instance is null ? arguments.Select(static a => a.Value) : arguments.Select(static a => a.Value).Append(instance);
            case IInterpolatedStringOperation text:
                return OperationFacts.HolesOf(text);
            case IImplicitIndexerReferenceOperation part:
                return new[] { part.Instance };
            default:
                return Operands(value);
        }

        // Thousands of operands lean to the left: a loop, not recursion.
        static IEnumerable<IOperation> Operands(IOperation sum)
        {
            while (sum is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } add && OperationFacts.IsText(add.Type))
            {
                yield return add.RightOperand;
                sum = OperationFacts.Unwrap(add.LeftOperand);
            }

            yield return sum;
        }
    }
}
