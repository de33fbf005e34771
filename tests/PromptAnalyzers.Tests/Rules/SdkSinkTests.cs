using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>
/// The ways by which text enters a prompt, SDK by SDK. Each line is checked twice: a whole file is reported, and the
/// same line with the first 4,000 characters of the file is not.
/// </summary>
public class SdkSinkTests
{
    [Theory]
    [InlineData("await client.GetResponseAsync($\"Sum up: {TEXT}\");")]
    [InlineData("await foreach (var u in client.GetStreamingResponseAsync(TEXT)) { }")]
    [InlineData("await client.GetResponseAsync<int>(TEXT);")]
    [InlineData("var m = new ChatMessage(ChatRole.User, TEXT);")]
    [InlineData("var m = new ChatMessage(ChatRole.User, [new TextContent(TEXT)]);")]
    [InlineData("var m = new ChatMessage { Role = ChatRole.User, Contents = [new TextContent(TEXT)] };")]
    [InlineData("var o = new ChatOptions { Instructions = TEXT };")]
    public Task Extensions_ai(string line) => Check(
        References.ForLibraries("Microsoft.Extensions.AI", "Microsoft.Extensions.AI.Abstractions"), "using Microsoft.Extensions.AI;", "IChatClient client", line);

    [Theory]
    [InlineData("await kernel.InvokePromptAsync(TEXT);")]
    [InlineData("await kernel.InvokePromptAsync(\"Sum up {{$doc}}\", new() { [\"doc\"] = TEXT });")]
    [InlineData("await foreach (var u in kernel.InvokePromptStreamingAsync(TEXT)) { }")]
    [InlineData("await chat.GetChatMessageContentAsync(TEXT);")]
    [InlineData("await chat.GetChatMessageContentsAsync(TEXT);")]
    [InlineData("var h = new ChatHistory(TEXT);")]
    [InlineData("history.AddUserMessage(TEXT);")]
    [InlineData("history.AddUserMessage([new TextContent(TEXT)]);")]
    [InlineData("history.AddMessage(AuthorRole.User, TEXT);")]
    [InlineData("history.Add(new ChatMessageContent(AuthorRole.User, TEXT));")]
    [InlineData("history.Add(new ChatMessageContent(AuthorRole.User, [new TextContent(TEXT)]));")]
    [InlineData("history.Add(new ChatMessageContent { Role = AuthorRole.User, Content = TEXT });")]
    [InlineData("ChatMessageContentItemCollection items = []; items.Add(new TextContent { Text = TEXT }); history.AddUserMessage(items);")]
    [InlineData("var c = new AIContext { Instructions = TEXT };")]
    [InlineData("var s = new OpenAIPromptExecutionSettings { ChatSystemPrompt = TEXT };")]
    [InlineData("await generator.GetTextContentAsync(TEXT);")]
    public Task Semantic_kernel(string line) => Check(
        References.For(Sdk.SemanticKernel),
        "#pragma warning disable SKEXP0130\nusing Microsoft.SemanticKernel; using Microsoft.SemanticKernel.ChatCompletion; using Microsoft.SemanticKernel.TextGeneration; using Microsoft.SemanticKernel.Connectors.OpenAI;",
        "Kernel kernel, ChatHistory history, IChatCompletionService chat, ITextGenerationService generator",
        line);

    [Theory]
    [InlineData("await agent.RunAsync(TEXT);")]
    [InlineData("await foreach (var u in agent.RunStreamingAsync(TEXT)) { }")]
    [InlineData("var a = new ChatClientAgent(client, instructions: TEXT);")]
    [InlineData("var a = client.AsAIAgent(instructions: TEXT);")]
    [InlineData("var c = new AIContext { Instructions = TEXT };")]
    public Task Agent_framework(string line) => Check(
        References.ForLibraries("Microsoft.Agents.AI", "Microsoft.Agents.AI.Abstractions", "Microsoft.Extensions.AI", "Microsoft.Extensions.AI.Abstractions"),
        "using Microsoft.Agents.AI; using Microsoft.Extensions.AI;",
        "AIAgent agent, IChatClient client",
        line);

