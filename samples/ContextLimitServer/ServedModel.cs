using System.Globalization;

namespace ContextLimitServer;

/// <summary>One model of the server: a hosted one with a context window, or a local one with a memory to fill.</summary>
public sealed record ServedModel(string Name)
{
    /// <summary>Messages, tool schemas and the requested answer have to fit in it together.</summary>
    public int ContextWindow { get; init; } = 16_384;

    /// <summary>The longest answer that may be asked for, where the model has such a limit besides the window.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Set: this is a model on the user's own machine, and it runs out of memory instead of window.</summary>
    public LocalMemory? Memory { get; init; }

    public override string ToString() => Memory is null
        ? string.Create(CultureInfo.InvariantCulture, $"{Name}: a window of {ContextWindow} tokens")
        : string.Create(CultureInfo.InvariantCulture, $"{Name}: local, {Memory.Weights:0.0} GiB of weights in {Memory.Available:0.0} GiB of memory");
}

/// <summary>
/// The memory of a local model. The weights are always in it; the key/value cache grows with the prompt, and for an
/// 8B Llama 3.1 at 16 bits it takes 0.125 GiB for 1,024 tokens.
/// </summary>
public sealed record LocalMemory(double Weights, double Available)
{
    public double CachePerThousandTokens { get; init; } = 0.125;

    public double NeededFor(int tokens) => Weights + (tokens / 1024.0 * CachePerThousandTokens);
}
