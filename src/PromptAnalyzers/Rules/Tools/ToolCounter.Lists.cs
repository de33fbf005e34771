using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>Lists that are filled by statements: what is in them at one use.</summary>
internal sealed partial class ToolCounter
{
    private ToolSet Variable(ILocalReferenceOperation use, ILocalSymbol local, int depth)
    {
        var root = OperationFacts.Root(use);
        var reaching = ReachingWrites.At(use, local, _engine.IndexOf(root), _engine.Bounds);
        if (reaching.Found.Count == 0 || reaching.Found.Any(static w => w.Kind != WriteKind.Assign))
        {
            return ToolSet.None;
        }

        ToolSet? start = null;
        foreach (var write in reaching.Found)
        {
            var set = Count(write.Value, depth + 1);
            start = start is null ? set : ToolSet.Fewer(start, set);
        }

        int from = reaching.Found.Max(static w => w.Node.Syntax.SpanStart);
        return Filled(local, start!, root, use, from, depth) ?? ToolSet.None;
    }

    /// <summary>
    /// A list after the statements before the use, or, without a use, at the end of the body. Null when tools are taken
    /// out in a way that is not known.
    /// </summary>
    private ToolSet? Filled(ISymbol list, ToolSet start, IOperation root, IOperation? use, int from, int depth)
    {
        var set = start;
        foreach (var call in CallsOn(root, list))
        {
            if (OperationFacts.Same(OperationFacts.SymbolOf(call.Instance), list))
            {
                if (ListChanges.Shrinks(call.TargetMethod.Name))
                {
                    // The list may be the very one that the options hold, so it counts where it is cut later, too.
                    if (call.TargetMethod.Name != "Clear" || !IsBefore(call, use) || Runs(call, use, depth) == 0)
                    {
                        return null;
                    }

                    set = ToolSet.None;
                }
                else if (IsBefore(call, use) && call.Syntax.SpanStart > from)
                {
                    set = set.Plus(AddedBy(call, depth).Times(Runs(call, use, depth)));
                }
            }
            else if (IsBefore(call, use) && call.Arguments.FirstOrDefault(a => OperationFacts.Same(OperationFacts.SymbolOf(a.Value), list)) is { Parameter: { } parameter })
            {
                var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
                if (depth > MaxDepth || _engine.BodyOf(method.OriginalDefinition, _cancellationToken) is not { } body)
                {
                    continue;
                }

                int ordinal = call.TargetMethod.ReducedFrom is null ? parameter.Ordinal : parameter.Ordinal + 1;
                if (ordinal >= method.Parameters.Length
                    || Filled(method.OriginalDefinition.Parameters[ordinal], ToolSet.None, body, null, -1, depth + 1) is not { } added)
                {
                    return null;
                }

                set = set.Plus(added.Times(Runs(call, use, depth)));
            }
        }

        return set;
    }

    /// <summary>The calls on a list, and those of the user's methods that are given it, in the order in which they run.</summary>
    private IEnumerable<IInvocationOperation> CallsOn(IOperation root, ISymbol list)
    {
        // Thousands of uses of one list each ask for its calls: the body is gone through once.
        if (!_callsOn.TryGetValue(root, out var calls))
        {
            _callsOn[root] = calls = root.DescendantsAndSelf().OfType<IInvocationOperation>().OrderBy(static c => c.Syntax.Span.End)
                .SelectMany(static call => Concerned(call).Select(symbol => (Symbol: symbol, Call: call)))
                .ToLookup(static pair => pair.Symbol, static pair => pair.Call, SymbolEqualityComparer.Default);
        }

        return calls[list];

        static IEnumerable<ISymbol> Concerned(IInvocationOperation call)
        {
            var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
            bool isRead = method.Locations.Length > 0 && method.Locations[0].IsInSource;
            var symbols = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
            foreach (var value in isRead ? call.Arguments.Select(static a => a.Value).Prepend(call.Instance) : new[] { call.Instance })
            {
                if (OperationFacts.SymbolOf(value) is { } symbol && symbols.Add(symbol))
                {
                    yield return symbol;
                }
            }
        }
    }

    /// <summary>What one call of Add, AddRange or the like puts into a list.</summary>
    public ToolSet AddedBy(IInvocationOperation call, int depth = 0)
    {
        var last = call.Arguments.Length > 0 ? call.Arguments[call.Arguments.Length - 1].Value : null;
        return last is null ? ToolSet.None : call.TargetMethod.Name switch
        {
            "Add" or "Insert" or "TryAdd" => Element(last, Added, depth),
            "AddRange" or "InsertRange" => Count(last, depth + 1),
            _ => ToolSet.None,
        };
    }

    private static bool IsBefore(IOperation call, IOperation? use) => use is null || call.Syntax.SpanStart < use.Syntax.SpanStart;

