using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes.Shapes;

/// <summary>
/// The shapes in C# 7.3 for netstandard2.0, which has no <c>Range</c>, no nullable attributes and no <c>IAsyncEnumerable</c>.
/// Of the SDK a stand-in with the members that the shapes use.
/// </summary>
public sealed class OldTargetTests
{
    private const string Sdk = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;

        namespace Microsoft.Extensions.AI
        {
            public interface IChatClient : IDisposable
            {
                Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions options = null, CancellationToken cancellationToken = default);
            }

            public class ChatOptions
            {
                public int? MaxOutputTokens { get; set; }
                public float? Temperature { get; set; }
            }

            public struct ChatFinishReason
            {
                public string Value => "";
            }

            public struct ChatRole : IEquatable<ChatRole>
            {
                public static ChatRole System { get; }
                public static ChatRole User { get; }
                public static ChatRole Assistant { get; }
                public bool Equals(ChatRole other) => true;
                public override bool Equals(object other) => true;
                public override int GetHashCode() => 0;
                public static bool operator ==(ChatRole left, ChatRole right) => true;
                public static bool operator !=(ChatRole left, ChatRole right) => false;
            }

            public class ChatMessage
            {
                public ChatMessage(ChatRole role, string content) { }
                public ChatRole Role { get; set; }
                public string Text => "";
            }

            public class ChatResponse
            {
                public string Text => "";
                public ChatFinishReason? FinishReason { get; set; }
                public IList<ChatMessage> Messages { get; set; }
            }

            public static class ChatClientExtensions
            {
                public static Task<ChatResponse> GetResponseAsync(this IChatClient client, string chatMessage, ChatOptions options = null, CancellationToken cancellationToken = default) => null;
            }

            public static class ChatResponseExtensions
            {
                public static void AddMessages(this IList<ChatMessage> list, ChatResponse response) { }
            }
        }
        """;

    private static readonly Lazy<ImmutableArray<MetadataReference>> Targets = new(() =>
    {
        var standard = MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "netstandard2.0", "netstandard.dll"));
        using var stream = new MemoryStream();
        var result = CSharpCompilation.Create(
            "Microsoft.Extensions.AI.Abstractions", [CSharpSyntaxTree.ParseText(Sdk)], [standard], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        stream.Position = 0;
        return [standard, MetadataReference.CreateFromStream(stream)];
    });

    public static TheoryData<string> Prompts => Names(TruncatePromptShapeTests.Shapes, "Async(path)", "ToEndAsync", "ReadLine");

    public static TheoryData<string> Chunks => Names(ChunkShapeTests.Shapes);

    public static TheoryData<string> Histories => Names(HistoryShapeTests.Lists);

    public static TheoryData<string> Loops => Names(LoopShapeTests.Loops);

    public static TheoryData<string> Trims => Names(UnsafeTrimShapeTests.Trims, "TakeLast");

    public static TheoryData<string> Tokens => Names(LimitShapeTests.Tokens);

    [Theory]
    [MemberData(nameof(Loops))]
    public Task A_loop_is_counted(string shape) => CheckAsync("PA5004", new LoopCounterCodeFixProvider(), LoopCounterCodeFixProvider.Key, LoopShapeTests.Loops[shape]);

    [Theory]
    [MemberData(nameof(Trims))]
    public Task A_history_is_cut_where_a_turn_begins(string shape) => CheckAsync("PA2003", new UnsafeTrimCodeFixProvider(), UnsafeTrimCodeFixProvider.Key, UnsafeTrimShapeTests.Trims[shape]);

    [Theory]
    [MemberData(nameof(Tokens))]
    public Task A_number_of_tokens_is_limited(string shape) => CheckAsync("PA5001", new LimitCodeFixProvider(), LimitCodeFixProvider.Key, LimitShapeTests.Tokens[shape]);

    [Theory]
    [MemberData(nameof(Prompts))]
    public Task A_prompt_is_truncated(string shape) =>
        CheckAsync(shape is "conversation as text" or "answer of a server" ? "PA3002" : "PA3001", new TruncateCodeFixProvider(), TruncateCodeFixProvider.Key, TruncatePromptShapeTests.Shapes[shape]);

    [Theory]
    [MemberData(nameof(Chunks))]
    public Task A_prompt_is_sent_in_chunks(string shape) => CheckAsync("PA3001", new ChunkCodeFixProvider(), ChunkCodeFixProvider.Key, ChunkShapeTests.Shapes[shape]);

    [Theory]
    [MemberData(nameof(Histories))]
    public Task A_history_is_reduced(string shape) => CheckAsync("PA2001", new HistoryCodeFixProvider(), HistoryCodeFixProvider.Key, HistoryShapeTests.Lists[shape]);

    private static Task CheckAsync(string rule, Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider provider, string key, Shape shape) =>
        new ShapeRunner(rule, Verification.Sdk.ExtensionsAI, provider, key) { Targets = Targets.Value }
            .CheckAsync(shape, Layout.All.First(layout => layout.Language == LanguageVersion.CSharp7_3));

    private static TheoryData<string> Names(Dictionary<string, Shape> shapes, params string[] newer) => new(shapes
        .Where(pair => pair.Value.From == LanguageVersion.CSharp7_3 && !newer.Any(member => pair.Value.Code.Contains(member, StringComparison.Ordinal)))
        .Select(pair => pair.Key));
}
