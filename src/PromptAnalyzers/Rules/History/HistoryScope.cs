using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.History;

/// <summary>
/// All bodies that use one history, each with the name it has there: the body of a local, the type of a member, and
/// for a parameter the callers too.
/// </summary>
internal sealed class HistoryScope
{
    private const int MaxCallers = 8;
    private const int MaxDepth = 2;

    private readonly FlowEngine _engine;
    private readonly CancellationToken _cancellationToken;
    private readonly List<(IOperation Root, ISymbol History)> _bodies = new();

    // Many cuts of one history ask the same.
    private readonly Lazy<IOperation?> _systemMessage;
    private readonly Lazy<IOperation?> _tools;

    public HistoryScope(FlowEngine engine, IOperation root, ISymbol history, CancellationToken cancellationToken)
    {
        _engine = engine;
        _systemMessage = new(FindSystemMessage);
        _tools = new(FindTools);
        _cancellationToken = cancellationToken;
        Add(root, history, 0);
    }

    private ChatHistories Histories => _engine.Histories;

    /// <summary>The place that puts a system message first; null when none is in sight.</summary>
    public IOperation? SystemMessage() => _systemMessage.Value;

    /// <summary>The place that lets tools into the conversation: attached to a call that sends it, or their messages.</summary>
    public IOperation? Tools() => _tools.Value;

    private IOperation? FindSystemMessage()
    {
        foreach (var (root, history) in _bodies)
        {
            foreach (var operation in root.DescendantsAndSelf())
            {
                if (Initial(operation, history) is { } value && StartsWithSystem(value))
                {
                    return operation;
                }

                if (operation is IInvocationOperation call && Is(OperationFacts.ReceiverOf(call), history) && Histories.IsGrowth(call)
                    && call.TargetMethod.Name is not ("AddRange" or "AddMessages") && Histories.HasSystemMessage(call)
                    && OperationFacts.EnclosingLoop(call) is null)
                {
                    return operation;
                }
            }

            if (history is IFieldSymbol or IPropertySymbol)
            {
                foreach (var value in _engine.ValuesGivenTo(history, _cancellationToken))
                {
                    if (StartsWithSystem(value))
                    {
                        return value;
                    }
                }
            }
        }

        return null;
    }

