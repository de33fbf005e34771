using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Flow;

/// <summary>
/// The members being summarised by one query. It knows which results were cut short by a cycle: only those that
/// no cycle above them influenced may be memoised, else answers would depend on who asked first.
/// </summary>
internal sealed class CallStack
{
    private readonly List<ISymbol> _members = new();
    private int _lowestCut = int.MaxValue;

    public int Count => _members.Count;

    /// <summary>Nested evaluations over all bodies of the query: protects the thread's stack.</summary>
    public int Depth { get; set; }

    /// <summary>Operations that the query has evaluated so far, in all bodies.</summary>
    public int Steps { get; set; }

    /// <summary>Bodies that the query has summarised so far.</summary>
    public int Bodies { get; set; }

    public int PositionOf(ISymbol member)
    {
        for (int i = 0; i < _members.Count; i++)
        {
            if (SymbolEqualityComparer.Default.Equals(_members[i], member))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The current result lacks what the member at this position adds.</summary>
    public void Cut(int position) => _lowestCut = Math.Min(_lowestCut, position);

    /// <summary>The current result and all above it lack something that has no position.</summary>
    public void CutAll() => _lowestCut = -1;

    /// <summary>Returns what <see cref="Leave"/> needs to go on with the caller.</summary>
    public int Enter(ISymbol member)
    {
        int outerCut = _lowestCut;
        _members.Add(member);
        _lowestCut = int.MaxValue;
        return outerCut;
    }

    /// <summary>True when the result is whole: no cut, or only at the member itself, which is the head of its cycle.</summary>
    public bool Leave(int outerCut)
    {
        int position = _members.Count - 1;
        _members.RemoveAt(position);
        bool isWhole = _lowestCut >= position;
        _lowestCut = isWhole ? outerCut : Math.Min(outerCut, _lowestCut);
        return isWhole;
    }
}
