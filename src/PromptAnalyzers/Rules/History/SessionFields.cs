using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.History;

/// <summary>Sessions that a private field keeps: what the methods of its type do with the field is all that is done with them.</summary>
internal static class SessionFields
{
    /// <summary>The private field of which the session is the value; null for any other place.</summary>
    public static IFieldSymbol? KeeperOf(IOperation made)
    {
        var child = made;
        while (child.Parent is IConversionOperation or IParenthesizedOperation or IAwaitOperation)
        {
            child = child.Parent;
        }

        var field = child.Parent switch
        {
            IFieldInitializerOperation { InitializedFields: { Length: 1 } fields } => fields[0],
            ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field: var target }, Parent: IExpressionStatementOperation } => target,
            _ => null,
        };
        return field is { DeclaredAccessibility: Accessibility.Private, ContainingType: { TypeKind: TypeKind.Class, DeclaringSyntaxReferences.IsEmpty: false } } ? field : null;
    }

    /// <summary>
    /// The methods that name the field, when it goes nowhere else from there; null when it may, as from a property that
    /// gives it away or a lambda in another field.
    /// </summary>
    public static IReadOnlyList<IOperation>? BodiesWith(IFieldSymbol field, FlowEngine engine, CancellationToken cancellationToken)
    {
        var methods = new List<BaseMethodDeclarationSyntax>();
        foreach (var declaration in field.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var mention in SourceWords.In(declaration.SyntaxTree, declaration.Span, field.Name, cancellationToken))
            {
                switch (mention.Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>())
                {
                    case FieldDeclarationSyntax when mention.Parent is VariableDeclaratorSyntax:
                        break;
                    case BaseMethodDeclarationSyntax method:
                        if (!methods.Contains(method))
                        {
                            methods.Add(method);
                        }

                        break;
                    default:
                        return null;
                }
            }
        }

        var bodies = new List<IOperation>();
        foreach (var method in methods.OrderBy(static m => m.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(static m => m.SpanStart))
        {
            if (engine.OperationAt(method, cancellationToken) is not { } body
                || body.Descendants().Any(o => o is IFieldReferenceOperation use && OperationFacts.Same(use.Field.OriginalDefinition, field.OriginalDefinition) && !SessionUses.StayIn(body, use, engine.Histories)))
            {
                return null;
            }

            bodies.Add(body);
        }

        return bodies;
    }
}
