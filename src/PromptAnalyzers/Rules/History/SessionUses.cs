using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.History;

/// <summary>
/// Whether a session can be met in other bodies than the one that makes it. The opposite of <see cref="Origins"/>: a
/// session goes nowhere that origins are not followed back from, so no other body has to be bound for the question.
/// </summary>
internal sealed class SessionUses
{
    private const int MaxDepth = 16;

    private readonly IOperation _root;
    private readonly ChatHistories _histories;
    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);

    private SessionUses(IOperation root, ChatHistories histories)
    {
        _root = root;
        _histories = histories;
    }

    /// <summary>False when the session may leave the body, or when that is not known.</summary>
    public static bool StayIn(IOperation root, IOperation made, ChatHistories histories) => new SessionUses(root, histories).Ends(made, 0);

    private bool Ends(IOperation value, int depth)
    {
        // No session is got from what was said in it.
        if (OperationFacts.IsSmall(value.Type) || OperationFacts.IsText(value.Type) || _histories.AreMessages(value.Type))
        {
            return true;
        }

        if (depth > MaxDepth)
        {
            return false;
        }

        var child = value;
        while (child.Parent is IConversionOperation or IParenthesizedOperation or IAwaitOperation or IVariableInitializerOperation)
        {
            child = child.Parent;
        }

        switch (child.Parent)
        {
            case IExpressionStatementOperation or IForEachLoopOperation or IInterpolationOperation or IArrayElementReferenceOperation:
                return true;
            case IVariableDeclaratorOperation { Symbol: var local }:
                return EndsAtUsesOf(local, depth);
            case ISimpleAssignmentOperation { Target: var target } when target == child:
                return true;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } }:
                return EndsAtUsesOf(local, depth);
            case IPropertyReferenceOperation or IInvocationOperation or IConditionalAccessOperation or ICoalesceOperation:
                return Ends(child.Parent, depth + 1);
            case IArgumentOperation { Parent: IInvocationOperation call } argument:
                // The callee has it as a parameter, of which nobody knows where it comes from.
                return !(call.TargetMethod.IsExtensionMethod && call.Instance is null && argument.Parameter?.Ordinal == 0) || Ends(call, depth + 1);
            case IReturnOperation given:
                return EndsAtCallsOf(given, depth);
            default:
                return false;
        }
    }

    private bool EndsAtUsesOf(ILocalSymbol local, int depth) => !_followed.Add(local)
        || _root.Descendants().OfType<ILocalReferenceOperation>().All(use => !OperationFacts.Same(use.Local, local) || Ends(use, depth + 1));

    /// <summary>What a lambda gives has no name; what a local function gives, only this body can ask for.</summary>
    private bool EndsAtCallsOf(IOperation given, int depth)
    {
        for (var parent = given.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation:
                    return true;
                case ILocalFunctionOperation { Symbol: var function }:
                    return !_followed.Add(function) || _root.Descendants().OfType<IInvocationOperation>()
                        .All(call => !OperationFacts.Same(call.TargetMethod, function) || Ends(call, depth + 1));
            }
        }

        return false;
    }
}
