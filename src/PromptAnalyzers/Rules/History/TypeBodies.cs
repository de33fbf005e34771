using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.History;

/// <summary>The bodies of a type, in which a member of it can be used.</summary>
internal static class TypeBodies
{
    /// <summary>Members with code that name something, in all parts of a type and of its base types.</summary>
    /// <param name="type">The type whose members are looked at.</param>
    /// <param name="names">The simple names that are looked for.</param>
    /// <param name="counts">False for a mention that says nothing, so that the member need not be bound for it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static IEnumerable<SyntaxNode> Naming(
        INamedTypeSymbol type, IReadOnlyCollection<string> names, Func<SyntaxToken, bool> counts, CancellationToken cancellationToken)
    {
        // A base class may keep the history short for its derived classes.
        for (INamedTypeSymbol? each = type; each is not null; each = each.BaseType)
        {
            foreach (var reference in each.DeclaringSyntaxReferences)
            {
                foreach (var body in Members(reference.GetSyntax(cancellationToken)))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (names.Any(name => SourceWords.In(body.SyntaxTree, body.Span, name, cancellationToken).Any(counts)))
                    {
                        yield return body;
                    }
                }
            }
        }
    }

    /// <summary>The types whose files name something, apart from those that were looked at.</summary>
    public static IEnumerable<INamedTypeSymbol> Naming(string name, FlowEngine engine, ISet<ISymbol> except, CancellationToken cancellationToken)
    {
        foreach (var tree in engine.Words.TreesWith(name, cancellationToken))
        {
            foreach (var node in tree.GetRoot(cancellationToken).DescendantNodesAndSelf())
            {
                if (node is TypeDeclarationSyntax or CompilationUnitSyntax { Members: { Count: > 0 } }
                    && engine.DeclaredAt(node, cancellationToken) is INamedTypeSymbol type && except.Add(type))
                {
                    yield return type;
                }
            }
        }
    }

    private static IEnumerable<SyntaxNode> Members(SyntaxNode declaration)
    {
        switch (declaration)
        {
            case CompilationUnitSyntax program:
                // The top-level program is one body.
                yield return program;
                break;
            case TypeDeclarationSyntax type:
                foreach (var member in type.Members)
                {
                    switch (member)
                    {
                        case BaseMethodDeclarationSyntax { Body: not null } or BaseMethodDeclarationSyntax { ExpressionBody: not null }:
                            yield return member;
                            break;
                        case BasePropertyDeclarationSyntax { AccessorList: { } accessors }:
                            foreach (var accessor in accessors.Accessors.Where(static a => a.Body is not null || a.ExpressionBody is not null))
                            {
                                yield return accessor;
                            }

                            break;
                    }
                }

                break;
        }
    }
}
