using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Generation;

/// <summary>What ends a loop.</summary>
internal enum LoopEnd
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Only what the model says.</summary>
    Model,

    /// <summary>Something else, or something unknown.</summary>
    Other,
}

/// <summary>What a value depends on, seen from one round of the loop to the next.</summary>
internal enum Dependence
{
    /// <summary>The same in every round.</summary>
    Constant,

    /// <summary>What the model says.</summary>
    Model,

    /// <summary>Anything else: a counter, the clock, other threads, what is not known.</summary>
    Other,
}

/// <summary>
/// Tells exits that the model decides from real ones. An exit counts as the model's only when everything that it depends
/// on is known to be the model's answer or to stay the same; anything unknown makes it a real one.
/// </summary>
internal sealed class LoopControl
{
    // Loops are small; one that needs more counts as understood by nobody.
    private const int MaxSteps = 20_000;

    private readonly ILoopOperation _loop;
    private readonly FlowEngine _engine;
    private readonly BodyIndex _index;
    private readonly CancellationToken _cancellationToken;
    private readonly List<IOperation> _operations;
    private readonly Dictionary<ISymbol, Dependence> _known = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _visiting = new(SymbolEqualityComparer.Default);
    private int _steps;

    public LoopControl(ILoopOperation loop, FlowEngine engine, CancellationToken cancellationToken)
    {
        _loop = loop;
        _engine = engine;
        _index = engine.IndexOf(OperationFacts.Root(loop));
        _cancellationToken = cancellationToken;
        _operations = OperationFacts.DescendantsInBody(loop).ToList();
    }

    /// <summary>Everything in the loop, without nested functions.</summary>
    public IReadOnlyList<IOperation> Operations => _operations;

    public LoopEnd End()
    {
        var end = LoopEnd.None;
        if (ConditionOf(_loop) is { ConstantValue.HasValue: false } condition)
        {
            if (Of(condition) != Dependence.Model)
            {
                return LoopEnd.Other;
            }

            end = LoopEnd.Model;
        }

        foreach (var exit in _operations.Where(IsExit))
        {
            // What leads round an exit decides about it as well: "if (more) { continue; } return answer;".
            var rounds = _operations.Where(o => IsContinue(o) && o.Syntax.SpanStart < exit.Syntax.SpanStart);
            if (rounds.Any(IsInCatch))
            {
                return LoopEnd.Other;
            }

            if (IsInCatch(exit))
            {
                continue;
            }

            var conditions = rounds.Append(exit).SelectMany(ConditionsOf).Select(Of).ToList();
            var decides = Combine(conditions);
            if (conditions.Count == 0 || decides == Dependence.Other)
            {
                return LoopEnd.Other;
            }

            // A test of what never changes ends the first round or none.
            end = decides == Dependence.Model ? LoopEnd.Model : end;
        }

        return end;
    }

    /// <summary>What a value depends on.</summary>
    public Dependence Of(IOperation value)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (++_steps > MaxSteps)
        {
            return Dependence.Other;
        }

        if (value.ConstantValue.HasValue)
        {
            return Dependence.Constant;
        }

