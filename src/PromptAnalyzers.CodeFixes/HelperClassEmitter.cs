using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.CodeFixes;

/// <summary>Writes the helpers that the accepted plans of one document need, each once.</summary>
internal static class HelperClassEmitter
{
    /// <summary>The edits that add all missing helpers.</summary>
    public static IEnumerable<Edit> Emit(FixContext context, IEnumerable<HelperRequest> requests)
    {
        var open = requests.Where(request => !request.Exists).ToList();
        foreach (var replaced in open.Where(request => request.Replaced is not null).GroupBy(request => request.Replaced))
        {
            yield return Replace(context, replaced.Key!, replaced.First());
        }

        foreach (var hosted in open.Where(request => request.Host is not null && request.Replaced is null).GroupBy(request => request.Host))
        {
            foreach (var edit in AddToType(context, hosted.Key!, hosted))
            {
                yield return edit;
            }
        }

        var classes = open.Where(request => request.Host is null)
            .GroupBy(request => request.ClassName)
            .OrderByDescending(group => group.Key, StringComparer.Ordinal)
            .ToList();
        if (classes.Count > 0)
        {
            yield return AppendClasses(context, classes);
        }
    }

    private static Edit Replace(FixContext context, MethodDeclarationSyntax method, HelperRequest request)
    {
        string indentation = context.IndentationAt(method.SpanStart);
        string source = WithoutDocumentation(request.Source(NullStyle.Nullable));
        return new Edit(method.Span, context.Restyle(source, indentation).Substring(indentation.Length));
    }

    // The documentation comment is trivia before the replaced span and stays.
    private static string WithoutDocumentation(string source)
    {
        string normalized = source.Replace("\r\n", "\n");
        return normalized.Substring(normalized.IndexOf('\n') + 1);
    }

    private static IEnumerable<Edit> AddToType(FixContext context, TypeDeclarationSyntax host, IEnumerable<HelperRequest> requests)
    {
        int brace = host.CloseBraceToken.SpanStart;
        bool isOnOwnLine = context.IsFirstOnLine(brace);
        string outer = context.IndentationAt(isOnOwnLine ? brace : host.SpanStart);
        string methods = context.Restyle(Methods(context, requests, brace), outer + context.IndentUnit);
        string gap = host.Members.Count > 0 ? context.NewLine : "";
        if (isOnOwnLine)
        {
            yield return Edit.Insert(context.Text.Lines.GetLineFromPosition(brace).Start, gap + methods + context.NewLine);
            yield break;
        }

        yield return new Edit(
            TextSpan.FromBounds(BlankStart(context.Text, brace), brace), context.NewLine + gap + methods + context.NewLine + outer);
        if (context.IndentationAt(host.OpenBraceToken.SpanStart) == outer
            && host.Members.Count > 0
            && context.Text.Lines.GetLineFromPosition(host.OpenBraceToken.SpanStart) == context.Text.Lines.GetLineFromPosition(brace))
        {
            // A type on one line gets its braces on lines of their own.
            int open = host.OpenBraceToken.SpanStart;
            string before = context.HasBracesOnTheLine ? " " : context.NewLine + outer;
            yield return new Edit(TextSpan.FromBounds(BlankStart(context.Text, open), open), before);
            yield return new Edit(
                TextSpan.FromBounds(host.OpenBraceToken.Span.End, host.Members[0].SpanStart),
                context.NewLine + outer + context.IndentUnit + context.Text.ToString(host.Members[0].GetLeadingTrivia().Span));
        }
    }

    private static Edit AppendClasses(FixContext context, List<IGrouping<string, HelperRequest>> classes)
    {
        // Trailing blank lines stay behind the helpers, so the file ends as it ended before.
        int end = BlankStart(context.Text, context.Text.Length);

        var result = new StringBuilder();
        foreach (var helper in classes)
        {
            result.Append(context.NewLine).Append(context.NewLine);
            if (helper.First() is { IsType: true } type)
            {
                result.Append(context.Restyle(type.Source(NullStyle.NonNull), ""));
                continue;
            }

            string methods = Methods(context, helper, context.Root.FullSpan.End).Replace("\n", "\n    ");
            result.Append(context.Restyle("file static class " + helper.Key + "\n{\n    " + methods + "\n}", ""));
        }

        return Edit.Insert(end, result.ToString(), order: int.MaxValue);
    }

    private static int BlankStart(SourceText text, int end)
    {
        while (end > 0 && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return end;
    }

    private static string Methods(FixContext context, IEnumerable<HelperRequest> requests, int position) =>
        string.Join("\n\n", requests
            .GroupBy(request => (request.IsType ? request.ClassName : request.MethodName, Source: request.Source(NullStyle.NonNull)))
            .OrderBy(group => group.First().IsType)
            .ThenBy(group => group.Key.Item1, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Source, StringComparer.Ordinal)
            .Select(group => group.First().Source(
                HelperRequest.StyleAt(context, position, group.Any(request => request.MaybeNull)))));
}
