using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <summary>Small questions about operations that several parts ask.</summary>
internal static class OperationFacts
{
    // Microsoft.CodeAnalysis 4.8 has no names for these; a 4.8 host gives kind None with the same children.
    private const OperationKind CollectionExpressionKind = (OperationKind)127;
    private const OperationKind SpreadKind = (OperationKind)128;

    /// <summary>[a, b, .. c]; its children are the elements.</summary>
    public static bool IsCollectionExpression(IOperation operation) =>
        operation.Kind == CollectionExpressionKind
        || (operation.Kind == OperationKind.None && operation.Syntax.IsKind(SyntaxKind.CollectionExpression));

    /// <summary>.. c in a collection expression; its child is the collection.</summary>
    public static bool IsSpread(IOperation operation) =>
        operation.Kind == SpreadKind
        || (operation.Kind == OperationKind.None && operation.Syntax.IsKind(SyntaxKind.SpreadElement));

    public static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    // Of a body, so that a stack seldom grows.
    private const int UsualDepth = 24;

    /// <summary>Without conversions, parentheses and awaits.</summary>
    public static IOperation Unwrap(IOperation operation)
    {
        while (true)
        {
            // The kind is a number; each question for an interface costs more.
            switch (operation.Kind)
            {
                case OperationKind.Conversion:
                    operation = ((IConversionOperation)operation).Operand;
                    break;
                case OperationKind.Parenthesized:
                    operation = ((IParenthesizedOperation)operation).Operand;
                    break;
                case OperationKind.Await:
                    operation = ((IAwaitOperation)operation).Operation;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>What the user wrote: without the conversions that the compiler adds.</summary>
    public static IOperation WithoutImplicitConversion(IOperation operation)
    {
        while (operation.Kind == OperationKind.Conversion && operation.IsImplicit)
        {
            operation = ((IConversionOperation)operation).Operand;
        }

        return operation;
    }

    /// <summary>What a call works on, as receiver or as the first argument of an extension method.</summary>
    public static IOperation? ReceiverOf(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault()?.Value : null);

    /// <summary>The local, parameter, field or property that an operation names; null for anything else.</summary>
    public static ISymbol? SymbolOf(IOperation? operation)
    {
        if (operation is null)
        {
            return null;
        }

        operation = Unwrap(operation);
        return operation.Kind switch
        {
            OperationKind.LocalReference => ((ILocalReferenceOperation)operation).Local,
            OperationKind.ParameterReference => ((IParameterReferenceOperation)operation).Parameter,
            OperationKind.FieldReference => ((IFieldReferenceOperation)operation).Field,
            OperationKind.PropertyReference when (IPropertyReferenceOperation)operation is { Arguments.IsEmpty: true, Property: var property } => property,
            _ => null,
        };
    }

    /// <summary>The type of a local, parameter, field or property; null for anything else.</summary>
    public static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    public static bool Same(ISymbol? left, ISymbol? right) => left is not null && SymbolEqualityComparer.Default.Equals(left, right);

    /// <summary>The full name of the namespace of a symbol, without the cost of a display string; empty for none.</summary>
    public static string NamespaceOf(ISymbol symbol)
    {
        string name = "";
        for (var space = symbol.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            name = name.Length == 0 ? space.Name : space.Name + "." + name;
        }

        return name;
    }

    /// <summary>All operations below, without those of nested functions.</summary>
    public static IEnumerable<IOperation> DescendantsInBody(IOperation root)
    {
        var open = new Stack<IOperation.OperationList.Enumerator>(UsualDepth);
        open.Push(root.ChildOperations.GetEnumerator());
        while (open.Count > 0)
        {
            var children = open.Pop();
            if (!children.MoveNext())
            {
                continue;
            }

            var operation = children.Current;
            open.Push(children);
            yield return operation;
            if (operation.Kind is not (OperationKind.AnonymousFunction or OperationKind.LocalFunction))
            {
                open.Push(operation.ChildOperations.GetEnumerator());
            }
        }
    }

    /// <summary>The innermost loop round an operation, within the function that contains it.</summary>
    public static ILoopOperation? EnclosingLoop(IOperation operation)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return null;
                case IForEachLoopOperation each when child == each.Collection:
                    break;
                case ILoopOperation loop:
                    return loop;
            }
        }

        return null;
    }

    public static bool IsText(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_String;

    /// <summary>Text, or a run of characters or bytes: its elements say nothing, its length is its size.</summary>
    public static bool IsTextOrBytes(ITypeSymbol? type) => IsText(type) || type switch
    {
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Char or SpecialType.System_Byte } => true,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory", TypeArguments: { Length: 1 } arguments } =>
            arguments[0].SpecialType is SpecialType.System_Char or SpecialType.System_Byte,
        _ => false,
    };

    /// <summary>Numbers, dates, identifiers, enums: small whatever they come from.</summary>
    public static bool IsSmall(ITypeSymbol? type) => type switch
    {
        null => false,
        { TypeKind: TypeKind.Enum } => true,
        { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_Double } => true,
        { SpecialType: SpecialType.System_DateTime } => true,
        { IsValueType: true, Name: "Guid" or "TimeSpan" or "DateTimeOffset" or "DateOnly" or "TimeOnly" } => true,
        _ => false,
    };

    public static bool IsCollection(ITypeSymbol? type)
    {
        if (type is null || IsText(type))
        {
            return false;
        }

        if (type is IArrayTypeSymbol || IsEnumerable(type))
        {
            return true;
        }

        // Of the definition: those of a constructed type are made anew for each of its uses.
        foreach (var contract in type.OriginalDefinition.AllInterfaces)
        {
            if (IsEnumerable(contract))
            {
                return true;
            }
        }

        return false;

        static bool IsEnumerable(ITypeSymbol candidate) =>
            candidate.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;
    }

    /// <summary>What a collection holds; null for one that is not generic.</summary>
    public static ITypeSymbol? ElementTypeOf(ITypeSymbol collection)
    {
        switch (collection)
        {
            case IArrayTypeSymbol array:
                return array.ElementType;
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } sequence:
                return sequence.TypeArguments[0];
            default:
                return collection.AllInterfaces.FirstOrDefault(static i =>
                    i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0];
        }
    }

    /// <summary>
    /// The expressions in the holes of an interpolated string, also of one that a library takes piece by piece:
    /// <c>builder.Append($"{text}")</c> calls a handler for each of them.
    /// </summary>
    public static IEnumerable<IOperation> HolesOf(IInterpolatedStringOperation text)
    {
        foreach (var part in text.Parts)
        {
            switch (part)
            {
                case IInterpolationOperation hole:
                    yield return hole.Expression;
                    break;
                case IInterpolatedStringAppendOperation { Kind: OperationKind.InterpolatedStringAppendFormatted, AppendCall: IInvocationOperation { Arguments: { Length: > 0 } arguments } }:
                    yield return arguments[0].Value;
                    break;
            }
        }
    }

    /// <summary>Names of parameters that say how many: top, limit, maxResults, pageSize.</summary>
    public static bool IsLimitName(string name) =>
        name is "n" or "k" or "first" or "size" or "amount" or "number" or "count" || SqlText.IsLimitName(name);

    /// <summary>True when control leaves the statement only by return, throw, continue or break.</summary>
    public static bool Exits(IOperation? statement)
    {
        switch (statement)
        {
            case IReturnOperation or IThrowOperation or IBranchOperation:
                return true;
            case IBlockOperation block:
                return block.Operations.Any(Exits);
            default:
                return false;
        }
    }
}
