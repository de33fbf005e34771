using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.CodeFixes;

/// <summary>PA2003: cuts the history to the same number of messages, but only where a turn begins.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnsafeTrimCodeFixProvider))]
public sealed class UnsafeTrimCodeFixProvider : PlannedCodeFixProvider
{
    internal const string Key = "PromptAnalyzers.TrimSafely";
    private const string Title = "Cut the history only before a user message, and keep system messages";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.UnsafeHistoryTrim);

    private protected override string EquivalenceKey => Key;

    private protected override FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(DiagnosticProperties.HistoryKind, out string? kind)
            || !context.Owns(diagnostic.Location)
            || context.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax trim
            || trim.Expression is not MemberAccessExpressionSyntax { Expression: var history, Name.Identifier.ValueText: var method }
            || !IsPath(history)
            || context.Model.GetTypeInfo(history, cancellationToken).Type is not { } type)
        {
            return null;
        }

        return method is "RemoveAt" or "RemoveRange"
            ? PlanRemoval(context, trim, history, type, kind)
            : PlanWindow(context, trim, history, type, kind, cancellationToken);
    }

    /// <summary>The loop or condition round a removal, which says how many messages may stay.</summary>
    private static FixPlan? PlanRemoval(FixContext context, InvocationExpressionSyntax trim, ExpressionSyntax history, ITypeSymbol type, string? kind)
    {
        if (trim.Parent is not ExpressionStatementSyntax removal)
        {
            return null;
        }

        // Several removals in a row are one cut.
        var owner = removal.Parent is BlockSyntax block && block.Statements.All(statement => IsRemovalFrom(history, statement)) ? block.Parent : removal.Parent;
        ExpressionSyntax? condition = owner switch
        {
            WhileStatementSyntax loop => loop.Condition,
            IfStatementSyntax { Else: null } test => test.Condition,
            _ => null,
        };
        if (condition is not BinaryExpressionSyntax comparison
            || !(comparison.IsKind(SyntaxKind.GreaterThanExpression) || comparison.IsKind(SyntaxKind.GreaterThanOrEqualExpression))
            || comparison.Left is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count", Expression: var counted }
            || !SyntaxFactory.AreEquivalent(counted, history)
            || !IsSimple(comparison.Right)
            || TrimHelper.Create(context, trim, type, kind) is not { } helper)
        {
            return null;
        }

        string number = comparison.IsKind(SyntaxKind.GreaterThanExpression) ? comparison.Right.ToString() : comparison.Right + " - 1";
        return Statement(context, trim, owner!, history, number, helper);
    }

    private static bool IsRemovalFrom(ExpressionSyntax history, StatementSyntax statement) =>
        statement is ExpressionStatementSyntax
        {
            Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "RemoveAt" or "RemoveRange", Expression: var list } },
        }
        && SyntaxFactory.AreEquivalent(list, history);

    /// <summary>The end of the list, stored as the list or sent.</summary>
    private static FixPlan? PlanWindow(
        FixContext context, InvocationExpressionSyntax trim, ExpressionSyntax history, ITypeSymbol type, string? kind, CancellationToken cancellationToken)
    {
        if (NumberOf(trim, history) is not { } number)
        {
            return null;
        }

        var whole = Whole(trim);
        if (whole.Parent is AssignmentExpressionSyntax { Left: var target, Parent: ExpressionStatementSyntax statement } assignment
            && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && SyntaxFactory.AreEquivalent(target, history))
        {
            return TrimHelper.Create(context, trim, type, kind) is { } helper ? Statement(context, trim, statement, history, number, helper) : null;
        }

        // The copy is a list; whatever wants a sequence or a list can take it.
        if (whole.Parent is not (ArgumentSyntax or EqualsValueClauseSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax)
            || context.Model.GetTypeInfo(whole, cancellationToken).ConvertedType is not { } wanted
            || !context.Model.Compilation.ClassifyConversion(type, wanted).IsImplicit
            || TrimHelper.Create(context, trim, type, kind, recent: true) is not { } recent
            || TrimHelper.Create(context, trim, type, kind) is not { } inner)
        {
            return null;
        }

        if (CommentsIn(whole) is not { } comments || comments.Any(static c => c.IsKind(SyntaxKind.SingleLineCommentTrivia)))
        {
            return null;
        }

        string before = string.Concat(comments.Where(c => c.SpanStart < history.SpanStart).Select(static c => c + " "));
        string behind = string.Concat(comments.Where(c => c.SpanStart > history.SpanStart).Select(static c => " " + c));
        var edits = new[] { new Edit(whole.Span, $"{recent.Call}({before}{history}, {number}{behind})") };
        return new FixPlan(Title, trim.Span, edits, ImmutableArray.Create(recent, inner));
    }

    /// <summary>The call in place of a statement, whose comments are then above it.</summary>
    private static FixPlan? Statement(
        FixContext context, InvocationExpressionSyntax trim, SyntaxNode replaced, ExpressionSyntax history, string number, HelperRequest helper)
    {
        if (CommentsIn(replaced) is not { } comments)
        {
            return null;
        }

        string line = context.NewLine + context.IndentationAt(replaced.SpanStart);
        string text = string.Concat(comments.Select(c => c + line)) + $"{helper.Call}({history}, {number});";
        return new FixPlan(Title, trim.Span, new[] { new Edit(replaced.Span, text) }, ImmutableArray.Create(helper));
    }

    /// <summary>The comments inside a node; null when it has directives.</summary>
    private static IReadOnlyList<SyntaxTrivia>? CommentsIn(SyntaxNode node) => node.DescendantTrivia().Any(t => t.IsDirective && node.Span.Contains(t.Span))
        ? null
        : node.DescendantTrivia()
            .Where(t => node.Span.Contains(t.Span) && (t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia)))
            .ToList();

    /// <summary>The window with the copy that is made of it.</summary>
    private static ExpressionSyntax Whole(InvocationExpressionSyntax trim)
    {
        ExpressionSyntax whole = trim;
        while (true)
        {
            switch (whole.Parent)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToList", Parent: InvocationExpressionSyntax copy }:
                    whole = copy;
                    break;
                case SpreadElementSyntax { Parent: CollectionExpressionSyntax { Elements.Count: 1 } list }:
                    whole = list;
                    break;
                case ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: BaseObjectCreationExpressionSyntax { Initializer: null } made } }:
                    whole = made;
                    break;
                case ParenthesizedExpressionSyntax parentheses:
                    whole = parentheses;
                    break;
                default:
                    return whole;
            }
        }
    }

    /// <summary>How many messages the window keeps.</summary>
    private static string? NumberOf(InvocationExpressionSyntax trim, ExpressionSyntax history)
    {
        var arguments = trim.ArgumentList.Arguments;
        switch (((MemberAccessExpressionSyntax)trim.Expression).Name.Identifier.ValueText)
        {
            case "TakeLast" when arguments.Count == 1 && IsSimple(arguments[0].Expression):
                return arguments[0].Expression.ToString();
            case "GetRange" when arguments.Count == 2 && IsSimple(arguments[1].Expression):
                return arguments[1].Expression.ToString();
            case "Skip" when arguments.Count == 1:
                var count = arguments[0].Expression;
                if (count is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } limits })
                {
                    count = limits.Select(static l => l.Expression).OfType<BinaryExpressionSyntax>().FirstOrDefault() ?? count;
                }

                return count is BinaryExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count", Expression: var counted } } rest
                    && rest.IsKind(SyntaxKind.SubtractExpression)
                    && SyntaxFactory.AreEquivalent(counted, history) && IsSimple(rest.Right)
                        ? rest.Right.ToString()
                        : null;
            default:
                return null;
        }
    }

    /// <summary>Evaluated twice or at another place it gives the same.</summary>
    private static bool IsSimple(ExpressionSyntax number) =>
        number is LiteralExpressionSyntax or IdentifierNameSyntax
        || (number is MemberAccessExpressionSyntax access && IsPath(access));

    private static bool IsPath(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax => true,
        MemberAccessExpressionSyntax access when access.IsKind(SyntaxKind.SimpleMemberAccessExpression) => IsPath(access.Expression),
        _ => false,
    };
}
