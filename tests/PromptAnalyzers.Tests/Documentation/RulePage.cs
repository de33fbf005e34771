using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptAnalyzers.Tests.Documentation;

/// <summary>A page of docs/rules, taken apart by its headings.</summary>
internal sealed partial class RulePage
{
    private readonly List<(string Heading, string Text)> sections = [];

    private RulePage(string text)
    {
        string[] parts = SectionStart().Split(text.ReplaceLineEndings("\n"));
        Head = parts[0].Split('\n');
        foreach (string part in parts.Skip(1))
        {
            int end = part.IndexOf('\n', StringComparison.Ordinal);
            sections.Add((part[..end], part[(end + 1)..]));
        }
    }

    /// <summary>The lines above the first section: title, blank, severity.</summary>
    public IReadOnlyList<string> Head { get; }

    public IEnumerable<string> Headings => sections.Select(section => section.Heading);

    public string this[string heading] => sections.Single(section => section.Heading == heading).Text;

    public static RulePage Read(string id) => new(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "rules", id + ".md")));

    /// <summary>The one block of code of a section, with the language that it is marked as.</summary>
    public (string Language, string Code) Code(string heading)
    {
        var block = Assert.Single(CodeBlock().Matches(this[heading]));
        return (block.Groups["language"].Value, block.Groups["code"].Value);
    }

    /// <summary>The rows of the table of settings: <c>| `key` | 10 (a remark) |</c>.</summary>
    public IEnumerable<(string Key, int Default)> Settings() => SettingRow().Matches(this["Settings"]).Select(
        row => (row.Groups["key"].Value, int.Parse(row.Groups["value"].Value, CultureInfo.InvariantCulture)));

    /// <summary>Every setting that the section names, in its table or elsewhere.</summary>
    public IEnumerable<string> NamedSettings() => SettingKey().Matches(this["Settings"]).Select(match => match.Value);

    [GeneratedRegex(@"^## ", RegexOptions.Multiline)]
    private static partial Regex SectionStart();

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^\| `(?<key>prompt_analyzers\.\w+)` \| (?<value>\d+)(?![\d,_]*\d)", RegexOptions.Multiline)]
    private static partial Regex SettingRow();

    [GeneratedRegex(@"prompt_analyzers\.\w+")]
    private static partial Regex SettingKey();
}
