using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PromptAnalyzers.Configuration;

/// <summary>A whole-number setting above zero, read from <c>.editorconfig</c> or a global analyzer config.</summary>
internal sealed class OptionDefinition
{
    /// <summary>All settings share this prefix.</summary>
    public const string Prefix = "prompt_analyzers.";

    public OptionDefinition(string name, int defaultValue, string unit, string usedBy)
    {
        Key = Prefix + name;
        DefaultValue = defaultValue;
        Unit = unit;
        UsedBy = usedBy;
    }

    /// <summary>The full key, for example <c>prompt_analyzers.max_tools_per_agent</c>.</summary>
    public string Key { get; }

    public int DefaultValue { get; }

    /// <summary>What is counted: characters, tokens, messages, tools, calls.</summary>
    public string Unit { get; }

    /// <summary>Ids of the rules that read the setting.</summary>
    public string UsedBy { get; }

    /// <summary>The configured value; the default where the key is missing or malformed.</summary>
    public int Read(AnalyzerConfigOptions options) => TryRead(options, out int value, out _) ? value : DefaultValue;

    /// <summary>False when the key is there with a value that is no whole number above zero.</summary>
    public bool IsValid(AnalyzerConfigOptions options, out string text) => TryRead(options, out _, out text) || text.Length == 0;

    private bool TryRead(AnalyzerConfigOptions options, out int value, out string text)
    {
        value = 0;
        if (!options.TryGetValue(Key, out string? found) || string.IsNullOrWhiteSpace(found))
        {
            text = "";
            return false;
        }

        text = found.Trim();
        return int.TryParse(text.Replace("_", ""), NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0;
    }
}
