using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.CodeFixes;

/// <summary>One element of a written-out list of tools.</summary>
internal sealed class Tool
{
    public Tool(int index, SyntaxNode node, string name, INamedTypeSymbol? group)
    {
        Index = index;
        Node = node;
        Name = name;
        Group = group;
    }

    public int Index { get; }

    public SyntaxNode Node { get; }

    /// <summary>The name by which the model knows it, as far as the code tells.</summary>
    public string Name { get; }

    /// <summary>The type that declares the tool's method; null when that is not known.</summary>
    public INamedTypeSymbol? Group { get; }
}

/// <summary>A list of tools of which every element is written out, so that a fix can take some of them away.</summary>
internal sealed class ToolList
{
    private const int LongestLine = 90;

    private readonly FixContext _context;
    private readonly SyntaxNodeOrTokenList _parts;

    private ToolList(FixContext context, ExpressionSyntax collection, SyntaxToken open, SyntaxToken close, SyntaxNodeOrTokenList parts, List<Tool> tools)
    {
        _context = context;
        Collection = collection;
        Open = open;
        Close = close;
        _parts = parts;
        Tools = tools;
    }

    public ExpressionSyntax Collection { get; }

    public IReadOnlyList<Tool> Tools { get; }

    private SyntaxToken Open { get; }

    private SyntaxToken Close { get; }

    /// <summary>The list that a PA1001 diagnostic marks, or null when it is no such list.</summary>
    public static ToolList? Find(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (context.Find<SyntaxNode>(diagnostic.Location) is not { } node)
        {
            return null;
        }

        var collection = node as ExpressionSyntax ?? (node as ArgumentSyntax)?.Expression;
        if (collection is InitializerExpressionSyntax { Parent: ExpressionSyntax parent and not AssignmentExpressionSyntax })
        {
            collection = parent;
        }

        var (open, close, parts) = collection switch
        {
            CollectionExpressionSyntax { Elements: var elements } list when elements.All(element => element is ExpressionElementSyntax) =>
                (list.OpenBracketToken, list.CloseBracketToken, elements.GetWithSeparators()),
            ImplicitArrayCreationExpressionSyntax { Initializer: var initializer } => Parts(initializer),
            ArrayCreationExpressionSyntax { Initializer: { } initializer } array
                when array.Type.RankSpecifiers.All(rank => rank.Sizes.All(size => size is OmittedArraySizeExpressionSyntax)) => Parts(initializer),
            BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: { } initializer } => Parts(initializer),
            InitializerExpressionSyntax initializer => Parts(initializer),
            _ => default,
        };
        if (collection is null || parts.Count == 0 || close.IsMissing || collection.ContainsDirectives)
        {
            return null;
        }

        var tools = parts.Where(part => part.IsNode)
            .Select((part, index) => ToolOf(context, index, part.AsNode()!, cancellationToken))
            .ToList();
        return new ToolList(context, collection, open, close, parts, tools);

