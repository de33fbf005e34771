using static PromptAnalyzers.Tests.Rules.ToolCode;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA1001 for each SDK: eleven tools where the SDK takes them, and ten.</summary>
public sealed class TooManyToolsBySdkTests
{
    // Microsoft Agent Framework

    [Theory]
    [InlineData("client.AsAIAgent(instructions: \"Answer.\", tools: {0})")]
    [InlineData("client.CreateAIAgent(instructions: \"Answer.\", tools: {0})")]
    [InlineData("new ChatClientAgent(client, \"Answer.\", tools: {0})")]
    [InlineData("new ChatClientAgent(client, new ChatClientAgentOptions {{ ChatOptions = new() {{ Tools = {0} }} }})")]
    [InlineData("new ChatClientBuilder(client).BuildAIAgent(tools: {0})")]
    [InlineData("openAI.AsAIAgent(tools: {0})")]
    [InlineData("new AIContext {{ Tools = {0} }}")]
    public Task Agent_framework(string agent) => Both(agent, n => $"[{Created(n)}]", Agents, "Microsoft.Agents.AI");

    [Fact]
    public Task Agent_framework_counts_an_agent_as_a_tool_as_one_tool() => Verify.Reports(Agents($$"""
        AIAgent claims = client.AsAIAgent(instructions: "Claims.");
        client.AsAIAgent(instructions: "Answer.", tools: {|PA1001:[claims.AsAIFunction(), {{Created(10)}}]|});
        client.AsAIAgent(instructions: "Answer.", tools: [claims.AsAIFunction(), {{Created(9)}}]);
        """), Sdk.ExtensionsAI | Sdk.OpenAI | Sdk.Mcp, settings: StandIns.With("Microsoft.Agents.AI"));

    [Fact]
    public Task Agent_framework_adds_up_the_tools_of_a_hosted_builder() => Verify.Reports(Agents($$"""
        services.AddAIAgent("desk", "Answer.").WithAITools({{Created(10)}}).{|PA1001:WithAITool(AIFunctionFactory.Create(() => "", "last"))|};
        services.AddAIAgent("mail", "Answer.").WithAITools({{Created(10)}});
        """), Sdk.ExtensionsAI | Sdk.OpenAI | Sdk.Mcp, settings: StandIns.With("Microsoft.Agents.AI"));

    // Semantic Kernel

    [Fact]
    public Task Semantic_kernel_agents_are_judged_by_their_own_kernel() => Verify.Reports(Kernels(Plugin("Claims", 11) + Plugin("Mail", 11), """
        var large = new Kernel();
        {|PA1001:large.Plugins.AddFromType<Claims>()|};
        var small = new Kernel();
        small.Plugins.AddFromType<Mail>();
        var agent = new ChatCompletionAgent { Kernel = large, Arguments = new KernelArguments(new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() }) };
        var plain = new ChatCompletionAgent { Kernel = small };
        """), Sdk.SemanticKernel, settings: StandIns.With("Microsoft.SemanticKernel.Agents"));

    [Fact]
    public Task Semantic_kernel_plugins_added_to_the_kernel_of_an_agent_are_counted() => Verify.Reports(Kernels(Plugin("Claims", 11), """
        var agent = new ChatCompletionAgent
        {
            Kernel = Kernel.CreateBuilder().Build(),
            Arguments = new KernelArguments(new PromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() }),
        };
        {|PA1001:agent.Kernel.Plugins.Add(KernelPluginFactory.CreateFromType<Claims>())|};
        """), Sdk.SemanticKernel, settings: StandIns.With("Microsoft.SemanticKernel.Agents"));

    [Fact]
    public Task Semantic_kernel_assistants_advertise_their_plugins() => Verify.Reports(Kernels(Plugin("Claims", 6) + Plugin("Mail", 5), """
        var claims = KernelPluginFactory.CreateFromType<Claims>();
        var agent = new OpenAIAssistantAgent(path, path, {|PA1001:[claims, KernelPluginFactory.CreateFromObject(new Mail())]|});
        var other = new OpenAIAssistantAgent(path, path, [claims]);
        """), Sdk.SemanticKernel, settings: StandIns.With("Microsoft.SemanticKernel.Agents"));

    [Fact]
    public Task Semantic_kernel_agents_made_plugins_are_one_function_each() => Verify.Reports(Kernels("", $$"""
        var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
        {|PA1001:kernel.Plugins.Add(AgentKernelPluginFactory.CreateFromAgents("desk", {{string.Join(", ", Enumerable.Repeat("new ChatCompletionAgent()", 11))}}))|};
        await kernel.InvokePromptAsync(question, new KernelArguments(settings));
        """), Sdk.SemanticKernel, settings: StandIns.With("Microsoft.SemanticKernel.Agents"));

