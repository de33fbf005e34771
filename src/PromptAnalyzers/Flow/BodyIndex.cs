using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <summary>All writes to locals and parameters of one member body, and the calls on them; made once per body.</summary>
internal sealed partial class BodyIndex
{
    private readonly Dictionary<ISymbol, Uses> _uses = new(SymbolsByName.Comparer);

    // Most bodies have none of them.
    private Dictionary<ISymbol, ILocalFunctionOperation>? _functions;
    private List<IConditionalOperation>? _exits;
    private List<IBranchOperation>? _branches;

    // Made when they are asked for: an index is made for nearly every body, and most questions are simple ones.
    private ConcurrentDictionary<IOperation, Dictionary<IOperation, int>>? _positions;
    private ConcurrentDictionary<IOperation, (IOperation[] All, Dictionary<IOperation, int> Positions)>? _children;
    private bool _hasLabels;

    public BodyIndex(IOperation root)
    {
        Root = root;
        var walk = new OperationWalk(root);
        while (walk.MoveNext())
        {
            Add(walk.Current, walk.Kind);
        }

        foreach (var uses in _uses.Values)
        {
            uses.Mentions.Sort();
        }
    }

    /// <summary>The body, with all functions in it.</summary>
    public IOperation Root { get; }

    /// <summary>
    /// The closest statement of a block before one of its statements that has to do with a variable; null when there is
    /// none. Walking over thousands of others would cost more than it tells. Labels have more ways to them: all count.
    /// </summary>
    public IOperation? PreviousOn(ISymbol symbol, IBlockOperation block, IOperation statement)
    {
        var positions = LazyInitializer.EnsureInitialized(ref _positions, static () => new(OperationsByPlace.Comparer))!.GetOrAdd(block, static b =>
        {
            var map = new Dictionary<IOperation, int>(OperationsByPlace.Comparer);
            foreach (var operation in ((IBlockOperation)b).Operations)
            {
                map[operation] = map.Count;
            }

            return map;
        });
        bool all = _hasLabels || symbol is not (ILocalSymbol or IParameterSymbol);
        for (int i = positions.TryGetValue(statement, out int position) ? position - 1 : -1; i >= 0; i--)
        {
            var previous = block.Operations[i];
            if (all || IsMentionedIn(symbol, previous))
            {
                return previous;
            }
        }

        return null;
    }

    /// <summary>Every break, continue and goto of the body.</summary>
    public IReadOnlyList<IBranchOperation> Branches => (IReadOnlyList<IBranchOperation>?)_branches ?? Array.Empty<IBranchOperation>();

    /// <summary>The closest child of an operation before one of its children that can do anything; null when there is none.</summary>
    public IOperation? PreviousChild(IOperation parent, IOperation child)
    {
        const int Few = 8;
        if (parent.ChildOperations.Count <= Few)
        {
            IOperation? previous = null;
            foreach (var each in parent.ChildOperations)
            {
                if (each == child)
                {
                    break;
                }

                previous = each;
            }

            return previous;
        }

        // Each of a thousand elements may be asked about: they are counted once, and what only reads is passed over.
        var (all, positions) = LazyInitializer.EnsureInitialized(ref _children, static () => new(OperationsByPlace.Comparer))!.GetOrAdd(parent, static p =>
        {
            var children = p.ChildOperations.ToArray();
            var map = new Dictionary<IOperation, int>(OperationsByPlace.Comparer);
            for (int i = 0; i < children.Length; i++)
            {
                map[children[i]] = i;
            }

            return (children, map);
        });
        int at = positions.TryGetValue(child, out int position) ? position - 1 : all.Length - 1;
        while (at >= 0 && OnlyReads(all[at]))
        {
            at--;
        }

        return at >= 0 ? all[at] : null;
    }

    private static bool OnlyReads(IOperation operation) => operation switch
    {
        ILiteralOperation or ILocalReferenceOperation or IParameterReferenceOperation => true,
        IArgumentOperation argument => argument.Parameter?.RefKind == RefKind.None && OnlyReads(argument.Value),
        IConversionOperation { OperatorMethod: null } conversion => OnlyReads(conversion.Operand),
        IInterpolationOperation interpolation => OnlyReads(interpolation.Expression),
        IInterpolatedStringTextOperation => true,
        _ => false,
    };

    /// <summary>True for a parameter that is never written, measured or compared: it holds its argument at every use.</summary>
    public bool IsOnlyPassedOn(ISymbol symbol) => symbol is IParameterSymbol && WritesTo(symbol).Count == 0 && !IsExamined(symbol);

    /// <summary>The value of a local that is never written again, measured or compared; null when there is more to it.</summary>
    public Write? OnlyValueOf(ISymbol symbol) =>
        !IsExamined(symbol) && DeclaredValueOf(symbol) is { } only
            && OperationFacts.SymbolOf(only.Value) is null // A test of the other name is a test of this one.
            && !(Bounds.OnlyTextOf(only.Value) is { } source && IsExamined(source))
            ? only
            : null;

