using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>Tools that one agent, call, kernel or server advertises, in the order in which they are given.</summary>
internal sealed class ToolAttachment
{
    public ToolAttachment(Location? whole, ImmutableArray<ToolSet> steps)
    {
        Whole = whole;
        Steps = steps;
        Tools = ToolSet.Concat(steps).Distinct();
    }

    /// <summary>The expression that gives the tools; null when several statements give them.</summary>
    public Location? Whole { get; }

    public ImmutableArray<ToolSet> Steps { get; }

    public ToolSet Tools { get; }

    /// <summary>The whole expression, or the step by which the measure passes the limit.</summary>
    public Location PlaceWhere(Func<ToolSet, bool> isOver)
    {
        if (Whole is not null)
        {
            return Whole;
        }

        var sum = ToolSet.None;
        foreach (var step in Steps)
        {
            sum = sum.Plus(step);
            if (isOver(sum.Distinct()))
            {
                return step.Parts[step.Parts.Length - 1].Place;
            }
        }

        return Tools.Parts[Tools.Parts.Length - 1].Place;
    }
}
