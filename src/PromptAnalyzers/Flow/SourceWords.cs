using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PromptAnalyzers.Flow;

/// <summary>
/// Which files of a compilation name something: the filter before a question goes to all files. Asked only for places
/// that are about to be reported; a name is looked up once.
/// </summary>
internal sealed class SourceWords
{
    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<string, ImmutableArray<SyntaxTree>> _trees = new(StringComparer.Ordinal);

    public SourceWords(Compilation compilation) => _compilation = compilation;

    public ImmutableArray<SyntaxTree> TreesWith(string word, CancellationToken cancellationToken)
    {
        if (_trees.TryGetValue(word, out var known))
        {
            return known;
        }

        var found = ImmutableArray.CreateBuilder<SyntaxTree>();
        foreach (var tree in _compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tree.GetText(cancellationToken).ToString().IndexOf(word, StringComparison.Ordinal) >= 0
                && tree.GetRoot(cancellationToken).DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && t.ValueText == word))
            {
                found.Add(tree);
            }
        }

        return _trees[word] = found.ToImmutable();
    }
}