    // OpenAI

    [Fact]
    public Task OpenAI_responses_and_assistants() => Verify.Reports(Snippet.File($$"""
        #pragma warning disable OPENAI001
        using OpenAI.Assistants;
        using OpenAI.Responses;

        public class Snippet
        {
            public CreateResponseOptions Many() => new() { Tools = {|PA1001:{ {{Repeat("ResponseTool.CreateFunctionTool(\"t{0}\", null, null)", 11)}} }|} };

            public CreateResponseOptions Few() => new() { Tools = { {{Repeat("ResponseTool.CreateFunctionTool(\"t{0}\", null, null)", 10)}} } };

            public AssistantCreationOptions ManyOfAssistant() => new() { Tools = {|PA1001:{ {{Repeat("ToolDefinition.CreateFunction(\"t{0}\")", 11)}} }|} };
        }
        """), Sdk.OpenAI);

    [Fact]
    public Task OpenAI_before_2_8() => Verify.Reports(Snippet.File($$"""
        using OpenAI.Responses;

        public class Snippet
        {
            public ResponseCreationOptions Many() => new() { Tools = {|PA1001:{ {{Repeat("ResponseTool.CreateFunctionTool(\"t{0}\")", 11)}} }|} };

            public ResponseCreationOptions Few() => new() { Tools = { {{Repeat("ResponseTool.CreateFunctionTool(\"t{0}\")", 10)}} } };
        }
        """), settings: StandIns.With("OpenAI@2.7"));

    // Anthropic

    [Fact]
    public Task Anthropic_messages() => Verify.Reports(Snippet.File($$"""
        using System.Collections.Generic;
        using Anthropic.Models.Messages;

        public class Snippet
        {
            public void Ask(InputSchema schema)
            {
                List<ToolUnion> many = [{{Repeat("new Tool { Name = \"t{0}\", InputSchema = schema }", 11)}}];
                List<ToolUnion> few = [{{Repeat("new Tool { Name = \"t{0}\", InputSchema = schema }", 10)}}];
                List<ToolUnion> deferred = [{{Repeat("new Tool { Name = \"t{0}\", InputSchema = schema, DeferLoading = true }", 11)}}];
                _ = new MessageCreateParams { Model = "m", MaxTokens = 100, Messages = [], Tools = {|PA1001:many|} };
                _ = new MessageCreateParams { Model = "m", MaxTokens = 100, Messages = [], Tools = few };
                _ = new MessageCreateParams { Model = "m", MaxTokens = 100, Messages = [], Tools = deferred };
            }
        }
        """), settings: new Settings { MoreReferences = [References.Package("Anthropic")] });

    [Fact]
    public Task Anthropic_sdk() => Verify.Reports(Snippet.File($$"""
        using System.Collections.Generic;
        using Anthropic.SDK.Common;
        using Anthropic.SDK.Messaging;

        public class Snippet
        {
            public MessageParameters Many() => new() { Tools = {|PA1001:new List<Tool> { {{Repeat("Tool.FromFunc(\"t{0}\", () => {0})", 11)}} }|} };

            public MessageParameters Few() => new() { Tools = [{{Repeat("Tool.FromFunc(\"t{0}\", () => {0})", 10)}}] };
        }
        """), settings: StandIns.With("Anthropic.SDK"));

    // OllamaSharp

    [Fact]
    public Task Ollama_chats_and_requests() => Verify.Reports(Snippet.File($$"""
        using System.Collections.Generic;
        using OllamaSharp;
        using OllamaSharp.Models.Chat;

        public class Snippet
        {
            public void Ask(Chat chat)
            {
                object[] many = [{{Repeat("new Tool()", 11)}}];
                object[] few = [{{Repeat("new Tool()", 10)}}];
                chat.SendAsync("hello", {|PA1001:many|});
                chat.SendAsync("hello", few);
                _ = new ChatRequest { Model = "m", Tools = {|PA1001:many|} };
            }
        }
        """), settings: new Settings { MoreReferences = [References.Package("OllamaSharp")] });

    // AutoGen.NET

