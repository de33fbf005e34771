using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.History;

/// <summary>
/// Histories kept in a member, alone or one a session in a dictionary: judged over all bodies of the types that use
/// them, also over other files where the member can be seen from there.
/// </summary>
internal sealed class HistoryFields
{
    private readonly FlowEngine _engine;
    private readonly HistoryCallees _callees;
    private readonly HistoryLimits _limits;
    private readonly HistoryOwners _owners;
    private readonly ConcurrentDictionary<(INamedTypeSymbol Type, ISymbol Member), Finding?> _known = new();

    public HistoryFields(FlowEngine engine, HistoryCallees callees, HistoryLimits limits)
    {
        _engine = engine;
        _callees = callees;
        _limits = limits;
        _owners = new HistoryOwners(engine);
    }

    /// <summary>The first growth of an unbounded history in a type; null when it is bounded, not sent, or lives for one turn.</summary>
    public Finding? FirstGrowth(INamedTypeSymbol type, ISymbol member, CancellationToken cancellationToken) =>
        _known.TryGetValue((type, member), out var known)
            ? known
            : _known[(type, member)] = Find(type, member, cancellationToken);

    private Finding? Find(INamedTypeSymbol type, ISymbol member, CancellationToken cancellationToken)
    {
        var accessors = Accessors(member, cancellationToken);
        var scanned = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { type };
        var own = new Scan(this, member, cancellationToken);
        if (!own.Add(type, accessors))
        {
            return null;
        }

        if (member.ContainingType is { } owner && scanned.Add(owner) && !own.Add(owner, accessors))
        {
            return null;
        }

        if (own.Candidates.Count == 0)
        {
            return null;
        }

        if (IsInjectedForOneRequest(member, cancellationToken))
        {
            return null;
        }

        // Other types may send the history, or keep it short.
        var others = new Scan(this, member, cancellationToken);
        foreach (string name in Visible(member, accessors))
        {
            foreach (var other in TypeBodies.Naming(name, _engine, scanned, cancellationToken))
            {
                if (!others.Add(other, accessors))
                {
                    return null;
                }
            }
        }

        var sends = own.Sends.Count > 0 ? own.Sends : others.Sends.Where(s => _owners.IsKept(s.Value, cancellationToken)).ToList();
        if (sends.Count == 0 || sends.Any(s => _limits.Limits(s, cancellationToken)))
        {
            return null;
        }

        var first = own.Candidates.FirstOrDefault(g => g.AlsoSends).Operation ?? own.Candidates[0].Operation;
        return new Finding(first.Syntax, sends[0]);
    }

