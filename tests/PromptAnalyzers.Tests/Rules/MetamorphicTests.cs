using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>What a program means does not depend on how it is laid out: each form of it gets the same verdict.</summary>
public sealed class MetamorphicTests
{
    private const string Ask = "await client.GetResponseAsync($\"Summarize: {text}\");";

    // CODE stands for the statements. Every form runs them at most once, or once a turn.
    internal static readonly (string Name, string Text)[] Forms =
    [
        ("plain", "public async Task RunAsync() { CODE }"),
        ("static class", "public static class Inner { public static async Task RunAsync(IChatClient client, HttpClient http, string path, string url) { CODE } }"),
        ("generic method", "public async Task RunAsync<T>(T value) where T : class { CODE }"),
        ("block", "public async Task RunAsync() { { { CODE } } }"),
        ("if", "public async Task RunAsync() { if (path.Length > 0) { CODE } }"),
        ("else", "public async Task RunAsync() { if (path.Length > 0) { Console.WriteLine(path); } else { CODE } }"),
        ("try", "public async Task RunAsync() { try { CODE } catch (IOException e) { Console.WriteLine(e.Message); } finally { Console.WriteLine(path); } }"),
        ("catch", "public async Task RunAsync() { try { Console.WriteLine(path); } catch (IOException) { CODE } }"),
        ("using", "public async Task RunAsync() { using (var stream = new MemoryStream()) { CODE } }"),
        ("loop", "public async Task RunAsync() { foreach (string word in path.Split(' ')) { CODE } }"),
        ("switch", "public async Task RunAsync() { switch (path.Length) { case 0: break; default: { CODE } break; } }"),
        ("local function", "public async Task RunAsync() { await Inner(); async Task Inner() { CODE } }"),
        ("lambda", "public async Task RunAsync() { Func<Task> inner = async () => { CODE }; await inner(); }"),
        ("anonymous method", "public async Task RunAsync() { Func<Task> inner = async delegate { CODE }; await inner(); }"),
        ("event handler", "public event Action? Done; public void Run() { Done += async () => { CODE }; }"),
        ("iterator", "public async IAsyncEnumerable<int> RunAsync() { CODE yield return 1; }"),
        ("constructor lambda", "private readonly Func<Task> inner; public Snippet() { inner = async () => { CODE }; }"),
        ("property", "public Func<Task> Run => async () => { CODE };"),
        ("async void", "public async void Run() { CODE }"),
        ("nested type", "public sealed record Inner(IChatClient client, HttpClient http, string path, string url) { public async Task RunAsync() { CODE } }"),
        ("struct", "public readonly struct Inner { public static async Task RunAsync(IChatClient client, HttpClient http, string path, string url) { CODE } }"),
        ("interface", "public interface IInner { async Task RunAsync(IChatClient client, HttpClient http, string path, string url) { CODE } }"),
    ];

