using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.History;

/// <summary>What methods do with a history that is passed to them.</summary>
internal sealed class HistoryCallees
{
    private const int MaxCalls = 3;

    private readonly FlowEngine _engine;

    public HistoryCallees(FlowEngine engine) => _engine = engine;

    /// <summary>The place at which a method of the user's sends the history that it is given.</summary>
    public bool Sends(IArgumentOperation argument, CancellationToken cancellationToken, int depth = 0) =>
        UsesIn(argument, cancellationToken) is { } uses
        && (uses.Sends.Count > 0 || (depth < MaxCalls && uses.PassedOn.Any(p => Sends(p, cancellationToken, depth + 1))));

    /// <summary>True unless it is known that the callee leaves the history as long as it is.</summary>
    public bool MayReduce(IArgumentOperation argument, CancellationToken cancellationToken, int depth = 0)
    {
        if (argument.Parent is not IInvocationOperation { TargetMethod: var method } call || argument.Parameter is null)
        {
            return true;
        }

        if (SdkReferences.IsSdkAssembly(method.ContainingAssembly))
        {
            return _engine.Histories.IsReduction(call);
        }

        if (UsesIn(argument, cancellationToken) is not { } uses)
        {
            // A method whose body is not here may well reduce; the base library does not.
            return !ChatHistories.IsBaseLibrary(method);
        }

        return uses.Reductions.Count > 0 || uses.Clears.Count > 0
            || uses.PassedOn.Any(p => depth >= MaxCalls || MayReduce(p, cancellationToken, depth + 1));
    }

    private HistoryUses? UsesIn(IArgumentOperation argument, CancellationToken cancellationToken)
    {
        if (argument is not { Parent: IInvocationOperation { TargetMethod: var method }, Parameter: { } parameter })
        {
            return null;
        }

        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        int ordinal = parameter.Ordinal + (method.ReducedFrom is not null && method.MethodKind == MethodKind.ReducedExtension ? 1 : 0);
        return ordinal < definition.Parameters.Length && _engine.BodyOf(definition, cancellationToken) is { } body
            ? new HistoryUses(_engine, OperationFacts.Root(body), definition.Parameters[ordinal], cancellationToken)
            : null;
    }
}
