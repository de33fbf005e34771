using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>All places of one body where tools are given to an agent, a call, a kernel or a server.</summary>
internal sealed class ToolAttachments
{
    private readonly FlowEngine _engine;
    private readonly BodyContext _body;
    private readonly ToolCounter _counter;
    private readonly ToolHolders _holders;
    private readonly ToolOptions _options;
    private readonly List<ToolAttachment> _found = new();
    private readonly List<AttachedValue> _values = new();
    private readonly Dictionary<object, List<(IOperation Call, ToolSet Tools)>> _imports = new(ToolHolders.Comparer);
    private readonly Dictionary<object, List<(IOperation Call, ToolSet Tools)>> _added = new(ToolHolders.Comparer);
    private readonly Dictionary<SyntaxNode, ImmutableArray<ToolPart>> _hidden = new();

    private ToolAttachments(FlowEngine engine, BodyContext body)
    {
        _engine = engine;
        _body = body;
        _counter = new ToolCounter(engine, body.CancellationToken);
        _holders = new ToolHolders(engine, body.CancellationToken);
        _options = new ToolOptions(engine, _counter);
    }

    public IReadOnlyList<ToolAttachment> Found => _found;

    /// <summary>The expressions that are attached, for rules on where tools come from.</summary>
    public IReadOnlyList<AttachedValue> Values => _values;

    public static ToolAttachments Of(BodyContext body, IReadOnlyList<IOperation> concerned, FlowEngine engine)
    {
        var result = new ToolAttachments(engine, body);
        foreach (var operation in concerned)
        {
            result.FindHidden(operation);
        }

        foreach (var operation in concerned)
        {
            result.Visit(operation);
        }

        result.Finish();
        return result;
    }

    private void Visit(IOperation operation)
    {
        switch (operation)
        {
            case IPropertyReferenceOperation property when _engine.Facts.Of(FactKind.Tools, property.Property) is not null:
                VisitProperty(property);
                break;
            case IPropertyReferenceOperation property when _engine.Facts.Of(FactKind.ToolFilter, property.Property) is not null:
                _options.Narrowed(property);
                break;
            case IInvocationOperation call:
                VisitCall(call, call.TargetMethod.ReducedFrom ?? call.TargetMethod, call.Arguments);
                break;
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                VisitCall(creation, constructor, creation.Arguments);
                break;
        }
    }

    private void VisitProperty(IPropertyReferenceOperation property)
    {
        var hidden = ToolOptions.CreationOf(property) is { } creation && _hidden.TryGetValue(creation.Syntax, out var parts) ? parts : ImmutableArray<ToolPart>.Empty;
        switch (property.Parent)
        {
            case ISimpleAssignmentOperation assignment when assignment.Target == property:
                _options.Set(property, assignment.Value, hidden);
                Attach(assignment.Value);
                break;
            case ICoalesceAssignmentOperation coalesce when coalesce.Target == property:
                Attach(coalesce.Value);
                break;
            case IMemberInitializerOperation member when member.InitializedMember == property:
                _options.Set(property, member.Initializer, hidden);
                Attach(member.Initializer);
                break;
            default:
                if (CallOn(property) is { } call)
                {
                    _options.Call(property, call);
                    if (call.Arguments.Length > 0)
                    {
                        _values.Add(new AttachedValue(call, call.Syntax.GetLocation()));
                    }
                }

                break;
        }
    }

