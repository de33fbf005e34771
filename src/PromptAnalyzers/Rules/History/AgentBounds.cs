using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.History;

/// <summary>Whether an agent keeps all turns in memory, by what it is created with.</summary>
internal sealed class AgentBounds
{
    private readonly FlowEngine _engine;
    private readonly HistoryLimits _limits;

    public AgentBounds(FlowEngine engine, HistoryLimits limits)
    {
        _engine = engine;
        _limits = limits;
    }

    /// <summary>
    /// True for the creation of an agent that keeps its history in memory, with nothing given to it that may bound the
    /// history. Options that are not made in sight may hold a reducer.
    /// </summary>
    public bool IsUnbounded(IOperation creation, CancellationToken cancellationToken)
    {
        var (method, arguments) = Call(creation);
        if (method is null || SettingsOf(method) is not { } settings)
        {
            return false;
        }

        var names = settings.Split(',');
        foreach (var argument in arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Parameter is not { } parameter)
            {
                continue;
            }

            if (Array.IndexOf(names, parameter.Name) >= 0)
            {
                return false;
            }

            if (IsOptions(parameter.Type) && !AreUnboundedOptions(argument.Value, names, cancellationToken))
            {
                return false;
            }
        }

        return _engine.Histories.Of(FactKind.HarnessCreate, method) is not null || !IsBoundedClient(creation, arguments, cancellationToken);
    }

    /// <summary>The options object of a creation when it is made on the spot: that is where a reducer is missing.</summary>
    public static IObjectCreationOperation? InlineOptions(IOperation creation) =>
        Call(creation).Arguments
            .Where(static a => a.Parameter is { } parameter && IsOptions(parameter.Type))
            .Select(static a => OperationFacts.Unwrap(a.Value) as IObjectCreationOperation)
            .FirstOrDefault(static o => o is not null);

    /// <summary>The method or constructor of a creation, with its arguments.</summary>
    public static (IMethodSymbol? Method, IEnumerable<IArgumentOperation> Arguments) Call(IOperation creation) => creation switch
    {
        IInvocationOperation call => (call.TargetMethod, call.Arguments),
        IObjectCreationOperation { Constructor: { } constructor } made => (constructor, made.Arguments),
        _ => (null, Enumerable.Empty<IArgumentOperation>()),
    };

    /// <summary>True for a call or creation that makes an agent with a history in memory.</summary>
    public bool IsAgentCreation(IOperation operation) => Call(operation).Method is { } method && SettingsOf(method) is not null;

    private string? SettingsOf(IMethodSymbol method) =>
        _engine.Histories.Of(FactKind.AgentCreate, method) ?? _engine.Histories.Of(FactKind.HarnessCreate, method);

    private static bool IsOptions(ITypeSymbol type) =>
        type.Name.EndsWith("Options", StringComparison.Ordinal) && SdkReferences.IsSdkAssembly(type.ContainingAssembly);

    private bool AreUnboundedOptions(IOperation options, string[] names, CancellationToken cancellationToken)
    {
        options = OperationFacts.Unwrap(options);
        if (options.ConstantValue is { HasValue: true, Value: null })
        {
            return true;
        }

        var assignments = new List<ISimpleAssignmentOperation>();
        if (OperationFacts.SymbolOf(options) is ILocalSymbol local)
        {
            var index = _engine.IndexOf(OperationFacts.Root(options));
            if (index.WritesTo(local) is not { Count: 1 } writes)
            {
                return false;
            }

            assignments.AddRange(index.MemberWritesOf(local));
            options = OperationFacts.Unwrap(writes[0].Value);
        }

        if (options is not IObjectCreationOperation creation)
        {
            return false;
        }

        assignments.AddRange(creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? Enumerable.Empty<ISimpleAssignmentOperation>());
        return assignments.All(a => a.Target is not IPropertyReferenceOperation target
            || Array.IndexOf(names, target.Property.Name) < 0
            || (target.Property.Name == ContextProviders.Setting ? ContextProviders.OnlyAdd(a.Value, _engine) : IsUnboundedProvider(a.Value, cancellationToken)));
    }

    /// <summary>The memory that the agent would have anyway, spelled out and again without a reducer.</summary>
    private bool IsUnboundedProvider(IOperation value, CancellationToken cancellationToken)
    {
        foreach (var origin in Origins.Of(value, _engine, cancellationToken))
        {
            if (origin is IObjectCreationOperation { Constructor: { } constructor } provider
                && _engine.Histories.Of(FactKind.HistoryProvider, constructor) is { } settings)
            {
                var names = settings.Split(',');
                return provider.Arguments.All(a => a.ArgumentKind == ArgumentKind.DefaultValue
                    || (a.Parameter is { } parameter && IsOptions(parameter.Type) && AreUnboundedOptions(a.Value, names, cancellationToken)));
            }
        }

        return false;
    }

    private bool IsBoundedClient(IOperation creation, IEnumerable<IArgumentOperation> arguments, CancellationToken cancellationToken)
    {
        var client = creation is IInvocationOperation call && OperationFacts.ReceiverOf(call) is { } receiver
            ? receiver
            : arguments.FirstOrDefault(static a => a.Parameter?.Ordinal == 0)?.Value;
        return client is not null
            && (_limits.IsReducingClient(client, cancellationToken)
                || Origins.Of(client, _engine, cancellationToken).OfType<IInvocationOperation>().Any(_engine.Histories.IsStored));
    }
}
