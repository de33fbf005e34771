using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes;

public sealed class ChunkCodeFixTests
{
    [Fact]
    public async Task The_text_is_asked_about_in_pieces()
    {
        string? result = await Runner().FixOneAsync("""
            using Microsoft.Extensions.AI;

            public class Asker
            {
                public async Task<string> Ask(IChatClient client, string path)
                {
                    string policy = await File.ReadAllTextAsync(path);
                    var response = await client.GetResponseAsync($"Summarize this policy:\n\n{{|3001:policy|}}");
                    return response.Text;
                }
            }
            """);

        Assert.Contains("""
                    string policy = await File.ReadAllTextAsync(path);
                    var partialAnswers = new List<string>();
                    foreach (string chunk in PromptText.Chunks(policy, 12_000).Take(10)) // at most 10 calls
                    {
                        partialAnswers.Add((await client.GetResponseAsync($"Summarize this policy:\n\n{chunk}")).Text);
                    }

                    if (PromptText.Chunks(policy, 12_000).Skip(10).Any())
                    {
                        partialAnswers.Add("[The text was too long: everything after this part was left out.]");
                    }

                    var response = await client.GetResponseAsync($"Merge these partial answers into one:\n\n{string.Join("\n\n", partialAnswers)}");
                    return response.Text;
            """, result, StringComparison.Ordinal);
        Assert.Contains("public static IEnumerable<string> Chunks(string text, int size)", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Semantic_kernel_is_asked_in_the_same_way_and_a_read_happens_once()
    {
        string? result = await Runner(LanguageVersion.CSharp10, implicitUsings: false).FixOneAsync("""
            // Licence.

            using System.IO;
            using System.Threading.Tasks;
            using Microsoft.SemanticKernel;

            public class Asker
            {
                public async Task<string> Ask(Kernel kernel, string path, string chunk)
                {
                    var result = await kernel.InvokePromptAsync("Sum: " + {|3001:await File.ReadAllTextAsync(path)|});
                    return result.ToString();
                }
            }
            """);

        Assert.StartsWith("// Licence.\n\nusing System;\nusing System.Collections.Generic;\nusing System.IO;\nusing System.Linq;\nusing System.Threading.Tasks;\nusing Microsoft", result, StringComparison.Ordinal);
        Assert.Contains("        string text = await File.ReadAllTextAsync(path);\n        var partialAnswers", result, StringComparison.Ordinal);
        Assert.Contains("foreach (string chunk2 in Chunks(text, 12_000).Take(10))", result, StringComparison.Ordinal);
        Assert.Contains("partialAnswers.Add((await kernel.InvokePromptAsync(\"Sum: \" + chunk2)).ToString());", result, StringComparison.Ordinal);
        Assert.Contains("private static IEnumerable<string> Chunks(string text, int size)", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Top_level_statements_are_fine()
    {
        var runner = new FixRunner { Provider = new ChunkCodeFixProvider(), Output = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication };
        string? result = await runner.FixOneAsync("""
            using Microsoft.Extensions.AI;
            IChatClient client = null!;
            var response = await client.GetResponseAsync({|3001:File.ReadAllText("a")|}, null, CancellationToken.None);
            Console.WriteLine(response.Text);
            """);

        Assert.Contains("string text = File.ReadAllText(\"a\");\nvar partialAnswers = new List<string>();\n", result, StringComparison.Ordinal);
        Assert.Contains("client.GetResponseAsync(chunk, null, CancellationToken.None)).Text", result, StringComparison.Ordinal);
        Assert.Equal("Send 'File.ReadAllText(\"a\")' in chunks of 12,000 characters (at most 10 calls, answers merged)", runner.Title);
    }

    [Theory]
    [InlineData("string other = File.ReadAllText(\"b\"); var r = await c.GetResponseAsync($\"{{|3001:x|}}{other}\");")]
    [InlineData("var r = (await c.GetResponseAsync($\"{{|3001:x|}}\")).Text;")]
    [InlineData("await c.GetResponseAsync($\"{{|3001:x|}}\");")]
    [InlineData("string p = $\"{{|3001:x|}}\"; var r = await c.GetResponseAsync(p);")]
    [InlineData("var r = await c.GetResponseAsync<int>($\"{{|3001:x|}}\");")]
    [InlineData("await foreach (var u in c.GetStreamingResponseAsync($\"{{|3001:x|}}\")) { }")]
    public async Task Not_offered_elsewhere(string statement) =>
        Assert.Null(await Runner().FixOneAsync(
            "using Microsoft.Extensions.AI;\nclass C\n{\n    async Task M(IChatClient c, string x)\n    {\n        " + statement + "\n    }\n}\n"));

    [Fact]
    public void There_is_no_fix_all() => Assert.Null(new ChunkCodeFixProvider().GetFixAllProvider());

    private static FixRunner Runner(LanguageVersion language = LanguageVersion.Latest, bool implicitUsings = true) => new()
    {
        Provider = new ChunkCodeFixProvider(),
        Language = language,
        ImplicitUsings = implicitUsings,
        Properties = new() { ["ChunkCharacters"] = "12000", ["MaxChunks"] = "10" },
    };
}
