using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>The history of a PA2001 diagnostic and the place before which it can be reduced.</summary>
internal sealed class HistorySend
{
    private HistorySend(ExpressionSyntax history, ISymbol symbol, ITypeSymbol type, StatementPlace place, string text, string? test = null)
    {
        History = history;
        Symbol = symbol;
        Type = type;
        Place = place;
        Text = text;
        Test = test;
    }

    /// <summary>The history as the code around the send names it.</summary>
    public ExpressionSyntax History { get; }

    /// <summary>What names the history itself: the expression, or a part of the object that it names.</summary>
    public string Text { get; }

    /// <summary>What must be true for <see cref="Text"/> to be there: that the thread is one that keeps its history.</summary>
    public string? Test { get; }

    public ISymbol Symbol { get; }

    public ITypeSymbol Type { get; }

    public StatementPlace Place { get; }

    /// <summary>The send of a diagnostic, or null when nothing can stand right before it.</summary>
    public static HistorySend? Find(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.AdditionalLocations.Count < 2
            || context.Find<SyntaxNode>(diagnostic.AdditionalLocations[1]) is not { } node)
        {
            return null;
        }

        var sent = node is ArgumentSyntax argument ? argument.Expression : node as ExpressionSyntax;
        return sent is null
            ? null
            : Candidates(context, diagnostic.AdditionalLocations[0], Whole(sent), cancellationToken)
                .Select(history => Of(context, history, null, cancellationToken))
                .FirstOrDefault();
    }

    /// <summary>
    /// The place at which an agent runs in a thread; the thread holds its history in a property. Null when nothing can
    /// stand before the run, or when the thread's static type does not show its history.
    /// </summary>
    /// <param name="context">The document.</param>
    /// <param name="run">The call.</param>
    /// <param name="property">The history of the thread.</param>
    /// <param name="made">A variable that will have the type of what is made for it, when that is not its type yet.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static HistorySend? FindThread(
        FixContext context, Location run, string property, (ILocalSymbol Variable, ITypeSymbol Type)? made, CancellationToken cancellationToken)
    {
        if (!context.Owns(run)
            || context.Root.FindNode(run.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call)
        {
            return null;
        }

        foreach (var argument in call.ArgumentList.Arguments)
        {
            var type = made is { } local && SymbolEqualityComparer.Default.Equals(context.Model.GetSymbolInfo(argument.Expression, cancellationToken).Symbol, local.Variable)
                ? local.Type
                : context.Model.GetTypeInfo(argument.Expression, cancellationToken).Type;
            if (type?.GetMembers(property).OfType<IPropertySymbol>().FirstOrDefault() is { } history)
            {
                return IsPath(argument.Expression) ? Of(context, argument.Expression, history, cancellationToken) : null;
            }
        }

        return null;
    }

    /// <summary>
    /// A run in a thread whose variable may also hold another kind of thread: what is reduced is the kind that keeps its history here.
    /// </summary>
    public static HistorySend? FindThreadOfBaseType(FixContext context, Location run, ObjectCreationExpressionSyntax made, string property, CancellationToken cancellationToken)
    {
        if (context.Model.GetTypeInfo(made, cancellationToken).Type is not { } type
            || type.GetMembers(property).OfType<IPropertySymbol>().FirstOrDefault() is not { } history
            || !context.Owns(run)
            || context.Root.FindNode(run.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call)
        {
            return null;
        }

        var thread = call.ArgumentList.Arguments.Select(static argument => argument.Expression)
            .FirstOrDefault(argument => IsPath(argument) && SymbolEqualityComparer.Default.Equals(context.Model.GetTypeInfo(argument, cancellationToken).Type, type.BaseType));
        if (thread is null || Of(context, thread, history, cancellationToken) is not { Place.Indentation: not null } send)
        {
            return null;
        }

        string name = context.UniqueName("chatThread", call.SpanStart);
        string typeName = context.TypeName(type.ContainingNamespace.ToDisplayString(), type.Name, 0, call.SpanStart);
        return new HistorySend(thread, send.Symbol, history.Type, send.Place, name + "." + property, $"{thread} is {typeName} {name}");
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

    /// <summary>The outermost loop of the same function around the send.</summary>
    public StatementSyntax? OutermostLoop()
    {
        StatementSyntax? result = null;
        foreach (var ancestor in History.Ancestors())
        {
            if (ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax
                || ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax)
            {
                break;
            }

            if (ancestor is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax
                && ancestor.Parent is BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax)
            {
                result = (StatementSyntax)ancestor;
            }
        }

        return result;
    }

    /// <summary>What is sent may be the history, or a copy that is made on the spot or in a variable.</summary>
    private static IEnumerable<ExpressionSyntax> Candidates(
        FixContext context, Location declaration, ExpressionSyntax sent, CancellationToken cancellationToken)
    {
        var mentions = new List<ExpressionSyntax>();
        if (IsPath(sent))
        {
            if (IsDeclaredAt(context, sent, declaration, cancellationToken)
                || context.Model.GetSymbolInfo(sent, cancellationToken).Symbol is not ILocalSymbol copy)
            {
                yield return sent;
                yield break;
            }

            var body = sent.Ancestors().Last(ancestor => ancestor is not (CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax));
            foreach (var name in body.Parent!.DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                if (name.SpanStart < sent.SpanStart && IsCopiedInto(context, name, copy, cancellationToken))
                {
                    mentions.Add(Whole(name));
                }
            }

            // The last copy before the send is the one that is sent.
            mentions.Reverse();
        }
        else
        {
            mentions.AddRange(sent.DescendantNodes().OfType<IdentifierNameSyntax>().Select(name => Whole(name)));
        }

        foreach (var mention in mentions)
        {
            if (IsPath(mention) && IsDeclaredAt(context, mention, declaration, cancellationToken))
            {
                yield return mention;
            }
        }

        if (IsPath(sent))
        {
            yield return sent;
        }
    }

    /// <summary>The name stands in the value of the variable, or in what is added to it.</summary>
    private static bool IsCopiedInto(FixContext context, IdentifierNameSyntax name, ILocalSymbol copy, CancellationToken cancellationToken)
    {
        foreach (var ancestor in name.Ancestors())
        {
            switch (ancestor)
            {
                case VariableDeclaratorSyntax declarator:
                    return SymbolEqualityComparer.Default.Equals(context.Model.GetDeclaredSymbol(declarator, cancellationToken), copy);
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AddRange" } call } invocation
                    when invocation.ArgumentList.Span.Contains(name.Span):
                    return SymbolEqualityComparer.Default.Equals(context.Model.GetSymbolInfo(call.Expression, cancellationToken).Symbol, copy);
                case StatementSyntax or MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    private static bool IsDeclaredAt(FixContext context, ExpressionSyntax path, Location declaration, CancellationToken cancellationToken) =>
        context.Model.GetSymbolInfo(path, cancellationToken).Symbol is { } symbol
        && symbol.DeclaringSyntaxReferences.Any(reference =>
            reference.Span.Contains(declaration.SourceSpan)
            && reference.SyntaxTree.FilePath == declaration.GetLineSpan().Path);

    private static HistorySend? Of(FixContext context, ExpressionSyntax history, IPropertySymbol? part, CancellationToken cancellationToken)
    {
        if (context.Model.GetSymbolInfo(history, cancellationToken).Symbol is not { } symbol
            || symbol is not (ILocalSymbol or IFieldSymbol or IPropertySymbol { GetMethod: not null })
            || (part?.Type ?? context.Model.GetTypeInfo(history, cancellationToken).Type) is not { } type
            || StatementPlace.Before(context, history) is not { } place)
        {
            return null;
        }

        // A history that the statement itself declares does not exist before it.
        return symbol is ILocalSymbol
            && symbol.DeclaringSyntaxReferences.Any(reference => place.Node.FullSpan.Contains(reference.Span))
            ? null
            : new HistorySend(history, symbol, type, place, history + (part is null ? "" : "." + part.Name));
    }

    /// <summary>The whole path that ends in a name: <c>this.history</c>, <c>_state.History!</c>.</summary>
    private static ExpressionSyntax Whole(ExpressionSyntax name)
    {
        if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
        {
            name = access;
        }

        return name.Parent is PostfixUnaryExpressionSyntax notNull && notNull.IsKind(SyntaxKind.SuppressNullableWarningExpression)
            ? notNull
            : name;
    }

    private static bool IsPath(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax or BaseExpressionSyntax => true,
        PostfixUnaryExpressionSyntax notNull when notNull.IsKind(SyntaxKind.SuppressNullableWarningExpression) => IsPath(notNull.Operand),
        MemberAccessExpressionSyntax access when access.IsKind(SyntaxKind.SimpleMemberAccessExpression) => IsPath(access.Expression),
        _ => false,
    };
}
