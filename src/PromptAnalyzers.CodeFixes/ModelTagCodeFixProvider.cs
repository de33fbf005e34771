using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// PA5002: names the 4-bit weights of the same model. The server must have them, and answers differ a little, so a person
/// decides about each place: there is no FixAll.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ModelTagCodeFixProvider))]
public sealed class ModelTagCodeFixProvider : PlannedCodeFixProvider
{
    internal const string Key = "PromptAnalyzers.QuantisedTag";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.LocalModelTooLarge);

    private protected override string EquivalenceKey => Key;

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(DiagnosticProperties.ModelTag, out string? tag) || tag is null
            || !context.Owns(diagnostic.Location)
            || context.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax marked
            || marked.Span != diagnostic.Location.SourceSpan
            || LiteralOf(context, marked, cancellationToken) is not { } literal)
        {
            return null;
        }

        // Only the text between the quotes changes: the kind of the literal stays.
        var token = literal.Token;
        int start = token.Text.IndexOf(token.ValueText, StringComparison.Ordinal);
        return start < 0
            ? null
            : new FixPlan(
                $"Use the 4-bit weights '{tag}' (the server must pull this tag first)",
                literal.Span,
                new[] { new Edit(literal.Span, token.Text.Substring(0, start) + tag + token.Text.Substring(start + token.ValueText.Length)) });
    }

    /// <summary>The literal itself, or that of a constant of this file: a tag names one model wherever it is used.</summary>
    private static LiteralExpressionSyntax? LiteralOf(FixContext context, ExpressionSyntax marked, CancellationToken cancellationToken)
    {
        if (marked is IdentifierNameSyntax or MemberAccessExpressionSyntax
            && context.Model.GetSymbolInfo(marked, cancellationToken).Symbol is IFieldSymbol { IsConst: true, DeclaringSyntaxReferences: { Length: 1 } references }
            && references[0].SyntaxTree == context.Root.SyntaxTree
            && references[0].GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value })
        {
            marked = value;
        }

        return marked is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression) ? literal : null;
    }
}
