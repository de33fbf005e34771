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
    private int _height;

    public int Count => _members.Count;

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

    /// <summary>A callee of this height was used.</summary>
    public void Raise(int height) => _height = Math.Max(_height, height);

    public State Enter(ISymbol member)
    {
        var outer = new State(_lowestCut, _height);
        _members.Add(member);
        _lowestCut = int.MaxValue;
        _height = 0;
        return outer;
    }

    /// <summary>True when the result is whole: no cut, or only at the member itself, which is the head of its cycle.</summary>
    public bool Leave(State outer, out int height)
    {
        int position = _members.Count - 1;
        _members.RemoveAt(position);
        height = _height + 1;
        bool isWhole = _lowestCut >= position;
        _lowestCut = isWhole ? outer.LowestCut : Math.Min(outer.LowestCut, _lowestCut);
        _height = Math.Max(outer.Height, height);
        return isWhole;
    }

    internal readonly struct State
    {
        public State(int lowestCut, int height)
        {
            LowestCut = lowestCut;
            Height = height;
        }

        public int LowestCut { get; }

        public int Height { get; }
    }
}
