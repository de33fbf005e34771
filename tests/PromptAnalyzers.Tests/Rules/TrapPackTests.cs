using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>
/// Code on which simple analyzers are noisy or blind: look-alikes that must stay silent, and real cases that hide. Each
/// in six layouts, with the rule and the place that is expected. What an SDK's types are called proves nothing either.
/// </summary>
public sealed class TrapPackTests
{
    private const Sdk Sdks = Sdk.ExtensionsAI | Sdk.SemanticKernel;

    // Layouts of statements, by their names in the metamorphic tests.
    private static readonly string[] StatementForms = ["plain", "else", "try", "switch", "local function", "lambda"];

    // Layouts of a tool that returns one expression.
    private static readonly (string Name, string Text)[] ToolForms =
    [
        ("arrow", "[KernelFunction] public TYPE Tool(PARAMETERS) => EXPRESSION;"),
        ("block", "[KernelFunction] public TYPE Tool(PARAMETERS) { return EXPRESSION; }"),
        ("if", "[KernelFunction] public TYPE Tool(PARAMETERS) { if (question.Length > 0) { return EXPRESSION; } return default!; }"),
        ("try", "[KernelFunction] public TYPE Tool(PARAMETERS) { try { return EXPRESSION; } catch (IOException) { throw; } }"),
        ("using", "[KernelFunction] public TYPE Tool(PARAMETERS) { using var stream = new MemoryStream(); return EXPRESSION; }"),
        ("switch", "[KernelFunction] public TYPE Tool(PARAMETERS) { switch (question) { case \"\": return default!; default: return EXPRESSION; } }"),
    ];

    private static readonly Trap[] Traps =
    [
        // Silent.
        new("one object of unknown size, serialised", "var order = Find(); await client.GetResponseAsync($\"Rate: {System.Text.Json.JsonSerializer.Serialize(order)}\");", "public record Order(int Id, string Text); private static Order Find() => new(1, \"x\");"),
        new("a parameter, serialised", "await Ask(new Order(1, \"x\")); async Task Ask(Order order) => await client.GetResponseAsync($\"Rate: {System.Text.Json.JsonSerializer.Serialize(order)}\");", "public record Order(int Id, string Text);"),
        new("a joined collection from the caller", "await Ask([\"a\", \"b\"]); async Task Ask(string[] tags) => await client.GetResponseAsync($\"Tags: {string.Join(\", \", tags)}\");"),
        new("one number of a web answer", "await client.GetResponseAsync($\"Weather: {(await System.Net.Http.Json.HttpClientJsonExtensions.GetFromJsonAsync<Weather>(http, url))!.TempC}\");", "public record Weather(double TempC);"),
        new("a model's answer to another model", "var r = await client.GetResponseAsync(question); await client.GetResponseAsync(r.Text);"),
        new("two messages without a loop", "var history = new ChatHistory(); history.AddUserMessage(question); history.AddUserMessage(url); await chat.GetChatMessageContentAsync(history);"),
        new("a scripted conversation", "var history = new ChatHistory(); foreach (var q in new[] { \"a\", \"b\" }) { history.AddUserMessage(q); await chat.GetChatMessageContentAsync(history); }"),
        new("a polling loop", "#pragma warning disable MEAI001\nvar response = await client.GetResponseAsync(question); while (response.ContinuationToken is { } t) { response = await client.GetResponseAsync([], new ChatOptions { ContinuationToken = t }); }\n#pragma warning restore MEAI001\n"),
        new("tools that somebody else picks", "var options = new ChatOptions { Tools = await PickAsync(question, top: 5) }; await client.GetResponseAsync(question, options);", "private readonly Func<string, int, Task<IList<AITool>>> pick = null!; private Task<IList<AITool>> PickAsync(string query, int top) => pick(query, top);"),
        new("the same name, cut", "string text = File.ReadAllText(path); const int Max = 5_000; if (text.Length > Max) text = text[..Max]; await client.GetResponseAsync(text);"),
        new("a buffer of fixed size", "using var reader = File.OpenText(path); var buf = new char[4096]; string s = reader.Read(buf, 0, 4096) is var n ? new string(buf, 0, n) : \"\"; await client.GetResponseAsync(s);"),

        // Reported.
        new("a name that lies", "string prompt = Truncate(File.ReadAllText(path)); await client.GetResponseAsync({|PA3001:prompt|});", "private static string Truncate(string s) => s.Trim();"),
        new("a guard without effect", "string text = File.ReadAllText(path); if (text.Length > 5_000) Console.WriteLine(\"long\"); string prompt = text; await client.GetResponseAsync({|PA3001:prompt|});"),
        new("another use cut", "string text = File.ReadAllText(path); Console.WriteLine(text[..50]); string prompt = text; await client.GetResponseAsync({|PA3001:prompt|});"),
        new("a bound that is none", "string text = File.ReadAllText(path); text = text[..Math.Min(text.Length, int.MaxValue)]; await client.GetResponseAsync({|PA3001:text|});"),
        new("a skip", "string[] items = File.ReadAllLines(path); await client.GetResponseAsync({|PA3001:string.Join(\"\\n\", items.Skip(20))|});"),
        new("an optional limit left out", "await client.GetResponseAsync($\"Sum: {{|PA3001:Load(path)|}}\");", "private static string Load(string p, int? max = null) => max is { } m ? File.ReadAllText(p)[..m] : File.ReadAllText(p);"),
        new("a new history filled from one that grows", "var h = new ChatHistory(); h.AddRange(state.Conversation); {|PA2001:state.Conversation.Add(new ChatMessageContent(AuthorRole.User, question))|}; await chat.GetChatMessageContentAsync(h);", "private readonly State state = new(); public sealed class State { public List<ChatMessageContent> Conversation { get; } = []; }"),
        new("data by name", "var args = new KernelArguments(); args[\"doc\"] = {|PA3001:await File.ReadAllTextAsync(path)|}; await kernel.InvokePromptAsync(\"Sum: {{$doc}}\", args);"),

        // Types that are only called like those of the libraries.
        new("an own File", "await client.GetResponseAsync($\"Sum: {File.ReadAllText(path)}\");", "private static class File { public static string ReadAllText(string p) => p; }"),
        new("an own ChatHistory", "var history = new ChatHistory(); while (question.Length > 0) { history.AddUserMessage(question); await client.GetResponseAsync(history.Count.ToString()); }", "public sealed class ChatHistory : List<string> { public void AddUserMessage(string text) => Add(text); }"),
        new("an own AIFunctionFactory", "AIFunctionFactory.Create(() => File.ReadAllText(path), \"read\"); await client.GetResponseAsync(question);", "private static class AIFunctionFactory { public static void Create(Func<string> read, string name) { } }"),
        new("an own Kernel", "await new Kernel().InvokePromptAsync($\"Sum: {File.ReadAllText(path)}\");", "private sealed class Kernel { public Task InvokePromptAsync(string prompt) => Task.CompletedTask; }"),
    ];