    /// <summary>
    /// How often an operation surely runs when the use runs (without a use: when the body runs to its end): once in
    /// straight code, more often in loops over what is known, not surely at all in a branch or a nested function.
    /// </summary>
    public int Runs(IOperation operation, IOperation? use, int depth = 0)
    {
        int times = 1;
        var node = operation;
        for (var parent = node.Parent; parent is not null && times > 0; node = parent, parent = parent.Parent)
        {
            bool isShared = use is not null && parent.Syntax.Span.Contains(use.Syntax.Span);
            switch (parent)
            {
                case IConditionalOperation conditional when node == conditional.Condition:
                    break;
                case IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ICatchClauseOperation:
                    return 0;
                case ICoalesceOperation coalesce when node == coalesce.WhenNull:
                    return 0;
                case ICoalesceAssignmentOperation:
                    return 0;
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    // A body of its own that is asked to its end.
                    return use is null ? times : 0;
                case ILoopOperation when isShared:
                    break;
                case IForEachLoopOperation each when node == each.Collection:
                    break;
                case ILoopOperation loop when OperationFacts.DescendantsInBody(loop.Body).Any(static o => o is IBranchOperation or IReturnOperation { Kind: OperationKind.Return } or IThrowOperation):
                    return 0;
                case IForEachLoopOperation each:
                    times *= Count(each.Collection, depth + 1).Visible;
                    break;
                case IForLoopOperation counted when node == counted.Body:
                    times *= Rounds(counted);
                    break;
                case ILoopOperation:
                    return 0;
            }

            if (isShared)
            {
                return times;
            }
        }

        return times;
    }

    /// <summary>for (int i = 0; i &lt; 200; i++): 200; 0 for anything that is not as plain.</summary>
    private static int Rounds(IForLoopOperation loop)
    {
        if (loop.Before.Length != 1 || loop.AtLoopBottom.Length != 1
            || loop.Before[0].DescendantsAndSelf().OfType<IVariableDeclaratorOperation>().ToList() is not { Count: 1 } declared
            || declared[0].GetVariableInitializer()?.Value.ConstantValue is not { HasValue: true, Value: int first }
            || loop.Condition is not IBinaryOperation { RightOperand.ConstantValue: { HasValue: true, Value: int last } } condition
            || !OperationFacts.Same(OperationFacts.SymbolOf(condition.LeftOperand), declared[0].Symbol)
            || loop.AtLoopBottom[0] is not IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation { Kind: OperationKind.Increment } })
        {
            return 0;
        }

        const int Most = 100_000;
        long rounds = condition.OperatorKind switch
        {
            BinaryOperatorKind.LessThan => (long)last - first,
            BinaryOperatorKind.LessThanOrEqual => (long)last - first + 1,
            _ => 0,
        };
        return (int)Math.Max(0, Math.Min(Most, rounds));
    }

    private ToolSet Member(IMemberReferenceOperation use, int depth)
    {
        var member = use.Member;
        if (!SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, _engine.Assembly) || CanBeSetElsewhere(member))
        {
            return ToolSet.None;
        }

        var values = _engine.ValuesGivenTo(member, _cancellationToken).ToList();
        if (values.Count == 0 && member is IPropertySymbol { GetMethod: { } getter, IsVirtual: false, IsAbstract: false })
        {
            return ReturnOf(getter, depth);
        }

        if (values.Count != 1)
        {
            return ToolSet.None;
        }

        var set = Count(values[0], depth + 1);
        var root = OperationFacts.Root(use);
        foreach (var (call, isConstructor) in ListChanges.Of(member, _engine, _cancellationToken))
        {
            if (ListChanges.Shrinks(call.TargetMethod.Name))
            {
                return ToolSet.None;
            }

            bool isHere = call.Syntax.SyntaxTree == use.Syntax.SyntaxTree && root.Syntax.Span.Contains(call.Syntax.Span);
            if (isHere ? IsBefore(call, use) : isConstructor)
            {
                set = set.Plus(AddedBy(call, depth + 1).Times(Runs(call, isHere ? use : null, depth + 1)));
            }
        }

        return set;
    }

    /// <summary>Values that other types give are not looked for.</summary>
    private static bool CanBeSetElsewhere(ISymbol member) => member switch
    {
        IFieldSymbol field => !field.IsReadOnly && field.DeclaredAccessibility != Accessibility.Private,
        IPropertySymbol { SetMethod: { } setter } => setter.DeclaredAccessibility != Accessibility.Private,
        _ => false,
    };
}

/// <summary>Calls that change the list in a field or property, in the type that declares it.</summary>
internal static class ListChanges
{
    public static bool Shrinks(string method) =>
        method is "Clear" || method.StartsWith("Remove", StringComparison.Ordinal) || method.StartsWith("TryRemove", StringComparison.Ordinal);

    /// <summary>In the order of the code; those of constructors are marked.</summary>
    public static IEnumerable<(IInvocationOperation Call, bool IsConstructor)> Of(ISymbol member, FlowEngine engine, CancellationToken cancellationToken)
    {
        foreach (var type in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in type.GetSyntax(cancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (node.Expression is MemberAccessExpressionSyntax { Expression: var receiver }
                    && NameOf(receiver) == member.Name
                    && engine.OperationAt(node, cancellationToken) is IInvocationOperation call
                    && OperationFacts.Same(OperationFacts.SymbolOf(call.Instance), member))
                {
                    yield return (call, node.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is not null);
                }
            }
        }

        static string? NameOf(ExpressionSyntax receiver) => receiver switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            _ => null,
        };
    }
}
