using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>Where the solution names the tools whose parameters a fix would like to change.</summary>
internal sealed class ToolCallers
{
    private readonly List<(SyntaxToken Name, SemanticModel Model)> _mentions;

    private ToolCallers(List<(SyntaxToken Name, SemanticModel Model)> mentions) => _mentions = mentions;

    /// <summary>Looks through the project and those that depend on it.</summary>
    public static async Task<ToolCallers> FindAsync(Document document, ISet<string> names, CancellationToken cancellationToken)
    {
        var mentions = new List<(SyntaxToken, SemanticModel)>();
        var solution = document.Project.Solution;
        var projects = solution.GetProjectDependencyGraph().GetProjectsThatTransitivelyDependOnThisProject(document.Project.Id).Append(document.Project.Id);
        foreach (var other in names.Count == 0 ? Enumerable.Empty<Document>() : projects.SelectMany(id => solution.GetProject(id)!.Documents))
        {
            string text = (await other.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString();
            if (!names.Any(name => text.IndexOf(name, StringComparison.Ordinal) >= 0)
                || await other.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
                || await other.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
            {
                continue;
            }

            mentions.AddRange(root.DescendantTokens(descendIntoTrivia: true)
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && names.Contains(token.ValueText))
                .Select(token => (token, model)));
        }

        return new ToolCallers(mentions);
    }

    /// <summary>True when everything that names the method goes on meaning the same with an optional parameter at that place.</summary>
    public bool AllowParameter(IMethodSymbol method, int index, CancellationToken cancellationToken)
    {
        string? id = method.GetDocumentationCommentId();
        return _mentions.Where(mention => mention.Name.ValueText == method.Name).All(mention => Allows(mention.Name, mention.Model, id, index, cancellationToken));
    }

    private static bool Allows(SyntaxToken token, SemanticModel model, string? id, int index, CancellationToken cancellationToken)
    {
        if (token.Parent is not SimpleNameSyntax name)
        {
            return true;
        }

        if (name.Parent is NameMemberCrefSyntax cref)
        {
            return cref.Parameters is null;
        }

        ExpressionSyntax use = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        var info = model.GetSymbolInfo(use, cancellationToken);
        if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { } symbol && (symbol.OriginalDefinition.GetDocumentationCommentId() ?? "") != id)
        {
            return true;
        }

        switch (use.Parent)
        {
            case InvocationExpressionSyntax call when call.Expression == use:
                // An expression tree may not leave out an argument.
                return call.ArgumentList.Arguments.TakeWhile(static a => a.NameColon is null).Count() <= index
                    && !call.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().Any(lambda => model.GetTypeInfo(lambda, cancellationToken).ConvertedType?.Name == "Expression");
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } }:
                return true;
            default:
                // A factory that takes any delegate reads the parameters of the method itself.
                return use.Parent is ArgumentSyntax && model.GetTypeInfo(use, cancellationToken).ConvertedType is { Name: "Delegate" or "MulticastDelegate" };
        }
    }
}
