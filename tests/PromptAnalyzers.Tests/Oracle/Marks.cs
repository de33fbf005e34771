using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.Tests.Oracle;

/// <summary>
/// Marks before statements of the programs that run, not of those that are analysed: they tell which statements a run
/// came to.
/// </summary>
internal sealed class Marks
{
    private const string Source = """
        internal static class Marks
        {
            public static readonly System.Collections.Generic.HashSet<int> Passed = new();

            public static void Pass(int mark) { lock (Passed) Passed.Add(mark); }
        }
        """;

    private readonly Dictionary<StatementSyntax, int> marks = [];

    /// <summary>What a run has passed.</summary>
    public static HashSet<int> In(Assembly assembly) => (HashSet<int>)assembly.GetType("Marks")!.GetField("Passed")!.GetValue(null)!;

    /// <summary>The mark before the statement that contains a place; null for the body of an expression-bodied member.</summary>
    public int? Before(Location place)
    {
        var statement = place.SourceTree!.GetRoot().FindNode(place.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<StatementSyntax>();
        if (statement is null)
        {
            return null;
        }

        if (!marks.TryGetValue(statement, out int mark))
        {
            marks[statement] = mark = marks.Count;
        }

        return mark;
    }

    public CSharpCompilation AddTo(CSharpCompilation compilation)
    {
        foreach (var group in marks.GroupBy(static pair => pair.Key.SyntaxTree))
        {
            var text = group.Key.GetText().WithChanges(group.SelectMany(static pair => Changes(pair.Key, pair.Value)).OrderBy(static change => change.Span.Start));
            compilation = compilation.ReplaceSyntaxTree(group.Key, CSharpSyntaxTree.ParseText(text, path: group.Key.FilePath));
        }

        return compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Source));
    }

    private static IEnumerable<TextChange> Changes(StatementSyntax statement, int mark)
    {
        string call = $"Marks.Pass({mark}); ";
        if (statement.Parent is BlockSyntax or SwitchSectionSyntax)
        {
            yield return new TextChange(new TextSpan(statement.SpanStart, 0), call);
        }
        else
        {
            yield return new TextChange(new TextSpan(statement.SpanStart, 0), "{ " + call);
            yield return new TextChange(new TextSpan(statement.Span.End, 0), " }");
        }
    }
}
