using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Rules.History;

/// <summary>A place at which all of a history goes to a model.</summary>
internal readonly struct HistorySend
{
    public HistorySend(IOperation value, IOperation call, string name)
    {
        Value = value;
        Call = call;
        Name = name;
    }

    /// <summary>What is sent: the history or a copy of it.</summary>
    public IOperation Value { get; }

    /// <summary>The call, creation or assignment that takes it.</summary>
    public IOperation Call { get; }

    /// <summary>As the message names it, for example GetResponseAsync.</summary>
    public string Name { get; }
}
