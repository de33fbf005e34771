using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <summary>
/// All operations below one, parents first, as <see cref="OperationExtensions.Descendants"/> gives them: nearly every body
/// is gone through, and half of what is met has nothing below it. For <c>foreach</c>.
/// </summary>
internal struct OperationWalk
{
    // Of a body, so that the stack seldom grows.
    private const int UsualDepth = 16;

    private IOperation.OperationList.Enumerator[] _open;
    private int _depth;

    // The one child of the current operation, where there is no need to ask for a list of them.
    private IOperation? _only;

    public OperationWalk(IOperation root)
    {
        _open = new IOperation.OperationList.Enumerator[UsualDepth];
        _open[0] = root.ChildOperations.GetEnumerator();
        _depth = 1;
        _only = null;
        Current = root;
    }

    public IOperation Current { get; private set; }

    /// <summary>All operations below one, as a sequence.</summary>
    public static IEnumerable<IOperation> Below(IOperation root)
    {
        foreach (var operation in new OperationWalk(root))
        {
            yield return operation;
        }
    }

    public readonly OperationWalk GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_only is { } only)
        {
            Enter(only);
            return true;
        }

        while (_depth > 0)
        {
            if (!_open[_depth - 1].MoveNext())
            {
                _depth--;
                continue;
            }

            Enter(_open[_depth - 1].Current);
            return true;
        }

        return false;
    }

    private void Enter(IOperation operation)
    {
        Current = operation;
        _only = null;
        switch (operation.Kind)
        {
            case OperationKind.Literal or OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.InstanceReference
                or OperationKind.DefaultValue or OperationKind.ConditionalAccessInstance or OperationKind.Branch:
                break;

            // Nearly half of all operations have one child by their nature.
            case OperationKind.Argument:
                _only = ((IArgumentOperation)operation).Value;
                break;
            case OperationKind.Conversion:
                _only = ((IConversionOperation)operation).Operand;
                break;
            case OperationKind.ExpressionStatement:
                _only = ((IExpressionStatementOperation)operation).Operation;
                break;
            case OperationKind.Await:
                _only = ((IAwaitOperation)operation).Operation;
                break;
            default:
                if (_depth == _open.Length)
                {
                    Array.Resize(ref _open, _depth * 2);
                }

                _open[_depth++] = operation.ChildOperations.GetEnumerator();
                break;
        }
    }
}
