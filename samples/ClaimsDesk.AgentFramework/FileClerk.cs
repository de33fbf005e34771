using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using ModelContextProtocol.Client;

namespace ClaimsDesk.AgentFramework;

/// <summary>An agent with every tool of an MCP server.</summary>
internal static class FileClerk
{
    public static async Task<string> AskAsync(IChatClient client, IClientTransport server, string question)
    {
        await using McpClient mcp = await McpClient.CreateAsync(server);
        IList<McpClientTool> tools = await mcp.ListToolsAsync();
        AIAgent agent = client.AsAIAgent(instructions: "Answer from the archive.", name: "FileClerk", tools: [.. tools.Cast<AITool>()]);
        AgentResponse response = await agent.RunAsync(question);
        return response.Text;
    }
}
