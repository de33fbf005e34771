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
            && HistorySend.FindThread(context, run, "ChatHistory", null, cancellationToken) is { } thread)
        {
            return KernelReducer.Plan(context, thread, messages, title, cancellationToken);
        }

        if (creation is BaseObjectCreationExpressionSyntax chat && GroupChatReducer.Plan(context, chat, messages, title, cancellationToken) is { } group)
        {
            return group;
        }

        if (creation is ObjectCreationExpressionSyntax made && diagnostic.AdditionalLocations.FirstOrDefault() is { } send)
        {
            if (BaseTyped(context, made, cancellationToken) is var (variable, declared)
                && HistorySend.FindThread(context, send, "ChatHistory", (variable, context.Model.GetTypeInfo(made, cancellationToken).Type!), cancellationToken) is { } hidden)
            {
                return KernelReducer.Plan(context, hidden, messages, title, cancellationToken) is { } plan
                    ? new FixPlan(title, plan.Target, plan.Edits.Append(Edit.Replace(declared, made.Type.ToString())), plan.Helpers, plan.Usings)
                    : null;
            }

            if (HistorySend.FindThreadOfBaseType(context, send, made, "ChatHistory", cancellationToken) is { } tested)
            {
                return KernelReducer.Plan(context, tested, messages, title, cancellationToken);
            }
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

    /// <summary>A variable of a base type, which does not show the history; it can as well be of the type that is made, if it never holds another.</summary>
    private static (ILocalSymbol Variable, TypeSyntax Type)? BaseTyped(FixContext context, ObjectCreationExpressionSyntax made, CancellationToken cancellationToken)
    {
        if (made.Parent is not EqualsValueClauseSyntax
            {
                Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: { IsVar: false } type, Variables.Count: 1 } } declarator,
            }
            || context.Model.GetDeclaredSymbol(declarator, cancellationToken) is not ILocalSymbol variable
            || declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
        {
            return null;
        }

        SyntaxNode scope = member is GlobalStatementSyntax ? context.Root : member;
        bool isWritten = scope.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable.Name
            && (name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name
                || name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax
                || name.Ancestors().Any(static a => a is TupleExpressionSyntax)));
        return isWritten ? null : (variable, type);
    }
}
