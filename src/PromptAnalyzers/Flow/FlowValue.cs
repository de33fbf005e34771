using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Flow;

/// <summary>Where content of unknown size comes from.</summary>
internal enum OriginKind
{
    File,
    Http,
    Process,
    Database,
    Input,

    /// <summary>A conversation: unbounded by its type when it is rendered as text.</summary>
    History,

    /// <summary>What a model said: small alone, unbounded when answers are collected in a loop.</summary>
    Answer,

    /// <summary>A collection whose length some call decides that nothing is known of.</summary>
    Collection,
}

/// <summary>One source of unbounded content and the way it took.</summary>
internal sealed class Origin
{
    public Origin(OriginKind kind, SyntaxNode source, IOperation? entry = null, bool onlyOneLine = false)
        : this(kind, source, entry, onlyOneLine, ImmutableArray<Location>.Empty)
    {
    }

    private Origin(OriginKind kind, SyntaxNode source, IOperation? entry, bool onlyOneLine, ImmutableArray<Location> steps)
    {
        Kind = kind;
        Source = source;
        Entry = entry;
        OnlyOneLine = onlyOneLine;
        Steps = steps;
    }

    public OriginKind Kind { get; }

    /// <summary>The expression that produces the content.</summary>
    public SyntaxNode Source { get; }

    /// <summary>The operand by which the content enters a text in the body under analysis; null while it is the whole value.</summary>
    public IOperation? Entry { get; }

    /// <summary>One line of the source, or one answer of a model: small, unless they are collected in a loop.</summary>
    public bool OnlyOneLine { get; }

    /// <summary>Calls between the source and the body under analysis, innermost first.</summary>
    public ImmutableArray<Location> Steps { get; }

    public Origin WithEntry(IOperation entry) => new(Kind, Source, entry, OnlyOneLine, Steps);

    /// <summary>Many of them, collected in a loop.</summary>
    public Origin AsMany() => new(Kind, Source, entry: null, onlyOneLine: false, Steps);

    public Origin AsLine() => new(Kind, Source, Entry, onlyOneLine: true, Steps);

    /// <summary>Seen from a caller: the entry lay in another body, the call becomes a step.</summary>
    public Origin ThroughCall(SyntaxNode call) => new(Kind, Source, entry: null, OnlyOneLine, Steps.Add(call.GetLocation()));

    /// <summary>The same content at the same place.</summary>
    public bool IsSameAs(Origin other) =>
        Source == other.Source && Entry?.Syntax == other.Entry?.Syntax && OnlyOneLine == other.OnlyOneLine;
}

/// <summary>
/// How large a value can be and because of what. Only what is proved to be unbounded has an origin; bounded and
/// unknown look alike, and both mean silence.
/// </summary>
internal sealed class FlowValue
{
    /// <summary>Bounded, or nothing is known.</summary>
    public static readonly FlowValue None = new(
        ImmutableArray<Origin>.Empty, ImmutableArray<Origin>.Empty, ImmutableArray<Origin>.Empty, 0, 0, 0, 0);

    /// <summary>
    /// Content that is more calls away than this is not told of. Counted on the shortest way, so that the answer does
    /// not depend on where the question starts.
    /// </summary>
    public const int MaxCalls = 6;

    // More origins than this in one prompt are not told apart.
    private const int MaxOrigins = 64;

    private FlowValue(
        ImmutableArray<Origin> text,
        ImmutableArray<Origin> count,
        ImmutableArray<Origin> graph,
        ulong textFromText,
        ulong textFromCount,
        ulong countFromCount,
        ulong graphFromAny)
    {
        Text = text;
        Count = count;
        Graph = graph;
        TextFromText = textFromText;
        TextFromCount = textFromCount;
        CountFromCount = countFromCount;
        GraphFromAny = graphFromAny;
    }

    /// <summary>Why the text, or each element of the collection, is unbounded.</summary>
    public ImmutableArray<Origin> Text { get; }

    /// <summary>Why the number of elements is unbounded.</summary>
    public ImmutableArray<Origin> Count { get; }

