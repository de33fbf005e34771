using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes.Shapes;

/// <summary>PA4002, PA4004 and PA3003: every way in which a collection is returned, or answers are joined.</summary>
public sealed class TakeShapeTests
{
    /// <summary>Lines of a file, of which a page can be returned.</summary>
    internal static readonly Dictionary<string, Shape> Pages = new()
    {
        ["expression body"] = new("""
            [KernelFunction, Description("Finds rows")]
            public string[] Rows([Description("The file")] string path) => File.ReadAllLines(path);
            """)
        { Expected = "([Description(\"The file\")] string path, [Description(\"Rows to skip\")] int skip = 0) => File.ReadAllLines(path).Skip(skip).Take(50).ToArray();" },
        ["block"] = new("""
            [KernelFunction]
            public List<string> Rows(string path)
            {
                return File.ReadLines(path).Where(row => row.Length > 0).ToList();
            }
            """)
        { Expected = "File.ReadLines(path).Where(row => row.Length > 0).Skip(skip).Take(50).ToList();" },
        ["no parameters"] = new("""
            [KernelFunction]
            public IEnumerable<string> Rows() => Directory.EnumerateFiles("policies");
            """)
        { Expected = "Rows([Description(\"Rows to skip\")] int skip = 0) => Directory.EnumerateFiles(\"policies\").Skip(skip).Take(50);" },
        ["parameters on lines, a token at the end"] = new("""
            [KernelFunction]
            public async Task<List<string>> Rows(
                string path,
                System.Threading.CancellationToken cancellationToken = default)
            {
                await Task.Delay(1, cancellationToken);
                return File.ReadLines(path)
                    .Where(row => row.Length > 0)
                    .ToList();
            }
            """)
        { Expected = "string path, [Description(\"Rows to skip\")] int skip = 0, System.Threading.CancellationToken cancellationToken = default)" },
        ["documented parameters"] = new("""
            /// <summary>Finds rows.</summary>
            /// <param name="path">The file.</param>
            /// <returns>Rows.</returns>
            [KernelFunction]
            public string[] Rows(string path) => File.ReadAllLines(path);
            """)
        { Expected = "/// <param name=\"path\">The file.</param> /// <param name=\"skip\">Rows to skip.</param> /// <returns>Rows.</returns>" },
        ["serialised"] = new("""
            [KernelFunction]
            public string Rows(string path) => System.Text.Json.JsonSerializer.Serialize(File.ReadLines(path).ToList());
            """)
        { Expected = "Serialize(File.ReadLines(path).Skip(skip).Take(50).ToList())" },
        ["static class"] = new("""
            public static class Tools
            {
                [KernelFunction]
                public static string[] Rows(string path) => File.ReadAllLines(path);
            }
            """)
        { IsTypes = true },
        ["awaited in the chain"] = new("""
            [KernelFunction]
            public async Task<string[]> Rows(string path) => (await File.ReadAllLinesAsync(path).ConfigureAwait(false));
            """),
        ["using declaration and raw string"] = new(""""
            [KernelFunction]
            public IReadOnlyList<string> Rows(string path)
            {
                using var activity = new Activity("""
                    rows of a file
                    """);
                return File.ReadAllLines(path);
            }
            """")
        { From = LanguageVersion.CSharp11 },
        ["callers"] = new("""
            [KernelFunction]
            public string[] Rows(string path) => File.ReadAllLines(path);

            public int Count() => Rows("a").Length + this.Rows(path: "b").Length;
            """),
        ["conditional expression"] = new("""
            [KernelFunction]
            public string[] Rows(string path) => File.Exists(path) ? File.ReadAllLines(path) : new string[0];
            """),
        ["switch expression"] = new("""
            [KernelFunction]
            public string[] Rows(string path) => path switch
            {
                "" => new string[0],
                _ => File.ReadAllLines(path),
            };
            """)
        { From = LanguageVersion.CSharp8 },
    };

    /// <summary>What only can be cut.</summary>
    internal static readonly Dictionary<string, Shape> Firsts = new()
    {
        ["list filled in a loop"] = new("""
            [KernelFunction]
            public IReadOnlyList<int> Lengths(string path)
            {
                var lengths = new List<int>();
                foreach (string line in File.ReadLines(path))
                {
                    lengths.Add(line.Length);
                }

                return lengths;
            }
            """)
        { Expected = "return lengths.Take(50).ToList();" },
        ["collection expression"] = new("""
            [KernelFunction]
            public string[] Rows(string path) => [.. File.ReadLines(path)];
            """)
        { From = LanguageVersion.CSharp12, IsRefused = true },
        ["null-forgiving, target-typed"] = new("""
            #nullable enable
            private readonly HttpClient http = new();

            [KernelFunction]
            public async Task<int[]> Ids() => System.Text.Json.JsonSerializer.Deserialize<int[]>(await http.GetStringAsync("https://example.org/"))!;
            #nullable restore
            """)
        { From = LanguageVersion.CSharp9 },
        ["through a helper"] = new("""
            [KernelFunction]
            public List<string> Rows(string path) => Load(path);

            private static List<string> Load(string path) => File.ReadLines(path).ToList();
            """)
        { Expected = "=> Load(path).Take(50).ToList();" },
        ["override"] = new("""
            public abstract class Source
            {
                public abstract string[] Rows(string path);
            }

            public class Files : Source
            {
                [KernelFunction]
                public override string[] Rows(string path) => File.ReadAllLines(path);
            }
            """)
        { IsTypes = true, Expected = "override string[] Rows(string path) => File.ReadAllLines(path).Take(50).ToArray();" },
        ["conversion"] = new("""
            [KernelFunction]
            public IEnumerable<object> Rows(string path, object skip) => (IEnumerable<object>)File.ReadLines(path);
            """),
        ["several returns"] = new("""
            [KernelFunction]
            public List<string> Rows(string path, int skip)
            {
                if (path.Length == 0)
                    return new List<string>();
                return File.ReadLines(path).ToList();
            }
            """),
    };

    private static readonly Dictionary<string, Shape> Functions = new()
    {
        ["lambda"] = new("""
            public AITool Make() => AIFunctionFactory.Create((string path) => File.ReadAllLines(path), "rows");
            """)
        { From = LanguageVersion.CSharp10 },
        ["local function"] = new("""
            public AITool Make()
            {
                return AIFunctionFactory.Create(Rows, "rows");

                List<string> Rows(string path)
                {
                    return File.ReadLines(path).ToList();
                }
            }
            """)
        { From = LanguageVersion.CSharp10 },
        ["top-level local function"] = new("""
            AITool tool = AIFunctionFactory.Create(Rows);
            Console.WriteLine(tool.Name);

            static string[] Rows(string path) => File.ReadAllLines(path);
            """)
        { IsTopLevel = true, From = LanguageVersion.CSharp10 },
        ["method group"] = new("""
            public AITool Make() => AIFunctionFactory.Create(Rows, "rows");

            private static string[] Rows(string path) => File.ReadAllLines(path);
            """)
        { From = LanguageVersion.CSharp10, Expected = "string[] Rows(string path, [Description(\"Rows to skip\")] int skip = 0) => File.ReadAllLines(path).Skip(skip).Take(50).ToArray();" },
    };

    private static readonly Dictionary<string, Shape> Unknown = new()
    {
        ["task handed on"] = new("""
            public interface IOrders
            {
                Task<IReadOnlyList<string>> ListAsync();
            }

            private readonly IOrders orders = null;

            [KernelFunction]
            public Task<IReadOnlyList<string>> Orders() => orders.ListAsync();
            """)
        { Expected = "public async Task<IReadOnlyList<string>> Orders() => (await orders.ListAsync()).Take(50).ToList();" },
        ["method of an interface over lines"] = new("""
            public interface IOrders
            {
                IEnumerable<string> All(string customer);
            }

            private readonly IOrders orders = null;

            [KernelFunction]
            public List<string> Orders()
            {
                return orders.All("a")
                    .Where(order => order.Length > 0)
                    .ToList();
            }
            """),
    };

    private static readonly Dictionary<string, Shape> Answers = new()
    {
        ["interpolation"] = new("""
            public async Task Chat(IChatClient client)
            {
                var answers = new List<string>();
                while (Console.ReadLine() is string line)
                {
                    var answer = await client.GetResponseAsync($"{string.Join("\n", answers)} {line}");
                    answers.Add(answer.Text);
                }
            }
            """)
        { Expected = "{string.Join(\"\\n\", answers.TakeLast(5))}" },
        ["concatenation"] = new("""
            public async Task Chat(IChatClient client)
            {
                List<string> answers = new List<string>();
                while (Console.ReadLine() is string line)
                {
                    var answer = await client.GetResponseAsync(
                        string.Join(Environment.NewLine, answers.Select(a => a.Trim()))
                        + line);
                    answers.Add(answer.Text);
                }
            }
            """),
        ["raw string, target-typed list, top-level statements"] = new("""""
            IChatClient client = null!;
            List<string> answers = new();
            while (Console.ReadLine() is { } line)
            {
                var answer = await client.GetResponseAsync($"""
                    Before: {string.Join(", ", answers)}
                    Now: {line}
                    """);
                answers.Add(answer.Text);
            }
            """"")
        { IsTopLevel = true, From = LanguageVersion.CSharp11 },
        ["text that only grows"] = new("""
            public async Task Chat(IChatClient client)
            {
                string log = "";
                while (Console.ReadLine() is string line)
                {
                    log += (await client.GetResponseAsync(log + line)).Text;
                }
            }
            """)
        { IsRefused = true },
    };

    public static TheoryData<string> PageNames => new(Pages.Keys);

    public static TheoryData<string> FirstNames => new(Firsts.Keys);

    public static TheoryData<string> FunctionNames => new(Functions.Keys);

    public static TheoryData<string> UnknownNames => new(Unknown.Keys);

    public static TheoryData<string> AnswerNames => new(Answers.Keys);

    [Theory]
    [MemberData(nameof(PageNames))]
    public Task Tools_return_pages(string shape) => CheckAsync("PA4002", Sdk.SemanticKernel, Pages[shape]);

    [Theory]
    [MemberData(nameof(FirstNames))]
    public Task Tools_return_the_first_items(string shape) => CheckAsync("PA4002", Sdk.SemanticKernel, Firsts[shape]);

    [Theory]
    [MemberData(nameof(FunctionNames))]
    public Task Functions_return_the_first_items(string shape) => CheckAsync("PA4002", Sdk.ExtensionsAI, Functions[shape]);

    [Theory]
    [MemberData(nameof(UnknownNames))]
    public Task Unknown_collections_are_cut(string shape) => CheckAsync("PA4004", Sdk.SemanticKernel, Unknown[shape]);

    [Theory]
    [MemberData(nameof(AnswerNames))]
    public Task The_last_answers_are_joined(string shape) => CheckAsync("PA3003", Sdk.ExtensionsAI, Answers[shape]);

    private static Task CheckAsync(string rule, Sdk sdk, Shape shape) =>
        new ShapeRunner(rule, sdk, new TakeCodeFixProvider(), TakeCodeFixProvider.Key).CheckAsync(shape);
}
