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

            await PrepareAsync(document, ImmutableArray.Create(diagnostic), context.CancellationToken).ConfigureAwait(false);

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

    /// <summary>What a plan has to know of other documents, which only may be read here.</summary>
    private protected virtual Task PrepareAsync(FixContext context, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>True for the key of an alternative that a diagnostic without a choice fulfils with its only fix.</summary>
    private protected virtual bool IsMetByTheOnlyFix(string? key) => false;

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
        return (first is null ? Enumerable.Empty<FixPlan>() : new[] { first })
            .Concat(Alternatives(context, diagnostic, cancellationToken))
            .Where(plan => DocumentRewriter.CanApply(context, plan));
    }

    private async Task<Document?> FixAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        if (await FixContext.CreateAsync(document, context.CancellationToken).ConfigureAwait(false) is not { } fix)
        {
            return null;
        }

        // `dotnet format` sends no key when the first diagnostic it looks at has no fix: then each gets its best one.
        string? key = context.CodeActionEquivalenceKey;
        await PrepareAsync(fix, diagnostics, context.CancellationToken).ConfigureAwait(false);
        var plans = diagnostics
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenByDescending(diagnostic => diagnostic.Location.SourceSpan.Length)
            .ThenBy(diagnostic => Number(diagnostic, DiagnosticProperties.MaxCharacters, int.MaxValue))
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .Select(diagnostic => Choose(Plans(fix, diagnostic, context.CancellationToken).ToList(), key))
            .OfType<FixPlan>()
            .ToList();
        return plans.Count == 0 ? null : DocumentRewriter.Apply(fix, plans);
    }

    private FixPlan? Choose(List<FixPlan> plans, string? key) =>
        plans.FirstOrDefault(plan => key is null || (plan.Key ?? EquivalenceKey) == key)
        ?? (plans.Count == 1 && IsMetByTheOnlyFix(key) ? plans[0] : null);
}
