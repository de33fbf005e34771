using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// PA5004: counts the rounds of a loop. A loop without a condition throws when the limit is reached: what comes after it
/// relies on an answer. A loop with a condition ends as if the condition had ended it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LoopCounterCodeFixProvider))]
public sealed class LoopCounterCodeFixProvider : PlannedCodeFixProvider
{
    internal const string Key = "PromptAnalyzers.CountCalls";
    private const int DefaultLimit = 40;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.UnboundedAgentLoop);

    private protected override string EquivalenceKey => Key;

    private protected override FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!context.Owns(diagnostic.Location)
            || context.Root.FindToken(diagnostic.Location.SourceSpan.Start).Parent is not StatementSyntax loop
            || loop.SpanStart != diagnostic.Location.SourceSpan.Start)
        {
            return null;
        }

        int limit = Number(diagnostic, DiagnosticProperties.Limit, DefaultLimit);
        var edits = loop switch
        {
            WhileStatementSyntax { Condition: var condition } repeat when IsTrue(condition) => Endless(context, repeat, repeat.WhileKeyword, repeat.CloseParenToken, repeat.Statement, limit),
            ForStatementSyntax { Declaration: null, Condition: null, Initializers.Count: 0, Incrementors.Count: 0 } repeat =>
                Endless(context, repeat, repeat.ForKeyword, repeat.CloseParenToken, repeat.Statement, limit),
            WhileStatementSyntax repeat => Conditional(context, repeat, limit),
            DoStatementSyntax repeat => AtTheEnd(context, repeat, limit),
            _ => null,
        };
        return edits is null
            ? null
            : new FixPlan(string.Format(CultureInfo.InvariantCulture, "Stop after {0:N0} rounds", limit), loop.Span, edits);
    }

    private static IEnumerable<Edit>? Endless(
        FixContext context, StatementSyntax loop, SyntaxToken keyword, SyntaxToken close, StatementSyntax body, int limit)
    {
        string call = context.UniqueName("call", loop.SpanStart);
        string number = LanguageFacts.Literal(limit, context.Version);
        var head = TextSpan.FromBounds(keyword.SpanStart, close.Span.End);
        string refusal = Refusal(context, loop.SpanStart, limit);
        if (!HasBreak(body))
        {
            return IsInList(loop)
                ? new[]
                {
                    new Edit(head, $"for (int {call} = 0; {call} < {number}; {call}++)"),
                    Edit.Insert(EndOf(loop), context.NewLine + context.NewLine + context.IndentationAt(loop.SpanStart) + refusal),
                }
                : null;
        }

        // After a break the program goes on with an answer, so the limit is tested where a round begins.
        if (body is not BlockSyntax { Statements: { Count: > 0 } statements } || !context.IsFirstOnLine(statements[0].SpanStart))
        {
            return null;
        }

        string indentation = context.IndentationAt(statements[0].SpanStart);
        string guard = context.Restyle($"if ({call} == {number})\n{{\n    {refusal}\n}}\n\n", indentation).Substring(indentation.Length) + indentation;
        return new[]
        {
            new Edit(head, $"for (int {call} = 0; ; {call}++)"),
            Edit.Insert(statements[0].SpanStart, guard),
        };
    }

    private static IEnumerable<Edit> Conditional(FixContext context, WhileStatementSyntax loop, int limit)
    {
        string call = context.UniqueName("call", loop.SpanStart);
        string number = LanguageFacts.Literal(limit, context.Version);
        var (open, close) = Brackets(loop.Condition);
        return new[]
        {
            new Edit(
                TextSpan.FromBounds(loop.WhileKeyword.SpanStart, loop.Condition.SpanStart),
                $"for (int {call} = 0; {open}"),
            Edit.Insert(loop.Condition.Span.End, $"{close} && {call} < {number}; {call}++"),
        };
    }

    private static IEnumerable<Edit>? AtTheEnd(FixContext context, DoStatementSyntax loop, int limit)
    {
        bool isEndless = IsTrue(loop.Condition);
        int lineStart = context.Text.Lines.GetLineFromPosition(loop.SpanStart).Start + context.IndentationAt(loop.SpanStart).Length;
        if (!IsInList(loop) || !IsCommentOnly(loop, lineStart) || (isEndless && HasBreak(loop.Statement)))
        {
            return null;
        }

        string call = context.UniqueName("call", loop.SpanStart);
        string number = LanguageFacts.Literal(limit, context.Version);
        string indentation = context.IndentationAt(loop.SpanStart);
        var (open, close) = Brackets(loop.Condition);
        var edits = new List<Edit> { Edit.Insert(lineStart, $"int {call} = 0;" + context.NewLine + indentation) };
        if (isEndless)
        {
            edits.Add(new Edit(loop.Condition.Span, $"++{call} < {number}"));
            edits.Add(Edit.Insert(EndOf(loop), context.NewLine + context.NewLine + indentation + Refusal(context, loop.SpanStart, limit)));
        }
        else
        {
            if (open.Length > 0)
            {
                edits.Add(Edit.Insert(loop.Condition.SpanStart, open));
            }

            edits.Add(Edit.Insert(loop.Condition.Span.End, $"{close} && ++{call} < {number}"));
        }

        return edits;
    }

    private static string Refusal(FixContext context, int position, int limit) =>
        $"throw new {context.TypeName("System", "InvalidOperationException", 0, position)}(\"No answer after {limit.ToString(CultureInfo.InvariantCulture)} model calls.\");";

    private static (string Open, string Close) Brackets(ExpressionSyntax condition) =>
        condition is BinaryExpressionSyntax binary && (binary.IsKind(SyntaxKind.LogicalOrExpression) || binary.IsKind(SyntaxKind.CoalesceExpression))
            || condition is ConditionalExpressionSyntax or AssignmentExpressionSyntax
            ? ("(", ")")
            : ("", "");

    private static bool IsTrue(ExpressionSyntax condition) => condition.IsKind(SyntaxKind.TrueLiteralExpression);

    private static bool IsInList(StatementSyntax loop) => loop.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax;

    /// <summary>True when nothing but comments stands between the start of the line and the loop.</summary>
    private static bool IsCommentOnly(StatementSyntax loop, int lineStart) =>
        lineStart >= loop.FullSpan.Start && loop.GetLeadingTrivia().All(t => t.Span.End <= lineStart || !t.IsDirective);

    /// <summary>A break that leaves this loop and no inner one.</summary>
    private static bool HasBreak(StatementSyntax body) =>
        body.DescendantNodesAndSelf(static n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax
                or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or SwitchStatementSyntax))
            .Any(static n => n is BreakStatementSyntax);

    /// <summary>Behind a comment at the end of the line.</summary>
    private static int EndOf(StatementSyntax statement)
    {
        var comment = statement.GetTrailingTrivia().LastOrDefault(static t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia));
        return comment == default ? statement.Span.End : comment.Span.End;
    }
}