    [Theory]
    [InlineData("await agent.RunAsync(TEXT);")]
    [InlineData("var a = client.CreateAIAgent(TEXT);")]
    [InlineData("var o = new ChatClientAgentOptions { Instructions = TEXT };")]
    public Task Agent_framework_as_it_was(string line) => Check(
        StandIn("Microsoft.Agents.AI", """
            namespace Microsoft.Agents.AI
            {
                public class AgentThread { }
                public abstract class AIAgent { public System.Threading.Tasks.Task<string> RunAsync(string message, AgentThread thread = null) => null; }
                public class ChatClientAgentOptions { public string Instructions { get; set; } }
            }
            namespace Microsoft.Extensions.AI
            {
                public class Client { }
                public static class ChatClientExtensions { public static object CreateAIAgent(this Client client, string instructions = null) => null; }
            }
            """),
        "using Microsoft.Agents.AI; using Microsoft.Extensions.AI;",
        "AIAgent agent, Client client",
        line);

    [Theory]
    [InlineData("await chat.CompleteChatAsync(TEXT);")]
    [InlineData("await chat.CompleteChatAsync(new UserChatMessage(TEXT));")]
    [InlineData("var m = new SystemChatMessage(TEXT);")]
    [InlineData("var m = new ToolChatMessage(\"1\", TEXT);")]
    [InlineData("var m = ChatMessage.CreateUserMessage(TEXT);")]
    [InlineData("var m = new UserChatMessage(ChatMessageContentPart.CreateTextPart(TEXT));")]
    [InlineData("await responses.CreateResponseAsync(\"gpt-4o\", TEXT);")]
    [InlineData("var o = new CreateResponseOptions { Instructions = TEXT };")]
    [InlineData("var i = ResponseItem.CreateUserMessageItem(TEXT);")]
    [InlineData("var i = ResponseItem.CreateDeveloperMessageItem(TEXT);")]
    [InlineData("var i = ResponseItem.CreateFunctionCallOutputItem(\"1\", TEXT);")]
    [InlineData("var i = ResponseItem.CreateUserMessageItem([ResponseContentPart.CreateInputTextPart(TEXT)]);")]
    [InlineData("var o = new AssistantCreationOptions { Instructions = TEXT };")]
    [InlineData("var o = new RunCreationOptions { AdditionalInstructions = TEXT };")]
    [InlineData("var c = MessageContent.FromText(TEXT);")]
    [InlineData("var t = new ToolOutput(\"1\", TEXT);")]
    public Task OpenAI_and_azure(string line) => Check(
        References.ForLibraries("Azure.AI.OpenAI", "OpenAI"),
        "#pragma warning disable OPENAI001\nusing Azure.AI.OpenAI; using OpenAI.Chat; using OpenAI.Responses; using OpenAI.Assistants;",
        "ChatClient chat, ResponsesClient responses",
        line);

    [Theory]
    [InlineData("var m = new ChatRequestUserMessage(TEXT);")]
    [InlineData("var m = new ChatRequestSystemMessage(TEXT);")]
    [InlineData("var m = new ChatRequestToolMessage(TEXT, \"1\");")]
    public Task Azure_openai_as_it_was(string line) => Check(
        StandIn("Azure.AI.OpenAI", """
            namespace Azure.AI.OpenAI
            {
                public class ChatRequestUserMessage { public ChatRequestUserMessage(string content) { } }
                public class ChatRequestSystemMessage { public ChatRequestSystemMessage(string content) { } }
                public class ChatRequestToolMessage { public ChatRequestToolMessage(string content, string toolCallId) { } }
            }
            """),
        "using Azure.AI.OpenAI;",
        "int n",
        line);

    [Theory]
    [InlineData("var m = new ChatRequestUserMessage(TEXT);")]
    [InlineData("var m = new ChatRequestSystemMessage(TEXT);")]
    [InlineData("var m = new ChatRequestToolMessage(TEXT, \"1\");")]
    [InlineData("var m = new ChatRequestUserMessage(new ChatMessageTextContentItem(TEXT));")]
    public Task Azure_inference(string line) => Check(References.ForLibraries("Azure.AI.Inference"), "using Azure.AI.Inference;", "int n", line);

