using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.History;

/// <summary>What one body does with one history.</summary>
internal sealed class HistoryUses
{
    private readonly ISymbol _history;
    private readonly BodyIndex _index;
    private readonly Bounds _bounds;

    public HistoryUses(FlowEngine engine, IOperation root, ISymbol history)
    {
        _history = history;
        _index = engine.IndexOf(root);
        _bounds = engine.Bounds;
        foreach (var operation in root.Descendants())
        {
            Add(operation);
        }
    }

    /// <summary>Arguments of model calls that are the history or a copy of all of it.</summary>
    public List<IArgumentOperation> Sends { get; } = new();

    public List<IInvocationOperation> Reductions { get; } = new();

    public List<IInvocationOperation> Clears { get; } = new();

    /// <summary>Assignments of another value after the declaration.</summary>
    public List<IOperation> Replacements { get; } = new();

    /// <summary>Conditions on which control leaves.</summary>
    public List<IConditionalOperation> Checks { get; } = new();

    /// <summary>Arguments of other calls that are the history.</summary>
    public List<IArgumentOperation> PassedOn { get; } = new();

    /// <summary>
    /// Something keeps the history short: it is emptied or replaced when it has grown to a size, or control leaves
    /// before it grows further.
    /// </summary>
    public bool IsKeptShort(Func<IOperation, bool> isInTurn) =>
        Checks.Any(c => isInTurn(c) && (_bounds.Implies(c.Condition, false, _history)
            || (_bounds.Implies(c.Condition, true, _history) && Clears.Count + Replacements.Count > 0)))
        || Clears.Concat(Replacements).Any(o => isInTurn(o) && IsUnderSizeTest(o));

    private bool IsUnderSizeTest(IOperation operation)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalOperation conditional && child == conditional.WhenTrue && _bounds.Implies(conditional.Condition, false, _history))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                if (OperationFacts.ReceiverOf(call) is { } receiver && Is(receiver))
                {
                    if (ChatHistories.IsReduction(call))
                    {
                        Reductions.Add(call);
                    }
                    else if (call.TargetMethod.Name == "Clear")
                    {
                        Clears.Add(call);
                    }
                }

                foreach (var argument in call.Arguments)
                {
                    if (ChatHistories.IsSend(call) && Carries(argument.Value, 0))
                    {
                        Sends.Add(argument);
                    }
                    else if (Is(argument.Value) && !ChatHistories.IsSend(call)
                        && !(call.TargetMethod.IsExtensionMethod && argument == call.Arguments[0] && IsLibrary(call.TargetMethod))
                        && !ChatHistories.IsGrowth(call))
                    {
                        PassedOn.Add(argument);
                    }
                }

                break;
            case IObjectCreationOperation { Constructor: { } constructor } creation when !IsLibrary(constructor):
                // An object of the user's own that holds the history may reduce it.
                PassedOn.AddRange(creation.Arguments.Where(a => Is(a.Value)));
                break;
            case IConditionalOperation { WhenFalse: null } conditional when OperationFacts.Exits(conditional.WhenTrue):
                Checks.Add(conditional);
                break;
            case ISimpleAssignmentOperation assignment when Is(assignment.Target):
                Replacements.Add(assignment);
                break;
        }
    }

    private static bool IsLibrary(IMethodSymbol method) =>
        SdkReferences.IsSdkAssembly(method.ContainingAssembly) || ChatHistories.IsBaseLibrary(method);

    private bool Is(IOperation operation) => OperationFacts.Same(OperationFacts.SymbolOf(operation), _history);

    /// <summary>The history itself, or a list made of all of it.</summary>
    private bool Carries(IOperation value, int depth)
    {
        if (depth > 3)
        {
            return false;
        }

        value = OperationFacts.Unwrap(value);
        if (Is(value))
        {
            return true;
        }

        switch (value)
        {
            case IInvocationOperation { TargetMethod.Name: "Skip" } window when _bounds.IsTailStart(window.Arguments.LastOrDefault()?.Value):
                return false;
            case IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray" or "AsEnumerable" or "Skip" or "Concat" or "Append" or "Prepend" } copy:
                return copy.Arguments.Any(a => Carries(a.Value, depth + 1)) || (copy.Instance is { } instance && Carries(instance, depth + 1));
            case var _ when OperationFacts.IsCollectionExpression(value):
                return value.ChildOperations.Any(c => OperationFacts.IsSpread(c) && c.ChildOperations.Any(s => Carries(s, depth + 1)));
            case IObjectCreationOperation { Arguments: { Length: 1 } arguments } creation when ChatHistories.KindOf(creation.Type) is not null:
                return Carries(arguments[0].Value, depth + 1);
            case ILocalReferenceOperation copied when _index.CallsOn(copied.Local).Any(ChatHistories.IsReduction):
                return false;
            case ILocalReferenceOperation local when ChatHistories.KindOf(local.Type) is not null:
                return _index.WritesTo(local.Local).Any(w => w.Kind == WriteKind.Assign && !OperationFacts.Unwrap(w.Value).Syntax.Span.Contains(local.Syntax.Span) && Carries(w.Value, depth + 1))
                    || _index.CallsOn(local.Local).Any(c => c.TargetMethod.Name == "AddRange" && c.Arguments.Any(a => Is(a.Value)));
            default:
                return false;
        }
    }
}