    /// <summary>The value that a local is declared with, when it never gets another.</summary>
    public Write? DeclaredValueOf(ISymbol symbol) =>
        symbol is ILocalSymbol && WritesTo(symbol) is { Count: 1 } writes && writes[0] is { Kind: WriteKind.Assign, Node: IVariableDeclaratorOperation } only
            ? only
            : null;

    /// <summary>The value behind a variable that is written once; any other value itself. Without conversions and awaits.</summary>
    public IOperation ValueBehind(IOperation value)
    {
        value = OperationFacts.Unwrap(value);
        return value is ILocalReferenceOperation { Local: var local } && WritesTo(local) is { Count: 1 } writes && writes[0].Kind == WriteKind.Assign
            ? OperationFacts.Unwrap(writes[0].Value)
            : value;
    }

    private bool IsExamined(ISymbol symbol) => _uses.TryGetValue(symbol, out var uses) && uses.IsExamined;

    private bool IsMentionedIn(ISymbol symbol, IOperation statement) =>
        _uses.TryGetValue(symbol, out var uses) && Contains(statement.Syntax.Span, uses.Related ??= PlacesOf(symbol));

    /// <summary>Where the variable is mentioned, or one that is made from it, or it from them: a test of a copy, or of its length, is a test of it.</summary>
    private List<int> PlacesOf(ISymbol symbol)
    {
        var symbols = new HashSet<ISymbol>(SymbolsByName.Comparer) { symbol };
        var places = new List<int>();
        var open = new Queue<ISymbol>(symbols);
        while (open.Count > 0)
        {
            if (!_uses.TryGetValue(open.Dequeue(), out var current))
            {
                continue;
            }

            places.AddRange(current.Mentions);
            foreach (var other in _uses)
            {
                if ((IsWrittenAt(current.Writes, null, other.Value.Mentions) || IsWrittenAt(other.Value.Writes, other.Key, current.Mentions)) && symbols.Add(other.Key))
                {
                    open.Enqueue(other.Key);
                }
            }
        }

        places.Sort();
        return places;
    }

