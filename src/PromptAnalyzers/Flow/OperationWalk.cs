using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <summary>
/// The operations below one that name, make, call, write or decide something, in the order of
/// <see cref="OperationExtensions.Descendants"/>, parents first. What says nothing by itself is left out: literals, and what
/// only holds another operation, such as an argument or a conversion. Nearly every body is gone through, and that is half
/// of what is in it.
/// </summary>
internal struct OperationWalk
{
    // Of a body, so that the stack seldom grows.
    private const int UsualDepth = 16;

    // Larger ones are not kept for the next walk.
    private const int LargestKept = 1024;

    // Empty between two walks of a thread, so that it keeps no operation alive.
    [ThreadStatic]
    private static Pending[]? _spare;

    private Pending[] _open;
    private int _depth;

    public OperationWalk(IOperation root)
    {
        _open = _spare ?? new Pending[UsualDepth];
        _spare = null;
        _depth = 0;
        Current = root;
        Kind = root.Kind;
        PushChildren();
    }

    public IOperation Current { get; private set; }

    /// <summary>Of the current operation; to ask it again costs as much as to find it.</summary>
    public OperationKind Kind { get; private set; }

    /// <summary>The operations below one, as a sequence.</summary>
    public static IEnumerable<IOperation> Below(IOperation root)
    {
        var walk = new OperationWalk(root);
        while (walk.MoveNext())
        {
            yield return walk.Current;
        }
    }

    public bool MoveNext()
    {
        if (_depth == 0)
        {
            _spare = _open.Length is > 0 and <= LargestKept ? _open : _spare;
            _open = Array.Empty<Pending>();
            return false;
        }

        var next = _open[--_depth];
        _open[_depth] = default;
        Current = next.Operation;
        Kind = next.Kind;
        PushChildren();
        return true;
    }

    /// <summary>The last child first, so that the first is the next. Frequent kinds are not asked for a list of their children.</summary>
    private void PushChildren()
    {
        switch (Kind)
        {
            case OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.Branch:
                break;
            case OperationKind.Invocation:
                var call = (IInvocationOperation)Current;
                PushArguments(call.Arguments);
                Push(call.Instance);
                break;
            case OperationKind.PropertyReference:
                var property = (IPropertyReferenceOperation)Current;
                PushArguments(property.Arguments);
                Push(property.Instance);
                break;
            case OperationKind.FieldReference:
                Push(((IFieldReferenceOperation)Current).Instance);
                break;
            case OperationKind.SimpleAssignment:
                var assignment = (ISimpleAssignmentOperation)Current;
                Push(assignment.Value);
                Push(assignment.Target);
                break;
            case OperationKind.ObjectCreation:
                var creation = (IObjectCreationOperation)Current;
                Push(creation.Initializer);
                PushArguments(creation.Arguments);
                break;
            case OperationKind.Block:
                var statements = ((IBlockOperation)Current).Operations;
                for (int i = statements.Length - 1; i >= 0; i--)
                {
                    Push(statements[i]);
                }

                break;
            case OperationKind.AnonymousFunction:
                Push(((IAnonymousFunctionOperation)Current).Body);
                break;
            default:
                PushAll();
                break;
        }
    }

    private void PushArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        for (int i = arguments.Length - 1; i >= 0; i--)
        {
            Push(arguments[i].Value);
        }
    }

    private void PushAll()
    {
        int first = _depth;
        foreach (var child in Current.ChildOperations)
        {
            Push(child);
        }

        Array.Reverse(_open, first, _depth - first);
    }

    private void Push(IOperation? operation)
    {
        while (operation is not null)
        {
            var kind = operation.Kind;
            switch (kind)
            {
                case OperationKind.Literal or OperationKind.InstanceReference or OperationKind.DefaultValue or OperationKind.ConditionalAccessInstance
                    or OperationKind.InterpolatedStringText:
                    return;
                case OperationKind.Argument:
                    operation = ((IArgumentOperation)operation).Value;
                    break;
                case OperationKind.Conversion:
                    operation = ((IConversionOperation)operation).Operand;
                    break;
                case OperationKind.ExpressionStatement:
                    operation = ((IExpressionStatementOperation)operation).Operation;
                    break;
                case OperationKind.Await:
                    operation = ((IAwaitOperation)operation).Operation;
                    break;
                case OperationKind.Return:
                    operation = ((IReturnOperation)operation).ReturnedValue;
                    break;
                case OperationKind.DelegateCreation:
                    operation = ((IDelegateCreationOperation)operation).Target;
                    break;
                case OperationKind.VariableInitializer:
                    operation = ((IVariableInitializerOperation)operation).Value;
                    break;
                case OperationKind.VariableDeclarationGroup when ((IVariableDeclarationGroupOperation)operation).Declarations is { Length: 1 } declarations:
                    operation = declarations[0];
                    break;
                case OperationKind.VariableDeclaration when (IVariableDeclarationOperation)operation is { Declarators: { Length: 1 } declarators, IgnoredDimensions.IsEmpty: true }:
                    operation = declarators[0];
                    break;
                default:
                    if (_depth == _open.Length)
                    {
                        Array.Resize(ref _open, _depth * 2);
                    }

                    _open[_depth++] = new Pending(operation, kind);
                    return;
            }
        }
    }

    private readonly struct Pending
    {
        public Pending(IOperation operation, OperationKind kind)
        {
            Operation = operation;
            Kind = kind;
        }

        public IOperation Operation { get; }

        public OperationKind Kind { get; }
    }
}
