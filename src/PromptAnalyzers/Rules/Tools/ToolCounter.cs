using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>Counts the tools in an expression. What is not known counts nothing: silence rather than a guess.</summary>
internal sealed class ToolCounter
{
    private const string ListedHere = "listed here";
    private const int MaxDepth = 12;

    private readonly FlowEngine _engine;
    private readonly CancellationToken _cancellationToken;

    public ToolCounter(FlowEngine engine, CancellationToken cancellationToken)
    {
        _engine = engine;
        _cancellationToken = cancellationToken;
    }

    public ToolCount Count(IOperation? operation, int depth = 0)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (operation is null || depth > MaxDepth)
        {
            return ToolCount.None;
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
                return Elements(initializer.Initializers.OfType<IInvocationOperation>().SelectMany(a => a.Arguments.Select(b => b.Value)), depth);
            case IObjectCreationOperation creation when OperationFacts.IsCollection(creation.Type):
                var copied = creation.Arguments.Where(a => OperationFacts.IsCollection(a.Value.Type))
                    .Aggregate(ToolCount.None, (sum, a) => sum.Plus(Count(a.Value, depth + 1)));
                return creation.Initializer is { } list ? copied.Plus(Count(list, depth + 1)) : copied;
            case ILocalReferenceOperation local:
                return Variable(local, local.Local, depth);
            case IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }:
                return Member(((IMemberReferenceOperation)operation).Member, depth);
            case IInvocationOperation invocation when OperationFacts.IsCollection(invocation.Type):
                return Invocation(invocation, depth);
            default:
                return ToolCount.None;
        }
    }

    /// <summary>Functions that a plugin type declares; methods of any accessibility count, those of base types too.</summary>
    public ToolCount Functions(ITypeSymbol? plugin, SyntaxNode place)
    {
        int count = 0;
        for (var type = plugin; type is not null && type.SpecialType != SpecialType.System_Object; type = type.BaseType)
        {
            count += type.GetMembers().OfType<IMethodSymbol>().Count(m =>
                m.MethodKind == MethodKind.Ordinary && m.OverriddenMethod is null && ToolMethods.HasToolAttribute(m, _engine.Facts));
        }

        return count == 0 ? ToolCount.None : ToolCount.Of("from " + plugin!.Name, count, place);
    }

    private ToolCount Elements(IEnumerable<IOperation> elements, int depth)
    {
        var sum = ToolCount.None;
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var element in elements)
        {
            var value = OperationFacts.Unwrap(element);
            if (value is ILocalReferenceOperation or IFieldReferenceOperation && !seen.Add(OperationFacts.SymbolOf(value)!))
            {
                continue;
            }

            bool isMany = OperationFacts.IsSpread(value) || OperationFacts.IsCollection(value.Type);
            sum = sum.Plus(isMany ? Count(value, depth + 1) : ToolCount.Of(ListedHere, 1, element.Syntax));
        }

        return sum;
    }

    private ToolCount Variable(ILocalReferenceOperation use, ILocalSymbol local, int depth)
    {
        var index = _engine.IndexOf(OperationFacts.Root(use));
        var reaching = ReachingWrites.At(use, local, index, _engine.Bounds);
        if (reaching.Found.Count != 1 || reaching.Found[0].Kind != WriteKind.Assign)
        {
            return ToolCount.None;
        }

        if (index.CallsOn(local).Any(c => c.TargetMethod.Name == "Clear" || c.TargetMethod.Name.StartsWith("Remove", StringComparison.Ordinal)))
        {
            return ToolCount.None;
        }

        var sum = Count(reaching.Found[0].Value, depth + 1);
        foreach (var call in index.CallsOn(local))
        {
            // Calls that may not run, run more than once or come later are not certain.
            if (call.Syntax.SpanStart > use.Syntax.SpanStart || !IsStraightLine(call))
            {
                continue;
            }

            sum = sum.Plus(Added(call, depth));
        }

        return sum;
    }

    private ToolCount Added(IInvocationOperation call, int depth) => call.TargetMethod.Name switch
    {
        "Add" or "Insert" => ToolCount.Of("added", 1, call.Syntax),
        "AddRange" or "InsertRange" => Count(call.Arguments.LastOrDefault()?.Value, depth + 1),
        _ => ToolCount.None,
    };

    /// <summary>True for an operation that runs once whenever its body runs.</summary>
    public static bool IsStraightLine(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ILoopOperation or ISwitchOperation or IAnonymousFunctionOperation or ICatchClauseOperation)
            {
                return false;
            }
        }

        return true;
    }

    private ToolCount Member(ISymbol member, int depth)
    {
        if (member is IFieldSymbol { IsReadOnly: false, DeclaredAccessibility: not Accessibility.Private }
            || !SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, _engine.Assembly))
        {
            return ToolCount.None;
        }

        var values = _engine.ValuesGivenTo(member, _cancellationToken).ToList();
        if (values.Count == 0 && member is IPropertySymbol { GetMethod: { } getter })
        {
            return ReturnOf(getter, depth);
        }

        return values.Count == 1 ? Count(values[0], depth + 1) : ToolCount.None;
    }

    private ToolCount Invocation(IInvocationOperation invocation, int depth)
    {
        var method = invocation.TargetMethod;
        var source = invocation.Instance ?? (invocation.Arguments.Length > 0 ? invocation.Arguments[0].Value : null);
        switch (method.Name)
        {
            case "ToList" or "ToArray" or "AsEnumerable" or "Cast" or "OfType" or "Select" or "AsReadOnly" or "ToImmutableArray" or "ToImmutableList":
                return Count(source, depth + 1);
            case "Concat" or "Union":
                return invocation.Arguments.Aggregate(ToolCount.None, (sum, a) => sum.Plus(Count(a.Value, depth + 1)));
            case "Append" or "Prepend" when invocation.Arguments.Length > 0:
                return Count(source, depth + 1).Plus(ToolCount.Of(ListedHere, 1, invocation.Arguments[invocation.Arguments.Length - 1].Syntax));
            case "AsAIFunctions":
                return Plugin(source, depth);
            default:
                return method.Locations.Length > 0 && method.Locations[0].IsInSource && !method.IsVirtual && !method.IsAbstract
                    ? ReturnOf((method.ReducedFrom ?? method).OriginalDefinition, depth)
                    : ToolCount.None;
        }
    }

    private ToolCount ReturnOf(IMethodSymbol method, int depth)
    {
        if (_engine.BodyOf(method, _cancellationToken) is not { } body)
        {
            return ToolCount.None;
        }

        var returns = OperationFacts.DescendantsInBody(body).OfType<IReturnOperation>()
            .Where(r => r is { ReturnedValue: not null, Kind: OperationKind.Return }).ToList();
        return returns.Count == 1 ? Count(returns[0].ReturnedValue, depth + 1) : ToolCount.None;
    }

    /// <summary>A plugin object: by its type argument, the object it is made of, or its list of functions.</summary>
    public ToolCount Plugin(IOperation? plugin, int depth = 0)
    {
        if (plugin is null || depth > MaxDepth)
        {
            return ToolCount.None;
        }

        plugin = OperationFacts.Unwrap(plugin);
        if (plugin is ILocalReferenceOperation local)
        {
            var writes = _engine.IndexOf(OperationFacts.Root(local)).WritesTo(local.Local);
            return writes.Count == 1 ? Plugin(writes[0].Value, depth + 1) : ToolCount.None;
        }

        if (plugin is not IInvocationOperation { TargetMethod: { } method } call)
        {
            return ToolCount.None;
        }

        if (method.TypeArguments.Length == 1 && method.Name.EndsWith("FromType", StringComparison.Ordinal))
        {
            return Functions(method.TypeArguments[0], call.Syntax);
        }

        if (method.Name.EndsWith("FromObject", StringComparison.Ordinal)
            && call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "target") is { } target)
        {
            return Functions(OperationFacts.Unwrap(target.Value).Type, call.Syntax);
        }

        return method.Name.EndsWith("FromFunctions", StringComparison.Ordinal)
            && call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "functions") is { } functions
                ? Count(functions.Value, depth + 1)
                : ToolCount.None;
    }
}
