using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Tests.Verification;

/// <summary>The few members that rules on generation look at, of SDKs that the test project does not reference.</summary>
public static class ModelStandIns
{
    public static MetadataReference Ollama { get; } = References.StandIn(
        "OllamaSharp",
        """
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;

        namespace OllamaSharp
        {
            public class OllamaApiClient : IChatClient
            {
                public OllamaApiClient(string uriString, string defaultModel = "") { }
                public OllamaApiClient(Uri uri, string defaultModel = "") { }
                public OllamaApiClient(Configuration config) { }
                public string SelectedModel { get; set; } = "";
                public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();
                public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();
                public object? GetService(Type serviceType, object? serviceKey = null) => null;
                public void Dispose() { }
                public class Configuration { public Uri? Uri { get; set; } public string Model { get; set; } = ""; }
            }

            public class Chat
            {
                public Chat(OllamaApiClient client) { }
                public string Model { get; set; } = "";
                public Models.RequestOptions? Options { get; set; }
                public IAsyncEnumerable<string> SendAsync(string message, CancellationToken cancellationToken = default) => throw new NotSupportedException();
            }

            public static class ChatOptionsExtensions
            {
                public static ChatOptions AddOllamaOption(this ChatOptions chatOptions, Models.OllamaOption option, object value) => chatOptions;
            }
        }

        namespace OllamaSharp.Models
        {
            public class RequestOptions
            {
                public int? NumCtx { get; set; }
                public int? NumPredict { get; set; }
                public int? Seed { get; set; }
                public string[]? Stop { get; set; }
            }

            public class OllamaOption
            {
                public static OllamaOption NumCtx { get; } = new();
                public static OllamaOption NumPredict { get; } = new();
                public static OllamaOption Seed { get; } = new();
            }
        }

        namespace OllamaSharp.Models.Chat
        {
            public class ChatRequest { public string Model { get; set; } = ""; public RequestOptions? Options { get; set; } }
        }
        """,
        Sdk.ExtensionsAI);

    public static MetadataReference Agents { get; } = References.StandIn(
        "Microsoft.Agents.AI",
        """
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;

        namespace Microsoft.Agents.AI
        {
            public abstract class AIAgent
            {
                public Task<AgentResponse> RunAsync(string message, AgentSession? session = null, AgentRunOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();
                public Task<AgentResponse> RunAsync(IEnumerable<ChatMessage> messages, AgentSession? session = null, AgentRunOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();
                public Task<AgentResponse> RunAsync(AgentSession session, AgentRunOptions? options = null) => throw new NotSupportedException();
                public IAsyncEnumerable<AgentResponseUpdate> RunStreamingAsync(string message, AgentSession? session = null) => throw new NotSupportedException();
            }

            public class AgentSession { }
            public class AgentRunOptions { public object? ContinuationToken { get; set; } }
            public class AgentResponse { public string Text => ""; public IList<ChatMessage> Messages { get; set; } = []; public object? ContinuationToken { get; set; } }
            public class AgentResponseUpdate { public string Text => ""; }
            public class ToolApprovalAgentOptions { public int? MaxAutoApprovalIterations { get; set; } }
            public class LoopAgentOptions { public int? MaxIterations { get; set; } }
            public class HarnessAgentOptions { public int? MaxOutputTokens { get; set; } public int? MaxContextWindowTokens { get; set; } public int? MaximumIterationsPerRequest { get; set; } }
        }
        """,
        Sdk.ExtensionsAI);

    public static MetadataReference LLama { get; } = References.StandIn(
        "LLamaSharp",
        """
        #nullable enable
        using System.Collections.Generic;

        namespace LLama.Common
        {
            public class ModelParams { public ModelParams(string modelPath) { } public uint? ContextSize { get; set; } }
            public class InferenceParams { public int MaxTokens { get; set; } = -1; public IReadOnlyList<string> AntiPrompts { get; set; } = []; }
        }
        """);

    public static MetadataReference OllamaConnector { get; } = References.StandIn(
        "Microsoft.SemanticKernel.Connectors.Ollama",
        """
        #nullable enable
        using System;

        namespace Microsoft.SemanticKernel
        {
            public static class OllamaKernelBuilderExtensions
            {
                public static IKernelBuilder AddOllamaChatCompletion(this IKernelBuilder builder, string modelId, Uri endpoint, string? serviceId = null) => builder;
            }
        }

        namespace Microsoft.SemanticKernel.Connectors.Ollama
        {
            public class OllamaPromptExecutionSettings : PromptExecutionSettings { public int? NumPredict { get; set; } public System.Collections.Generic.List<string>? Stop { get; set; } }
        }
        """,
        Sdk.SemanticKernel);

    public static MetadataReference KernelAgents { get; } = References.StandIn(
        "Microsoft.SemanticKernel.Agents.Core",
        """
        namespace Microsoft.SemanticKernel.Agents.Chat
        {
            public class TerminationStrategy { public int MaximumIterations { get; set; } = 99; }
        }
        """,
        Sdk.SemanticKernel);

    public static MetadataReference AnthropicSdk { get; } = References.StandIn(
        "Anthropic.SDK",
        """
        namespace Anthropic.SDK.Messaging
        {
            public class MessageParameters { public int MaxTokens { get; set; } }
        }
        """);

    public static MetadataReference Google { get; } = References.StandIn(
        "Google.GenAI",
        """
        namespace Google.GenAI.Types
        {
            public class GenerateContentConfig { public int? MaxOutputTokens { get; set; } }
        }
        """);

    public static Settings With(params MetadataReference[] references) => new() { MoreReferences = [.. references] };
}
