using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>Adds using directives, sorted among those that are there.</summary>
internal static class UsingDirectives
{
    /// <summary>False when the head of the file has directives among which a using cannot be placed safely.</summary>
    public static bool CanAdd(FixContext context) =>
        context.Root.Usings.Count > 0
            ? !context.Root.Usings.Any(item => item.ContainsDirectives && item != context.Root.Usings[0])
            : context.Root.Externs.Count == 0 && !context.Root.GetFirstToken(includeZeroWidth: true).ContainsDirectives;

    /// <summary>
    /// The simple name of a type, after adding its namespace to <paramref name="usings"/> if need be; the full name
    /// where a using could give another name in the file a second meaning.
    /// </summary>
    public static string Import(FixContext context, string namespaceName, string name, int arity, int position, ICollection<string> usings)
    {
        string visible = context.TypeName(namespaceName, name, arity, position);
        if (visible == name || usings.Contains(namespaceName))
        {
            return name;
        }

        if (!CanAdd(context)
            || !context.Model.LookupNamespacesAndTypes(position, name: name).IsEmpty
            || !IsHarmless(context, namespaceName))
        {
            return visible;
        }

        usings.Add(namespaceName);
        return name;
    }

    /// <summary>True when no name of the file is also that of a type in the namespace.</summary>
    public static bool IsHarmless(FixContext context, string namespaceName) =>
        Find(context, namespaceName) is { } found && found.GetTypeMembers().All(type => !context.Mentions(type.Name));

    /// <summary>The namespace with the types of all assemblies.</summary>
    public static INamespaceSymbol? Find(FixContext context, string namespaceName)
    {
        INamespaceSymbol? current = context.Model.Compilation.GlobalNamespace;
        foreach (string part in namespaceName.Split('.'))
        {
            current = current?.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == part);
        }

        return current;
    }

    /// <summary>
    /// <c>System.Linq</c> where its methods are not in sight. Take them by a name that all targets know: <c>TakeLast</c>
    /// does not exist in .NET Framework.
    /// </summary>
    public static IEnumerable<string> MissingForLinq(FixContext context, int position, string method = "Take")
    {
        var compilation = context.Model.Compilation;
        var sequence = compilation.GetSpecialType(SpecialType.System_Collections_Generic_IEnumerable_T)
            .Construct(compilation.GetSpecialType(SpecialType.System_String));
        return context.Model.LookupSymbols(position, sequence, method, includeReducedExtensionMethods: true).IsEmpty
            ? new[] { "System.Linq" }
            : Array.Empty<string>();
    }

    /// <summary>The edits that import the namespaces.</summary>
    public static IEnumerable<Edit> Add(FixContext context, IEnumerable<string> namespaces)
    {
        var names = namespaces.Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToList();
        if (names.Count == 0)
        {
            yield break;
        }

        if (context.Root.Usings.Count == 0)
        {
            string all = string.Concat(names.Select(name => "using " + name + ";" + context.NewLine));
            yield return Edit.Insert(HeaderEnd(context), all + context.NewLine, order: int.MinValue);
            yield break;
        }

        for (int i = 0; i < names.Count; i++)
        {
            var before = context.Root.Usings.LastOrDefault(item => Precedes(item, names[i]));
            string directive = "using " + names[i] + ";" + context.NewLine;
            if (before is not null)
            {
                int lineEnd = context.Text.Lines.GetLineFromPosition(before.Span.End).EndIncludingLineBreak;
                yield return Edit.Insert(lineEnd, directive, order: int.MinValue + i);
            }
            else
            {
                yield return Edit.Insert(context.Root.Usings[0].SpanStart, directive, order: int.MinValue + i);
            }
        }
    }

    private static bool Precedes(UsingDirectiveSyntax item, string name)
    {
        if (item.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
        {
            return true;
        }

        string other = item.Name?.ToString() ?? "";
        return item.Alias is null
            && !item.StaticKeyword.IsKind(SyntaxKind.StaticKeyword)
            && (IsSystem(other) == IsSystem(name) ? string.CompareOrdinal(other, name) < 0 : IsSystem(other));
    }

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);

    // A licence comment that a blank line separates from the code belongs to the file and stays on top.
    private static int HeaderEnd(FixContext context)
    {
        int position = 0;
        bool comment = false;
        foreach (var trivia in context.Root.GetLeadingTrivia())
        {
            bool lineEnd = trivia.IsKind(SyntaxKind.EndOfLineTrivia);
            if (lineEnd && comment && context.IsFirstOnLine(trivia.SpanStart))
            {
                position = trivia.Span.End;
            }

            comment |= trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);
        }

        return position;
    }
}
