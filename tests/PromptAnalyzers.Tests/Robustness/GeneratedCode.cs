using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace PromptAnalyzers.Tests.Robustness;

/// <summary>Generated and real code for measurements. Sizes are in files of about a hundred lines.</summary>
internal static class GeneratedCode
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.ComponentModel;
        using System.IO;
        using System.Linq;
        using System.Net.Http;
        using System.Text;
        using System.Threading.Tasks;

        """;

    private const string SdkUsings = Usings + "using Microsoft.Extensions.AI;\n";

    /// <summary>Business code that reads files and joins text, without an SDK.</summary>
    public static CSharpCompilation WithoutSdk(int files) => Make(Sdk.None, files, static i => Usings + Business(i));

    /// <summary>The same code with an SDK referenced and prompts that are bounded.</summary>
    public static CSharpCompilation Silent(int files) => Make(Sdk.ExtensionsAI, files, static i => SdkUsings + Business(i) + BoundedPrompts(i));

    /// <summary>The same code, one finding of each of five rules in every file.</summary>
    public static CSharpCompilation Findings(int files) => Make(Sdk.ExtensionsAI, files, static i => SdkUsings + Business(i) + Mistakes(i));

    public static int FindingsPerFile => 5;

    /// <summary>Long bodies with many writes, branches and appends before one prompt, over helpers that call each other in circles.</summary>
    public static CSharpCompilation WorstCase(int files) => Make(Sdk.ExtensionsAI, files, static i => SdkUsings + Tangle(i));

    public static int WorstCasePerFile => 1;

    /// <summary>Files whose prompts read a file through this many methods.</summary>
    public static CSharpCompilation CallDepth(int files, int depth) => Make(Sdk.ExtensionsAI, files, i => SdkUsings + Chain(i, depth));

    /// <summary>The sample, and the number of diagnostics that the end-to-end tests expect of it.</summary>
    public static (CSharpCompilation Code, int Expected) Sample(string name)
    {
        var program = TestPrograms.Samples().Single(sample => sample.Name == name);
        string expected = Path.Combine(TestPrograms.RepositoryRoot, "tests", "PromptAnalyzers.EndToEnd", "Expected", name + ".txt");
        return (
            CSharpCompilation.Create(
                name,
                program.Files.Select(file => CSharpSyntaxTree.ParseText(file.Text, program.ParseOptions, file.Path)),
                program.References,
                program.CompilationOptions),
            File.ReadLines(expected).Count());
    }

    private static CSharpCompilation Make(Sdk sdk, int files, Func<int, string> file)
    {
        var compilation = Analysis.Compile(References.For(sdk), Enumerable.Range(0, files).Select(file));
        return compilation.GetDiagnostics().FirstOrDefault(static diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error) is { } error
            ? throw new InvalidOperationException(error.ToString())
            : compilation;
    }

    private static string Business(int i)
    {
        var code = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"public class Orders{i}\n{{\n    private readonly Dictionary<int, List<string>> _lines = new();\n"));
        for (int m = 0; m < 8; m++)
        {
            code.Append(CultureInfo.InvariantCulture, $$"""
                    public async Task<string> Report{{m}}Async(string path, int customer)
                    {
                        var text = new StringBuilder();
                        string header = await File.ReadAllTextAsync(path);
                        foreach (string line in header.Split('\n').Where(line => line.Length > customer))
                        {
                            text.Append(line.Trim()).Append(';').AppendLine();
                            if (!_lines.TryGetValue(customer, out var lines))
                            {
                                _lines[customer] = lines = new List<string>();
                            }

                            lines.Add($"{customer}: {line}");
                        }

                        string result = customer > {{m}} ? text.ToString() : string.Join(", ", _lines.Values.SelectMany(l => l).OrderBy(l => l));
                        return result.Length > 10 ? result.Replace("a", "b") : header;
                    }

                """);
        }

        return code.Append("}\n").ToString();
    }

    private static string BoundedPrompts(int i) => string.Create(CultureInfo.InvariantCulture, $$"""
        public class Advice{{i}}
        {
            public async Task<string> AskAsync(IChatClient client, string path)
            {
                string text = await File.ReadAllTextAsync(path);
                if (text.Length > 8000)
                {
                    text = text[..8000];
                }

                var response = await client.GetResponseAsync($"Summarize: {text}", new ChatOptions { Tools = [AIFunctionFactory.Create(Count)] });
                return response.Text;
            }

            [Description("Counts")]
            public static int Count(string path) => File.ReadAllText(path).Length;
        }

        """);

    private static string Mistakes(int i) => string.Create(CultureInfo.InvariantCulture, $$"""
        public class Mistakes{{i}}
        {
            private readonly List<ChatMessage> _history = new();

            public async Task<string> AskAsync(IChatClient client, HttpClient http, string path)
            {
                string text = await File.ReadAllTextAsync(path);
                string page = await http.GetStringAsync(path);
                var first = await client.GetResponseAsync($"Summarize: {text}");
                var second = await client.GetResponseAsync("Answer: " + page);
                return first.Text + second.Text;
            }

            public async Task TurnAsync(IChatClient client, string line)
            {
                _history.Add(new ChatMessage(ChatRole.User, line));
                var response = await client.GetResponseAsync(_history, new ChatOptions { Tools =
                [
                    AIFunctionFactory.Create(Read), AIFunctionFactory.Create(T1), AIFunctionFactory.Create(T2), AIFunctionFactory.Create(T3),
                    AIFunctionFactory.Create(T4), AIFunctionFactory.Create(T5), AIFunctionFactory.Create(T6), AIFunctionFactory.Create(T7),
                    AIFunctionFactory.Create(T8), AIFunctionFactory.Create(T9), AIFunctionFactory.Create(T10), AIFunctionFactory.Create(T11),
                ] });
                _history.AddRange(response.Messages);
            }

            public static string Read(string path) => File.ReadAllText(path);

            public static int T1(int x) => x;
            public static int T2(int x) => x;
            public static int T3(int x) => x;
            public static int T4(int x) => x;
            public static int T5(int x) => x;
            public static int T6(int x) => x;
            public static int T7(int x) => x;
            public static int T8(int x) => x;
            public static int T9(int x) => x;
            public static int T10(int x) => x;
            public static int T11(int x) => x;
        }

        """);

    private static string Tangle(int i)
    {
        const int Writes = 40;
        var code = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $$"""
            public class Tangle{{i}}
            {
                public static string A(int n, string p) => n > 0 ? B(n - 1, p) + C(n - 1, p) : "";
                public static string B(int n, string p) => n > 0 ? C(n - 1, p) + A(n - 1, p) : p;
                public static string C(int n, string p) => n > 0 ? A(n - 1, p) + B(n - 1, p) : p.Trim();

                public async Task AskAsync(IChatClient client, string path, int n)
                {
                    string text = "";
                    var builder = new StringBuilder();
                    var list = new List<string>();

            """));
        for (int w = 0; w < Writes; w++)
        {
            code.Append(CultureInfo.InvariantCulture, $$"""
                        string part{{w}} = n > {{w}} ? A(n, path) : {{(w == 0 ? "path" : "part" + (w - 1).ToString(CultureInfo.InvariantCulture))}};
                        if (n == {{w}}) { text = part{{w}} + text; } else { text += B(n, part{{w}}); }
                        foreach (string c in new[] { part{{w}}, text }) { builder.Append(c).Append(C(n, c)); list.Add(c); }

                """);
        }

        return code.Append("""
                    text = File.ReadAllText(path);
                    await client.GetResponseAsync(text + part39);
                    string joined = string.Join("\n", list);
                    await client.GetResponseAsync(builder.ToString().Length > 100 ? "long" : "short");
                    await client.GetResponseAsync(joined.Length > 5 ? "" : "x");
                }
            }

            """).ToString();
    }

    private static string Chain(int i, int depth)
    {
        var code = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $$"""
            public class Chain{{i}}
            {
                public Task AskAsync(IChatClient client, string path) => client.GetResponseAsync("Summarize: " + Step0(path));

            """));
        for (int step = 0; step < depth; step++)
        {
            code.Append(CultureInfo.InvariantCulture, $"    private static string Step{step}(string path) {{ string text = Step{step + 1}(path); return text.Trim() + \"\\n\"; }}\n");
        }

        return code.Append(CultureInfo.InvariantCulture, $"    private static string Step{depth}(string path) => File.ReadAllText(path);\n}}\n").ToString();
    }
}
