using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <content>Variables: the writes that reach a use, and what builders and lists collect.</content>
internal sealed partial class FlowEvaluator
{
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

        return value.Union(Accumulated(symbol)).Union(Filled(symbol));
    }

    /// <summary>What one write gives; evaluated once a query.</summary>
    public FlowValue ValueOf(Write write)
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
        var collection = Sequence(write.Value);
        return collection.WithoutCount();
    }

    /// <summary>What a callee puts into an out parameter.</summary>
    private FlowValue ArgumentResult(IArgumentOperation argument) =>
        argument is { Parent: IInvocationOperation call, Parameter: { } parameter } && !call.TargetMethod.IsVirtual
            ? _engine.Summarize(parameter, _stack, _cancellationToken).ThroughCall(call.Syntax, i => ArgumentValue(call, i))
            : FlowValue.None;

    /// <summary>What builders and lists collected by calls on the variable, anywhere in the body.</summary>
    private FlowValue Accumulated(ISymbol symbol)
    {
        var calls = _index.CallsOn(symbol);
        if (calls.Count == 0 || IsCappedByLength(symbol) || calls.Any(c => IsCapped(c, symbol)) || !_accumulating.Add(symbol))
        {
            return FlowValue.None;
        }

        var value = FlowValue.None;
        foreach (var call in calls)
        {
            string name = call.TargetMethod.Name;
            bool isBuilder = call.TargetMethod.ContainingType.Name is "StringBuilder" or "StringWriter" or "TextWriter";
            bool adds = isBuilder
                ? name is "Append" or "AppendLine" or "AppendFormat" or "AppendJoin" or "Insert" or "Write" or "WriteLine" or "WriteAsync" or "WriteLineAsync"
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
            value = value.WithEntry(OperationFacts.WithoutImplicitConversion(argument));
        }

        for (var loop = OperationFacts.EnclosingLoop(node); loop is not null; loop = OperationFacts.EnclosingLoop(loop))
        {
            if (_engine.Bounds.IsCounted(loop))
            {
                break;
            }

            if (loop is IForEachLoopOperation each)
            {
                value = value.Union(Sequence(each.Collection).OnlyCount());
            }

            value = value.Union(RoundsOf(loop));

            foreach (var line in added.Text.Where(o => o.OnlyOneLine))
            {
                value = value.Union(FlowValue.OfCount(new Origin(line.Kind, line.Source, null, onlyOneLine: false, line.Steps)));
            }
        }

        return value;
    }

    /// <summary>A rolling window: elements leave, or none is added, once there are some number of them.</summary>
    private bool IsCapped(IInvocationOperation call, ISymbol symbol)
    {
        bool removes = call.TargetMethod.Name is "Dequeue" or "TryDequeue" or "Pop" or "Remove" or "RemoveAt" or "RemoveRange" or "RemoveFirst" or "Clear";
        IOperation child = call;
        for (var parent = call.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            bool isThen = parent is IConditionalOperation conditional ? child == conditional.WhenTrue : parent is IWhileLoopOperation loop && child == loop.Body;
            var condition = (parent as IConditionalOperation)?.Condition ?? (parent as IWhileLoopOperation)?.Condition;
            if (isThen && _engine.Bounds.Implies(condition, !removes, symbol))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsCappedByLength(ISymbol symbol) =>
        _index.MemberWritesOf(symbol).Any(w => w.Target is IPropertyReferenceOperation { Property.Name: "Length" }
            && _engine.Bounds.IsBoundingNumber(w.Value));
}
