using Microsoft.CodeAnalysis;

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

    public OperationWalk(IOperation root)
    {
        _open = new IOperation.OperationList.Enumerator[UsualDepth];
        _open[0] = root.ChildOperations.GetEnumerator();
        _depth = 1;
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
        while (_depth > 0)
        {
            if (!_open[_depth - 1].MoveNext())
            {
                _depth--;
                continue;
            }

            Current = _open[_depth - 1].Current;
            if (!IsLeaf(Current.Kind))
            {
                if (_depth == _open.Length)
                {
                    Array.Resize(ref _open, _depth * 2);
                }

                _open[_depth++] = Current.ChildOperations.GetEnumerator();
            }

            return true;
        }

        return false;
    }

    private static bool IsLeaf(OperationKind kind) => kind is OperationKind.Literal or OperationKind.LocalReference or OperationKind.ParameterReference
        or OperationKind.InstanceReference or OperationKind.DefaultValue or OperationKind.ConditionalAccessInstance or OperationKind.Branch;
}
