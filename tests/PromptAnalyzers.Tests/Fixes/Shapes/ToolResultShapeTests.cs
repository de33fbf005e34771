using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes.Shapes;

/// <summary>PA4001: every way in which a tool returns content.</summary>
public sealed class ToolResultShapeTests
{
    internal static readonly Dictionary<string, Shape> Kernel = new()
    {
        ["expression body"] = new("""
            [KernelFunction]
            public string Get(string path) => File.ReadAllText(path);
            """)
        { Expected = "=> PromptText.Truncate(File.ReadAllText(path), 20_000);" },
        ["block"] = new("""
            [KernelFunction, Description("Reads a policy")]
            public string Get(string path)
            {
                string wording = File.ReadAllText(path);
                return wording;
            }
            """),
        ["async"] = new("""
            [KernelFunction]
            public async Task<string> Get(string path)
            {
                return await File.ReadAllTextAsync(path);
            }
            """),
        ["async value task"] = new("""
            [KernelFunction]
            public async ValueTask<string> Get(string path) => await File.ReadAllTextAsync(path);
            """),
        ["task handed on"] = new("""
            private readonly HttpClient http = new HttpClient();

            [KernelFunction]
            public Task<string> Get(string id) => http.GetStringAsync("https://example.org/" + id);
            """)
        { Expected = "public async Task<string> Get(string id) => PromptText.Truncate(await http.GetStringAsync(\"https://example.org/\" + id), 20_000);" },
        ["task handed on in a type that configures its awaits"] = new("""
            private readonly HttpClient http = new HttpClient();

            [KernelFunction]
            public Task<string> Get(string id)
            {
                return http.GetStringAsync("https://example.org/" + id);
            }

            public async Task Warm() => await http.GetStringAsync("https://example.org/").ConfigureAwait(false);
            """)
        { Expected = "return PromptText.Truncate(await http.GetStringAsync(\"https://example.org/\" + id).ConfigureAwait(false), 20_000);" },
        ["several returns, one of them unbounded"] = new("""
            [KernelFunction]
            public string Get(string path)
            {
                if (!File.Exists(path))
                {
                    return "There is no such file.";
                }

                return File.ReadAllText(path);
            }
            """),
        ["conditional expression"] = new("""
            [KernelFunction]
            public string Get(string path) => File.Exists(path) ? File.ReadAllText(path) : "There is no such file.";
            """),
        ["null-coalescing"] = new("""
            private string cached;

            [KernelFunction]
            public string Get(string path) => cached ?? File.ReadAllText(path);
            """),
        ["switch expression"] = new("""
            [KernelFunction]
            public string Get(string path) => path switch
            {
                "" => "There is no such file.",
                _ => File.ReadAllText(path),
            };
            """)
        { From = LanguageVersion.CSharp8 },
        ["interpolation"] = new("""
            [KernelFunction]
            public string Get(string path) => $"Policy: {File.ReadAllText(path)}";
            """),
        ["concatenation over lines"] = new("""
            [KernelFunction]
            public string Get(string path) =>
                "Policy: "
                + File.ReadAllText(path);
            """),
        ["through a helper"] = new("""
            [KernelFunction]
            public async Task<string> Get(string path) => await Load(path);

            private static async Task<string> Load(string path)
            {
                return await File.ReadAllTextAsync(path).ConfigureAwait(true);
            }
            """),
        ["process output keeps both ends"] = new("""
            [KernelFunction]
            public string Run(string command)
            {
                var process = Process.Start(new ProcessStartInfo(command) { RedirectStandardOutput = true });
                string output = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                return output;
            }
            """)
        { Expected = "return PromptText.TruncateMiddle(output, 20_000);" },
        ["using declaration"] = new("""
            [KernelFunction]
            public string Get(string path)
            {
                using var reader = new StreamReader(path);
                return reader.ReadToEnd();
            }
            """)
        { From = LanguageVersion.CSharp8 },
        ["maybe null"] = new("""
            #nullable enable
            [KernelFunction]
            public string? Get(string path) => File.Exists(path) ? File.ReadAllText(path) : null;
            #nullable restore
            """)
        { From = LanguageVersion.CSharp8 },
        ["object"] = new("""
            [KernelFunction]
            public object Get(string path) => File.ReadAllText(path);
            """),
        ["static class"] = new("""
            public static class Tools
            {
                [KernelFunction]
                public static string Get(string path) => File.ReadAllText(path);
            }
            """)
        { IsTypes = true },
        ["override"] = new("""
            public abstract class Source
            {
                public abstract string Get(string path);
            }

            public class Files : Source
            {
                [KernelFunction]
                public override string Get(string path) => File.ReadAllText(path);
            }
            """)
        { IsTypes = true },
        ["two results in one try"] = new("""
            [KernelFunction]
            public string Get(string path)
            {
                try
                {
                    return File.ReadAllText(path);
                }
                catch (IOException exception)
                {
                    return exception.Message;
                }
            }
            """),
        ["embedded return"] = new("""
            [KernelFunction]
            public string Get(string path)
            {
                if (File.Exists(path))
                    return File.ReadAllText(path);
                return "";
            }
            """),
        ["task with several results stays"] = new("""
            private readonly HttpClient http = new HttpClient();

            [KernelFunction]
            public Task<string> Get(string id)
            {
                if (id.Length == 0)
                {
                    return Task.FromResult("");
                }

                return http.GetStringAsync("https://example.org/" + id);
            }
            """)
        { IsRefused = true },
    };

