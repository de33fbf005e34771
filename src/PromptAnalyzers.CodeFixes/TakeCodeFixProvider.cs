using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static PromptAnalyzers.CodeFixes.SequenceExpression;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// PA4002, PA4004: takes as many items as the limit says, before the sequence is materialised or serialised, and keeps
/// the type of the result; a page at a time where that is sure to work. PA3003: joins the last answers only.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TakeCodeFixProvider))]
public sealed class TakeCodeFixProvider : PlannedCodeFixProvider
{
    /// <summary>The best that a place allows: a page, else the first items. So FixAll does the same whichever diagnostic it starts at.</summary>
    internal const string Key = "PromptAnalyzers.Take";

    /// <summary>Only the first items, where a page is possible as well.</summary>
    internal const string FirstOnlyKey = "PromptAnalyzers.TakeFirst";

    private const int DefaultItems = 50;

    // Few enough that as many answers, each as long as a model may answer, fit a window beside other parts.
    private const int LastAnswers = 5;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleIds.PromptAccumulates, RuleIds.UnboundedToolQuery, RuleIds.UnboundedToolCollection);

    private protected override string EquivalenceKey => Key;

    private protected override async Task PrepareAsync(FixContext context, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var tools = diagnostics
            .Where(static d => d.Id == RuleIds.UnboundedToolQuery)
            .Select(d => TextExpression.Find(context, d))
            .Select(static e => e is null ? null : Paging.ToolAround(e)?.Identifier.ValueText)
            .OfType<string>();
        context.Callers = await ToolCallers.FindAsync(context.Document, new HashSet<string>(tools, StringComparer.Ordinal), cancellationToken).ConfigureAwait(false);
    }

    private protected override bool IsMetByTheOnlyFix(string? key) => key == FirstOnlyKey;

    private protected override FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        Plan(context, diagnostic, pages: true, cancellationToken) ?? Plan(context, diagnostic, pages: false, cancellationToken);

    private protected override IEnumerable<FixPlan> Alternatives(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (Plan(context, diagnostic, pages: true, cancellationToken) is not null
            && Plan(context, diagnostic, pages: false, cancellationToken, FirstOnlyKey) is { } first)
        {
            yield return first;
        }
    }

    private static FixPlan? Plan(FixContext context, Diagnostic diagnostic, bool pages, CancellationToken cancellationToken, string? key = null)
    {
        if ((pages && diagnostic.Id != RuleIds.UnboundedToolQuery) || TextExpression.Find(context, diagnostic) is not { } expression)
        {
            return null;
        }

        var usings = UsingDirectives.MissingForLinq(context, expression.SpanStart).ToList();
        if (usings.Count > 0 && !UsingDirectives.CanAdd(context))
        {
            return null;
        }

        return diagnostic.Id == RuleIds.PromptAccumulates
            ? LastOf(context, expression, usings, cancellationToken)
            : new CollectionCut(context, expression, Number(diagnostic, DiagnosticProperties.MaxItems, DefaultItems), pages, usings).Plan(key, cancellationToken);
    }

    /// <summary><c>string.Join(separator, answers.TakeLast(5))</c>; a text that only grows has no parts to count.</summary>
    private static FixPlan? LastOf(FixContext context, ExpressionSyntax expression, List<string> usings, CancellationToken cancellationToken)
    {
        if (Unwrapped(expression) is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } arguments } join
            || context.Model.GetSymbolInfo(join, cancellationToken).Symbol is not IMethodSymbol { Name: "Join", ContainingType.SpecialType: SpecialType.System_String } method
            || !HasOperator(context, "TakeLast")
            || context.Model.GetTypeInfo(arguments[1].Expression, cancellationToken).Type is not { } type
            || ElementType(type) is not { } element
            || (method.Parameters[1].IsParams && element.SpecialType != SpecialType.System_String))
        {
            return null;
        }

        var edits = After(arguments[1].Expression, ".TakeLast(" + LastAnswers + ")");
        return new FixPlan("Send only the last " + LastAnswers, expression.Span, edits, usings: usings);
    }
}
