using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;
using PromptAnalyzers.Rules.Prompts;

namespace PromptAnalyzers.Rules.History;

/// <summary>What one body does with one history.</summary>
internal sealed class HistoryUses
{
    private const int MaxCopies = 3;

    private readonly FlowEngine _engine;
    private readonly ISymbol _history;
    private readonly BodyIndex _index;
    private readonly CancellationToken _cancellationToken;

    public HistoryUses(FlowEngine engine, IOperation root, ISymbol history, CancellationToken cancellationToken)
    {
        _engine = engine;
        _history = history;
        _index = engine.IndexOf(root);
        _cancellationToken = cancellationToken;
        Root = root;
        foreach (var operation in root.Descendants())
        {
            Add(operation);
        }
    }

    public IOperation Root { get; }

    /// <summary>Calls and assignments that make the history longer.</summary>
    public List<IOperation> Growths { get; } = new();

    /// <summary>Places that take the history, or a copy of all of it, to a model.</summary>
    public List<HistorySend> Sends { get; } = new();

    public List<IOperation> Reductions { get; } = new();

    public List<IOperation> Clears { get; } = new();

    /// <summary>Assignments of another value after the declaration.</summary>
    public List<IOperation> Replacements { get; } = new();

    /// <summary>Conditions on which control leaves.</summary>
    public List<IConditionalOperation> Checks { get; } = new();

    /// <summary>Arguments of other calls that are the history.</summary>
    public List<IArgumentOperation> PassedOn { get; } = new();

    /// <summary>
    /// Something keeps the history short: it is emptied or replaced when it has grown to a size, or control leaves
    /// before it grows further.
    /// </summary>
    public bool IsKeptShort(Func<IOperation, bool> isInTurn) =>
        Checks.Any(c => isInTurn(c) && (_engine.Bounds.Implies(c.Condition, false, _history)
            || (_engine.Bounds.Implies(c.Condition, true, _history) && Clears.Count + Replacements.Count > 0)))
        || Clears.Concat(Replacements).Any(o => isInTurn(o) && IsUnderSizeTest(o));

    /// <summary>True for an operation that names the history.</summary>
    public bool Is(IOperation? operation) =>
        operation is not null
        && _engine.Histories.KindOfHolder(OperationFacts.Unwrap(operation).Type) is not null
        && OperationFacts.Same(HistorySymbols.Of(operation, _engine, _cancellationToken), _history);