    // Each says how many reports it gets, and of which rule.
    private static readonly (string Name, string Text, string[] Ids)[] Programs =
    [
        ("local", "string text = File.ReadAllText(path); " + Ask, ["PA3001"]),
        ("declared before", "string text; text = File.ReadAllText(path); " + Ask, ["PA3001"]),
        ("assigned twice", "string text = \"\"; text = File.ReadAllText(path); " + Ask, ["PA3001"]),
        ("deconstructed", "var (text, n) = (File.ReadAllText(path), 1); " + Ask, ["PA3001"]),
        ("conditional", "string text = path.Length > 1 ? File.ReadAllText(path) : \"\"; " + Ask, ["PA3001"]),
        ("switch expression", "string text = path.Length switch { 0 => \"\", _ => File.ReadAllText(path) }; " + Ask, ["PA3001"]),
        ("pattern", "if (File.ReadAllText(path) is { Length: > 0 } text) { " + Ask + " }", ["PA3001"]),
        ("var pattern", "if (File.ReadAllText(path) is var text) { " + Ask + " }", ["PA3001"]),
        ("null forgiving", "string text = ((File.ReadAllText(path)!)); " + Ask, ["PA3001"]),
        ("cast", "object boxed = File.ReadAllText(path); string text = (string)boxed; " + Ask, ["PA3001"]),
        ("as", "object boxed = File.ReadAllText(path); var text = boxed as string; " + Ask, ["PA3001"]),
        ("coalesce", "string? maybe = File.ReadAllText(path); string text = maybe ?? \"\"; " + Ask, ["PA3001"]),
        ("verbatim", "string text = File.ReadAllText(path); await client.GetResponseAsync($@\"Sum: {text}\");", ["PA3001"]),
        ("raw", "string text = File.ReadAllText(path); await client.GetResponseAsync($$\"\"\"Sum: {{text}}\"\"\");", ["PA3001"]),
        ("named argument", "string text = File.ReadAllText(path); await client.GetResponseAsync(chatMessage: \"Sum: \" + text, options: null);", ["PA3001"]),
        ("static call", "string text = File.ReadAllText(path); await ChatClientExtensions.GetResponseAsync(client, \"Sum: \" + text);", ["PA3001"]),
        ("qualified", "string text = global::System.IO.File.ReadAllText(path); " + Ask, ["PA3001"]),
        ("two messages", "string text = File.ReadAllText(path); await client.GetResponseAsync([new(ChatRole.System, \"Short.\"), new(ChatRole.User, text)]);", ["PA3001"]),
        ("configured await", "string text = await File.ReadAllTextAsync(path).ConfigureAwait(false); " + Ask, ["PA3001"]),
        ("task local", "Task<string> task = File.ReadAllTextAsync(path); string text = await task; " + Ask, ["PA3001"]),
        ("result", "string text = File.ReadAllTextAsync(path).Result; " + Ask, ["PA3001"]),
        ("when all", "string[] texts = await Task.WhenAll(File.ReadAllTextAsync(path), File.ReadAllTextAsync(url)); string text = texts[0]; " + Ask, ["PA3001"]),
        ("web", "string text = await http.GetStringAsync(url); " + Ask, ["PA3002"]),
        ("file and web", "string text = File.ReadAllText(path); await client.GetResponseAsync(text + await http.GetStringAsync(url));", ["PA3001", "PA3002"]),
        ("cut", "string text = File.ReadAllText(path)[..8000]; " + Ask, []),
        ("cut later", "string text = File.ReadAllText(path); text = text[..8000]; " + Ask, []),
        ("cut in place", "string text = File.ReadAllText(path); await client.GetResponseAsync($\"Sum: {text[..Math.Min(8000, text.Length)]}\");", []),
        ("cut under a name", "string whole = File.ReadAllText(path); string text = whole.Length > 8000 ? whole.Substring(0, 8000) : whole; " + Ask, []),
        ("guarded by pattern", "string text = File.ReadAllText(path); if (text is { Length: > 8000 }) { text = \"\"; } " + Ask, []),
        ("guarded reversed", "string text = File.ReadAllText(path); if (8000 < text.Length) { text = text.Remove(8000); } " + Ask, []),
        ("guarded by throw", "string text = File.ReadAllText(path); if (text.Length >= 8000) throw new InvalidOperationException(); " + Ask, []),
        ("guarded twice", "string text = File.ReadAllText(path); if (string.IsNullOrEmpty(text) || text.Length > 8000) throw new InvalidOperationException(); " + Ask, []),
        ("guarded inside", "string text = File.ReadAllText(path); if (text.Length > 0 && text.Length < 8000) { " + Ask + " }", []),
        ("guarded in a loop", "string text = File.ReadAllText(path); while (text.Length > 8000) { text = text[..(text.Length / 2)]; } " + Ask, []),
        ("hashed", "string text = File.ReadAllText(path).GetHashCode().ToString(); " + Ask, []),
        ("printed", "string text = File.ReadAllText(path); Console.WriteLine(text); await client.GetResponseAsync(url);", []),
        ("named", "string text = nameof(File.ReadAllText); " + Ask, []),
        ("exists", "string text = File.Exists(path) ? \"yes\" : \"no\"; " + Ask, []),
    ];

    public static TheoryData<string> ProgramNames => [.. Programs.Select(program => program.Name)];

    [Theory]
    [MemberData(nameof(ProgramNames))]
    public async Task Every_form_of_a_program_gets_the_same_verdict(string name)
    {
        var program = Programs.Single(candidate => candidate.Name == name);
        var wrong = new List<string>();

        // One compilation for all forms: each is a file with a type of its own.
        var sources = Forms.Select((form, i) => Snippet.Members(form.Text.Replace("CODE", program.Text, StringComparison.Ordinal))
            .ToSource(Sdk.ExtensionsAI)
            .Replace("public class Snippet\n", $"public class Snippet{i}\n", StringComparison.Ordinal)
            .Replace("public Snippet()", $"public Snippet{i}()", StringComparison.Ordinal));
        var compilation = Analysis.Compile(References.For(Sdk.ExtensionsAI), sources.ToArray());
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var diagnostics = await Analysis.RunAsync(compilation);
        for (int i = 0; i < Forms.Length; i++)
        {
            string[] found = [.. diagnostics.Where(diagnostic => diagnostic.Location.SourceTree!.FilePath == $"/0/File{i}.cs").Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal)];
            if (!found.SequenceEqual(program.Ids))
            {
                wrong.Add($"{Forms[i].Name}: [{string.Join(", ", found)}]");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(ProgramNames))]
    public async Task Top_level_statements_get_the_same_verdict(string name)
    {
        var program = Programs.Single(candidate => candidate.Name == name);
        string source = "using System; using System.IO; using System.Net.Http; using System.Threading.Tasks; using Microsoft.Extensions.AI;\n"
            + "IChatClient client = null!; HttpClient http = new(); string path = args[0], url = args[1];\n" + program.Text + "\n";
        var compilation = Analysis.Compile(References.For(Sdk.ExtensionsAI), source);
        compilation = compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var found = (await Analysis.RunAsync(compilation)).Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal);
        Assert.Equal(program.Ids, found);
    }
}
