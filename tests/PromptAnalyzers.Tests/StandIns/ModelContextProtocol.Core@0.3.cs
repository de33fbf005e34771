// The client of ModelContextProtocol.Core before 0.4: an interface with extension methods. Signatures only.
#nullable enable
#pragma warning disable
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.AI;

namespace ModelContextProtocol.Client
{
    public interface IMcpClient { }

    public abstract class McpClientTool : AIFunction { }

    public static class McpClientExtensions
    {
        public static ValueTask<IList<McpClientTool>> ListToolsAsync(this IMcpClient client, JsonSerializerOptions? serializerOptions = null, CancellationToken cancellationToken = default) => default;
        public static IAsyncEnumerable<McpClientTool> EnumerateToolsAsync(this IMcpClient client, JsonSerializerOptions? serializerOptions = null, CancellationToken cancellationToken = default) => null!;
        public static ValueTask<object> ReadResourceAsync(this IMcpClient client, string uri, CancellationToken cancellationToken = default) => default;
    }

    public abstract class McpClient
    {
        public IAsyncEnumerable<McpClientTool> EnumerateToolsAsync(JsonSerializerOptions? serializerOptions = null, CancellationToken cancellationToken = default) => null!;
    }
}
