using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <summary>The writes that can give a variable its value at one use.</summary>
internal sealed class ReachingWrites
{
    private readonly ISymbol _symbol;
    private readonly IReadOnlyList<Write> _all;
    private readonly Bounds _bounds;

    private ReachingWrites(ISymbol symbol, IReadOnlyList<Write> all, Bounds bounds)
    {
        _symbol = symbol;
        _all = all;
        _bounds = bounds;
    }

    public List<Write> Found { get; } = new();

    /// <summary>A guard on every way to the use proves that the text is short.</summary>
    public bool IsGuarded { get; private set; }

    /// <summary>Control can reach the use from the start of the body without a write: a parameter keeps its value.</summary>
    public bool ReachesStart { get; private set; }

    /// <summary>
    /// Walks backwards over the statements before the use. Structured: a statement that surely writes ends the walk,
    /// one that may write only adds. Cheaper than a control-flow graph and enough for code without goto.
    /// </summary>
    public static ReachingWrites At(IOperation use, ISymbol symbol, BodyIndex index, Bounds bounds)
    {
        var result = new ReachingWrites(symbol, index.WritesTo(symbol), bounds);
        result.Walk(use);
        return result;
    }

    private void Walk(IOperation use)
    {
        var node = use;
        for (var parent = node.Parent; parent is not null; node = parent, parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation
                && !IsDeclaredIn(parent))
            {
                // A captured variable may have been written at any time.
                foreach (var write in _all)
                {
                    AddOnce(write);
                }

                ReachesStart = _symbol is IParameterSymbol;
                return;
            }

            if (parent is IConditionalOperation conditional && node != conditional.Condition
                && _bounds.Implies(conditional.Condition, node == conditional.WhenTrue, _symbol))
            {
                IsGuarded = true;
                return;
            }

            if (parent is IWhileLoopOperation { Condition: { } whileCondition } loop && node == loop.Body && loop.ConditionIsTop
                && _bounds.Implies(whileCondition, !loop.ConditionIsUntil, _symbol))
            {
                IsGuarded = true;
                return;
            }

            if (WalkSiblings(parent, node))
            {
                return;
            }

            if (parent is ILoopOperation carried && node == carried.Body)
            {
                AddFromEndOf(carried.Body);
            }
        }

        ReachesStart = true;
    }

    private bool IsDeclaredIn(IOperation function) =>
        _symbol.DeclaringSyntaxReferences.Any(r =>
            r.SyntaxTree == function.Syntax.SyntaxTree && function.Syntax.Span.Contains(r.Span));

    /// <summary>True when a statement ends the walk.</summary>
    private bool WalkSiblings(IOperation parent, IOperation node)
    {
        // Of the branches of an if, a switch or a conditional only one ran.
        bool exclusive = parent is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation;
        var before = new List<IOperation>();
        foreach (var child in parent.ChildOperations)
        {
            if (child == node)
            {
                break;
            }

            if (!exclusive || child == (parent as IConditionalOperation)?.Condition)
            {
                before.Add(child);
            }
        }

        for (int i = before.Count - 1; i >= 0; i--)
        {
            if (Scan(before[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a loop body leaves for the next round.</summary>
    private void AddFromEndOf(IOperation body)
    {
        if (body is not IBlockOperation block)
        {
            Scan(body);
            return;
        }

        bool guarded = IsGuarded;
        for (int i = block.Operations.Length - 1; i >= 0; i--)
        {
            if (Scan(block.Operations[i]))
            {
                break;
            }
        }

        // Guarded at the end of the body says nothing of the first round.
        IsGuarded = guarded;
    }

    /// <summary>Adds what the statement may write; true when nothing before it can reach.</summary>
    private bool Scan(IOperation statement)
    {
        if (statement is ILocalFunctionOperation)
        {
            return false;
        }

        if (statement is IConditionalOperation conditional)
        {
            if (OperationFacts.Exits(conditional.WhenTrue) && conditional.WhenFalse is null
                && _bounds.Implies(conditional.Condition, false, _symbol))
            {
                IsGuarded = true;
                return true;
            }

            bool then = SurelyWrites(conditional.WhenTrue);
            bool otherwise = conditional.WhenFalse is not null && SurelyWrites(conditional.WhenFalse);
            bool elseIsShort = _bounds.Implies(conditional.Condition, false, _symbol);
            bool thenIsShort = _bounds.Implies(conditional.Condition, true, _symbol);
            AddInside(statement);
            return (then || thenIsShort) && (otherwise || elseIsShort);
        }

        if (statement is IWhileLoopOperation { Condition: { } whileCondition } loop
            && _bounds.Implies(whileCondition, loop.ConditionIsUntil, _symbol)
            && !loop.Body.Descendants().Any(static o => o is IBranchOperation { BranchKind: BranchKind.Break }))
        {
            IsGuarded = true;
            return true;
        }

        if (_bounds.IsLengthCheck(statement, _symbol))
        {
            IsGuarded = true;
            return true;
        }

        AddInside(statement);
        return SurelyWrites(statement);
    }

    private bool SurelyWrites(IOperation statement) => statement switch
    {
        IBlockOperation block => block.Operations.Any(SurelyWrites),
        IExpressionStatementOperation { Operation: ISimpleAssignmentOperation or IDeconstructionAssignmentOperation } expression =>
            _all.Any(w => w.Node.Syntax.Span == expression.Operation.Syntax.Span && w.Kind is WriteKind.Assign or WriteKind.Unknown),
        IVariableDeclarationGroupOperation group => _all.Any(w =>
            w.Node is IVariableDeclaratorOperation && group.Syntax.Span.Contains(w.Node.Syntax.Span)),
        IReturnOperation or IThrowOperation => true,
        IVariableDeclaratorOperation => _all.Any(w => w.Node.Syntax.Span == statement.Syntax.Span && w.Kind == WriteKind.Element),
        _ => false,
    };

    private void AddInside(IOperation statement)
    {
        var span = statement.Syntax.Span;
        foreach (var write in _all)
        {
            if (span.Contains(write.Node.Syntax.Span) && !IsOverwrittenInside(write, statement))
            {
                AddOnce(write);
            }
        }
    }

    /// <summary>In a block that surely writes later, earlier writes of the same block do not leave it.</summary>
    private bool IsOverwrittenInside(Write write, IOperation statement)
    {
        for (var node = write.Node; node.Parent is { } parent && node != statement; node = parent)
        {
            if (parent is IBlockOperation block)
            {
                bool after = false;
                foreach (var sibling in block.Operations)
                {
                    if (after && sibling is IExpressionStatementOperation or IVariableDeclarationGroupOperation && SurelyWrites(sibling)
                        && !_all.Any(w => w.Kind == WriteKind.Append && sibling.Syntax.Span.Contains(w.Node.Syntax.Span)))
                    {
                        return true;
                    }

                    if (after && IsCutBy(sibling))
                    {
                        return true;
                    }

                    after |= sibling == node;
                }
            }
        }

        return false;
    }

    /// <summary>if (text.Length > n) text = text[..n]; or leave: what was written before is short afterwards.</summary>
    private bool IsCutBy(IOperation statement) =>
        statement is IConditionalOperation { WhenFalse: null } conditional
        && _bounds.Implies(conditional.Condition, false, _symbol)
        && (SurelyWrites(conditional.WhenTrue) || OperationFacts.Exits(conditional.WhenTrue));

    private void AddOnce(Write write)
    {
        if (!Found.Contains(write))
        {
            Found.Add(write);
        }
    }
}