    private static readonly Dictionary<string, Shape> Others = new()
    {
        ["lambda"] = new("""
            public AITool Make() => AIFunctionFactory.Create((string path) => File.ReadAllText(path), "read");
            """)
        { From = LanguageVersion.CSharp10 },
        ["lambda with a block"] = new("""
            public AITool Make()
            {
                return AIFunctionFactory.Create(
                    async (string path) =>
                    {
                        string wording = await File.ReadAllTextAsync(path);
                        return wording;
                    },
                    "read");
            }
            """)
        { From = LanguageVersion.CSharp10 },
        ["local function"] = new("""
            public AITool Make()
            {
                return AIFunctionFactory.Create(Read, "read");

                string Read(string path)
                {
                    return File.ReadAllText(path);
                }
            }
            """)
        { From = LanguageVersion.CSharp10 },
        ["top-level local function"] = new("""
            AITool tool = AIFunctionFactory.Create(Read);
            Console.WriteLine(tool.Name);

            [Description("Reads a file")]
            static string Read(string path) => File.ReadAllText(path);
            """)
        { IsTopLevel = true, From = LanguageVersion.CSharp11 },
        ["method group"] = new("""
            public AITool Make() => AIFunctionFactory.Create(Read, "read");

            private static string Read(string path) => File.ReadAllText(path);
            """)
        { From = LanguageVersion.CSharp10 },
        ["function class"] = new("""
            public class Reader : AIFunction
            {
                public override string Name => "read";

                protected override async ValueTask<object> InvokeCoreAsync(AIFunctionArguments arguments, System.Threading.CancellationToken cancellationToken)
                {
                    return await File.ReadAllTextAsync("policy.txt", cancellationToken);
                }
            }
            """)
        { IsTypes = true },
        ["text content"] = new("""
            public AITool Make() => AIFunctionFactory.Create(Read, "read");

            private static AIContent Read(string path) => new TextContent(File.ReadAllText(path));
            """)
        { From = LanguageVersion.CSharp10, Expected = "new TextContent(PromptText.Truncate(File.ReadAllText(path), 20_000))" },
    };

    private static readonly Dictionary<string, Shape> Mcp = new()
    {
        ["method"] = new("""
            [McpServerToolType]
            public class Tools
            {
                [McpServerTool, Description("Reads a file")]
                public static string Read(string path) => File.ReadAllText(path);
            }
            """)
        { IsTypes = true },
        ["result with content blocks"] = new("""
            [McpServerToolType]
            public class Tools
            {
                [McpServerTool]
                public static async Task<CallToolResult> Read(string path)
                {
                    string wording = await File.ReadAllTextAsync(path);
                    return new CallToolResult
                    {
                        Content = new List<ContentBlock> { new TextContentBlock { Text = wording } },
                        IsError = false,
                    };
                }
            }
            """)
        { IsTypes = true, Expected = "new TextContentBlock { Text = PromptText.Truncate(wording, 20_000) }" },
    };

    public static TheoryData<string> KernelNames => new(Kernel.Keys);

    public static TheoryData<string> OtherNames => new(Others.Keys);

    public static TheoryData<string> McpNames => new(Mcp.Keys);

    [Theory]
    [MemberData(nameof(KernelNames))]
    public Task Kernel_functions_are_truncated(string shape) => CheckAsync(Sdk.SemanticKernel, Kernel[shape]);

    [Theory]
    [MemberData(nameof(OtherNames))]
    public Task Functions_are_truncated(string shape) => CheckAsync(Sdk.ExtensionsAI, Others[shape]);

    [Theory]
    [MemberData(nameof(McpNames))]
    public Task Server_tools_are_truncated(string shape) => CheckAsync(Sdk.Mcp, Mcp[shape]);

    private static Task CheckAsync(Sdk sdk, Shape shape) =>
        new ShapeRunner("PA4001", sdk, new TruncateCodeFixProvider(), TruncateCodeFixProvider.Key).CheckAsync(shape);
}
