using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// Where a statement can run right before an expression: before the expression's own statement, in braces that an
/// embedded statement gets, or in a block that an expression body becomes.
/// </summary>
internal sealed class StatementPlace
{
    private readonly FixContext _context;
    private readonly Kind _kind;
    private readonly SyntaxNode _node;

    private StatementPlace(FixContext context, Kind kind, SyntaxNode node)
    {
        _context = context;
        _kind = kind;
        _node = node;
    }

    private enum Kind
    {
        /// <summary>A statement in a block: the new one stands before it.</summary>
        Block,

        /// <summary><c>if (x) Send();</c>: needs braces.</summary>
        Embedded,

        /// <summary><c>=> Send()</c>: becomes a block.</summary>
        Arrow,
    }

    /// <summary>The white space before the statement; null where only a single statement can be put.</summary>
    public string? Indentation => _kind switch
    {
        Kind.Block => _context.IsFirstOnLine(_node.SpanStart) ? _context.IndentationAt(_node.SpanStart) : null,
        Kind.Arrow => OuterIndentation + _context.IndentUnit,
        _ => null,
    };

    private string OuterIndentation =>
        _context.IndentationAt(_node is AnonymousFunctionExpressionSyntax ? Parts(_node).Arrow.SpanStart : _node.SpanStart);

    /// <summary>The statement, or the expression body, in which the expression is evaluated.</summary>
    public SyntaxNode Node => _node;

    /// <summary>The place, or null when code before the statement would not run each time that the expression does.</summary>
    public static StatementPlace? Before(FixContext context, ExpressionSyntax expression)
    {
        SyntaxNode child = expression;
        foreach (var ancestor in expression.Ancestors())
        {
            switch (ancestor)
            {
                case AnonymousFunctionExpressionSyntax lambda:
                    return lambda.ExpressionBody == child && CanBeBlock(context, lambda) ? new StatementPlace(context, Kind.Arrow, lambda) : null;
                case ArrowExpressionClauseSyntax { Parent: (MethodDeclarationSyntax or LocalFunctionStatementSyntax) and var function }:
                    return CanBeBlock(context, function) ? new StatementPlace(context, Kind.Arrow, function) : null;
                case QueryExpressionSyntax or ArrowExpressionClauseSyntax or MemberDeclarationSyntax:
                    return null;
                case StatementSyntax statement:
                    return Of(context, statement, expression);
            }

            child = ancestor;
        }

        return null;
    }

    /// <summary>The edits that put the statement there.</summary>
    public IEnumerable<Edit> Insert(string code) => _kind switch
    {
        Kind.Arrow => IntoArrow(code),
        Kind.Embedded => IntoBraces(code),
        _ => ImmutableArray.Create(
            _context.IsFirstOnLine(_node.SpanStart)
                ? _context.InsertBefore((StatementSyntax)_node, code)
                : Edit.Insert(_node.SpanStart, code + " ")),
    };

    private static StatementPlace? Of(FixContext context, StatementSyntax statement, ExpressionSyntax expression)
    {
        bool isEvaluatedOnce = statement switch
        {
            WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or LocalFunctionStatementSyntax => false,
            CommonForEachStatementSyntax each => each.Expression.Span.Contains(expression.Span),
            _ => true,
        };
        if (!isEvaluatedOnce)
        {
            return null;
        }

        switch (statement.Parent)
        {
            case BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax:
                return new StatementPlace(context, Kind.Block, statement);
            case ElseClauseSyntax when statement is IfStatementSyntax:
                return null;
            case IfStatementSyntax or ElseClauseSyntax or WhileStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or UsingStatementSyntax:
                // A directive between the head and the statement would end up on the wrong side of a brace.
                return statement.ContainsDirectives || HasComment(statement.GetLeadingTrivia()) || HasComment(statement.GetFirstToken().GetPreviousToken().TrailingTrivia)
                    ? null
                    : new StatementPlace(context, Kind.Embedded, statement);
            default:
                return null;
        }
    }

    private static bool HasComment(SyntaxTriviaList trivia) =>
        trivia.Any(item => !item.IsKind(SyntaxKind.WhitespaceTrivia) && !item.IsKind(SyntaxKind.EndOfLineTrivia));

