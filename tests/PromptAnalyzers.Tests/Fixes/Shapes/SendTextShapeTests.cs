using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes.Shapes;

/// <summary>PA3001: every way in which a list of contents goes into a message.</summary>
public sealed class SendTextShapeTests
{
    internal static readonly Dictionary<string, Shape> Shapes = new()
    {
        ["contents of a helper"] = new("""
            public async Task Ask(IChatClient client, string path)
            {
                await client.GetResponseAsync(new ChatMessage(ChatRole.User, Contents(path)));
            }

            private static IList<AIContent> Contents(string path) => new List<AIContent> { new TextContent(File.ReadAllText(path)) };
            """)
        { Expected = "string.Join(\"\\n\", Contents(path).OfType<TextContent>().Select(content => content.Text))" },
        ["contents in a variable"] = new("""
            public async Task Ask(IChatClient client, string path)
            {
                var content = Contents(path);
                var message = new ChatMessage(ChatRole.User, content);
                await client.GetResponseAsync(message);
            }

            private static List<AIContent> Contents(string path)
            {
                var result = new List<AIContent>();
                result.Add(new TextContent("The policy:"));
                result.Add(new TextContent(File.ReadAllText(path)));
                return result;
            }
            """)
        { Expected = "content.OfType<TextContent>().Select(content2 => content2.Text)" },
        ["contents by name"] = new("""
            public async Task Ask(IChatClient client, string path)
            {
                await client.GetResponseAsync(new ChatMessage(ChatRole.User, contents: Contents(path)));
            }

            private static IList<AIContent> Contents(string path) => new List<AIContent> { new TextContent(File.ReadAllText(path)) };
            """)
        { IsRefused = true },
        ["contents of a program"] = new("""
            IChatClient client = null!;
            List<AIContent> Contents(string path) => [new TextContent(File.ReadAllText(path))];
            Console.WriteLine(await client.GetResponseAsync(new ChatMessage(ChatRole.User, Contents(args[0]))));
            """)
        { IsTopLevel = true, From = LanguageVersion.CSharp12 },
    };

    public static TheoryData<string> ShapeNames => new(Shapes.Keys);

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public Task The_text_is_sent(string shape) =>
        new ShapeRunner("PA3001", Sdk.ExtensionsAI, new SendTextCodeFixProvider(), SendTextCodeFixProvider.Key).CheckAsync(Shapes[shape]);
}
