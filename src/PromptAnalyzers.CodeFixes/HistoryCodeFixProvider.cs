using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PromptAnalyzers.CodeFixes;

/// <summary>PA2001: reduces the history right before it is sent.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HistoryCodeFixProvider))]
public sealed class HistoryCodeFixProvider : PlannedCodeFixProvider
{
    internal const string Key = "PromptAnalyzers.ReduceHistory";
    private const int DefaultMessages = 20;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.UnboundedChatHistory);

    private protected override string EquivalenceKey => Key;

    private protected override FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(DiagnosticProperties.HistoryKind, out string? kind)
            || HistorySend.Find(context, diagnostic, cancellationToken) is not { } send
            || StreamedMessages.AreAddedTo(send.Symbol, context, cancellationToken))
        {
            return null;
        }

        int messages = Number(diagnostic, DiagnosticProperties.MaxMessages, DefaultMessages);
        string title = string.Format(
            CultureInfo.InvariantCulture, "Reduce '{0}' to the last {1:N0} messages before it is sent", send.History, messages);
        if (kind == DiagnosticProperties.HistorySemanticKernel
            && KernelReducer.Plan(context, send, messages, title, cancellationToken) is { } reduction)
        {
            return reduction;
        }

        if (TrimHelper.Create(context, send.History, send.Type, kind) is not { } helper)
        {
            return null;
        }

        string call = $"{helper.Call}({send.History}, {LanguageFacts.Literal(messages, context.Version)});";
        return new FixPlan(title, send.History.Span, send.Place.Insert(call), ImmutableArray.Create(helper));
    }
}
