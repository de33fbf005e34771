using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.History;

/// <summary>What keeps a history short besides the code that holds it: the client that sends it, or the service.</summary>
internal sealed class HistoryLimits
{
    private readonly FlowEngine _engine;

    public HistoryLimits(FlowEngine engine) => _engine = engine;

    /// <summary>True when the client shortens what it sends, or the service does, or keeps the conversation itself.</summary>
    public bool Limits(HistorySend send, CancellationToken cancellationToken)
    {
        var (receiver, arguments) = send.Call switch
        {
            IInvocationOperation call => (OperationFacts.ReceiverOf(call), call.Arguments.AsEnumerable()),
            IObjectCreationOperation creation => (null, creation.Arguments),
            _ => (null, Enumerable.Empty<IArgumentOperation>()),
        };
        if (receiver is not null && receiver != send.Value && IsReducingClient(receiver, cancellationToken))
        {
            return true;
        }

        if (send.Call is IInvocationOperation { TargetMethod: var method } && _engine.Histories.Of(FactKind.ServiceStored, method) is { } stored
            && ChatHistories.HasArgument(arguments, stored))
        {
            return true;
        }

        if ((send.Call is ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation request } && Limits(request))
            || (send.Call is IObjectCreationOperation { Initializer: { } settings } && Limits(settings)))
        {
            return true;
        }

        return arguments.Any(a => a.ArgumentKind != ArgumentKind.DefaultValue && !ReferenceEquals(a.Value, send.Value)
            && OperationFacts.Unwrap(a.Value) is not ILiteralOperation && IsLimitingRequest(a.Value, cancellationToken));
    }

    /// <summary>True when the client is built with a reducer, here or where it is registered for injection.</summary>
    public bool IsReducingClient(IOperation client, CancellationToken cancellationToken)
    {
        var origins = Origins.Of(client, _engine, cancellationToken);
        if (origins.Any(IsReducing))
        {
            return true;
        }

        // A client that comes from outside is one that some other file registers.
        return origins.Any(static o => o is IParameterReferenceOperation
                || o is IInvocationOperation { TargetMethod.Name: "GetRequiredService" or "GetService" or "GetRequiredKeyedService" or "GetKeyedService" }
                || o is IFieldReferenceOperation or IPropertyReferenceOperation)
            && !origins.Any(static o => o is IObjectCreationOperation)
            && HasReducingRegistration(cancellationToken);
    }

    /// <summary>True when some file of the compilation makes a client or agent that reduces.</summary>
    public bool HasReducingRegistration(CancellationToken cancellationToken) =>
        _engine.Facts.Names(FactKind.ReducingClient).Any(name => !_engine.Words.TreesWith(name, cancellationToken).IsEmpty);

    /// <summary>True for the step, creation or setting that makes a client reduce.</summary>
    public bool IsReducing(IOperation operation) => operation switch
    {
        IInvocationOperation call => _engine.Histories.Of(FactKind.ReducingClient, call.TargetMethod) is not null,
        IObjectCreationOperation { Constructor: { } constructor } creation =>
            _engine.Histories.Of(FactKind.ReducingClient, constructor) is not null
            || (creation.Initializer is { } initializer && Sets(initializer, FactKind.ReducingClient)),
        _ => false,
    };

    private bool IsLimitingRequest(IOperation request, CancellationToken cancellationToken)
    {
        foreach (var origin in Origins.Of(request, _engine, cancellationToken))
        {
            if ((origin is IObjectCreationOperation { Initializer: { } initializer } && Limits(initializer))
                || (OperationFacts.SymbolOf(origin) is { } symbol
                    && _engine.IndexOf(OperationFacts.Root(origin)).MemberWritesOf(symbol).Any(IsLimitingSetting)))
            {
                return true;
            }
        }

        return false;
    }

    private bool Limits(IObjectOrCollectionInitializerOperation initializer) =>
        Sets(initializer, FactKind.ServiceLimit) || Sets(initializer, FactKind.ServiceStored);

    private bool Sets(IObjectOrCollectionInitializerOperation initializer, FactKind kind) =>
        initializer.Initializers.OfType<ISimpleAssignmentOperation>().Any(a => IsSetting(a, kind));

    private bool IsLimitingSetting(ISimpleAssignmentOperation assignment) =>
        IsSetting(assignment, FactKind.ServiceLimit) || IsSetting(assignment, FactKind.ServiceStored);

    private bool IsSetting(ISimpleAssignmentOperation assignment, FactKind kind) =>
        assignment.Target is IPropertyReferenceOperation target
        && assignment.Value.ConstantValue is not { HasValue: true, Value: null }
        && _engine.Histories.Of(kind, target.Property) is not null;
}