    private bool IsUnderSizeTest(IOperation operation)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalOperation conditional && child == conditional.WhenTrue && _engine.Bounds.Implies(conditional.Condition, false, _history))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                AddCall(call);
                break;
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                AddSends(creation, constructor, creation.Arguments, constructor.ContainingType.Name);
                if (!ChatHistories.IsLibrary(constructor))
                {
                    // An object of the user's own that holds the history may reduce it.
                    PassedOn.AddRange(creation.Arguments.Where(a => Is(a.Value)));
                }

                break;
            case IConditionalOperation { WhenFalse: null } conditional when OperationFacts.Exits(conditional.WhenTrue):
                Checks.Add(conditional);
                break;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } request
                when _engine.Histories.SendOf(target.Property) is { Length: 0 } && Carries(request.Value, 0):
                Sends.Add(new HistorySend(request.Value, request, target.Property.ContainingType.Name));
                break;
            case ISimpleAssignmentOperation assignment when Is(assignment.Target):
                AddAssignment(assignment);
                break;
        }
    }

    private void AddCall(IInvocationOperation call)
    {
        var receiver = OperationFacts.ReceiverOf(call);
        bool isOwn = Is(receiver);
        if (isOwn && !ChatHistories.IsDictionary(receiver!.Type))
        {
            if (_engine.Histories.IsGrowth(call))
            {
                Growths.Add(call);
            }
            else if (_engine.Histories.IsReduction(call) && !IsTakenBack(call))
            {
                Reductions.Add(call);
            }
            else if (ChatHistories.IsClear(call))
            {
                Clears.Add(call);
            }
        }

        if (_engine.Histories.SendOf(call.TargetMethod) is { } names)
        {
            if (isOwn && names.StartsWith("this", StringComparison.Ordinal))
            {
                Sends.Add(new HistorySend(receiver!, call, call.TargetMethod.Name));
            }

            AddSends(call, call.TargetMethod, call.Arguments, call.TargetMethod.Name);
            return;
        }

        AddTemplateSend(call);
        foreach (var argument in call.Arguments)
        {
            if (!Is(argument.Value) || (call.TargetMethod.IsExtensionMethod && argument == call.Arguments[0] && ChatHistories.IsLibrary(call.TargetMethod)))
            {
                continue;
            }

            if (_engine.Histories.Of(FactKind.Reduce, call.TargetMethod) is not null)
            {
                Reductions.Add(call);
            }
            else if (!_engine.Histories.IsGrowth(call))
            {
                PassedOn.Add(argument);
            }
        }
    }

    /// <summary>The newest message goes again, mostly after an error: that bounds nothing.</summary>
    private static bool IsTakenBack(IInvocationOperation call) =>
        call is { TargetMethod.Name: "RemoveAt", Arguments: { Length: 1 } arguments }
        && OperationFacts.Unwrap(arguments[0].Value) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, RightOperand.ConstantValue: { HasValue: true, Value: 1 } } last
        && OperationFacts.Unwrap(last.LeftOperand) is IPropertyReferenceOperation { Property.Name: "Count" };

    private void AddSends(IOperation call, IMethodSymbol method, IEnumerable<IArgumentOperation> arguments, string name)
    {
        if (_engine.Histories.SendOf(method) is not { Length: > 0 } names)
        {
            return;
        }

        foreach (var argument in arguments)
        {
            if (ChatHistories.IsNamed(argument, names) && Carries(argument.Value, 0))
            {
                Sends.Add(new HistorySend(argument.Value, call, name));
            }
        }
    }

    /// <summary>A template argument that is the history as text, where a template of this body shows it whole.</summary>
    private void AddTemplateSend(IInvocationOperation call)
    {
        if (!call.TargetMethod.Name.StartsWith("Invoke", StringComparison.Ordinal))
        {
            return;
        }

        foreach (var sink in PromptSinks.Of(call, _engine))
        {
            if (KeyOf(sink.Value) is { } key && IsRendered(sink.Value) && ShowsWhole(key))
            {
                Sends.Add(new HistorySend(sink.Value, call, call.TargetMethod.Name));
            }
        }

        static string? KeyOf(IOperation value) => (value.Parent switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: { Length: 1 } key } } => key[0].Value,
            IArgumentOperation { Parent: IInvocationOperation { Arguments: { Length: 2 } pair } } => pair[0].Value,
            _ => null,
        }) is { ConstantValue: { HasValue: true, Value: string name } } ? name : null;
    }

    private bool ShowsWhole(string key) => Root.Descendants().Any(o =>
        o is ILiteralOperation { ConstantValue: { HasValue: true, Value: string text } }
        && text.IndexOf("{{$" + key + "}}", StringComparison.Ordinal) >= 0);

    private bool IsRendered(IOperation value) =>
        value.DescendantsAndSelf().Any(o => o is ILocalReferenceOperation or IMemberReferenceOperation or IParameterReferenceOperation && Is(o))
        && value.DescendantsAndSelf().All(static o => o is not IInvocationOperation { TargetMethod.Name: not ("Select" or "Join" or "Concat" or "ToString" or "ToList" or "ToArray") });

    private void AddAssignment(ISimpleAssignmentOperation assignment)
    {
        if (CarriesMore(assignment.Value))
        {
            Growths.Add(assignment);
        }
        else if (OperationFacts.Unwrap(assignment.Target) is ILocalReferenceOperation && _history is not ILocalSymbol)
        {
            // A local that stands for the kept list; only a shorter list made of it says something about the kept one.
            if (assignment.Value.DescendantsAndSelf().Any(Is) && !Carries(assignment.Value, 0))
            {
                Reductions.Add(assignment);
            }
        }
        else if (OperationFacts.Unwrap(assignment.Target) is IPropertyReferenceOperation { Arguments.IsEmpty: false })
        {
            // An entry of a dictionary of sessions gets its first list here, or a shorter one.
            if (assignment.Value.DescendantsAndSelf().Any(Is) && !Is(assignment.Value))
            {
                Reductions.Add(assignment);
            }
        }
        else
        {
            Replacements.Add(assignment);
        }
    }

    /// <summary>The cheap first question: false for a value that is surely no history made longer.</summary>
    public static bool MayCarryMore(IOperation value)
    {
        value = OperationFacts.Unwrap(value);
        return value.Kind == OperationKind.Invocation || OperationFacts.IsCollectionExpression(value);
    }

    /// <summary>All of the history and something besides it: <c>[.. history, message]</c>.</summary>
    private bool CarriesMore(IOperation value)
    {
        value = OperationFacts.Unwrap(value);
        if (value is IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray" or "ToImmutableList" or "ToImmutableArray" } copy
            && OperationFacts.ReceiverOf(copy) is { } source)
        {
            value = OperationFacts.Unwrap(source);
        }

        return value switch
        {
            IInvocationOperation { TargetMethod.Name: "Append" or "Concat" or "Prepend" or "Add" or "AddRange" or "Insert" } longer =>
                OperationFacts.ReceiverOf(longer) is { } all && Carries(all, 0),
            _ when OperationFacts.IsCollectionExpression(value) =>
                value.ChildOperations.Count() > 1 && Carries(value, 0),
            _ => false,
        };
    }

    /// <summary>The history itself, or a list or request made of all of it.</summary>
    private bool Carries(IOperation value, int depth)
    {
        if (depth > MaxCopies)
        {
            return false;
        }

        value = OperationFacts.Unwrap(value);
        if (Is(value))
        {
            return true;
        }

        switch (value)
        {
            case IInvocationOperation { TargetMethod.Name: "Skip" } window when _engine.Bounds.IsTailStart(window.Arguments.LastOrDefault()?.Value):
                return false;
            case IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray" or "AsEnumerable" or "AsReadOnly" or "Skip" or "Concat" or "Append" or "Prepend" or "ToImmutableList" or "ToImmutableArray" } copy:
                return copy.Arguments.Any(a => Carries(a.Value, depth + 1)) || (copy.Instance is { } instance && Carries(instance, depth + 1));
            case var _ when OperationFacts.IsCollectionExpression(value):
                return value.ChildOperations.Any(c => OperationFacts.IsSpread(c) && c.ChildOperations.Any(s => Carries(s, depth + 1)));
            case IObjectCreationOperation { Arguments: { Length: 1 } arguments } creation when _engine.Histories.KindOf(creation.Type) is not null:
                return Carries(arguments[0].Value, depth + 1);
            case IObjectCreationOperation request when Requests(request).Any(v => Carries(v, depth + 1)):
                return true;
            case ILocalReferenceOperation copied when _index.CallsOn(copied.Local).Any(_engine.Histories.IsReduction):
                return false;
            case ILocalReferenceOperation local when _engine.Histories.KindOf(local.Type) is not null:
                return _index.WritesTo(local.Local).Any(w => w.Kind == WriteKind.Assign && !OperationFacts.Unwrap(w.Value).Syntax.Span.Contains(local.Syntax.Span) && Carries(w.Value, depth + 1))
                    || _index.CallsOn(local.Local).Any(c => c.TargetMethod.Name == "AddRange" && c.Arguments.Any(a => Is(a.Value)));
            case ILocalReferenceOperation request when IsLibraryType(request.Type):
                return _index.WritesTo(request.Local).Any(w => w.Kind == WriteKind.Assign && OperationFacts.Unwrap(w.Value) is IObjectCreationOperation made && Requests(made).Any(v => Carries(v, depth + 1)))
                    || _index.MemberWritesOf(request.Local).Any(w => w.Target is IPropertyReferenceOperation target && _engine.Histories.SendOf(target.Property) is { Length: 0 } && Carries(w.Value, depth + 1));
            default:
                return false;
        }
    }

    /// <summary>The values that the creation of a request gives to its messages.</summary>
    private IEnumerable<IOperation> Requests(IObjectCreationOperation creation) =>
        creation.Initializer is not { } initializer
            ? Enumerable.Empty<IOperation>()
            : initializer.Initializers.OfType<ISimpleAssignmentOperation>()
                .Where(a => a.Target is IPropertyReferenceOperation target && _engine.Histories.SendOf(target.Property) is { Length: 0 })
                .Select(static a => a.Value);

    private static bool IsLibraryType(ITypeSymbol? type) => type is not null && SdkReferences.IsSdkAssembly(type.ContainingAssembly);
}
