using System.ComponentModel;
using ModelContextProtocol.Server;

namespace ClaimsDesk.Tools;

/// <summary>The same claim files for other assistants, over the Model Context Protocol.</summary>
[McpServerToolType]
internal sealed class ClaimFileServer(HttpClient claimsApi)
{
    [McpServerTool(Name = "read_claim_file"), Description("Reads the file of a claim")]
    public async Task<string> ReadClaimFile(string claimNumber)
    {
        return await claimsApi.GetStringAsync($"claims/{claimNumber}/file");
    }

    [McpServerTool(Name = "read_note"), Description("Reads the note that a colleague left")]
    public static string ReadNote(string name)
    {
        using StreamReader reader = File.OpenText(Path.Combine("notes", Path.GetFileName(name)));
        return reader.ReadToEnd();
    }

    public static async Task RunAsync(HttpClient claimsApi)
    {
        var target = new ClaimFileServer(claimsApi);
        var options = new McpServerOptions
        {
            ToolCollection =
            [
                McpServerTool.Create(target.ReadClaimFile),
                McpServerTool.Create(ReadNote),
            ],
        };

        await using McpServer server = McpServer.Create(new StdioServerTransport("claims"), options);
        await server.RunAsync();
    }
}
