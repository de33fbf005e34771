using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes.Shapes;

/// <summary>PA3001, sent in chunks: only where the call is a statement of its own that can be repeated.</summary>
public sealed class ChunkShapeTests
{
    internal static readonly Dictionary<string, Shape> Shapes = new()
    {
        ["text in a variable"] = new("""
            public async Task<string> Ask(IChatClient client, string path)
            {
                string wording = File.ReadAllText(path);
                var response = await client.GetResponseAsync($"Sum up: {wording}");
                return response.Text;
            }
            """)
        { Expected = "(await client.GetResponseAsync($\"Sum up: {chunk}\")).Text" },
        ["text read in the prompt, explicit type"] = new("""
            public async Task<string> Ask(IChatClient client, string path)
            {
                ChatResponse response = await client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
                return response.Text;
            }
            """)
        { Expected = "string text = File.ReadAllText(path); var partialAnswers" },
        ["raw string"] = new(""""
            public async Task<string> Ask(IChatClient client, string path)
            {
                string wording = File.ReadAllText(path);
                var response = await client.GetResponseAsync($$"""
                    Sum up as { "summary": "" }:
                    {{wording}}
                    """);
                return response.Text;
            }
            """")
        { From = LanguageVersion.CSharp11 },
        ["async lambda"] = new("""
            public Func<string, Task<string>> Asker(IChatClient client) => async path =>
            {
                string wording = File.ReadAllText(path);
                var response = await client.GetResponseAsync("Sum up: " + wording);
                return response.Text;
            };
            """),
        ["switch section"] = new("""
            public async Task<string> Ask(IChatClient client, string path, int kind)
            {
                switch (kind)
                {
                    case 0:
                        var response = await client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
                        return response.Text;
                    default:
                        return "";
                }
            }
            """),
        ["not awaited"] = new("""
            public Task<ChatResponse> Ask(IChatClient client, string path)
            {
                var response = client.GetResponseAsync("Sum up: " + File.ReadAllText(path));
                return response;
            }
            """)
        { IsRefused = true },
    };

    public static TheoryData<string> Names => new(Shapes.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_sent_in_chunks_in_every_layout(string shape) =>
        new ShapeRunner("PA3001", Sdk.ExtensionsAI, new ChunkCodeFixProvider(), ChunkCodeFixProvider.Key).CheckAsync(Shapes[shape]);
}
