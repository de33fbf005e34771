// Microsoft Agent Framework: names of 1.17 and of the 2025 previews side by side. Signatures only.
#nullable enable
#pragma warning disable
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.AI;

namespace Microsoft.Agents.AI
{
    public abstract class AIAgent
    {
        public Task<AgentResponse> RunAsync(string message, AgentSession? session = null, AgentRunOptions? options = null, CancellationToken cancellationToken = default) => null!;
        public IAsyncEnumerable<AgentResponse> RunStreamingAsync(string message, AgentSession? session = null, AgentRunOptions? options = null, CancellationToken cancellationToken = default) => null!;
        public ValueTask<AgentSession> CreateSessionAsync(CancellationToken cancellationToken = default) => default;
    }

    public class AgentResponse { public string Text => ""; }
    public class AgentSession { }
    public class AgentRunOptions { }

    public sealed class ChatClientAgent : AIAgent
    {
        public ChatClientAgent(IChatClient chatClient, string? instructions = null, string? name = null, string? description = null, IList<AITool>? tools = null, object? loggerFactory = null, IServiceProvider? services = null) { }
        public ChatClientAgent(IChatClient chatClient, ChatClientAgentOptions? options, object? loggerFactory = null, IServiceProvider? services = null) { }
    }

    public sealed class ChatClientAgentOptions
    {
        public string? Name { get; set; }
        public ChatOptions? ChatOptions { get; set; }
    }

    public class AIContext
    {
        public string? Instructions { get; set; }
        public IEnumerable<AITool>? Tools { get; set; }
    }

    public static class AIAgentExtensions
    {
        public static AIFunction AsAIFunction(this AIAgent agent, AIFunctionFactoryOptions? options = null, AgentSession? session = null) => null!;
    }

    public sealed class HarnessAgentOptions
    {
        public ChatOptions? ChatOptions { get; set; }
        public bool DisableFileMemory { get; set; }
        public bool DisableTodoProvider { get; set; }
        public bool DisableAgentModeProvider { get; set; }
        public bool DisableWebSearch { get; set; }
        public bool DisableAgentSkillsProvider { get; set; }
        public object? FileAccessStore { get; set; }
        public IEnumerable<AIAgent>? BackgroundAgents { get; set; }
    }

    public sealed class HarnessAgent : AIAgent
    {
        public HarnessAgent(IChatClient chatClient, HarnessAgentOptions? options = null, object? loggerFactory = null, IServiceProvider? services = null) { }
    }
}

namespace Microsoft.Agents.AI.Hosting
{
    public interface IHostedAgentBuilder { string Name { get; } }

    public static class HostedAgentBuilderExtensions
    {
        public static IHostedAgentBuilder WithAITool(this IHostedAgentBuilder builder, AITool tool) => builder;
        public static IHostedAgentBuilder WithAITool(this IHostedAgentBuilder builder, Func<IServiceProvider, AITool> factory) => builder;
        public static IHostedAgentBuilder WithAITools(this IHostedAgentBuilder builder, params AITool[] tools) => builder;
    }

    public static class AgentHostingServiceCollectionExtensions
    {
        public static IHostedAgentBuilder AddAIAgent(this IServiceProvider services, string name, string? instructions) => null!;
    }
}

namespace Microsoft.Agents.AI.Foundry
{
    public class FoundryAgent : AIAgent
    {
        public FoundryAgent(Uri projectEndpoint, object credential, string model, string instructions, object? clientOptions = null, string? name = null, string? description = null, IList<AITool>? tools = null) { }
    }

    public static class FoundryAITool
    {
        public static AITool CreateMcpTool(string serverLabel, Uri serverUri, string? authorizationToken = null, string? serverDescription = null, IDictionary<string, string>? headers = null, OpenAI.Responses.McpToolFilter? allowedTools = null, OpenAI.Responses.McpToolCallApprovalPolicy? toolCallApprovalPolicy = null, string? projectConnectionId = null) => null!;
    }
}

namespace Microsoft.Agents.AI.Mcp
{
    public static class McpClientTaskExtensions
    {
        public static ValueTask<IList<AIFunction>> ListAgentToolsWithTaskSupportAsync(this ModelContextProtocol.Client.McpClient client, object? options = null, CancellationToken cancellationToken = default) => default;
    }
}

namespace Microsoft.Agents.AI.GitHub.Copilot
{
    public class GitHubCopilotAgent : AIAgent
    {
        public GitHubCopilotAgent(object copilotClient, bool ownsClient = false, string? id = null, string? name = null, string? description = null, IList<AIFunctionDeclaration>? tools = null, string? instructions = null) { }
    }
}