    [Theory]
    [InlineData("var p = new MessageCreateParams { Model = \"claude\", MaxTokens = 9, Messages = [new UserMessageParam { Content = TEXT }] };")]
    [InlineData("var m = new UserMessageParam(TEXT);")]
    [InlineData("var m = new SystemMessageParam(TEXT);")]
    [InlineData("var p = new MessageCreateParams { Model = \"claude\", MaxTokens = 9, Messages = [], System = TEXT };")]
    [InlineData("var b = new TextBlockParam(TEXT);")]
    [InlineData("var b = new TextBlockParam { Text = TEXT };")]
    [InlineData("var m = new UserMessageParam { Content = new List<ContentBlockParam> { new TextBlockParam { Text = TEXT } } };")]
    [InlineData("var r = new ToolResultBlockParam(\"1\") { Content = TEXT };")]
    public Task Anthropic(string line) => Check(References.ForLibraries("Anthropic"), "using Anthropic; using Anthropic.Models.Messages;", "AnthropicClient client", line);

    [Theory]
    [InlineData("var m = new MessageParam { Role = 0, Content = TEXT };")]
    public Task Anthropic_as_it_was(string line) => Check(
        StandIn("Anthropic", """
            namespace Anthropic.Models.Messages
            {
                public class MessageParamContent { public static implicit operator MessageParamContent(string value) => new(); }
                public class MessageParam { public int Role { get; init; } public MessageParamContent Content { get; init; } }
            }
            """),
        "using Anthropic.Models.Messages;",
        "int n",
        line);

    [Theory]
    [InlineData("var m = new Message(RoleType.User, TEXT);")]
    [InlineData("var m = new SystemMessage(TEXT);")]
    [InlineData("var c = new TextContent { Text = TEXT };")]
    public Task Anthropic_sdk(string line) => Check(
        StandIn("Anthropic.SDK", """
            namespace Anthropic.SDK.Messaging
            {
                public enum RoleType { User }
                public class CacheControl { }
                public class Message { public Message(RoleType role, string text, CacheControl cacheControl = null) { } }
                public class SystemMessage { public SystemMessage(string text, CacheControl cacheControl = null) { } }
                public class TextContent { public string Text { get; set; } }
            }
            """),
        "using Anthropic.SDK.Messaging;",
        "int n",
        line);

    [Theory]
    [InlineData("await foreach (var t in chat.SendAsync(TEXT)) { }")]
    [InlineData("await foreach (var t in chat.SendAsAsync(ChatRole.User, TEXT)) { }")]
    [InlineData("var c = new Chat(client, TEXT);")]
    [InlineData("var m = new Message(ChatRole.User, TEXT);")]
    [InlineData("var m = new Message { Role = ChatRole.User, Content = TEXT };")]
    [InlineData("var r = new GenerateRequest { Model = \"m\", Prompt = TEXT };")]
    [InlineData("var r = new GenerateRequest { Model = \"m\", System = TEXT };")]
    [InlineData("await foreach (var t in client.GenerateAsync(TEXT)) { }")]
    public Task Ollama(string line) => Check(
        References.ForLibraries("OllamaSharp", "Microsoft.Extensions.AI.Abstractions"),
        "using OllamaSharp; using OllamaSharp.Models; using OllamaSharp.Models.Chat;",
        "IOllamaApiClient client, Chat chat",
        line);

    [Theory]
    [InlineData("await foreach (var t in executor.InferAsync(TEXT)) { }")]
    [InlineData("await foreach (var t in interactive.InferAsync(TEXT)) { }")]
    [InlineData("session.AddUserMessage(TEXT);")]
    [InlineData("history.AddMessage(AuthorRole.User, TEXT);")]
    [InlineData("await foreach (var t in session.ChatAsync(new ChatHistory.Message(AuthorRole.User, TEXT))) { }")]
    public Task Llama(string line) => Check(
        References.ForLibraries("LLamaSharp"),
        "using LLama; using LLama.Abstractions; using LLama.Common;",
        "ILLamaExecutor executor, InteractiveExecutor interactive, ChatSession session, ChatHistory history",
        line);

