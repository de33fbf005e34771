using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>A method of the project that the analyzer has proved to cut a text to a number of characters.</summary>
internal static class ExistingMethod
{
    /// <summary>How the first one that can be called at the expression is named there; null when there is none.</summary>
    public static string? Find(FixContext context, ExpressionSyntax expression, Diagnostic diagnostic, bool maybeNull)
    {
        if (!diagnostic.Properties.TryGetValue(DiagnosticProperties.BoundingMethods, out string? ids) || string.IsNullOrEmpty(ids))
        {
            return null;
        }

        int position = expression.SpanStart;
        foreach (string id in ids!.Split('|'))
        {
            if (DocumentationCommentId.GetFirstSymbolForDeclarationId(id, context.Model.Compilation) is IMethodSymbol { Parameters.Length: 2 } method
                && context.Model.IsAccessible(position, method)
                && Takes(method, maybeNull)
                && !Contains(method, expression))
            {
                return NameAt(context, method, position);
            }
        }

        return null;
    }

    // Null must stay null where it may come, and must not become possible where it may not.
    private static bool Takes(IMethodSymbol method, bool maybeNull) => maybeNull
        ? method.Parameters[0].NullableAnnotation == NullableAnnotation.Annotated
        : method.ReturnType.NullableAnnotation != NullableAnnotation.Annotated;

    private static bool Contains(IMethodSymbol method, ExpressionSyntax expression) =>
        method.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == expression.SyntaxTree && reference.Span.Contains(expression.Span));

    private static string NameAt(FixContext context, IMethodSymbol method, int position)
    {
        var visible = context.Model.LookupSymbols(position, name: method.Name);
        return visible.Length == 1 && SymbolEqualityComparer.Default.Equals(visible[0], method)
            ? method.Name
            : method.ContainingType.ToMinimalDisplayString(context.Model, position) + "." + method.Name;
    }
}