    /// <summary>options.Tools.Add(x), options.Tools!.Add(x), options.Tools?.Add(x).</summary>
    private static IInvocationOperation? CallOn(IPropertyReferenceOperation property)
    {
        IOperation node = property;
        while (node.Parent is IConversionOperation or IParenthesizedOperation)
        {
            node = node.Parent;
        }

        return node.Parent switch
        {
            IInvocationOperation call when call.Instance == node => call,
            IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } call } => call,
            IConditionalAccessOperation { WhenNotNull: IInvocationOperation call } => call,
            _ => null,
        };
    }

    private void VisitCall(IOperation call, IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments)
    {
        if (_engine.Facts.Of(FactKind.Tools, method) is { Length: > 0 } detail && ToolSource.Read(detail, call) is { Value: { } value } whole)
        {
            _found.Add(new ToolAttachment(WithoutConversion(value).Syntax.GetLocation(), ImmutableArray.Create(_counter.Given(whole, ToolCounter.PlaceOf(call)))));
            Attach(value);
        }

        Group(FactKind.AddsTools, _added, call, method);
        Group(FactKind.Import, _imports, call, method);
        if (_engine.Facts.Of(FactKind.PluginFactory, method) is { } factory && _engine.Facts.Of(FactKind.Import, method) is null
            && ToolSource.Read(factory, call) is { Kind: ToolSourceKind.List, Value: { } listed })
        {
            Attach(listed);
        }
    }

    private void Group(FactKind kind, Dictionary<object, List<(IOperation, ToolSet)>> groups, IOperation call, IMethodSymbol method)
    {
        if (_engine.Facts.Of(kind, method) is not { } detail || call is not IInvocationOperation invocation || ToolSource.Read(detail, call) is not { } source)
        {
            return;
        }

        if (source is { Kind: ToolSourceKind.List or ToolSourceKind.Plugins, Value: { } value })
        {
            Attach(value);
        }

        if (OperationFacts.ReceiverOf(invocation) is { } receiver && _holders.Resolve(receiver) is { } key)
        {
            if (!groups.TryGetValue(key, out var calls))
            {
                groups[key] = calls = new List<(IOperation, ToolSet)>();
            }

            // In a branch or a loop nothing is certain.
            int runs = _counter.Runs(call, AnchorOf(key, call));
            var place = ToolCounter.PlaceOf(call);
            calls.Add((call, runs == 1 ? _counter.Given(source, place).At(place) : ToolSet.None));
        }
    }

    /// <summary>Where the holder begins, if it begins in this body.</summary>
    private IOperation? AnchorOf(object key, IOperation call)
    {
        var root = OperationFacts.Root(call);
        return key switch
        {
            ILocalSymbol local when _engine.IndexOf(root).WritesTo(local) is { Count: > 0 } writes => writes[0].Node,
            SyntaxNode start => call.DescendantsAndSelf().FirstOrDefault(o => o.Syntax == start),
            _ => null,
        };
    }

    private void Finish()
    {
        _found.AddRange(_options.Attachments(_body));
        foreach (var group in _added)
        {
            AddGroup(group.Value);
        }

        if (_imports.Count == 0)
        {
            return;
        }

        AddCopies();
        AdvertisedHolders? advertised = null;
        foreach (var group in _imports)
        {
            AddGroup(group.Value, () => IsAdvertised(group.Key, advertised ??= AdvertisedHolders.In(_body.Uses, _engine, _holders)));
        }
    }

    private void AddGroup(List<(IOperation Call, ToolSet Tools)> calls, Func<bool>? isAdvertised = null)
    {
        var steps = calls.Where(static c => c.Tools.Total > 0).OrderBy(static c => c.Call.Syntax.Span.End).Select(static c => c.Tools).ToImmutableArray();
        if (!steps.IsEmpty)
        {
            _found.Add(new ToolAttachment(null, steps, isAdvertised));
        }
    }

    /// <summary>A copy of a kernel starts with what the kernel had by then.</summary>
    private void AddCopies()
    {
        foreach (var group in _imports.ToList())
        {
            if (group.Value.Count > 0 && _holders.CopiedFrom(group.Key, OperationFacts.Root(group.Value[0].Call)) is { } copy && _imports.TryGetValue(copy.Source, out var source))
            {
                group.Value.AddRange(source.Where(c => c.Call.Syntax.Span.End <= copy.Copy.Syntax.SpanStart).ToList());
            }
        }
    }

    private bool IsAdvertised(object holder, AdvertisedHolders here)
    {
        if (here.Found.Contains(holder, ToolHolders.Comparer))
        {
            return true;
        }

        // Settings that leave the body are taken to come back to the one kernel that there is.
        if (here.Escapes && here.Found.Count == 0 && _imports.Count == 1)
        {
            return true;
        }

        return holder is IFieldSymbol or IPropertySymbol or IParameterSymbol or ILocalSymbol && IsAdvertisedInOtherMembers((ISymbol)holder);
    }

    /// <summary>Plugins are imported in the constructor, the settings are made in the method that asks.</summary>
    private bool IsAdvertisedInOtherMembers(ISymbol holder)
    {
        var type = _body.Owner.ContainingType;
        if (type is null || type.DeclaringSyntaxReferences.Length == 0)
        {
            return false;
        }

        var names = _engine.Facts.Derived(static facts => new WordSet(facts.Names(FactKind.Advertise)));
        foreach (var member in type.GetMembers())
        {
            if (SymbolEqualityComparer.Default.Equals(member, _body.Owner) || member.IsImplicitlyDeclared
                || !member.DeclaringSyntaxReferences.Any(r => names.MayBeIn(r.GetSyntax(_body.CancellationToken), _body.CancellationToken))
                || _engine.BodyOf(member, _body.CancellationToken) is not { } body)
            {
                continue;
            }

            var there = AdvertisedHolders.In(body.Descendants(), _engine, _holders);
            if (there.Found.Any(f => ToolHolders.Comparer.Equals(f, holder)))
            {
                return true;
            }
        }

        return false;
    }

    private void FindHidden(IOperation operation)
    {
        var (method, arguments) = operation switch
        {
            IInvocationOperation call => (call.TargetMethod.ReducedFrom ?? call.TargetMethod, call.Arguments),
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments),
            _ => default,
        };
        if (method is null || _engine.Facts.Of(FactKind.HiddenTools, method) is not { } detail)
        {
            return;
        }

        var hidden = HiddenTools.Read(detail);
        if (arguments.FirstOrDefault(a => a.Parameter?.Name == hidden.Parameter && a.ArgumentKind == ArgumentKind.Explicit) is not { } options
            || _counter.Behind(options.Value) is not IObjectCreationOperation made)
        {
            return;
        }

        var parts = hidden.In(made, options.Value, _engine, ToolCounter.PlaceOf(operation), operation is IInvocationOperation ? method.Name : method.ContainingType.Name);
        _hidden[made.Syntax] = parts;
        foreach (var member in made.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? Enumerable.Empty<ISimpleAssignmentOperation>())
        {
            if (_counter.Behind(member.Value) is IObjectCreationOperation inner)
            {
                _hidden[inner.Syntax] = parts;
            }
        }
    }

    private void Attach(IOperation value)
    {
        var written = WithoutConversion(value);
        _values.Add(new AttachedValue(written, written.Syntax.GetLocation()));
    }

    private static IOperation WithoutConversion(IOperation value) => OperationFacts.WithoutImplicitConversion(value);
}