        static (SyntaxToken, SyntaxToken, SyntaxNodeOrTokenList) Parts(InitializerExpressionSyntax initializer) =>
            (initializer.OpenBraceToken, initializer.CloseBraceToken, initializer.Expressions.GetWithSeparators());
    }

    /// <summary>A list of the same form with some of the tools, which leave their first one's comments where they were.</summary>
    public string With(IReadOnlyList<Tool> tools, string indentation)
    {
        // `new List<AITool>` and its brace may stand on two lines.
        string before = Regex.Replace(_context.Text.ToString(TextSpan.FromBounds(Collection.SpanStart, Open.Span.End)), @"\s+", " ");
        string after = _context.Text.ToString(TextSpan.FromBounds(Close.SpanStart, Collection.Span.End));
        string line = string.Join(", ", tools.Select(tool => tool.Node.ToString()));
        var comments = tools.Skip(1).ToDictionary(tool => tool, CommentsOf);
        if (comments.Values.All(list => list.Count == 0) && line.Length <= LongestLine && !line.Contains('\n'))
        {
            string blank = Collection is CollectionExpressionSyntax ? "" : " ";
            return before + blank + line + blank + after;
        }

        string inner = _context.NewLine + indentation + _context.IndentUnit;
        var text = new StringBuilder(Collection is CollectionExpressionSyntax
            ? before
            : Regex.Replace(before, @" ?\{$", _context.NewLine + indentation + "{"));
        foreach (var tool in tools)
        {
            foreach (string comment in comments.TryGetValue(tool, out var list) ? list : new List<string>())
            {
                text.Append(inner).Append(comment);
            }

            text.Append(inner).Append(tool.Node).Append(',');
        }

        return text.Append(_context.NewLine).Append(indentation).Append(after).ToString();
    }

    /// <summary>
    /// The edits that take tools away, with the comments that belong to them. The first of a group may leave
    /// something in its place.
    /// </summary>
    public IEnumerable<Edit> Remove(IReadOnlyDictionary<Tool, string?> removed)
    {
        int lastKept = Tools.Count - 1;
        while (lastKept >= 0 && removed.TryGetValue(Tools[lastKept], out string? instead) && instead is null)
        {
            lastKept--;
        }

        foreach (var tool in Tools)
        {
            if (!removed.TryGetValue(tool, out string? replacement))
            {
                continue;
            }

            if (replacement is not null)
            {
                yield return Edit.Replace(tool.Node, replacement);
                continue;
            }

            int separator = tool.Index * 2 + 1;
            bool endsLine = tool.Node.GetTrailingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
            int end = separator < _parts.Count ? _parts[separator].FullSpan.End : endsLine ? tool.Node.FullSpan.End : tool.Node.Span.End;
            yield return new Edit(TextSpan.FromBounds(tool.Node.FullSpan.Start, end), "");
        }

        // A list that did not end with a comma does not do so afterwards.
        if (_parts.Count % 2 == 1 && lastKept >= 0 && lastKept < Tools.Count - 1)
        {
            var separator = _parts[lastKept * 2 + 1];
            bool isLineEnd = separator.GetTrailingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
            yield return new Edit(isLineEnd ? separator.Span : separator.FullSpan, "");
        }
    }

    private List<string> CommentsOf(Tool tool)
    {
        int index = _parts.IndexOf(tool.Node);
        var trivia = tool.Node.GetLeadingTrivia().Concat(tool.Node.GetTrailingTrivia());
        if (index + 1 < _parts.Count)
        {
            trivia = trivia.Concat(_parts[index + 1].GetTrailingTrivia());
        }

        return trivia
            .Where(item => item.IsKind(SyntaxKind.SingleLineCommentTrivia) || item.IsKind(SyntaxKind.MultiLineCommentTrivia))
            .Select(item => item.ToString())
            .ToList();
    }

    private static Tool ToolOf(FixContext context, int index, SyntaxNode node, CancellationToken cancellationToken)
    {
        var expression = node is ExpressionElementSyntax element ? element.Expression : (ExpressionSyntax)node;
        var made = expression;
        if (expression is IdentifierNameSyntax
            && context.Model.GetSymbolInfo(expression, cancellationToken).Symbol is ILocalSymbol or IFieldSymbol
            && context.Model.GetSymbolInfo(expression, cancellationToken).Symbol!.DeclaringSyntaxReferences.FirstOrDefault() is { } reference
            && reference.SyntaxTree == context.Root.SyntaxTree
            && reference.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value })
        {
            made = value;
        }

        if (made is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments }
            && context.Model.GetSymbolInfo(made, cancellationToken).Symbol is IMethodSymbol { ContainingType.Name: "AIFunctionFactory" })
        {
            var info = context.Model.GetSymbolInfo(arguments[0].Expression, cancellationToken);
            var method = (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) as IMethodSymbol;
            string? given = arguments.Skip(1)
                .Where(argument => argument.NameColon is null or { Name.Identifier.ValueText: "name" })
                .Select(argument => context.Model.GetConstantValue(argument.Expression, cancellationToken))
                .FirstOrDefault(constant => constant.HasValue && constant.Value is string)
                .Value as string;
            if (method is { MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension })
            {
                return new Tool(index, node, given ?? WithoutAsync(method.Name), method.ContainingType);
            }

            return new Tool(index, node, given ?? expression.ToString(), null);
        }

        return new Tool(index, node, expression.ToString(), null);
    }

    private static string WithoutAsync(string name) =>
        name.EndsWith("Async", StringComparison.Ordinal) && name.Length > 5 ? name.Substring(0, name.Length - 5) : name;
}
