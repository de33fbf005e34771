using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.History;

/// <summary>
/// PA2002: the framework keeps the history of an agent in memory over more than one turn, and no reducer is set.
/// </summary>
internal sealed class AgentHistoryWithoutReducerRule : IPromptRule
{
    /// <summary>The kinds of members that the rule looks at.</summary>
    public static readonly ImmutableArray<FactKind> Kinds = ImmutableArray.Create(
        FactKind.HarnessCreate, FactKind.AgentCreate, FactKind.SessionCreate, FactKind.SessionStore);

    private readonly RuleContext _rules;
    private readonly HistoryLimits _limits;
    private readonly AgentBounds _bounds;
    private readonly AgentSessions _sessions;

    public AgentHistoryWithoutReducerRule(RuleContext rules)
    {
        _rules = rules;
        _limits = new HistoryLimits(rules.Engine);
        _bounds = new AgentBounds(rules.Engine, _limits);
        _sessions = new AgentSessions(rules.Engine);
    }

    public ImmutableArray<DiagnosticDescriptor> Supported { get; } = ImmutableArray.Create(Descriptors.AgentHistoryWithoutReducer);

    private ChatHistories Histories => _rules.Engine.Histories;

    public void AnalyzeBody(BodyContext body)
    {
        if (!body.MayConcern(Concerns.Agent))
        {
            return;
        }

        // A captured agent is registered elsewhere in the body: report each creation once.
        var reported = new HashSet<SyntaxNode>();
        foreach (var call in body.UsesFor<IInvocationOperation>(Concerns.Agent))
        {
            Analyze(body, call, call.TargetMethod, reported);
        }

        foreach (var creation in body.UsesFor<IObjectCreationOperation>(Concerns.Agent))
        {
            if (creation.Constructor is { } constructor)
            {
                Analyze(body, creation, constructor, reported);
            }
        }
    }

    private void Analyze(BodyContext body, IOperation operation, IMethodSymbol method, HashSet<SyntaxNode> reported)
    {
        if (Histories.Of(FactKind.HarnessCreate, method) is not null)
        {
            if (_bounds.IsUnbounded(operation, body.CancellationToken) && !IsKnownToEnd(operation))
            {
                Report(body, operation, null, "its tool loop", reported);
            }
        }
        else if (Histories.Of(FactKind.AgentCreate, method) is not null)
        {
            AnalyzeAgent(body, operation, reported);
        }
        else if (Histories.Of(FactKind.SessionCreate, method) is "history")
        {
            AnalyzeThread(body, operation, reported);
        }
        else if (operation is IInvocationOperation store && Histories.Of(FactKind.SessionStore, method) is not null)
        {
            AnalyzeHosted(body, store, reported);
        }
    }

    private void AnalyzeAgent(BodyContext body, IOperation agent, HashSet<SyntaxNode> reported)
    {
        if (!_sessions.AreMade(body.CancellationToken) || !_bounds.IsUnbounded(agent, body.CancellationToken))
        {
            return;
        }

        bool isService = IsRegistered(agent);
        foreach (var run in _sessions.All(body.CancellationToken))
        {
            if (run.Agents.Contains(agent.Syntax) || (isService && run.IsInjected))
            {
                Report(body, agent, run.Run, run.Run.TargetMethod.Name, reported);
                return;
            }
        }
    }

    /// <summary>The session itself is the memory: a thread, a group chat.</summary>
    private void AnalyzeThread(BodyContext body, IOperation thread, HashSet<SyntaxNode> reported)
    {
        foreach (var run in _sessions.Reached(thread, body.CancellationToken))
        {
            if (run.Sessions.Contains(thread.Syntax) && !IsReduced(run, body.CancellationToken))
            {
                Report(body, thread, run.Run, run.Run.TargetMethod.Name, reported);
                return;
            }
        }
    }

    /// <summary>Sessions of a hosted agent live as long as the host.</summary>
    private void AnalyzeHosted(BodyContext body, IInvocationOperation store, HashSet<SyntaxNode> reported)
    {
        var hosted = OperationFacts.ReceiverOf(store) is { } builder
            ? Origins.Of(builder, _rules.Engine, body.CancellationToken).OfType<IInvocationOperation>().FirstOrDefault(_bounds.IsAgentCreation)
            : null;
        if (hosted is null)
        {
            return;
        }

        var factory = hosted.Arguments.Select(static a => OperationFacts.Unwrap(a.Value))
            .Select(static v => v is IDelegateCreationOperation made ? made.Target : v)
            .OfType<IAnonymousFunctionOperation>().FirstOrDefault();
        var agent = factory is null ? hosted : Made(factory, body.CancellationToken);
        if (agent is not null && _bounds.IsUnbounded(agent, body.CancellationToken) && OperationFacts.Root(agent) == OperationFacts.Root(store))
        {
            Report(body, agent, store, store.TargetMethod.Name, reported);
        }
    }

