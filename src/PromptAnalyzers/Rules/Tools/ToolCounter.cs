using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>Counts the tools in an expression. What is not known counts nothing: silence rather than a guess.</summary>
internal sealed partial class ToolCounter
{
    public const string ListedHere = "listed here";
    private const string Added = "added";
    private const int MaxDepth = 12;

    // Lists of lists of lists: far more than any code has, and a bound on the time for one body.
    private const int MaxSteps = 20_000;

    private readonly Dictionary<IOperation, ILookup<ISymbol, IInvocationOperation>> _callsOn = new();
    private readonly FlowEngine _engine;
    private readonly CancellationToken _cancellationToken;
    private int _steps;

    public ToolCounter(FlowEngine engine, CancellationToken cancellationToken)
    {
        _engine = engine;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The tools that are surely in a collection.</summary>
    public ToolSet Count(IOperation? operation, int depth = 0)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (operation is null || depth > MaxDepth || ++_steps > MaxSteps)
        {
            return ToolSet.None;
        }

        operation = OperationFacts.Unwrap(operation);
        switch (operation)
        {
            case var _ when OperationFacts.IsCollectionExpression(operation):
                return Elements(operation.ChildOperations, depth);
            case var _ when OperationFacts.IsSpread(operation):
                return Count(operation.ChildOperations.FirstOrDefault(), depth + 1);
            case IArrayCreationOperation { Initializer: { } initializer }:
                return Elements(initializer.ElementValues, depth);
            case IObjectOrCollectionInitializerOperation initializer:
                return Elements(initializer.Initializers.Select(EntryOf).OfType<IOperation>(), depth);
            case IObjectCreationOperation creation when OperationFacts.IsCollection(creation.Type):
                var copied = ToolSet.Concat(creation.Arguments.Where(a => OperationFacts.IsCollection(a.Value.Type)).Select(a => Count(a.Value, depth + 1)));
                return creation.Initializer is { } list ? copied.Plus(Count(list, depth + 1)) : copied;
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return ToolSet.Fewer(Count(choice.WhenTrue, depth + 1), Count(otherwise, depth + 1));
            case ICoalesceOperation coalesce:
                return ToolSet.Fewer(Count(coalesce.Value, depth + 1), Count(coalesce.WhenNull, depth + 1));
            case ILocalReferenceOperation local:
                return Variable(local, local.Local, depth);
            case IPropertyReferenceOperation { Property.Name: "Values", Instance: { } map } when OperationFacts.IsCollection(map.Type):
                return Count(map, depth + 1);
            case IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }:
                return Member((IMemberReferenceOperation)operation, depth);
            case IInvocationOperation invocation:
                return Invocation(invocation, depth);
            default:
                return ToolSet.None;
        }
    }

    /// <summary>One entry of a collection or dictionary initializer.</summary>
    private static IOperation? EntryOf(IOperation initializer) => initializer switch
    {
        IInvocationOperation { Arguments.IsEmpty: false } add => add.Arguments[add.Arguments.Length - 1].Value,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.IsEmpty: false } } indexed => indexed.Value,
        _ => null,
    };

    private ToolSet Elements(IEnumerable<IOperation> elements, int depth) => ToolSet.Concat(elements.Select(e => Element(e, ListedHere, depth)));

    private ToolSet Element(IOperation element, string from, int depth)
    {
        var value = OperationFacts.Unwrap(element);
        if (OperationFacts.IsSpread(value) || OperationFacts.IsCollection(value.Type))
        {
            return Count(value, depth + 1);
        }

        if (value is { ConstantValue: { HasValue: true, Value: null } })
        {
            return ToolSet.None;
        }

        foreach (var (property, given) in MembersSet(value))
        {
            if (_engine.Facts.Of(FactKind.ToolGroup, property) is not null)
            {
                return Count(given, depth + 1);
            }

            if (_engine.Facts.Of(FactKind.ToolFilter, property) is not null && given.ConstantValue is not { HasValue: true, Value: false })
            {
                return ToolSet.None;
            }
        }

        return ToolSet.One(from, value);
    }

    /// <summary>The properties that an object gets in its initializer, seen through a variable that is written once.</summary>
    private IEnumerable<(IPropertySymbol Property, IOperation Value)> MembersSet(IOperation value)
    {
        if (Behind(value) is not IObjectCreationOperation { Initializer: { } initializer })
        {
            yield break;
        }

        foreach (var part in initializer.Initializers)
        {
            switch (part)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.IsEmpty: true } target } assignment:
                    yield return (target.Property, assignment.Value);
                    break;
                case IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation member } nested:
                    yield return (member.Property, nested.Initializer);
                    break;
            }
        }
    }

    /// <summary>The value of a variable or member that is written once; the operation itself otherwise.</summary>
    public IOperation Behind(IOperation operation, int depth = 0)
    {
        operation = OperationFacts.Unwrap(operation);
        if (depth > MaxDepth)
        {
            return operation;
        }

        switch (operation)
        {
            case ILocalReferenceOperation local:
                var writes = _engine.IndexOf(OperationFacts.Root(local)).WritesTo(local.Local);
                return writes.Count == 1 && writes[0].Kind == WriteKind.Assign ? Behind(writes[0].Value, depth + 1) : operation;
            case IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }:
                var values = _engine.ValuesGivenTo(((IMemberReferenceOperation)operation).Member, _cancellationToken).Take(2).ToList();
                return values.Count == 1 ? Behind(values[0], depth + 1) : operation;
            default:
                return operation;
        }
    }

    private ToolSet Invocation(IInvocationOperation invocation, int depth)
    {
        var method = invocation.TargetMethod;
        if (_engine.Facts.Of(FactKind.PluginFactory, method.ReducedFrom ?? method) is { } detail)
        {
            return ToolSource.Read(detail, invocation) is { } source ? Given(source, PlaceOf(invocation), depth + 1) : ToolSet.None;
        }

        if (!OperationFacts.IsCollection(AwaitedType(invocation.Type)))
        {
            return ToolSet.None;
        }

        if (ChatHistories.IsBaseLibrary(method))
        {
            return OfBaseLibrary(invocation, depth);
        }

        return method.Locations.Length > 0 && method.Locations[0].IsInSource && !method.IsVirtual && !method.IsAbstract
            ? ReturnOf((method.ReducedFrom ?? method).OriginalDefinition, depth)
            : ToolSet.None;
    }

    private ToolSet OfBaseLibrary(IInvocationOperation invocation, int depth)
    {
        var source = invocation.Instance ?? (invocation.Arguments.Length > 0 ? invocation.Arguments[0].Value : null);
        var last = invocation.Arguments.Length > 0 ? invocation.Arguments[invocation.Arguments.Length - 1].Value : null;
        switch (invocation.TargetMethod.Name)
        {
            case "ToList" or "ToArray" or "AsEnumerable" or "Cast" or "OfType" or "Select" or "AsReadOnly" or "ToImmutableArray" or "ToImmutableList"
                or "OrderBy" or "OrderByDescending" or "Reverse" or "Distinct" or "FromResult" or "ConfigureAwait":
                return Count(source, depth + 1);
            case "Concat" or "Union":
                return ToolSet.Concat(invocation.Arguments.Select(a => Count(a.Value, depth + 1)));
            case "Append" or "Prepend" when last is not null:
                return Count(source, depth + 1).Plus(ToolSet.One(ListedHere, OperationFacts.Unwrap(last)));
            case "Take" when last is { ConstantValue: { HasValue: true, Value: int limit } }:
                return Count(source, depth + 1).AtMost(limit, PlaceOf(invocation));
            case "Range" when last is { ConstantValue: { HasValue: true, Value: int count } } && invocation.TargetMethod.ContainingType.Name == "Enumerable":
                return ToolSet.Of(ListedHere, count, PlaceOf(invocation));
            case "GetMethods" when invocation.Instance is { } type && OperationFacts.Unwrap(type) is ITypeOfOperation { TypeOperand: { } declaring }:
                return Reflected(declaring, invocation);
            default:
                return ToolSet.None;
        }
    }

    /// <summary>What typeof(T).GetMethods() surely gives: the public methods that T itself declares.</summary>
    private static ToolSet Reflected(ITypeSymbol type, IInvocationOperation call)
    {
        const int Instance = 4, Static = 8, Public = 16;
        int flags = call.Arguments.Length == 0 ? Instance | Static | Public
            : call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: int given } ? given : 0;
        int count = (flags & Public) == 0 ? 0 : type.GetMembers().OfType<IMethodSymbol>().Count(m =>
            m is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public } && (flags & (m.IsStatic ? Static : Instance)) != 0);
        return ToolSet.Of("from " + type.Name, count, PlaceOf(call));
    }

    private ToolSet ReturnOf(IMethodSymbol method, int depth)
    {
        if (_engine.BodyOf(method, _cancellationToken) is not { } body)
        {
            return ToolSet.None;
        }

        ToolSet? returned = null;
        var yielded = ToolSet.None;
        foreach (var result in OperationFacts.DescendantsInBody(body).OfType<IReturnOperation>())
        {
            if (result is { Kind: OperationKind.Return, ReturnedValue: { } value })
            {
                var set = Count(value, depth + 1);
                returned = returned is null ? set : ToolSet.Fewer(returned, set);
            }
            else if (result is { Kind: OperationKind.YieldReturn, ReturnedValue: { } item })
            {
                yielded = yielded.Plus(Element(item, ListedHere, depth).Times(Runs(result, null, depth)));
            }
        }

        return returned ?? yielded;
    }

    private static ITypeSymbol? AwaitedType(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask" or "ConfiguredTaskAwaitable", TypeArguments: { Length: 1 } result } ? result[0] : type;

    /// <summary>A call, without the calls that a fluent chain made before it.</summary>
    public static Location PlaceOf(IOperation operation) =>
        operation is IInvocationOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax { Expression: Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax { Expression: Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax } access } call }
            ? Location.Create(call.SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(access.Name.SpanStart, call.Span.End))
            : operation.Syntax.GetLocation();
}