    /// <summary>Deserialised from this: collections inside it have unknown length.</summary>
    public ImmutableArray<Origin> Graph { get; }

    /// <summary>Bit set of the parameters whose text size becomes this text size.</summary>
    public ulong TextFromText { get; }

    /// <summary>Bit set of the parameters whose element count becomes this text size.</summary>
    public ulong TextFromCount { get; }

    /// <summary>Bit set of the parameters whose element count becomes this element count.</summary>
    public ulong CountFromCount { get; }

    /// <summary>Bit set of the parameters from which this object was deserialised.</summary>
    public ulong GraphFromAny { get; }

    public bool IsNone => Text.IsEmpty && Count.IsEmpty && Graph.IsEmpty
        && (TextFromText | TextFromCount | CountFromCount | GraphFromAny) == 0;

    public static FlowValue OfText(Origin origin) => new(One(origin), Empty, Empty, 0, 0, 0, 0);

    public static FlowValue OfCount(Origin origin) => new(Empty, One(origin), Empty, 0, 0, 0, 0);

    public static FlowValue OfGraph(Origin origin) => new(Empty, Empty, One(origin), 0, 0, 0, 0);

    public static FlowValue OfParameter(int ordinal)
    {
        ulong bit = ordinal < 64 ? 1UL << ordinal : 0;
        return new(Empty, Empty, Empty, bit, 0, bit, 0);
    }

    private static ImmutableArray<Origin> Empty => ImmutableArray<Origin>.Empty;

    public FlowValue Union(FlowValue other)
    {
        if (IsNone)
        {
            return other;
        }

        return other.IsNone
            ? this
            : new(
                Merge(Text, other.Text),
                Merge(Count, other.Count),
                Merge(Graph, other.Graph),
                TextFromText | other.TextFromText,
                TextFromCount | other.TextFromCount,
                CountFromCount | other.CountFromCount,
                GraphFromAny | other.GraphFromAny);
    }

    /// <summary>All elements in one text.</summary>
    public FlowValue AsText() => IsNone
        ? this
        : new(Merge(Text, Count), Empty, Empty, TextFromText, TextFromCount | CountFromCount, 0, 0);

    /// <summary>A collection with a known number of these elements.</summary>
    public FlowValue WithoutCount() => IsNone ? this : new(Text, Empty, Graph, TextFromText, TextFromCount, 0, GraphFromAny);

    /// <summary>Parts of this text: as many as the text is long, each of them small.</summary>
    public FlowValue AsParts() => IsNone ? this : new(Empty, Text, Empty, 0, 0, TextFromText, 0);

    /// <summary>Deserialised: the size of the text becomes the size of the collections in the object.</summary>
    public FlowValue AsGraph() => IsNone
        ? this
        : new(Empty, Empty, Merge(Merge(Text, Count), Graph), 0, 0, 0, TextFromText | TextFromCount | CountFromCount | GraphFromAny);

    /// <summary>A collection member of a deserialised object.</summary>
    public FlowValue AsMemberCollection() => Graph.IsEmpty && GraphFromAny == 0 ? None : new(Empty, Graph, Graph, 0, 0, GraphFromAny, GraphFromAny);

    /// <summary>The number of elements alone.</summary>
    public FlowValue OnlyCount() => Count.IsEmpty && CountFromCount == 0 ? None : new(Empty, Count, Empty, 0, 0, CountFromCount, 0);

    public FlowValue OnlyGraph() => Graph.IsEmpty && GraphFromAny == 0 ? None : new(Empty, Empty, Graph, 0, 0, 0, GraphFromAny);

    /// <summary>What models said, of all that this holds.</summary>
    public FlowValue OnlyAnswers()
    {
        var answers = Text.Where(static o => o.Kind == OriginKind.Answer).ToImmutableArray();
        return answers.IsEmpty ? None : new(answers, Empty, Empty, 0, 0, 0, 0);
    }

    /// <summary>Without unknown collections; those of known sources stay.</summary>
    public FlowValue WithoutUnknown() => IsNone
        ? this
        : new(Known(Text), Known(Count), Known(Graph), TextFromText, TextFromCount, CountFromCount, GraphFromAny);

