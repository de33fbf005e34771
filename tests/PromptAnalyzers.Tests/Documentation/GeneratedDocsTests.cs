using System.Text;
using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Tests.Documentation;

/// <summary>
/// The rule tables of the readmes and the presets are made from the descriptors, the fixes and the rule pages.
/// <c>PROMPTANALYZERS_UPDATE_DOCS=$PWD/docs</c> writes them anew.
/// </summary>
public sealed class GeneratedDocsTests
{
    private const string Update = "PROMPTANALYZERS_UPDATE_DOCS";
    private const string Begin = "<!-- rules: made by GeneratedDocsTests -->\n";
    private const string End = "<!-- /rules -->\n";
    private const string PresetHead = "is_global = true\nglobal_level = -100\n\n";

    [Fact]
    public void The_readme_lists_every_rule() => Check("README.md", "readme/README.md", text => WithTable(text, Table(id => $"[{id}](docs/rules/{id}.md)")));

    [Fact]
    public void The_readme_of_the_package_lists_every_rule() => Check(
        "src/PromptAnalyzers.Package/README.md", "readme/package/README.md", text => WithTable(text, Table(id => id)));

    [Fact]
    public void The_preset_errors_makes_every_rule_an_error() => Check(
        "src/PromptAnalyzers.Package/config/errors.globalconfig",
        "config/errors.globalconfig",
        _ => PresetHead + "# Every rule is a build error.\n" + Severities(Descriptors.All, "error"));

    [Fact]
    public void The_preset_none_turns_every_rule_off() => Check(
        "src/PromptAnalyzers.Package/config/none.globalconfig",
        "config/none.globalconfig",
        _ => PresetHead + "# Every rule is off.\n" + Severities(Descriptors.All, "none"));

    [Fact]
    public void The_preset_strict_prints_what_is_a_suggestion() => Check(
        "src/PromptAnalyzers.Package/config/strict.globalconfig",
        "config/strict.globalconfig",
        _ => PresetHead + "# A tighter budget, and what is Info becomes a warning that a build prints.\nprompt_analyzers.max_tools_per_agent = 5\n"
            + Severities(Descriptors.All.Where(d => d.DefaultSeverity == DiagnosticSeverity.Info), "warning"));

    [Fact]
    public void The_preset_default_sets_nothing() => Assert.DoesNotContain(
        "dotnet_diagnostic", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "config", "default.globalconfig")), StringComparison.Ordinal);

    [Fact]
    public void Every_page_tells_the_severity_that_the_rule_is_born_with() => Assert.All(
        Descriptors.All, descriptor => Assert.Contains(descriptor.DefaultSeverity.ToString(), SeverityOf(descriptor.Id), StringComparison.Ordinal));

    private static void Check(string path, string copy, Func<string, string> make)
    {
        string file = Path.Combine(AppContext.BaseDirectory, copy);
        string text = File.ReadAllText(file).ReplaceLineEndings("\n");
        string made = make(text);
        if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 } docs)
        {
            File.WriteAllText(Path.Combine(docs, "..", path), made);
            return;
        }

        Assert.True(text == made, $"{path} is stale; run this test with {Update}=$PWD/docs and commit it.");
    }

    private static string WithTable(string text, string table)
    {
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.InRange(begin, Begin.Length, end);
        return text[..begin] + table + text[end..];
    }

    private static string Table(Func<string, string> name)
    {
        var table = new StringBuilder("\n| Rule | Reports | Severity | Fix |\n| --- | --- | --- | --- |\n");
        foreach (var descriptor in Descriptors.All)
        {
            table.Append("| ").Append(name(descriptor.Id)).Append(" | ").Append(descriptor.Title).Append(" | ").Append(SeverityOf(descriptor.Id))
                .Append(" | ").Append(FixOf(descriptor.Id)).Append(" |\n");
        }

        return table.Append('\n').ToString();
    }

    private static string FixOf(string id)
    {
        var fixes = Product.CreateCodeFixes().Where(fix => fix.FixableDiagnosticIds.Contains(id)).Select(fix => fix.GetFixAllProvider() is not null).ToList();
        return (fixes.Contains(true), fixes.Contains(false)) switch
        {
            (true, true) => "whole solution; more by light bulb",
            (true, false) => "whole solution",
            (false, true) => "light bulb",
            _ => "by hand",
        };
    }

    /// <summary>The page's third line: <c>Warning, category PromptSize, since version 0.1.0.</c></summary>
    private static string SeverityOf(string id)
    {
        string line = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "rules", id + ".md")).ElementAt(2);
        return line[..line.IndexOf(", category", StringComparison.Ordinal)];
    }

    private static string Severities(IEnumerable<DiagnosticDescriptor> descriptors, string severity) =>
        string.Concat(descriptors.OrderBy(d => d.Id, StringComparer.Ordinal).Select(d => $"dotnet_diagnostic.{d.Id}.severity = {severity}\n"));
}
