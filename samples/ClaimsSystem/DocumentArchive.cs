using System.ComponentModel;
using ModelContextProtocol.Client;
using ModelContextProtocol.Server;

namespace ClaimsSystem;

/// <summary>The archive of the insurer: an MCP server of another team, with a tool for everything anybody ever asked for.</summary>
public static class DocumentArchive
{
    private static readonly string[] Verbs = ["find", "read", "copy", "move", "tag", "share"];
    private static readonly string[] Things = ["inspection", "invoice", "estimate", "photo", "contract", "letter", "receipt", "map", "permit", "statement"];

    public static IClientTransport Connect() => McpPipe.To(new McpServerOptions { ToolCollection = [.. Tools()] });

    private static IEnumerable<McpServerTool> Tools() =>
        from verb in Verbs
        from thing in Things
        select McpServerTool.Create(Run, new McpServerToolCreateOptions
        {
            Name = $"{verb}_{thing}",
            Description = $"Can {verb} one {thing} or several of the archive. Give as many filters as you know; without any the "
                + $"newest {thing} of the department counts. The result names the shelf, the box and the page, and whether a copy exists.",
        });

    private static string Run(
        [Description("Number of the claim that it belongs to, with the letter in front, or empty for all claims")] string claimNumber,
        [Description("Words that have to occur in the text; quotation marks keep words together; no wildcards")] string? words = null,
        [Description("First day of the period, as year-month-day; the day of arrival counts, not the day of writing")] string? from = null,
        [Description("Last day of the period, as year-month-day; a period of more than a year is refused")] string? to = null,
        [Description("Name or short sign of the clerk who filed it, as it stands in the directory of the house")] string? clerk = null,
        [Description("Department that owns the shelf: property, motor, travel, liability, legal, or reinsurance")] string? department = null,
        [Description("Language of the text as a two-letter code; a translation is ordered when it differs")] string? language = null,
        [Description("Reason for the access, which the data protection officer reads once a month")] string? reason = null) =>
        $"Shelf 12, box 3, page 7 for {claimNumber}.";
}
