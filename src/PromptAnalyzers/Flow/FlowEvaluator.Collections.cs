using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Flow;

/// <content>Collections of unknown length: what nobody here can see the end of, and what keeps them short after all.</content>
internal sealed partial class FlowEvaluator
{
    private enum Lookup
    {
        /// <summary>By the key of the element: one element at most.</summary>
        One,

        /// <summary>By some key: few elements, as far as one can tell without the data.</summary>
        Few,
    }

    /// <summary>
    /// A collection that comes from an interface, an override or another library. The base library and the SDKs are
    /// left out: what they give is in the tables or small.
    /// </summary>
    private FlowValue UnknownResult(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (ResultType(method.ReturnType) is not { } type || IsFramework(method) || call.Arguments.Any(IsLimit) || SaysFew(method.Name) || HasRowLimit(call))
        {
            return FlowValue.None;
        }

        if (OperationFacts.IsCollection(type))
        {
            return OperationFacts.ElementTypeOf(type) is { } element && !IsBytes(element)
                && (SymbolEqualityComparer.Default.Equals(element.ContainingAssembly, _engine.Assembly) || !SdkReferences.IsSdkAssembly(element.ContainingAssembly))
                ? FlowValue.OfCount(new Origin(OriginKind.Collection, call.Syntax))
                : FlowValue.None;
        }

        // An answer of a client library: the lists in it are as long as its server likes.
        bool isForeign = !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _engine.Assembly)
            && type is INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } && !IsFramework(type);
        return isForeign ? FlowValue.OfGraph(new Origin(OriginKind.Collection, call.Syntax)) : FlowValue.None;
    }

    private bool IsFramework(ISymbol symbol)
    {
        if (SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, _engine.Assembly))
        {
            return false;
        }

        if (SdkReferences.IsSdkAssembly(symbol.ContainingAssembly))
        {
            return true;
        }

        string name = OperationFacts.NamespaceOf(symbol);
        return name == "System" || name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal);
    }

    private static bool IsBytes(ITypeSymbol element) => element.SpecialType is SpecialType.System_Byte or SpecialType.System_Char;

    /// <summary>An argument for a parameter that says how many.</summary>
    private static bool IsLimit(IArgumentOperation argument) =>
        argument.Parameter is { } parameter && OperationFacts.IsLimitName(parameter.Name)
        && argument.Value.ConstantValue is not { HasValue: true, Value: null or int.MaxValue };

    /// <summary>Without a body the name may silence: Top10, FindNearest, GetLatest, NextPage.</summary>
    private static bool SaysFew(string method) =>
        FewWords.Any(word => method.IndexOf(word, StringComparison.Ordinal) >= 0);

    private static readonly ImmutableArray<string> FewWords = ImmutableArray.Create(
        "Top", "First", "Latest", "Recent", "Nearest", "Page", "Next", "Single", "Limited", "Sample", "Supported", "Available", "Names");

    /// <summary>A query text that names a number of rows: LIMIT 10, TOP (5), FETCH NEXT 20 ROWS.</summary>
    private static bool HasRowLimit(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.ConstantValue is { HasValue: true, Value: string text } && SqlText.LimitsRows(text))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A mutable collection of the user's own objects that the class keeps: a store as far as a query on it goes.</summary>
    private bool IsStore(IOperation source)
    {
        source = OperationFacts.Unwrap(source);
        if (source is IPropertyReferenceOperation { Property.Name: "Values", Instance: { } map })
        {
            source = OperationFacts.Unwrap(map);
        }

        return source is IFieldReferenceOperation { Field: { IsConst: false, Type: INamedTypeSymbol { TypeKind: TypeKind.Class, Name: "List" or "Dictionary" or "ConcurrentDictionary" or "ConcurrentBag" } type } field }
            && SymbolEqualityComparer.Default.Equals(field.ContainingAssembly, _engine.Assembly)
            && type.TypeArguments[type.TypeArguments.Length - 1] is { TypeKind: TypeKind.Class } element
            && SymbolEqualityComparer.Default.Equals(element.ContainingAssembly, _engine.Assembly)
            && !IsWrittenOut(field);
    }

    /// <summary>
    /// Every element stands in the declaration, and the class adds none: as long as whoever wrote it made it. A constructor
    /// that fills the list stands for whatever fills it in earnest: that is judged a store.
    /// </summary>
    private bool IsWrittenOut(IFieldSymbol field)
    {
        if (!(field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private) || _engine.MayGrow(field, _cancellationToken))
        {
            return false;
        }

        var values = _engine.ValuesGivenTo(field, _cancellationToken).Select(OperationFacts.Unwrap).ToList();
        return values.Count > 0 && values.All(static value => value.Syntax.Parent is EqualsValueClauseSyntax && value switch
        {
            IObjectCreationOperation { Initializer.Initializers.IsEmpty: false } list => list.Arguments.All(static a => OperationFacts.IsSmall(a.Value.Type)),
            _ => OperationFacts.IsCollectionExpression(value) && value.ChildOperations.Any() && !value.ChildOperations.Any(OperationFacts.IsSpread),
        });
    }

    /// <summary>An equality on an identifier in a predicate; null for any other.</summary>
    private static Lookup? LookupOf(IOperation predicate)
    {
        Lookup? found = null;
        foreach (var inner in predicate.Descendants())
        {
            var member = inner switch
            {
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality => Identifier(equality.LeftOperand) ?? Identifier(equality.RightOperand),
                IInvocationOperation { TargetMethod.Name: "Equals" } call => (call.Instance is { } instance ? Identifier(instance) : null)
                    ?? call.Arguments.Select(a => Identifier(a.Value)).FirstOrDefault(static m => m is not null),
                _ => null,
            };
            if (member is null || IsUnderOr(inner))
            {
                continue;
            }

            bool isKey = member.Name is "Id" or "ID" or "Guid" or "Key" || member.Name == member.ContainingType.Name + "Id";
            found = isKey ? Lookup.One : found ?? Lookup.Few;
        }

        return found;

        static ISymbol? Identifier(IOperation side) =>
            OperationFacts.Unwrap(side) is IMemberReferenceOperation { Instance: IParameterReferenceOperation } member
                && (member.Member.Name is "Guid" or "Key" || member.Member.Name.EndsWith("Id", StringComparison.Ordinal) || member.Member.Name.EndsWith("ID", StringComparison.Ordinal))
                ? member.Member
                : null;

        static bool IsUnderOr(IOperation inner)
        {
            for (var parent = inner.Parent; parent is not null and not IAnonymousFunctionOperation; parent = parent.Parent)
            {
                if (parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or IUnaryOperation)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