    [Theory]
    [InlineData("var p = new CreateMessageRequestParams { SystemPrompt = TEXT, Messages = [], MaxTokens = 9 };")]
    [InlineData("var m = new SamplingMessage { Role = Role.User, Content = [new TextContentBlock { Text = TEXT }] };")]
    [InlineData("var m = new PromptMessage { Role = Role.User, Content = new TextContentBlock { Text = TEXT } };")]
    public Task Model_context_protocol(string line) => Check(
        References.For(Sdk.Mcp), "#pragma warning disable CS0618, MCP9005\nusing ModelContextProtocol.Protocol;", "int n", line);

    [Theory]
    [InlineData("await agent.SendAsync(TEXT);")]
    [InlineData("var m = new TextMessage(0, TEXT);")]
    public Task AutoGen(string line) => Check(
        StandIn("AutoGen.Core", """
            namespace AutoGen.Core
            {
                public interface IAgent { }
                public class TextMessage { public TextMessage(int role, string content, string from = null) { } }
                public static class AgentExtension { public static System.Threading.Tasks.Task SendAsync(this IAgent agent, string message = null) => null; }
            }
            """),
        "using AutoGen.Core;",
        "IAgent agent",
        line);

    [Theory]
    [InlineData("LangChain", "LangChain.Chains", "public static class Chain { public static object Set(object value, string outputKey = \"\") => null; }", "var c = Chain.Set(TEXT);")]
    [InlineData("LangChain", "LangChain.Chains", "public static class Chain { public static object Template(string template, string outputKey = \"\") => null; }", "var c = Chain.Template(TEXT);")]
    [InlineData("Google.GenAI", "Google.GenAI", "public class Models { public System.Threading.Tasks.Task GenerateContentAsync(string model, string contents) => null; }", "await new Models().GenerateContentAsync(\"m\", TEXT);")]
    [InlineData("Google.GenAI", "Google.GenAI.Types", "public class Part { public string Text { get; set; } }", "var p = new Part { Text = TEXT };")]
    [InlineData("Azure.AI.Agents.Persistent", "Azure.AI.Agents.Persistent", "public class ThreadMessages { public void CreateMessage(string threadId, int role, string content) { } }", "new ThreadMessages().CreateMessage(\"t\", 0, TEXT);")]
    [InlineData("Azure.AI.Agents.Persistent", "Azure.AI.Agents.Persistent", "public class PersistentAgentsAdministrationClient { public object CreateAgent(string model, string name = null, string instructions = null) => null; }", "new PersistentAgentsAdministrationClient().CreateAgent(\"m\", instructions: TEXT);")]
    [InlineData("GitHub.Copilot.SDK", "GitHub.Copilot", "public class MessageOptions { public string Prompt { get; set; } }", "var o = new MessageOptions { Prompt = TEXT };")]
    [InlineData("LlmTornado", "LlmTornado.Chat", "public class Conversation { public Conversation AppendUserInput(string content) => this; }", "new Conversation().AppendUserInput(TEXT);")]
    [InlineData("Microsoft.SemanticKernel.Agents.Abstractions", "Microsoft.SemanticKernel.Agents", "public abstract class Agent { public string Instructions { get; init; } } public class ChatCompletionAgent : Agent { }", "var a = new ChatCompletionAgent { Instructions = TEXT };")]
    public Task Others(string assembly, string space, string types, string line) =>
        Check(StandIn(assembly, "namespace " + space + " {\n" + types + "\n}"), $"using {space};", "int n", line);