    private static bool CanBeBlock(FixContext context, SyntaxNode function)
    {
        var (arrow, body, end) = Parts(function);
        var symbol = (function is AnonymousFunctionExpressionSyntax
            ? context.Model.GetSymbolInfo(function).Symbol
            : context.Model.GetDeclaredSymbol(function)) as IMethodSymbol;
        return symbol is not null
            && body is not null and not (ThrowExpressionSyntax or RefExpressionSyntax)
            && !arrow.ContainsDirectives
            && !body.ContainsDirectives
            && !HasComment(arrow.LeadingTrivia)
            && !HasComment(arrow.TrailingTrivia)
            && !HasComment(body.GetLeadingTrivia())
            && !HasComment(body.GetTrailingTrivia())
            && !end.IsMissing
            && (context.Model.GetTypeInfo(function).ConvertedType is not INamedTypeSymbol { Name: "Expression" });
    }

    private static (SyntaxToken Arrow, ExpressionSyntax? Body, SyntaxToken End) Parts(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax { ExpressionBody: { } body } method => (body.ArrowToken, body.Expression, method.SemicolonToken),
        LocalFunctionStatementSyntax { ExpressionBody: { } body } local => (body.ArrowToken, body.Expression, local.SemicolonToken),
        AnonymousFunctionExpressionSyntax { ExpressionBody: { } body } lambda => (ArrowOf(lambda), body, body.GetLastToken()),
        _ => default,
    };

    private static SyntaxToken ArrowOf(AnonymousFunctionExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax simple => simple.ArrowToken,
        ParenthesizedLambdaExpressionSyntax parenthesized => parenthesized.ArrowToken,
        _ => default,
    };

    private IEnumerable<Edit> IntoArrow(string code)
    {
        var (arrow, body, end) = Parts(_node);
        bool isLambda = _node is AnonymousFunctionExpressionSyntax;
        string outer = OuterIndentation;
        string inner = outer + _context.IndentUnit;
        var previous = arrow.GetPreviousToken();
        int start = isLambda ? arrow.Span.End : previous.Span.End;
        yield return new Edit(
            TextSpan.FromBounds(start, body!.SpanStart),
            Brace(outer) + Line(inner) + code + Line(inner) + (ReturnsValue() ? "return " : ""));
        yield return isLambda
            ? Edit.Insert(end.Span.End, ";" + Line(outer) + "}", int.MaxValue)
            : Edit.Insert(LineEnd(end), Line(outer) + "}", int.MaxValue);
    }

    private bool ReturnsValue()
    {
        var symbol = (IMethodSymbol)(_node is AnonymousFunctionExpressionSyntax
            ? _context.Model.GetSymbolInfo(_node).Symbol!
            : _context.Model.GetDeclaredSymbol(_node)!);
        return !symbol.ReturnsVoid && !(symbol.IsAsync && symbol.ReturnType is INamedTypeSymbol { Arity: 0 });
    }

    private IEnumerable<Edit> IntoBraces(string code)
    {
        string outer = _context.IndentationAt(_node.Parent!.SpanStart);
        string inner = outer + _context.IndentUnit;
        int start = _node.GetFirstToken().GetPreviousToken().Span.End;
        yield return new Edit(TextSpan.FromBounds(start, _node.SpanStart), Brace(outer) + Line(inner) + code + Line(inner));

        yield return Edit.Insert(LineEnd(_node.GetLastToken()), Line(outer) + "}", int.MaxValue);
    }

    /// <summary>The end of a statement, behind a comment at the end of its line.</summary>
    private int LineEnd(SyntaxToken last)
    {
        int lineEnd = _context.Text.Lines.GetLineFromPosition(last.Span.End).End;
        return last.GetNextToken(includeZeroWidth: true).SpanStart >= lineEnd ? lineEnd : last.Span.End;
    }

    private string Brace(string indentation) => (_context.HasBracesOnTheLine ? " " : Line(indentation)) + "{";

    private string Line(string indentation) => _context.NewLine + indentation;
}
