using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// A history to which every piece of a streamed answer is added as a message of its own. Its last twenty messages are
/// some words of the last answer, so no number of messages is a number of turns.
/// </summary>
internal static class StreamedMessages
{
    public static bool AreAddedTo(ISymbol history, FixContext context, CancellationToken cancellationToken)
    {
        return context.Root.DescendantNodes().OfType<ForEachStatementSyntax>().Any(each =>
            each.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword) && each.Statement.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => AddsPiece(call, each)) && IsAnswer(each));

        bool AddsPiece(InvocationExpressionSyntax call, ForEachStatementSyntax each) =>
            call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } access
            && name.StartsWith("Add", StringComparison.Ordinal)
            && IsHistory(access.Expression)
            && call.ArgumentList.DescendantNodes().OfType<IdentifierNameSyntax>().Any(argument => argument.Identifier.ValueText == each.Identifier.ValueText);

        // The SDKs name the type of a piece so; else it comes of a method of the user's that is given the history.
        bool IsAnswer(ForEachStatementSyntax each) =>
            (context.Model.GetForEachStatementInfo(each).ElementType?.Name is { } piece
                && (piece.StartsWith("Streaming", StringComparison.Ordinal) || piece.EndsWith("Update", StringComparison.Ordinal)))
            || each.Expression.DescendantNodes().OfType<IdentifierNameSyntax>().Any(IsHistory);

        bool IsHistory(ExpressionSyntax expression) =>
            SymbolEqualityComparer.Default.Equals(context.Model.GetSymbolInfo(expression, cancellationToken).Symbol, history);
    }
}
