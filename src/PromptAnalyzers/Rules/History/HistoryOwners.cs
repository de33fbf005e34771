using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.History;

/// <summary>
/// Whether the object that holds a history outlives a turn. A list of a request that a method is given dies with the
/// request, however its type is called.
/// </summary>
internal sealed class HistoryOwners
{
    private const int MaxSteps = 6;

    private readonly FlowEngine _engine;

    public HistoryOwners(FlowEngine engine) => _engine = engine;

    /// <summary>True when the expression reaches the history through this object, a field, a service, or a variable that outlives the loop.</summary>
    public bool IsKept(IOperation history, CancellationToken cancellationToken) => IsKept(history, history, 0, cancellationToken);

    private bool IsKept(IOperation? operation, IOperation use, int step, CancellationToken cancellationToken)
    {
        if (operation is null || step > MaxSteps)
        {
            return false;
        }

        operation = OperationFacts.Unwrap(operation);
        switch (operation)
        {
            case IInstanceReferenceOperation:
                return true;
            case IMemberReferenceOperation { Instance: null }:
                return true;
            case IPropertyReferenceOperation { Instance: { } map } when ChatHistories.IsDictionary(map.Type):
                return IsKept(map, use, step + 1, cancellationToken);
            case IMemberReferenceOperation { Instance: { } instance }:
                return IsKept(instance, use, step + 1, cancellationToken);
            case IConditionalAccessInstanceOperation:
                return IsKept(Accessed(operation), use, step + 1, cancellationToken);
            case IParameterReferenceOperation { Parameter: var parameter }:
                return parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } || HistoryTurns.Of(use, parameter) is not null;
            case IInvocationOperation call:
                return OperationFacts.ReceiverOf(call) is { } receiver
                    ? IsKept(receiver, use, step + 1, cancellationToken)
                    : Origins.Returned(call.TargetMethod.OriginalDefinition, _engine, cancellationToken).Any(r => IsKept(r, use, step + 1, cancellationToken));
            case IArgumentOperation { Parent: IInvocationOperation outCall }:
                return IsKept(OperationFacts.ReceiverOf(outCall), use, step + 1, cancellationToken);
            case ICoalesceOperation coalesce:
                return IsKept(coalesce.Value, use, step + 1, cancellationToken);
            case IAssignmentOperation assignment:
                return IsKept(assignment.Target, use, step + 1, cancellationToken);
            case ILocalReferenceOperation { Local: var local }:
                return HistoryTurns.Of(use, local) is not null
                    || _engine.IndexOf(OperationFacts.Root(operation)).WritesTo(local).Any(w => IsKept(w.Value, use, step + 1, cancellationToken));
            default:
                return false;
        }
    }

    /// <summary>What stands before the question mark of <c>state?.Messages</c>.</summary>
    private static IOperation? Accessed(IOperation instance)
    {
        for (var parent = instance.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalAccessOperation access)
            {
                return access.Operation;
            }
        }

        return null;
    }
}
