using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>Tools that one agent, call, kernel or server advertises, in the order in which they are given.</summary>
internal sealed class ToolAttachment
{
    private readonly Func<bool>? _isAdvertised;

    /// <param name="whole">The expression that gives the tools, if it is one.</param>
    /// <param name="steps">What each statement gives.</param>
    /// <param name="isAdvertised">Whether a model is shown the tools, where that takes a search; null when it surely is.</param>
    public ToolAttachment(Location? whole, ImmutableArray<ToolSet> steps, Func<bool>? isAdvertised = null)
    {
        _isAdvertised = isAdvertised;
        Whole = whole;
        Steps = steps;
        Tools = ToolSet.Concat(steps).Distinct();
    }

    /// <summary>The expression that gives the tools; null when several statements give them.</summary>
    public Location? Whole { get; }

    public ImmutableArray<ToolSet> Steps { get; }

    public ToolSet Tools { get; }

    /// <summary>A model is shown the tools. Asked last: for the answer other bodies may have to be bound.</summary>
    public bool IsAdvertised => _isAdvertised is null || _isAdvertised();

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
