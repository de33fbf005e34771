using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <content>Variables: the writes that reach a use, and what builders and lists collect.</content>
internal sealed partial class FlowEvaluator
{
    private FlowValue Variable(IOperation use, ISymbol symbol)
    {
        if (_lambdaParameters is not null && _lambdaParameters.TryGetValue(symbol, out var bound))
        {
            return bound;
        }

        var collected = Accumulated(symbol, use).Union(Filled(symbol, use));
        if (collected.IsNone && IsSmallHowever(symbol, use))
        {
            return FlowValue.None;
        }

        var reaching = ReachingWrites.At(use, symbol, Index, _engine.Bounds);
        if (!reaching.ReachesStart && reaching.Found.Count == 0)
        {
            return FlowValue.None;
        }

        var value = ValueOf(reaching, symbol, use).Union(collected);
        return IsCutBefore(use, symbol) ? value.WithoutCount() : value;
    }

    /// <summary>
    /// True for a variable that has few writes, all of something small, and that no caller fills: whichever way leads
    /// to the use. Nearly all variables are like that, and a walk over the ways costs far more.
    /// </summary>
    private bool IsSmallHowever(ISymbol symbol, IOperation use)
    {
        const int Few = 8;
        var writes = Index.WritesTo(symbol);
        if (writes.Count > Few || (writes.Count > 1 && Index.IsMadeOfItself(symbol)))
        {
            return false;
        }

        for (int i = 0; i < writes.Count; i++)
        {
            if (!ValueOf(writes[i]).IsNone)
            {
                return false;
            }
        }

        return Given(symbol, use).IsNone;
    }

    /// <summary>What a variable holds where these writes reach.</summary>
    public FlowValue ValueOf(ReachingWrites reaching, ISymbol symbol, IOperation use)
    {
        var value = FlowValue.None;
        foreach (var write in reaching.Found)
        {
            value = value.Union(ValueOf(write));
        }

        return reaching.ReachesStart ? value.Union(Given(symbol, use)) : value;
    }

