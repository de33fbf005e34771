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
