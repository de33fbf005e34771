using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>How many tools an expression attaches, as far as the code tells, and how the number came about.</summary>
internal sealed class ToolCount
{
    public static readonly ToolCount None = new(ImmutableDictionary<string, int>.Empty, ImmutableArray<Location>.Empty);

    private readonly ImmutableDictionary<string, int> _parts;

    private ToolCount(ImmutableDictionary<string, int> parts, ImmutableArray<Location> places)
    {
        _parts = parts;
        Places = places;
    }

    /// <summary>Tools that are certain. Collections of unknown length add nothing.</summary>
    public int Total => _parts.Values.Sum();

    /// <summary>Each contributing element or import.</summary>
    public ImmutableArray<Location> Places { get; }

    public static ToolCount Of(string from, int count, SyntaxNode place) =>
        new(ImmutableDictionary<string, int>.Empty.Add(from, count), ImmutableArray.Create(place.GetLocation()));

    public ToolCount Plus(ToolCount other)
    {
        var parts = _parts;
        foreach (var part in other._parts)
        {
            parts = parts.SetItem(part.Key, (parts.TryGetValue(part.Key, out int before) ? before : 0) + part.Value);
        }

        return new ToolCount(parts, Places.AddRange(other.Places));
    }

    /// <summary>For a message: <c>17 from MathPlugin, 3 listed here</c>.</summary>
    public string Describe() => string.Join(
        ", ",
        _parts.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value + " " + p.Key));
}
