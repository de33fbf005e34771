using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// PA4002, PA4004: takes as many items as the limit says, before the sequence is materialised or serialised, and keeps
/// the type of the result. PA3003: joins the last answers only.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TakeCodeFixProvider))]
public sealed class TakeCodeFixProvider : PlannedCodeFixProvider
{
    internal const string Key = "PromptAnalyzers.Take";

    private const int DefaultItems = 50;

    // Few enough that as many answers, each as long as a model may answer, fit a window beside other parts.
    private const int LastAnswers = 5;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleIds.PromptAccumulates, RuleIds.UnboundedToolQuery, RuleIds.UnboundedToolCollection);

    private protected override string EquivalenceKey => Key;

    private protected override FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (TextExpression.Find(context, diagnostic) is not { } expression)
        {
            return null;
        }

        var usings = UsingDirectives.MissingForLinq(context, expression.SpanStart).ToList();
        if (usings.Count > 0 && !UsingDirectives.CanAdd(context))
        {
            return null;
        }

        return diagnostic.Id == RuleIds.PromptAccumulates
            ? LastOf(context, expression, usings, cancellationToken)
            : FirstOf(context, expression, Number(diagnostic, DiagnosticProperties.MaxItems, DefaultItems), usings, cancellationToken);
    }

    /// <summary><c>string.Join(separator, answers.TakeLast(5))</c>; a text that only grows has no parts to count.</summary>
    private static FixPlan? LastOf(FixContext context, ExpressionSyntax expression, List<string> usings, CancellationToken cancellationToken)
    {
        if (Unwrapped(expression) is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } arguments } join
            || context.Model.GetSymbolInfo(join, cancellationToken).Symbol is not IMethodSymbol { Name: "Join", ContainingType.SpecialType: SpecialType.System_String } method
            || !HasOperator(context, "TakeLast")
            || context.Model.GetTypeInfo(arguments[1].Expression, cancellationToken).Type is not { } type
            || ElementType(type) is not { } element
            || (method.Parameters[1].IsParams && element.SpecialType != SpecialType.System_String))
        {
            return null;
        }

        var edits = After(arguments[1].Expression, ".TakeLast(" + LastAnswers + ")");
        return new FixPlan("Send only the last " + LastAnswers, expression.Span, edits, usings: usings);
    }

    private static FixPlan? FirstOf(FixContext context, ExpressionSyntax expression, int items, List<string> usings, CancellationToken cancellationToken)
    {
        string take = ".Take(" + LanguageFacts.Literal(items, context.Version) + ")";
        string title = string.Format(CultureInfo.InvariantCulture, "Return at most {0:N0} items", items);
        var edits = InChain(context, expression, take, cancellationToken)
            ?? InSerializer(context, expression, take, cancellationToken)
            ?? AtEnd(context, expression, take, cancellationToken);
        return edits is null ? null : new FixPlan(title, expression.Span, edits, usings: usings);
    }

    /// <summary>Before the ToList that ends a query.</summary>
    private static IEnumerable<Edit>? InChain(FixContext context, ExpressionSyntax expression, string take, CancellationToken cancellationToken)
    {
        if (Unwrapped(expression) is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            || access.Name.Identifier.ValueText is not ("ToList" or "ToArray" or "ToListAsync" or "ToArrayAsync")
            || context.Model.GetTypeInfo(access.Expression, cancellationToken).Type is not { } source
            || ElementType(source) is null || IsAsyncSequence(source))
        {
            return null;
        }

        // A chain that goes down the page goes on doing so.
        string lead = access.OperatorToken.GetPreviousToken().TrailingTrivia.Concat(access.OperatorToken.LeadingTrivia).Any(static t => t.IsKind(SyntaxKind.EndOfLineTrivia))
            && context.IsFirstOnLine(access.OperatorToken.SpanStart)
                ? context.NewLine + context.IndentationAt(access.OperatorToken.SpanStart)
                : "";
        return lead.Length > 0
            ? new[] { Edit.Insert(access.OperatorToken.SpanStart, take + lead) }
            : After(access.Expression, take);
    }

    private static IEnumerable<Edit>? InSerializer(FixContext context, ExpressionSyntax expression, string take, CancellationToken cancellationToken)
    {
        if (Unwrapped(expression) is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } call
            || context.Model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { Name: "Serialize" or "SerializeObject" } method
            || IsWrittenGeneric(call)
            || arguments.Skip(1).Any(a => context.Model.GetTypeInfo(a.Expression, cancellationToken).Type?.Name is not ("JsonSerializerOptions" or "Formatting" or "JsonSerializerSettings"))
            || method.ContainingType.Name is not ("JsonSerializer" or "JsonConvert")
            || context.Model.GetTypeInfo(arguments[0].Expression, cancellationToken).Type is not { } source
            || ElementType(source) is null || IsAsyncSequence(source) || IsMap(source))
        {
            return null;
        }

        return After(arguments[0].Expression, take);
    }

    private static bool IsWrittenGeneric(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax } or GenericNameSyntax;

    /// <summary>After the whole expression, and back to the type that the tool returns.</summary>
    private static IEnumerable<Edit>? AtEnd(FixContext context, ExpressionSyntax expression, string take, CancellationToken cancellationToken)
    {
        var info = context.Model.GetTypeInfo(expression, cancellationToken);
        var type = info.Type;
        bool awaits = false;
        Edit? makeAsync = null;
        if (type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } arguments })
        {
            makeAsync = AsyncPassThrough.MakeAsync(context, expression, type, cancellationToken);
            if (makeAsync is null)
            {
                return null;
            }

            awaits = true;
            type = arguments[0];
        }

        var target = awaits ? type : info.ConvertedType;
        if (type is null || target is null || ElementType(type) is null || IsAsyncSequence(type) || IsMap(type) || Materialise(target) is not { } tail)
        {
            return null;
        }

        bool maybeNull = info.Nullability.FlowState == NullableFlowState.MaybeNull && !awaits;
        var edits = (awaits
            ? After(expression, (maybeNull ? "?" : "") + take + tail, "await ", AsyncPassThrough.ConfigureAwait(expression))
            : After(expression, (maybeNull ? "?" : "") + take + tail)).ToList();
        if (makeAsync is { } edit)
        {
            edits.Add(edit);
        }

        return edits;
    }

    /// <summary>The call that turns a sequence into the wanted type; null when there is none that keeps it.</summary>
    private static string? Materialise(ITypeSymbol target)
    {
        if (target is IArrayTypeSymbol { Rank: 1 })
        {
            return ".ToArray()";
        }

        return target.OriginalDefinition.SpecialType switch
        {
            SpecialType.System_Collections_Generic_IEnumerable_T => "",
            SpecialType.System_Collections_Generic_IList_T
                or SpecialType.System_Collections_Generic_ICollection_T
                or SpecialType.System_Collections_Generic_IReadOnlyList_T
                or SpecialType.System_Collections_Generic_IReadOnlyCollection_T => ".ToList()",
            _ => LanguageFacts.IsType(target, "System.Collections.Generic", "List") ? ".ToList()" : null,
        };
    }

    private static IEnumerable<Edit> After(ExpressionSyntax expression, string text, string prefix = "", string suffix = "")
    {
        bool isPostfix = prefix.Length == 0 && expression is InvocationExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax
            or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or ObjectCreationExpressionSyntax or ThisExpressionSyntax or PostfixUnaryExpressionSyntax;
        if (isPostfix)
        {
            yield return Edit.Insert(expression.Span.End, text);
            yield break;
        }

        int length = expression.Span.Length;
        yield return Edit.Insert(expression.SpanStart, "(" + prefix, -length);
        yield return Edit.Insert(expression.Span.End, suffix + ")" + text, length);
    }

    private static ExpressionSyntax Unwrapped(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case AwaitExpressionSyntax awaited:
                    expression = awaited.Expression;
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } configured }:
                    expression = configured.Expression;
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                    expression = suppressed.Operand;
                    break;
                default:
                    return expression;
            }
        }
    }

    private static ITypeSymbol? ElementType(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String)
        {
            return null;
        }

        if (type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
        {
            return ((INamedTypeSymbol)type).TypeArguments[0];
        }

        return type.AllInterfaces.FirstOrDefault(static i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0];
    }

    /// <summary>Two ways to enumerate, hence two meanings of Take.</summary>
    private static bool IsAsyncSequence(ITypeSymbol type) =>
        type.AllInterfaces.Any(static i => i.Name == "IAsyncEnumerable") && type.AllInterfaces.All(static i => i.Name != "IQueryable");

    private static bool IsMap(ITypeSymbol type) => type.Name == "IDictionary" || type.AllInterfaces.Any(static i => i.Name is "IDictionary" or "IReadOnlyDictionary");

    /// <summary>Older targets have no TakeLast.</summary>
    private static bool HasOperator(FixContext context, string name) =>
        context.Model.Compilation.SourceModule.ReferencedAssemblySymbols
            .Any(a => a.GetTypeByMetadataName("System.Linq.Enumerable") is { } type && !type.GetMembers(name).IsEmpty);
}
