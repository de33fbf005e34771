using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// PA1003: attaches only the first tools of a listing. Which tools a task needs only a person knows, and their names are
/// not in the code: it is a beginning, hence no FixAll.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(McpToolsCodeFixProvider))]
public sealed class McpToolsCodeFixProvider : PlannedCodeFixProvider
{
    internal const string Key = "PromptAnalyzers.FirstTools";
    private const int DefaultTools = 10;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.UnfilteredMcpTools);

    private protected override string EquivalenceKey => Key;

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(DiagnosticProperties.McpKind, out string? kind) || kind != DiagnosticProperties.McpListed
            || !context.Owns(diagnostic.Location)
            || ListingIn(context, context.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), cancellationToken) is not { } listing)
        {
            return null;
        }

        var usings = UsingDirectives.MissingForLinq(context, listing.SpanStart).ToList();
        if (usings.Count > 0 && !UsingDirectives.CanAdd(context))
        {
            return null;
        }

        int count = Number(diagnostic, DiagnosticProperties.MaxTools, DefaultTools);
        string take = string.Format(CultureInfo.InvariantCulture, ".Take({0})", count) + (NeedsList(context, listing, cancellationToken) ? ".ToList()" : "");
        var edits = IsPrimary(listing)
            ? new[] { Edit.Insert(listing.Span.End, take) }
            : new[] { Edit.Insert(listing.SpanStart, "("), Edit.Insert(listing.Span.End, ")" + take) };
        return new FixPlan(
            string.Format(CultureInfo.InvariantCulture, "Attach only the first {0} tools", count), diagnostic.Location.SourceSpan, edits, usings: usings);
    }

    /// <summary>The sequence that can be cut without changing the type of what is attached; null for any other shape.</summary>
    private static ExpressionSyntax? ListingIn(FixContext context, SyntaxNode node, CancellationToken cancellationToken)
    {
        switch (node)
        {
            case ArgumentSyntax argument:
                return ListingIn(context, argument.Expression, cancellationToken);
            case SpreadElementSyntax spread:
                return IsSequence(context.Model.GetTypeInfo(spread.Expression, cancellationToken).Type) ? spread.Expression : null;
            case CollectionExpressionSyntax { Elements: { Count: 1 } elements } when elements[0] is SpreadElementSyntax only:
                return ListingIn(context, only, cancellationToken);
            case InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToList" or "ToArray" } copy }:
                return IsSequence(context.Model.GetTypeInfo(copy.Expression, cancellationToken).Type) ? copy.Expression : null;
            case BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: { Count: 1 } arguments }
                when LanguageFacts.IsType(context.Model.GetTypeInfo(node, cancellationToken).Type, "System.Collections.Generic", "List"):
                return ListingIn(context, arguments[0].Expression, cancellationToken);
            case ExpressionSyntax expression:
                var type = context.Model.GetTypeInfo(expression, cancellationToken);
                return (type.ConvertedType?.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T && IsSequence(type.Type))
                    || NeedsList(context, expression, cancellationToken)
                        ? expression
                        : null;
            default:
                return null;
        }
    }

    /// <summary>
    /// A list that is filled elsewhere is cut where it is attached: what else it is for stays whole. Only a copy of the same
    /// elements can take its place.
    /// </summary>
    private static bool NeedsList(FixContext context, ExpressionSyntax expression, CancellationToken cancellationToken)
    {
        var type = context.Model.GetTypeInfo(expression, cancellationToken);
        return IsPrimary(expression)
            && expression.Parent is not SpreadElementSyntax
            && type.ConvertedType is INamedTypeSymbol { TypeArguments: { Length: 1 } wanted } target
            && (LanguageFacts.IsType(target, "System.Collections.Generic", "List")
                || target.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_IList_T or SpecialType.System_Collections_Generic_ICollection_T
                    or SpecialType.System_Collections_Generic_IReadOnlyList_T or SpecialType.System_Collections_Generic_IReadOnlyCollection_T)
            && type.Type is not null && SequenceExpression.ElementType(type.Type) is { } element
            && SymbolEqualityComparer.Default.Equals(element, wanted[0]);
    }

    private static bool IsSequence(ITypeSymbol? type) =>
        type is not null && type.AllInterfaces.Concat(new[] { type }).Any(static t => t.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);

    private static bool IsPrimary(ExpressionSyntax expression) =>
        expression is NameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax;
}
