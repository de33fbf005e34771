using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// PA3001, PA3002: a list of contents goes into a message. Its texts can be cut, its images cannot; whether there are any, and
/// whether they may be left out, only a person knows, so there is a light bulb and no more.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SendTextCodeFixProvider))]
public sealed class SendTextCodeFixProvider : PlannedCodeFixProvider
{
    internal const string Key = "PromptAnalyzers.SendText";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleIds.FileContentInPrompt, RuleIds.UnboundedContentInPrompt);

    private protected override string EquivalenceKey => Key;

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (TextExpression.Find(context, diagnostic) is not { } contents
            || contents.Parent is not ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent: ArgumentListSyntax { Parent: ExpressionSyntax call } list } argument
            || context.Model.GetTypeInfo(contents, cancellationToken) is not { Type: { } type, Nullability.FlowState: not NullableFlowState.MaybeNull }
            || TextNamespace(type) is not { } space
            || context.Model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method
            || !TakesText(method, argument.NameColon is null ? list.Arguments.IndexOf(argument) : -1)
            || TruncateCodeFixProvider.Helper(context, contents, middle: false, maybeNull: false) is not { } helper)
        {
            return null;
        }

        var usings = UsingDirectives.MissingForLinq(context, contents.SpanStart).ToList();
        if (usings.Count > 0 && !UsingDirectives.CanAdd(context))
        {
            return null;
        }

        int cap = Number(diagnostic, DiagnosticProperties.MaxCharacters, TruncateCodeFixProvider.DefaultCap);
        string content = context.UniqueName("content", contents.SpanStart);
        string text = context.TypeName(space, "TextContent", 0, contents.SpanStart);
        var edits = SequenceExpression.After(contents, $".OfType<{text}>().Select({content} => {content}.Text)), {LanguageFacts.Literal(cap, context.Version)})")
            .Prepend(Edit.Insert(contents.SpanStart, helper.Call + "(string.Join(\"\\n\", ", int.MinValue));
        string title = string.Format(
            CultureInfo.InvariantCulture, "Send only the text of '{0}', at most {1:N0} characters", TextExpression.Describe(contents), cap);
        return new FixPlan(title, contents.Span, edits, ImmutableArray.Create(helper), usings);
    }

    /// <summary>Where the SDK of these contents has its type for text; null for any other sequence.</summary>
    private static string? TextNamespace(ITypeSymbol type)
    {
        var element = SequenceExpression.ElementType(type);
        return LanguageFacts.IsType(element, "Microsoft.Extensions.AI", "AIContent") ? "Microsoft.Extensions.AI"
            : LanguageFacts.IsType(element, "Microsoft.SemanticKernel", "KernelContent") ? "Microsoft.SemanticKernel"
            : null;
    }

    /// <summary>True when the same call can be made with a text in place of the contents.</summary>
    private static bool TakesText(IMethodSymbol method, int index)
    {
        var definition = method.ReducedFrom ?? method;
        index += definition.Parameters.Length - method.Parameters.Length;
        return index >= 0 && index < definition.Parameters.Length && definition.ContainingType.GetMembers(definition.Name).OfType<IMethodSymbol>().Any(other =>
            other.IsStatic == definition.IsStatic
            && other.DeclaredAccessibility == Accessibility.Public
            && other.Parameters.Length == definition.Parameters.Length
            && other.Parameters.Select((parameter, i) => i == index
                ? parameter.Type.SpecialType == SpecialType.System_String
                : SymbolEqualityComparer.Default.Equals(parameter.Type, definition.Parameters[i].Type)).All(static same => same));
    }
}