    private IOperation? FindTools()
    {
        foreach (var (root, history) in _bodies)
        {
            foreach (var operation in root.Descendants())
            {
                if (operation is IInvocationOperation call)
                {
                    if (Is(OperationFacts.ReceiverOf(call), history) && Histories.IsGrowth(call) && Histories.HasToolMessage(call))
                    {
                        return call;
                    }

                    if (Histories.SendOf(call.TargetMethod) is { } names && IsSent(call, names, history) && ToolsOf(call) is { } tools)
                    {
                        return tools;
                    }
                }
                else if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target, Parent: IObjectOrCollectionInitializerOperation request } assignment
                    && Histories.SendOf(target.Property) is { Length: 0 } && Mentions(assignment.Value, history)
                    && request.Initializers.FirstOrDefault(IsToolSetting) is { } setting)
                {
                    return setting;
                }
            }
        }

        return null;
    }

    /// <summary>
    /// What the code around the cut tests: roles of messages, which chooses the place and is taken for care, or only
    /// which message is the system's, which keeps that one and cuts the others by count all the same.
    /// </summary>
    public (bool AnyRole, bool System) RoleTests(IOperation root)
    {
        bool any = false;
        bool system = false;
        foreach (var operation in root.Descendants())
        {
            bool? isSystem = operation switch
            {
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test when IsRole(test.LeftOperand) || IsRole(test.RightOperand) =>
                    Histories.HasSystemMessage(test),
                IIsPatternOperation test when IsRole(test.Value) => Histories.HasSystemMessage(test.Pattern),
                IIsTypeOperation test when IsMessageType(test.TypeOperand) => IsSystemType(test.TypeOperand),
                IDeclarationPatternOperation { MatchedType: { } type } when IsMessageType(type) => IsSystemType(type),
                ITypePatternOperation { MatchedType: { } type } when IsMessageType(type) => IsSystemType(type),
                IRecursivePatternOperation { MatchedType: { } type } when IsMessageType(type) => IsSystemType(type),
                IInvocationOperation { TargetMethod: { Name: "OfType", TypeArguments: { Length: 1 } types } } when IsMessageType(types[0]) => IsSystemType(types[0]),
                ISwitchExpressionOperation choice when IsRole(choice.Value) => false,
                ISwitchOperation choice when IsRole(choice.Value) => false,
                _ => null,
            };
            any |= isSystem == false;
            system |= isSystem == true;
        }

        return (any, system);
    }

    /// <summary>A message is put at the front again.</summary>
    public bool IsPutBack(IOperation root, ISymbol history, IOperation trim) => root.Descendants().OfType<IInvocationOperation>().Any(call =>
        Is(OperationFacts.ReceiverOf(call), history)
        && ((call.TargetMethod.Name == "Insert" && call.Syntax.SpanStart > trim.Syntax.SpanStart)
            || (Histories.IsGrowth(call) && Histories.HasSystemMessage(call)
                && (call.Syntax.SpanStart > trim.Syntax.SpanStart || OperationFacts.EnclosingLoop(call) is not null))));

    private static bool IsRole(IOperation operation) =>
        OperationFacts.Unwrap(operation) is IMemberReferenceOperation { Member.Name: "Role" or "AuthorRole" };

    private static bool IsMessageType(ITypeSymbol type) => SdkReferences.IsSdkAssembly(type.ContainingAssembly);

    private bool IsSystemType(ITypeSymbol type) =>
        type is INamedTypeSymbol named && named.InstanceConstructors.Any(c => Histories.Of(FactKind.SystemMessage, c) is not null);

    private void Add(IOperation root, ISymbol history, int depth)
    {
        if (history is IFieldSymbol or IPropertySymbol)
        {
            foreach (var body in TypeBodies.Naming(history.ContainingType, new[] { history.Name }, static _ => true, _cancellationToken))
            {
                if (_engine.OperationAt(body, _cancellationToken) is { } other)
                {
                    _bodies.Add((OperationFacts.Root(other), history));
                }
            }
        }

        if (history is not (IFieldSymbol or IPropertySymbol) || _bodies.Count == 0)
        {
            _bodies.Add((root, history));
        }

        if (history is IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter && depth < MaxDepth)
        {
            foreach (var argument in Callers(method, parameter.Ordinal).Take(MaxCallers).ToList())
            {
                if (HistorySymbols.Of(argument, _engine, _cancellationToken) is { } passed)
                {
                    Add(OperationFacts.Root(argument), passed, depth + 1);
                }
            }
        }
    }

    private IEnumerable<IOperation> Callers(IMethodSymbol method, int ordinal)
    {
        foreach (var tree in _engine.Words.TreesWith(method.Name, _cancellationToken))
        {
            foreach (var call in tree.GetRoot(_cancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (call.Expression.DescendantTokens().Any(t => t.ValueText == method.Name)
                    && InBody(call) is IInvocationOperation found
                    && OperationFacts.Same((found.TargetMethod.ReducedFrom ?? found.TargetMethod).OriginalDefinition, method.OriginalDefinition)
                    && found.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == ordinal) is { } argument)
                {
                    yield return argument.Value;
                }
            }
        }
    }

    /// <summary>The operation of a node within the tree of its whole body.</summary>
    private IOperation? InBody(SyntaxNode node) => _engine.OperationAt(node, _cancellationToken);

    private bool Is(IOperation? operation, ISymbol history) =>
        operation is not null && Histories.KindOfHolder(OperationFacts.Unwrap(operation).Type) is not null
        && OperationFacts.Same(HistorySymbols.Of(operation, _engine, _cancellationToken), history);

    private bool Mentions(IOperation value, ISymbol history) =>
        Origins.Of(value, _engine, _cancellationToken).Any(o => o.DescendantsAndSelf().Any(d => Is(d, history)));

    private bool IsSent(IInvocationOperation call, string names, ISymbol history) =>
        (names.StartsWith("this", StringComparison.Ordinal) && Is(OperationFacts.ReceiverOf(call), history))
        || call.Arguments.Any(a => ChatHistories.IsNamed(a, names) && Mentions(a.Value, history));

    private IOperation? ToolsOf(IInvocationOperation send)
    {
        var givers = send.Arguments.Where(static a => a.ArgumentKind != ArgumentKind.DefaultValue).Select(static a => a.Value);
        if (OperationFacts.ReceiverOf(send) is { } receiver)
        {
            givers = givers.Append(receiver);
        }

        foreach (var origin in givers.SelectMany(g => Origins.Of(g, _engine, _cancellationToken)))
        {
            switch (origin)
            {
                case IObjectCreationOperation { Constructor: { } constructor } creation:
                    if (creation.Initializer?.Initializers.FirstOrDefault(IsToolSetting) is { } setting)
                    {
                        return setting;
                    }

                    if (ToolArgument(constructor, creation.Arguments) is { } given)
                    {
                        return given;
                    }

                    break;
                case IInvocationOperation call when ToolArgument(call.TargetMethod, call.Arguments) is { } tools:
                    return tools;
                case ILocalReferenceOperation or IFieldReferenceOperation or IParameterReferenceOperation:
                    var index = _engine.IndexOf(OperationFacts.Root(origin));
                    if (OperationFacts.SymbolOf(origin) is { } symbol && index.MemberWritesOf(symbol).FirstOrDefault(IsToolSetting) is { } write)
                    {
                        return write;
                    }

                    // options.Tools.Add(tool)
                    if (OperationFacts.SymbolOf(origin) is { } options && AddedTool(OperationFacts.Root(origin), options) is { } added)
                    {
                        return added;
                    }

                    break;
            }
        }

        return null;
    }

    private IOperation? AddedTool(IOperation root, ISymbol options) => root.Descendants().OfType<IInvocationOperation>().FirstOrDefault(call =>
        call.TargetMethod.Name is "Add" or "AddRange"
        && call.Instance is { } list && OperationFacts.Unwrap(list) is IPropertyReferenceOperation { Instance: { } owner } property
        && OperationFacts.Same(OperationFacts.SymbolOf(owner), options)
        && Histories.Of(FactKind.Tools, property.Property) is not null);

    private IOperation? ToolArgument(IMethodSymbol method, IEnumerable<IArgumentOperation> arguments) =>
        Histories.Of(FactKind.Tools, method) is { Length: > 0 } names ? arguments.FirstOrDefault(a => ChatHistories.IsNamed(a, names)) : null;

    private bool IsToolSetting(IOperation part) => part switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment =>
            assignment.Value.ConstantValue is not { HasValue: true, Value: null }
            && (Histories.Of(FactKind.Tools, target.Property) is not null || Histories.Of(FactKind.ToolChoice, target.Property) is not null),
        IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation member } =>
            Histories.Of(FactKind.Tools, member.Property) is not null,
        _ => false,
    };

    /// <summary>The first value of the history, where an operation declares or sets it.</summary>
    private static IOperation? Initial(IOperation operation, ISymbol history) => operation switch
    {
        IVariableDeclaratorOperation declarator when OperationFacts.Same(declarator.Symbol, history) => declarator.GetVariableInitializer()?.Value,
        ISimpleAssignmentOperation assignment when OperationFacts.Same(OperationFacts.SymbolOf(assignment.Target), history) => assignment.Value,
        _ => null,
    };

    private bool StartsWithSystem(IOperation value)
    {
        value = OperationFacts.Unwrap(value);
        if (value is IInvocationOperation { TargetMethod.Name: "GetOrAdd" } call)
        {
            return call.Arguments.Any(a => Histories.HasSystemMessage(a.Value));
        }

        return value switch
        {
            IObjectCreationOperation { Constructor: { } constructor } creation =>
                (Histories.Of(FactKind.SystemMessage, constructor) is { } names && ChatHistories.HasArgument(creation.Arguments, names))
                || (creation.Initializer?.Initializers.FirstOrDefault() is { } first && Histories.HasSystemMessage(first))
                || creation.Arguments.Any(a => OperationFacts.IsCollection(a.Value.Type) && StartsWithSystem(a.Value)),
            IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } elements } => Histories.HasSystemMessage(elements[0]),
            _ when OperationFacts.IsCollectionExpression(value) => value.ChildOperations.FirstOrDefault() is { } first && Histories.HasSystemMessage(first),
            _ => false,
        };
    }
}
