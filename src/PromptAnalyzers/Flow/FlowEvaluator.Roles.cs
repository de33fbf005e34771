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
                return Evaluate(argument.Value);
            }
        }

        return FlowValue.None;
    }

    private FlowValue Apply(string role, IOperation operation, IOperation? instance, ImmutableArray<IArgumentOperation> arguments)
    {
        int colon = role.IndexOf(':');
        string effect = colon < 0 ? role : role.Substring(0, colon);
        if (role.EndsWith(":file", StringComparison.Ordinal) && _index.HasSizeCheckBefore(operation, _engine.Bounds))
        {
            return FlowValue.None;
        }

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
                var source = role == "graph:same"
                    ? Evaluate(instance).Union(UnionOfArguments(arguments)).AsGraph()
                    : FlowValue.OfGraph(NewOrigin());
                if (ResultType(operation.Type) is { } document && DocumentTypes.Contains(document.Name))
                {
                    return source.Union(role == "graph:same" ? UnionOfArguments(arguments).AsText() : FlowValue.OfText(NewOrigin()));
                }

                return OperationFacts.IsCollection(ResultType(operation.Type)) ? source.AsMemberCollection() : source;
            case "open":
                return Opened(role, operation, instance, arguments);
            case "document":
                return Parsed(instance, arguments);
            case "member":
                return Evaluate(instance ?? First(arguments)).OnlyGraph();
            case "items":
                return Evaluate(instance ?? First(arguments)).AsMemberCollection();
            case "slice":
                return Sliced(instance, arguments);
            case "zip":
                return Zipped(instance, arguments);
            case "fold":
                return Folded(instance, arguments);
            case "pass" or "join" when IsRanged(arguments):
                return FlowValue.None;
            case "skip":
                var skipped = Evaluate(instance ?? First(arguments));
                return arguments.Length > 0 && _engine.Bounds.IsTailStart(arguments[arguments.Length - 1].Value) ? skipped.WithoutCount() : skipped;
            case "pass" or "where" when IsFirstByIndex(operation, arguments):
                return Evaluate(First(arguments)).WithoutCount();
            case "pass" when IsNameOfType(operation, instance):
                return FlowValue.None;
            case "pass" when operation is IObjectCreationOperation { Type.ContainingAssembly: var owner } && Frameworks.SdkReferences.IsSdkAssembly(owner):
                // A content object: the text enters the prompt by its argument.
                return arguments.Aggregate(FlowValue.None, (value, a) => value.Union(
                    OperationFacts.IsText(a.Value.Type) ? Evaluate(a.Value).WithEntry(OperationFacts.WithoutImplicitConversion(a.Value)) : Evaluate(a.Value)));
            case "pass":
                return Evaluate(instance).Union(UnionOfArguments(arguments)).Union(UnknownStream(operation, instance));
            case "join":
                return Joined(arguments);
            case "element":
                return Sequence(instance ?? First(arguments)).WithoutCount();
            case "take":
                var whole = Evaluate(instance ?? First(arguments));
                if (First(arguments) is { } characters && OperationFacts.IsTextOrBytes(OperationFacts.Unwrap(characters).Type))
                {
                    return IsBoundingCount(arguments[arguments.Length - 1].Value) ? FlowValue.None : whole;
                }

                return arguments.Length > 0 && IsBoundingCount(arguments[arguments.Length - 1].Value) ? whole.WithoutCount() : whole;
            case "select":
                return Selected(instance, arguments);
            case "invoke":
                return arguments.Length > 0 ? ResultOfFunction(arguments[0].Value, FlowValue.None) : FlowValue.None;
            case "split":
                return Parts(instance, arguments);
            case "chunk":
                var chunked = Evaluate(instance ?? First(arguments));
                return First(arguments) is { } text && OperationFacts.IsTextOrBytes(OperationFacts.Unwrap(text).Type)
                    ? IsBoundingCount(arguments[arguments.Length - 1].Value) ? chunked.AsParts() : chunked
                    : chunked;
            case "where":
                return Filtered(operation, instance, arguments);
            case "line":
                var line = Evaluate(instance ?? First(arguments)).AsText().AsLine();
                return OperationFacts.EnclosingLoop(operation) is null ? line.WithoutParameters() : line;
            default:
                return FlowValue.None;
        }

        Origin NewOrigin() => FlowEvaluator.NewOrigin(role, operation);
    }

    /// <summary>A stream that some library call gives, read to its end: nobody here decides how much that is.</summary>
    private FlowValue UnknownStream(IOperation operation, IOperation? reader)
    {
        if (reader is null || operation is not IInvocationOperation { TargetMethod.Name: "ReadToEnd" or "ReadToEndAsync" }
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
            value = OperationFacts.Unwrap(value);
            if (value is ILocalReferenceOperation local && _index.WritesTo(local.Local) is { Count: 1 } writes && writes[0].Kind == WriteKind.Assign)
            {
                value = OperationFacts.Unwrap(writes[0].Value);
            }

            return value is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } ? OperationFacts.Unwrap(task) : value;
        }
    }

    /// <summary>list.ToString() is the name of a type.</summary>
    private static bool IsNameOfType(IOperation operation, IOperation? receiver) =>
        operation is IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.IsEmpty: true } }
        && receiver?.Type is { } type
        && (type is IArrayTypeSymbol || (type.ContainingNamespace?.ToDisplayString() is { } space
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

    private bool IsBoundingCount(IOperation count) =>
        !IsUnlimitedWhenLeftOut(count)
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
            var part = Evaluate(argument.Value);
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
        if (arguments.Length < (instance is null ? 2 : 1))
        {
            return FlowValue.None;
        }

        var source = Sequence(instance ?? arguments[0].Value);
        var element = ResultOfFunction(arguments[instance is null ? 1 : 0].Value, source.WithoutCount());
        return element.Union(source.OnlyCount());
    }

    private FlowValue ResultOfFunction(IOperation function, FlowValue argument)
    {
        function = OperationFacts.Unwrap(function);
        if (function is IDelegateCreationOperation creation)
        {
            function = creation.Target;
        }

        if (function is IMethodReferenceOperation { Method: var method })
        {
            string? role = _engine.Facts.RoleOf(method);
            int colon = role?.IndexOf(':') ?? -1;
            if (role is not null && colon > 0)
            {
                var origin = new Origin(KindOf(role.Substring(colon + 1)), function.Syntax);
                return role.StartsWith("count", StringComparison.Ordinal) ? FlowValue.OfCount(origin) : FlowValue.OfText(origin);
            }

            return method.Locations.Length > 0 && method.Locations[0].IsInSource
                ? _engine.Summarize((method.ReducedFrom ?? method).OriginalDefinition, _stack, _cancellationToken)
                    .ThroughCall(function.Syntax, i => i == 0 ? argument : FlowValue.None)
                : FlowValue.None;
        }

        if (function is not IAnonymousFunctionOperation lambda)
        {
            return FlowValue.None;
        }

        foreach (var parameter in lambda.Symbol.Parameters)
        {
            _lambdaParameters[parameter] = parameter.Ordinal == 0 ? argument : FlowValue.None;
        }

        var value = FlowValue.None;
        foreach (var operation in OperationFacts.DescendantsInBody(lambda.Body))
        {
            if (operation is IReturnOperation { ReturnedValue: { } returned })
            {
                value = value.Union(Evaluate(returned));
            }
        }

        foreach (var parameter in lambda.Symbol.Parameters)
        {
            _lambdaParameters.Remove(parameter);
        }

        return value;
    }

    private FlowValue UnionOfArguments(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Aggregate(FlowValue.None, (value, argument) => value.Union(Evaluate(argument.Value)));

    private static IOperation? First(ImmutableArray<IArgumentOperation> arguments) => arguments.Length > 0 ? arguments[0].Value : null;

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
