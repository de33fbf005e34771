using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.History;

/// <summary>
/// Which history an operation names. A local that was taken from a member, from a dictionary of sessions or from an
/// accessor of this compilation stands for that member: what grows is the one list.
/// </summary>
internal static class HistorySymbols
{
    private const int MaxSteps = 4;

    /// <summary>The local, parameter or member that holds the history.</summary>
    public static ISymbol? Of(IOperation? operation, FlowEngine engine, CancellationToken cancellationToken) =>
        operation is null ? null : Kept(operation, engine, 0, cancellationToken) ?? engine.Histories.HolderOf(operation);

    /// <summary>The member that keeps the history from one call to the next; null for what lives in a body.</summary>
    private static ISymbol? Kept(IOperation operation, FlowEngine engine, int step, CancellationToken cancellationToken)
    {
        if (step > MaxSteps)
        {
            return null;
        }

        operation = OperationFacts.Unwrap(operation);
        switch (operation)
        {
            case IFieldReferenceOperation field:
                return field.Field;
            case IPropertyReferenceOperation { Arguments.IsEmpty: true } property:
                if (engine.Histories.HolderOf(property) is ILocalSymbol or IParameterSymbol)
                {
                    return null;
                }

                if (property.Property.GetMethod is not { } getter || property.Property.IsVirtual)
                {
                    return engine.Histories.HolderOf(property);
                }

                var returned = Origins.Returned(getter, engine, cancellationToken).ToList();
                return returned.Select(r => Kept(r, engine, step + 1, cancellationToken)).FirstOrDefault(static s => s is not null)
                    ?? returned.Select(Injected).FirstOrDefault(static s => s is not null)
                    ?? engine.Histories.HolderOf(property);
            case IPropertyReferenceOperation { Instance: { } map } when ChatHistories.IsDictionary(map.Type):
                return Map(map, engine);
            case IInvocationOperation { TargetMethod.Name: "GetOrAdd" or "GetValueOrDefault" or "AddOrUpdate" } call
                when OperationFacts.ReceiverOf(call) is { } receiver && ChatHistories.IsDictionary(receiver.Type):
                return Map(receiver, engine);
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "TryGetValue" } call }
                when OperationFacts.ReceiverOf(call) is { } receiver && ChatHistories.IsDictionary(receiver.Type):
                return Map(receiver, engine);
            case IInvocationOperation call when engine.Histories.KindOf(call.Type is { } type ? Awaited(type) : null) is not null:
                return Origins.Returned((call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition, engine, cancellationToken)
                    .Select(r => Kept(r, engine, step + 1, cancellationToken)).FirstOrDefault(static s => s is not null);
            case ICoalesceOperation coalesce:
                return Kept(coalesce.Value, engine, step + 1, cancellationToken);
            case ILocalReferenceOperation local:
                return engine.IndexOf(OperationFacts.Root(local)).WritesTo(local.Local)
                    .Where(static w => w.Kind is WriteKind.Assign or WriteKind.Argument)
                    .Select(w => Kept(w.Value, engine, step + 1, cancellationToken)).FirstOrDefault(static s => s is not null);
            default:
                return null;
        }
    }

    /// <summary>A property that hands on what its object was given says no more of how long that lives than the parameter does.</summary>
    private static ISymbol? Injected(IOperation returned) =>
        OperationFacts.Unwrap(returned) is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter } ? parameter : null;

    private static ISymbol? Map(IOperation map, FlowEngine engine) =>
        OperationFacts.SymbolOf(map) is { } member and (IFieldSymbol or IPropertySymbol) && engine.Histories.KindOfHolder(map.Type) is not null ? member : null;

    private static ITypeSymbol Awaited(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } arguments } ? arguments[0] : type;
}
