using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// PA4002: one more parameter of the tool, <c>int skip = 0</c>, with which a model can ask for the next page. Only where
/// pages are sure to fit together: the order of the elements is known, and no caller is broken by the parameter.
/// </summary>
internal sealed class Paging
{
    private const string Parameter = "skip";
    private const string Text = "Rows to skip";

    private Paging(IReadOnlyList<string> operators, IReadOnlyList<Edit> edits)
    {
        Operators = operators;
        Edits = edits;
    }

    /// <summary>What the chain gets before its <c>Take</c>.</summary>
    public IReadOnlyList<string> Operators { get; }

    /// <summary>The parameter and its documentation.</summary>
    public IReadOnlyList<Edit> Edits { get; }

    /// <summary>Null where a plain <c>Take</c> is all that is sure to be right.</summary>
    public static Paging? Create(FixContext context, ExpressionSyntax expression, ExpressionSyntax sequence, ToolCallers callers, CancellationToken cancellationToken)
    {
        if (ToolAround(expression) is not { } tool
            || context.Model.GetDeclaredSymbol(tool, cancellationToken) is not { } method
            || !MayChange(method, tool)
            || PlaceOf(method) is not { } index
            || !callers.AllowParameter(method, index, cancellationToken)
            || InOrder(context, sequence, tool, cancellationToken) is not { } operators
            || Documentation(context, tool) is not { } documentation)
        {
            return null;
        }

        string attribute = LanguageFacts.IsType(context.Model.LookupNamespacesAndTypes(expression.SpanStart, name: "DescriptionAttribute").FirstOrDefault() as INamedTypeSymbol, "System.ComponentModel", "DescriptionAttribute")
            ? $"[Description(\"{Text}\")] "
            : "";
        string declaration = attribute + "int " + Parameter + " = 0";
        return new Paging(operators.Concat(new[] { ".Skip(" + Parameter + ")" }).ToList(), documentation.Append(Declare(context, tool.ParameterList, index, declaration)).ToList());
    }

    /// <summary>The method that returns the expression itself: a lambda in between has parameters of its own.</summary>
    public static MethodDeclarationSyntax? ToolAround(SyntaxNode expression) =>
        expression.Ancestors().FirstOrDefault(static n => n is MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) as MethodDeclarationSyntax;

    private static bool MayChange(IMethodSymbol method, MethodDeclarationSyntax tool) =>
        !method.IsOverride && !method.IsVirtual && !method.IsAbstract && !method.IsExtern && !method.IsPartialDefinition
        && method.PartialDefinitionPart is null && method.ExplicitInterfaceImplementations.IsEmpty
        && method.ContainingType.TypeKind is TypeKind.Class or TypeKind.Struct
        && !tool.ParameterList.ContainsDirectives
        && !tool.DescendantTokens().Any(static t => t.IsKind(SyntaxKind.IdentifierToken) && t.ValueText == Parameter)
        && !method.ContainingType.AllInterfaces.SelectMany(i => i.GetMembers(method.Name))
            .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
        && IsOnlyOne(method);

