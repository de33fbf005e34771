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
            if (await FixContext.CreateAsync(context.Document, context.CancellationToken).ConfigureAwait(false) is { } document
                && Plan(document, diagnostic, context.CancellationToken) is { } plan)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        plan.Title,
                        _ => Task.FromResult(DocumentRewriter.Apply(document, ImmutableArray.Create(plan))),
                        EquivalenceKey),
                    diagnostic);
            }
        }
    }

    /// <summary>The whole fix of one diagnostic, or null when no fix is sure to be right.</summary>
    private protected abstract FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken);

    /// <summary>A whole number above zero that the analyzer sends along, or the rule's default.</summary>
    private protected static int Number(Diagnostic diagnostic, string property, int fallback) =>
        diagnostic.Properties.TryGetValue(property, out string? text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
        && value > 0
            ? value
            : fallback;

    // The key of the context is not looked at: there is one action, and `dotnet format` may send none.
    private async Task<Document?> FixAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        if (await FixContext.CreateAsync(document, context.CancellationToken).ConfigureAwait(false) is not { } fix)
        {
            return null;
        }

        var plans = diagnostics
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenByDescending(diagnostic => diagnostic.Location.SourceSpan.Length)
            .ThenBy(diagnostic => Number(diagnostic, DiagnosticProperties.MaxCharacters, int.MaxValue))
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .Select(diagnostic => Plan(fix, diagnostic, context.CancellationToken))
            .OfType<FixPlan>()
            .ToList();
        return plans.Count == 0 ? null : DocumentRewriter.Apply(fix, plans);
    }
}
