using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <summary>One query on one body: evaluates operations backwards. Not thread-safe; lives for the query.</summary>
internal sealed class FlowEvaluator
{
    // Steps of one query in one body. Reaching it means silence for the rest.
    private const int MaxSteps = 2_000;
    private const int MaxDepth = 120;
    private const int MaxTotalDepth = 500;

    private readonly FlowEngine _engine;
    private readonly CallStack _stack;
    private readonly CancellationToken _cancellationToken;
    private readonly BodyIndex _index;
    private readonly Dictionary<Write, FlowValue> _writes = new();
    private readonly HashSet<Write> _writesInProgress = new();
    private readonly HashSet<ISymbol> _accumulating = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, FlowValue> _lambdaParameters = new(SymbolEqualityComparer.Default);
    private int _steps;
    private int _depth;

    public FlowEvaluator(FlowEngine engine, IOperation root, CallStack stack, CancellationToken cancellationToken)
    {
        _engine = engine;
        _stack = stack;
        _cancellationToken = cancellationToken;
        _index = engine.IndexOf(root);
    }

    public FlowValue Evaluate(IOperation? operation)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (operation is null || operation.ConstantValue.HasValue || _depth >= MaxDepth || ++_steps > MaxSteps
            || OperationFacts.IsSmall(operation.Type))
        {
            return FlowValue.None;
        }

        if (_stack.Depth >= MaxTotalDepth)
        {
            _stack.CutAll();
            return FlowValue.None;
        }

