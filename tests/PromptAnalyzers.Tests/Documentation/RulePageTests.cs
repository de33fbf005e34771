using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.Configuration;

namespace PromptAnalyzers.Tests.Documentation;

/// <summary>Each page of docs/rules says what its rule does: its code is compiled and analysed, its settings are those of the rule.</summary>
public sealed partial class RulePageTests
{
    private static readonly string[] Sections =
        ["What", "Why", "Bad", "Good", "Settings", "Fixes", "When to suppress", "Known limits"];

    public static TheoryData<string> Ids => [.. Descriptors.All.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_bad_code_is_reported_by_this_rule_only(string id)
    {
        var found = await AnalyseAsync(id, "Bad");

        Assert.Equal([id], found.Select(diagnostic => diagnostic.Id).Distinct());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_good_code_is_silent(string id) => Assert.Empty(await AnalyseAsync(id, "Good"));

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_is_headed_by_what_the_descriptor_says(string id)
    {
        var descriptor = Descriptors.All.Single(d => d.Id == id);
        string name = typeof(Descriptors).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Single(field => field.GetValue(null) == descriptor).Name;
        var head = RulePage.Read(id).Head;

        Assert.Equal($"# {id} {name}", head[0]);
        Assert.Equal("", head[1]);
        Assert.StartsWith(descriptor.DefaultSeverity.ToString(), head[2], StringComparison.Ordinal);
        Assert.Matches($@", category {descriptor.Category}, since version \d+\.\d+\.\d+\.", head[2]);
        Assert.EndsWith($"/docs/rules/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_sections_are_the_same_on_every_page(string id) => Assert.Equal(Sections, RulePage.Read(id).Headings);

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_settings_are_those_that_the_rule_reads_with_their_defaults(string id)
    {
        var page = RulePage.Read(id);
        var used = PromptOptions.All.Where(option => option.UsedBy.Contains(id, StringComparison.Ordinal)).ToList();

        Assert.Equal(
            used.Select(option => (option.Key, option.DefaultValue)).Order(),
            page.Settings().Order());
        Assert.All(page.NamedSettings(), key => Assert.Contains(key, used.Select(option => option.Key)));
    }

    /// <summary>A claim about what goes wrong can be looked up, or is the provider's own error.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void The_reason_is_cited(string id) => Assert.Matches(Evidence(), RulePage.Read(id)["Why"]);

    [Fact]
    public void Every_page_belongs_to_a_rule() => Assert.Equal(
        Descriptors.All.Select(descriptor => descriptor.Id),
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "docs", "rules"), "*.md")
            .Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    private static async Task<IReadOnlyList<Diagnostic>> AnalyseAsync(string id, string section)
    {
        var context = RulePageContext.Of(id);
        var (language, code) = RulePage.Read(id).Code(section);
        var options = context.Options;
        CSharpCompilation compilation;
        if (language == "ini")
        {
            options = [.. code.Split('\n').Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).Select(pair => (pair[0].Trim(), pair[1].Trim()))];
            Assert.NotEmpty(options);
            compilation = context.Good("");
        }
        else
        {
            Assert.Equal("csharp", language);
            compilation = section == "Bad" ? context.Bad(code) : context.Good(code);
        }

        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return await Analysis.RunAsync(compilation, options: [.. options]);
    }

    [GeneratedRegex(@"\]\(https://|context_length_exceeded|HTTP 400")]
    private static partial Regex Evidence();
}