        switch (value)
        {
            case ILocalReferenceOperation local:
                return OfVariable(local.Local);
            case IParameterReferenceOperation parameter:
                return IsInvariantType(parameter.Type) || IsLambdaParameter(parameter.Parameter) ? OfVariable(parameter.Parameter) : Dependence.Other;
            case IMemberReferenceOperation member:
                return OfMember(member);
            case IInvocationOperation call:
                return OfCall(call);
            case IIncrementOrDecrementOperation or ICompoundAssignmentOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation:
                return Dependence.Other;
            case IAnonymousFunctionOperation or IDelegateCreationOperation or IPatternOperation or ITypeOfOperation or IDefaultValueOperation
                or IDiscardOperation or IInstanceReferenceOperation or IDeclarationExpressionOperation or IConditionalAccessInstanceOperation:
                return Dependence.Constant;
            default:
                return Combine(value.ChildOperations.Select(Of));
        }
    }

    /// <summary>True for a variable that was declared before the loop, or that outlives the method.</summary>
    public bool IsFromOutside(ISymbol symbol) =>
        symbol is not ILocalSymbol || symbol.DeclaringSyntaxReferences.All(r => !IsInside(r.Span.Start));

    public bool IsInside(IOperation operation) => IsInside(operation.Syntax.SpanStart);

    private bool IsInside(int position) => _loop.Syntax.Span.Contains(position);

    private Dependence OfVariable(ISymbol variable)
    {
        if (_known.TryGetValue(variable, out var known))
        {
            return known;
        }

        if (!_visiting.Add(variable))
        {
            // The other writes decide.
            return Dependence.Constant;
        }

        var found = Compute(variable);
        _visiting.Remove(variable);
        if (_visiting.Count == 0)
        {
            _known[variable] = found;
        }

        return found;
    }

    private Dependence Compute(ISymbol variable)
    {
        var type = (variable as ILocalSymbol)?.Type ?? (variable as IParameterSymbol)?.Type;
        if (_operations.OfType<IIncrementOrDecrementOperation>().Any(o => OperationFacts.Same(OperationFacts.SymbolOf(o.Target), variable)))
        {
            return Dependence.Other;
        }

        var writes = _index.WritesTo(variable).Where(w => IsInside(w.Node)).ToList();
        var parts = writes.Select(w => OfWrite(w, type)).Concat(Additions(variable).SelectMany(static c => c.Arguments).Select(a => Of(a.Value))).ToList();
        if (writes.Count == 0 && IsFromOutside(variable) && !IsInvariantType(type) && !IsLambda(variable))
        {
            return Dependence.Other;
        }

        return Combine(parts);
    }

    private Dependence OfWrite(Write write, ITypeSymbol? type)
    {
        switch (write.Kind)
        {
            case WriteKind.Append:
                return OperationFacts.IsText(type) ? Of(write.Value) : Dependence.Other;
            case WriteKind.Argument:
                return write.Value.Parent is IInvocationOperation call ? OfCall(call) : Dependence.Other;
            default:
                var value = Of(write.Value);
                // A flag is set to a constant where the model's answer is of some kind.
                return value == Dependence.Constant ? Combine(ConditionsOf(write.Node).Select(Of)) : value;
        }
    }

    private Dependence OfMember(IMemberReferenceOperation member)
    {
        if (member.Instance is null)
        {
            bool isValue = member is IFieldReferenceOperation { Field.IsReadOnly: true }
                || SdkReferences.IsSdkAssembly(member.Member.ContainingAssembly)
                || member.Member.ContainingType?.SpecialType == SpecialType.System_String
                || member.Member.ContainingType?.TypeKind == TypeKind.Enum;
            return isValue ? Dependence.Constant : Dependence.Other;
        }

        if (OperationFacts.Unwrap(member.Instance) is IInstanceReferenceOperation)
        {
            return IsInvariantType(member.Type) && member is IFieldReferenceOperation { Field.IsReadOnly: true } or IPropertyReferenceOperation { Property.SetMethod: null }
                ? Dependence.Constant
                : Dependence.Other;
        }

        return IsCounter(member.Member.Name, member.Instance) ? Dependence.Other : Combine(member.ChildOperations.Select(Of));
    }

    private Dependence OfCall(IInvocationOperation call)
    {
        if (ModelCalls.IsOne(call, _engine.Facts))
        {
            return Dependence.Model;
        }

        if (OperationFacts.ReceiverOf(call) is { } receiver && IsCounter(call.TargetMethod.Name, receiver))
        {
            return Dependence.Other;
        }

        if (call.Instance is { } instance && OperationFacts.Unwrap(instance) is IInstanceReferenceOperation && CountsItself(call.TargetMethod))
        {
            return Dependence.Other;
        }

        var parts = call.Arguments.Where(static a => a.Parameter?.RefKind != RefKind.Out).Select(a => Of(a.Value)).ToList();
        if (call.Instance is not null)
        {
            parts.Add(Of(call.Instance));
        }

        // A call that is told nothing of the model asks the world outside.
        var combined = Combine(parts);
        return combined == Dependence.Constant ? Dependence.Other : combined;
    }

    /// <summary>
    /// True for a call whose result somebody other than the model decides. A dispatcher that is told what the model wants is
    /// no such call because it is also given a token, a number or a service: no words of a person come in by those.
    /// </summary>
    public bool AsksOutside(IInvocationOperation call)
    {
        if (Of(call) != Dependence.Other)
        {
            return false;
        }

        if (call.Instance is { } instance && OperationFacts.Unwrap(instance) is IInstanceReferenceOperation && CountsItself(call.TargetMethod))
        {
            return true;
        }

        var parts = call.Arguments.Where(static a => a.Parameter?.RefKind != RefKind.Out).Select(static a => a.Value).ToList();
        bool isTold = parts.Any(a => Of(a) == Dependence.Model);
        return !isTold || parts.Concat(call.ChildOperations.Where(o => o == call.Instance)).Any(p => Of(p) == Dependence.Other && MayBeWords(p));
    }

    private bool MayBeWords(IOperation value)
    {
        var type = OperationFacts.WithoutImplicitConversion(value).Type;
        return type is null || type.SpecialType == SpecialType.System_Object || type.TypeKind is TypeKind.Delegate or TypeKind.TypeParameter or TypeKind.Dynamic
            || OperationFacts.IsText(type) || OperationFacts.IsCollection(type) || _engine.Facts.OfType(FactKind.Message, type) is not null
            || !(type.IsReferenceType || OperationFacts.IsSmall(type) || type is { Name: "CancellationToken", ContainingNamespace.Name: "Threading" });
    }

    /// <summary>A method of the same object may keep a counter in a field.</summary>
    private bool CountsItself(IMethodSymbol method) =>
        _engine.BodyOf(method.OriginalDefinition, _cancellationToken) is not { } body
        || body.Descendants().Any(static o => o is IMemberReferenceOperation { Instance: { } instance, Member: IFieldSymbol { IsReadOnly: false } or IPropertySymbol { SetMethod: not null } }
            && OperationFacts.Unwrap(instance) is IInstanceReferenceOperation);

    /// <summary>The size of something that grows from round to round, or the tokens used.</summary>
    private bool IsCounter(string name, IOperation instance) => name switch
    {
        "Count" or "Length" or "LongCount" or "Any" => OperationFacts.SymbolOf(instance) is { } symbol && IsFromOutside(symbol) && (symbol is not ILocalSymbol || Grows(symbol)),
        _ => name.IndexOf("Usage", StringComparison.Ordinal) >= 0 || name.IndexOf("TokenCount", StringComparison.Ordinal) >= 0,
    };

    private bool Grows(ISymbol symbol) =>
        Additions(symbol).Any() || _index.WritesTo(symbol).Any(w => w.Kind == WriteKind.Append && IsInside(w.Node));

    private IEnumerable<IInvocationOperation> Additions(ISymbol symbol) =>
        _index.CallsOn(symbol).Where(c => IsInside(c) && IsAddition(c));

    public bool IsAddition(IInvocationOperation call) =>
        _engine.Histories.IsGrowth(call) || call.TargetMethod.Name is "Append" or "AppendLine" or "Enqueue" or "Push" or "AddSystemMessage";

    private static IOperation? ConditionOf(ILoopOperation loop) => loop switch
    {
        IWhileLoopOperation repeat => repeat.Condition,
        IForLoopOperation count => count.Condition,
        _ => null,
    };

    private bool IsExit(IOperation operation) => operation switch
    {
        IBranchOperation { BranchKind: BranchKind.Break } branch => SymbolEqualityComparer.Default.Equals(branch.Target, _loop.ExitLabel),
        IBranchOperation { BranchKind: BranchKind.GoTo } => true,
        IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak } => true,
        IThrowOperation => true,
        _ => false,
    };

    private bool IsContinue(IOperation operation) =>
        operation is IBranchOperation { BranchKind: BranchKind.Continue } branch && SymbolEqualityComparer.Default.Equals(branch.Target, _loop.ContinueLabel);

    private bool IsInCatch(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null && parent != _loop; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The conditions inside the loop under which an operation runs.</summary>
    private IEnumerable<IOperation> ConditionsOf(IOperation operation)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not null && child != _loop; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation conditional when child != conditional.Condition:
                    yield return conditional.Condition;
                    break;
                case ISwitchOperation choice when child != choice.Value:
                    yield return choice.Value;
                    break;
                case ISwitchExpressionOperation choice when child != choice.Value:
                    yield return choice.Value;
                    break;
                case ICoalesceOperation coalesce when child != coalesce.Value:
                    yield return coalesce.Value;
                    break;
                case IForEachLoopOperation each when child != each.Collection && each != _loop:
                    yield return each.Collection;
                    break;
                case IWhileLoopOperation { Condition: { } condition } inner when child != condition && inner != _loop:
                    yield return condition;
                    break;
                case IForLoopOperation { Condition: { } condition } inner when child != condition && inner != _loop:
                    yield return condition;
                    break;
            }
        }
    }

    /// <summary>Texts, collections, clients, agents and options stay the same unless something in the loop changes them; numbers and flags may change unseen.</summary>
    private static bool IsInvariantType(ITypeSymbol? type) =>
        type is not null && (OperationFacts.IsText(type) || OperationFacts.IsCollection(type) || (type.IsReferenceType && type.TypeKind != TypeKind.Delegate));

    private static bool IsLambda(ISymbol symbol) => symbol is IParameterSymbol parameter && IsLambdaParameter(parameter);

    private static bool IsLambdaParameter(IParameterSymbol parameter) => parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction };

    private static Dependence Combine(IEnumerable<Dependence> parts)
    {
        var combined = Dependence.Constant;
        foreach (var part in parts)
        {
            if (part == Dependence.Other)
            {
                return Dependence.Other;
            }

            combined = part == Dependence.Model ? Dependence.Model : combined;
        }

        return combined;
    }
}
