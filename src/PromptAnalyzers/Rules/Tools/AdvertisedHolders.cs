using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>
/// Of which holders a model is shown all tools: settings that say so are followed to the calls and agents that use them
/// together with a holder. Settings used with one kernel say nothing of another.
/// </summary>
internal sealed class AdvertisedHolders
{
    private const int MaxSteps = 64;

    private readonly FlowEngine _engine;
    private readonly ToolHolders _holders;
    private readonly HashSet<object> _found = new(ToolHolders.Comparer);
    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);
    private readonly IOperation _root;
    private int _steps;

    private AdvertisedHolders(FlowEngine engine, ToolHolders holders, IOperation root)
    {
        _engine = engine;
        _holders = holders;
        _root = root;
    }

    /// <summary>The settings leave the body, so that the holder they are used with is not known.</summary>
    public bool Escapes { get; private set; }

    public IReadOnlyCollection<object> Found => _found;

    /// <summary>Looks at one body and all functions in it.</summary>
    public static AdvertisedHolders In(IEnumerable<IOperation> operations, FlowEngine engine, ToolHolders holders)
    {
        AdvertisedHolders? result = null;
        foreach (var operation in operations)
        {
            if (Advertises(operation, engine))
            {
                result ??= new AdvertisedHolders(engine, holders, OperationFacts.Root(operation));
                result.Follow(operation);
            }
        }

        return result ?? new AdvertisedHolders(engine, holders, null!);
    }

    /// <summary>Without a list of its own such a setting shows every tool of the holder.</summary>
    public static bool Advertises(IOperation operation, FlowEngine engine) => operation switch
    {
        IInvocationOperation call => engine.Facts.HasName(FactKind.Advertise, call.TargetMethod.Name)
            && engine.Facts.Of(FactKind.Advertise, call.TargetMethod) is { } narrowing
            && call.Arguments.All(a => a.Parameter?.Name != narrowing || a.ArgumentKind == ArgumentKind.DefaultValue
                || a.Value.ConstantValue is { HasValue: true, Value: null } || OperationFacts.Unwrap(a.Value) is IDefaultValueOperation),
        IPropertyReferenceOperation property => engine.Facts.HasName(FactKind.Advertise, property.Property.Name)
            && engine.Facts.Of(FactKind.Advertise, property.Property) is not null,
        _ => false,
    };

    private void Follow(IOperation operation)
    {
        if (++_steps > MaxSteps)
        {
            Escapes = true;
            return;
        }

        var node = operation;
        for (var parent = node.Parent; parent is not null; node = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IVariableDeclaratorOperation declarator:
                    FollowUses(declarator.Symbol);
                    return;
                case ISimpleAssignmentOperation assignment when node == assignment.Value:
                    if (assignment.Target is IPropertyReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } })
                    {
                        continue;
                    }

                    FollowTarget(assignment.Target);
                    return;
                case IObjectCreationOperation creation:
                    if (HoldersOf(creation))
                    {
                        return;
                    }

                    continue;
                case IInvocationOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } }:
                    continue;
                case IInvocationOperation call:
                    if (HoldersOf(call))
                    {
                        return;
                    }

                    if (call.TargetMethod.ReturnsVoid)
                    {
                        Escapes = true;
                        return;
                    }

                    continue;
                case IReturnOperation or IFieldInitializerOperation or IPropertyInitializerOperation:
                    Escapes = true;
                    return;
                case IExpressionStatementOperation:
                    return;
                case IBlockOperation or IAnonymousFunctionOperation:
                    Escapes = true;
                    return;
            }
        }

        Escapes = true;
    }

    private void FollowTarget(IOperation target)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                FollowUses(local.Local);
                break;
            case IPropertyReferenceOperation { Instance: { } instance } when OperationFacts.Unwrap(instance) is ILocalReferenceOperation owner:
                FollowUses(owner.Local);
                break;
            default:
                Escapes = true;
                break;
        }
    }

    private void FollowUses(ILocalSymbol local)
    {
        if (!_followed.Add(local))
        {
            return;
        }

        foreach (var reference in _root.Descendants().OfType<ILocalReferenceOperation>())
        {
            if (OperationFacts.Same(reference.Local, local) && !IsTarget(reference))
            {
                Follow(reference);
            }
        }
    }

    /// <summary>settings.Temperature = 0: not a use that leads anywhere.</summary>
    private static bool IsTarget(ILocalReferenceOperation reference) => reference.Parent switch
    {
        ISimpleAssignmentOperation assignment => assignment.Target == reference,
        IPropertyReferenceOperation or IFieldReferenceOperation => true,
        _ => false,
    };

    /// <summary>The holders that a call or an agent has besides the settings.</summary>
    private bool HoldersOf(IOperation operation)
    {
        bool found = false;
        switch (operation)
        {
            case IInvocationOperation call:
                found = AddHolder(call.Instance) | AddHolderOf(call.Instance);
                foreach (var argument in call.Arguments)
                {
                    found |= argument.ArgumentKind == ArgumentKind.Explicit && AddHolder(argument.Value);
                }

                break;
            case IObjectCreationOperation creation:
                foreach (var argument in creation.Arguments)
                {
                    found |= argument.ArgumentKind == ArgumentKind.Explicit && AddHolder(argument.Value);
                }

                foreach (var assignment in creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? Enumerable.Empty<ISimpleAssignmentOperation>())
                {
                    if (assignment.Target is IPropertyReferenceOperation property && _holders.IsHolder(property.Type))
                    {
                        found = true;
                        _found.Add(_holders.Resolve(assignment.Value) is ISymbol variable ? variable : VariableOf(creation) ?? (object)creation.Syntax);
                    }
                }

                break;
        }

        return found;
    }

    private bool AddHolder(IOperation? operation)
    {
        if (operation is null || operation.ConstantValue is { HasValue: true, Value: null } || !_holders.IsHolder(OperationFacts.Unwrap(operation).Type)
            || _holders.Resolve(operation) is not { } key)
        {
            return false;
        }

        _found.Add(key);
        return true;
    }

    /// <summary>An agent with a holder of its own is called with the settings.</summary>
    private bool AddHolderOf(IOperation? agent)
    {
        if (agent is null || OperationFacts.Unwrap(agent) is not ILocalReferenceOperation local)
        {
            return false;
        }

        var writes = _engine.IndexOf(_root).WritesTo(local.Local);
        return writes.Count == 1 && OperationFacts.Unwrap(writes[0].Value) is IObjectCreationOperation { Initializer: not null } creation && HoldersOf(creation);
    }

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
            ISimpleAssignmentOperation assignment => OperationFacts.SymbolOf(assignment.Target),
            _ => null,
        };
    }
}
