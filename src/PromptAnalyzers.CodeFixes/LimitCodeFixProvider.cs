using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// PA5001, PA5004: writes the configured limit where a number stands for it. A named constant is left alone: what else
/// it is for, only its author knows.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LimitCodeFixProvider))]
public sealed class LimitCodeFixProvider : PlannedCodeFixProvider
{
    internal const string Key = "PromptAnalyzers.SetLimit";
    private const int DefaultLimit = 40;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleIds.MaxOutputTokensTooLarge, RuleIds.UnboundedAgentLoop);

    private protected override string EquivalenceKey => Key;

    private protected override FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        // Another location is where the constant is used.
        if (!context.Owns(diagnostic.Location)
            || context.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax number
            || number.Span != diagnostic.Location.SourceSpan
            || !IsNumber(number)
            || diagnostic.AdditionalLocations.Count > 0)
        {
            return null;
        }

        int limit = Number(diagnostic, DiagnosticProperties.Limit, DefaultLimit);
        string title = string.Format(
            CultureInfo.InvariantCulture,
            diagnostic.Id == RuleIds.UnboundedAgentLoop ? "Allow at most {0:N0} rounds of model calls" : "Allow at most {0:N0} output tokens",
            limit);
        return new FixPlan(title, number.Span, new[] { new Edit(number.Span, LanguageFacts.Literal(limit, context.Version)) });
    }

    /// <summary><c>128_000</c>, <c>-1</c>, <c>int.MaxValue</c>.</summary>
    private static bool IsNumber(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.NumericLiteralExpression),
        PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax } minus => minus.IsKind(SyntaxKind.UnaryMinusExpression),
        MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax, Name.Identifier.ValueText: "MaxValue" } => true,
        _ => false,
    };
}