    /// <summary>With an overload, a call could come to mean the other method.</summary>
    private static bool IsOnlyOne(IMethodSymbol method)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(method.Name).Any(member => !SymbolEqualityComparer.Default.Equals(member, method)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Behind the others, but before a token, which comes last.</summary>
    private static int? PlaceOf(IMethodSymbol method)
    {
        if (method.Parameters.Any(static p => p.IsParams || p.RefKind != RefKind.None))
        {
            return null;
        }

        int count = method.Parameters.Length;
        if (count == 0 || method.Parameters[count - 1].Type.Name != "CancellationToken")
        {
            return count;
        }

        // What is optional cannot stand before what is not.
        return method.Parameters[count - 1].IsOptional ? count - 1 : null;
    }

    private static Edit Declare(FixContext context, ParameterListSyntax list, int index, string declaration)
    {
        if (index == list.Parameters.Count)
        {
            if (index == 0)
            {
                return Edit.Insert(list.OpenParenToken.Span.End, declaration);
            }

            var last = list.Parameters[index - 1];
            return Edit.Insert(last.Span.End, "," + Gap(context, last) + declaration);
        }

        var next = list.Parameters[index];
        return Edit.Insert(next.SpanStart, declaration + "," + Gap(context, next));
    }

    private static string Gap(FixContext context, ParameterSyntax parameter) =>
        context.IsFirstOnLine(parameter.SpanStart) ? context.NewLine + context.IndentationAt(parameter.SpanStart) : " ";

    /// <summary>A comment that documents the other parameters documents this one as well; null where it cannot be added.</summary>
    private static IReadOnlyList<Edit>? Documentation(FixContext context, MethodDeclarationSyntax tool)
    {
        var last = tool.GetLeadingTrivia()
            .Where(static t => t.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || t.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia))
            .SelectMany(static t => t.GetStructure()!.DescendantNodes().OfType<XmlElementSyntax>())
            .LastOrDefault(static e => e.StartTag.Name.LocalName.ValueText == "param");
        if (last is null)
        {
            return Array.Empty<Edit>();
        }

        int first = context.Text.Lines.GetLineFromPosition(last.SpanStart).Start;
        int end = context.Text.Lines.GetLineFromPosition(last.Span.End).End;
        string indentation = context.IndentationAt(last.SpanStart);
        bool isAlone = context.Text.ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(first, last.SpanStart)).Trim() == "///"
            && string.IsNullOrWhiteSpace(context.Text.ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(last.Span.End, end)));
        return isAlone
            ? new[] { Edit.Insert(last.Span.End, $"{context.NewLine}{indentation}/// <param name=\"{Parameter}\">{Text}.</param>") }
            : null;
    }

    /// <summary>
    /// What the chain lacks to have an order; null when none can be given. Pages of a query without an order may
    /// repeat rows and leave out others; a second OrderBy would undo the first.
    /// </summary>
    private static IReadOnlyList<string>? InOrder(FixContext context, ExpressionSyntax sequence, MethodDeclarationSyntax tool, CancellationToken cancellationToken)
    {
        bool isProjected = false;
        string? element = null;
        for (var current = sequence; ; )
        {
            if (context.Model.GetTypeInfo(current, cancellationToken).Type is { Name: "ParallelQuery" or "IOrderedQueryable" or "IOrderedEnumerable" } type)
            {
                return type.Name == "ParallelQuery" ? null : Array.Empty<string>();
            }

            if (current is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call)
            {
                return current is MemberAccessExpressionSyntax or IdentifierNameSyntax
                    && context.Model.GetSymbolInfo(current, cancellationToken).Symbol is IFieldSymbol or IPropertySymbol
                        ? ById(context, sequence, tool, isProjected, element, cancellationToken)
                        : null;
            }

            if (context.Model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { ContainingNamespace: { } space } method
                && space.ToDisplayString() == "System.IO")
            {
                // Lines have their order, and a folder lists its files alike while nothing changes in it.
                return method.Name is "ReadLines" or "ReadAllLines" || method.Name.StartsWith("Get", StringComparison.Ordinal) || method.Name.StartsWith("Enumerate", StringComparison.Ordinal)
                    ? Array.Empty<string>()
                    : null;
            }

            switch (access.Name.Identifier.ValueText)
            {
                case "Set":
                    return ById(context, sequence, tool, isProjected, element, cancellationToken);
                case "Select":
                    isProjected = true;
                    break;
                case "Where" or "AsNoTracking" or "AsNoTrackingWithIdentityResolution" or "AsSplitQuery" or "AsSingleQuery" or "AsQueryable" or "AsEnumerable"
                    or "Include" or "ThenInclude" or "TagWith" or "IgnoreQueryFilters":
                    break;
                default:
                    return null;
            }

            element ??= access.Name.Identifier.ValueText == "Where" && call.ArgumentList.Arguments.FirstOrDefault()?.Expression is SimpleLambdaExpressionSyntax lambda
                ? lambda.Parameter.Identifier.ValueText
                : null;
            current = access.Expression;
        }
    }

    private static IReadOnlyList<string>? ById(
        FixContext context, ExpressionSyntax sequence, MethodDeclarationSyntax tool, bool isProjected, string? name, CancellationToken cancellationToken)
    {
        if (isProjected
            || context.Model.GetTypeInfo(sequence, cancellationToken).Type is not { } type
            || SequenceExpression.ElementType(type) is not { } element
            || KeyOf(element) is not { } key)
        {
            return null;
        }

        name ??= char.ToLowerInvariant(element.Name[0]).ToString();
        bool isFree = context.Model.LookupSymbols(sequence.SpanStart, name: name).IsEmpty
            && !tool.DescendantNodes().Any(n => n is VariableDeclaratorSyntax { Identifier.ValueText: var other } && other == name);
        return isFree ? new[] { $".OrderBy({name} => {name}.{key})" } : null;
    }

    /// <summary>The one property marked as the key, else what Entity Framework takes for it by its name.</summary>
    private static string? KeyOf(ITypeSymbol element)
    {
        var properties = new List<IPropertySymbol>();
        for (ITypeSymbol? type = element; type is not null; type = type.BaseType)
        {
            properties.AddRange(type.GetMembers().OfType<IPropertySymbol>().Where(static p => p is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, GetMethod: not null }));
        }

        var marked = properties.Where(static p => p.GetAttributes().Any(static a => LanguageFacts.IsType(a.AttributeClass, "System.ComponentModel.DataAnnotations", "KeyAttribute"))).ToList();
        var key = marked.Count > 0
            ? marked.Count == 1 ? marked[0] : null
            : properties.FirstOrDefault(static p => p.Name == "Id") ?? properties.FirstOrDefault(p => p.Name == element.Name + "Id");
        return key?.Type is { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16 or SpecialType.System_String } or { Name: "Guid" } ? key.Name : null;
    }
}
