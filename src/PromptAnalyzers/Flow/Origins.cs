using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <summary>
/// Where an object comes from: the creations and calls that a value can be the result of, through variables, members,
/// factories of this compilation, decorators and fluent chains. Says nothing about sizes; that is the engine's part.
/// </summary>
internal static class Origins
{
    private const int MaxOperations = 200;

    /// <summary>All operations on the way, the value itself first. A way that leaves the compilation ends with its last operation.</summary>
    public static List<IOperation> Of(IOperation value, FlowEngine engine, CancellationToken cancellationToken)
    {
        var found = new List<IOperation>();
        var seen = new HashSet<SyntaxNode>();
        var open = new Queue<IOperation>();
        open.Enqueue(value);
        while (open.Count > 0 && found.Count < MaxOperations)
        {
            var operation = OperationFacts.Unwrap(open.Dequeue());
            if (operation.Kind == OperationKind.ConditionalAccessInstance || !seen.Add(operation.Syntax))
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            found.Add(operation);
            foreach (var next in Next(operation, engine, cancellationToken))
            {
                open.Enqueue(next);
            }
        }

        return found;
    }

    private static IEnumerable<IOperation> Next(IOperation operation, FlowEngine engine, CancellationToken cancellationToken)
    {
        switch (operation)
        {
            case ILocalReferenceOperation local:
                return engine.IndexOf(OperationFacts.Root(operation)).WritesTo(local.Local)
                    .Where(static w => w.Kind is WriteKind.Assign or WriteKind.Argument).Select(static w => w.Value);
            case IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }:
                var reference = (IMemberReferenceOperation)operation;
                return ValuesOf(reference.Member, engine, cancellationToken)
                    .Concat(IsLibraryPart(reference, engine) ? new[] { reference.Instance! } : Enumerable.Empty<IOperation>());
            case IPropertyReferenceOperation { Instance: { } indexed }:
                return new[] { indexed };
            case IInvocationOperation call:
                var receiver = OperationFacts.ReceiverOf(call);
                return (receiver is null ? Enumerable.Empty<IOperation>() : new[] { receiver })
                    .Concat(Returned((call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition, engine, cancellationToken));
            case IObjectCreationOperation creation:
                return creation.Arguments.Where(static a => a.ArgumentKind != ArgumentKind.DefaultValue).Select(static a => a.Value);
            case IArgumentOperation { Parent: IInvocationOperation outCall }:
                return OperationFacts.ReceiverOf(outCall) is { } owner ? new[] { owner } : Enumerable.Empty<IOperation>();
            case IAnonymousFunctionOperation or IDelegateCreationOperation or ILiteralOperation:
                return Enumerable.Empty<IOperation>();
            case IConditionalOperation conditional:
                return new[] { conditional.WhenTrue }.Concat(conditional.WhenFalse is { } otherwise ? new[] { otherwise } : Enumerable.Empty<IOperation>());
            case ICoalesceOperation coalesce:
                return new[] { coalesce.Value, coalesce.WhenNull };
            case IConditionalAccessOperation access:
                return new[] { access.Operation, access.WhenNotNull };
            case ISwitchExpressionOperation choice:
                return choice.Arms.Select(static a => a.Value);
            case IAssignmentOperation assignment:
                return new[] { assignment.Value };
            default:
                return Enumerable.Empty<IOperation>();
        }
    }

    /// <summary>A property of a library object leads back to that object: <c>client.Messages</c>.</summary>
    private static bool IsLibraryPart(IMemberReferenceOperation reference, FlowEngine engine) =>
        reference.Instance is not null and not IInstanceReferenceOperation
        && !SymbolEqualityComparer.Default.Equals(reference.Member.ContainingAssembly, engine.Assembly);

    private static IEnumerable<IOperation> ValuesOf(ISymbol member, FlowEngine engine, CancellationToken cancellationToken)
    {
        foreach (var value in engine.ValuesGivenTo(member, cancellationToken))
        {
            yield return value;
        }

        if (member is IPropertySymbol { GetMethod: { } getter })
        {
            foreach (var value in Returned(getter, engine, cancellationToken))
            {
                yield return value;
            }
        }
    }

    /// <summary>What a method of this compilation returns.</summary>
    public static IEnumerable<IOperation> Returned(IMethodSymbol method, FlowEngine engine, CancellationToken cancellationToken)
    {
        if (engine.BodyOf(method, cancellationToken) is not { } body)
        {
            yield break;
        }

        if (body is ILocalFunctionOperation { Body: { } inner })
        {
            body = inner;
        }

        foreach (var operation in OperationFacts.DescendantsInBody(body))
        {
            if (operation is IReturnOperation { ReturnedValue: { } returned } && returned.Type is not null)
            {
                yield return returned;
            }
        }
    }
}
