using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// PA5001, PA5004: a constant that is also for something else, or that other files may use, keeps its number; the limit gets
/// one of its own. Whether the two belong together only a person knows, so there is a light bulb and no more.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LimitHereCodeFixProvider))]
public sealed class LimitHereCodeFixProvider : PlannedCodeFixProvider
{
    internal const string Key = "PromptAnalyzers.SetLimitHere";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleIds.MaxOutputTokensTooLarge, RuleIds.UnboundedAgentLoop);

    private protected override string EquivalenceKey => Key;

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (LimitConstant.Find(context, diagnostic, cancellationToken) is not { } constant || constant is { IsForThisLimit: true, Number: not null })
        {
            return null;
        }

        // A variable is reported once for all the limits that it sets.
        var uses = diagnostic.AdditionalLocations.Count > 0 ? constant.Mentions : new[] { constant.Use };
        if (!constant.IsUsedWithout(uses))
        {
            return null;
        }

        int limit = Number(diagnostic, DiagnosticProperties.Limit, LimitCodeFixProvider.DefaultLimit);
        string title = string.Format(
            CultureInfo.InvariantCulture, "{0} here; '{1}' stays as it is", LimitNumber.Title(diagnostic, limit), constant.Symbol.Name);
        return new FixPlan(title, constant.Use.Span, uses.Select(use => Edit.Replace(use, LanguageFacts.Literal(limit, context.Version))));
    }
}
