using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>An expression whose tools are attached to a model, and where that is reported.</summary>
internal readonly struct AttachedValue
{
    public AttachedValue(IOperation value, Location place)
    {
        Value = value;
        Place = place;
    }

    public IOperation Value { get; }

    public Location Place { get; }
}
