using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.CodeFixes;

/// <summary>PA2002: gives the agent a reducer, by stable API only.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AgentReducerCodeFixProvider))]
public sealed class AgentReducerCodeFixProvider : PlannedCodeFixProvider
{
    internal const string Key = "PromptAnalyzers.SetReducer";
    private const int DefaultMessages = 20;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.AgentHistoryWithoutReducer);

    private protected override string EquivalenceKey => Key;

    private protected override FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!context.Owns(diagnostic.Location))
        {
            return null;
        }

        int messages = Number(diagnostic, DiagnosticProperties.MaxMessages, DefaultMessages);
        var creation = CreationAt(context.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true));
        string title = string.Format(CultureInfo.InvariantCulture, "Keep the last {0:N0} messages of the session", messages);
        if (diagnostic.AdditionalLocations.FirstOrDefault() is { } run
            && HistorySend.FindThread(context, run, "ChatHistory", cancellationToken) is { } thread)
        {
            return KernelReducer.Plan(context, thread, messages, title, cancellationToken);
        }

        return creation is null ? null : AgentOptionsReducer.Plan(context, creation, messages, title, cancellationToken);
    }

    /// <summary>The diagnostic of a call begins at its name.</summary>
    private static ExpressionSyntax? CreationAt(SyntaxNode node)
    {
        foreach (var ancestor in node.AncestorsAndSelf())
        {
            switch (ancestor)
            {
                case BaseObjectCreationExpressionSyntax creation:
                    return creation;
                case InvocationExpressionSyntax call:
                    return call;
                case StatementSyntax or MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }
}
