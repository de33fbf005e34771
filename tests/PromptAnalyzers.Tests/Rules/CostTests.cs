using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>A project without an LLM SDK pays for the start action alone; an SDK of another version harms nobody.</summary>
public sealed class CostTests
{
    private const string Source = """
        using System.Collections.Generic;
        using System.IO;
        using System.Threading.Tasks;

        public class Program
        {
            private readonly List<string> history = new();

            public async Task<string> GetResponseAsync(string path)
            {
                while (true)
                {
                    history.Add(await File.ReadAllTextAsync(path));
                }
            }
        }
        """;

    [Fact]
    public async Task Without_an_sdk_nothing_is_registered_but_the_start_action()
    {
        foreach (var analyzer in Product.CreateAnalyzers())
        {
            var telemetry = await TelemetryAsync(analyzer, References.For(Sdk.None));
            Assert.Equal(1, telemetry.CompilationStartActionsCount);
            Assert.Equal(0, OtherActions(telemetry));
        }
    }

    [Fact]
    public async Task With_an_sdk_some_analyzer_registers_more()
    {
        int actions = 0;
        foreach (var analyzer in Product.CreateAnalyzers())
        {
            actions += OtherActions(await TelemetryAsync(analyzer, References.For(Sdk.ExtensionsAI)));
        }

        Assert.True(actions > 0);
    }

    [Theory]
    [InlineData("Microsoft.SemanticKernel.Abstractions", "namespace Microsoft.SemanticKernel { public class Kernel { } public class KernelArguments { } }")]
    [InlineData("Microsoft.SemanticKernel.Core", "namespace Microsoft.SemanticKernel { public static class KernelExtensions { } }")]
    [InlineData("Microsoft.Extensions.AI.Abstractions", "namespace Microsoft.Extensions.AI { public interface IChatClient { } public class ChatOptions { } public class ChatMessage { } }")]
    [InlineData("Microsoft.Extensions.AI", "namespace Microsoft.Extensions.AI { public interface IChatClient { void GetResponseAsync(string chatMessage, int options); } public class ChatOptions { public int Tools { get; set; } } }")]
    [InlineData("OpenAI", "namespace OpenAI.Chat { public class ChatClient { public void CompleteChatAsync() { } } }")]
    [InlineData("ModelContextProtocol.Core", "namespace ModelContextProtocol.Server { public class McpServerToolAttribute : System.Attribute { public int Name; } }")]
    [InlineData("Microsoft.Agents.AI", "namespace Microsoft.Agents.AI { public class AIAgent { } }")]
    [InlineData("OllamaSharp", "public class Empty { }")]
    public async Task An_sdk_of_an_unknown_version_makes_no_analyzer_fail(string assembly, string source)
    {
        ImmutableArray<MetadataReference> references = [.. References.For(Sdk.None), References.StandIn(assembly, source)];

        // The code of all SDKs against one that has next to nothing of it: most names do not bind.
        string code = """
            using System;
            using System.Collections.Generic;
            using System.IO;
            using System.Threading.Tasks;
            using Microsoft.Agents.AI;
            using Microsoft.Extensions.AI;
            using Microsoft.SemanticKernel;
            using ModelContextProtocol.Server;
            using OpenAI.Chat;

            public class Program
            {
                private readonly List<ChatMessage> history = new();

                [KernelFunction, McpServerTool]
                public string Read(string path) => File.ReadAllText(path);

                public async Task RunAsync(IChatClient client, Kernel kernel, ChatClient openAI, AIAgent agent, string path)
                {
                    var options = new ChatOptions { Tools = 5 };
                    var more = new ChatOptions { Tools = [AIFunctionFactory.Create(Read)] };
                    client.GetResponseAsync(File.ReadAllText(path), 1);
                    kernel.ImportPluginFromType<Program>();
                    var arguments = new KernelArguments { ["doc"] = File.ReadAllText(path) };
                    await kernel.InvokePromptAsync("{{$doc}}", arguments);
                    while (true)
                    {
                        history.Add(new ChatMessage());
                        history.Add(new ChatMessage(ChatRole.User, path));
                        openAI.CompleteChatAsync();
                        await openAI.CompleteChatAsync(history);
                        await client.GetResponseAsync(history, options);
                        await agent.RunAsync(File.ReadAllText(path));
                    }
                }
            }
            """;
        await Analysis.RunAsync(Analysis.Compile(references, code));
    }

    [Theory]
    [InlineData(Sdk.ExtensionsAI)]
    [InlineData(Sdk.SemanticKernel)]
    [InlineData(Sdk.OpenAI)]
    [InlineData(Sdk.Mcp)]
    public Task An_sdk_that_is_referenced_but_not_used_reports_nothing(Sdk sdk) =>
        Verify.Silent(Snippet.File(Source), sdk);

    [Fact]
    public async Task No_prefix_of_a_program_makes_an_analyzer_fail()
    {
        string source = ((Snippet)"""
            List<ChatMessage> messages = [new(ChatRole.System, $"Policy: {File.ReadAllText(path)[..8000]}")];
            while (Console.ReadLine() is { } line)
            {
                messages.Add(new ChatMessage(ChatRole.User, line + File.ReadAllText(path)));
                var tool = AIFunctionFactory.Create((string file) => File.ReadAllText(file), "read");
                var response = await client.GetResponseAsync(messages, new ChatOptions { Tools = [tool, .. new List<AITool> { tool }] });
                messages.AddMessages(response);
            }
            """).ToSource(Sdk.ExtensionsAI);
        int start = source.IndexOf("List<ChatMessage>", StringComparison.Ordinal);
        for (int length = start; length < source.Length; length += 13)
        {
            await Analysis.RunAsync(Analysis.Compile(References.For(Sdk.ExtensionsAI), source[..length]));
        }
    }

    private static int OtherActions(AnalyzerTelemetryInfo telemetry) =>
        telemetry.AdditionalFileActionsCount
        + telemetry.CodeBlockActionsCount
        + telemetry.CodeBlockEndActionsCount
        + telemetry.CodeBlockStartActionsCount
        + telemetry.CompilationActionsCount
        + telemetry.CompilationEndActionsCount
        + telemetry.OperationActionsCount
        + telemetry.OperationBlockActionsCount
        + telemetry.OperationBlockEndActionsCount
        + telemetry.OperationBlockStartActionsCount
        + telemetry.SemanticModelActionsCount
        + telemetry.SymbolActionsCount
        + telemetry.SymbolEndActionsCount
        + telemetry.SymbolStartActionsCount
        + telemetry.SyntaxNodeActionsCount
        + telemetry.SyntaxTreeActionsCount;

    private static async Task<AnalyzerTelemetryInfo> TelemetryAsync(
        DiagnosticAnalyzer analyzer, ImmutableArray<MetadataReference> references)
    {
        var withAnalyzers = Analysis.Compile(references, Source).WithAnalyzers([analyzer]);
        await withAnalyzers.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return await withAnalyzers.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None);
    }
}