    private IOperation? Made(IAnonymousFunctionOperation factory, CancellationToken cancellationToken) =>
        OperationFacts.DescendantsInBody(factory.Body).OfType<IReturnOperation>()
            .Where(static r => r.ReturnedValue is not null)
            .SelectMany(r => Origins.Of(r.ReturnedValue!, _rules.Engine, cancellationToken))
            .FirstOrDefault(_bounds.IsAgentCreation);

    /// <summary>An agent that is a service: made for the container, or the inner agent of an agent class.</summary>
    private static bool IsRegistered(IOperation agent)
    {
        for (var parent = agent.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IInvocationOperation { TargetMethod.MethodKind: MethodKind.Constructor } initializer
                    when initializer.Syntax is ConstructorInitializerSyntax:
                    return true;
                case IInvocationOperation { TargetMethod.Name: "AddSingleton" or "AddScoped" or "AddTransient" }:
                    return true;
            }
        }

        return false;
    }

    /// <summary>A harness that is run once by hand, outside any loop, in the body that makes it.</summary>
    private static bool IsKnownToEnd(IOperation harness) =>
        harness.Parent is IInvocationOperation { TargetMethod.Name: "RunAsync" or "RunStreamingAsync" };

    /// <summary>Something near the run reduces, or an agent in the files of the run or of its agent has a reducer.</summary>
    private bool IsReduced(LongRun run, CancellationToken cancellationToken) =>
        _rules.Engine.Facts.Names(FactKind.AgentReducer).Any(name => _rules.Engine.Words.TreesWith(name, cancellationToken).Any(tree =>
            tree == run.Run.Syntax.SyntaxTree || run.Agents.Any(agent => agent.SyntaxTree == tree)))
        || OperationFacts.Root(run.Run).Descendants().OfType<IInvocationOperation>().Any(c =>
            Histories.Of(FactKind.Reduce, c.TargetMethod) is not null
            || (OperationFacts.ReceiverOf(c) is { } receiver && Histories.KindOf(receiver.Type) is not null && (Histories.IsReduction(c) || ChatHistories.IsClear(c)))
            || IsHandedOver(c, run, cancellationToken));

    /// <summary>A method of the user's gets the session and may reduce its history.</summary>
    private bool IsHandedOver(IInvocationOperation call, LongRun run, CancellationToken cancellationToken) =>
        !ChatHistories.IsLibrary(call.TargetMethod)
        && call.Arguments.Any(a => Origins.Of(a.Value, _rules.Engine, cancellationToken).Any(o => o is IObjectCreationOperation && run.Sessions.Contains(o.Syntax)))
        && (_rules.Engine.BodyOf(call.TargetMethod.OriginalDefinition, cancellationToken) is not { } callee
            || callee.Descendants().OfType<IInvocationOperation>().Any(c => Histories.Of(FactKind.Reduce, c.TargetMethod) is not null));

    private void Report(BodyContext body, IOperation creation, IInvocationOperation? run, string runName, HashSet<SyntaxNode> reported)
    {
        var place = AgentBounds.InlineOptions(creation)?.Syntax ?? creation.Syntax;
        if (!reported.Add(place))
        {
            return;
        }

        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(DiagnosticProperties.MaxMessages, PromptOptions.MaxHistoryMessages.Read(_rules.OptionsFor(place.SyntaxTree)).ToString(CultureInfo.InvariantCulture));
        body.Report(Diagnostic.Create(
            Descriptors.AgentHistoryWithoutReducer,
            LocationOf(place),
            run is null ? ImmutableArray<Location>.Empty : ImmutableArray.Create(run.Syntax.GetLocation()),
            properties,
            NameOf(creation),
            runName));
    }

    /// <summary>A call of a fluent chain stands where its name does, not where the chain begins.</summary>
    private static Location LocationOf(SyntaxNode place) =>
        place is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } call
            ? Location.Create(call.SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(name.SpanStart, call.Span.End))
            : place.GetLocation();

    private static string NameOf(IOperation creation) => AgentBounds.Call(creation).Method is { } method
        ? method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name
        : "";
}
