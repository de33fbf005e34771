using System.ComponentModel;
using ClaimsSystem;
using ModelContextProtocol.Client;
using ModelContextProtocol.Server;

namespace ClaimsDesk.Tools;

/// <summary>The same claim files for other assistants, over the Model Context Protocol.</summary>
[McpServerToolType]
internal sealed class ClaimFileServer(HttpClient claimsApi)
{
    [McpServerTool(Name = "read_claim_file"), Description("Reads the file of a claim")]
    public async Task<string> ReadClaimFile(string claimNumber)
    {
        return PromptText.Truncate(await claimsApi.GetStringAsync($"claims/{claimNumber}/file"), 4_096);
    }

    [McpServerTool(Name = "read_note"), Description("Reads the note that a colleague left")]
    public static string ReadNote(string name)
    {
        using StreamReader reader = File.OpenText(Path.Combine("notes", Path.GetFileName(name)));
        return PromptText.Truncate(reader.ReadToEnd(), 4_096);
    }

    /// <summary>Serves another program over standard input and output.</summary>
    public static async Task RunAsync(HttpClient claimsApi)
    {
        await using McpServer server = McpServer.Create(new StdioServerTransport("claims"), Options(claimsApi));
        await server.RunAsync();
    }

    /// <summary>Serves this program.</summary>
    public static IClientTransport Connect(HttpClient claimsApi) => McpPipe.To(Options(claimsApi));

    private static McpServerOptions Options(HttpClient claimsApi) => new()
    {
        ToolCollection =
        [
            McpServerTool.Create(new ClaimFileServer(claimsApi).ReadClaimFile),
            McpServerTool.Create(ReadNote),
        ],
    };
}

file static class PromptText
{
    /// <summary>Cuts text to at most maxLength characters, never inside a surrogate pair, and says that it did.</summary>
    public static string Truncate(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        string marker = $"... [truncated, {text.Length} characters in all]";
        if (marker.Length >= maxLength)
        {
            marker = "";
        }

        int end = maxLength - marker.Length;
        if (end > 0 && char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return text.Substring(0, end) + marker;
    }
}
