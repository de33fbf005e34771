using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// Applies plans to the text of a document. Working on text keeps comments, directives and line ends that no edit
/// touches, and the resulting tree is by construction the parsed one.
/// </summary>
internal static class DocumentRewriter
{
    /// <summary>The document with all plans applied that do not contradict an earlier one.</summary>
    public static Document Apply(FixContext context, IEnumerable<FixPlan> plans)
    {
        var accepted = new List<FixPlan>();
        var edits = new List<Edit>();
        foreach (var plan in plans)
        {
            if (accepted.Any(other => other.Target == plan.Target)
                || plan.Edits.Any(edit => edits.Any(other => Contradicts(edit, other))))
            {
                continue;
            }

            accepted.Add(plan);
            edits.AddRange(plan.Edits.Where(edit => !edits.Contains(edit)));
        }

        Complete(context, edits, accepted);
        return context.Document.WithText(context.Text.WithChanges(Merge(edits)));
    }

    /// <summary>
    /// False for code that is not finished: where a statement has no end, what it becomes and what the end of the file gets
    /// would overlap.
    /// </summary>
    public static bool CanApply(FixContext context, FixPlan plan)
    {
        var edits = plan.Edits.ToList();
        Complete(context, edits, new[] { plan });
        int end = 0;
        foreach (var change in Merge(edits))
        {
            if (change.Span.Start < end)
            {
                return false;
            }

            end = change.Span.End;
        }

        return true;
    }

    private static void Complete(FixContext context, List<Edit> edits, IReadOnlyCollection<FixPlan> plans)
    {
        edits.AddRange(UsingDirectives.Add(context, plans.SelectMany(plan => plan.Usings)));
        edits.AddRange(HelperClassEmitter.Emit(context, plans.SelectMany(plan => plan.Helpers)));
    }

    private static bool Contradicts(Edit edit, Edit other)
    {
        if (edit.Span.Length > 0 && other.Span.Length > 0)
        {
            return edit != other && edit.Span.OverlapsWith(other.Span);
        }

        return StrictlyInside(edit, other) || StrictlyInside(other, edit);
    }

    private static bool StrictlyInside(Edit insertion, Edit replacement) =>
        insertion.Span.Start > replacement.Span.Start && insertion.Span.Start < replacement.Span.End;

    private static IEnumerable<TextChange> Merge(List<Edit> edits)
    {
        foreach (var place in edits.GroupBy(edit => edit.Span.Start).OrderBy(group => group.Key))
        {
            var text = new StringBuilder();
            TextSpan span = new(place.Key, 0);
            foreach (var edit in place.OrderBy(edit => edit.Span.Length).ThenBy(edit => edit.Order))
            {
                text.Append(edit.NewText);
                span = edit.Span.Length > 0 ? edit.Span : span;
            }

            yield return new TextChange(span, text.ToString());
        }
    }
}
