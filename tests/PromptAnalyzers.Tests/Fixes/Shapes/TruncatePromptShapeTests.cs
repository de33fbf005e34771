using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes.Shapes;

/// <summary>PA3001 and PA3002: every way in which content stands in a prompt.</summary>
public sealed class TruncatePromptShapeTests
{
    internal static readonly Dictionary<string, Shape> Shapes = new()
    {
        ["expression body"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path) =>
                client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
            """)
        { Expected = "(\"Sum up: \" + PromptText.Truncate(File.ReadAllText(path), 20_000));" },
        ["expression body, async"] = new("""
            public async Task<string> Ask(IChatClient client, string path) =>
                (await client.GetResponseAsync($"Sum up: {await File.ReadAllTextAsync(path)}")).Text;
            """),
        ["block, explicit types"] = new("""
            public async Task<string> Ask(IChatClient client, string path)
            {
                string wording = await File.ReadAllTextAsync(path);
                ChatResponse response = await client.GetResponseAsync("Sum up: " + wording);
                return response.Text + wording;
            }
            """)
        { Expected = "\"Sum up: \" + PromptText.Truncate(wording, 20_000));" },
        ["block, var, the whole text"] = new("""
            public async Task<string> Ask(IChatClient client, string path)
            {
                var wording = File.ReadAllText(path);
                var response = await client.GetResponseAsync(wording);
                return response.Text;
            }
            """),
        ["prompt in a variable"] = new("""
            public async Task<string> Ask(IChatClient client, string path)
            {
                string prompt = $"Sum up: {File.ReadAllText(path)}";
                Console.WriteLine(prompt);
                return (await client.GetResponseAsync(prompt)).Text;
            }
            """),
        ["compound assignment"] = new("""
            public async Task<string> Ask(IChatClient client, string path)
            {
                string prompt = "Sum up: ";
                prompt += File.ReadAllText(path);
                return (await client.GetResponseAsync(prompt)).Text;
            }
            """)
        { Expected = "prompt += PromptText.Truncate(File.ReadAllText(path), 20_000);" },
        ["lambda"] = new("""
            public Func<string, Task<ChatResponse>> Asker(IChatClient client) =>
                path => client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
            """),
        ["async lambda with a block"] = new("""
            public Func<string, Task<string>> Asker(IChatClient client)
            {
                return async path =>
                {
                    var response = await client.GetResponseAsync($"Sum up: {File.ReadAllText(path)}");
                    return response.Text;
                };
            }
            """),
        ["static lambda"] = new("""
            public Func<IChatClient, string, Task<ChatResponse>> Asker() =>
                static (client, path) => client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
            """)
        { From = LanguageVersion.CSharp9 },
        ["anonymous method"] = new("""
            public Func<string, Task<ChatResponse>> Asker(IChatClient client)
            {
                return delegate(string path)
                {
                    return client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
                };
            }
            """),
        ["local function"] = new("""
            public async Task<string> Ask(IChatClient client, string path)
            {
                return (await Send()).Text;

                Task<ChatResponse> Send() => client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
            }
            """),
        ["static local function"] = new("""
            public async Task<string> Ask(IChatClient client, string path)
            {
                static Task<ChatResponse> Send(IChatClient chat, string file)
                {
                    return chat.GetResponseAsync("Sum up: " + File.ReadAllText(file));
                }

                return (await Send(client, path)).Text;
            }
            """)
        { From = LanguageVersion.CSharp8 },
        ["top-level statements"] = new("""
            IChatClient client = null!;
            string path = args[0];

            ChatResponse response = await client.GetResponseAsync($"Sum up: {File.ReadAllText(path)}");
            Console.WriteLine(response.Text);
            """)
        { IsTopLevel = true, From = LanguageVersion.CSharp11 },
        ["top-level statements and types"] = new("""
            IChatClient client = null!;
            await Asker.Ask(client, args[0]);

            static class Asker
            {
                public static Task<ChatResponse> Ask(IChatClient client, string path) => client.GetResponseAsync(File.ReadAllText(path));
            }
            """)
        { IsTopLevel = true, From = LanguageVersion.CSharp9 },
        ["top-level statements without a type to host the helper"] = new("""
            IChatClient client = args.Length == 0 ? throw new ArgumentException("No path.") : Clients.Default;
            await client.GetResponseAsync("Sum up: " + File.ReadAllText(args[0]));

            static class Clients
            {
                public static readonly IChatClient Default = new Azure();
            }

            class Azure : DelegatingChatClient
            {
                public Azure() : base(Clients.Default)
                {
                }
            }
            """)
        { IsTopLevel = true, From = LanguageVersion.CSharp11 },
        ["property getter"] = new("""
            private IChatClient Client { get; set; }
            private string Path { get; set; }

            public Task<ChatResponse> Answer => Client.GetResponseAsync("Sum up: " + File.ReadAllText(Path));
            """),
        ["property accessor and indexer"] = new("""
            private IChatClient client;

            public Task<ChatResponse> this[string path]
            {
                get
                {
                    return client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
                }
            }
            """),
        ["field initializer"] = new("""
            private static readonly Func<IChatClient, string, Task<ChatResponse>> Ask =
                (client, path) => client.GetResponseAsync("Sum up: " + File.ReadAllText(path));

            public Task<ChatResponse> Run(IChatClient client) => Ask(client, "policy.txt");
            """),
        ["constructor"] = new("""
            public Task<ChatResponse> Answer { get; }

            public Shape(IChatClient client, string path)
            {
                Answer = client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
            }
            """),
        ["field filled elsewhere"] = new("""
            private string wording = "";

            public void Load(string path)
            {
                this.wording = File.ReadAllText(path);
            }

            public Task<ChatResponse> Ask(IChatClient client)
            {
                return client.GetResponseAsync("Sum up: " + this.wording);
            }
            """)
        { Expected = "PromptText.Truncate(this.wording, 20_000)" },
        ["using declaration"] = new("""
            public async Task<string> Ask(IChatClient client, string path)
            {
                using var reader = new StreamReader(path);
                return (await client.GetResponseAsync($"Sum up: {reader.ReadToEnd()}")).Text;
            }
            """)
        { From = LanguageVersion.CSharp8 },
        ["using statement"] = new("""
            public async Task<string> Ask(IChatClient client, string path)
            {
                using (var reader = new StreamReader(path))
                {
                    return (await client.GetResponseAsync("Sum up: " + await reader.ReadToEndAsync())).Text;
                }
            }
            """),
        ["switch expression"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path, int kind) =>
                client.GetResponseAsync(kind switch
                {
                    0 => "Say hello.",
                    _ => "Sum up: " + File.ReadAllText(path),
                });
            """)
        { From = LanguageVersion.CSharp8 },
        ["switch expression around the call"] = new("""
            public async Task<string> Ask(IChatClient client, string path, int kind) => kind switch
            {
                0 => "",
                _ => (await client.GetResponseAsync($"Sum up: {File.ReadAllText(path)}")).Text,
            };
            """)
        { From = LanguageVersion.CSharp8 },
        ["switch statement"] = new("""
            public async Task<string> Ask(IChatClient client, string path, int kind)
            {
                switch (kind)
                {
                    case 0:
                        return "";
                    default:
                        var response = await client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
                        return response.Text;
                }
            }
            """),
        ["nested invocation"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path) =>
                client.GetResponseAsync(string.Concat("Sum up: ", File.ReadAllText(path).Trim()));
            """)
        { Expected = "PromptText.Truncate(File.ReadAllText(path).Trim(), 20_000)" },
        ["format"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path) =>
                client.GetResponseAsync(string.Format("Sum up {0}: {1}", path, File.ReadAllText(path)));
            """),
        ["joined lines"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path) =>
                client.GetResponseAsync("Sum up: " + string.Join("\n", File.ReadAllLines(path)));
            """)
        { Expected = "PromptText.Truncate(string.Join(\"\\n\", File.ReadAllLines(path)), 20_000)" },
        ["joined parts"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path) =>
                client.GetResponseAsync(string.Join("\n", "Sum up:", File.ReadAllText(path)));
            """),
        ["string builder"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path)
            {
                var prompt = new StringBuilder("Sum up: ");
                prompt.AppendLine(File.ReadAllText(path)).AppendLine("In one line.");
                return client.GetResponseAsync(prompt.ToString());
            }
            """)
        { Expected = "prompt.AppendLine(PromptText.Truncate(File.ReadAllText(path), 20_000)).AppendLine" },
        ["helper method"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path) => client.GetResponseAsync($"Sum up: {Load(path)}");

            private static string Load(string path)
            {
                return File.ReadAllText(path);
            }
            """)
        { Expected = "PromptText.Truncate(Load(path), 20_000)" },
        ["wrapper of the client"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path)
            {
                string wording = File.ReadAllText(path);
                return Send(client, wording);
            }

            private static Task<ChatResponse> Send(IChatClient client, string prompt) => client.GetResponseAsync("Sum up: " + prompt);
            """)
        { Expected = "Send(client, PromptText.Truncate(wording, 20_000))" },
        ["extension method"] = new("""
            public static class Loading
            {
                public static string Load(this FileInfo file) => File.ReadAllText(file.FullName);

                public static Task<ChatResponse> Ask(IChatClient client, FileInfo file) => client.GetResponseAsync($"Sum up: {file.Load()}");
            }
            """)
        { IsTypes = true },
        ["conditional expression in parentheses"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path) =>
                client.GetResponseAsync($"Sum up: {(path.Length == 0 ? "nothing" : File.ReadAllText(path))}");
            """),
        ["conditional expression as argument"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path) =>
                client.GetResponseAsync(path.Length == 0 ? "Say hello." : File.ReadAllText(path));
            """),
        ["null-coalescing"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path, string known) =>
                client.GetResponseAsync("Sum up: " + (known ?? File.ReadAllText(path)));
            """),
        ["null-forgiving"] = new("""
            public async Task<string> Ask(IChatClient client, string path)
            {
                string? wording = File.Exists(path) ? File.ReadAllText(path) : null;
                return (await client.GetResponseAsync($"Sum up: {wording!}")).Text;
            }
            """)
        { From = LanguageVersion.CSharp8 },
        ["conditional access"] = new("""
            public async Task<string> Ask(IChatClient client, string path)
            {
                var reader = new StreamReader(path);
                return (await client.GetResponseAsync($"Sum up: {reader?.ReadToEnd()}")).Text;
            }
            """),
        ["maybe null"] = new("""
            #nullable enable
            public async Task<string> Ask(IChatClient client, string? path)
            {
                string? wording = path is null ? null : File.ReadAllText(path);
                return (await client.GetResponseAsync($"Sum up: {wording}")).Text;
            }
            #nullable restore
            """)
        { From = LanguageVersion.CSharp8 },
        ["cast"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path) =>
                client.GetResponseAsync("Sum up: " + (object)File.ReadAllText(path));
            """),
        ["out variable"] = new("""
            public async Task<string> Ask(IChatClient client, string path)
            {
                return Read(path, out var wording) ? (await client.GetResponseAsync("Sum up: " + wording)).Text : "";
            }

            private static bool Read(string path, out string wording)
            {
                wording = File.ReadAllText(path);
                return wording.Length > 0;
            }
            """),
        ["pattern"] = new("""
            public async Task<string> Ask(IChatClient client, string path) =>
                File.ReadAllText(path) is { } wording ? (await client.GetResponseAsync($"Sum up: {wording}")).Text : "";
            """)
        { From = LanguageVersion.CSharp8 },
        ["deconstruction"] = new("""
            public async Task<string> Ask(IChatClient client, string path)
            {
                var (name, wording) = (Path.GetFileName(path), File.ReadAllText(path));
                return (await client.GetResponseAsync($"Sum up {name}: {wording}")).Text;
            }
            """),
        ["iterator"] = new("""
            public IEnumerable<Task<ChatResponse>> Ask(IChatClient client, string[] paths)
            {
                foreach (string path in paths)
                {
                    yield return client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
                }
            }
            """),
        ["async iterator"] = new("""
            public async IAsyncEnumerable<string> Ask(IChatClient client, string path)
            {
                await foreach (var update in client.GetStreamingResponseAsync($"Sum up: {File.ReadAllText(path)}"))
                {
                    yield return update.Text;
                }
            }
            """)
        { From = LanguageVersion.CSharp8 },
        ["verbatim string"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path) =>
                client.GetResponseAsync($@"Sum up:
            {File.ReadAllText(path)}
            In one line.");
            """),
        ["raw string"] = new(""""
            public Task<ChatResponse> Ask(IChatClient client, string path) => client.GetResponseAsync($$"""
                Sum up as { "summary": "" }:
                {{File.ReadAllText(path)}}
                """);
            """")
        { From = LanguageVersion.CSharp11 },
        ["raw string in several steps"] = new(""""
            public async Task<string> Ask(IChatClient client, string path)
            {
                string wording = File.ReadAllText(path);
                string prompt = $"""
                    Sum up:
                    {wording.Replace("\r", "", StringComparison.Ordinal)}
                    """;
                return (await client.GetResponseAsync(prompt)).Text;
            }
            """")
        { From = LanguageVersion.CSharp11 },
        ["hole with alignment"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path) =>
                client.GetResponseAsync($"Sum up: {File.ReadAllText(path),-40}");
            """)
        { Expected = "{PromptText.Truncate(File.ReadAllText(path), 20_000),-40}" },
        ["message of a list"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path) =>
                client.GetResponseAsync(new List<ChatMessage>
                {
                    new ChatMessage(ChatRole.System, "Sum up."),
                    new ChatMessage(ChatRole.User, File.ReadAllText(path)),
                });
            """),
        ["message of a collection expression"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path) =>
                client.GetResponseAsync([new(ChatRole.System, "Sum up."), new(ChatRole.User, File.ReadAllText(path))]);
            """)
        { From = LanguageVersion.CSharp12 },
        ["named argument"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path) =>
                client.GetResponseAsync(options: null, chatMessage: File.ReadAllText(path));
            """),
        ["extension method called as static"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path) =>
                ChatClientExtensions.GetResponseAsync(client, "Sum up: " + File.ReadAllText(path));
            """),
        ["try, catch and lock"] = new("""
            private readonly object gate = new object();

            public Task<ChatResponse> Ask(IChatClient client, string path)
            {
                try
                {
                    lock (gate)
                    {
                        if (path.Length > 0)
                            return client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
                        else
                            return client.GetResponseAsync("Say hello.");
                    }
                }
                catch (IOException)
                {
                    throw;
                }
            }
            """),
        ["several lines"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string folder) =>
                client.GetResponseAsync(
                    "Sum up: "
                    + File
                        .ReadAllText(
                            Path.Combine(folder, "policy.txt"))
                        .Replace("\r", ""));
            """),
        ["two parts of one prompt"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path, HttpClient http) =>
                client.GetResponseAsync("Compare: " + File.ReadAllText(path) + http.GetStringAsync("policy").Result);
            """)
        { Expected = "PromptText.Truncate(File.ReadAllText(path), 10_000)" },
        ["generic class"] = new("""
            public class Asker<T>
                where T : class
            {
                public Task<ChatResponse> Ask(IChatClient client, string path) => client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
            }
            """)
        { IsTypes = true },
        ["nested class"] = new("""
            public class Outer
            {
                private class Asker
                {
                    public Task<ChatResponse> Ask(IChatClient client, string path) => client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
                }

                public object Make() => new Asker();
            }
            """)
        { IsTypes = true },
        ["struct"] = new("""
            public struct Asker
            {
                public Task<ChatResponse> Ask(IChatClient client, string path) => client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
            }
            """)
        { IsTypes = true },
        ["record"] = new("""
            public record Asker(IChatClient Client)
            {
                public Task<ChatResponse> Ask(string path) => Client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
            }
            """)
        { IsTypes = true, From = LanguageVersion.CSharp9 },
        ["primary constructor"] = new("""
            public class Asker(IChatClient client)
            {
                public Task<ChatResponse> Ask(string path) => client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
            }
            """)
        { IsTypes = true, From = LanguageVersion.CSharp12 },
        ["interface with a default member"] = new("""
            public interface IAsker
            {
                IChatClient Client { get; }

                Task<ChatResponse> Ask(string path) => Client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
            }
            """)
        { IsTypes = true, From = LanguageVersion.CSharp11 },
        ["interface without a place for the helper"] = new("""
            public interface IAsker
            {
                IChatClient Client { get; }

                Task<ChatResponse> Ask(string path) => Client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
            }
            """)
        { IsTypes = true, From = LanguageVersion.CSharp8 },
        ["partial class"] = new("""
            public partial class Asker
            {
                public Task<ChatResponse> Ask(IChatClient client, string path) => client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
            }

            public partial class Asker
            {
                private string Truncated { get; set; }
            }
            """)
        { IsTypes = true },
        ["one line"] = new("""
            public class Asker { public Task<ChatResponse> Ask(IChatClient client, string path) { return client.GetResponseAsync("Sum up: " + File.ReadAllText(path)); } }
            """)
        { IsTypes = true },
        ["answer of a server"] = new("""
            public async Task<string> Ask(IChatClient client, HttpClient http)
            {
                string page = await http.GetStringAsync("https://example.org").ConfigureAwait(false);
                return (await client.GetResponseAsync("Sum up: " + page).ConfigureAwait(false)).Text;
            }
            """),
        ["conversation as text"] = new("""
            public async Task<string> Title(IChatClient client, IList<ChatMessage> messages)
            {
                string conversation = string.Join("\n", messages.Select(message => message.Role + ": " + message.Text));
                return (await client.GetResponseAsync($"Give this conversation a title: {conversation}")).Text;
            }
            """),
        ["process output keeps both ends"] = new("""
            public async Task<string> Explain(IChatClient client, Process process)
            {
                string log = await process.StandardOutput.ReadToEndAsync();
                return (await client.GetResponseAsync($"Explain the error: {log}")).Text;
            }
            """)
        { Expected = "PromptText.TruncateMiddle(log, 20_000)" },
        ["extension block"] = new("""
            public static class Asking
            {
                extension(IChatClient client)
                {
                    public Task<ChatResponse> AskAbout(string path) => client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
                }
            }
            """)
        { IsTypes = true, From = (LanguageVersion)1400 },
        ["field keyword"] = new("""
            public IChatClient Client { get; set; }

            public Task<ChatResponse> Answer
            {
                get => field ?? Client.GetResponseAsync("Sum up: " + File.ReadAllText("policy.txt"));
                set;
            }
            """)
        { From = (LanguageVersion)1400 },
    };

    private static readonly HashSet<string> Content = ["answer of a server", "conversation as text", "process output keeps both ends"];

    public static TheoryData<string> Names => new(Shapes.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_truncated_in_every_layout(string shape) =>
        new ShapeRunner(Content.Contains(shape) ? "PA3002" : "PA3001", Sdk.ExtensionsAI, new TruncateCodeFixProvider(), TruncateCodeFixProvider.Key).CheckAsync(Shapes[shape]);
}