    /// <summary>The history is a service of its own that a container makes anew for each request or use.</summary>
    private bool IsInjectedForOneRequest(ISymbol member, CancellationToken cancellationToken)
    {
        if (!_engine.ValuesGivenTo(member, cancellationToken).Any(static v => OperationFacts.Unwrap(v) is IParameterReferenceOperation))
        {
            return false;
        }

        foreach (string registration in new[] { "AddScoped", "AddTransient", "TryAddScoped", "TryAddTransient" })
        {
            foreach (var tree in _engine.Words.TreesWith(registration, cancellationToken))
            {
                foreach (var name in tree.GetRoot(cancellationToken).DescendantNodes().OfType<GenericNameSyntax>())
                {
                    if (name.Identifier.ValueText == registration
                        && name.TypeArgumentList.Arguments.Any(a => _engine.SymbolAt(a, cancellationToken) is ITypeSymbol type && _engine.Histories.KindOf(type) is not null))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>The names by which code reaches the member.</summary>
    private HashSet<string> Accessors(ISymbol member, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { member.Name };
        if (SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, _engine.Assembly))
        {
            foreach (var other in member.ContainingType.GetMembers())
            {
                var getter = other switch
                {
                    IPropertySymbol { GetMethod: { } get } property when _engine.Histories.KindOfHolder(property.Type) is not null => get,
                    IMethodSymbol { MethodKind: MethodKind.Ordinary, ReturnType: var result } method when _engine.Histories.KindOf(result) is not null => method,
                    _ => null,
                };
                if (getter is not null && Origins.Returned(getter, _engine, cancellationToken)
                    .Any(r => OperationFacts.Same(HistorySymbols.Of(r, _engine, cancellationToken), member)))
                {
                    names.Add(other.Name);
                }
            }
        }

        return names;
    }

    private static IEnumerable<string> Visible(ISymbol member, HashSet<string> accessors) =>
        accessors.Where(name => member.ContainingType.GetMembers(name).Any(static m => m.DeclaredAccessibility != Accessibility.Private));

    internal sealed class Finding
    {
        public Finding(SyntaxNode growth, HistorySend send)
        {
            Growth = growth;
            Send = send;
        }

        public SyntaxNode Growth { get; }

        public HistorySend Send { get; }
    }

    /// <summary>What the bodies of some types do with the member.</summary>
    private sealed class Scan
    {
        private readonly HistoryFields _fields;
        private readonly ISymbol _member;
        private readonly CancellationToken _cancellationToken;
        private readonly List<(IOperation Operation, bool IsConstructor, bool AlsoSends)> _growths = new();

        public Scan(HistoryFields fields, ISymbol member, CancellationToken cancellationToken)
        {
            _fields = fields;
            _member = member;
            _cancellationToken = cancellationToken;
        }

        public List<HistorySend> Sends { get; } = new();

        /// <summary>Growths that a turn brings.</summary>
        public List<(IOperation Operation, bool IsConstructor, bool AlsoSends)> Candidates =>
            _growths.Where(g => !g.IsConstructor && IsTurn(g.Operation) && IsKept(g.Operation)).ToList();

        /// <summary>False when a body of the type keeps the history short.</summary>
        public bool Add(INamedTypeSymbol type, IReadOnlyCollection<string> names)
        {
            foreach (var body in TypeBodies.Naming(type, names, static t => !IsOnlyGoneThrough(t), _cancellationToken))
            {
                if (_fields._engine.OperationAt(body, _cancellationToken) is not { } root)
                {
                    continue;
                }

                var uses = new HistoryUses(_fields._engine, OperationFacts.Root(root), _member, _cancellationToken);
                bool isConstructor = body is ConstructorDeclarationSyntax;
                bool sends = uses.Sends.Count > 0 || uses.PassedOn.Any(p => _fields._callees.Sends(p, _cancellationToken));
                _growths.AddRange(uses.Growths.Select(g => (g, isConstructor, sends)));
                if (uses.Reductions.Count > 0
                    || uses.IsKeptShort(static _ => true)
                    || (!isConstructor && uses.Growths.Count > 0 && uses.Replacements.Count > 0)
                    || uses.Replacements.Any(r => r is ISimpleAssignmentOperation assignment && assignment.Value.DescendantsAndSelf().Any(uses.Is))
                    || ((sends || uses.Growths.Any(g => !_fields._engine.Histories.HasSystemMessage(g))) && uses.Clears.Any(IsOnEveryPath))
                    || uses.PassedOn.Any(p => _fields._callees.MayReduce(p, _cancellationToken)))
                {
                    return false;
                }

                Sends.AddRange(uses.Sends);
                Sends.AddRange(uses.PassedOn.Where(p => _fields._callees.Sends(p, _cancellationToken))
                    .Select(static p => new HistorySend(p.Value, p.Parent!, ((IInvocationOperation)p.Parent!).TargetMethod.Name)));
            }

            return true;
        }

        /// <summary><c>foreach (var message in chat.History)</c> neither sends the history nor makes it longer or shorter.</summary>
        private static bool IsOnlyGoneThrough(SyntaxToken mention)
        {
            var whole = mention.Parent;
            while (whole?.Parent is MemberAccessExpressionSyntax access && access.Name == whole)
            {
                whole = access;
            }

            return whole?.Parent is CommonForEachStatementSyntax loop && loop.Expression == whole;
        }

        private bool IsTurn(IOperation growth) =>
            _growths.Any(g => _fields._engine.Histories.HasUserMessage(g.Operation))
            || growth is IInvocationOperation { TargetMethod.Name: "Add" or "AddMessage" } call
                && call.Arguments.Any(static a => OperationFacts.Unwrap(a.Value) is IParameterReferenceOperation);

        private bool IsKept(IOperation growth) => growth switch
        {
            IInvocationOperation call => OperationFacts.ReceiverOf(call) is { } receiver && _fields._owners.IsKept(receiver, _cancellationToken),
            IAssignmentOperation assignment => _fields._owners.IsKept(assignment.Target, _cancellationToken),
            _ => false,
        };

        private static bool IsOnEveryPath(IOperation clear)
        {
            for (var parent = clear.Parent; parent is not null; parent = parent.Parent)
            {
                if (parent is IConditionalOperation or ISwitchOperation or ISwitchCaseOperation or ICatchClauseOperation or IAnonymousFunctionOperation)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