    /// <summary>One of the writes contains one of the mentions; appends count when they add up a number.</summary>
    private static bool IsWrittenAt(List<Write>? writes, ISymbol? written, List<int> mentions)
    {
        if (writes is not null)
        {
            foreach (var write in writes)
            {
                // A number that adds up lengths is a budget: a test of it is a test of them.
                if (Contains(write.Node.Syntax.Span, mentions)
                    && (write.Kind != WriteKind.Append || (written is ILocalSymbol { Type: var type } && OperationFacts.IsSmall(type))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Contains(Microsoft.CodeAnalysis.Text.TextSpan span, List<int> sorted)
    {
        int index = sorted.BinarySearch(span.Start);
        index = index < 0 ? ~index : index;
        return index < sorted.Count && sorted[index] < span.End;
    }

    private void Mention(IOperation reference, ISymbol symbol)
    {
        var uses = UsesOf(symbol);
        uses.Mentions.Add(reference.Syntax.SpanStart);
        IOperation? parent = reference.Parent;
        while (parent?.Kind is OperationKind.Conversion or OperationKind.Parenthesized)
        {
            parent = parent.Parent;
        }

        uses.IsExamined |= !(parent?.Kind is OperationKind.CompoundAssignment or OperationKind.Interpolation or OperationKind.Return or OperationKind.YieldReturn
            || parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add });
    }

    /// <summary>True when the operation runs only if a file or stream is not longer than some size.</summary>
    public bool HasSizeCheckBefore(IOperation operation, Bounds bounds)
    {
        foreach (var exit in _exits ?? Enumerable.Empty<IConditionalOperation>())
        {
            if (exit.Syntax.Span.End <= operation.Syntax.SpanStart && IsSizeCheck(exit.Condition, tooLarge: true, operation, bounds))
            {
                return true;
            }
        }

        var child = operation;
        for (var parent = operation.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalOperation conditional && child != conditional.Condition
                && IsSizeCheck(conditional.Condition, tooLarge: child == conditional.WhenFalse, operation, bounds))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsSizeCheck(IOperation condition, bool tooLarge, IOperation read, Bounds bounds) => condition.DescendantsAndSelf().Any(c =>
        c is IBinaryOperation comparison
        && (tooLarge
            ? comparison.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
            : comparison.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual)
        && OperationFacts.Unwrap(comparison.LeftOperand) is IPropertyReferenceOperation
        {
            Property: { Name: "Length" or "ContentLength", ContainingType.Name: "FileInfo" or "Stream" or "FileStream" or "IFormFile" or "HttpContentHeaders" },
            Instance: { } measured,
        }
        && bounds.IsBoundingNumber(comparison.RightOperand)
        && !IsOfAnotherFile(measured, read));

    /// <summary>new FileInfo(a).Length says nothing of b, if neither is made of the other.</summary>
    private bool IsOfAnotherFile(IOperation measured, IOperation read) =>
        ValueBehind(measured) is IObjectCreationOperation { Type.Name: "FileInfo" } creation
        && MadeOf(creation) is { Count: > 0 } names && MadeOf(read) is { Count: > 0 } others && !names.Overlaps(others);

    /// <summary>The variables and members that a value is made of, those behind its variables among them.</summary>
    private HashSet<ISymbol> MadeOf(IOperation value)
    {
        var found = new HashSet<ISymbol>(SymbolsByName.Comparer);
        var open = new Stack<IOperation>();
        open.Push(value);
        while (open.Count > 0)
        {
            foreach (var operation in open.Pop().DescendantsAndSelf())
            {
                if (OperationFacts.SymbolOf(operation) is { } symbol && found.Add(symbol))
                {
                    foreach (var write in WritesTo(symbol))
                    {
                        open.Push(write.Value);
                    }
                }
            }
        }

        return found;
    }

    public IReadOnlyList<Write> WritesTo(ISymbol symbol) => _uses.TryGetValue(symbol, out var uses) && uses.Writes is { } writes ? writes : Array.Empty<Write>();

    /// <summary>One of the writes gives the variable something that is made of what it held: only the way there tells what that is.</summary>
    public bool IsMadeOfItself(ISymbol symbol) =>
        _uses.TryGetValue(symbol, out var uses) && uses.Writes is { } writes && writes.Exists(w => Contains(w.Value.Syntax.Span, uses.Mentions));

    /// <summary>What an operation itself writes to a variable.</summary>
    public IEnumerable<Write> WritesAt(IOperation node, ISymbol symbol)
    {
        // Nearly every variable has a few writes, which are compared sooner than hashed.
        const int Few = 16;
        var all = WritesTo(symbol);
        if (all.Count > Few)
        {
            var uses = _uses[symbol];
            return (uses.WritesByNode ??= all.ToLookup(static w => w.Node))[node];
        }

        List<Write>? found = null;
        for (int i = 0; i < all.Count; i++)
        {
            if (all[i].Node == node)
            {
                (found ??= new List<Write>()).Add(all[i]);
            }
        }

        return found ?? (IEnumerable<Write>)Array.Empty<Write>();
    }

    /// <summary>True when the variable is written in this part of the text.</summary>
    public bool HasWriteIn(ISymbol symbol, Microsoft.CodeAnalysis.Text.TextSpan span)
    {
        foreach (var write in WritesTo(symbol))
        {
            if (span.Contains(write.Node.Syntax.Span))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The declaration of a local function of this body.</summary>
    public ILocalFunctionOperation? FunctionOf(IMethodSymbol symbol) =>
        _functions is not null && _functions.TryGetValue(symbol.OriginalDefinition, out var found) ? found : null;

    /// <summary>Calls whose receiver is the variable, or whose first argument is, for extension methods.</summary>
    public IReadOnlyList<IInvocationOperation> CallsOn(ISymbol symbol) =>
        _uses.TryGetValue(symbol, out var uses) && uses.Calls is { } calls ? calls : Array.Empty<IInvocationOperation>();

    /// <summary>Calls that were given the stream, writer, table or builder that the variable holds.</summary>
    public IReadOnlyList<IInvocationOperation> FillsOf(ISymbol symbol) =>
        _uses.TryGetValue(symbol, out var uses) && uses.Fills is { } fills ? fills : Array.Empty<IInvocationOperation>();

    /// <summary>Assignments to a property, field or indexer of the variable.</summary>
    public IReadOnlyList<ISimpleAssignmentOperation> MemberWritesOf(ISymbol symbol) =>
        _uses.TryGetValue(symbol, out var uses) && uses.MemberWrites is { } writes ? writes : Array.Empty<ISimpleAssignmentOperation>();

    private Uses UsesOf(ISymbol symbol)
    {
        if (!_uses.TryGetValue(symbol, out var uses))
        {
            _uses[symbol] = uses = new Uses();
        }

        return uses;
    }

    /// <summary>What the body does with one variable, or with one member of its own object.</summary>
    private sealed class Uses
    {
        // Made on demand by any thread: each makes the same, and one of them stays.
        private volatile List<int>? _related;
        private volatile ILookup<IOperation, Write>? _writesByNode;

        public List<Write>? Writes { get; set; }

        public ILookup<IOperation, Write>? WritesByNode
        {
            get => _writesByNode;
            set => _writesByNode = value;
        }

        public List<IInvocationOperation>? Calls { get; set; }

        public List<IInvocationOperation>? Fills { get; set; }

        public List<ISimpleAssignmentOperation>? MemberWrites { get; set; }

        /// <summary>Positions in the file, in order.</summary>
        public List<int> Mentions { get; } = new();

        /// <summary>The mentions of the variable and of those that have to do with it, in order.</summary>
        public List<int>? Related
        {
            get => _related;
            set => _related = value;
        }

        /// <summary>Measured, compared or given away, not only joined to other text.</summary>
        public bool IsExamined { get; set; }
    }
}
