using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>The expression that a diagnostic marks, and what may be put in its place.</summary>
internal static class TextExpression
{
    /// <summary>The marked expression with all parentheses and null-forgiving marks around it.</summary>
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
        expression = expression is BaseObjectCreationExpressionSyntax creation && OnlyTextIn(context, creation) is { } text ? text : expression;

        // `(object)text`: what is cut is the text.
        while (expression is CastExpressionSyntax cast
            && context.Model.GetTypeInfo(cast).Type is not { SpecialType: SpecialType.System_String }
            && context.Model.GetTypeInfo(cast.Expression).Type is { SpecialType: SpecialType.System_String })
        {
            expression = cast.Expression;
        }

        while (expression?.Parent is ParenthesizedExpressionSyntax
            || (expression?.Parent is PostfixUnaryExpressionSyntax postfix && postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression)))
        {
            expression = (ExpressionSyntax)expression.Parent;
        }

        return expression is not null && IsEncoded(expression) ? null : expression;
    }

    /// <summary>The base64 of <c>data:text/plain;base64,...</c>, or such an address whole: a part of it cannot be decoded.</summary>
    private static bool IsEncoded(ExpressionSyntax expression)
    {
        SyntaxNode? before = expression.Parent switch
        {
            InterpolationSyntax { Parent: InterpolatedStringExpressionSyntax text } hole => text.Contents.TakeWhile(part => part != hole).LastOrDefault(),
            BinaryExpressionSyntax sum when sum.Right == expression => sum.Left is BinaryExpressionSyntax { Right: var last } ? last : sum.Left,
            _ => null,
        };
        return IsMark(before)
            || (expression is InterpolatedStringExpressionSyntax whole && whole.Contents.Any(IsMark))
            || (expression is BinaryExpressionSyntax && expression.DescendantNodes().OfType<LiteralExpressionSyntax>().Any(IsMark));

        static bool IsMark(SyntaxNode? text) => text is InterpolatedStringTextSyntax or LiteralExpressionSyntax
            && text.ToString().TrimEnd('"').EndsWith(";base64,", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The text inside a content object of an SDK: <c>new TextContent(text)</c>, <c>new CallToolResult { Content = [...] }</c>. Null
    /// when several parts could be meant.
    /// </summary>
    private static ExpressionSyntax? OnlyTextIn(FixContext context, BaseObjectCreationExpressionSyntax creation)
    {
        var texts = creation.DescendantNodes(static node => node is not AnonymousFunctionExpressionSyntax)
            .OfType<ExpressionSyntax>()
            .Where(node => node.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment
                ? assignment.Right == node
                : node.Parent is ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax })
            .Where(node => context.Model.GetTypeInfo(node).Type is { SpecialType: SpecialType.System_String }
                && !context.Model.GetConstantValue(node).HasValue)
            .ToList();
        return texts.Count == 1 ? texts[0] : null;
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

    /// <summary>
    /// The start of a member of an anonymous object that has its name from the expression, <c>new { text }</c>: once the
    /// expression is another, the name must be written. Empty everywhere else.
    /// </summary>
    public static string MemberName(ExpressionSyntax expression) =>
        expression.Parent is AnonymousObjectMemberDeclaratorSyntax { NameEquals: null }
            ? expression switch
            {
                IdentifierNameSyntax name => name.Identifier.Text + " = ",
                MemberAccessExpressionSyntax access => access.Name.Identifier.Text + " = ",
                ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.Text + " = ",
                _ => "",
            }
            : "";

    /// <summary>The expression on one short line, for a title.</summary>
    public static string Describe(ExpressionSyntax expression)
    {
        string text = Regex.Replace(expression.ToString(), @"\s+", " ");
        return text.Length <= 40 ? text : text.Substring(0, 37) + "...";
    }
}
