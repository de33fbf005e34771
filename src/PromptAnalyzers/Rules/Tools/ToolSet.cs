using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>Tools that come from one place: a list element, a plugin type, a group that a framework adds.</summary>
internal sealed class ToolPart
{
    public ToolPart(string from, int count, Location place, IOperation? element = null, ImmutableArray<IMethodSymbol> methods = default)
    {
        From = from;
        Count = count;
        Place = place;
        Element = element;
        Methods = methods.IsDefault ? ImmutableArray<IMethodSymbol>.Empty : methods;
    }

    /// <summary>For a message, after the count: <c>from MathPlugin</c>.</summary>
    public string From { get; }

    public int Count { get; }

    public Location Place { get; }

    /// <summary>The expression of a single tool, from which its schema can be read.</summary>
    public IOperation? Element { get; }

    /// <summary>The methods that are the tools, where a type declares them.</summary>
    public ImmutableArray<IMethodSymbol> Methods { get; }

    /// <summary>A framework adds them by itself.</summary>
    public bool IsHidden { get; private set; }

    public static ToolPart Hidden(string from, int count, Location place) => new(from, count, place) { IsHidden = true };
}

/// <summary>The tools that are certain, as far as the code tells, and how their number came about.</summary>
internal sealed class ToolSet
{
    public static readonly ToolSet None = new(ImmutableArray<ToolPart>.Empty);

    private ToolSet(ImmutableArray<ToolPart> parts) => Parts = parts;

    public ImmutableArray<ToolPart> Parts { get; }

    /// <summary>Without those that a framework adds by itself. Collections of unknown length add nothing.</summary>
    public int Visible => Parts.Where(static p => !p.IsHidden).Sum(static p => p.Count);

    public int Total => Parts.Sum(static p => p.Count);

    public static ToolSet Of(ToolPart part) => part.Count <= 0 ? None : new(ImmutableArray.Create(part));

    public static ToolSet Of(string from, int count, Location place) => Of(new ToolPart(from, count, place));

    /// <summary>One tool, given as an expression.</summary>
    public static ToolSet One(string from, IOperation element) => Of(new ToolPart(from, 1, element.Syntax.GetLocation(), element));

    public static ToolSet Concat(IEnumerable<ToolSet> sets) => sets.Aggregate(None, static (sum, set) => sum.Plus(set));

    /// <summary>Of two possible sets the one that has fewer tools: so many there are in any case.</summary>
    public static ToolSet Fewer(ToolSet left, ToolSet right) => left.Total <= right.Total ? left : right;

    public ToolSet Plus(ToolSet other) =>
        other.Parts.IsEmpty ? this : Parts.IsEmpty ? other : new ToolSet(Parts.AddRange(other.Parts));

    /// <summary>The set so many times, as a loop adds it.</summary>
    public ToolSet Times(int times) => times switch
    {
        <= 0 => None,
        1 => this,
        _ => new ToolSet(Parts.Select(p => new ToolPart(p.From, p.Count * times, p.Place)).ToImmutableArray()),
    };

    /// <summary>Every variable once: the same tool given twice is one tool.</summary>
    public ToolSet Distinct()
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        return new ToolSet(Parts.Where(p => OperationFacts.SymbolOf(p.Element) is not { } symbol || seen.Add(symbol)).ToImmutableArray());
    }

    /// <summary>The set as it is reported at one place.</summary>
    public ToolSet At(Location place) =>
        new(Parts.Select(p => new ToolPart(p.From, p.Count, place, p.Element, p.Methods)).ToImmutableArray());

    /// <summary>At most so many of the tools; which ones is not known.</summary>
    public ToolSet AtMost(int limit, Location place) => Total <= limit ? this : Of("listed here", limit, place);

    /// <summary>For a message: <c>17 from MathPlugin, 3 listed here</c>.</summary>
    public string Describe() => string.Join(
        ", ",
        Parts.GroupBy(static p => p.From, StringComparer.Ordinal)
            .Select(static g => (From: g.Key, Count: g.Sum(static p => p.Count)))
            .OrderByDescending(static g => g.Count).ThenBy(static g => g.From, StringComparer.Ordinal)
            .Select(static g => g.Count + " " + g.From));

    /// <summary>Each contributing element or import.</summary>
    public ImmutableArray<Location> Places() => Parts.Select(static p => p.Place).ToImmutableArray();
}