    [Fact]
    public Task AutoGen_agents_and_middleware() => Verify.Reports(Snippet.File($$"""
        using System.Collections.Generic;
        using AutoGen.Core;
        using AutoGen.OpenAI;
        using OpenAI.Chat;

        public class Snippet
        {
            public void Make(ChatClient client)
            {
                _ = new FunctionCallMiddleware(functions: {|PA1001:new FunctionContract[] { {{Repeat("new FunctionContract()", 11)}} }|});
                _ = new FunctionCallMiddleware(functions: new FunctionContract[] { {{Repeat("new FunctionContract()", 10)}} });
                _ = new OpenAIChatAgent(client, "desk", functions: {|PA1001:[{{Repeat("ChatTool.CreateFunctionTool(\"t{0}\")", 11)}}]|});
                _ = new GenerateReplyOptions { Functions = {|PA1001:[{{Repeat("new FunctionContract()", 11)}}]|} };
            }
        }
        """), Sdk.OpenAI | Sdk.ExtensionsAI, settings: StandIns.With("AutoGen.Core"));

    // Azure

    [Fact]
    public Task Azure_persistent_agents() => Verify.Reports(Snippet.File($$"""
        using System;
        using System.Threading.Tasks;
        using Azure.AI.Agents.Persistent;

        public class Snippet
        {
            public async Task MakeAsync(PersistentAgentsAdministrationClient client, BinaryData schema)
            {
                await client.CreateAgentAsync("model", tools: {|PA1001:[{{Repeat("new FunctionToolDefinition(\"t{0}\", \"\", schema)", 11)}}]|});
                await client.CreateAgentAsync("model", tools: [new CodeInterpreterToolDefinition(), {{Repeat("new FunctionToolDefinition(\"t{0}\", \"\", schema)", 9)}}]);
            }
        }
        """), Sdk.OpenAI, settings: StandIns.With("Azure.AI.Agents.Persistent"));

    [Theory]
    [InlineData("DeclarativeAgentDefinition")]
    [InlineData("PromptAgentDefinition")]
    public Task Azure_projects_by_both_names(string definition) => Verify.Reports(Snippet.File($$"""
        #pragma warning disable OPENAI001
        using Azure.AI.Projects.Agents;
        using OpenAI.Responses;

        public class Snippet
        {
            public {{definition}} Many() => new("model") { Tools = {|PA1001:{ {{Repeat("ResponseTool.CreateFunctionTool(\"t{0}\", null, null)", 11)}} }|} };

            public {{definition}} Few() => new("model") { Tools = { {{Repeat("ResponseTool.CreateFunctionTool(\"t{0}\", null, null)", 10)}} } };
        }
        """), Sdk.OpenAI, settings: StandIns.With("Azure.AI.Projects.Agents"));

    [Fact]
    public Task Azure_inference_options_that_are_filled_by_add() => Verify.Reports(Snippet.File($$"""
        using Azure.AI.Inference;

        public class Snippet
        {
            public void Ask(ChatCompletionsClient client, ChatCompletionsToolDefinition[] tools)
            {
                var options = new ChatCompletionsOptions();
                {{string.Concat(Enumerable.Range(1, 10).Select(i => $"options.Tools.Add(new ChatCompletionsToolDefinition(new FunctionDefinition(\"t{i}\")));\n"))}}
                {|PA1001:options.Tools.Add(new ChatCompletionsToolDefinition(new FunctionDefinition("t11")))|};
                client.CompleteAsync(options);
            }
        }
        """), settings: StandIns.With("Azure.AI.Inference"));

    // Google

    [Fact]
    public Task Google_declarations_in_one_tool_or_in_several() => Verify.Reports(Snippet.File($$"""
        using System.Collections.Generic;
        using Google.GenAI.Types;

        public class Snippet
        {
            public GenerateContentConfig One() => new() { Tools = {|PA1001:[new Tool { FunctionDeclarations = [{{Repeat("new FunctionDeclaration { Name = \"t{0}\" }", 11)}}] }]|} };

            public GenerateContentConfig Two()
            {
                var claims = new Tool { FunctionDeclarations = new List<FunctionDeclaration> { {{Repeat("new FunctionDeclaration()", 6)}} } };
                var mail = new Tool { FunctionDeclarations = [{{Repeat("new FunctionDeclaration()", 5)}}] };
                return new() { Tools = {|PA1001:[claims, mail]|} };
            }

            public GenerateContentConfig Few() => new() { Tools = [new Tool { FunctionDeclarations = [{{Repeat("new FunctionDeclaration()", 10)}}] }] };
        }
        """), settings: StandIns.With("Google.GenAI"));

    // LangChain .NET

