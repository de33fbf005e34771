using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// PA3001, PA4001: caps the text at the place where it goes to the model. Not at its declaration: other uses of the
/// text stay whole. Of a conversation that is rendered as text the last messages are kept instead.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TruncateCodeFixProvider))]
public sealed class TruncateCodeFixProvider : PlannedCodeFixProvider
{
    internal const string Key = "PromptAnalyzers.Truncate";
    internal const int DefaultCap = 20_000;
    private const int DefaultMessages = 20;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleIds.FileContentInPrompt, RuleIds.UnboundedContentInPrompt, RuleIds.UntruncatedToolResult);

    private protected override string EquivalenceKey => Key;

    private protected override bool IsMetByTheOnlyFix(string? key) => key == HistoryRendering.Key;

    private protected override FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        Rendering(context, diagnostic, cancellationToken) ?? Cut(context, diagnostic, cancellationToken);

    private protected override IEnumerable<FixPlan> Alternatives(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (Rendering(context, diagnostic, cancellationToken) is not null && Cut(context, diagnostic, cancellationToken) is { } cut)
        {
            yield return cut;
        }
    }

    /// <summary>Of a conversation the last turns count, so they are kept first of all.</summary>
    private static FixPlan? Rendering(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        diagnostic.Properties.ContainsKey(DiagnosticProperties.MaxMessages)
            ? HistoryRendering.Plan(context, diagnostic, Number(diagnostic, DiagnosticProperties.MaxMessages, DefaultMessages), cancellationToken)
            : null;

    private static FixPlan? Cut(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (TextExpression.Find(context, diagnostic) is not { } expression)
        {
            return null;
        }

        bool isResult = diagnostic.Id == RuleIds.UntruncatedToolResult;
        var info = context.Model.GetTypeInfo(expression, cancellationToken);
        var edits = new List<Edit>();
        bool maybeNull = info.Nullability.FlowState == NullableFlowState.MaybeNull;
        bool awaits = false;
        if (info.Type is { SpecialType: SpecialType.System_String })
        {
            if (!TextExpression.AcceptsString(context, expression, info))
            {
                return null;
            }
        }
        else if (isResult && !maybeNull && TextExpression.TaskResult(info.Type) is { } result
            && AsyncPassThrough.MakeAsync(context, expression, info.Type!, cancellationToken) is { } makeAsync)
        {
            edits.Add(makeAsync);
            maybeNull = result.NullableAnnotation == NullableAnnotation.Annotated;
            awaits = true;
        }
        else
        {
            return null;
        }

        bool middle = diagnostic.Properties.TryGetValue(DiagnosticProperties.Truncation, out string? side)
            && side == DiagnosticProperties.TruncateMiddle;
        int cap = Number(diagnostic, DiagnosticProperties.MaxCharacters, DefaultCap);
        string limit = LanguageFacts.Literal(cap, context.Version);
        string title = string.Format(
            CultureInfo.InvariantCulture, "Truncate '{0}' to {1:N0} characters", TextExpression.Describe(expression), cap);

        // A method of the project keeps the head; both ends are kept by the helper alone.
        if (!middle && ExistingMethod.Find(context, expression, diagnostic, maybeNull) is { } existing)
        {
            if (expression.ToString().StartsWith(existing + "(", StringComparison.Ordinal))
            {
                return null;
            }

            edits.AddRange(Wrap(expression, existing, limit, awaits));
            return new FixPlan($"{title} with '{existing}'", expression.Span, edits);
        }

        var helper = Helper(context, expression, middle, maybeNull);
        if (helper is null || expression.ToString().StartsWith(helper.Call + "(", StringComparison.Ordinal))
        {
            return null;
        }

        edits.AddRange(Wrap(expression, helper.Call, limit, awaits));
        return new FixPlan(title, expression.Span, edits, ImmutableArray.Create(helper));
    }

    /// <summary>The method that cuts a text to a number of characters; null where it cannot stand.</summary>
    internal static HelperRequest? Helper(FixContext context, ExpressionSyntax expression, bool middle, bool maybeNull)
    {
        string method = middle ? nameof(HelperSources.TruncateMiddle) : nameof(HelperSources.Truncate);
        string source = middle ? HelperSources.TruncateMiddle : HelperSources.Truncate;
        return HelperRequest.Create(
            context,
            expression,
            HelperSources.TextClass,
            method,
            method,
            type => type.SpecialType == SpecialType.System_String,
            (_, style) => style switch
            {
                NullStyle.Nullable => HelperSources.AsNullable(source),
                NullStyle.Oblivious => HelperSources.AsNullTolerant(source),
                _ => source,
            },
            maybeNull);
    }

    private static IEnumerable<Edit> Wrap(ExpressionSyntax expression, string call, string cap, bool awaits)
    {
        // The parentheses of `{(a ? b : c)}` become those of the call.
        if (expression is ParenthesizedExpressionSyntax parenthesized && !awaits)
        {
            yield return new Edit(parenthesized.OpenParenToken.Span, call + "(");
            yield return new Edit(parenthesized.CloseParenToken.Span, ", " + cap + ")");
            yield break;
        }

        bool brackets = awaits && expression is not (InvocationExpressionSyntax or IdentifierNameSyntax
            or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax);
        string start = awaits ? brackets ? "await (" : "await " : "";
        int length = expression.Span.Length;
        yield return Edit.Insert(expression.SpanStart, TextExpression.MemberName(expression) + call + "(" + start, -length);
        string end = (brackets ? ")" : "") + (awaits ? AsyncPassThrough.ConfigureAwait(expression) : "");
        yield return Edit.Insert(expression.Span.End, end + ", " + cap + ")", length);
    }
}
