using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace PromptAnalyzers.Tests.Oracle;

/// <summary>How many characters of each source arrived at each sink, in the largest single call of one run.</summary>
internal sealed class Meter
{
    public const int Sinks = 3;

    private readonly long[,] arrived = new long[Contents.Count, Sinks];
    private readonly bool[] reached = new bool[Sinks];

    public long this[int source, int sink] => arrived[source, sink];

    /// <summary>True when anything arrived at the sink, however small.</summary>
    public bool IsReached(int sink) => reached[sink];

    public void Reset()
    {
        Array.Clear(arrived);
        Array.Clear(reached);
    }

    public void Measure(int sink, IEnumerable<string?> texts)
    {
        reached[sink] = true;
        Span<long> sum = stackalloc long[Contents.Count];
        foreach (string? text in texts)
        {
            for (int source = 0; source < Contents.Count && text is not null; source++)
            {
                sum[source] += text.AsSpan().Count((char)('0' + source));
            }
        }

        for (int source = 0; source < Contents.Count; source++)
        {
            arrived[source, sink] = Math.Max(arrived[source, sink], sum[source]);
        }
    }
}

/// <summary>The huge inputs: each source has a digit of its own, so that it is known at the sink, whatever happened on the way.</summary>
internal static class Contents
{
    public const int Count = 5;

    /// <summary>
    /// 1 sets <c>unbounded_from_characters</c> to a tenth of its default, so that strings stay off the large object heap
    /// and thousands of runs are cheap; 10 is the default.
    /// </summary>
    public static int Scale { get; } =
        int.Parse(Environment.GetEnvironmentVariable("PROMPTANALYZERS_ORACLE_SCALE") ?? "1", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>More than this of one source in one call is large; no bound of a generated program is near it.</summary>
    public static int Large => 20_000 * Scale;

    /// <summary>More than this must be reported. Between the two are bounded parts that add up, which nobody needs to tell.</summary>
    public static int Huge => 2 * Large;

    /// <summary>More than four times the first, so that half of it with cut lines is large too.</summary>
    private static int Length => 84_000 * Scale;

    private static int LineLength => 200 * Scale;

    /// <summary>Three short lines: what the author of a program tests it with.</summary>
    public static string SmallOf(int source) => $"a{source}\nb# {source}\nc {source}\n";

    /// <summary>Lines that differ, and one <c>#</c> near the end for those who search for it.</summary>
    public static string Of(int source)
    {
        var text = new StringBuilder(Length);
        string filler = new((char)('0' + source), LineLength - 6);
        for (int line = 0; text.Length < Length - LineLength; line++)
        {
            text.Append(line == 400 ? '#' : (char)('a' + (line % 26))).Append((char)('a' + (line / 26))).Append(' ').Append(filler).Append('\n');
        }

        return text.ToString();
    }
}

/// <summary>A model that measures what it is sent, calls every tool once, measures what the tools return, and says little.</summary>
internal sealed class MeasuringChatClient(Meter meter, int sink) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        meter.Measure(sink, messages.SelectMany(static message => message.Contents.OfType<Microsoft.Extensions.AI.TextContent>().Select(static content => content.Text)).Append(options?.Instructions));
        foreach (var tool in (options?.Tools ?? []).OfType<AIFunction>())
        {
            object? result = await tool.InvokeAsync(cancellationToken: cancellationToken);
            meter.Measure(sink, [result?.ToString()]);
        }

        return new ChatResponse(new ChatMessage(ChatRole.Assistant, "fine"));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await GetResponseAsync(messages, options, cancellationToken);
        yield return new ChatResponseUpdate(ChatRole.Assistant, "fine");
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}

/// <summary>The same for Semantic Kernel.</summary>
internal sealed class MeasuringChatService(Meter meter, int sink) : IChatCompletionService
{
    public IReadOnlyDictionary<string, object?> Attributes { get; } = new Dictionary<string, object?>();

    public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default)
    {
        meter.Measure(sink, chatHistory.Select(static message => message.Content));
        return Task.FromResult<IReadOnlyList<ChatMessageContent>>([new ChatMessageContent(AuthorRole.Assistant, "fine")]);
    }

    public async IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await GetChatMessageContentsAsync(chatHistory, executionSettings, kernel, cancellationToken);
        yield return new StreamingChatMessageContent(AuthorRole.Assistant, "fine");
    }
}

/// <summary>A web server that gives the content of a source: <c>http://oracle/large/3</c>.</summary>
internal sealed class ContentHandler(IReadOnlyDictionary<string, string> contents) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(contents[request.RequestUri!.AbsolutePath]),
        });
}
