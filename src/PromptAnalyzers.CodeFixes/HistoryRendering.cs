using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// A conversation that is rendered as text, by <c>string.Join</c> or into a builder: its last messages are rendered. A cut
/// of the text keeps its head, and the model never sees what was said last.
/// </summary>
internal static class HistoryRendering
{
    internal const string Key = "PromptAnalyzers.RenderLast";

    public static FixPlan? Plan(FixContext context, Diagnostic diagnostic, int messages, CancellationToken cancellationToken)
    {
        // One source and the call that sends it; more locations are other sources, or calls into which the history is handed.
        if (diagnostic.AdditionalLocations.Count != 2
            || context.Find<ExpressionSyntax>(diagnostic.AdditionalLocations[0]) is not { } history
            || Member(history) is not { } member || !member.Span.Contains(diagnostic.Location.SourceSpan)
            || context.Model.GetTypeInfo(history, cancellationToken) is not { Type: { } type, Nullability.FlowState: not NullableFlowState.MaybeNull }
            || SequenceExpression.ElementType(type) is null
            || !SequenceExpression.HasOperator(context, "TakeLast")
            || !IsOnlyRendered(context, history, cancellationToken))
        {
            return null;
        }

        var usings = UsingDirectives.MissingForLinq(context, history.SpanStart).ToList();
        if (usings.Count > 0 && !UsingDirectives.CanAdd(context))
        {
            return null;
        }

        string title = string.Format(
            CultureInfo.InvariantCulture, "Render only the last {0:N0} messages of '{1}'", messages, TextExpression.Describe(history));
        var edits = SequenceExpression.After(history, ".TakeLast(" + LanguageFacts.Literal(messages, context.Version) + ")");
        return new FixPlan(title, history.Span, edits, usings: usings) { Key = Key };
    }

    private static SyntaxNode? Member(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(static a => a is GlobalStatementSyntax or MemberDeclarationSyntax) is { } member
            ? member is GlobalStatementSyntax ? member.Parent : member
            : null;

    /// <summary>Nothing but text is made of the expression where it stands, so nothing else gets fewer messages.</summary>
    private static bool IsOnlyRendered(FixContext context, ExpressionSyntax history, CancellationToken cancellationToken)
    {
        ExpressionSyntax chain = history;
        while (chain.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access && access.Expression == chain
            && context.Model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { ContainingType: { Name: "Enumerable", ContainingNamespace.Name: "Linq" } })
        {
            chain = call;
        }

        // Aggregate makes the text itself.
        return (chain != history && IsText(context.Model.GetTypeInfo(chain, cancellationToken).Type)) || chain.Parent switch
        {
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax join } => IsRendering(context, join, cancellationToken),
            FromClauseSyntax from => from.FirstAncestorOrSelf<ArgumentSyntax>()?.Parent?.Parent is InvocationExpressionSyntax join
                && from.Parent is QueryExpressionSyntax && IsRendering(context, join, cancellationToken),
            ForEachStatementSyntax each when each.Expression == chain => each.Statement.DescendantNodesAndSelf().OfType<ExpressionStatementSyntax>()
                .All(s => IsAppending(context, s.Expression, cancellationToken))
                && !each.Statement.DescendantNodes().Any(static n => n is BreakStatementSyntax or ReturnStatementSyntax or YieldStatementSyntax),
            _ => false,
        };
    }

    private static bool IsRendering(FixContext context, InvocationExpressionSyntax join, CancellationToken cancellationToken) =>
        context.Model.GetSymbolInfo(join, cancellationToken).Symbol is IMethodSymbol
        {
            Name: "Join" or "Concat" or "AppendJoin", ContainingType: { SpecialType: SpecialType.System_String } or { Name: "StringBuilder" },
        };

    private static bool IsAppending(FixContext context, ExpressionSyntax statement, CancellationToken cancellationToken) => statement switch
    {
        InvocationExpressionSyntax call => context.Model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { ContainingType.Name: "StringBuilder" or "StringWriter" or "TextWriter" },
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } append => IsText(context.Model.GetTypeInfo(append.Left, cancellationToken).Type),
        _ => false,
    };

    private static bool IsText(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_String };
}
