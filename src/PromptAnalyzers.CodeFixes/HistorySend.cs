using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>The place at which a history goes to the model, and the statement before which it can be reduced.</summary>
internal sealed class HistorySend
{
    private HistorySend(ExpressionSyntax history, ISymbol symbol, ITypeSymbol type, StatementSyntax statement, string part = "")
    {
        History = history;
        Symbol = symbol;
        Type = type;
        Statement = statement;
        Text = history + part;
    }

    /// <summary>The expression that is sent.</summary>
    public ExpressionSyntax History { get; }

    /// <summary>What names the history itself: the expression, or a part of the object that it names.</summary>
    public string Text { get; }

    public ISymbol Symbol { get; }

    public ITypeSymbol Type { get; }

    public StatementSyntax Statement { get; }

    /// <summary>The send of a PA2001 diagnostic, or null when nothing can stand right before it.</summary>
    public static HistorySend? Find(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.AdditionalLocations.Count < 2
            || diagnostic.AdditionalLocations[1] is not { } location
            || !context.Owns(location))
        {
            return null;
        }

        SyntaxNode node = context.Root.FindNode(location.SourceSpan, getInnermostNodeForTie: true);
        return (node is ArgumentSyntax argument ? argument.Expression : node as ExpressionSyntax) is { } history
            ? At(context, history, null, cancellationToken)
            : null;
    }

    /// <summary>
    /// The place at which an agent runs in a thread; the thread holds its history in a property. Null when nothing can
    /// stand before the run, or when the thread's static type does not show its history.
    /// </summary>
    public static HistorySend? FindThread(FixContext context, Location run, string property, CancellationToken cancellationToken)
    {
        if (!context.Owns(run)
            || context.Root.FindNode(run.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call)
        {
            return null;
        }

        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (context.Model.GetTypeInfo(argument.Expression, cancellationToken).Type?.GetMembers(property).OfType<IPropertySymbol>().FirstOrDefault() is { } history)
            {
                return At(context, argument.Expression, history, cancellationToken);
            }
        }

        return null;
    }

    private static HistorySend? At(FixContext context, ExpressionSyntax history, IPropertySymbol? part, CancellationToken cancellationToken)
    {
        // The name of `this.history` alone is not what has to be written before the statement.
        if (history.Parent is MemberAccessExpressionSyntax access && access.Name == history)
        {
            history = access;
        }

        if (history.Parent is PostfixUnaryExpressionSyntax notNull && notNull.IsKind(SyntaxKind.SuppressNullableWarningExpression))
        {
            history = notNull;
        }

        if (!IsPath(history)
            || context.Model.GetSymbolInfo(history, cancellationToken).Symbol is not { } symbol
            || symbol is not (ILocalSymbol or IFieldSymbol or IPropertySymbol { GetMethod: not null })
            || (part?.Type ?? context.Model.GetTypeInfo(history, cancellationToken).Type) is not { } type
            || StatementOf(history) is not { } statement
            || !context.IsFirstOnLine(statement.SpanStart))
        {
            return null;
        }

        // A history that the statement itself declares does not exist before it.
        return symbol is ILocalSymbol
            && symbol.DeclaringSyntaxReferences.Any(reference => statement.FullSpan.Contains(reference.Span))
            ? null
            : new HistorySend(history, symbol, type, statement, part is null ? "" : "." + part.Name);
    }

    /// <summary>True when the code around the send may await.</summary>
    public bool CanAwait()
    {
        foreach (var ancestor in History.Ancestors())
        {
            switch (ancestor)
            {
                case LockStatementSyntax or UnsafeStatementSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax function:
                    return !function.AsyncKeyword.IsKind(SyntaxKind.None);
                case LocalFunctionStatementSyntax local:
                    return local.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return false;
            }
        }

        return true;
    }

    /// <summary>The outermost loop of the same function around the send, or the send's own statement.</summary>
    public StatementSyntax OutermostLoop()
    {
        StatementSyntax result = Statement;
        foreach (var ancestor in Statement.Ancestors())
        {
            if (ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax
                || ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax)
            {
                break;
            }

            if (ancestor is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax
                && CanPrecede((StatementSyntax)ancestor))
            {
                result = (StatementSyntax)ancestor;
            }
        }

        return result;
    }

    private static bool IsPath(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax or BaseExpressionSyntax => true,
        PostfixUnaryExpressionSyntax notNull when notNull.IsKind(SyntaxKind.SuppressNullableWarningExpression) => IsPath(notNull.Operand),
        MemberAccessExpressionSyntax access when access.IsKind(SyntaxKind.SimpleMemberAccessExpression) => IsPath(access.Expression),
        _ => false,
    };

    private static StatementSyntax? StatementOf(ExpressionSyntax history)
    {
        foreach (var ancestor in history.Ancestors())
        {
            switch (ancestor)
            {
                // Code before the statement would not run in the same call.
                case AnonymousFunctionExpressionSyntax or ArrowExpressionClauseSyntax or QueryExpressionSyntax:
                    return null;
                case StatementSyntax statement:
                    return IsEvaluatedOnce(statement, history) && CanPrecede(statement) ? statement : null;
                case MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    private static bool CanPrecede(StatementSyntax statement) =>
        statement.Parent is BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax;

    private static bool IsEvaluatedOnce(StatementSyntax statement, ExpressionSyntax history) => statement switch
    {
        WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or LocalFunctionStatementSyntax => false,
        CommonForEachStatementSyntax each => each.Expression.Span.Contains(history.Span),
        _ => true,
    };
}
