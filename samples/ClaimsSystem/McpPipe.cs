using System.IO.Pipelines;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ClaimsSystem;

/// <summary>An MCP server and the transport to it inside one process; a server elsewhere is reached the same way.</summary>
public static class McpPipe
{
    public static IClientTransport To(McpServerOptions options)
    {
        var requests = new Pipe();
        var responses = new Pipe();
        _ = RunAsync();
        return new StreamClientTransport(requests.Writer.AsStream(), responses.Reader.AsStream());

        async Task RunAsync()
        {
            await using McpServer server = McpServer.Create(
                new StreamServerTransport(requests.Reader.AsStream(), responses.Writer.AsStream(), "claims"), options);
            await server.RunAsync();
        }
    }
}
