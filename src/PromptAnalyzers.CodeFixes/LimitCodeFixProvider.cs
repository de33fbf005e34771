using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// PA5001, PA5004: writes the configured limit where the number stands. That is the declaration of a named constant when
/// all its uses are in sight and set the same limit.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LimitCodeFixProvider))]
public sealed class LimitCodeFixProvider : PlannedCodeFixProvider
{
    internal const string Key = "PromptAnalyzers.SetLimit";
    internal const int DefaultLimit = 40;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleIds.MaxOutputTokensTooLarge, RuleIds.UnboundedAgentLoop);

    private protected override string EquivalenceKey => Key;

    private protected override FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!context.Owns(diagnostic.Location) || Written(context, diagnostic, cancellationToken) is not { } number)
        {
            return null;
        }

        int limit = Number(diagnostic, DiagnosticProperties.Limit, DefaultLimit);
        return new FixPlan(LimitNumber.Title(diagnostic, limit), number.Span, new[] { Edit.Replace(number, LanguageFacts.Literal(limit, context.Version)) });
    }

    /// <summary>The number that has to be another.</summary>
    private static ExpressionSyntax? Written(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        // Another location is where a constant is used.
        if (diagnostic.AdditionalLocations.Count == 0
            && context.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax number
            && number.Span == diagnostic.Location.SourceSpan
            && LimitNumber.IsOne(number))
        {
            return number;
        }

        return LimitConstant.Find(context, diagnostic, cancellationToken) is { IsForThisLimit: true, Number: { } value } ? value : null;
    }
}
