using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.History;

/// <summary>
/// PA2003: a history is cut by count where that drops the system message, or parts tool calls from their results.
/// With neither in sight a cut is as good as any other.
/// </summary>
internal sealed class UnsafeHistoryTrimRule : IPromptRule
{
    private readonly RuleContext _rules;

    public UnsafeHistoryTrimRule(RuleContext rules) => _rules = rules;

    public ImmutableArray<DiagnosticDescriptor> Supported { get; } = ImmutableArray.Create(Descriptors.UnsafeHistoryTrim);

    private ChatHistories Histories => _rules.Engine.Histories;

    public void AnalyzeBody(BodyContext body)
    {
        if (!body.MayConcern(Concerns.Trim))
        {
            return;
        }

        var statements = new HashSet<SyntaxNode>();
        var scopes = new Dictionary<(IOperation Root, ISymbol History), HistoryScope>();
        foreach (var call in body.UsesFor<IInvocationOperation>(Concerns.Trim))
        {
            if (HistoryTrim.Of(call) is { } trim && trim.IsByCount()
                && Histories.KindOf(OperationFacts.Unwrap(trim.History).Type) is { } kind
                && HistorySymbols.Of(trim.History, _rules.Engine, body.CancellationToken) is { } history
                && statements.Add(StatementOf(call.Syntax))
                && !FollowsRemoval(call, statements))
            {
                Analyze(body, scopes, trim, history, kind);
            }
        }
    }

    private void Analyze(
        BodyContext body, Dictionary<(IOperation Root, ISymbol History), HistoryScope> scopes, HistoryTrim trim, ISymbol history, string kind)
    {
        var root = OperationFacts.Root(trim.Operation);
        var function = FunctionOf(trim.Operation) ?? root;
        if (!scopes.TryGetValue((root, history), out var scope))
        {
            scopes[(root, history)] = scope = new HistoryScope(_rules.Engine, root, history, body.CancellationToken);
        }

        var tests = scope.RoleTests(function);
        if (tests.AnyRole || !IsForTheModel(trim, history, root, body.CancellationToken))
        {
            return;
        }

        bool isPutBack = trim.DropsFirst && scope.IsPutBack(root, history, trim.Operation);
        if ((isPutBack || tests.System) && trim.Operation is IInvocationOperation { TargetMethod.Name: "RemoveAt" or "Remove" })
        {
            // The system message is exchanged, nothing else goes.
            return;
        }

        var system = trim.DropsFirst && !tests.System && !isPutBack ? scope.SystemMessage() : null;
        var tools = scope.Tools();
        if (system is null && tools is null)
        {
            return;
        }

        var evidence = (tools ?? system)!;
        body.Report(Diagnostic.Create(
            Descriptors.UnsafeHistoryTrim,
            trim.Operation.Syntax.GetLocation(),
            ImmutableArray.Create(trim.History.Syntax.GetLocation(), evidence.Syntax.GetLocation()),
            ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.HistoryKind, kind),
            RuleContext.Display(trim.Operation.Syntax),
            Message(kind, system, tools)));
    }

    private static string Message(string kind, IOperation? system, IOperation? tools)
    {
        string error = kind.StartsWith("Anthropic", StringComparison.Ordinal)
            ? "'tool_result' blocks must follow their 'tool_use'"
            : "a message with role 'tool' must follow the message with its 'tool_calls'";
        string parts = $"can part a tool call from its result, which the provider refuses with HTTP 400 ({error})";
        string drops = system is null ? "" : $"drops the system message (line {RuleContext.LineOf(system.Syntax)}), so the model loses its instructions";
        return (tools, system) switch
        {
            (not null, not null) => $"{drops}, and {parts}; keep system messages and cut only before a user message",
            (not null, null) => $"{parts}; cut only before a user message",
            _ => $"{drops}; keep system messages and cut only before a user message",
        };
    }

    /// <summary>The list itself becomes shorter, or what is left of it is sent, stored as the history, or handed back.</summary>
    private bool IsForTheModel(HistoryTrim trim, ISymbol history, IOperation root, CancellationToken cancellationToken)
    {
        if (trim.Operation is IInvocationOperation { TargetMethod.Name: "RemoveAt" or "RemoveRange" or "Remove" })
        {
            return true;
        }

        foreach (var operation in root.Descendants())
        {
            switch (operation)
            {
                case ISimpleAssignmentOperation assignment
                    when OperationFacts.Same(HistorySymbols.Of(assignment.Target, _rules.Engine, cancellationToken), history) && Contains(assignment.Value):
                case IReturnOperation { ReturnedValue: { } returned } when history is IParameterSymbol && Contains(returned):
                    return true;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment
                    when Histories.SendOf(target.Property) is { Length: 0 } && Contains(assignment.Value):
                    return true;
                case IInvocationOperation call
                    when Histories.SendOf(call.TargetMethod) is { Length: > 0 } names && call.Arguments.Any(a => ChatHistories.IsNamed(a, names) && Contains(a.Value)):
                    return true;
                case IInvocationOperation { TargetMethod.Name: "AddRange" } refill
                    when OperationFacts.ReceiverOf(refill) is { } receiver && Histories.KindOf(receiver.Type) is not null && refill.Arguments.Any(a => Contains(a.Value)):
                    return true;
            }
        }

        return false;

        bool Contains(IOperation value) =>
            value.Syntax.Span.Contains(trim.Operation.Syntax.Span)
            || Origins.Of(value, _rules.Engine, cancellationToken).Any(o => o.Syntax.SyntaxTree == trim.Operation.Syntax.SyntaxTree && o.Syntax.Span.Contains(trim.Operation.Syntax.Span));
    }

    /// <summary>The local function or lambda that cuts; null for the body itself.</summary>
    private static IOperation? FunctionOf(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILocalFunctionOperation or IAnonymousFunctionOperation)
            {
                return parent;
            }
        }

        return null;
    }

    /// <summary>A question and its answer go one after the other: one cut in two calls.</summary>
    private static bool FollowsRemoval(IInvocationOperation removal, HashSet<SyntaxNode> statements)
    {
        if (StatementOf(removal.Syntax) is not ExpressionStatementSyntax { Parent: BlockSyntax block } statement
            || block.Statements.IndexOf(statement) is not (> 0 and var index)
            || block.Statements[index - 1] is not ExpressionStatementSyntax { Expression: InvocationExpressionSyntax previous } before
            || !statements.Contains(before))
        {
            return false;
        }

        return removal.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var list } }
            && previous.Expression is MemberAccessExpressionSyntax { Expression: var other }
            && list.IsEquivalentTo(other, topLevel: false);
    }

    private static SyntaxNode StatementOf(SyntaxNode node) => node.FirstAncestorOrSelf<StatementSyntax>() ?? node;
}
