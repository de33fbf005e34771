using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>
/// Signatures, written from their public documentation, of SDKs that have no package here: what histories are kept in
/// and sent by. A stand-in has the assembly name of the SDK, which is what the facts go by.
/// </summary>
internal static class HistorySdks
{
    public static Settings KernelAgents => With("Microsoft.SemanticKernel.Agents.Core", Sdk.SemanticKernel, """
        using System.Collections.Generic;
        using System.Threading;
        using Microsoft.SemanticKernel.ChatCompletion;

        namespace Microsoft.SemanticKernel.Agents
        {
            public class AgentThread { }

            public class AgentInvokeOptions { }

            public class AgentResponseItem<T> { public T Message => default; public AgentThread Thread => null; }

            public abstract class Agent
            {
                public IAsyncEnumerable<AgentResponseItem<ChatMessageContent>> InvokeAsync(string message, AgentThread thread = null, AgentInvokeOptions options = null, CancellationToken cancellationToken = default) => null;
                public IAsyncEnumerable<AgentResponseItem<ChatMessageContent>> InvokeAsync(ICollection<ChatMessageContent> messages, AgentThread thread = null, AgentInvokeOptions options = null, CancellationToken cancellationToken = default) => null;
            }

            public abstract class ChatHistoryAgent : Agent
            {
                public IChatHistoryReducer HistoryReducer { get; init; }
                public System.Threading.Tasks.Task<bool> ReduceAsync(ChatHistory history, CancellationToken cancellationToken = default) => null;
            }

            public sealed class ChatCompletionAgent : ChatHistoryAgent { public Kernel Kernel { get; init; } public string Name { get; init; } }

            public sealed class ChatHistoryAgentThread : AgentThread
            {
                public ChatHistoryAgentThread() { }
                public ChatHistoryAgentThread(ChatHistory chatHistory, string id = null) { }
                public ChatHistory ChatHistory { get; } = new();
            }

            public abstract class AgentChat
            {
                public void AddChatMessage(ChatMessageContent message) { }
                public System.Threading.Tasks.Task ResetAsync(CancellationToken cancellationToken = default) => null;
            }

            public sealed class AgentGroupChat : AgentChat
            {
                public AgentGroupChat(params Agent[] agents) { }
                public IAsyncEnumerable<ChatMessageContent> InvokeAsync(Agent agent, CancellationToken cancellationToken = default) => null;
                public IAsyncEnumerable<ChatMessageContent> InvokeAsync(CancellationToken cancellationToken = default) => null;
            }
        }

        namespace Microsoft.SemanticKernel.Agents.OpenAI
        {
            public sealed class OpenAIAssistantAgentThread : AgentThread { }

            public sealed class OpenAIAssistantAgent : Agent { }
        }
        """);

    public static Settings AgentsOpenAI => With("Microsoft.Agents.AI.OpenAI", Sdk.AgentFramework | Sdk.OpenAI, """
        #pragma warning disable OPENAI001
        using System;
        using System.Collections.Generic;
        using Microsoft.Agents.AI;
        using Microsoft.Extensions.AI;

        namespace OpenAI.Chat
        {
            public static class OpenAIChatClientExtensions
            {
                public static ChatClientAgent AsAIAgent(this ChatClient client, string instructions = null, string name = null, string description = null, IList<AITool> tools = null, Func<IChatClient, IChatClient> clientFactory = null) => null;
                public static ChatClientAgent AsAIAgent(this ChatClient client, ChatClientAgentOptions options, Func<IChatClient, IChatClient> clientFactory = null) => null;
            }
        }

        namespace OpenAI.Responses
        {
            public static class OpenAIResponseClientExtensions
            {
                public static ChatClientAgent AsAIAgent(this ResponsesClient client, string model = null, string instructions = null, string name = null) => null;
            }
        }
        """);

