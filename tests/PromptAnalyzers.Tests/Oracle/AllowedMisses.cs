using System.Collections.Immutable;

namespace PromptAnalyzers.Tests.Oracle;

/// <summary>The shapes that may miss, each below its reason: <c>AllowedMisses.txt</c>.</summary>
internal static class AllowedMisses
{
    public static ImmutableDictionary<string, string> ReasonByShape { get; } = Read();

    public static IEnumerable<string> Of(OracleProgram program) => program.Shapes.Select(static shape => shape.Trim()).Where(ReasonByShape.ContainsKey);

    private static ImmutableDictionary<string, string> Read()
    {
        var table = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        string reason = "";
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Oracle", "AllowedMisses.txt")))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                reason = line[2..];
            }
            else if (line.Length > 0)
            {
                table[line.Trim()] = reason;
            }
        }

        return table.ToImmutable();
    }
}
