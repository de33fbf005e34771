using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>Turns a function that hands on a task into an async one, where that changes nothing else.</summary>
internal static class AsyncPassThrough
{
    /// <summary>The edit that adds <c>async</c>, or null when the function must stay as it is.</summary>
    public static Edit? MakeAsync(FixContext context, ExpressionSyntax returned, ITypeSymbol task, CancellationToken cancellationToken)
    {
        if (returned.FirstAncestorOrSelf<SyntaxNode>(IsFunction) is not { } function
            || !IsOnlyResult(function, returned)
            || HasObstacle(context, function, cancellationToken)
            || AsyncPosition(function) is not { } position)
        {
            return null;
        }

        var symbol = (function is AnonymousFunctionExpressionSyntax
            ? context.Model.GetSymbolInfo(function, cancellationToken).Symbol
            : context.Model.GetDeclaredSymbol(function, cancellationToken)) as IMethodSymbol;
        if (symbol is null
            || !SymbolEqualityComparer.Default.Equals(symbol.ReturnType, task)
            || symbol.Parameters.Any(parameter => parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType)
            || symbol.ReturnsByRef)
        {
            return null;
        }

        if (function is AnonymousFunctionExpressionSyntax
            && (task.Name != "Task" || context.Model.GetTypeInfo(function, cancellationToken).ConvertedType?.Name == "Expression"))
        {
            return null;
        }

        return Edit.Insert(position, "async ", order: int.MinValue);
    }

    /// <summary><c>.ConfigureAwait(false)</c> in a type that writes it at every await, else nothing.</summary>
    public static string ConfigureAwait(ExpressionSyntax returned)
    {
        var awaits = returned.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.DescendantNodes().OfType<AwaitExpressionSyntax>().ToList();
        return awaits is { Count: > 0 } && awaits.All(item => item.Expression is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" },
            })
            ? ".ConfigureAwait(false)"
            : "";
    }

    private static bool IsFunction(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax or PropertyDeclarationSyntax;

    // Every result of an async function has to be awaited, so there must be no other.
    private static bool IsOnlyResult(SyntaxNode function, ExpressionSyntax returned)
    {
        var (body, arrow) = function switch
        {
            MethodDeclarationSyntax method => (method.Body, method.ExpressionBody?.Expression),
            LocalFunctionStatementSyntax local => (local.Body, local.ExpressionBody?.Expression),
            AnonymousFunctionExpressionSyntax lambda => (lambda.Block, lambda.ExpressionBody),
            _ => (null, null),
        };
        if (arrow is not null)
        {
            return arrow == returned;
        }

        var results = body?.DescendantNodes(node => node == body || !IsFunction(node)).OfType<ReturnStatementSyntax>().ToList();
        return results is { Count: 1 } && results[0].Expression == returned;
    }

    private static bool HasObstacle(FixContext context, SyntaxNode function, CancellationToken cancellationToken) =>
        function.DescendantNodesAndTokens().Any(item =>
            item.IsKind(SyntaxKind.YieldReturnStatement)
            || item.IsKind(SyntaxKind.LockStatement)
            || item.IsKind(SyntaxKind.UnsafeStatement)
            || item.IsKind(SyntaxKind.FixedStatement)
            || item.IsKind(SyntaxKind.RefType)
            || item.IsKind(SyntaxKind.StackAllocArrayCreationExpression)
            || item.IsKind(SyntaxKind.ConditionalAccessExpression))
        || function.DescendantNodes().OfType<VariableDeclarationSyntax>().Any(declaration =>
            context.Model.GetTypeInfo(declaration.Type, cancellationToken).Type is { IsRefLikeType: true });

    private static int? AsyncPosition(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method when IsPlain(method.Modifiers) => method.ReturnType.SpanStart,
        LocalFunctionStatementSyntax local when IsPlain(local.Modifiers) => local.ReturnType.SpanStart,
        ParenthesizedLambdaExpressionSyntax { ReturnType: null, AsyncKeyword.RawKind: 0 } lambda => lambda.ParameterList.SpanStart,
        SimpleLambdaExpressionSyntax { AsyncKeyword.RawKind: 0 } lambda => lambda.Parameter.SpanStart,
        _ => null,
    };

    private static bool IsPlain(SyntaxTokenList modifiers) =>
        !modifiers.Any(modifier => modifier.IsKind(SyntaxKind.AsyncKeyword)
            || modifier.IsKind(SyntaxKind.PartialKeyword)
            || modifier.IsKind(SyntaxKind.UnsafeKeyword)
            || modifier.IsKind(SyntaxKind.ExternKeyword));
}
