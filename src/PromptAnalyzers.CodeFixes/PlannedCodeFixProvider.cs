using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// A fix that decides everything before it is offered: no plan, no light bulb. FixAll plans each diagnostic against
/// the same document and applies the plans together, so the helper comes once and no fix loses another.
/// </summary>
public abstract class PlannedCodeFixProvider : CodeFixProvider
{
    /// <summary>Names the effect and no numbers or names, which would split FixAll into many small ones.</summary>
    private protected abstract string EquivalenceKey { get; }

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => FixAllProvider.Create(FixAllAsync);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            // A context of its own: the fixes are alternatives, so they may all take the same new name.
            if (await FixContext.CreateAsync(context.Document, context.CancellationToken).ConfigureAwait(false) is not { } document)
            {
                return;
            }

            foreach (var plan in Plans(document, diagnostic, context.CancellationToken))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        plan.Title,
                        _ => Task.FromResult(DocumentRewriter.Apply(document, ImmutableArray.Create(plan))),
                        plan.Key ?? EquivalenceKey),
                    diagnostic);
            }
        }
    }

    /// <summary>The whole fix of one diagnostic, or null when no fix is sure to be right.</summary>
    private protected abstract FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken);

    /// <summary>Other fixes of the same diagnostic, each with a <see cref="FixPlan.Key"/> of its own: a person chooses.</summary>
    private protected virtual IEnumerable<FixPlan> Alternatives(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        Enumerable.Empty<FixPlan>();

    /// <summary>A whole number above zero that the analyzer sends along, or the rule's default.</summary>
    private protected static int Number(Diagnostic diagnostic, string property, int fallback) =>
        diagnostic.Properties.TryGetValue(property, out string? text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
        && value > 0
            ? value
            : fallback;

    private IEnumerable<FixPlan> Plans(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var first = Plan(context, diagnostic, cancellationToken);
        return (first is null ? Enumerable.Empty<FixPlan>() : new[] { first }).Concat(Alternatives(context, diagnostic, cancellationToken));
    }

    private async Task<Document?> FixAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        if (await FixContext.CreateAsync(document, context.CancellationToken).ConfigureAwait(false) is not { } fix)
        {
            return null;
        }

        // `dotnet format` sends no key when the first diagnostic it looks at has no fix: then each gets its best one.
        string? key = context.CodeActionEquivalenceKey;
        var plans = diagnostics
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenByDescending(diagnostic => diagnostic.Location.SourceSpan.Length)
            .ThenBy(diagnostic => Number(diagnostic, DiagnosticProperties.MaxCharacters, int.MaxValue))
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .Select(diagnostic => Plans(fix, diagnostic, context.CancellationToken)
                .FirstOrDefault(plan => key is null || (plan.Key ?? EquivalenceKey) == key))
            .OfType<FixPlan>()
            .ToList();
        return plans.Count == 0 ? null : DocumentRewriter.Apply(fix, plans);
    }
}