    public static Settings AgentsHosting => With("Microsoft.Agents.AI.Hosting", Sdk.AgentFramework, """
        using System;
        using Microsoft.Agents.AI;
        using Microsoft.Extensions.AI;

        namespace Microsoft.Agents.AI.Hosting
        {
            public interface IHostedAgentBuilder { }

            public class HostBuilder { }

            public class WebHostBuilder { }

            public static class HostApplicationBuilderAgentExtensions
            {
                public static IHostedAgentBuilder AddAIAgent(this HostBuilder builder, string name, string instructions) => null;
                public static IHostedAgentBuilder AddAIAgent(this HostBuilder builder, string name, Func<IServiceProvider, string, AIAgent> createAgentDelegate) => null;

                // Since tools are services under the name of the agent.
                public static IHostedAgentBuilder AddAIAgent(this WebHostBuilder builder, string name, string instructions, int lifetime = 0) => null;
                public static IHostedAgentBuilder AddAIAgent(this WebHostBuilder builder, string name, string instructions, IChatClient chatClient, int lifetime = 0) => null;
                public static IHostedAgentBuilder AddAIAgent(this WebHostBuilder builder, string name, string instructions, string description, object chatClientServiceKey, int lifetime = 0) => null;
                public static IHostedAgentBuilder AddAIAgent(this WebHostBuilder builder, string name, Func<IServiceProvider, string, AIAgent> createAgentDelegate, int lifetime = 0) => null;
            }

            public static class HostedAgentBuilderExtensions
            {
                public static IHostedAgentBuilder WithInMemorySessionStore(this IHostedAgentBuilder builder) => null;
                public static IHostedAgentBuilder WithAITool(this IHostedAgentBuilder builder, AITool tool) => null;
            }
        }
        """);

    public static Settings AgentsHarness => With("Microsoft.Agents.AI.Harness", Sdk.AgentFramework, """
        using Microsoft.Agents.AI;

        namespace Microsoft.Agents.AI
        {
            public class HarnessAgentOptions
            {
                public int? MaxContextWindowTokens { get; set; }
                public int? MaxOutputTokens { get; set; }
                public object CompactionStrategy { get; set; }
                public ChatHistoryProvider ChatHistoryProvider { get; set; }
                public string Name { get; set; }
            }
        }

        namespace Microsoft.Extensions.AI
        {
            public static class ChatClientHarnessExtensions
            {
                public static AIAgent AsHarnessAgent(this IChatClient chatClient, HarnessAgentOptions options = null) => null;
            }
        }
        """);

    /// <summary>The first previews: threads, and CreateAIAgent.</summary>
    public static Settings OldAgents => With("Microsoft.Agents.AI", Sdk.ExtensionsAI, """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;

        namespace Microsoft.Agents.AI
        {
            public class AgentThread { }

            public class ChatMessageStore { }

            public class AgentRunResponse { public string Text => ""; }

            public class AIAgent
            {
                public AgentThread GetNewThread() => null;
                public Task<AgentRunResponse> RunAsync(string message, AgentThread thread = null, object options = null, CancellationToken cancellationToken = default) => null;
            }

            public class ChatClientAgent : AIAgent { }

            public class ChatClientAgentOptions
            {
                public string Instructions { get; set; }
                public Func<object, ChatMessageStore> ChatMessageStoreFactory { get; set; }
            }
        }

        namespace Microsoft.Extensions.AI
        {
            using Microsoft.Agents.AI;

            public static class ChatClientExtensions
            {
                public static ChatClientAgent CreateAIAgent(this IChatClient chatClient, string instructions = null, string name = null) => null;
                public static ChatClientAgent CreateAIAgent(this IChatClient chatClient, ChatClientAgentOptions options) => null;
            }
        }
        """);

