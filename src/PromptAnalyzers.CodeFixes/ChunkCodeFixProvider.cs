using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// PA3001: asks the model about pieces of the text and merges the answers. It changes what the program costs, so a
/// person decides about each place: there is no FixAll.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChunkCodeFixProvider))]
public sealed class ChunkCodeFixProvider : PlannedCodeFixProvider
{
    internal const string Key = "PromptAnalyzers.Chunk";
    private const string Collections = "System.Collections.Generic";
    private const int DefaultChunk = 12_000;
    private const int DefaultCalls = 10;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.FileContentInPrompt);

    private protected override string EquivalenceKey => Key;

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (TextExpression.Find(context, diagnostic) is not { } text
            || PromptCall.Find(context, text, cancellationToken) is not { } call
            || context.Model.GetTypeInfo(text, cancellationToken) is not { Type.SpecialType: SpecialType.System_String, Nullability.FlowState: not NullableFlowState.MaybeNull })
        {
            return null;
        }

        int at = call.Statement.SpanStart;
        var usings = UsingDirectives.MissingForLinq(context, at).ToList();
        string list = UsingDirectives.Import(context, Collections, "List", 1, at, usings);
        if (usings.Count > 0 && !UsingDirectives.CanAdd(context))
        {
            return null;
        }

        string math = UsingDirectives.Import(context, "System", "Math", 0, at, usings);
        var helper = HelperRequest.Create(
            context,
            text,
            HelperSources.TextClass,
            nameof(HelperSources.Chunks),
            nameof(HelperSources.Chunks),
            type => type.SpecialType == SpecialType.System_String,
            (position, _) => HelperSources.Chunks
                .Replace("Math.", math + ".")
                .Replace(
                    "IEnumerable",
                    usings.Contains(Collections) ? "IEnumerable" : context.TypeName(Collections, "IEnumerable", 1, position)));
        if (helper is null)
        {
            return null;
        }

        int size = Number(diagnostic, DiagnosticProperties.ChunkCharacters, DefaultChunk);
        int calls = Number(diagnostic, DiagnosticProperties.MaxChunks, DefaultCalls);
        string title = string.Format(
            CultureInfo.InvariantCulture,
            "Send '{0}' in chunks of {1:N0} characters (at most {2:N0} calls, answers merged)",
            TextExpression.Describe(text),
            size,
            calls);
        return new FixPlan(title, text.Span, Edits(context, call, text, list, helper.Call, size, calls), ImmutableArray.Create(helper), usings);
    }

    private static IEnumerable<Edit> Edits(FixContext context, PromptCall call, ExpressionSyntax text, string list, string chunks, int size, int calls)
    {
        int at = call.Statement.SpanStart;
        string answers = context.UniqueName("partialAnswers", at);
        string chunk = context.UniqueName("chunk", at);
        string limit = LanguageFacts.Literal(calls, context.Version);

        // The text is looked at twice, so it must not be read twice.
        string indentation = context.IndentationAt(at);
        string whole = text.ToString();
        string declaration = "";
        if (context.Model.GetSymbolInfo(text).Symbol is not (ILocalSymbol or IParameterSymbol))
        {
            whole = context.UniqueName("text", at);
            declaration = $"string {whole} = {text};" + context.NewLine + indentation;
        }

        TextSpan awaited = call.Await.Span;
        string partialCall = context.Text.ToString(TextSpan.FromBounds(awaited.Start, text.SpanStart))
            + chunk
            + context.Text.ToString(TextSpan.FromBounds(text.Span.End, awaited.End));
        string pieces = $"{chunks}({whole}, {LanguageFacts.Literal(size, context.Version)})";
        const string CallMark = "CALL";
        string code = context.Restyle(
            $$"""
            var {{answers}} = new {{list}}<string>();
            foreach (string {{chunk}} in {{pieces}}.Take({{limit}})) // at most {{limit}} calls
            {
                {{answers}}.Add(({{CallMark}}){{call.AnswerText}});
            }

            if ({{pieces}}.Skip({{limit}}).Any())
            {
                {{answers}}.Add("[The text was too long: everything after this part was left out.]");
            }


            """,
            indentation);

        // User code goes in untouched: restyling could change a raw string.
        code = code.Replace("(" + CallMark + ")", "(" + partialCall + ")");
        yield return Edit.Insert(at, declaration + code.Substring(indentation.Length) + indentation);
        yield return new Edit(
            call.Prompt.Span,
            "$\"Merge these partial answers into one:\\n\\n{string.Join(\"\\n\\n\", " + answers + ")}\"");
    }
}
