// Parts of Semantic Kernel beside the assemblies that the tests reference: agents, processes, plugins, connectors.
#nullable enable
#pragma warning disable
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.SemanticKernel.Agents
{
    public abstract class AgentThread { }

    public abstract class Agent
    {
        public string? Name { get; init; }
        public string? Instructions { get; init; }
        public Kernel Kernel { get; init; } = null!;
        public KernelArguments? Arguments { get; init; }
        public virtual IAsyncEnumerable<ChatMessageContent> InvokeAsync(string message, AgentThread? thread = null, AgentInvokeOptions? options = null, CancellationToken cancellationToken = default) => null!;
        public virtual IAsyncEnumerable<ChatMessageContent> InvokeStreamingAsync(string message, AgentThread? thread = null, AgentInvokeOptions? options = null, CancellationToken cancellationToken = default) => null!;
    }

    public class AgentInvokeOptions
    {
        public KernelArguments? KernelArguments { get; init; }
        public Kernel? Kernel { get; init; }
    }

    public sealed class ChatCompletionAgent : Agent { }

    public static class AgentKernelFunctionFactory
    {
        public static KernelFunction CreateFromAgent(Agent agent, string? functionName = null, string? description = null) => null!;
    }
}

namespace Microsoft.SemanticKernel.Agents.OpenAI
{
    public sealed class OpenAIAssistantAgent : Agent
    {
        public OpenAIAssistantAgent(object definition, object client, IEnumerable<KernelPlugin>? plugins = null) { }
    }
}

namespace Microsoft.SemanticKernel.Agents.AzureAI
{
    public sealed class AzureAIAgent : Agent
    {
        public AzureAIAgent(object model, object client, IEnumerable<KernelPlugin>? plugins = null) { }
    }
}

namespace Microsoft.SemanticKernel
{
    public static class AgentKernelPluginFactory
    {
        public static KernelPlugin CreateFromAgents(string pluginName, string? description, IEnumerable<Agents.Agent> agents) => null!;
        public static KernelPlugin CreateFromAgents(string pluginName, params Agents.Agent[] agents) => null!;
    }

    public abstract class KernelProcessStep { }
}

namespace Microsoft.SemanticKernel.Connectors.Google
{
    public abstract class GeminiToolCallBehavior
    {
        public static GeminiToolCallBehavior EnableKernelFunctions => null!;
        public static GeminiToolCallBehavior AutoInvokeKernelFunctions => null!;
        public static GeminiToolCallBehavior EnableFunctions(IEnumerable<object> functions, bool autoInvoke = false) => null!;
    }
}

namespace Microsoft.SemanticKernel.Connectors.MistralAI
{
    public abstract class MistralAIToolCallBehavior
    {
        public static MistralAIToolCallBehavior EnableKernelFunctions => null!;
        public static MistralAIToolCallBehavior AutoInvokeKernelFunctions => null!;
        public static MistralAIToolCallBehavior RequiredFunctions(IEnumerable<KernelFunction> functions, bool autoInvoke = false) => null!;
    }
}

namespace Microsoft.SemanticKernel.Plugins.Core
{
    public sealed class FileIOPlugin { public Task<string> ReadAsync(string path) => null!; }

    public sealed class HttpPlugin
    {
        public Task<string> GetAsync(string uri, CancellationToken cancellationToken = default) => null!;
        public Task<string> PostAsync(string uri, string body, CancellationToken cancellationToken = default) => null!;
    }
}

namespace Microsoft.SemanticKernel.Plugins.Document
{
    public sealed class DocumentPlugin { public Task<string> ReadTextAsync(string filePath, CancellationToken cancellationToken = default) => null!; }
}
