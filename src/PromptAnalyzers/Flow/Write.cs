using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Flow;

/// <summary>How a variable gets a value.</summary>
internal enum WriteKind
{
    /// <summary>The value itself.</summary>
    Assign,

    /// <summary>Old value plus the value.</summary>
    Append,

    /// <summary>One element of the value, by a foreach loop.</summary>
    Element,

    /// <summary>By an out or ref argument; the value is the argument.</summary>
    Argument,

    /// <summary>Nothing is known of the new value.</summary>
    Unknown,
}

/// <summary>One place that gives a variable a value.</summary>
internal sealed class Write
{
    public Write(IOperation node, IOperation value, WriteKind kind)
    {
        Node = node;
        Value = value;
        Kind = kind;
    }

    public IOperation Node { get; }

    public IOperation Value { get; }

    public WriteKind Kind { get; }

    /// <summary>By the place: see <see cref="OperationsByPlace"/>. Writes are equal if they are one.</summary>
    public override int GetHashCode() => Node.Syntax.SpanStart;
}
