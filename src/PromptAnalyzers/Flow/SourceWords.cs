using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.Flow;

/// <summary>
/// Which files of a compilation name something: the filter before a question goes to all files. A name is looked up once.
/// </summary>
internal sealed class SourceWords
{
    // Text only. An edit in the IDE makes one file new, so the others are kept with their trees.
    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<string, bool>> Known = new();

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
            if (Known.GetOrCreateValue(tree).GetOrAdd(word, (w, t) => In(t, new TextSpan(0, t.Length), w, cancellationToken).Any(), tree))
            {
                found.Add(tree);
            }
        }

        return _trees[word] = found.ToImmutable();
    }

    /// <summary>
    /// The identifiers of a part of a file that are the word. The text tells where to look, the token there whether it is
    /// a name; comments and literals do not count.
    /// </summary>
    public static IEnumerable<SyntaxToken> In(SyntaxTree tree, TextSpan span, string word, CancellationToken cancellationToken)
    {
        string text = tree.GetText(cancellationToken).ToString();
        for (int at = Next(span.Start); at >= 0; at = Next(at + word.Length))
        {
            var token = tree.GetRoot(cancellationToken).FindToken(at);
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == word)
            {
                yield return token;
            }
        }

        int Next(int start) => start < span.End ? text.IndexOf(word, start, span.End - start, StringComparison.Ordinal) : -1;
    }
}
