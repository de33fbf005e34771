using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Flow;

/// <summary>
/// Operations by identity, found by where they stand: the runtime's own hash of an object is slow the first time, and
/// most operations are met once.
/// </summary>
internal sealed class OperationsByPlace : IEqualityComparer<IOperation>
{
    public static readonly OperationsByPlace Comparer = new();

    public bool Equals(IOperation? left, IOperation? right) => ReferenceEquals(left, right);

    public int GetHashCode(IOperation operation) => (operation.Syntax.SpanStart << 7) ^ (int)operation.Kind;
}
