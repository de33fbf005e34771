using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.History;

/// <summary>A run of an agent in a session that outlives the turn.</summary>
internal sealed class LongRun
{
    public LongRun(IInvocationOperation run, ImmutableHashSet<SyntaxNode> agents, ImmutableHashSet<SyntaxNode> sessions, bool isInjected)
    {
        Run = run;
        Agents = agents;
        Sessions = sessions;
        IsInjected = isInjected;
    }

    public IInvocationOperation Run { get; }

    /// <summary>Where the agent comes from.</summary>
    public ImmutableHashSet<SyntaxNode> Agents { get; }

    /// <summary>Where the session comes from.</summary>
    public ImmutableHashSet<SyntaxNode> Sessions { get; }

    /// <summary>The agent comes from a container of services.</summary>
    public bool IsInjected { get; }
}

/// <summary>
/// Finds the runs of agents whose session serves more than one turn: in a loop, kept in a member, or restored from a
/// store. Looks at the files that make sessions, once a compilation and only when an agent without a reducer asks.
/// </summary>
internal sealed class AgentSessions
{
    private readonly FlowEngine _engine;
    private ImmutableArray<SyntaxTree> _files;
    private ImmutableArray<LongRun> _runs;

    public AgentSessions(FlowEngine engine) => _engine = engine;

    /// <summary>
    /// The runs to which what a body makes may come: those of the body when it goes nowhere else, those of the type when a
    /// private field keeps it, of all files otherwise, which have to be bound for it.
    /// </summary>
    public ImmutableArray<LongRun> Reached(IOperation made, CancellationToken cancellationToken)
    {
        if (SessionFields.KeeperOf(made) is { } field && SessionFields.BodiesWith(field, _engine, cancellationToken) is { } bodies)
        {
            var runs = ImmutableArray.CreateBuilder<LongRun>();
            foreach (var body in bodies)
            {
                AddRuns(body, body.Syntax, runs, cancellationToken);
            }

            return runs.ToImmutable();
        }

        var root = OperationFacts.Root(made);
        if (root.Syntax is not (BaseMethodDeclarationSyntax or CompilationUnitSyntax) || !SessionUses.StayIn(root, made, _engine.Histories))
        {
            return All(cancellationToken);
        }

        var found = ImmutableArray.CreateBuilder<LongRun>();
        AddRuns(root, root.Syntax, found, cancellationToken);
        return found.ToImmutable();
    }

    /// <summary>The cheap first question: false when no file names what makes or restores a session.</summary>
    public bool AreMade(CancellationToken cancellationToken) => !Files(cancellationToken).IsEmpty;

    /// <summary>The files that make or restore sessions, in the order of their paths.</summary>
    private ImmutableArray<SyntaxTree> Files(CancellationToken cancellationToken)
    {
        if (_files.IsDefault)
        {
            ImmutableInterlocked.InterlockedInitialize(ref _files, _engine.Facts.Names(FactKind.SessionCreate).Concat(_engine.Facts.Names(FactKind.SessionRestore))
                .SelectMany(name => _engine.Words.TreesWith(name, cancellationToken))
                .Distinct()
                .OrderBy(static t => t.FilePath, StringComparer.Ordinal)
                .ToImmutableArray());
        }

        return _files;
    }

    public ImmutableArray<LongRun> All(CancellationToken cancellationToken)
    {
        if (_runs.IsDefault)
        {
            ImmutableInterlocked.InterlockedInitialize(ref _runs, Find(cancellationToken));
        }

        return _runs;
    }

    private ImmutableArray<LongRun> Find(CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<LongRun>();
        var runs = _engine.Facts.Derived(static facts => new WordSet(facts.Names(FactKind.AgentRun)));
        foreach (var tree in Files(cancellationToken))
        {
            foreach (var body in Bodies(tree.GetRoot(cancellationToken)))
            {
                if (runs.MayBeIn(body, cancellationToken) && _engine.OperationAt(body, cancellationToken) is { } root)
                {
                    AddRuns(root, body, found, cancellationToken);
                }
            }
        }

        return found.ToImmutable();
    }

