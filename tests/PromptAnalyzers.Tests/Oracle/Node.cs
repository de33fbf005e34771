using System.Text;

namespace PromptAnalyzers.Tests.Oracle;

/// <summary>
/// A piece of a generated program: text and smaller pieces in turn. Pieces of one kind can stand for each other, which
/// is all that shrinking needs to know.
/// </summary>
internal sealed class Node
{
    private readonly object[] parts;

    /// <param name="kind">What may replace it: <c>str</c>, <c>seq</c>, <c>stmt</c>, <c>member</c> and so on.</param>
    /// <param name="shape">The name of the production, by which misses are counted.</param>
    /// <param name="parts">Strings and nodes.</param>
    public Node(string kind, string shape, params object[] parts)
    {
        Kind = kind;
        Shape = shape;
        this.parts = parts;
    }

    public string Kind { get; }

    public string Shape { get; }

    /// <summary>A list of statements or members, each of which can be left out.</summary>
    public static Node List(string kind, IEnumerable<Node> items) => new(kind, "", [.. items]);

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    public IEnumerable<Node> DescendantsAndSelf() =>
        parts.OfType<Node>().SelectMany(static part => part.DescendantsAndSelf()).Prepend(this);

    public IReadOnlySet<string> Shapes() =>
        DescendantsAndSelf().Select(static node => node.Shape).Where(static shape => shape.Length > 0).ToHashSet(StringComparer.Ordinal);

    /// <summary>All programs that are one step smaller, the largest steps first.</summary>
    public IEnumerable<Node> Smaller()
    {
        bool isList = Kind is "stmts" or "members";
        if (isList)
        {
            for (int size = parts.Length; size >= 1; size /= 2)
            {
                for (int start = 0; start < parts.Length; start += size)
                {
                    yield return new Node(Kind, Shape, [.. parts.Take(start), .. parts.Skip(start + size)]);
                }
            }
        }

        foreach (var inner in parts.OfType<Node>().SelectMany(static part => part.DescendantsAndSelf()))
        {
            if (inner.Kind == Kind && !isList)
            {
                yield return inner;
            }
            else if (Kind == "stmt" && inner.Kind == "stmts")
            {
                // A branch or loop body instead of the whole statement.
                yield return new Node("stmt", "", inner);
            }
        }

        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i] is not Node part)
            {
                continue;
            }

            foreach (var smaller in part.Smaller())
            {
                object[] copy = [.. parts];
                copy[i] = smaller;
                yield return new Node(Kind, Shape, copy);
            }
        }
    }

    private void Write(StringBuilder text)
    {
        foreach (object part in parts)
        {
            if (part is Node node)
            {
                node.Write(text);
            }
            else
            {
                text.Append((string)part);
            }

            if (Kind is "stmts" or "members")
            {
                text.Append('\n');
            }
        }
    }
}
