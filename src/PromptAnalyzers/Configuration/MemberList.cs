using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Configuration;

/// <summary>
/// A setting that lists members by full name, separated by commas: the short form of a list file. In a global analyzer
/// config it adds facts for the whole compilation.
/// </summary>
internal sealed class MemberList
{
    private readonly string _word;

    private MemberList(string name, string word, string example)
    {
        Key = OptionDefinition.Prefix + name;
        _word = word;
        Example = example;
    }

    /// <summary>Methods whose result has no size that the program controls.</summary>
    public static MemberList Sources { get; } = new("source_members", "text:http", "Acme.Archive.Load");

    /// <summary>Methods whose result is small, whatever they are given.</summary>
    public static MemberList Bounders { get; } = new("bounding_members", "bound", "Acme.Text.Shorten");

    /// <summary>Methods that send one of their parameters to a model: <c>Acme.Gateway.Ask(question)</c>.</summary>
    public static MemberList Prompts { get; } = new("prompt_members", "sink", "Acme.Gateway.Ask(question)");

    /// <summary>Attributes that make a method a tool.</summary>
    public static MemberList ToolAttributes { get; } = new("tool_attributes", "tool-attribute", "Acme.ToolAttribute");

    public static ImmutableArray<MemberList> All { get; } = ImmutableArray.Create(Sources, Bounders, Prompts, ToolAttributes);

    /// <summary>The full key, for example <c>prompt_analyzers.source_members</c>.</summary>
    public string Key { get; }

    public string Example { get; }

    /// <summary>The text as it is configured; null where the key is missing or empty.</summary>
    public string? Text(AnalyzerConfigOptions options) =>
        options.TryGetValue(Key, out string? text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>The entries; a malformed one gives its problem instead of a fact.</summary>
    public IEnumerable<(FactLine Fact, string? Problem)> Read(string text)
    {
        foreach (string entry in text.Split(new[] { ',', ';' }, StringSplitOptions.RemoveEmptyEntries).Select(static e => e.Trim()))
        {
            if (entry.Length == 0)
            {
                continue;
            }

            int open = entry.IndexOf('(');
            string line = open < 0 ? entry : entry.Substring(0, open) + " " + entry.Substring(open + 1).TrimEnd(')');
            yield return FactLine.TryRead(_word + " " + line, out var fact, out string problem) ? (fact, null) : (default, problem);
        }
    }
}
