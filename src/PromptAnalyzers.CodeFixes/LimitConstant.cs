using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>A named number that gives a limit its value, and everything that it is used for.</summary>
internal sealed class LimitConstant
{
    private static readonly string[] TellingWords = { "output", "predict", "completion", "newtoken", "iteration", "round" };

    private readonly string _limit;

    private readonly List<ExpressionSyntax> _uses = new();

    private LimitConstant(ExpressionSyntax use, ISymbol symbol, string limit)
    {
        Use = use;
        Symbol = symbol;
        _limit = limit;
        Mentions = new[] { use };
    }

    /// <summary>Where the name gives the reported limit its value.</summary>
    public ExpressionSyntax Use { get; }

    public ISymbol Symbol { get; }

    /// <summary>The number, where it stands in this file and nothing but the name's own declaration needs it.</summary>
    public ExpressionSyntax? Number { get; private set; }

    /// <summary>The uses that set the same limit, in this file.</summary>
    public IReadOnlyList<ExpressionSyntax> Mentions { get; private set; }

    /// <summary>True when the name is for this limit alone: a lower number is then right wherever it is used.</summary>
    public bool IsForThisLimit { get; private set; }

    /// <summary>True when the name has work left without those uses; the compiler warns of a name that has none.</summary>
    public bool IsUsedWithout(IReadOnlyList<ExpressionSyntax> replaced) =>
        !(Symbol is ILocalSymbol || Symbol.DeclaredAccessibility == Accessibility.Private)
        || _uses.Any(use => !replaced.Contains(use) && !IsNamed(use));

    /// <summary>The constant that a diagnostic marks, or names in its other location; null when it marks a number in place.</summary>
    public static LimitConstant? Find(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var place = diagnostic.AdditionalLocations.FirstOrDefault() ?? diagnostic.Location;
        if (!context.Owns(place)
            || context.Root.FindNode(place.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax use
            || use.Span != place.SourceSpan
            || !IsName(use)
            || context.Model.GetSymbolInfo(use, cancellationToken).Symbol is not { } symbol
            || symbol is not (ILocalSymbol or IFieldSymbol or IPropertySymbol)
            || LimitSetBy(context, use, cancellationToken) is not { Name: { } limit })
        {
            return null;
        }

        var constant = new LimitConstant(use, symbol, limit);
        if (symbol.DeclaringSyntaxReferences.Length == 1 && symbol.DeclaringSyntaxReferences[0].SyntaxTree == context.Root.SyntaxTree)
        {
            constant.Read(context, symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken), cancellationToken);
        }

        return constant;
    }

    private static bool IsName(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax => true,
        MemberAccessExpressionSyntax { Expression: var left } => left is ThisExpressionSyntax || IsName(left),
        _ => false,
    };

    private void Read(FixContext context, SyntaxNode declaration, CancellationToken cancellationToken)
    {
        var value = declaration switch
        {
            VariableDeclaratorSyntax { Initializer: { } initializer } => initializer.Value,
            PropertyDeclarationSyntax { Initializer: { } initializer } => initializer.Value,
            PropertyDeclarationSyntax { ExpressionBody: { } body } => body.Expression,
            _ => null,
        };
        if (value is null || Scope(context, declaration) is not { } scope)
        {
            return;
        }

        string name = Symbol.Name;
        _uses.AddRange(scope.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(node => node.Identifier.ValueText == name && SymbolEqualityComparer.Default.Equals(context.Model.GetSymbolInfo(node, cancellationToken).Symbol, Symbol))
            .Select(static node => node.Parent is MemberAccessExpressionSyntax access && access.Name == node ? (ExpressionSyntax)access : node));
        Mentions = _uses.Where(use => use == Use || IsSame(context, use, cancellationToken)).ToList();

        // What is compiled for another target is not in the tree, and may use the name for anything.
        bool isHidden = context.Root.DescendantTrivia().Any(trivia =>
            trivia.IsKind(SyntaxKind.DisabledTextTrivia) && trivia.ToString().IndexOf(name, StringComparison.Ordinal) >= 0);
        IsForThisLimit = !isHidden && IsOnlyHere(context) && _uses.All(use => Mentions.Contains(use) || IsShown(use));

        // `var limit = 128_000L;` would become an int.
        Number = LimitNumber.IsOne(value)
            && (declaration.Parent is not VariableDeclarationSyntax { Type.IsVar: true } || context.Model.GetTypeInfo(value, cancellationToken).Type?.SpecialType == SpecialType.System_Int32)
                ? value
                : null;
    }

    /// <summary>The code that can name the constant, as far as it is in this file.</summary>
    private SyntaxNode? Scope(FixContext context, SyntaxNode declaration) =>
        Symbol is not ILocalSymbol || declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>() is GlobalStatementSyntax
            ? context.Root
            : declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>();

    private bool IsOnlyHere(FixContext context) =>
        Symbol is ILocalSymbol
        || (Symbol.DeclaredAccessibility == Accessibility.Private
            && Symbol.ContainingType.DeclaringSyntaxReferences.All(reference => reference.SyntaxTree == context.Root.SyntaxTree));

    // "maxTokens" of a method may be the tokens of anything, of a chunk or a conversation, and "value" is the value of any option.
    private bool IsSame(FixContext context, ExpressionSyntax use, CancellationToken cancellationToken) =>
        LimitSetBy(context, use, cancellationToken) is { Name: { } name, IsParameter: var isParameter }
        && name == _limit
        && (!isParameter || TellingWords.Any(word => name.IndexOf(word, StringComparison.Ordinal) >= 0));

    private static bool IsShown(ExpressionSyntax use) => use.Parent is InterpolationSyntax || IsNamed(use);

    private static bool IsNamed(ExpressionSyntax use) =>
        use.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } };

    /// <summary>What a value is given to: the name of a property, a key or a parameter, in letters of one case; no name when it is used otherwise.</summary>
    private static (string? Name, bool IsParameter) LimitSetBy(FixContext context, ExpressionSyntax use, CancellationToken cancellationToken)
    {
        switch (use.Parent)
        {
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment when assignment.Right == use:
                return assignment.Left switch
                {
                    IdentifierNameSyntax name => (Plain(name.Identifier.ValueText), false),
                    MemberAccessExpressionSyntax access => (Plain(access.Name.Identifier.ValueText), false),
                    ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } keys } => (Key(keys[0].Expression), false),
                    ImplicitElementAccessSyntax { ArgumentList.Arguments: { Count: 1 } keys } => (Key(keys[0].Expression), false),
                    _ => default,
                };
            case ArgumentSyntax { NameColon.Name.Identifier.ValueText: var name }:
                return (Plain(name), true);
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: ExpressionSyntax call } list } argument
                when context.Model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method && list.Arguments.IndexOf(argument) is var index && index < method.Parameters.Length:
                return (Plain(method.Parameters[index].Name), true);
            default:
                return default;
        }

        string? Key(ExpressionSyntax key) => context.Model.GetConstantValue(key, cancellationToken).Value is string text ? Plain(text) : null;

        static string Plain(string name) => name.Replace("_", "").ToLowerInvariant();
    }
}
