using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>
/// The tools of options objects over the statements of a body: set, added, cleared, taken out. What is set and replaced
/// before the options are used is not advertised.
/// </summary>
internal sealed class ToolOptions
{
    private readonly FlowEngine _engine;
    private readonly ToolCounter _counter;
    private readonly Dictionary<string, List<Step>> _byOwner = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ISymbol> _roots = new(StringComparer.Ordinal);
    private readonly List<ISymbol> _ids = new();
    private readonly HashSet<string> _filtered = new(StringComparer.Ordinal);
    private int _unnamed;

    public ToolOptions(FlowEngine engine, ToolCounter counter)
    {
        _engine = engine;
        _counter = counter;
    }

    private enum StepKind
    {
        Set,
        Added,
        Changed,
        Used,
    }

    /// <summary>options.Tools = value, also in an initializer.</summary>
    public void Set(IPropertyReferenceOperation property, IOperation value, IEnumerable<ToolPart> hidden) =>
        Add(property, new Step(StepKind.Set, property, value, hidden.ToImmutableArray()));

    /// <summary>options.Tools.Add(value), Clear() and the like.</summary>
    public void Call(IPropertyReferenceOperation property, IInvocationOperation call) =>
        Add(property, new Step(ListChanges.Shrinks(call.TargetMethod.Name) ? StepKind.Changed : StepKind.Added, call, call, ImmutableArray<ToolPart>.Empty));

    /// <summary>A property is set that narrows the tools of its object.</summary>
    public void Narrowed(IPropertyReferenceOperation property) => _filtered.Add(KeyOf(property));

    public IEnumerable<ToolAttachment> Attachments(BodyContext body)
    {
        foreach (var owner in _byOwner.OrderBy(static o => o.Value[0].Place).ToList())
        {
            if (_filtered.Contains(owner.Key))
            {
                continue;
            }

            if (_roots.TryGetValue(owner.Key, out var root) && DependsOnUses(owner.Value, root))
            {
                owner.Value.AddRange(body.Operations.Where(o => o is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation && IsUse(o, root))
                    .Select(static o => new Step(StepKind.Used, o, o, ImmutableArray<ToolPart>.Empty)));
            }

            foreach (var attachment in Walk(owner.Value, root))
            {
                yield return attachment;
            }
        }
    }

    /// <summary>
    /// Tools are taken out or set anew, so that it counts whether the options were used before; or nothing else tells
    /// where the options begin. Otherwise what they hold at the end is what they ever had.
    /// </summary>
    private static bool DependsOnUses(List<Step> steps, ISymbol root)
    {
        int first = steps.Min(static s => s.Place);
        return steps.Exists(s => s.Kind == StepKind.Changed || (s.Kind == StepKind.Set && s.Place > first)
            || (s.Kind == StepKind.Added && root is not (ILocalSymbol or IParameterSymbol)));
    }

    private IEnumerable<ToolAttachment> Walk(List<Step> steps, ISymbol? root)
    {
        var anchor = Anchor(steps, root);
        Location? whole = null;
        var sets = ImmutableArray.CreateBuilder<ToolSet>();
        bool isKnown = true;
        ToolAttachment? candidate = null;
        foreach (var step in steps.OrderBy(static s => s.Place))
        {
            switch (step.Kind)
            {
                case StepKind.Set:
                    if (candidate is not null)
                    {
                        yield return candidate;
                    }

                    candidate = null;
                    sets.Clear();
                    whole = step.Value.Syntax.GetLocation();
                    sets.Add(_counter.Count(step.Value));
                    sets.AddRange(step.Hidden.Select(ToolSet.Of));
                    isKnown = true;
                    break;
                case StepKind.Added:
                    var call = (IInvocationOperation)step.Operation;
                    var added = _counter.AddedBy(call).Times(_counter.Runs(call, anchor)).At(call.Syntax.GetLocation());
                    if (added.Total > 0)
                    {
                        sets.Add(added);
                    }

                    break;
                case StepKind.Changed:
                    if (candidate is not null)
                    {
                        yield return candidate;
                    }

                    candidate = null;
                    sets.Clear();
                    whole = null;
                    isKnown = ((IInvocationOperation)step.Operation).TargetMethod.Name == "Clear" && _counter.Runs(step.Operation, anchor) > 0;
                    break;
                case StepKind.Used when isKnown && sets.Count > 0:
                    candidate = new ToolAttachment(whole, sets.ToImmutable());
                    break;
            }
        }

        if (isKnown && sets.Count > 0)
        {
            candidate = new ToolAttachment(whole, sets.ToImmutable());
        }

        if (candidate is not null)
        {
            yield return candidate;
        }
    }

