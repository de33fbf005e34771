namespace PromptAnalyzers.EndToEnd.Infrastructure;

internal static class Rules
{
    /// <summary>The ids of all rules that this version has.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. new[] { "Shipped", "Unshipped" }
            .Select(kind => Repository.Combine("src", "PromptAnalyzers", $"AnalyzerReleases.{kind}.md"))
            .SelectMany(File.ReadLines)
            .Where(line => line.StartsWith("PA", StringComparison.Ordinal))
            .Select(line => line[..6])
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}
