using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// One change of the text. Edits of different fixes meet at one position when one expression contains the other:
/// <paramref name="Order"/> says which text comes first there.
/// </summary>
internal readonly record struct Edit(TextSpan Span, string NewText, int Order = 0)
{
    public static Edit Insert(int position, string text, int order = 0) => new(new TextSpan(position, 0), text, order);

    /// <summary>New text for a node; the comments around it stay.</summary>
    public static Edit Replace(SyntaxNode node, string text) => new(node.Span, text);
}

/// <summary>
/// What a fix will do, in full, against the unchanged document. Because no plan has seen the edits of another,
/// any number of them can be applied at once and nothing gets lost.
/// </summary>
internal sealed class FixPlan
{
    public FixPlan(string title, TextSpan target, IEnumerable<Edit> edits, IEnumerable<HelperRequest>? helpers = null, IEnumerable<string>? usings = null)
    {
        Title = title;
        Target = target;
        Edits = edits.ToImmutableArray();
        Helpers = helpers?.ToImmutableArray() ?? ImmutableArray<HelperRequest>.Empty;
        Usings = usings?.ToImmutableArray() ?? ImmutableArray<string>.Empty;
    }

    /// <summary>Says what will be different, with names and numbers.</summary>
    public string Title { get; }

    /// <summary>Tells the fixes of one provider apart; null stands for the provider's own key.</summary>
    public string? Key { get; init; }

    /// <summary>The code that is fixed; a second plan for the same code is dropped.</summary>
    public TextSpan Target { get; }

    public ImmutableArray<Edit> Edits { get; }

    public ImmutableArray<HelperRequest> Helpers { get; }

    /// <summary>Namespaces that the file has to import.</summary>
    public ImmutableArray<string> Usings { get; }
}
