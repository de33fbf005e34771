using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>
/// Follows a collection of tools back to the listing of an MCP server, if nothing on the way leaves tools out. Conversions
/// and wrappers are no filters; Where, First, Take, an index and an if in the loop are.
/// </summary>
internal sealed class McpListings
{
    private const int MaxDepth = 16;

    private readonly FlowEngine _engine;
    private readonly int _limit;
    private readonly CancellationToken _cancellationToken;

    /// <param name="engine">Facts and bodies.</param>
    /// <param name="limit">A Take of more tools than this is no filter.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public McpListings(FlowEngine engine, int limit, CancellationToken cancellationToken)
    {
        _engine = engine;
        _limit = limit;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The listings that are whole in the collection, each with the part of it that brings them in.</summary>
    public IEnumerable<(IOperation Part, IOperation Listing)> In(IOperation value)
    {
        var operation = OperationFacts.Unwrap(value);
        if (OperationFacts.IsCollectionExpression(operation) && operation.ChildOperations.Count() > 1)
        {
            return operation.ChildOperations.SelectMany(part => Whole(part, 0).Select(listing => (part, listing)));
        }

        // tools.Add(tool) in a loop over a listing.
        if (operation is IInvocationOperation call && AddedInLoop(call) is { } collection)
        {
            return Whole(collection, 0).Select(listing => (value, listing));
        }

        return Whole(operation, 0).Select(listing => (value, listing));
    }

    private IEnumerable<IOperation> Whole(IOperation? operation, int depth)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (operation is null || depth > MaxDepth)
        {
            return Enumerable.Empty<IOperation>();
        }

        operation = OperationFacts.Unwrap(operation);
        switch (operation)
        {
            case var _ when OperationFacts.IsCollectionExpression(operation):
                return operation.ChildOperations.Where(static e => OperationFacts.IsSpread(e)).SelectMany(e => Whole(e, depth + 1));
            case var _ when OperationFacts.IsSpread(operation):
                return Whole(operation.ChildOperations.FirstOrDefault(), depth + 1);
            case ITranslatedQueryOperation query:
                return Whole(query.Operation, depth + 1);
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return Whole(choice.WhenTrue, depth + 1).Concat(Whole(otherwise, depth + 1));
            case ICoalesceOperation coalesce:
                return Whole(coalesce.Value, depth + 1).Concat(Whole(coalesce.WhenNull, depth + 1));
            case IObjectCreationOperation creation when OperationFacts.IsCollection(creation.Type):
                return creation.Arguments.SelectMany(a => Whole(a.Value, depth + 1));
            case IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" }, Instance: { } task }:
                return Whole(task, depth + 1);
            case ILocalReferenceOperation local:
                return OfLocal(local, depth);
            case IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }:
                return OfMember(((IMemberReferenceOperation)operation).Member, depth);
            case IInvocationOperation call:
                return OfCall(call, depth);
            default:
                return Enumerable.Empty<IOperation>();
        }
    }

    private IEnumerable<IOperation> OfCall(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        if (_engine.Facts.Of(FactKind.McpList, method) is not null)
        {
            return new[] { call };
        }

        var source = OperationFacts.ReceiverOf(call) ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        if (ChatHistories.IsBaseLibrary(method))
        {
            switch (method.Name)
            {
                case "ToList" or "ToArray" or "ToListAsync" or "ToArrayAsync" or "AsEnumerable" or "Cast" or "OfType" or "Select" or "AsReadOnly"
                    or "ToImmutableArray" or "ToImmutableList" or "OrderBy" or "OrderByDescending" or "Reverse" or "Distinct"
                    or "ConfigureAwait" or "AsTask" or "GetAwaiter" or "GetResult" or "WaitAsync":
                    return Whole(source, depth + 1);
                case "Concat" or "Union":
                    return call.Arguments.SelectMany(a => Whole(a.Value, depth + 1));
                case "Append" or "Prepend":
                    return Whole(source, depth + 1);
                case "Take" when call.Arguments[call.Arguments.Length - 1].Value.ConstantValue is { HasValue: true, Value: int count } && count > _limit:
                    return Whole(source, depth + 1);
                default:
                    return Enumerable.Empty<IOperation>();
            }
        }

        if (method.IsVirtual || _engine.BodyOf(method.OriginalDefinition, _cancellationToken) is not { } body)
        {
            return Enumerable.Empty<IOperation>();
        }

        // A helper that hands the listing on; of several ways out one is enough, as with a fallback to an empty list.
        return OperationFacts.DescendantsInBody(body).OfType<IReturnOperation>()
            .Where(static r => r is { Kind: OperationKind.Return, ReturnedValue: not null })
            .SelectMany(r => Whole(r.ReturnedValue, depth + 1)).Take(1);
    }

    private IEnumerable<IOperation> OfLocal(ILocalReferenceOperation use, int depth)
    {
        var root = OperationFacts.Root(use);
        var index = _engine.IndexOf(root);
        var calls = index.CallsOn(use.Local);
        if (calls.Any(static c => ListChanges.Shrinks(c.TargetMethod.Name)))
        {
            return Enumerable.Empty<IOperation>();
        }

        return ReachingWrites.At(use, use.Local, index, _engine.Bounds).Found
            .Where(static w => w.Kind == WriteKind.Assign)
            .SelectMany(w => Whole(w.Value, depth + 1))
            .Concat(calls.Where(c => c.Syntax.SpanStart < use.Syntax.SpanStart).SelectMany(c => Added(c, depth)))
            .ToList();
    }

    private IEnumerable<IOperation> OfMember(ISymbol member, int depth)
    {
        if (!SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, _engine.Assembly))
        {
            return Enumerable.Empty<IOperation>();
        }

        // A value that is no listing may be a filtered one.
        var found = new List<IOperation>();
        foreach (var value in _engine.ValuesGivenTo(member, _cancellationToken).Where(static v => !IsEmpty(v)))
        {
            var whole = Whole(value, depth + 1).ToList();
            if (whole.Count == 0)
            {
                return Enumerable.Empty<IOperation>();
            }

            found.AddRange(whole);
        }

        foreach (var (call, _) in ListChanges.Of(member, _engine, _cancellationToken))
        {
            if (ListChanges.Shrinks(call.TargetMethod.Name) && call.TargetMethod.Name != "Clear")
            {
                return Enumerable.Empty<IOperation>();
            }

            found.AddRange(Added(call, depth));
        }

        return found;
    }

    /// <summary>null, [], new(), Array.Empty: what stands there until the tools are listed.</summary>
    private static bool IsEmpty(IOperation value)
    {
        var operation = OperationFacts.Unwrap(value);
        return operation.ConstantValue is { HasValue: true, Value: null }
            || operation is IDefaultValueOperation or IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null } or IInvocationOperation { TargetMethod.Name: "Empty" }
            || (OperationFacts.IsCollectionExpression(operation) && !operation.ChildOperations.Any());
    }

    private IEnumerable<IOperation> Added(IInvocationOperation call, int depth)
    {
        if (call.TargetMethod.Name is "AddRange" or "InsertRange" && call.Arguments.Length > 0)
        {
            return Whole(call.Arguments[call.Arguments.Length - 1].Value, depth + 1);
        }

        return AddedInLoop(call) is { } collection ? Whole(collection, depth + 1) : Enumerable.Empty<IOperation>();
    }

    /// <summary>The collection of a foreach each of whose rounds adds its element; null where a condition may leave some out.</summary>
    private static IOperation? AddedInLoop(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is not ("Add" or "TryAdd" or "Insert"))
        {
            return null;
        }

        for (IOperation node = call; node.Parent is { } parent; node = parent)
        {
            switch (parent)
            {
                case IConditionalOperation or ISwitchOperation or IAnonymousFunctionOperation or ILocalFunctionOperation or ICatchClauseOperation:
                    return null;
                case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: var element } } each when node == each.Body:
                    return OperationFacts.DescendantsInBody(each.Body).Any(static o => o is IBranchOperation) || !call.Arguments.Any(a => Mentions(a, element)) ? null : each.Collection;
                case ILoopOperation:
                    return null;
            }
        }

        return null;

        static bool Mentions(IOperation argument, ILocalSymbol element) =>
            argument.Descendants().OfType<ILocalReferenceOperation>().Any(r => OperationFacts.Same(r.Local, element));
    }
}