    /// <summary>Marks the operand by which all content not yet placed enters a text.</summary>
    public FlowValue WithEntry(IOperation entry) => Map(origin => origin.Entry is null ? origin.WithEntry(entry) : origin);

    /// <summary>One line at a time of this text; of a parameter's text it is not told who collects them.</summary>
    public FlowValue AsLine() => Map(static origin => origin.AsLine()).WithoutParameters();

    /// <summary>What the body itself brings in, without its parameters.</summary>
    public FlowValue WithoutParameters() => IsNone ? this : new(Text, Count, Graph, 0, 0, 0, 0);

    /// <summary>A summary of a callee as its caller sees it.</summary>
    public FlowValue ThroughCall(SyntaxNode call, Func<int, FlowValue> argument)
    {
        if (IsNone)
        {
            return this;
        }

        var result = new FlowValue(
            Seen(Text),
            Seen(Count),
            Seen(Graph),
            0,
            0,
            0,
            0);

        ImmutableArray<Origin> Seen(ImmutableArray<Origin> origins) =>
            origins.Where(static o => o.Steps.Length < MaxCalls).Select(o => o.ThroughCall(call)).ToImmutableArray();

        ulong used = TextFromText | TextFromCount | CountFromCount | GraphFromAny;
        for (int i = 0; used >> i != 0 && i < 64; i++)
        {
            ulong bit = 1UL << i;
            if ((used & bit) == 0)
            {
                continue;
            }

            var value = argument(i);
            var text = new FlowValue(
                Merge(
                    (TextFromText & bit) != 0 ? value.Text : Empty,
                    (TextFromCount & bit) != 0 ? value.Count : Empty),
                (CountFromCount & bit) != 0 ? value.Count : Empty,
                (GraphFromAny & bit) != 0 ? Merge(value.Text, value.Count) : Empty,
                (TextFromText & bit) != 0 ? value.TextFromText : 0,
                ((TextFromText & bit) != 0 ? value.TextFromCount : 0) | ((TextFromCount & bit) != 0 ? value.CountFromCount : 0),
                (CountFromCount & bit) != 0 ? value.CountFromCount : 0,
                (GraphFromAny & bit) != 0 ? value.TextFromText | value.CountFromCount : 0);
            result = result.Union(text);
        }

        return result;
    }

    private FlowValue Map(Func<Origin, Origin> change) => Text.IsEmpty && Count.IsEmpty && Graph.IsEmpty
        ? this
        : new(
            Text.Select(change).ToImmutableArray(),
            Count.Select(change).ToImmutableArray(),
            Graph.Select(change).ToImmutableArray(),
            TextFromText,
            TextFromCount,
            CountFromCount,
            GraphFromAny);

    private static ImmutableArray<Origin> Known(ImmutableArray<Origin> origins) =>
        origins.Any(static o => o.Kind == OriginKind.Collection) ? origins.Where(static o => o.Kind != OriginKind.Collection).ToImmutableArray() : origins;

    private static ImmutableArray<Origin> One(Origin origin) => ImmutableArray.Create(origin);

    private static ImmutableArray<Origin> Merge(ImmutableArray<Origin> left, ImmutableArray<Origin> right)
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            return left.IsEmpty ? right : left;
        }

        var builder = left.ToBuilder();
        foreach (var origin in right)
        {
            int same = IndexOf(builder, origin);
            if (same >= 0)
            {
                if (origin.Steps.Length < builder[same].Steps.Length)
                {
                    builder[same] = origin;
                }
            }
            else if (builder.Count < MaxOrigins)
            {
                builder.Add(origin);
            }
        }

        return builder.ToImmutable();
    }

    private static int IndexOf(ImmutableArray<Origin>.Builder origins, Origin wanted)
    {
        for (int i = 0; i < origins.Count; i++)
        {
            if (origins[i].IsSameAs(wanted))
            {
                return i;
            }
        }

        return -1;
    }
}
