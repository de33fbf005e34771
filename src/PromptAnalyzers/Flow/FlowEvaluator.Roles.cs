using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Flow;

/// <content>What library members do to a value, by their role in the table.</content>
internal sealed partial class FlowEvaluator
{
    private FlowValue ArgumentValue(IInvocationOperation invocation, int ordinal)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
            {
                return AsArgument(Evaluate(argument.Value), argument.Parameter);
            }
        }

        return FlowValue.None;
    }

    /// <summary>What a callee has in a parameter: it may go through the parts of a text, which are as many as it is long.</summary>
    private static FlowValue AsArgument(FlowValue value, IParameterSymbol? parameter) =>
        OperationFacts.IsTextOrBytes(parameter?.Type) ? value.Union(value.AsParts()) : value;

    private FlowValue Apply(string role, IOperation operation, IOperation? instance, ImmutableArray<IArgumentOperation> arguments)
    {
        int colon = role.IndexOf(':');
        string effect = colon < 0 ? role : role.Substring(0, colon);
        if (role.EndsWith(":file", StringComparison.Ordinal) && Index.HasSizeCheckBefore(operation, _engine.Bounds))
        {
            return FlowValue.None;
        }

        var input = instance ?? First(arguments);
        switch (effect)
        {
            case "text" when IsCappedClient(instance):
                return FlowValue.None;
            case "text" or "stream":
                return FlowValue.OfText(NewOrigin());
            case "answer":
                return FlowValue.OfText(new Origin(OriginKind.Answer, operation.Syntax, onlyOneLine: true));
            case "count":
                return FlowValue.OfCount(NewOrigin());
            case "query":
                return Queried(role, operation, instance, arguments);
            case "graph":
                var content = role == "graph:same" ? Evaluate(instance).Union(UnionOfArguments(arguments)) : FlowValue.OfText(NewOrigin());
                var graph = content.AsGraph();
                if (ResultType(operation.Type) is { } document && DocumentTypes.Contains(document.Name))
                {
                    return graph.Union(content.AsText());
                }

                return OperationFacts.IsCollection(ResultType(operation.Type)) ? graph.AsMemberCollection() : graph;
            case "open":
                return Opened(role, operation, arguments);
            case "document":
                return Parsed(instance, arguments);
            case "member":
                return Evaluate(input).OnlyGraph();
            case "items":
                return Evaluate(input).AsMemberCollection();
            case "slice":
                return Sliced(input, arguments);
            case "zip":
                return Zipped(instance, arguments);
            case "fold":
                return Folded(input, arguments);
            case "pass" or "join" when IsRanged(arguments):
                return FlowValue.None;
            case "skip":
                var skipped = Evaluate(input);
                return _engine.Bounds.IsTailStart(Last(arguments)) ? skipped.WithoutCount() : skipped;
            case "pass" or "where" when IsFirstByIndex(operation, arguments):
                return Evaluate(First(arguments)).WithoutCount();
            case "pass" when IsNameOfType(operation, instance):
                return FlowValue.None;
            case "pass" when operation is IObjectCreationOperation { Type.ContainingAssembly: var owner } part && Frameworks.SdkReferences.IsSdkAssembly(owner):
                // A content object: the text enters the prompt by its argument.
                return MediaContent.IsBinary(part, Index) ? FlowValue.None : arguments.Aggregate(FlowValue.None, (value, a) => value.Union(
                    OperationFacts.IsText(a.Value.Type) ? Evaluate(a.Value).WithEntry(OperationFacts.WithoutImplicitConversion(a.Value)) : Evaluate(a.Value)));
            case "pass":
                return Evaluate(instance).Union(UnionOfArguments(arguments)).Union(UnknownStream(operation));
            case "join":
                return Joined(arguments);
            case "element":
                return PassesOnlyShort(arguments) ? FlowValue.None : Sequence(input).WithoutCount();
            case "take":
                var whole = Evaluate(input);
                return !IsBoundingCount(Last(arguments)) ? whole
                    : IsCharacters(input) ? FlowValue.None
                    : whole.WithoutCount();
            case "select":
                return Selected(instance, arguments);
            case "invoke":
                return ResultOfFunction(First(arguments), FlowValue.None);
            case "split":
                return Parts(instance, arguments);
            case "chunk":
                var chunked = Evaluate(input);
                return IsCharacters(input) && IsBoundingCount(Last(arguments)) ? chunked.AsParts() : chunked;
            case "where" when input is not null:
                return Filtered(operation, input, arguments);
            case "line":
                return Evaluate(input).AsText().AsLine();
            default:
                return FlowValue.None;
        }

        Origin NewOrigin() => FlowEvaluator.NewOrigin(role, operation);

        static bool IsCharacters(IOperation? sequence) => sequence is not null && OperationFacts.IsTextOrBytes(OperationFacts.WithoutImplicitConversion(sequence).Type);
    }

    /// <summary>A stream that some library call gives, read to its end: nobody here decides how much that is.</summary>
    private FlowValue UnknownStream(IOperation operation)
    {
        if (operation is not IInvocationOperation { TargetMethod.Name: "ReadToEnd" or "ReadToEndAsync", Instance: { } reader }
            || Initial(reader) is not IObjectCreationOperation { Type.Name: "StreamReader", Arguments: { Length: > 0 } arguments }
            || Initial(arguments[0].Value) is not IInvocationOperation { TargetMethod: { } producer } call
            || ResultType(producer.ReturnType) is not { Name: "Stream" }
            || _engine.Facts.RoleOf(producer) is not null
            || (!producer.IsAbstract && _engine.BodyOf(producer, _cancellationToken) is not null))
        {
            return FlowValue.None;
        }

        return FlowValue.OfText(new Origin(OriginKind.Input, call.Syntax));

        IOperation Initial(IOperation value)
        {
            value = Index.ValueBehind(value);
            return value is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } ? OperationFacts.Unwrap(task) : value;
        }
    }

    /// <summary>list.ToString() is the name of a type.</summary>
    private static bool IsNameOfType(IOperation operation, IOperation? receiver) =>
        operation is IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.IsEmpty: true } }
        && receiver?.Type is { } type
        && (type is IArrayTypeSymbol || (OperationFacts.NamespaceOf(type) is var space
            && (space.StartsWith("System.Collections", StringComparison.Ordinal) || space == "System.Linq")));

    /// <summary>An overload that takes a part: (text, start, count) with a bounding count.</summary>
    private bool IsRanged(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Length >= 3
        && arguments[arguments.Length - 1] is { Parameter.Name: "count" or "byteCount" or "charCount" or "length" } count
        && _engine.Bounds.IsBoundingNumber(count.Value);

    /// <summary>Where((line, i) => i &lt; n), and TakeWhile.</summary>
    private bool IsFirstByIndex(IOperation operation, ImmutableArray<IArgumentOperation> arguments) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Where" or "TakeWhile", ContainingType.Name: "Enumerable" } } && arguments.Length == 2
        && OperationFacts.Unwrap(arguments[1].Value) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters.Length: 2 } lambda }
        && lambda.Body.Operations is { Length: 1 } body && body[0] is IReturnOperation { ReturnedValue: { } returned }
        && OperationFacts.Unwrap(returned) is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } comparison
        && OperationFacts.Unwrap(comparison.LeftOperand) is IParameterReferenceOperation { Parameter.Ordinal: 1 }
        && _engine.Bounds.IsBoundingNumber(comparison.RightOperand);

    private bool IsBoundingCount(IOperation? count) =>
        count is not null && !IsUnlimitedWhenLeftOut(count)
        && (OperationFacts.Unwrap(count) is IRangeOperation ? _engine.Bounds.IsBoundingRange(count) : _engine.Bounds.IsBoundingNumber(count));

    /// <summary><c>limit ?? int.MaxValue</c> of a tool's own optional parameter: the model need not give it.</summary>
    private bool IsUnlimitedWhenLeftOut(IOperation count) =>
        OperationFacts.Unwrap(count) is ICoalesceOperation { Value: var wanted, WhenNull: var otherwise }
        && OperationFacts.Unwrap(wanted) is IParameterReferenceOperation
        {
            Parameter: { HasExplicitDefaultValue: true, ExplicitDefaultValue: null, ContainingSymbol: IMethodSymbol tool },
        }
        && !_engine.Bounds.IsBoundingNumber(otherwise)
        && ToolMethods.HasToolAttribute(tool, _engine.Facts);

    private FlowValue Joined(ImmutableArray<IArgumentOperation> arguments)
    {
        var value = FlowValue.None;
        foreach (var argument in arguments)
        {
            var part = Evaluate(argument.Value).Union(Anonymous(argument.Value));
            if (OperationFacts.IsText(argument.Value.Type) || OperationFacts.IsText(OperationFacts.WithoutImplicitConversion(argument.Value).Type))
            {
                part = part.WithEntry(OperationFacts.WithoutImplicitConversion(argument.Value));
            }

            value = value.Union(part.AsText());
        }

        return value;
    }

    private FlowValue Selected(IOperation? instance, ImmutableArray<IArgumentOperation> arguments)
    {
        var collection = instance ?? First(arguments);
        var source = Sequence(collection);
        var element = ResultOfFunction(arguments.ElementAtOrDefault(instance is null ? 1 : 0)?.Value, source.WithoutCount(), collection);
        return element.Union(source.OnlyCount());
    }

    private FlowValue ResultOfFunction(IOperation? function, FlowValue argument, IOperation? sequence = null)
    {
        function = function is null ? null : OperationFacts.Unwrap(function);
        return ((function as IDelegateCreationOperation)?.Target ?? function) switch
        {
            IMethodReferenceOperation group => ResultOfGroup(group, argument),
            IAnonymousFunctionOperation lambda => ResultOfLambda(lambda, argument, sequence),
            _ => FlowValue.None,
        };
    }

    private FlowValue ResultOfGroup(IMethodReferenceOperation group, FlowValue argument)
    {
        var method = group.Method;
        if (_engine.Facts.RoleOf(method) is { } role)
        {
            var value = Apply(role, group, group.Instance, ImmutableArray<IArgumentOperation>.Empty);
            return role == "pass" ? value.Union(argument) : value;
        }

        // The receiver of an extension method is its first parameter.
        var receiver = method.IsExtensionMethod ? group.Instance : null;
        return method.IsVirtual ? FlowValue.None : _engine.Summarize(method.OriginalDefinition, _stack, _cancellationToken)
            .ThroughCall(group.Syntax, i => AsArgument(receiver is not null && i == 0 ? Evaluate(receiver) : argument, method.Parameters[0]));
    }

    private FlowValue ResultOfLambda(IAnonymousFunctionOperation lambda, FlowValue argument, IOperation? sequence) =>
        WithElement(lambda, sequence, argument, () => Returned(lambda).Aggregate(FlowValue.None, (value, returned) => value.Union(Evaluate(returned))));

    private static IEnumerable<IOperation> Returned(IAnonymousFunctionOperation lambda) =>
        OperationFacts.DescendantsInBody(lambda.Body).OfType<IReturnOperation>().Select(static r => r.ReturnedValue).OfType<IOperation>();

    private static IAnonymousFunctionOperation? LambdaOf(IOperation function) =>
        (OperationFacts.Unwrap(function) as IDelegateCreationOperation)?.Target as IAnonymousFunctionOperation;

    /// <summary>Evaluates something in a lambda whose first parameter is an element of a sequence; the second is the index.</summary>
    private FlowValue WithElement(IAnonymousFunctionOperation lambda, IOperation? sequence, FlowValue element, Func<FlowValue> evaluate)
    {
        if (lambda.Symbol.Parameters.FirstOrDefault() is not { } parameter)
        {
            return evaluate();
        }

        (_lambdaParameters ??= new(SymbolsByName.Comparer))[parameter] = element;
        if (sequence is not null)
        {
            (_lambdaSequences ??= new(SymbolsByName.Comparer))[parameter] = sequence;
        }

        var value = evaluate();
        _lambdaParameters.Remove(parameter);
        _lambdaSequences?.Remove(parameter);
        return value;
    }

    private FlowValue UnionOfArguments(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Aggregate(FlowValue.None, (value, argument) => value.Union(Evaluate(argument.Value)));

    private static IOperation? First(ImmutableArray<IArgumentOperation> arguments) => arguments.FirstOrDefault()?.Value;

    private static IOperation? Last(ImmutableArray<IArgumentOperation> arguments) => arguments.LastOrDefault()?.Value;

    private static ITypeSymbol? ResultType(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } arguments } ? arguments[0] : type;

    private static OriginKind KindOf(string name) => name switch
    {
        "file" => OriginKind.File,
        "http" => OriginKind.Http,
        "process" => OriginKind.Process,
        "database" => OriginKind.Database,
        _ => OriginKind.Input,
    };
}
