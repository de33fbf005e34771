using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.ToolResults;

/// <summary>
/// PA4003: a tool returns bytes, base64 or a vector, which reach the model as text: a third more characters than bytes,
/// hardly any of them a token of its own, and nothing that a model can read.
/// </summary>
internal sealed class BinaryToolResultRule : IToolResultRule
{
    private const int MaxDepth = 8;

    public DiagnosticDescriptor Descriptor => Descriptors.BinaryToolResult;

    public Diagnostic? Check(ToolResult result, RuleContext rules)
    {
        string? what = KindOf(ToolResults.ValueType(result.Returned.Type));
        var source = result.Returned;
        if (what is null && OperationFacts.IsText(ToolResults.ValueType(result.Returned.Type)))
        {
            var found = Encoding(result.Returned, rules.Engine, 0);
            if (found is not null)
            {
                source = found;
                what = "base64";
            }
        }
        else if (what is not null && IsShort(result.Returned, rules.Engine, 0))
        {
            return null;
        }

        return what is null
            ? null
            : Diagnostic.Create(
                Descriptor,
                result.Returned.Syntax.GetLocation(),
                ImmutableArray.Create(source.Syntax.GetLocation()),
                result.Tool,
                what);
    }

    private static string? KindOf(ITypeSymbol? type)
    {
        var element = type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { Name: "ReadOnlyMemory" or "Memory" or "ImmutableArray" or "List" or "IReadOnlyList" or "IList" or "IEnumerable", TypeArguments: { Length: 1 } arguments } => arguments[0],
            _ => null,
        };
        if (element?.SpecialType == SpecialType.System_Byte)
        {
            return "bytes";
        }

        bool isVector = element?.SpecialType == SpecialType.System_Single
            || (type is { Name: "Embedding" } && SdkReferences.IsSdkAssembly(type.ContainingAssembly));
        return isVector ? "a vector" : null;
    }

    /// <summary>The base64 encoding that becomes the result, in the tool or in a method of the user's that it calls.</summary>
    private static IOperation? Encoding(IOperation? value, FlowEngine engine, int depth)
    {
        if (value is null || depth > MaxDepth)
        {
            return null;
        }

        value = OperationFacts.Unwrap(value);
        switch (value)
        {
            case IInvocationOperation { TargetMethod: { Name: "ToBase64String", ContainingType: { Name: "Convert", ContainingNamespace.Name: "System" } } } convert:
                return convert.Arguments.Length == 0 || IsShort(convert.Arguments[0].Value, engine, 0) || convert.Arguments.Any(static a => a.Parameter?.Name == "length") ? null : convert;
            case ILocalReferenceOperation local:
                return engine.IndexOf(OperationFacts.Root(local)).WritesTo(local.Local).Where(static w => w.Kind is WriteKind.Assign or WriteKind.Append)
                    .Select(w => Encoding(w.Value, engine, depth + 1)).FirstOrDefault(static f => f is not null);
            case IInterpolatedStringOperation interpolated:
                return OperationFacts.HolesOf(interpolated).Select(hole => Encoding(hole, engine, depth + 1)).FirstOrDefault(static f => f is not null);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } add:
                return Encoding(add.LeftOperand, engine, depth + 1) ?? Encoding(add.RightOperand, engine, depth + 1);
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                return Encoding(conditional.WhenTrue, engine, depth + 1) ?? Encoding(whenFalse, engine, depth + 1);
            case IInvocationOperation call when engine.BodyOf((call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition, CancellationToken.None) is { } body
                && !call.TargetMethod.IsVirtual:
                return OperationFacts.DescendantsInBody(body).OfType<IReturnOperation>()
                    .Select(r => Encoding(r.ReturnedValue, engine, depth + 3)).FirstOrDefault(static f => f is not null) is null ? null : call;
            default:
                return null;
        }
    }

    /// <summary>Hashes, keys, random tokens and what is cut: few bytes by what makes them.</summary>
    private static bool IsShort(IOperation value, FlowEngine engine, int depth)
    {
        value = OperationFacts.Unwrap(value);
        switch (value)
        {
            case var _ when depth > MaxDepth:
                return false;
            case ILocalReferenceOperation local:
                var writes = engine.IndexOf(OperationFacts.Root(local)).WritesTo(local.Local);
                return writes.Count > 0 && writes.All(w => w.Kind == WriteKind.Assign && IsShort(w.Value, engine, depth + 1));
            case IArrayCreationOperation array:
                return array.DimensionSizes.All(s => engine.Bounds.IsBoundingNumber(s)) && array.DimensionSizes.All(static s => s.ConstantValue is not { Value: > 4096 });
            case IInvocationOperation { TargetMethod: { } method } call:
                string name = method.Name;
                return name.IndexOf("Hash", StringComparison.Ordinal) >= 0
                    || name is "GetBytes" && method.ContainingType.Name is "RandomNumberGenerator" or "BitConverter"
                    || name is "ToByteArray" && method.ContainingType.Name is "Guid" or "BigInteger"
                    || name is "Take" or "Slice" or "GetRandomBytes" or "SignData" or "ExportSubjectPublicKeyInfo"
                    || (name is "GetBytes" or "ToArray" && call.Arguments.Concat<IOperation>(call.Instance is { } i ? new[] { i } : Array.Empty<IOperation>())
                        .Any(a => engine.Evaluate(a is IArgumentOperation argument ? argument.Value : a, CancellationToken.None).IsNone));
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation:
                return true;
            default:
                return OperationFacts.IsCollectionExpression(value);
        }
    }
}