    private void AddRuns(IOperation root, SyntaxNode body, ImmutableArray<LongRun>.Builder found, CancellationToken cancellationToken)
    {
        foreach (var run in root.Descendants().OfType<IInvocationOperation>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Session(run) is { } session && Outlives(run, session, body, cancellationToken)
                && !Origins.Of(session, _engine, cancellationToken).OfType<IInvocationOperation>().Any(_engine.Histories.IsStored))
            {
                found.Add(Describe(run, session, cancellationToken));
            }
        }
    }

    private static IEnumerable<SyntaxNode> Bodies(SyntaxNode root)
    {
        if (root is CompilationUnitSyntax unit && unit.Members.Any(static m => m is GlobalStatementSyntax))
        {
            yield return root;
        }

        foreach (var node in root.DescendantNodes())
        {
            if (node is BaseMethodDeclarationSyntax { Body: not null } or BaseMethodDeclarationSyntax { ExpressionBody: not null })
            {
                yield return node;
            }
        }
    }

    /// <summary>The session in which a call runs an agent; null for any other call, and for a run that is given a whole list.</summary>
    private IOperation? Session(IInvocationOperation run)
    {
        if (_engine.Histories.Of(FactKind.AgentRun, run.TargetMethod) is not { } names
            || run.Arguments.Any(a => _engine.Histories.KindOf(OperationFacts.Unwrap(a.Value).Type) is not null && OperationFacts.SymbolOf(a.Value) is not null))
        {
            return null;
        }

        return names == "this" ? OperationFacts.ReceiverOf(run) : run.Arguments.FirstOrDefault(a => ChatHistories.IsNamed(a, names))?.Value;
    }

    private bool Outlives(IInvocationOperation run, IOperation session, SyntaxNode body, CancellationToken cancellationToken)
    {
        switch (OperationFacts.SymbolOf(session))
        {
            case ILocalSymbol local:
                return HistoryTurns.Of(run, local) is not null || IsUsedInTurns(run) || IsKept(session, body, cancellationToken) || IsRestored(session, cancellationToken);
            case IParameterSymbol parameter:
                return HistoryTurns.Of(run, parameter) is not null;
            case IFieldSymbol or IPropertySymbol:
                return IsKept(session, body, cancellationToken) && !TurnCounters.Limits(OperationFacts.Root(run), _engine, cancellationToken);
            default:
                return false;
        }
    }

    /// <summary>What the run makes, such as a chain that is built once, is used in a loop.</summary>
    private static bool IsUsedInTurns(IInvocationOperation run)
    {
        for (IOperation? parent = run.Parent; parent is not null and not IBlockOperation; parent = parent.Parent)
        {
            if (parent is IVariableDeclaratorOperation { Symbol: var made })
            {
                return OperationFacts.Root(run).Descendants().OfType<ILocalReferenceOperation>()
                    .Any(r => OperationFacts.Same(r.Local, made) && HistoryTurns.Of(r, made) is not null);
            }
        }

        return false;
    }

    /// <summary>A member keeps the session, and this body does not begin with a new one.</summary>
    private bool IsKept(IOperation session, SyntaxNode body, CancellationToken cancellationToken)
    {
        if (body is ConstructorDeclarationSyntax)
        {
            return false;
        }

        var root = OperationFacts.Root(session);
        var members = Origins.Of(session, _engine, cancellationToken)
            .Select(static o => o switch
            {
                IFieldReferenceOperation field => (ISymbol)field.Field,
                IPropertyReferenceOperation { Arguments.IsEmpty: true } property => property.Property,
                _ => null,
            })
            .Where(m => m is not null && SymbolEqualityComparer.Default.Equals(m.ContainingAssembly, _engine.Assembly) && IsSessionHolder(m, session))
            .ToList();
        return members.Count > 0
            && !root.Descendants().OfType<ISimpleAssignmentOperation>().Any(a =>
                members.Contains(OperationFacts.SymbolOf(a.Target), SymbolEqualityComparer.Default) && IsUnconditional(a) && !IsAnswer(a.Value) && !KeepsOld(a));
    }

    /// <summary><c>session = session ?? await agent.CreateSessionAsync()</c>, in one of its two spellings.</summary>
    private static bool KeepsOld(ISimpleAssignmentOperation assignment)
    {
        var symbol = OperationFacts.SymbolOf(assignment.Target);
        return OperationFacts.Unwrap(assignment.Value) switch
        {
            ICoalesceOperation coalesce => OperationFacts.Same(OperationFacts.SymbolOf(coalesce.Value), symbol),
            IConditionalOperation choice => OperationFacts.Same(OperationFacts.SymbolOf(choice.WhenTrue), symbol)
                || (choice.WhenFalse is { } other && OperationFacts.Same(OperationFacts.SymbolOf(other), symbol)),
            _ => false,
        };
    }

    private static bool IsSessionHolder(ISymbol? member, IOperation session)
    {
        var type = member switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null };
        type = type is INamedTypeSymbol { TypeArguments: { Length: 2 } arguments } && ChatHistories.IsDictionary(type) ? arguments[1] : type;

        // The member and the variable may name a base type of the session, or a derived one.
        var used = OperationFacts.Unwrap(session).Type;
        return IsOrDerives(type, used) || IsOrDerives(used, type);

        static bool IsOrDerives(ITypeSymbol? derived, ITypeSymbol? wanted)
        {
            for (; derived is not null && derived.SpecialType != SpecialType.System_Object; derived = derived.BaseType)
            {
                if (SymbolEqualityComparer.Default.Equals(derived, wanted))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private static bool IsUnconditional(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ISwitchOperation or ISwitchCaseOperation or ICoalesceOperation or ILoopOperation)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsAnswer(IOperation value) =>
        OperationFacts.Unwrap(value) is IPropertyReferenceOperation property && _engine.Histories.Of(FactKind.SessionOf, property.Property) is not null;

    /// <summary>Read back from a store; a demonstration that writes and reads within one body is no store.</summary>
    private bool IsRestored(IOperation session, CancellationToken cancellationToken) =>
        Origins.Of(session, _engine, cancellationToken).OfType<IInvocationOperation>().Any(call =>
            _engine.Histories.Of(FactKind.SessionRestore, call.TargetMethod) is not null
            && call.Arguments.Length > 0
            && !Origins.Of(call.Arguments[0].Value, _engine, cancellationToken)
                .Any(static o => o is IInvocationOperation { TargetMethod.Name: var name } && name.StartsWith("Serialize", StringComparison.Ordinal)));

    private LongRun Describe(IInvocationOperation run, IOperation session, CancellationToken cancellationToken)
    {
        var sessions = Origins.Of(session, _engine, cancellationToken);
        var agent = OperationFacts.ReceiverOf(run);
        var agents = agent is null ? new List<IOperation>() : Origins.Of(agent, _engine, cancellationToken);
        foreach (var create in sessions.OfType<IInvocationOperation>().Where(c =>
            _engine.Histories.Of(FactKind.SessionCreate, c.TargetMethod) is not null || _engine.Histories.Of(FactKind.SessionRestore, c.TargetMethod) is not null))
        {
            if (OperationFacts.ReceiverOf(create) is { } maker)
            {
                agents.AddRange(Origins.Of(maker, _engine, cancellationToken));
            }
        }

        bool isInjected = agents.Any(static o => o is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }
            or IInvocationOperation { TargetMethod.Name: "GetRequiredService" or "GetService" or "GetRequiredKeyedService" or "GetKeyedService" });
        return new LongRun(run, Nodes(agents), Nodes(sessions), isInjected);

        static ImmutableHashSet<SyntaxNode> Nodes(IEnumerable<IOperation> operations) => operations.Select(static o => o.Syntax).ToImmutableHashSet();
    }
}
