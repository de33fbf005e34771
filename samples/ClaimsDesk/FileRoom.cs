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
        var options = new ChatOptions { Tools = [.. tools] };
        ChatResponse response = await client.GetResponseAsync(question, options);
        return response.Text;
    }
}
