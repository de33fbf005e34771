using Microsoft.Extensions.AI;
using ModelContextProtocol.Client;

namespace ClaimsDesk;

/// <summary>Questions to whatever MCP server is at hand, with everything that it offers.</summary>
internal sealed class FileRoom(IChatClient client)
{
    public async Task<string> AskAsync(IClientTransport server, string question)
    {
        await using McpClient mcp = await McpClient.CreateAsync(server);
        IList<McpClientTool> tools = await mcp.ListToolsAsync();
        #region By hand: the names of the tools are not in the source, so no fix can choose among them (PA1003).
        var options = new ChatOptions
        {
            Tools = [.. tools.Where(tool => tool.Name is "read_claim_file" or "read_note" or "find_inspection")],
        };
        #endregion
        ChatResponse response = await client.GetResponseAsync(question, options);
        return response.Text;
    }
}
