using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes.Shapes;

/// <summary>PA1003 and PA5002: every way in which listed tools are attached and a local model is named.</summary>
public sealed class McpAndModelShapeTests
{
    internal static readonly Dictionary<string, Shape> Listings = new()
    {
        ["spread"] = new("""
            public async Task<ChatOptions> Make(McpClient mcp) => new ChatOptions { Tools = [.. await mcp.ListToolsAsync()] };
            """)
        { From = LanguageVersion.CSharp12, Expected = "[.. (await mcp.ListToolsAsync()).Take(10)]" },
        ["spread of a variable over lines"] = new("""
            public async Task<ChatOptions> Make(McpClient mcp)
            {
                var tools = await mcp.ListToolsAsync();
                return new()
                {
                    Tools =
                    [
                        .. tools,
                    ],
                };
            }
            """)
        { From = LanguageVersion.CSharp12 },
        ["copy"] = new("""
            public async Task<ChatOptions> Make(McpClient mcp)
            {
                IList<McpClientTool> tools = await mcp.ListToolsAsync();
                return new ChatOptions { Tools = tools.Cast<AITool>().ToList() };
            }
            """)
        { Expected = "tools.Cast<AITool>().Take(10).ToList()" },
        ["copy of the awaited call over lines"] = new("""
            public async Task<ChatOptions> Make(McpClient mcp)
            {
                return new ChatOptions
                {
                    Tools = (await mcp.ListToolsAsync())
                        .Cast<AITool>()
                        .ToList(),
                };
            }
            """),
        ["array"] = new("""
            public async Task Set(McpClient mcp, ChatOptions options)
            {
                var tools = (await mcp.ListToolsAsync()).ToArray();
                options.Tools = tools.ToArray<AITool>();
            }
            """),
        ["constructor"] = new("""
            public async Task<ChatOptions> Make(McpClient mcp)
            {
                var tools = await mcp.ListToolsAsync();
                return new ChatOptions { Tools = new List<AITool>(tools) };
            }
            """),
        ["lambda"] = new("""
            public Func<McpClient, Task<ChatOptions>> Maker() => async mcp => new ChatOptions { Tools = [.. await mcp.ListToolsAsync()] };
            """)
        { From = LanguageVersion.CSharp12 },
        ["top-level statements"] = new("""
            McpClient mcp = null!;
            ChatOptions options = new() { Tools = [.. await mcp.ListToolsAsync()] };
            Console.WriteLine(options.Tools.Count);
            """)
        { IsTopLevel = true, From = LanguageVersion.CSharp12 },
        ["using declaration"] = new("""
            public async Task<ChatOptions> Make(McpClient mcp)
            {
                await using var client = mcp;
                var tools = await client.ListToolsAsync();
                return new ChatOptions { Tools = tools.ToList<AITool>() };
            }
            """)
        { From = LanguageVersion.CSharp8 },
        ["range added to a list"] = new("""
            public async Task<ChatOptions> Make(McpClient mcp)
            {
                var list = new List<AITool>();
                list.AddRange(await mcp.ListToolsAsync());
                return new ChatOptions { Tools = list };
            }
            """),
    };

    internal static readonly Dictionary<string, Shape> Tags = new()
    {
        ["argument"] = new("""
            public object Make() => new OllamaSharp.OllamaApiClient("http://localhost:11434", "llama3.1:8b-instruct-fp16");
            """)
        { Expected = "\"llama3.1:8b-instruct-q4_K_M\"" },
        ["named argument over lines"] = new("""
            public object Make()
            {
                return new OllamaSharp.OllamaApiClient(
                    uriString: "http://localhost:11434",
                    defaultModel: @"qwen2.5:7b-instruct-bf16");
            }
            """),
        ["constant"] = new("""
            private const string Model = "llama3.1:8b-instruct-fp16";

            public object Make() => new OllamaSharp.OllamaApiClient("http://localhost:11434", Model);
            """),
        ["local constant"] = new("""
            public object Make()
            {
                const string model = "llama3.1:8b-instruct-fp16";
                return new OllamaSharp.OllamaApiClient("http://localhost:11434", model);
            }
            """),
        ["property"] = new("""
            public void Set(OllamaSharp.OllamaApiClient client)
            {
                client.SelectedModel = "llama3.1:8b-instruct-fp16";
            }
            """),
        ["initializer, target-typed"] = new("""
            public OllamaSharp.OllamaApiClient.Configuration Make() => new() { Model = "llama3.1:8b-instruct-fp16" };
            """)
        { From = LanguageVersion.CSharp9 },
        ["raw string"] = new(""""
            public object Make() => new OllamaSharp.OllamaApiClient("http://localhost:11434", """llama3.1:8b-instruct-fp16""");
            """")
        { From = LanguageVersion.CSharp11, Expected = "\"\"\"llama3.1:8b-instruct-q4_K_M\"\"\"" },
        ["top-level statements, using declaration"] = new("""
            using var client = new OllamaSharp.OllamaApiClient("http://localhost:11434", "llama3.1:8b-instruct-fp16");
            Console.WriteLine(client.SelectedModel);
            """)
        { IsTopLevel = true, From = LanguageVersion.CSharp9 },
        ["lambda"] = new("""
            public Func<object> Maker() => () => new OllamaSharp.OllamaApiClient("http://localhost:11434", "llama3.1:8b-instruct-fp16");
            """),
        ["size"] = new("""
            public object Make() => new OllamaSharp.OllamaApiClient("http://localhost:11434", "llama3.1:70b");
            """)
        { IsRefused = true },
    };

    private static readonly Lazy<ImmutableArray<MetadataReference>> Ollama =
        new(static () => [.. References.For(Sdk.ExtensionsAI), ModelStandIns.Ollama]);

    public static TheoryData<string> ListingNames => new(Listings.Keys);

    public static TheoryData<string> TagNames => new(Tags.Keys);

    [Theory]
    [MemberData(nameof(ListingNames))]
    public Task Listings_are_cut(string shape) =>
        new ShapeRunner("PA1003", Sdk.ExtensionsAI | Sdk.Mcp, new McpToolsCodeFixProvider(), McpToolsCodeFixProvider.Key).CheckAsync(Listings[shape]);

    [Theory]
    [MemberData(nameof(TagNames))]
    public Task Tags_are_replaced(string shape) =>
        new ShapeRunner("PA5002", Sdk.ExtensionsAI, new ModelTagCodeFixProvider(), ModelTagCodeFixProvider.Key) { Targets = Ollama.Value }.CheckAsync(Tags[shape]);
}
