using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>The number of a limit: as it is written, and as the fixes write it.</summary>
internal static class LimitNumber
{
    /// <summary><c>128_000</c>, <c>-1</c>, <c>int.MaxValue</c>, <c>64 * 1024</c>; not where a comment says something about it.</summary>
    public static bool IsOne(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.NumericLiteralExpression),
        PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax } minus => minus.IsKind(SyntaxKind.UnaryMinusExpression),
        MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax, Name.Identifier.ValueText: "MaxValue" } => true,
        BinaryExpressionSyntax binary => IsOne(binary.Left) && IsOne(binary.Right)
            && binary.DescendantTrivia().All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || !binary.Span.Contains(trivia.Span)),
        _ => false,
    };

    /// <summary>Says what the limit will be.</summary>
    public static string Title(Diagnostic diagnostic, int limit) => string.Format(
        CultureInfo.InvariantCulture,
        diagnostic.Id == RuleIds.UnboundedAgentLoop ? "Allow at most {0:N0} rounds of model calls" : "Allow at most {0:N0} output tokens",
        limit);
}