    /// <summary>The bridge from the OpenAI SDK to chat clients, which lies beside the tests.</summary>
    public static Settings OpenAIBridge =>
        new() { MoreReferences = [MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "Microsoft.Extensions.AI.OpenAI.dll"))] };

    public static Settings AutoGen => With("AutoGen.Core", Sdk.None, """
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;

        namespace AutoGen.Core
        {
            public enum Role { User, Assistant, System }

            public interface IMessage { }

            public class TextMessage : IMessage { public TextMessage(Role role, string content, string from = null) { } }

            public class GenerateReplyOptions { }

            public interface IAgent { Task<IMessage> GenerateReplyAsync(IEnumerable<IMessage> messages, GenerateReplyOptions options = null, CancellationToken cancellationToken = default); }

            public static class AgentExtension
            {
                public static Task<IMessage> SendAsync(this IAgent agent, string message, IEnumerable<IMessage> chatHistory = null, CancellationToken ct = default) => null;
            }
        }
        """);

    public static Settings AnthropicSdk => With("Anthropic.SDK", Sdk.None, """
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;

        namespace Anthropic.SDK.Messaging
        {
            public enum RoleType { User, Assistant }

            public class Message { public Message() { } public Message(RoleType role, string text) { } }

            public class MessageParameters { public List<Message> Messages { get; set; } public IList<object> Tools { get; set; } public int MaxTokens { get; set; } }

            public class MessageResponse { public Message Message => null; }

            public class MessagesEndpoint { public Task<MessageResponse> GetClaudeMessageAsync(MessageParameters parameters, CancellationToken ctx = default) => null; }
        }
        """);

    public static Settings GoogleGenAI => With("Google.GenAI", Sdk.None, """
        using System.Collections.Generic;
        using System.Threading.Tasks;

        namespace Google.GenAI.Types
        {
            public class Part { public string Text { get; set; } }

            public class Content { public List<Part> Parts { get; set; } public string Role { get; set; } }

            public class GenerateContentResponse { public string Text => ""; }

            public class GenerateContentConfig { public List<object> Tools { get; set; } }
        }

        namespace Google.GenAI
        {
            using Google.GenAI.Types;

            public class Models
            {
                public Task<GenerateContentResponse> GenerateContentAsync(string model, List<Content> contents, GenerateContentConfig config = null) => null;
                public Task<GenerateContentResponse> GenerateContentAsync(string model, string contents, GenerateContentConfig config = null) => null;
            }
        }
        """);

    public static Settings LangChain => With("LangChain", Sdk.None, """
        using System.Threading.Tasks;

        namespace LangChain.Memory
        {
            public abstract class BaseChatMemory { }

            public class ConversationBufferMemory : BaseChatMemory { }

            public class ConversationWindowBufferMemory : BaseChatMemory { public int WindowSize { get; set; } }
        }

        namespace LangChain.Chains
        {
            using LangChain.Memory;

            public class BaseChain
            {
                public static BaseChain operator |(BaseChain left, BaseChain right) => left;
                public Task<string> RunAsync(string key) => null;
            }

            public static class Chain
            {
                public static BaseChain LoadMemory(BaseChatMemory memory, string outputKey = "history") => null;
                public static BaseChain Template(string template) => null;
                public static BaseChain UpdateMemory(BaseChatMemory memory, string requestKey = "input", string responseKey = "text") => null;
                public static BaseChain Set(string value, string outputKey = "input") => null;
            }
        }
        """);

    public static Settings AzureInference => With("Azure.AI.Inference", Sdk.None, """
        using System.Collections.Generic;
        using System.Threading.Tasks;

        namespace Azure.AI.Inference
        {
            public abstract class ChatRequestMessage { }

            public class ChatRequestUserMessage : ChatRequestMessage { public ChatRequestUserMessage(string content) { } }

            public class ChatRequestSystemMessage : ChatRequestMessage { public ChatRequestSystemMessage(string content) { } }

            public class ChatRequestAssistantMessage : ChatRequestMessage { public ChatRequestAssistantMessage(string content) { } }

            public class ChatCompletions { public string Content => ""; }

            public class ChatCompletionsOptions { public IList<ChatRequestMessage> Messages { get; set; } = new List<ChatRequestMessage>(); public IList<object> Tools { get; } = new List<object>(); }

            public class ChatCompletionsClient { public Task<ChatCompletions> CompleteAsync(ChatCompletionsOptions chatCompletionsOptions) => null; }
        }
        """);

    public static Settings LlmTornado => With("LlmTornado", Sdk.None, """
        using System.Threading.Tasks;

        namespace LlmTornado.Chat
        {
            public class Conversation
            {
                public Conversation AppendUserInput(string content) => this;
                public Conversation AppendSystemMessage(string content) => this;
                public Task<string> GetResponse() => null;
                public void Clear() { }
            }
        }
        """);

    private static readonly ConcurrentDictionary<string, MetadataReference> Made = new(StringComparer.Ordinal);

    private static Settings With(string assembly, Sdk sdk, string source) =>
        new() { MoreReferences = [Made.GetOrAdd(source, text => References.StandIn(assembly, text, sdk))] };
}
