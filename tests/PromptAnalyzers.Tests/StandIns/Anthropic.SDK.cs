// Anthropic.SDK 5.10. Signatures only.
#nullable enable
#pragma warning disable
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Anthropic.SDK.Common
{
    public class Function { }

    public class Tool
    {
        public Tool(Function function) { }
        public static Tool FromFunc<TResult>(string name, Func<TResult> function, string? description = null) => null!;
        public static Tool FromFunc<T1, TResult>(string name, Func<T1, TResult> function, string? description = null) => null!;
        public static Tool GetOrCreateTool(Type type, string methodName, string? description = null) => null!;
        public static IReadOnlyList<Tool> GetAllAvailableTools(bool includeDefaults = true, bool forceUpdate = false, bool clearCache = false) => null!;
    }

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class FunctionAttribute : Attribute { public FunctionAttribute(string? description = null) { } }
}

namespace Anthropic.SDK.Messaging
{
    public class MessageCountTokenParameters
    {
        public string Model { get; set; } = "";
        public IList<Common.Tool> Tools { get; set; } = null!;
    }

    public class MessageParameters : MessageCountTokenParameters
    {
        public int MaxTokens { get; set; }
        public List<MCPServer> MCPServers { get; set; } = null!;
    }

    public class MCPServer
    {
        public string Url { get; set; } = "";
        public string Name { get; set; } = "";
        public MCPToolConfiguration ToolConfiguration { get; set; } = null!;
    }

    public class MCPToolConfiguration { public List<string> AllowedTools { get; set; } = null!; }

    public class MessagesEndpoint
    {
        public Task<object> GetClaudeMessageAsync(MessageParameters parameters, CancellationToken ctx = default) => null!;
    }
}
