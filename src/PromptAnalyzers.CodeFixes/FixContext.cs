using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Formatting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.CodeFixes;

/// <summary>One document and everything that fixes ask about it. All plans of one document share one context.</summary>
internal sealed class FixContext
{
    private readonly Dictionary<(string Name, int Position), string> namesByPlace = new();
    private readonly HashSet<string> usedNames;

    private FixContext(Document document, CompilationUnitSyntax root, SemanticModel model, SourceText text, string newLine, string indentUnit, bool hasBracesOnTheLine)
    {
        Document = document;
        Root = root;
        Model = model;
        Text = text;
        NewLine = newLine;
        IndentUnit = indentUnit;
        HasBracesOnTheLine = hasBracesOnTheLine;
        Version = ((CSharpParseOptions)root.SyntaxTree.Options).LanguageVersion;
        usedNames = new HashSet<string>(
            root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText),
            StringComparer.Ordinal);
    }

    public Document Document { get; }

    public CompilationUnitSyntax Root { get; }

    public SemanticModel Model { get; }

    public SourceText Text { get; }

    /// <summary>The line end that the file itself uses; the workspace's default may be another.</summary>
    public string NewLine { get; }

    public string IndentUnit { get; }

    /// <summary>The file writes an opening brace at the end of the line that needs it.</summary>
    public bool HasBracesOnTheLine { get; }

    public LanguageVersion Version { get; }

    /// <summary>Set by a fix that changes the parameters of a tool.</summary>
    public ToolCallers? Callers { get; set; }

    /// <summary>Where code of the file's own helper class binds: inside a file-scoped namespace, else at the end of the file.</summary>
    public int EndOfFileScope => FileScopedNamespace?.Members.LastOrDefault()?.SpanStart ?? Root.EndOfFileToken.SpanStart;

    private FileScopedNamespaceDeclarationSyntax? FileScopedNamespace =>
        Root.Members.OfType<FileScopedNamespaceDeclarationSyntax>().FirstOrDefault();

    /// <summary>Null when the document must not be edited at all.</summary>
    public static async Task<FixContext?> CreateAsync(Document document, CancellationToken cancellationToken)
    {
        if (document is SourceGeneratedDocument
            || document.SourceCodeKind != SourceCodeKind.Regular
            || LanguageFacts.IsRazor(document.FilePath ?? document.Name)
            || LanguageFacts.IsRazor(document.Name))
        {
            return null;
        }

        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not CompilationUnitSyntax root
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || !LanguageFacts.CanHostHelpers(((CSharpParseOptions)root.SyntaxTree.Options).LanguageVersion))
        {
            return null;
        }

        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var options = await document.GetOptionsAsync(cancellationToken).ConfigureAwait(false);
        string indentUnit = FindIndentUnit(root, text)
            ?? (options.GetOption(FormattingOptions.UseTabs) ? "\t" : new string(' ', options.GetOption(FormattingOptions.IndentationSize)));
        return new FixContext(
            document,
            root,
            model,
            text,
            FindNewLine(text) ?? options.GetOption(FormattingOptions.NewLine),
            indentUnit,
            FindBracesOnTheLine(root, text) ?? !options.GetOption(CSharpFormattingOptions.NewLinesForBracesInTypes));
    }

    /// <summary>
    /// True for a place in this file. Hosts may send locations of another instance of the tree, or of none at all.
    /// </summary>
    public bool Owns(Location location)
    {
        var tree = Root.SyntaxTree;
        return Root.FullSpan.Contains(location.SourceSpan)
            && (location.SourceTree == tree
                || (tree.FilePath.Length > 0 && location.GetLineSpan().Path == tree.FilePath));
    }

    /// <summary>
    /// The innermost node of a kind at a place of this file: what the diagnostic marks, or what stands around it.
    /// </summary>
    public T? Find<T>(Location location)
        where T : SyntaxNode =>
        Owns(location) ? Root.FindNode(location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>() : null;

    /// <summary>
    /// A statement on a line of its own before another one, and before the comment that belongs to that one. The
    /// statement must be the first on its line.
    /// </summary>
    public Edit InsertBefore(StatementSyntax statement, string code, int order = 0)
    {
        int top = Text.Lines.GetLineFromPosition(statement.SpanStart).LineNumber;
        int line = FirstCommentLine(statement, top);
        int position = line == top ? statement.SpanStart : Text.Lines[line].Start + IndentationAt(Text.Lines[line].Start).Length;
        string indentation = IndentationAt(position);

        // A comment that begins a paragraph goes on beginning one.
        bool isParagraph = line < top && line > 0 && string.IsNullOrWhiteSpace(Text.Lines[line - 1].ToString());
        return Edit.Insert(position, code + NewLine + (isParagraph ? NewLine : "") + indentation, order);
    }

    /// <summary>A statement or member on a line of its own after another one; a comment at the end of the line stays there.</summary>
    public Edit InsertAfter(SyntaxNode node, string code)
    {
        int lineEnd = Text.Lines.GetLineFromPosition(node.Span.End).End;
        bool isLastOnLine = node.GetLastToken().GetNextToken(includeZeroWidth: true).SpanStart >= lineEnd
            && node.GetTrailingTrivia().All(trivia => !trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));
        return Edit.Insert(isLastOnLine ? lineEnd : node.Span.End, NewLine + IndentationAt(node.SpanStart) + code);
    }

    /// <summary>The white space at the start of the line on which the position lies.</summary>
    public string IndentationAt(int position) => Indentation(Text, position);

    /// <summary>True when only white space stands before the position on its line.</summary>
    public bool IsFirstOnLine(int position) =>
        Text.Lines.GetLineFromPosition(position).Start + IndentationAt(position).Length >= position;

    /// <summary>True when some token of the file is that name.</summary>
    public bool Mentions(string name) => usedNames.Contains(name);

    /// <summary>A name that nothing in the file uses; the same wish at the same place gives the same name.</summary>
    public string UniqueName(string wish, int position)
    {
        if (namesByPlace.TryGetValue((wish, position), out string? known))
        {
            return known;
        }

        string name = wish;
        for (int number = 2; !usedNames.Add(name); number++)
        {
            name = wish + number;
        }

        namesByPlace.Add((wish, position), name);
        return name;
    }

    /// <summary>The simple name where it means the wanted type at that place, else the full name.</summary>
    public string TypeName(string namespaceName, string name, int arity, int position)
    {
        var visible = Model.LookupNamespacesAndTypes(position, name: name)
            .Select(symbol => symbol is IAliasSymbol alias ? alias.Target : symbol)
            .Where(symbol => symbol is not INamedTypeSymbol type || type.Arity == arity)
            .ToList();
        return visible.Count == 1 && LanguageFacts.IsType(visible[0] as INamedTypeSymbol, namespaceName, name)
            ? name
            : "global::" + namespaceName + "." + name;
    }

    /// <summary>Puts text that was written with "\n" and four blanks into the file's own style.</summary>
    public string Restyle(string source, string indentation)
    {
        source = source.Replace("\r\n", "\n");
        if (HasBracesOnTheLine)
        {
            // A comment at the end of the line stays at its end.
            source = Regex.Replace(source, @"(?<=\S)( //[^\n]*)?\n *\{(?=\n)", " {$1");
        }

        string[] lines = source.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string content = lines[i].TrimStart(' ');
            int depth = (lines[i].Length - content.Length) / 4;
            lines[i] = content.Length == 0
                ? ""
                : indentation + string.Concat(Enumerable.Repeat(IndentUnit, depth)) + content;
        }

        return string.Join(NewLine, lines);
    }

    private static string Indentation(SourceText text, int position)
    {
        TextLine line = text.Lines.GetLineFromPosition(position);
        int end = line.Start;
        while (end < line.End && text[end] is ' ' or '\t')
        {
            end++;
        }

        return text.ToString(TextSpan.FromBounds(line.Start, end));
    }

    private int FirstCommentLine(StatementSyntax statement, int top)
    {
        // What stands at the head of the file is about the file.
        if (statement.GetFirstToken() == Root.GetFirstToken())
        {
            return top;
        }

        foreach (var trivia in statement.GetLeadingTrivia().Reverse())
        {
            switch (trivia.Kind())
            {
                case SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia:
                    continue;
                case SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
                    when IsFirstOnLine(trivia.SpanStart) && Text.Lines.GetLineFromPosition(trivia.Span.End).LineNumber == top - 1:
                    top = Text.Lines.GetLineFromPosition(trivia.SpanStart).LineNumber;
                    continue;
                default:
                    return top;
            }
        }

        return top;
    }

    /// <summary>The unit that the file itself uses; a project without an .editorconfig does not tell.</summary>
    private static string? FindIndentUnit(CompilationUnitSyntax root, SourceText text)
    {
        foreach (var node in root.DescendantNodes(static node => node is not ExpressionSyntax))
        {
            var (outer, inner) = node switch
            {
                TypeDeclarationSyntax { Members.Count: > 0 } type => (type.SpanStart, type.Members[0].SpanStart),
                BlockSyntax { Statements.Count: > 0 } block => (block.OpenBraceToken.SpanStart, block.Statements[0].SpanStart),
                _ => (0, 0),
            };
            string around = Indentation(text, outer);
            string within = Indentation(text, inner);
            if (inner > 0
                && text.Lines.GetLineFromPosition(inner).Start + within.Length == inner
                && within.Length > around.Length
                && within.StartsWith(around, StringComparison.Ordinal))
            {
                return within.Substring(around.Length);
            }
        }

        return null;
    }

    private static bool? FindBracesOnTheLine(CompilationUnitSyntax root, SourceText text)
    {
        foreach (var node in root.DescendantNodes(static node => node is not ExpressionSyntax))
        {
            var brace = node switch
            {
                TypeDeclarationSyntax type => type.OpenBraceToken,
                BlockSyntax { Parent: not BlockSyntax } block => block.OpenBraceToken,
                _ => default,
            };
            if (brace.SpanStart > 0)
            {
                int line = text.Lines.GetLineFromPosition(brace.SpanStart).LineNumber;
                int next = text.Lines.GetLineFromPosition(brace.GetNextToken().SpanStart).LineNumber;
                if (next > line)
                {
                    return text.Lines.GetLineFromPosition(brace.GetPreviousToken().Span.End).LineNumber == line;
                }
            }
        }

        return null;
    }

    private static string? FindNewLine(SourceText text)
    {
        TextLine first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End
            ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak))
            : null;
    }
}
