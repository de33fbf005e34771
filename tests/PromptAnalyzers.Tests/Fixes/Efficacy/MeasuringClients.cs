using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace PromptAnalyzers.Tests.Fixes.Efficacy;

/// <summary>What the fake models were sent: characters, and the roles of each conversation.</summary>
internal sealed class Measure
{
    // A chat loop never ends by itself.
    private const int MaxCalls = 120;

    public int Calls { get; private set; }

    public int LongestPrompt { get; private set; }

    public int MostMessages { get; private set; }

    public List<string> Faults { get; } = [];

    public void Add(IReadOnlyList<(string Role, int Length)> messages)
    {
        Calls++;
        LongestPrompt = Math.Max(LongestPrompt, messages.Sum(message => message.Length));
        MostMessages = Math.Max(MostMessages, messages.Count);
        var rest = messages.Where(message => message.Role is not ("system" or "developer")).ToList();
        if (rest.Count > 0 && rest[0].Role != "user")
        {
            Faults.Add($"Call {Calls} begins with a message of {rest[0].Role}");
        }

        if (Calls >= MaxCalls)
        {
            throw new OperationCanceledException("Enough.");
        }
    }
}

internal sealed class MeasuringChatClient(Measure measure) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        measure.Add([.. messages.Select(message => (message.Role.Value, message.Text.Length))]);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "An answer.")));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        measure.Add([.. messages.Select(message => (message.Role.Value, message.Text.Length))]);
        await Task.Yield();
        yield return new ChatResponseUpdate(ChatRole.Assistant, "An answer.");
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}

internal sealed class MeasuringCompletionService(Measure measure) : IChatCompletionService
{
    public IReadOnlyDictionary<string, object?> Attributes { get; } = new Dictionary<string, object?>();

    public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default)
    {
        measure.Add([.. chatHistory.Select(message => (message.Role.Label, message.Content?.Length ?? 0))]);
        return Task.FromResult<IReadOnlyList<ChatMessageContent>>([new ChatMessageContent(AuthorRole.Assistant, "An answer.")]);
    }

    public IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}

internal sealed class MeasuringOpenAIClient(Measure measure) : OpenAI.Chat.ChatClient
{
    public override ClientResult<OpenAI.Chat.ChatCompletion> CompleteChat(
        IEnumerable<OpenAI.Chat.ChatMessage> messages, OpenAI.Chat.ChatCompletionOptions? options = null, CancellationToken cancellationToken = default)
    {
        measure.Add([.. messages.Select(message => (RoleOf(message), message.Content.Sum(part => part.Text?.Length ?? 0)))]);
#pragma warning disable OPENAI001 // Only a fake makes completions.
        var completion = OpenAI.Chat.OpenAIChatModelFactory.ChatCompletion(
            id: "1", finishReason: OpenAI.Chat.ChatFinishReason.Stop, content: new OpenAI.Chat.ChatMessageContent("An answer."), role: OpenAI.Chat.ChatMessageRole.Assistant);
#pragma warning restore OPENAI001
        return ClientResult.FromValue(completion, new NoResponse());
    }

    public override Task<ClientResult<OpenAI.Chat.ChatCompletion>> CompleteChatAsync(
        IEnumerable<OpenAI.Chat.ChatMessage> messages, OpenAI.Chat.ChatCompletionOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(CompleteChat(messages, options, cancellationToken));

    private static string RoleOf(OpenAI.Chat.ChatMessage message) => message switch
    {
        OpenAI.Chat.SystemChatMessage => "system",
        OpenAI.Chat.UserChatMessage => "user",
        OpenAI.Chat.ToolChatMessage => "tool",
        _ => "assistant",
    };

    private sealed class NoResponse : PipelineResponse
    {
        public override int Status => 200;

        public override string ReasonPhrase => "";

        public override Stream? ContentStream { get; set; }

        public override BinaryData Content => BinaryData.FromString("");

        protected override PipelineResponseHeaders HeadersCore => throw new NotSupportedException();

        public override BinaryData BufferContent(CancellationToken cancellationToken = default) => Content;

        public override ValueTask<BinaryData> BufferContentAsync(CancellationToken cancellationToken = default) => new(Content);

        public override void Dispose()
        {
        }
    }
}
