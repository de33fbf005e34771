// AutoGen.NET 0.2.3: agents of its assemblies that take functions. Signatures only.
#nullable enable
#pragma warning disable
using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace AutoGen.Core
{
    public class FunctionContract { public string? Name { get; set; } public string? Description { get; set; } }

    [AttributeUsage(AttributeTargets.Method)]
    public class FunctionAttribute : Attribute { public FunctionAttribute(string? functionName = null, string? description = null) { } }

    public class FunctionCallMiddleware
    {
        public FunctionCallMiddleware(IEnumerable<FunctionContract>? functions = null, IDictionary<string, Func<string, Task<string>>>? functionMap = null, string? name = null) { }
        public FunctionCallMiddleware(IEnumerable<Microsoft.Extensions.AI.AIFunction> functions, string? name = null) { }
    }

    public class GenerateReplyOptions { public FunctionContract[]? Functions { get; set; } }
}

namespace AutoGen
{
    public class ConversableAgentConfig { public IEnumerable<Core.FunctionContract>? FunctionContracts { get; set; } }
}

namespace AutoGen.OpenAI
{
    public class OpenAIChatAgent
    {
        public OpenAIChatAgent(global::OpenAI.Chat.ChatClient chatClient, string name, string systemMessage = "", float? temperature = null, int? maxTokens = null, int? seed = null, global::OpenAI.Chat.ChatResponseFormat? responseFormat = null, IEnumerable<global::OpenAI.Chat.ChatTool>? functions = null) { }
    }
}

namespace AutoGen.OpenAI.V1
{
    public class OpenAIChatAgent { public OpenAIChatAgent(object openAIClient, string name, string modelName, string systemMessage = "", IEnumerable<object>? functions = null) { } }

    public class GPTAgent { public GPTAgent(string name, string systemMessage, object config, IEnumerable<object>? functions = null) { } }
}

namespace AutoGen.Anthropic
{
    public class AnthropicClientAgent { public AnthropicClientAgent(object anthropicClient, string name, string modelName, string systemMessage = "", object[]? tools = null) { } }
}

namespace AutoGen.Gemini
{
    public class GeminiChatAgent { public GeminiChatAgent(object client, string name, string model, string systemMessage = "", object[]? tools = null) { } }
}

namespace AutoGen.LMStudio
{
    public class LMStudioAgent { public LMStudioAgent(string name, object config, string systemMessage = "", IEnumerable<object>? functions = null) { } }
}

namespace AutoGen.AzureAIInference
{
    public class ChatCompletionsClientAgent { public ChatCompletionsClientAgent(object chatCompletionsClient, string name, string modelName, string systemMessage = "", IEnumerable<object>? functions = null) { } }
}