    [Theory]
    [InlineData("var m = new ChatMessage(ChatRole.Assistant, TEXT);")]
    [InlineData("var m = new ChatMessage(ChatRole.Assistant, [new TextContent(TEXT)]);")]
    [InlineData("var c = new TextContent(TEXT);")]
    [InlineData("var o = new ChatOptions { ModelId = TEXT };")]
    public async Task What_a_model_said_and_what_is_no_prompt_is_silent(string line) => Assert.Empty(await Reports(
        References.ForLibraries("Microsoft.Extensions.AI", "Microsoft.Extensions.AI.Abstractions"), "using Microsoft.Extensions.AI;", "IChatClient client", line, "File.ReadAllText(path)"));

    [Fact]
    public async Task A_users_own_type_of_the_same_name_is_silent() => Assert.Empty(await Reports(
        References.ForLibraries("Microsoft.Extensions.AI", "Microsoft.Extensions.AI.Abstractions"),
        "using Google.GenAI.Types;",
        "int n",
        "var p = new Part { Text = TEXT };",
        "File.ReadAllText(path)",
        "namespace Google.GenAI.Types { public class Part { public string Text { get; set; } = \"\"; } }"));

    // Models scale images and sounds, and half of one is broken: what their bytes are is no size of a text.

    [Theory]
    [InlineData("history.AddUserMessage([new TextContent(\"Describe\"), new ImageContent(BYTES, \"image/png\")]);")]
    [InlineData("history.AddUserMessage([new TextContent(\"Describe\"), new ImageContent($\"data:image/png;base64,{BASE64}\")]);")]
    [InlineData("history.AddUserMessage([new AudioContent(BYTES, \"audio/wav\")]);")]
    [InlineData("history.AddUserMessage([new BinaryContent(BYTES, \"application/pdf\")]);")]
    [InlineData("history.Add(new ChatMessageContent(AuthorRole.User, [new ImageContent { Data = BYTES, MimeType = \"image/png\" }]));")]
    [InlineData("ChatMessageContentItemCollection items = []; items.Add(new ImageContent(BYTES, \"image/png\")); history.AddUserMessage(items);")]
    public Task Images_of_semantic_kernel_are_silent(string line) => IsSilentOnMedia(
        References.For(Sdk.SemanticKernel),
        "#pragma warning disable SKEXP0001\nusing Microsoft.SemanticKernel; using Microsoft.SemanticKernel.ChatCompletion;",
        "ChatHistory history",
        line);

    [Theory]
    [InlineData("var m = new UserChatMessage(ChatMessageContentPart.CreateImagePart(BinaryData.FromBytes(BYTES), \"image/png\"));")]
    [InlineData("var m = new UserChatMessage(ChatMessageContentPart.CreateImagePart(new Uri($\"data:image/png;base64,{BASE64}\")));")]
    [InlineData("var m = new UserChatMessage(ChatMessageContentPart.CreateInputAudioPart(new BinaryData(BYTES), ChatInputAudioFormat.Wav));")]
    [InlineData("var m = new UserChatMessage(ChatMessageContentPart.CreateFilePart(BinaryData.FromBytes(BYTES), \"application/pdf\", \"a.pdf\"));")]
    [InlineData("List<ChatMessageContentPart> parts = [ChatMessageContentPart.CreateTextPart(\"Describe\")]; parts.Add(ChatMessageContentPart.CreateImagePart(BinaryData.FromBytes(BYTES), \"image/png\")); await chat.CompleteChatAsync(new UserChatMessage(parts));")]
    [InlineData("var i = ResponseItem.CreateUserMessageItem([ResponseContentPart.CreateInputImagePart(new Uri($\"data:image/png;base64,{BASE64}\"))]);")]
    public Task Images_of_openai_are_silent(string line) => IsSilentOnMedia(
        References.ForLibraries("Azure.AI.OpenAI", "OpenAI"), "#pragma warning disable OPENAI001\nusing OpenAI.Chat; using OpenAI.Responses;", "ChatClient chat", line);

