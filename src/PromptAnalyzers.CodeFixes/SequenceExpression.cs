using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>Small questions about an expression that is a sequence, and the edit that puts calls behind one.</summary>
internal static class SequenceExpression
{
    /// <summary>Puts calls behind an expression, in parentheses where it needs them.</summary>
    public static IEnumerable<Edit> After(ExpressionSyntax expression, string text, string prefix = "", string suffix = "")
    {
        bool isPostfix = prefix.Length == 0 && expression is InvocationExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax
            or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or ObjectCreationExpressionSyntax or ThisExpressionSyntax or PostfixUnaryExpressionSyntax;
        if (isPostfix)
        {
            yield return Edit.Insert(expression.Span.End, text);
            yield break;
        }

        int length = expression.Span.Length;
        yield return Edit.Insert(expression.SpanStart, "(" + prefix, -length);
        yield return Edit.Insert(expression.Span.End, suffix + ")" + text, length);
    }

    /// <summary>Without parentheses, awaits, ConfigureAwait and the null-forgiving operator.</summary>
    public static ExpressionSyntax Unwrapped(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case AwaitExpressionSyntax awaited:
                    expression = awaited.Expression;
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } configured }:
                    expression = configured.Expression;
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                    expression = suppressed.Operand;
                    break;
                default:
                    return expression;
            }
        }
    }

    /// <summary>What a sequence is a sequence of; null for a text and for what is no sequence.</summary>
    public static ITypeSymbol? ElementType(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String)
        {
            return null;
        }

        if (type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
        {
            return ((INamedTypeSymbol)type).TypeArguments[0];
        }

        return type.AllInterfaces.FirstOrDefault(static i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0];
    }

    /// <summary>Older targets have no TakeLast.</summary>
    public static bool HasOperator(FixContext context, string name) =>
        context.Model.Compilation.SourceModule.ReferencedAssemblySymbols
            .Any(a => a.GetTypeByMetadataName("System.Linq.Enumerable") is { } type && !type.GetMembers(name).IsEmpty);

    /// <summary>Two ways to enumerate, hence two meanings of Take.</summary>
    public static bool IsAsyncSequence(ITypeSymbol type) =>
        type.AllInterfaces.Any(static i => i.Name == "IAsyncEnumerable") && type.AllInterfaces.All(static i => i.Name != "IQueryable");

    public static bool IsMap(ITypeSymbol type) => type.Name == "IDictionary" || type.AllInterfaces.Any(static i => i.Name is "IDictionary" or "IReadOnlyDictionary");
}
