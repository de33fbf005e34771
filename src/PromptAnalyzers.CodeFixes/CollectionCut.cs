using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static PromptAnalyzers.CodeFixes.SequenceExpression;

namespace PromptAnalyzers.CodeFixes;

/// <summary>How one collection that a tool returns is cut, to the first items or to a page of them.</summary>
internal sealed class CollectionCut
{
    private readonly FixContext _context;
    private readonly ExpressionSyntax _expression;
    private readonly int _items;
    private readonly bool _pages;
    private readonly IReadOnlyList<string> _usings;

    public CollectionCut(FixContext context, ExpressionSyntax expression, int items, bool pages, IReadOnlyList<string> usings)
    {
        _context = context;
        _expression = expression;
        _items = items;
        _pages = pages;
        _usings = usings;
    }

    public FixPlan? Plan(string? key, CancellationToken cancellationToken)
    {
        var edits = InChain(_expression, cancellationToken) ?? InSerializer(cancellationToken) ?? InJoin(cancellationToken) ?? AtEnd(cancellationToken);
        string title = string.Format(
            CultureInfo.InvariantCulture, _pages ? "Return pages of at most {0:N0} items" : "Return at most {0:N0} items", _items);
        string name = TextExpression.MemberName(_expression);
        return edits is null ? null
            : new FixPlan(title, _expression.Span, name.Length > 0 ? edits.Append(Edit.Insert(_expression.SpanStart, name, int.MinValue)) : edits, usings: _usings) { Key = key };
    }

    /// <summary>The calls that cut, and what else they need; null where there can be no page.</summary>
    private (IReadOnlyList<string> Operators, IEnumerable<Edit> Edits)? Operators(ExpressionSyntax sequence, CancellationToken cancellationToken)
    {
        string take = ".Take(" + LanguageFacts.Literal(_items, _context.Version) + ")";
        if (!_pages)
        {
            return (new[] { take }, Enumerable.Empty<Edit>());
        }

        return _context.Callers is { } callers && Paging.Create(_context, _expression, sequence, callers, cancellationToken) is { } paging
            ? (paging.Operators.Append(take).ToList(), paging.Edits)
            : null;
    }

    /// <summary>Before the ToList that ends a query.</summary>
    private IEnumerable<Edit>? InChain(ExpressionSyntax expression, CancellationToken cancellationToken)
    {
        if (Unwrapped(expression) is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            || access.Name.Identifier.ValueText is not ("ToList" or "ToArray" or "ToListAsync" or "ToArrayAsync")
            || _context.Model.GetTypeInfo(access.Expression, cancellationToken).Type is not { } source
            || ElementType(source) is null || IsAsyncSequence(source)
            || Operators(access.Expression, cancellationToken) is not { } cut)
        {
            return null;
        }

        // A chain that goes down the page goes on doing so.
        string lead = access.OperatorToken.GetPreviousToken().TrailingTrivia.Concat(access.OperatorToken.LeadingTrivia).Any(static t => t.IsKind(SyntaxKind.EndOfLineTrivia))
            && _context.IsFirstOnLine(access.OperatorToken.SpanStart)
                ? _context.NewLine + _context.IndentationAt(access.OperatorToken.SpanStart)
                : "";
        return cut.Edits.Concat(lead.Length > 0
            ? new[] { Edit.Insert(access.OperatorToken.SpanStart, string.Concat(cut.Operators.Select(o => o + lead))) }
            : After(access.Expression, string.Concat(cut.Operators)));
    }

    private IEnumerable<Edit>? InSerializer(CancellationToken cancellationToken)
    {
        if (Unwrapped(_expression) is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } call
            || _context.Model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { Name: "Serialize" or "SerializeObject" } method
            || method.ContainingType.Name is not ("JsonSerializer" or "JsonConvert"))
        {
            return null;
        }

        // The rows that are not sent need not be read either.
        var value = arguments[0].Expression;
        if (InChain(value, cancellationToken) is { } inner)
        {
            return inner;
        }

        return IsWrittenGeneric(call)
            || arguments.Skip(1).Any(a => _context.Model.GetTypeInfo(a.Expression, cancellationToken).Type?.Name is not ("JsonSerializerOptions" or "Formatting" or "JsonSerializerSettings"))
            || _context.Model.GetTypeInfo(value, cancellationToken) is not { Type: { } source } info
            || ElementType(source) is null || IsAsyncSequence(source) || IsMap(source)
            || Operators(value, cancellationToken) is not { } cut
                ? null
                : cut.Edits.Concat(After(value, Conditional(info) + string.Concat(cut.Operators)));
    }

    /// <summary>A line for each element: as many lines as elements are let through.</summary>
    private IEnumerable<Edit>? InJoin(CancellationToken cancellationToken) =>
        Unwrapped(_expression) is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } arguments } join
        && _context.Model.GetSymbolInfo(join, cancellationToken).Symbol is IMethodSymbol { Name: "Join", ContainingType.SpecialType: SpecialType.System_String } method
        && !method.Parameters[1].IsParams
        && _context.Model.GetTypeInfo(arguments[1].Expression, cancellationToken) is { Type: { } type } info
        && ElementType(type) is not null
        && Conditional(info).Length == 0
        && Operators(arguments[1].Expression, cancellationToken) is { } cut
            ? cut.Edits.Concat(After(arguments[1].Expression, string.Concat(cut.Operators)))
            : null;

    private static bool IsWrittenGeneric(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax } or GenericNameSyntax;

    /// <summary>After the whole expression, and back to the type that the tool returns.</summary>
    private IEnumerable<Edit>? AtEnd(CancellationToken cancellationToken)
    {
        var info = _context.Model.GetTypeInfo(_expression, cancellationToken);
        var type = info.Type;
        bool awaits = false;
        Edit? makeAsync = null;
        if (type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } arguments })
        {
            makeAsync = AsyncPassThrough.MakeAsync(_context, _expression, type, cancellationToken);
            if (makeAsync is null)
            {
                return null;
            }

            awaits = true;
            type = arguments[0];
        }

        var target = awaits ? type : info.ConvertedType;
        if (type is null || target is null || ElementType(type) is null || IsAsyncSequence(type) || IsMap(type) || Materialise(target) is not { } tail
            || Operators(_expression, cancellationToken) is not { } cut)
        {
            return null;
        }

        string calls = (awaits ? "" : Conditional(info)) + string.Concat(cut.Operators) + tail;
        var edits = cut.Edits.Concat(awaits
            ? After(_expression, calls, "await ", AsyncPassThrough.ConfigureAwait(_expression))
            : After(_expression, calls)).ToList();
        if (makeAsync is { } edit)
        {
            edits.Add(edit);
        }

        return edits;
    }

    /// <summary>What may be null stays null.</summary>
    private static string Conditional(TypeInfo info) => info.Nullability.FlowState == NullableFlowState.MaybeNull ? "?" : "";

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
}
