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
    private readonly HistoryFields _fields;

    public UnboundedChatHistoryRule(RuleContext rules)
    {
        _rules = rules;
        _fields = new HistoryFields(rules.Engine);
    }

    public ImmutableArray<DiagnosticDescriptor> Supported { get; } = ImmutableArray.Create(Descriptors.UnboundedChatHistory);

    public void AnalyzeBody(BodyContext body)
    {
        var growths = new Dictionary<ISymbol, List<IInvocationOperation>>(SymbolEqualityComparer.Default);
        foreach (var call in body.Calls)
        {
            if (ChatHistories.IsGrowth(call)
                && OperationFacts.ReceiverOf(call) is { } receiver
                && OperationFacts.SymbolOf(receiver) is { } symbol && ChatHistories.KindOf(TypeOf(symbol)) is not null)
            {
                if (!growths.TryGetValue(symbol, out var list))
                {
                    growths[symbol] = list = new List<IInvocationOperation>();
                }

                list.Add(call);
            }
        }

        foreach (var pair in growths)
        {
            if (pair.Key is ILocalSymbol local)
            {
                AnalyzeLocal(body, local, pair.Value);
            }
            else if (pair.Key is IFieldSymbol or IPropertySymbol)
            {
                AnalyzeMember(body, pair.Key, pair.Value);
            }
        }
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private void AnalyzeLocal(BodyContext body, ILocalSymbol local, List<IInvocationOperation> growths)
    {
        var root = OperationFacts.Root(growths[0]);
        var uses = new HistoryUses(_rules.Engine, root, local);
        foreach (var send in uses.Sends.Concat(uses.PassedOn.Where(p => IsSentByCallee(p, body.CancellationToken))))
        {
            // The turn: the outermost loop round the send that does not contain the declaration.
            if (TurnLoop(send, local) is not { } turn || !IsOpenEnded(turn.Loop) || HasTurnLimit(turn.Loop))
            {
                continue;
            }

            var inTurn = growths.Where(turn.Contains).OrderBy(g => g.Syntax.SpanStart).ToList();
            if (inTurn.Count == 0 || !inTurn.Any(ChatHistories.AddsUserMessage)
                || uses.Reductions.Any(r => turn.Contains(r) || IsInNestedFunction(r))
                || uses.IsKeptShort(turn.Contains)
                || uses.Replacements.Any(turn.Contains)
                || uses.Clears.Any(c => turn.Contains(c) && !IsOnlyOnRequest(c))
                || uses.PassedOn.Any(p => turn.Contains(p) && MayReduce(p, body.CancellationToken)))
            {
                continue;
            }

            Report(body, local, inTurn[0], send);
            return;
        }
    }

    private void AnalyzeMember(BodyContext body, ISymbol member, List<IInvocationOperation> growths)
    {
        if (body.Owner.ContainingType is not { } type || _fields.FirstGrowth(type, member, body.CancellationToken) is not { } found)
        {
            return;
        }

        foreach (var growth in growths)
        {
            if (growth.Syntax == found.Growth)
            {
                var properties = Properties(TypeOf(member), growth.Syntax);
                body.Report(Diagnostic.Create(
                    Descriptors.UnboundedChatHistory,
                    growth.Syntax.GetLocation(),
                    Declaration(member, growth.Syntax).Add(found.SendArgument.GetLocation()),
                    properties,
                    member.Name,
                    found.SendName));
                return;
            }
        }
    }

    private void Report(BodyContext body, ILocalSymbol history, IInvocationOperation growth, IArgumentOperation send)
    {
        body.Report(Diagnostic.Create(
            Descriptors.UnboundedChatHistory,
            growth.Syntax.GetLocation(),
            Declaration(history, growth.Syntax).Add(send.Value.Syntax.GetLocation()),
            Properties(history.Type, growth.Syntax),
            history.Name,
            ((IInvocationOperation)send.Parent!).TargetMethod.Name));
    }

    private ImmutableDictionary<string, string?> Properties(ITypeSymbol? type, SyntaxNode place) =>
        ImmutableDictionary<string, string?>.Empty
            .Add(DiagnosticProperties.MaxMessages, PromptOptions.MaxHistoryMessages.Read(_rules.OptionsFor(place.SyntaxTree)).ToString(CultureInfo.InvariantCulture))
            .Add(DiagnosticProperties.HistoryKind, ChatHistories.KindOf(type));

    private static ImmutableArray<Location> Declaration(ISymbol symbol, SyntaxNode otherwise) =>
        ImmutableArray.Create(symbol.DeclaringSyntaxReferences.Length > 0
            ? Location.Create(symbol.DeclaringSyntaxReferences[0].SyntaxTree, symbol.DeclaringSyntaxReferences[0].Span)
            : otherwise.GetLocation());

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

    /// <summary>The loop leaves when something that it counts reaches a number.</summary>
    private static bool HasTurnLimit(ILoopOperation loop)
    {
        var counted = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in loop.Descendants())
        {
            if (operation is IIncrementOrDecrementOperation step && OperationFacts.SymbolOf(step.Target) is { } counter)
            {
                counted.Add(counter);
            }
        }

        return counted.Count > 0 && loop.Body.Descendants().OfType<IConditionalOperation>().Any(c =>
            OperationFacts.Exits(c.WhenTrue) && c.WhenTrue.DescendantsAndSelf().All(static o => o is not IBranchOperation { BranchKind: BranchKind.Continue })
            && c.Condition.DescendantsAndSelf().OfType<IBinaryOperation>().Any(b => IsCounter(b.LeftOperand) || IsCounter(b.RightOperand)));

        bool IsCounter(IOperation side)
        {
            side = OperationFacts.Unwrap(side);
            return OperationFacts.SymbolOf(side is IIncrementOrDecrementOperation step ? step.Target : side) is { } symbol && counted.Contains(symbol);
        }
    }

    /// <summary>A method of the user's that sends the history it is given.</summary>
    private bool IsSentByCallee(IArgumentOperation argument, CancellationToken cancellationToken)
    {
        if (argument is not { Parent: IInvocationOperation { TargetMethod: var method }, Parameter: { } parameter })
        {
            return false;
        }

        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return _rules.Engine.BodyOf(definition, cancellationToken) is { } body
            && new HistoryUses(_rules.Engine, OperationFacts.Root(body), definition.Parameters[parameter.Ordinal]).Sends.Count > 0;
    }

    private bool MayReduce(IArgumentOperation argument, CancellationToken cancellationToken)
    {
        if (argument.Parent is not IInvocationOperation { TargetMethod: var method } || argument.Parameter is null)
        {
            return true;
        }

        if (SdkReferences.IsSdkAssembly(method.ContainingAssembly))
        {
            return ChatHistories.IsReduction((IInvocationOperation)argument.Parent);
        }

        if (_rules.Engine.BodyOf((method.ReducedFrom ?? method).OriginalDefinition, cancellationToken) is not { } body)
        {
            // A method whose body is not here may well reduce; the base library does not.
            return !ChatHistories.IsBaseLibrary(method);
        }

        var parameter = (method.ReducedFrom ?? method).OriginalDefinition.Parameters[argument.Parameter.Ordinal];
        var uses = new HistoryUses(_rules.Engine, OperationFacts.Root(body), parameter);
        return uses.Reductions.Count > 0 || uses.Clears.Count > 0;
    }

    private readonly struct Turn
    {
        private readonly IOperation? _function;

        public Turn(ILoopOperation loop, IOperation? function)
        {
            Loop = loop;
            _function = function;
        }

        public ILoopOperation Loop { get; }

        public bool Contains(IOperation operation)
        {
            for (var parent = operation; parent is not null; parent = parent.Parent)
            {
                if (parent == Loop || parent == _function)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private static Turn? TurnLoop(IOperation send, ILocalSymbol local)
    {
        ILoopOperation? outermost = null;
        IOperation? function = null;
        for (var parent = send.Parent; parent is not null; parent = parent.Parent)
        {
            if (Declares(parent, local))
            {
                break;
            }

            if (parent is ILoopOperation loop)
            {
                outermost = loop;
            }
            else if (parent is ILocalFunctionOperation or IAnonymousFunctionOperation && outermost is null)
            {
                function = parent;
            }
        }

        if (outermost is null && function is ILocalFunctionOperation { Symbol: var symbol })
        {
            // A captured history: the turn is the loop that calls the local function.
            foreach (var call in OperationFacts.Root(send).Descendants().OfType<IInvocationOperation>())
            {
                if (OperationFacts.Same(call.TargetMethod, symbol) && OperationFacts.EnclosingLoop(call) is { } loop && !Declares(loop, local))
                {
                    return new Turn(loop, function);
                }
            }
        }

        return outermost is null ? null : new Turn(outermost, function);
    }

    private static bool Declares(IOperation operation, ILocalSymbol local) =>
        operation is ILoopOperation or ILocalFunctionOperation or IAnonymousFunctionOperation
        && local.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == operation.Syntax.SyntaxTree && operation.Syntax.Span.Contains(r.Span));

    /// <summary>A loop of as many rounds as the user or the world wants.</summary>
    private static bool IsOpenEnded(ILoopOperation loop)
    {
        switch (loop)
        {
            case IForEachLoopOperation:
                return false;
            case IForLoopOperation { Condition: null }:
                return true;
            case IForLoopOperation { Condition: { } condition }:
                return condition.ConstantValue is { HasValue: true, Value: true };
            case IWhileLoopOperation { Condition: { } condition }:
                if (condition.ConstantValue is { HasValue: true, Value: true })
                {
                    return true;
                }

                // Work lists, polling and tool loops end when the work of one turn is done.
                return !condition.DescendantsAndSelf().Any(o => o switch
                {
                    IMemberReferenceOperation { Member.Name: "Count" or "Length" or "ContinuationToken" or "FinishReason" } => true,
                    IInvocationOperation { TargetMethod.Name: "Any" or "Count" or "TryDequeue" or "MoveNextAsync" or "MoveNext" or "ReadAsync" or "Read" } => true,
                    IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } => true,
                    _ => false,
                });
            default:
                return false;
        }
    }
}
