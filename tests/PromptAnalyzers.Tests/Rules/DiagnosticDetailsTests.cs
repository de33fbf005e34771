using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>What a diagnostic tells beyond its place: the way to the source, the facts for its fix, the same in every order.</summary>
public sealed class DiagnosticDetailsTests
{
    private const string Prompt = """
        string text = File.ReadAllText(path);
        await client.GetResponseAsync($"Summarize: {text}");
        """;

    private const string History = """
        var messages = new List<ChatMessage>();
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            await client.GetResponseAsync(messages);
        }
        """;

    private const string Tool = """
        var tool = AIFunctionFactory.Create((string file) => File.ReadAllText(file), "read");
        """;

    private const string ProcessTool = """
        var tool = AIFunctionFactory.Create((string command) => Process.Start(command)!.StandardOutput.ReadToEnd(), "run");
        """;

    [Fact]
    public async Task A_prompt_report_leads_to_the_source()
    {
        var diagnostic = await SingleAsync(Prompt);
        Assert.Contains("File.ReadAllText(path)", diagnostic.AdditionalLocations.Select(TextAt));
        Assert.Contains("'File.ReadAllText(path)' (line 24)", diagnostic.GetMessage(null), StringComparison.Ordinal);
        Assert.Contains("'GetResponseAsync'", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_report_leads_to_the_source()
    {
        var diagnostic = await SingleAsync(Snippet.Members("""
            public AIFunction Tool() => AIFunctionFactory.Create(Read);

            private string Read(string file) => Load(file);

            private static string Load(string file) => File.ReadAllText(file);
            """));
        Assert.Equal("Load(file)", TextAt(diagnostic.Location));
        Assert.Contains("File.ReadAllText(file)", diagnostic.AdditionalLocations.Select(TextAt));
    }

    [Fact]
    public async Task A_history_report_names_declaration_and_send()
    {
        var diagnostic = await SingleAsync(History);
        Assert.Contains(diagnostic.AdditionalLocations, location => location.GetLineSpan().StartLinePosition.Line == 23);
        Assert.Contains(diagnostic.AdditionalLocations, location => location.GetLineSpan().StartLinePosition.Line == 27);
        Assert.Equal("ExtensionsAI", diagnostic.Properties["HistoryKind"]);
        Assert.Equal("20", diagnostic.Properties["MaxMessages"]);
    }

    [Fact]
    public async Task A_tools_report_names_each_tool()
    {
        string tools = string.Join(", ", Enumerable.Range(1, 11).Select(i => $"AIFunctionFactory.Create(() => {i}, \"t{i}\")"));
        var diagnostic = await SingleAsync($$"""await client.GetResponseAsync(question, new ChatOptions { Tools = [{{tools}}] });""");
        Assert.Equal(11, diagnostic.AdditionalLocations.Count);
        Assert.StartsWith("11 tools", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hosted_server_report_names_the_list_to_fill()
    {
        var diagnostic = await SingleAsync("AITool docs = new HostedMcpServerTool(\"docs\", new Uri(url));");
        Assert.EndsWith("name in 'AllowedTools' only those that the task needs", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Prompt, "MaxCharacters", "20000", null, null)]
    [InlineData(Prompt, "MaxCharacters", "5000", "prompt_analyzers.max_prompt_part_characters", "5000")]
    [InlineData(Prompt, "MaxCharacters", "2000", "prompt_analyzers.context_window_tokens", "8000")]
    [InlineData(Prompt, "MaxCharacters", "20000", "prompt_analyzers.context_window_tokens", "1000000")]
    [InlineData(Prompt, "MaxCharacters", "20000", "prompt_analyzers.max_tool_result_characters", "5000")]
    [InlineData(Prompt, "ChunkCharacters", "12000", null, null)]
    [InlineData(Prompt, "ChunkCharacters", "6000", "prompt_analyzers.chunk_characters", "6000")]
    [InlineData(Prompt, "MaxChunks", "10", null, null)]
    [InlineData(Prompt, "MaxChunks", "3", "prompt_analyzers.max_chunks", "3")]
    [InlineData(Prompt, "Truncation", "head", null, null)]
    [InlineData(History, "MaxMessages", "8", "prompt_analyzers.max_history_messages", "8")]
    [InlineData(History, "MaxMessages", "20", "prompt_analyzers.context_window_tokens", "8000")]
    [InlineData(Tool, "MaxCharacters", "20000", null, null)]
    [InlineData(Tool, "MaxCharacters", "5000", "prompt_analyzers.max_tool_result_characters", "5000")]
    [InlineData(Tool, "MaxCharacters", "2000", "prompt_analyzers.context_window_tokens", "8000")]
    [InlineData(Tool, "Truncation", "head", null, null)]
    [InlineData(ProcessTool, "Truncation", "middle", null, null)]
    public async Task The_fix_gets_the_configured_numbers(string statements, string property, string expected, string? key, string? value)
    {
        var diagnostic = key is null ? await SingleAsync(statements) : await SingleAsync(statements, (key, value!));
        Assert.Equal(expected, diagnostic.Properties[property]);
    }

    [Fact]
    public async Task Every_order_of_files_and_every_parallel_run_gives_the_same_reports()
    {
        string[] sources =
        [
            Numbered(0, Snippet.Members("""
                public Task<ChatResponse> AskAsync() => client.GetResponseAsync($"{Snippet1.F(2)}{Snippet2.G(2)}");
                """)),
            Numbered(1, Snippet.Members("""
                public static string F(int n) => Snippet2.G(n);

                public Task<ChatResponse> AskAsync() => client.GetResponseAsync(F(1) + Snippet3.H(1));
                """)),
            Numbered(2, Snippet.Members("""
                public static string G(int n) => n > 0 ? Snippet1.F(n - 1) : Snippet3.H(n);

                public Task<ChatResponse> AskAsync() => client.GetResponseAsync(G(1));
                """)),
            Numbered(3, Snippet.Members("""
                public static string H(int n) => n > 0 ? Snippet1.F(n) : File.ReadAllText("data.txt");

                public Task<ChatResponse> AskAsync() => client.GetResponseAsync(H(1));
                """)),
            Numbered(4, History),
            Numbered(5, Tool),
        ];
        string? first = null;
        for (int run = 0; run < 60; run++)
        {
            var random = new Random(run);
            var compilation = Analysis.Compile(References.For(Sdk.ExtensionsAI), sources.OrderBy(_ => run == 0 ? 0 : random.Next()).ToArray());
            var diagnostics = await Analysis.RunAsync(compilation, concurrent: run % 4 != 0);
            string text = string.Join("\n", diagnostics.Select(d => $"{d.Id} {d.GetMessage(null)} {TextAt(d.Location)}").Order(StringComparer.Ordinal));
            first ??= text;
            Assert.Equal(first, text);
        }

        // Two holes, two operands, G and H, and the two others.
        Assert.Equal(8, first!.Split('\n').Length);
    }

    [Theory]
    [InlineData("Chat.razor", 1)]
    [InlineData("Chat.cshtml", 1)]
    [InlineData("Chat.g.cs", 0)]
    public async Task Generated_code_is_reported_only_where_a_person_wrote_it(string mapped, int expected)
    {
        string source = "// <auto-generated/>\n#nullable enable\n" + ((Snippet)History).ToSource(Sdk.ExtensionsAI)
            .Replace("    public async Task RunAsync()\n", $"#line 8 \"{mapped}\"\n    public async Task RunAsync()\n", StringComparison.Ordinal);
        var diagnostics = await Analysis.RunAsync(Analysis.Compile(References.For(Sdk.ExtensionsAI), source));
        Assert.Equal(expected, diagnostics.Length);
        Assert.All(diagnostics, diagnostic => Assert.Equal(mapped, Path.GetFileName(diagnostic.Location.GetMappedLineSpan().Path)));
    }

    private static string Numbered(int number, Snippet snippet) =>
        snippet.ToSource(Sdk.ExtensionsAI).Replace("public class Snippet\n", $"public class Snippet{number}\n", StringComparison.Ordinal);

    private static async Task<Diagnostic> SingleAsync(Snippet snippet, params (string Key, string Value)[] options) =>
        Assert.Single(await Analysis.RunAsync(Analysis.Compile(References.For(Sdk.ExtensionsAI), snippet.ToSource(Sdk.ExtensionsAI)), options: options));

    private static string TextAt(Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);
}
