using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.History;

/// <summary>
/// PA2001: one and the same history grows, outlives a turn, is sent to a model, and nothing on that path reduces it.
/// </summary>
internal sealed class UnboundedChatHistoryRule : IPromptRule
{
    private readonly RuleContext _rules;
    private readonly HistoryCallees _callees;
    private readonly HistoryLimits _limits;
    private readonly HistoryFields _fields;

    public UnboundedChatHistoryRule(RuleContext rules)
    {
        _rules = rules;
        _callees = new HistoryCallees(rules.Engine);
        _limits = new HistoryLimits(rules.Engine);
        _fields = new HistoryFields(rules.Engine, _callees, _limits);
    }

    public ImmutableArray<DiagnosticDescriptor> Supported { get; } = ImmutableArray.Create(Descriptors.UnboundedChatHistory);

    public void AnalyzeBody(BodyContext body)
    {
        if (Growths(body) is not { } growths)
        {
            return;
        }

        foreach (var pair in growths)
        {
            if (pair.Key is ILocalSymbol or IParameterSymbol)
            {
                AnalyzeLocal(body, pair.Key, pair.Value);
            }
            else if (pair.Key is IFieldSymbol or IPropertySymbol)
            {
                AnalyzeMember(body, pair.Key, pair.Value);
            }
        }
    }

    /// <summary>What may make each history longer; null for most bodies, which have none.</summary>
    private Dictionary<ISymbol, List<IOperation>>? Growths(BodyContext body)
    {
        Dictionary<ISymbol, List<IOperation>>? growths = null;
        foreach (var call in body.UsesFor<IInvocationOperation>(Concerns.Growth))
        {
            if (OperationFacts.ReceiverOf(call) is { } receiver
                && _rules.Engine.Histories.KindOf(OperationFacts.Unwrap(receiver).Type) is not null && _rules.Engine.Histories.IsGrowth(call))
            {
                Add(receiver, call);
            }
        }

        foreach (var assignment in body.Assignments)
        {
            // A list that is made anew: [.. history, message].
            if (HistoryUses.MayCarryMore(assignment.Value)
                && assignment.Target is ILocalReferenceOperation or IMemberReferenceOperation
                && assignment.Target.Type is INamedTypeSymbol { TypeArguments.Length: 1 }
                && _rules.Engine.Histories.KindOf(assignment.Target.Type) is not null)
            {
                Add(assignment.Target, assignment);
            }
        }

        return growths;

        void Add(IOperation receiver, IOperation growth)
        {
            if (HistorySymbols.Of(receiver, _rules.Engine, body.CancellationToken) is { } symbol
                && _rules.Engine.Histories.KindOfHolder(TypeOf(symbol)) is not null)
            {
                growths ??= new Dictionary<ISymbol, List<IOperation>>(SymbolEqualityComparer.Default);
                if (!growths.TryGetValue(symbol, out var list))
                {
                    growths[symbol] = list = new List<IOperation>();
                }

                list.Add(growth);
            }
        }
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private void AnalyzeLocal(BodyContext body, ISymbol history, List<IOperation> candidates)
    {
        if (OperationFacts.EnclosingLoop(candidates[0]) is null && candidates.All(static c => OperationFacts.EnclosingLoop(c) is null && !IsInNestedFunction(c)))
        {
            return;
        }

        var uses = new HistoryUses(_rules.Engine, OperationFacts.Root(candidates[0]), history, body.CancellationToken);
        var passed = uses.PassedOn.Where(p => _callees.Sends(p, body.CancellationToken))
            .Select(static p => new HistorySend(p.Value, p.Parent!, ((IInvocationOperation)p.Parent!).TargetMethod.Name));
        foreach (var send in uses.Sends.Concat(passed))
        {
            if (HistoryTurns.Of(send.Value, history) is not { } turn)
            {
                continue;
            }

            var inTurn = uses.Growths.Where(turn.Contains).OrderBy(static g => g.Syntax.SpanStart).ToList();
            if (inTurn.Count == 0 || !(inTurn.Any(_rules.Engine.Histories.HasUserMessage) || IsUserCall(send))
                || uses.Reductions.Any(r => turn.Contains(r) || IsInNestedFunction(r))
                || uses.IsKeptShort(turn.Contains)
                || uses.Replacements.Any(turn.Contains)
                || uses.Clears.Any(c => turn.Contains(c) && !IsOnlyOnRequest(c))
                || uses.PassedOn.Any(p => turn.Contains(p) && _callees.MayReduce(p, body.CancellationToken))
                || _limits.Limits(send, body.CancellationToken))
            {
                continue;
            }

            Report(body, history, inTurn[0], send);
            return;
        }
    }

    private void AnalyzeMember(BodyContext body, ISymbol member, List<IOperation> growths)
    {
        // What a constructor adds is there once for each object, so it is never what is reported.
        if (body.Owner is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor }
            || body.Owner.ContainingType is not { } type || _fields.FirstGrowth(type, member, body.CancellationToken) is not { } found)
        {
            return;
        }

        if (growths.FirstOrDefault(g => g.Syntax == found.Growth) is { } growth)
        {
            Report(body, member, growth, found.Send);
        }
    }

    private void Report(BodyContext body, ISymbol history, IOperation growth, HistorySend send)
    {
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(DiagnosticProperties.MaxMessages, PromptOptions.MaxHistoryMessages.Read(_rules.OptionsFor(growth.Syntax.SyntaxTree)).ToString(CultureInfo.InvariantCulture))
            .Add(DiagnosticProperties.HistoryKind, _rules.Engine.Histories.KindOfHolder(TypeOf(history)));
        var declaration = history.DeclaringSyntaxReferences.Length > 0
            ? Location.Create(history.DeclaringSyntaxReferences[0].SyntaxTree, history.DeclaringSyntaxReferences[0].Span)
            : growth.Syntax.GetLocation();
        body.Report(Diagnostic.Create(
            Descriptors.UnboundedChatHistory,
            growth.Syntax.GetLocation(),
            ImmutableArray.Create(declaration, send.Value.Syntax.GetLocation()),
            properties,
            history.Name,
            send.Name));
    }

    /// <summary>The user's message goes along as an argument of its own.</summary>
    private bool IsUserCall(HistorySend send) => send.Call is IInvocationOperation call
        && _rules.Engine.Histories.Of(FactKind.UserMessage, call.TargetMethod) is { } names && ChatHistories.HasArgument(call.Arguments, names);

    /// <summary>Clear in a branch that the user asks for, such as a "new chat" command, bounds nothing.</summary>
    private static bool IsOnlyOnRequest(IOperation clear)
    {
        for (var parent = clear.Parent; parent is not null and not ILoopOperation; parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ISwitchOperation or ISwitchCaseOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A local function or lambda that reduces is there to be called.</summary>
    private static bool IsInNestedFunction(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILocalFunctionOperation or IAnonymousFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
