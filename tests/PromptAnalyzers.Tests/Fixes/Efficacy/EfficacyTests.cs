using System.Collections;
using System.Net;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using PromptAnalyzers.CodeFixes;
using PromptAnalyzers.Tests.Fixes.Shapes;

namespace PromptAnalyzers.Tests.Fixes.Efficacy;

/// <summary>
/// The fixed shapes are run, with ten megabytes in the file, on the page and in the conversation, and a model that measures
/// what it is sent. "The diagnostic is gone" is no proof: a helper named Truncate that cuts nothing would do.
/// </summary>
public sealed class EfficacyTests(EfficacyTests.Policy policy) : IClassFixture<EfficacyTests.Policy>
{
    private const int Cap = 20_000;
    private const int Frame = 200;

    private readonly string path = policy.FilePath;
    private readonly Measure measure = new();

    public static TheoryData<string> Prompts => Names(TruncatePromptShapeTests.Shapes, "Ask(IChatClient client, string path)", "Ask(IChatClient client, HttpClient http)", "Asker(IChatClient client)");

    public static TheoryData<string> Contents => Names(SendTextShapeTests.Shapes, "Ask(IChatClient client, string path)");

    public static TheoryData<string> Chunks => Names(ChunkShapeTests.Shapes, "Ask(IChatClient client, string path)", "Asker(IChatClient client)");

    public static TheoryData<string> Tools => Names(ToolResultShapeTests.Kernel, "Get(string path)");

    public static TheoryData<string> Lists => Names(HistoryShapeTests.Lists, "Chat(IChatClient client)", "Ask(IChatClient client, string question)");

    public static TheoryData<string> Kernels => Names(HistoryShapeTests.Kernels, "Chat(IChatCompletionService chat)", "Ask(IChatCompletionService chat, string question)");

    public static TheoryData<string> OpenAI => Names(HistoryShapeTests.OpenAI, "Chat(ChatClient client)", "Ask(ChatClient client, string question)");

    [Theory]
    [MemberData(nameof(Prompts))]
    public async Task A_truncated_prompt_arrives_within_the_cap(string shape)
    {
        string rule = shape is "answer of a server" ? "PA3002" : "PA3001";
        await RunAsync(TruncatePromptShapeTests.Shapes[shape], rule, Sdk.ExtensionsAI, new TruncateCodeFixProvider(), TruncateCodeFixProvider.Key, turns: 1);
        Assert.InRange(measure.LongestPrompt, Cap / 2, Cap + Frame);
    }

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task The_text_of_contents_arrives_within_the_cap(string shape)
    {
        await RunAsync(SendTextShapeTests.Shapes[shape], "PA3001", Sdk.ExtensionsAI, new SendTextCodeFixProvider(), SendTextCodeFixProvider.Key, turns: 1);
        Assert.InRange(measure.LongestPrompt, Cap / 2, Cap + Frame);
    }