    private static readonly (string Name, string Type, string Parameters, string Expression, string Members)[] Tools =
    [
        ("a cut help text", "string", "", "File.ReadAllText(\"help.txt\")[..4000]", ""),
        ("one object by its id", "Order?", "int id", "orders.FirstOrDefault(o => o.Id == id)", "public record Order(int Id, string Text); private readonly List<Order> orders = [];"),
        ("a model's answer", "string", "", "client.GetResponseAsync(question).Result.Text", ""),
        ("a whole file", "string", "", "{|PA4001:File.ReadAllText(\"help.txt\")|}", ""),
        ("a whole file behind a helper", "string", "", "{|PA4001:SafeRead(path)|}", "private static string SafeRead(string p) { try { return File.ReadAllText(p); } catch (IOException) { return \"\"; } }"),
        ("a trimmed process output", "string", "", "{|PA4001:Process.Start(path)!.StandardOutput.ReadToEnd().Trim()|}", ""),
        ("an own File in a tool", "string", "", "File.ReadAllText(path)", "private static class File { public static string ReadAllText(string p) => p; }"),
        ("an own attribute", "string", "", "File.ReadAllText(path)", "private sealed class KernelFunctionAttribute : Attribute { }"),
    ];

    public static TheoryData<string> TrapNames => [.. Traps.Select(static trap => trap.Name)];

    public static TheoryData<string> ToolNames => [.. Tools.Select(static tool => tool.Name)];

    [Theory]
    [MemberData(nameof(TrapNames))]
    public async Task No_trap_catches_us_in_any_layout(string name)
    {
        var trap = Traps.Single(candidate => candidate.Name == name);
        await CheckAsync(MetamorphicTests.Forms.Where(static form => StatementForms.Contains(form.Name))
            .Select(form => (form.Name, trap.Members + "\n" + form.Text.Replace("CODE", "\n" + trap.Statements + "\n", StringComparison.Ordinal))));
    }

    [Theory]
    [MemberData(nameof(ToolNames))]
    public async Task No_tool_trap_catches_us_in_any_layout(string name)
    {
        var (_, type, parameters, expression, more) = Tools.Single(candidate => candidate.Name == name);
        await CheckAsync(ToolForms.Select(form => (form.Name, more + "\n" + form.Text
            .Replace("TYPE", type, StringComparison.Ordinal)
            .Replace("PARAMETERS", parameters, StringComparison.Ordinal)
            .Replace("EXPRESSION", expression, StringComparison.Ordinal))));
    }

    /// <summary>One compilation; every layout is a file with a class of its own.</summary>
    private static async Task CheckAsync(IEnumerable<(string Name, string Members)> layouts)
    {
        var files = layouts.ToList();
        Assert.Equal(6, files.Count);
        var sources = new List<string>();
        var expected = new List<string>();
        for (int i = 0; i < files.Count; i++)
        {
            string marked = Snippet.Members(files[i].Members).ToSource(Sdks)
                .Replace("public class Snippet\n", $"public class Snippet{i}\n", StringComparison.Ordinal);
            TestFileMarkupParser.GetSpans(marked, out string source, out ImmutableDictionary<string, ImmutableArray<TextSpan>> spans);
            sources.Add(source);
            expected.AddRange(spans.SelectMany(pair => pair.Value.Select(span => $"{files[i].Name}: {pair.Key} at '{source[span.Start..span.End]}'")));
        }

        var compilation = Analysis.Compile(References.For(Sdks), sources);
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        var found = (await Analysis.RunAsync(compilation)).Select(d =>
        {
            int file = compilation.SyntaxTrees.IndexOf(d.Location.SourceTree!);
            return $"{files[file].Name}: {d.Id} at '{sources[file][d.Location.SourceSpan.Start..d.Location.SourceSpan.End]}'";
        });
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private sealed record Trap(string Name, string Statements, string Members = "");
}
