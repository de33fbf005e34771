using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Configuration;

/// <summary>What users teach us of their own members: list files and lists in a global analyzer config.</summary>
internal static class UserFacts
{
    /// <summary>Well-formed lines of all list files and entries of all global lists; malformed ones are skipped here.</summary>
    public static ImmutableDictionary<FactKind, FactTable> Read(AnalyzerOptions options, CancellationToken cancellationToken)
    {
        var builder = new FactBuilder();
        foreach (var file in options.AdditionalFiles.Where(IsListFile).OrderBy(static f => f.Path, StringComparer.Ordinal))
        {
            foreach (var line in file.GetText(cancellationToken)?.Lines ?? Enumerable.Empty<TextLine>())
            {
                string text = line.ToString();
                if (!FactLine.IsBlank(text) && FactLine.TryRead(text, out var fact, out _))
                {
                    builder.Add(fact);
                }
            }
        }

        foreach (var list in MemberList.All)
        {
            AddList(builder, list, list.Text(options.AnalyzerConfigOptionsProvider.GlobalOptions));
        }

        return builder.ToTables();
    }

    /// <summary>The facts with further bounding members, as an .editorconfig names them for its files.</summary>
    public static ImmutableDictionary<FactKind, FactTable> WithBounders(ImmutableDictionary<FactKind, FactTable> facts, string bounders)
    {
        var builder = new FactBuilder();
        foreach (var entry in facts.TryGetValue(FactKind.Flow, out var flow) ? flow.Entries : Enumerable.Empty<KeyValuePair<string, string>>())
        {
            builder.Add(FactLine.OfFlow(entry.Key, entry.Value));
        }

        AddList(builder, MemberList.Bounders, bounders);
        return facts.SetItem(FactKind.Flow, builder.ToTables()[FactKind.Flow]);
    }

    /// <summary>True for <c>PromptAnalyzers.*.txt</c>.</summary>
    public static bool IsListFile(AdditionalText file)
    {
        string name = Path.GetFileName(file.Path);
        return name.StartsWith("PromptAnalyzers.", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);
    }

    private static void AddList(FactBuilder builder, MemberList list, string? text)
    {
        foreach (var (fact, problem) in text is null ? Enumerable.Empty<(FactLine Fact, string? Problem)>() : list.Read(text))
        {
            if (problem is null)
            {
                builder.Add(fact);
            }
        }
    }
}