    /// <summary>The operation with which the object begins; what may not run although it does is not counted.</summary>
    private IOperation? Anchor(List<Step> steps, ISymbol? root) => root switch
    {
        IParameterSymbol => null,
        ILocalSymbol local when _engine.IndexOf(OperationFacts.Root(steps[0].Operation)).WritesTo(local) is { Count: > 0 } writes => writes[0].Node,
        _ => steps.OrderBy(static s => s.Place).First().Operation,
    };

    /// <summary>The object is handed on as a whole.</summary>
    private static bool IsUse(IOperation reference, ISymbol root) =>
        OperationFacts.Same(OperationFacts.SymbolOf(reference), root)
        && reference.Parent is not (IPropertyReferenceOperation or IFieldReferenceOperation)
        && !(reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference);

    private void Add(IPropertyReferenceOperation property, Step step)
    {
        string key = KeyOf(property);
        if (!_byOwner.TryGetValue(key, out var steps))
        {
            _byOwner[key] = steps = new List<Step>();
        }

        steps.Add(step);
    }

    /// <summary>The object whose property it is: a variable and the members that lead from it.</summary>
    private string KeyOf(IPropertyReferenceOperation property)
    {
        string path = "";
        var instance = property.Instance;
        if (instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver })
        {
            var creation = CreationOf(property);
            if (creation is null || VariableOf(creation) is not { } made)
            {
                // An object without a name: no later statement can change it.
                return "#" + (creation?.Syntax.SpanStart.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?" + _unnamed++);
            }

            return Named(made, path);
        }

        while (instance is not null)
        {
            instance = OperationFacts.Unwrap(instance);
            switch (instance)
            {
                case ILocalReferenceOperation local:
                    return Named(local.Local, path);
                case IParameterReferenceOperation parameter:
                    return Named(parameter.Parameter, path);
                case IConditionalAccessInstanceOperation:
                    instance = ConditionalAccessOf(instance)?.Operation;
                    break;
                case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member:
                    if (member.Instance is null or IInstanceReferenceOperation)
                    {
                        return Named(member.Member, path);
                    }

                    path = "." + member.Member.Name + path;
                    instance = member.Instance;
                    break;
                default:
                    return "?" + _unnamed++;
            }
        }

        return "?" + _unnamed++;
    }

    /// <summary>The a?.b in whose second half the operation stands; what stands in the first half belongs to an outer one.</summary>
    private static IConditionalAccessOperation? ConditionalAccessOf(IOperation operation)
    {
        for (; operation.Parent is { } parent; operation = parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == operation)
            {
                return access;
            }
        }

        return null;
    }

    private string Named(ISymbol root, string path)
    {
        int id = _ids.FindIndex(i => SymbolEqualityComparer.Default.Equals(i, root));
        if (id < 0)
        {
            id = _ids.Count;
            _ids.Add(root);
        }

        string key = id + path;
        _roots[key] = root;
        return key;
    }

    /// <summary>The creation whose initializer sets the property; null inside a nested initializer.</summary>
    public static IObjectCreationOperation? CreationOf(IPropertyReferenceOperation property) =>
        property.Parent is { Parent: IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation creation } } ? creation : null;

    /// <summary>The variable that an expression is the whole value of.</summary>
    private static ISymbol? VariableOf(IOperation creation)
    {
        var node = creation;
        while (node.Parent is IConversionOperation or IParenthesizedOperation or IVariableInitializerOperation)
        {
            node = node.Parent;
        }

        return node.Parent switch
        {
            IVariableDeclaratorOperation declarator => declarator.Symbol,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation } assignment => OperationFacts.SymbolOf(assignment.Target),
            _ => null,
        };
    }

    private readonly struct Step
    {
        public Step(StepKind kind, IOperation operation, IOperation value, ImmutableArray<ToolPart> hidden)
        {
            Kind = kind;
            Operation = operation;
            Value = value;
            Hidden = hidden;
        }

        public StepKind Kind { get; }

        public IOperation Operation { get; }

        public IOperation Value { get; }

        public ImmutableArray<ToolPart> Hidden { get; }

        /// <summary>Statements take effect where they end.</summary>
        public int Place => Kind == StepKind.Set ? Value.Syntax.Span.End : Operation.Syntax.Span.End;
    }
}
