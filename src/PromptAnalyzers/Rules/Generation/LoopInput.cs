using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Generation;

/// <summary>
/// Whether the model is given its own answers again: a history that grows, a session that keeps the conversation, a text
/// that is made from the last answer. A loop that asks the same again until the answer will do is a retry.
/// </summary>
internal sealed class LoopInput
{
    private const int MaxDepth = 3;
    private readonly ILoopOperation _loop;
    private readonly LoopControl _control;
    private readonly FlowEngine _engine;
    private readonly BodyIndex _index;

    public LoopInput(ILoopOperation loop, LoopControl control, FlowEngine engine)
    {
        _loop = loop;
        _control = control;
        _engine = engine;
        _index = engine.IndexOf(OperationFacts.Root(loop));
    }

    public bool Grows() => !TakesFromOutside()
        && _control.Operations.OfType<IInvocationOperation>().Any(c => ModelCalls.StateOf(c, _engine.Facts) is { } state && IsFedBack(c, state.Split(',')));

    private bool IsFedBack(IInvocationOperation call, string[] state)
    {
        if (state[0] == "this" && OperationFacts.SymbolOf(call.Instance) is { } receiver && _control.IsFromOutside(receiver))
        {
            return true;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Value.ConstantValue.HasValue)
            {
                continue;
            }

            bool keeps = Array.IndexOf(state, argument.Parameter?.Name) >= 0;
            if (SymbolsOf(argument.Value, 0).Any(s => keeps && _control.IsFromOutside(s) || IsFedBack(s)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A collection or text from before the loop that the loop adds answers to, or a text that it makes of one.</summary>
    private bool IsFedBack(ISymbol symbol)
    {
        if (!_control.IsFromOutside(symbol))
        {
            return false;
        }

        if (_control.Operations.OfType<IInvocationOperation>().Any(c => _control.IsAddition(c)
            && OperationFacts.ReceiverOf(c) is { } receiver && OperationFacts.Same(OperationFacts.SymbolOf(receiver), symbol)))
        {
            return true;
        }

        return _index.WritesTo(symbol).Any(w => _control.IsInside(w.Node) && (w.Kind == WriteKind.Append || _control.Of(w.Value) == Dependence.Model));
    }

    /// <summary>The variables that make up a value, also those behind locals of one round.</summary>
    private IEnumerable<ISymbol> SymbolsOf(IOperation value, int depth)
    {
        foreach (var part in value.DescendantsAndSelf())
        {
            if (part is not (ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true })
                || OperationFacts.SymbolOf(part) is not { } symbol)
            {
                continue;
            }

            yield return symbol;
            if (depth < MaxDepth && symbol is ILocalSymbol && !ModelCallMakes(symbol))
            {
                foreach (var below in _index.WritesTo(symbol).Where(static w => w.Kind == WriteKind.Assign)
                    .Select(static w => w.Value).Concat(_index.MemberWritesOf(symbol).Select(static w => w.Value))
                    .SelectMany(v => SymbolsOf(v, depth + 1)))
                {
                    yield return below;
                }
            }
        }
    }

    private bool ModelCallMakes(ISymbol symbol) => _index.WritesTo(symbol).Any(w => _control.IsInside(w.Node) && _control.Of(w.Value) == Dependence.Model);

    /// <summary>What goes into the conversation comes from a call that is told nothing of the model: a person, a queue, another system.</summary>
    private bool TakesFromOutside() => _control.Operations.OfType<IInvocationOperation>().Any(c =>
        !ModelCalls.IsOne(c, _engine.Facts)
        && !c.TargetMethod.ReturnsVoid && c.TargetMethod.ReturnType is not INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 0 }
        && !SdkReferences.IsSdkAssembly(c.TargetMethod.ContainingAssembly)
        && (c.TargetMethod.MethodKind == MethodKind.DelegateInvoke || !ChatHistories.IsBaseLibrary(c.TargetMethod))
        && _control.AsksOutside(c));
}