    /// <summary>What the caller gives: nothing but for a parameter of a method.</summary>
    private FlowValue Given(ISymbol symbol, IOperation use)
    {
        var value = FlowValue.None;
        if (symbol is not IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } } parameter)
        {
            return value;
        }

        if (IsOfOwner(parameter))
        {
            var given = FlowValue.OfParameter(parameter.Ordinal);
            value = OperationFacts.IsTextOrBytes(parameter.Type) ? given.WithoutCount() : given;
        }

        // In a callee the caller's argument decides: it may be one answer of a model.
        return _stack.Count == 0 ? value.Union(Conversation(use)) : value;
    }

    /// <summary>What one write gives; evaluated once a query.</summary>
    public FlowValue ValueOf(Write write)
    {
        if (_writes is not null && _writes.TryGetValue(write, out var known))
        {
            return known;
        }

        if (!(_writesInProgress ??= new()).Add(write))
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
        (_writes ??= new())[write] = value;
        return value;
    }

    /// <summary>What an append adds; the walk that found it goes on to the writes before it.</summary>
    private FlowValue Appended(Write write) =>
        InLoop(write.Node, Evaluate(write.Value), write.Value, OperationFacts.SymbolOf(((IAssignmentOperation)write.Node).Target)!).AsText();

    private FlowValue ElementOf(Write write)
    {
        var collection = Sequence(write.Value);
        return collection.WithoutCount();
    }

    /// <summary>What a callee puts into an out or ref parameter.</summary>
    private FlowValue ArgumentResult(IArgumentOperation argument)
    {
        if (argument is not { Parent: IInvocationOperation call, Parameter: { } parameter } || call.TargetMethod.IsVirtual)
        {
            return FlowValue.None;
        }

        if (call.TargetMethod is { Name: "Resize", ContainingType.SpecialType: SpecialType.System_Array })
        {
            var elements = Evaluate(argument.Value);
            return _engine.Bounds.IsBoundingNumber(Last(call.Arguments)) ? elements.WithoutCount() : elements;
        }

        return _engine.Summarize(parameter, _stack, _cancellationToken).ThroughCall(call.Syntax, i => ArgumentValue(call, i));
    }

    /// <summary>What a method adds to one of its parameters, a builder.</summary>
    public FlowValue AddedTo(ISymbol parameter, IOperation body) => Index.CallsOn(parameter).Any(static c => c.TargetMethod.Name == "Clear")
        ? FlowValue.None
        : Accumulated(parameter, body).Union(Filled(parameter, body));

    /// <summary>What builders and lists collected by calls on the variable, anywhere in the body.</summary>
    private FlowValue Accumulated(ISymbol symbol, IOperation use)
    {
        // Asked first: what keeps a collection short is looked for before each call of a body.
        var calls = Index.CallsOn(symbol);
        if (!calls.Any(Adds))
        {
            return FlowValue.None;
        }

        bool isCapped = IsCappedByLength(symbol) || calls.Any(c => IsCapped(c, symbol));
        if ((isCapped && !HoldsTexts(symbol)) || calls.Any(c => _engine.Facts.Of(Frameworks.FactKind.Reduce, c.TargetMethod) is not null) || !(_accumulating ??= new(SymbolsByName.Comparer)).Add(symbol))
        {
            return FlowValue.None;
        }

        var value = FlowValue.None;
        foreach (var call in calls)
        {
            if (!Adds(call) || IsRanged(call.Arguments) || IsCleared(call, calls, use))
            {
                continue;
            }

            string name = call.TargetMethod.Name;
            bool isBuilder = IsBuilder(call.TargetMethod.ContainingType);
            foreach (var argument in call.Arguments)
            {
                var added = InLoop(call, Evaluate(argument.Value), argument.Value, symbol);
                if (!name.EndsWith("Range", StringComparison.Ordinal) && !isBuilder)
                {
                    // The loop decides how many elements there are, the argument how large each is.
                    bool isText = OperationFacts.IsText(argument.Value.Type)
                        || (argument.Value.Type is { } type && Frameworks.SdkReferences.IsSdkAssembly(type.ContainingAssembly));
                    added = isText ? added : added.OnlyGraph().Union(added.OnlyCount());
                }

                value = value.Union(isBuilder ? added.AsText() : added);
            }
        }

        _accumulating.Remove(symbol);
        return isCapped ? value.WithoutCount() : value;
    }

    /// <summary>The call adds something to the builder or collection that it is called on.</summary>
    private static bool Adds(IInvocationOperation call)
    {
        string name = call.TargetMethod.Name;
        return call.TargetMethod.Parameters.Length > 0 && (IsBuilder(call.TargetMethod.ContainingType)
            ? name is "Append" or "AppendLine" or "AppendFormat" or "AppendJoin" or "Insert" or "Write" or "WriteLine" or "WriteAsync" or "WriteLineAsync"
            : name is "Add" or "AddRange" or "Insert" or "InsertRange" or "Enqueue" or "Push" or "AddLast" or "AddFirst"
                || (name.StartsWith("Add", StringComparison.Ordinal) && name.EndsWith("Message", StringComparison.Ordinal)));
    }

    /// <summary>A list of texts: a cap on their number says nothing of how long each of them is.</summary>
    private static bool HoldsTexts(ISymbol symbol) =>
        OperationFacts.TypeOf(symbol) is { } type && OperationFacts.IsCollection(type) && OperationFacts.IsText(OperationFacts.ElementTypeOf(type));

    /// <summary>Emptied between the call and the use, on every way between them.</summary>
    private static bool IsCleared(IInvocationOperation added, IReadOnlyList<IInvocationOperation> calls, IOperation use) => calls.Any(clear =>
        clear.TargetMethod.Name == "Clear"
        && clear.Syntax.SpanStart >= added.Syntax.Span.End && clear.Syntax.Span.End <= use.Syntax.SpanStart
        && clear.Parent is IExpressionStatementOperation { Parent: IBlockOperation block }
        && block.Syntax.Span.Contains(added.Syntax.Span) && block.Syntax.Span.Contains(use.Syntax.Span));

    /// <summary>Added once per round of a loop over unbounded input, small pieces make a large whole.</summary>
    private FlowValue InLoop(IOperation node, FlowValue added, IOperation argument, ISymbol variable)
    {
        var value = added;
        if (OperationFacts.IsText(argument.Type))
        {
            value = value.WithEntry(OperationFacts.WithoutImplicitConversion(argument));
        }

        for (var loop = OperationFacts.EnclosingLoop(node); loop is not null; loop = OperationFacts.EnclosingLoop(loop))
        {
            if (_engine.Bounds.IsCounted(loop) || _engine.Bounds.IsCountedAt(node, loop) || IsFreshIn(loop, variable))
            {
                break;
            }

            if (loop is IForEachLoopOperation { Collection: { } known } && IsFewByItself(known, 0))
            {
                continue;
            }

            var collection = loop is IForEachLoopOperation each ? Sequence(each.Collection) : FlowValue.None;
            value = value.Union(collection.OnlyCount());
            value = value.Union(RoundsOf(loop));
            foreach (var line in added.Text.Where(o => o.OnlyOneLine))
            {
                // The chunks of one streamed answer are one answer.
                if (line.Kind != OriginKind.Answer || !collection.Text.Any(o => o.Source == line.Source))
                {
                    value = value.Union(FlowValue.OfCount(line.AsMany()));
                }
            }
        }

        return value;
    }

    /// <summary>A collection whose elements are all written in the code, or of which a number is taken.</summary>
    private bool IsFewByItself(IOperation collection, int depth)
    {
        collection = OperationFacts.Unwrap(collection);
        return collection switch
        {
            _ when depth > 3 => false,
            IArrayCreationOperation { Initializer: not null } or IArrayInitializerOperation => true,
            IInvocationOperation call => _engine.Facts.RoleOf(call.TargetMethod) switch
            {
                "take" => IsBoundingCount(Last(call.Arguments)) || IsFewOf(call),
                "pass" or "where" or "skip" => IsFewOf(call),
                "select" => call.TargetMethod.Name != "SelectMany" && IsFewOf(call),
                _ => false,
            },
            IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: not null } => true,
            ILocalReferenceOperation local => Index.WritesTo(local.Local) is { Count: 1 } writes && writes[0].Kind == WriteKind.Assign
                && Index.CallsOn(local.Local).All(static c => !c.TargetMethod.Name.StartsWith("Add", StringComparison.Ordinal))
                && IsFewByItself(writes[0].Value, depth + 1),
            IFieldReferenceOperation { Field: { IsReadOnly: true } field } => _engine.ValuesGivenTo(field, _cancellationToken).Take(2).ToList() is { Count: 1 } values
                && IsFewByItself(values[0], depth + 1),
            _ => OperationFacts.IsCollectionExpression(collection) && !collection.ChildOperations.Any(OperationFacts.IsSpread),
        };

        bool IsFewOf(IInvocationOperation call) =>
            (call.Instance ?? First(call.Arguments)) is { } source && OperationFacts.IsCollection(OperationFacts.WithoutImplicitConversion(source).Type) && IsFewByItself(source, depth + 1);
    }

    /// <summary>Every round of the loop starts with a new or an emptied variable.</summary>
    private bool IsFreshIn(ILoopOperation loop, ISymbol variable) =>
        variable.DeclaringSyntaxReferences.Any(r => loop.Syntax.Span.Contains(r.Span))
        || Index.WritesTo(variable).Any(w => w.Kind == WriteKind.Assign && IsStatementOf(loop, w.Node))
        || Index.CallsOn(variable).Any(c => c.TargetMethod.Name == "Clear" && IsStatementOf(loop, c));

    /// <summary>True for a statement of the loop body that runs in every round.</summary>
    private static bool IsStatementOf(ILoopOperation loop, IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IBlockOperation or IExpressionStatementOperation or IUsingOperation or ITryOperation)
        {
            parent = parent.Parent;
        }

        return parent == loop;
    }

    /// <summary>if (list.Count > n) list.RemoveRange(n, list.Count - n); before the use.</summary>
    private bool IsCutBefore(IOperation use, ISymbol symbol) => Index.CallsOn(symbol).Any(call =>
        call.TargetMethod.Name is "RemoveRange" or "RemoveAt" or "RemoveAll" && call.Syntax.Span.End <= use.Syntax.SpanStart && IsCapped(call, symbol));

    /// <summary>A rolling window: elements leave, or none is added, once there are some number of them.</summary>
    private bool IsCapped(IInvocationOperation call, ISymbol symbol)
    {
        bool removes = call.TargetMethod.Name is "Dequeue" or "TryDequeue" or "Pop" or "Remove" or "RemoveAt" or "RemoveRange" or "RemoveFirst" or "Clear";
        IOperation child = call;
        for (var parent = call.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            bool isThen = parent is IConditionalOperation conditional ? child == conditional.WhenTrue : parent is IWhileLoopOperation loop && child == loop.Body;
            var condition = (parent as IConditionalOperation)?.Condition ?? (parent as IWhileLoopOperation)?.Condition;
            if ((isThen && _engine.Bounds.Implies(condition, !removes, symbol)) || (!removes && parent is IBlockOperation block && IsRefusedBefore(child, block, symbol)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>if (list.Count >= n) continue; before the call.</summary>
    private bool IsRefusedBefore(IOperation statement, IBlockOperation block, ISymbol symbol) => block.Operations.TakeWhile(o => o != statement).Any(o =>
        o is IConditionalOperation { WhenFalse: null } conditional && OperationFacts.Exits(conditional.WhenTrue)
        && _engine.Bounds.Implies(conditional.Condition, false, symbol));

    private bool IsCappedByLength(ISymbol symbol) =>
        Index.MemberWritesOf(symbol).Any(w => w.Target is IPropertyReferenceOperation { Property.Name: "Length" }
            && _engine.Bounds.IsBoundingNumber(w.Value));
}
