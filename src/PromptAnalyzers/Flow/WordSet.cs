using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.Flow;

/// <summary>
/// A set of identifiers that source text is searched for: the question before any binding. Kept as hashes, so that no
/// word of the text has to be allocated: "no" is certain, "yes" may be another word of the same hash.
/// </summary>
internal sealed class WordSet
{
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    private readonly HashSet<uint> _hashes = new();

    public WordSet(IEnumerable<string> words)
    {
        foreach (string word in words)
        {
            _hashes.Add(Hash(word));
        }
    }

    public static uint Hash(string word)
    {
        uint hash = Offset;
        foreach (char c in word)
        {
            hash = (hash ^ c) * Prime;
        }

        return hash;
    }

    /// <summary>True when the text of a node may contain one of the words; comments and literals count.</summary>
    public bool MayBeIn(SyntaxNode node, CancellationToken cancellationToken) => MayBeIn(node.SyntaxTree.GetText(cancellationToken).ToString(), node.Span);

    /// <summary>True when a part of a text may contain one of the words.</summary>
    public bool MayBeIn(string text, TextSpan span)
    {
        foreach (var word in In(text, span))
        {
            if (_hashes.Contains(word.Hash))
            {
                return true;
            }
        }

        return false;
    }

    public bool MayContain(SourceWord word) => _hashes.Contains(word.Hash);

    /// <summary>The identifiers, keywords and words of comments and literals in a part of a text.</summary>
    public static Words In(string text, TextSpan span) => new(text, span);

    /// <summary>Goes over the words of a text without allocating.</summary>
    internal struct Words
    {
        private readonly string _text;
        private readonly int _end;
        private int _next;

        public Words(string text, TextSpan span)
        {
            _text = text;
            _next = span.Start;
            _end = span.End;
            Current = default;
        }

        public SourceWord Current { get; private set; }

        public readonly Words GetEnumerator() => this;

        public bool MoveNext()
        {
            string text = _text;
            int i = _next;
            while (i < _end && !IsStart(text[i]))
            {
                i++;
            }

            int start = i;
            uint hash = Offset;
            for (; i < _end; i++)
            {
                char c = text[i];
                if (!IsStart(c) && c is not (>= '0' and <= '9'))
                {
                    break;
                }

                hash = (hash ^ c) * Prime;
            }

            _next = i;
            Current = new SourceWord(text, start, i, hash);
            return i > start;
        }

        private static bool IsStart(char c) => (uint)((c | 0x20) - 'a') <= 'z' - 'a' || c == '_' || (c > 127 && char.IsLetter(c));
    }
}

/// <summary>One word of a text, not copied out of it.</summary>
internal readonly struct SourceWord
{
    private readonly string _text;
    private readonly int _end;

    public SourceWord(string text, int start, int end, uint hash)
    {
        _text = text;
        Start = start;
        _end = end;
        Hash = hash;
    }

    /// <summary>Position in the text.</summary>
    public int Start { get; }

    public uint Hash { get; }

    /// <summary>A parenthesis or type arguments follow: what a call looks like.</summary>
    public bool IsCalled => Next(out _) is '(' or '<';

    /// <summary>An equals sign follows: what an assignment looks like.</summary>
    public bool IsAssigned => Next(out int at) == '=' && (at + 1 >= _text.Length || _text[at + 1] is not ('=' or '>'));

    public bool StartsWith(string prefix) => _end - Start >= prefix.Length && string.CompareOrdinal(_text, Start, prefix, 0, prefix.Length) == 0;

    public bool Is(string word) => _end - Start == word.Length && StartsWith(word);

    public override string ToString() => _text.Substring(Start, _end - Start);

    private char Next(out int at)
    {
        at = _end;
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        return at < _text.Length ? _text[at] : default;
    }
}