namespace GitHub.Copilot
{
    public static class CopilotClientExtensions
    {
        public static Microsoft.Agents.AI.AIAgent AsAIAgent(this string client, bool ownsClient = false, string? id = null, string? name = null, string? description = null, IList<AIFunctionDeclaration>? tools = null, string? instructions = null) => null!;
    }
}

namespace Microsoft.Extensions.AI
{
    public static class ChatClientExtensions
    {
        public static Microsoft.Agents.AI.ChatClientAgent AsAIAgent(this IChatClient chatClient, string? instructions = null, string? name = null, string? description = null, IList<AITool>? tools = null, object? loggerFactory = null, IServiceProvider? services = null) => null!;
        public static Microsoft.Agents.AI.ChatClientAgent AsAIAgent(this IChatClient chatClient, Microsoft.Agents.AI.ChatClientAgentOptions? options, object? loggerFactory = null, IServiceProvider? services = null) => null!;
        public static Microsoft.Agents.AI.ChatClientAgent CreateAIAgent(this IChatClient chatClient, string? instructions = null, string? name = null, string? description = null, IList<AITool>? tools = null) => null!;
    }

    public static class ChatClientBuilderExtensions
    {
        public static Microsoft.Agents.AI.ChatClientAgent BuildAIAgent(this ChatClientBuilder builder, string? instructions = null, string? name = null, string? description = null, IList<AITool>? tools = null) => null!;
    }

    public static class ChatClientHarnessExtensions
    {
        public static Microsoft.Agents.AI.HarnessAgent AsHarnessAgent(this IChatClient chatClient, Microsoft.Agents.AI.HarnessAgentOptions? options = null, object? loggerFactory = null, IServiceProvider? services = null) => null!;
    }
}

namespace OpenAI
{
    public static class OpenAIChatClientExtensions
    {
        public static Microsoft.Agents.AI.ChatClientAgent CreateAIAgent(this OpenAI.Chat.ChatClient client, string? instructions = null, string? name = null, string? description = null, IList<AITool>? tools = null) => null!;
    }

    public static class OpenAIResponseClientExtensions
    {
        public static Microsoft.Agents.AI.ChatClientAgent CreateAIAgent(this OpenAI.Responses.ResponsesClient client, string? instructions = null, string? name = null, string? description = null, IList<AITool>? tools = null) => null!;
    }
}

namespace OpenAI.Chat
{
    public static class OpenAIChatClientExtensions
    {
        public static Microsoft.Agents.AI.ChatClientAgent AsAIAgent(this ChatClient client, string? instructions = null, string? name = null, string? description = null, IList<AITool>? tools = null) => null!;
        public static Microsoft.Agents.AI.ChatClientAgent CreateAIAgent(this ChatClient client, string? instructions = null, string? name = null, string? description = null, IList<AITool>? tools = null, bool preview = true) => null!;
    }
}

namespace OpenAI.Responses
{
    public static class OpenAIResponseClientExtensions
    {
        public static Microsoft.Agents.AI.ChatClientAgent AsAIAgent(this ResponsesClient client, string? model = null, string? instructions = null, string? name = null, string? description = null, IList<AITool>? tools = null) => null!;
    }
}

namespace Anthropic
{
    public static class AnthropicClientExtensions
    {
        public static Microsoft.Agents.AI.ChatClientAgent AsAIAgent(this object client, string model, string? instructions = null, string? name = null, string? description = null, IList<AITool>? tools = null) => null!;
    }
}

namespace Anthropic.Services
{
    public static class AnthropicBetaServiceExtensions
    {
        public static Microsoft.Agents.AI.ChatClientAgent AsAIAgent(this object betaService, string model, string? instructions = null, string? name = null, string? description = null, IList<AITool>? tools = null) => null!;
    }
}

namespace Azure.AI.Projects
{
    public static class AIProjectClientExtensions
    {
        public static Microsoft.Agents.AI.ChatClientAgent AsAIAgent(this object aiProjectClient, string model, string instructions, string? name = null, string? description = null, IList<AITool>? tools = null) => null!;
        public static Task<Microsoft.Agents.AI.ChatClientAgent> CreateAIAgentAsync(this object aiProjectClient, string name, string model, string instructions, string? description = null, IList<AITool>? tools = null) => null!;
    }
}

namespace Azure.AI.Agents.Persistent
{
    public static class PersistentAgentsClientExtensions
    {
        public static Task<Microsoft.Agents.AI.ChatClientAgent> CreateAIAgentAsync(this object persistentAgentsClient, string model, string? name = null, string? description = null, string? instructions = null, IEnumerable<object>? tools = null) => null!;
    }
}
