using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Flow;

/// <summary>
/// Symbols as <see cref="SymbolEqualityComparer.Default"/> compares them, found by their names: the hash of a local is
/// otherwise made of all that contains it, and a body has few variables of one name.
/// </summary>
internal sealed class SymbolsByName : IEqualityComparer<ISymbol>
{
    public static readonly SymbolsByName Comparer = new();

    public bool Equals(ISymbol? left, ISymbol? right) => ReferenceEquals(left, right) || SymbolEqualityComparer.Default.Equals(left, right);

    public int GetHashCode(ISymbol symbol) => (int)WordSet.Hash(symbol.Name);
}

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