    [Theory]
    [InlineData("var m = new UserMessageParam { Content = new List<ContentBlockParam> { new ImageBlockParam { Source = new Base64ImageSource { Data = BASE64, MediaType = MediaType.ImagePng } } } };")]
    public Task Images_of_anthropic_are_silent(string line) => IsSilentOnMedia(
        References.ForLibraries("Anthropic"), "using Anthropic; using Anthropic.Models.Messages;", "AnthropicClient client", line);

    [Theory]
    [InlineData("await foreach (var t in chat.SendAsync(\"Describe\", new[] { BASE64 })) { }")]
    [InlineData("await foreach (var t in chat.SendAsync(\"Describe\", new IEnumerable<byte>[] { BYTES })) { }")]
    [InlineData("var m = new Message { Role = ChatRole.User, Content = \"Describe\", Images = new[] { BASE64 } };")]
    [InlineData("var r = new GenerateRequest { Model = \"m\", Prompt = \"Describe\", Images = new[] { BASE64 } };")]
    public Task Images_of_ollama_are_silent(string line) => IsSilentOnMedia(
        References.ForLibraries("OllamaSharp", "Microsoft.Extensions.AI.Abstractions"), "using OllamaSharp; using OllamaSharp.Models; using OllamaSharp.Models.Chat;", "Chat chat", line);

    [Theory]
    [InlineData("await agent.RunAsync(new ChatMessage(ChatRole.User, [new TextContent(\"Describe\"), new DataContent(BYTES, \"image/png\")]));")]
    [InlineData("await agent.RunAsync(new ChatMessage(ChatRole.User, [new DataContent($\"data:image/png;base64,{BASE64}\", \"image/png\")]));")]
    public Task Images_of_agent_framework_are_silent(string line) => IsSilentOnMedia(
        References.ForLibraries("Microsoft.Agents.AI", "Microsoft.Agents.AI.Abstractions", "Microsoft.Extensions.AI", "Microsoft.Extensions.AI.Abstractions"),
        "using Microsoft.Agents.AI; using Microsoft.Extensions.AI;",
        "AIAgent agent",
        line);

    private static async Task IsSilentOnMedia(ImmutableArray<MetadataReference> references, string usings, string parameters, string line)
    {
        foreach (string bytes in new[] { "File.ReadAllBytes(path)", "await File.ReadAllBytesAsync(path)", "await new System.Net.Http.HttpClient().GetByteArrayAsync(path)" })
        {
            string filled = line.Replace("BASE64", "Convert.ToBase64String(BYTES)", StringComparison.Ordinal).Replace("BYTES", bytes, StringComparison.Ordinal);
            Assert.Empty(await Reports(references, usings, parameters, filled, ""));
        }
    }

    private static ImmutableArray<MetadataReference> StandIn(string assembly, string source) =>
        [.. References.For(Sdk.None), References.StandIn(assembly, source)];

    private static async Task Check(ImmutableArray<MetadataReference> references, string usings, string parameters, string line)
    {
        var whole = await Reports(references, usings, parameters, line, "File.ReadAllText(path)");
        var report = Assert.Single(whole);
        string reported = report.Location.SourceTree!.GetText().ToString(report.Location.SourceSpan);
        Assert.Equal("File.ReadAllText(path)", reported);
        Assert.Empty(await Reports(references, usings, parameters, line, "File.ReadAllText(path)[..4000]"));
    }

    private static async Task<IReadOnlyList<Diagnostic>> Reports(
        ImmutableArray<MetadataReference> references, string usings, string parameters, string line, string text, string more = "")
    {
        string source = string.Create(CultureInfo.InvariantCulture, $$"""
            {{usings}}
            using System;
            using System.Collections.Generic;
            using System.IO;
            using System.Threading.Tasks;
            {{more}}
            public static class Program
            {
                public static async Task Run(string path, {{parameters}})
                {
                    await Task.Yield();
                    {{line.Replace("TEXT", text, StringComparison.Ordinal)}}
                }
            }
            """);
        var compilation = Analysis.Compile(references, source);
        var errors = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, string.Join("\n", errors));
        return [.. (await Analysis.RunAsync(compilation)).Where(d => d.Id is "PA3001" or "PA3002")];
    }
}