    [Fact]
    public Task LangChain_chains_that_use_tool_after_tool() => Verify.Reports(Snippet.File($$"""
        using System.Threading.Tasks;
        using LangChain.Chains.StackableChains.Agents;
        using LangChain.Chains.StackableChains.Agents.Tools;

        public class Snippet
        {
            private static Task<string> Run(string input) => Task.FromResult(input);

            public void Make(ReActAgentExecutorChain many, ReActAgentExecutorChain few)
            {
                many.{{string.Concat(Enumerable.Range(1, 10).Select(i => $"UseTool(new AgentToolLambda(\"t{i}\", \"\", Run))."))}}{|PA1001:UseTool(new AgentToolLambda("t11", "", Run))|};
                few.{{string.Join(".", Enumerable.Range(1, 10).Select(i => $"UseTool(new AgentToolLambda(\"t{i}\", \"\", Run))"))}};
            }
        }
        """), settings: StandIns.With("LangChain"));

    // GitHub Copilot SDK

    [Fact]
    public Task Copilot_sessions_unless_they_say_which_tools_are_available() => Verify.Reports(Snippet.File($$"""
        using GitHub.Copilot;

        public class Snippet
        {
            public SessionConfig Many() => new() { Tools = {|PA1001:[{{Repeat("CopilotTool.DefineTool(() => {0})", 11)}}]|} };

            public SessionConfig Some() => new() { Tools = [{{Repeat("CopilotTool.DefineTool(() => {0})", 11)}}], AvailableTools = ["a", "b"] };
        }
        """), Sdk.ExtensionsAI, settings: StandIns.With("GitHub.Copilot.SDK"));

    // LlmTornado

    [Fact]
    public Task LlmTornado_agents_by_constructor_and_by_add() => Verify.Reports(Snippet.File($$"""
        using System;
        using System.Collections.Generic;
        using LlmTornado.Agents;
        using LlmTornado.Common;

        public class Snippet
        {
            public void Make(Tool tool, Tool[] more)
            {
                _ = new TornadoAgent("desk", tools: {|PA1001:[{{Repeat("() => {0}", 11)}}]|});
                _ = new TornadoAgent("desk", tools: [{{Repeat("() => {0}", 10)}}]);
                var agent = new TornadoAgent("mail");
                agent.AddTool(new List<Tool> { {{Repeat("new Tool()", 10)}} });
                {|PA1001:agent.AddTool(new Tool())|};
                agent.AddTool(more);
            }
        }
        """), settings: StandIns.With("LlmTornado.Agents"));

    // Model Context Protocol

    [Fact]
    public Task Mcp_servers_count_methods_of_any_accessibility() => Verify.Reports(Snippet.File($$"""
        using Microsoft.Extensions.DependencyInjection;
        using ModelContextProtocol.Server;

        public static class Program
        {
            public static void Run(IServiceCollection services)
            {
                services.AddMcpServer().{|PA1001:WithTools<Desk>()|};
                services.AddMcpServer().WithTools<Mail>().WithStdioServerTransport();
            }
        }

        {{Plugin("Desk", 11, "McpServerTool", "private")}}
        {{Plugin("Mail", 10, "McpServerTool")}}
        """), Sdk.Mcp);

    private static Task Both(string agent, Func<int, string> tools, Func<string, Snippet> snippet, string standIn) => Verify.Reports(
        snippet($"_ = {string.Format(null, agent, "{|PA1001:" + tools(11) + "|}")};\n_ = {string.Format(null, agent, tools(10))};"),
        Sdk.ExtensionsAI | Sdk.OpenAI | Sdk.Mcp,
        settings: StandIns.With(standIn));

    private static Snippet Agents(string statements) => Snippet.File($$"""
        using System;
        using Microsoft.Agents.AI;
        using Microsoft.Agents.AI.Hosting;
        using Microsoft.Extensions.AI;
        using OpenAI.Chat;

        public class Snippet
        {
            public void Run(IChatClient client, ChatClient openAI, IServiceProvider services)
            {
                {{statements}}
            }
        }
        """);

    private static Snippet Kernels(string plugins, string statements) => Snippet.File($$"""
        using System.Threading.Tasks;
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.Agents;
        using Microsoft.SemanticKernel.Agents.OpenAI;
        using Microsoft.SemanticKernel.Connectors.OpenAI;

        {{plugins}}
        public class Snippet
        {
            public async Task RunAsync(Kernel kernel, string question, string path)
            {
                await Task.Yield();
                {{statements}}
            }
        }
        """);

    private static string Repeat(string tool, int count) =>
        string.Join(", ", Enumerable.Range(1, count).Select(i => tool.Replace("{0}", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)));
}
