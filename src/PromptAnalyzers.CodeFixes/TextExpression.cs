using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>The expression that a diagnostic marks, and what may be put in its place.</summary>
internal static class TextExpression
{
    /// <summary>The marked expression with all parentheses around it.</summary>
    public static ExpressionSyntax? Find(FixContext context, Diagnostic diagnostic)
    {
        if (!context.Owns(diagnostic.Location))
        {
            return null;
        }

        SyntaxNode node = context.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var expression = node switch
        {
            ExpressionSyntax found => found,
            ArgumentSyntax { RefKindKeyword.RawKind: 0 } argument => argument.Expression,
            InterpolationSyntax hole => hole.Expression,
            ReturnStatementSyntax result => result.Expression,
            ArrowExpressionClauseSyntax arrow => arrow.Expression,
            _ => null,
        };
        while (expression?.Parent is ParenthesizedExpressionSyntax outer)
        {
            expression = outer;
        }

        return expression;
    }

    /// <summary>False where the text's own form matters: an interpolated string handler, a ref argument.</summary>
    public static bool AcceptsString(FixContext context, ExpressionSyntax expression, TypeInfo info)
    {
        if (expression.Parent is ArgumentSyntax argument && !argument.RefKindKeyword.IsKind(SyntaxKind.None))
        {
            return false;
        }

        return info.ConvertedType is null
            || info.ConvertedType.SpecialType == SpecialType.System_String
            || context.Model.Compilation.ClassifyConversion(info.Type!, info.ConvertedType).IsImplicit;
    }

    /// <summary>The string of a <c>Task&lt;string&gt;</c> or <c>ValueTask&lt;string&gt;</c>.</summary>
    public static ITypeSymbol? TaskResult(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Arity: 1 } task
        && (LanguageFacts.IsType(task, "System.Threading.Tasks", "Task") || LanguageFacts.IsType(task, "System.Threading.Tasks", "ValueTask"))
        && task.TypeArguments[0].SpecialType == SpecialType.System_String
            ? task.TypeArguments[0]
            : null;

    /// <summary>The expression on one short line, for a title.</summary>
    public static string Describe(ExpressionSyntax expression)
    {
        string text = Regex.Replace(expression.ToString(), @"\s+", " ");
        return text.Length <= 40 ? text : text.Substring(0, 37) + "...";
    }
}