    [Theory]
    [MemberData(nameof(Chunks))]
    public async Task A_chunked_prompt_is_sent_in_ten_calls_and_one_that_merges(string shape)
    {
        await RunAsync(ChunkShapeTests.Shapes[shape], "PA3001", Sdk.ExtensionsAI, new ChunkCodeFixProvider(), ChunkCodeFixProvider.Key, turns: 1);
        Assert.InRange(measure.LongestPrompt, 11_000, 12_000 + Frame);
        Assert.Equal(11, measure.Calls);
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task A_truncated_result_is_within_the_cap(string shape)
    {
        var results = await RunAsync(
            ToolResultShapeTests.Kernel[shape], "PA4001", Sdk.SemanticKernel, new TruncateCodeFixProvider(), TruncateCodeFixProvider.Key, turns: 1);
        Assert.InRange(Assert.Single(results)!.ToString()!.Length, Cap / 2, Cap);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_reduced_list_stays_short_and_valid(string shape)
    {
        await RunAsync(HistoryShapeTests.Lists[shape], "PA2001", Sdk.ExtensionsAI, new HistoryCodeFixProvider(), HistoryCodeFixProvider.Key, turns: 100);
        CheckHistory();
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public async Task A_reduced_kernel_history_stays_short_and_valid(string shape)
    {
        await RunAsync(HistoryShapeTests.Kernels[shape], "PA2001", Sdk.SemanticKernel, new HistoryCodeFixProvider(), HistoryCodeFixProvider.Key, turns: 100);

        // The reducer of Semantic Kernel lets the history grow by half before it cuts.
        CheckHistory(most: 31);
    }

    [Theory]
    [MemberData(nameof(OpenAI))]
    public async Task A_reduced_provider_list_stays_short_and_valid(string shape)
    {
        await RunAsync(HistoryShapeTests.OpenAI[shape], "PA2001", Sdk.OpenAI, new HistoryCodeFixProvider(), HistoryCodeFixProvider.Key, turns: 100);
        CheckHistory();
    }

    private void CheckHistory(int most = 21)
    {
        Assert.True(measure.Calls >= 100, $"{measure.Calls} calls");
        Assert.InRange(measure.MostMessages, 10, most);
        Assert.Empty(measure.Faults);
    }

    private async Task<List<object?>> RunAsync(
        Shape shape, string rule, Sdk sdk, Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider provider, string key, int turns)
    {
        // Where the language has no file-local types, the helper is a private method.
        var layout = shape.From == LanguageVersion.CSharp7_3 && shape.Code.Length % 2 == 0
            ? Layout.All.First(item => item.Language == LanguageVersion.CSharp7_3) with { Namespace = NamespaceStyle.None }
            : Layout.All[0];
        var compilation = await new ShapeRunner(rule, sdk, provider, key).FixedAsync(shape, layout);
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        var type = Assembly.Load(stream.ToArray()).GetType("Shape")!;
        object instance = Activator.CreateInstance(type)!;
        var results = new List<object?>();
        try
        {
            for (int turn = 0; turn < turns; turn++)
            {
                foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                    .Where(method => method.Name is "Add" or "Ask" or "Asker" or "Chat" or "Get")
                    .OrderBy(method => method.Name, StringComparer.Ordinal))
                {
                    results.Add(await FinishAsync(method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, [.. method.GetParameters().Select(Argument)], null)));
                }
            }
        }
        catch (OperationCanceledException) when (turns > 1)
        {
            // A loop that had to be stopped.
        }

        return results;
    }

    private object? Argument(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(IChatClient) => new MeasuringChatClient(measure),
        var type when type == typeof(IChatCompletionService) => new MeasuringCompletionService(measure),
        var type when type == typeof(global::OpenAI.Chat.ChatClient) => new MeasuringOpenAIClient(measure),
        var type when type == typeof(HttpClient) => new HttpClient(new Page()),
        var type when type == typeof(string) && parameter.Name == "question" => "A question?",
        var type when type == typeof(string) => parameter.Name is "known" ? null : path,
        var type when type == typeof(string[]) => new[] { path },
        var type when type == typeof(int) => 0,
        _ => null,
    };

    private async Task<object?> FinishAsync(object? result)
    {
        switch (result)
        {
            case Func<string, Task<ChatResponse>> ask:
                return await ask(path);
            case Func<string, Task<string>> ask:
                return await ask(path);
            case Func<Task<ChatResponse>> ask:
                return await ask();
            case IAsyncEnumerable<string> parts:
                await foreach (string part in parts)
                {
                    result = part;
                }

                return result;
            case IEnumerable and not string:
                foreach (object? item in (IEnumerable)result)
                {
                    await FinishAsync(item);
                }

                return result;
            case ValueTask<string> task:
                return await task;
            case Task task:
                await task;
                return task.GetType().GetProperty("Result")?.GetValue(task);
            default:
                return result;
        }
    }

    /// <summary>The shapes that can be run: public members of a class with an entry of one of these forms.</summary>
    private static TheoryData<string> Names(Dictionary<string, Shape> shapes, params string[] entries) => new(shapes
        .Where(pair => !pair.Value.IsRefused && !pair.Value.IsTypes && !pair.Value.IsTopLevel
            && pair.Value.From <= LanguageVersion.CSharp12
            && entries.Any(entry => pair.Value.Code.Contains(entry, StringComparison.Ordinal)))
        .Select(pair => pair.Key));

    /// <summary>A file of ten megabytes.</summary>
    public sealed class Policy : IDisposable
    {
        private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("efficacy");

        public Policy() => File.WriteAllText(FilePath, string.Concat(Enumerable.Repeat("A clause of the policy. 😀\n", 10_000_000 / 26)));

        public string FilePath => Path.Combine(directory.FullName, "policy.txt");

        public void Dispose() => directory.Delete(recursive: true);
    }

    private sealed class Page : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(new string('x', 10_000_000), Encoding.UTF8) });
    }
}