        _depth++;
        _stack.Depth++;
        try
        {
            return EvaluateCore(operation);
        }
        finally
        {
            _depth--;
            _stack.Depth--;
        }
    }

    private FlowValue EvaluateCore(IOperation operation)
    {
        switch (operation)
        {
            case IConversionOperation conversion:
                return Evaluate(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IAwaitOperation awaited:
                return Evaluate(awaited.Operation);
            case ILocalReferenceOperation local:
                return Variable(local, local.Local);
            case IParameterReferenceOperation parameter:
                return Variable(parameter, parameter.Parameter);
            case IInterpolatedStringOperation interpolated:
                return Interpolated(interpolated);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } add when OperationFacts.IsText(add.Type):
                return Concatenation(add);
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                return Evaluate(conditional.WhenTrue).Union(Evaluate(whenFalse));
            case ICoalesceOperation coalesce:
                return Evaluate(coalesce.Value).Union(Evaluate(coalesce.WhenNull));
            case ISwitchExpressionOperation switchExpression:
                return switchExpression.Arms.Aggregate(FlowValue.None, (value, arm) => value.Union(Evaluate(arm.Value)));
            case ISimpleAssignmentOperation assignment:
                return Evaluate(assignment.Value);
            case IConditionalAccessOperation access:
                return Evaluate(access.WhenNotNull);
            case IConditionalAccessInstanceOperation instance:
                return ConditionalInstance(instance);
            case IInvocationOperation invocation:
                return Invocation(invocation);
            case IObjectCreationOperation creation:
                return Creation(creation);
            case IPropertyReferenceOperation property:
                return Property(property);
            case IFieldReferenceOperation field:
                return Member(field, field.Field);
            case IImplicitIndexerReferenceOperation implicitIndexer:
                return Indexed(implicitIndexer.Instance, implicitIndexer.Argument);
            case IArrayElementReferenceOperation element:
                return Indexed(element.ArrayReference, element.Indices.Length == 1 ? element.Indices[0] : null);
            case IArrayCreationOperation { Initializer: { } initializer }:
                return Elements(initializer.ElementValues);
            case IDelegateCreationOperation or IAnonymousFunctionOperation or IMethodReferenceOperation:
                return FlowValue.None;
            case ITranslatedQueryOperation query:
                return Evaluate(query.Operation);
            case var _ when OperationFacts.IsCollectionExpression(operation):
                return Elements(operation.ChildOperations.ToImmutableArray());
            case var _ when OperationFacts.IsSpread(operation):
                return Evaluate(operation.ChildOperations.FirstOrDefault());
            default:
                return FlowValue.None;
        }
    }

    private FlowValue Interpolated(IInterpolatedStringOperation interpolated)
    {
        var value = FlowValue.None;
        foreach (var part in interpolated.Parts)
        {
            if (part is IInterpolationOperation hole)
            {
                value = value.Union(Evaluate(hole.Expression).AsText().WithEntry(hole.Expression));
            }
        }

        return value;
    }

    private FlowValue Concatenation(IBinaryOperation add)
    {
        // Thousands of operands lean to the left: a loop, not recursion.
        var value = FlowValue.None;
        IOperation left = add;
        while (left is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } binary && OperationFacts.IsText(binary.Type)
            && !binary.ConstantValue.HasValue)
        {
            value = Part(binary.RightOperand).Union(value);
            left = binary.LeftOperand;
            while (left is IConversionOperation { IsImplicit: true } conversion)
            {
                left = conversion.Operand;
            }
        }

        return Part(left).Union(value);
    }

    private FlowValue Part(IOperation operand) => Evaluate(operand).AsText().WithEntry(WithoutImplicitConversion(operand));

    private static IOperation WithoutImplicitConversion(IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    private FlowValue Elements(ImmutableArray<IOperation> elements)
    {
        var value = FlowValue.None;
        foreach (var element in elements)
        {
            var each = Evaluate(element);
            if (!OperationFacts.IsSpread(element))
            {
                each = each.WithoutCount();
                if (OperationFacts.IsText(element.Type))
                {
                    each = each.WithEntry(WithoutImplicitConversion(element));
                }
            }

            value = value.Union(each);
        }

        return value;
    }

    private FlowValue Indexed(IOperation? instance, IOperation? index)
    {
        var value = Evaluate(instance);
        if (value.IsNone)
        {
            return value;
        }

        bool isRange = index is not null && OperationFacts.Unwrap(index) is IRangeOperation;
        if (OperationFacts.IsText(instance!.Type))
        {
            return isRange && !_engine.Bounds.IsBoundingRange(index!) ? value : FlowValue.None;
        }

        if (!isRange)
        {
            return value.WithoutCount();
        }

        return _engine.Bounds.IsBoundingRange(index!) ? value.WithoutCount() : value;
    }

    private FlowValue ConditionalInstance(IConditionalAccessInstanceOperation instance)
    {
        IOperation child = instance;
        for (var parent = instance.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalAccessOperation access && child == access.WhenNotNull)
            {
                return Evaluate(access.Operation);
            }
        }

        return FlowValue.None;
    }

    private FlowValue Variable(IOperation use, ISymbol symbol)
    {
        if (_lambdaParameters.TryGetValue(symbol, out var bound))
        {
            return bound;
        }

        var reaching = ReachingWrites.At(use, symbol, _index, _engine.Bounds);
        if (reaching.IsGuarded && reaching.Found.Count == 0)
        {
            return FlowValue.None;
        }

        var value = FlowValue.None;
        foreach (var write in reaching.Found)
        {
            value = value.Union(ValueOf(write));
        }

        if (reaching.ReachesStart && !reaching.IsGuarded && symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } } parameter)
        {
            value = value.Union(FlowValue.OfParameter(parameter.Ordinal));
            if (_stack.Count == 0)
            {
                // In a callee the caller's argument decides: it may be one answer of a model.
                value = value.Union(Conversation(use));
            }
        }

        return value.Union(Accumulated(symbol));
    }

    private FlowValue ValueOf(Write write)
    {
        if (_writes.TryGetValue(write, out var known))
        {
            return known;
        }

        if (!_writesInProgress.Add(write))
        {
            return FlowValue.None;
        }

        var value = write.Kind switch
        {
            WriteKind.Assign => Evaluate(write.Value),
            WriteKind.Append => Appended(write),
            WriteKind.Element => ElementOf(write),
            WriteKind.Argument => ArgumentResult((IArgumentOperation)write.Value),
            _ => FlowValue.None,
        };
        _writesInProgress.Remove(write);
        _writes[write] = value;
        return value;
    }

    /// <summary>What an append adds; the walk that found it goes on to the writes before it.</summary>
    private FlowValue Appended(Write write) => InLoop(write.Node, Evaluate(write.Value), write.Value).AsText();

    private FlowValue ElementOf(Write write)
    {
        var collection = Evaluate(write.Value);
        return collection.WithoutCount();
    }

    /// <summary>What a callee puts into an out parameter.</summary>
    private FlowValue ArgumentResult(IArgumentOperation argument)
    {
        if (argument.Parent is not IInvocationOperation { TargetMethod: var method } call || argument.Parameter is null
            || _engine.BodyOf(method, _cancellationToken) is not { } body)
        {
            return FlowValue.None;
        }

        int position = _stack.PositionOf(method.OriginalDefinition);
        if (position >= 0)
        {
            _stack.Cut(position);
            return FlowValue.None;
        }

        int outer = _stack.Enter(method.OriginalDefinition);
        var root = OperationFacts.Root(body);
        var evaluator = new FlowEvaluator(_engine, root, _stack, _cancellationToken);
        var value = FlowValue.None;
        var parameter = method.OriginalDefinition.Parameters[argument.Parameter.Ordinal];
        foreach (var write in _engine.IndexOf(root).WritesTo(parameter))
        {
            value = value.Union(evaluator.ValueOf(write));
        }

        _stack.Leave(outer);
        return value.ThroughCall(call.Syntax, i => ArgumentValue(call, i));
    }

    /// <summary>What builders and lists collected by calls on the variable, anywhere in the body.</summary>
    private FlowValue Accumulated(ISymbol symbol)
    {
        var calls = _index.CallsOn(symbol);
        if (calls.Count == 0 || IsCappedByLength(symbol) || !_accumulating.Add(symbol))
        {
            return FlowValue.None;
        }

        var value = FlowValue.None;
        foreach (var call in calls)
        {
            string name = call.TargetMethod.Name;
            bool isBuilder = call.TargetMethod.ContainingType.Name is "StringBuilder" or "StringWriter" or "TextWriter";
            bool adds = isBuilder
                ? name is "Append" or "AppendLine" or "AppendFormat" or "AppendJoin" or "Insert" or "Write" or "WriteLine"
                : name is "Add" or "AddRange" or "Insert" or "InsertRange" or "Enqueue" or "Push" or "AddLast" or "AddFirst";
            if (!adds || call.TargetMethod.Parameters.Length == 0 || IsRanged(call.Arguments))
            {
                continue;
            }

            foreach (var argument in call.Arguments)
            {
                if (name.StartsWith("Insert", StringComparison.Ordinal) && OperationFacts.IsSmall(argument.Value.Type))
                {
                    continue;
                }

                var added = InLoop(call, Evaluate(argument.Value), argument.Value);
                if (!name.EndsWith("Range", StringComparison.Ordinal) && !isBuilder)
                {
                    // The loop decides how many elements there are, the argument how large each is.
                    added = OperationFacts.IsText(argument.Value.Type) ? added : added.OnlyGraph().Union(added.OnlyCount());
                }

                value = value.Union(isBuilder ? added.AsText() : added);
            }
        }

        _accumulating.Remove(symbol);
        return value;
    }

    /// <summary>Added once per round of a loop over unbounded input, small pieces make a large whole.</summary>
    private FlowValue InLoop(IOperation node, FlowValue added, IOperation argument)
    {
        var value = added;
        if (OperationFacts.IsText(argument.Type))
        {
            value = value.WithEntry(WithoutImplicitConversion(argument));
        }

        for (var loop = OperationFacts.EnclosingLoop(node); loop is not null; loop = OperationFacts.EnclosingLoop(loop))
        {
            if (_engine.Bounds.IsCounted(loop))
            {
                break;
            }

            if (loop is IForEachLoopOperation each)
            {
                value = value.Union(Evaluate(each.Collection).OnlyCount());
            }

            foreach (var line in added.Text.Where(o => o.OnlyOneLine))
            {
                value = value.Union(FlowValue.OfCount(new Origin(line.Kind, line.Source, null, onlyOneLine: false, line.Steps)));
            }
        }

        return value;
    }

    private bool IsCappedByLength(ISymbol symbol) =>
        _index.MemberWritesOf(symbol).Any(w => w.Target is IPropertyReferenceOperation { Property.Name: "Length" }
            && _engine.Bounds.IsBoundingNumber(w.Value));

    private FlowValue Creation(IObjectCreationOperation creation)
    {
        if (creation.Constructor is not { } constructor || creation.Type is null)
        {
            return FlowValue.None;
        }

        if (OperationFacts.IsText(creation.Type))
        {
            return creation.Arguments.Length >= 2 ? FlowValue.None : UnionOfArguments(creation.Arguments);
        }

        string? role = MemberTable.RoleOf(constructor, _engine.Assembly);
        if (role is not null)
        {
            if (creation.Type.Name == "StreamReader" && creation.Arguments.Length > 0 && OperationFacts.IsText(creation.Arguments[0].Value.Type))
            {
                role = "stream:file";
            }

            return Apply(role, creation, null, creation.Arguments);
        }

        if (creation.Type.Name == "StringBuilder" || OperationFacts.IsCollection(creation.Type))
        {
            var value = UnionOfArguments(creation.Arguments);
            if (creation.Initializer is { } initializer)
            {
                foreach (var element in initializer.Initializers.OfType<IInvocationOperation>())
                {
                    value = value.Union(Elements(element.Arguments.Select(a => a.Value).ToImmutableArray()));
                }
            }

            return value;
        }

        if (Frameworks.SdkReferences.IsSdkAssembly(creation.Type.ContainingAssembly) && creation.Initializer is { } members)
        {
            // Content objects of the SDKs: the text is set by an initializer.
            return members.Initializers.OfType<ISimpleAssignmentOperation>()
                .Where(a => a.Target is IPropertyReferenceOperation { Property.Name: "Text" or "Content" or "Contents" or "Result" })
                .Aggregate(FlowValue.None, (value, a) => value.Union(Evaluate(a.Value).WithEntry(WithoutImplicitConversion(a.Value))));
        }

        return FlowValue.None;
    }

    private FlowValue Property(IPropertyReferenceOperation property)
    {
        string? role = MemberTable.RoleOf(property.Property, _engine.Assembly);
        if (role is not null)
        {
            return Apply(role, property, property.Instance, ImmutableArray<IArgumentOperation>.Empty);
        }

        if (property.Property.IsIndexer)
        {
            return Evaluate(property.Instance).WithoutCount();
        }

        return Member(property, property.Property);
    }

    private FlowValue Member(IMemberReferenceOperation reference, ISymbol member)
    {
        var value = FlowValue.None;
        if (reference.Instance is { } instance and not IInstanceReferenceOperation)
        {
            var owner = Evaluate(instance);
            if (!owner.Graph.IsEmpty || owner.GraphFromAny != 0)
            {
                if (OperationFacts.IsCollection(reference.Type))
                {
                    value = owner.AsMemberCollection();
                }
                else if (!OperationFacts.IsText(reference.Type))
                {
                    value = owner.OnlyGraph();
                }
            }

            // An object filled in this body: what it was filled with is what it holds.
            if (OperationFacts.SymbolOf(instance) is { } local)
            {
                foreach (var write in _index.MemberWritesOf(local))
                {
                    if (write.Target is IMemberReferenceOperation target && OperationFacts.Same(target.Member, member))
                    {
                        value = value.Union(Evaluate(write.Value));
                    }
                }
            }
        }

        if (SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, _engine.Assembly))
        {
            value = value.Union(Conversation(reference));
        }

        if (IsOwned(member))
        {
            value = value.Union(_engine.Summarize(member, _stack, _cancellationToken));
        }

        return value;
    }

    /// <summary>A history from elsewhere holds as many messages as the conversation has turns.</summary>
    private static FlowValue Conversation(IOperation reference) =>
        Frameworks.ChatHistories.KindOf(reference.Type) is not null
            ? FlowValue.OfCount(new Origin(OriginKind.History, reference.Syntax, null, false, ImmutableArray<Location>.Empty))
            : FlowValue.None;

    /// <summary>Only the declaring type can give the member a value, or it computes it.</summary>
    private static bool IsOwned(ISymbol member) => member switch
    {
        { IsVirtual: true } or { IsAbstract: true } => false,
        IFieldSymbol field => field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private,
        IPropertySymbol property => property.SetMethod is null or { IsInitOnly: false, DeclaredAccessibility: Accessibility.Private }
            || property.DeclaredAccessibility == Accessibility.Private,
        _ => false,
    };

    private FlowValue Invocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method.ContainingType.SpecialType == SpecialType.System_String && method.Name is "Substring" or "Remove")
        {
            bool bounds = invocation.Arguments.Length == (method.Name == "Substring" ? 2 : 1)
                && _engine.Bounds.IsBoundingNumber(invocation.Arguments[invocation.Arguments.Length - 1].Value);
            bounds |= method.Name == "Substring" && invocation.Arguments.Length == 1 && _engine.Bounds.IsTailStart(invocation.Arguments[0].Value);
            return bounds ? FlowValue.None : Evaluate(invocation.Instance);
        }

        if (method.ContainingType.Name == "StringBuilder" && method.Name == "ToString" && invocation.Arguments.Length == 2)
        {
            return _engine.Bounds.IsBoundingNumber(invocation.Arguments[1].Value) ? FlowValue.None : Evaluate(invocation.Instance).AsText();
        }

        if (method.ContainingType.Name == "StringBuilder" && invocation.Instance is not null && method.Name != "ToString")
        {
            return Evaluate(invocation.Instance);
        }

        string? role = MemberTable.RoleOf(method, _engine.Assembly);
        if (role is not null)
        {
            return Apply(role, invocation, invocation.Instance, invocation.Arguments);
        }

        if (method.IsVirtual || method.IsAbstract)
        {
            return FlowValue.None;
        }

        if (method.Locations.Length == 0 || !method.Locations[0].IsInSource)
        {
            return FlowValue.None;
        }

        // A reduced extension method has its receiver among the arguments already.
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return _engine.Summarize(definition, _stack, _cancellationToken)
            .ThroughCall(invocation.Syntax, i => ArgumentValue(invocation, i));
    }

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
            case "text" or "stream":
                return FlowValue.OfText(NewOrigin());
            case "count":
                return FlowValue.OfCount(NewOrigin());
            case "graph":
                var source = role == "graph:same"
                    ? UnionOfArguments(arguments).AsGraph()
                    : FlowValue.OfGraph(NewOrigin());
                return OperationFacts.IsCollection(ResultType(operation.Type)) ? source.AsMemberCollection() : source;
            case "pass" or "join" when IsRanged(arguments):
                return FlowValue.None;
            case "skip":
                var skipped = Evaluate(instance ?? First(arguments));
                return arguments.Length > 0 && _engine.Bounds.IsTailStart(arguments[arguments.Length - 1].Value) ? skipped.WithoutCount() : skipped;
            case "pass":
                return Evaluate(instance).Union(UnionOfArguments(arguments)).Union(UnknownStream(operation, instance));
            case "join":
                return Joined(arguments);
            case "element":
                return Evaluate(instance ?? First(arguments)).WithoutCount();
            case "take":
                var whole = Evaluate(instance ?? First(arguments));
                if (First(arguments) is { } characters && OperationFacts.IsText(OperationFacts.Unwrap(characters).Type))
                {
                    return IsBoundingCount(arguments[arguments.Length - 1].Value) ? FlowValue.None : whole;
                }

                return arguments.Length > 0 && IsBoundingCount(arguments[arguments.Length - 1].Value) ? whole.WithoutCount() : whole;
            case "select":
                return Selected(arguments);
            case "invoke":
                return arguments.Length > 0 ? ResultOfFunction(arguments[0].Value, FlowValue.None) : FlowValue.None;
            case "split":
                return Evaluate(instance).AsParts();
            case "line":
                return Evaluate(instance).AsLine();
            default:
                return FlowValue.None;
        }

        Origin NewOrigin() => new(KindOf(role.Substring(colon + 1)), operation.Syntax, null, false, ImmutableArray<Location>.Empty);
    }

    /// <summary>A stream that some library call gives, read to its end: nobody here decides how much that is.</summary>
    private FlowValue UnknownStream(IOperation operation, IOperation? reader)
    {
        if (reader is null || operation is not IInvocationOperation { TargetMethod.Name: "ReadToEnd" or "ReadToEndAsync" }
            || Initial(reader) is not IObjectCreationOperation { Type.Name: "StreamReader", Arguments: { Length: > 0 } arguments }
            || Initial(arguments[0].Value) is not IInvocationOperation { TargetMethod: { } producer } call
            || ResultType(producer.ReturnType) is not { Name: "Stream" }
            || MemberTable.RoleOf(producer, _engine.Assembly) is not null
            || (!producer.IsAbstract && _engine.BodyOf(producer, _cancellationToken) is not null))
        {
            return FlowValue.None;
        }

        return FlowValue.OfText(new Origin(OriginKind.Input, call.Syntax, null, false, ImmutableArray<Location>.Empty));

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

    /// <summary>An overload that takes a part: (text, start, count) with a bounding count.</summary>
    private bool IsRanged(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Length >= 3
        && arguments[arguments.Length - 1] is { Parameter.Name: "count" or "byteCount" or "charCount" or "length" } count
        && _engine.Bounds.IsBoundingNumber(count.Value);

    private bool IsBoundingCount(IOperation count) =>
        OperationFacts.Unwrap(count) is IRangeOperation ? _engine.Bounds.IsBoundingRange(count) : _engine.Bounds.IsBoundingNumber(count);

    private FlowValue Joined(ImmutableArray<IArgumentOperation> arguments)
    {
        var value = FlowValue.None;
        foreach (var argument in arguments)
        {
            var part = Evaluate(argument.Value);
            if (OperationFacts.IsText(argument.Value.Type) || OperationFacts.IsText(WithoutImplicitConversion(argument.Value).Type))
            {
                part = part.WithEntry(WithoutImplicitConversion(argument.Value));
            }

            value = value.Union(part.AsText());
        }

        return value;
    }

    private FlowValue Selected(ImmutableArray<IArgumentOperation> arguments)
    {
        if (arguments.Length < 2)
        {
            return FlowValue.None;
        }

        var source = Evaluate(arguments[0].Value);
        var element = ResultOfFunction(arguments[1].Value, source.WithoutCount());
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
            string? role = MemberTable.RoleOf(method, _engine.Assembly);
            int colon = role?.IndexOf(':') ?? -1;
            if (role is not null && colon > 0)
            {
                var origin = new Origin(KindOf(role.Substring(colon + 1)), function.Syntax, null, false, ImmutableArray<Location>.Empty);
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
