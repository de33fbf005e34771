using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Text;
using System.Text.Json;
using ContextLimitServer;
using OpenAI;
using OpenAI.Chat;

namespace PromptAnalyzers.EndToEnd;

/// <summary>The server of the samples speaks the wire format of the OpenAI API: the real SDK is its client here.</summary>
public sealed class ModelServerTests : IAsyncLifetime
{
    private static readonly ServedModel[] Models =
    [
        new("wide") { ContextWindow = 100_000, MaxOutputTokens = 4_096 },
        new("narrow") { ContextWindow = 200 },
        new("local") { Memory = new LocalMemory(Weights: 4.0, Available: 4.2) },
    ];

    private static readonly ChatTool StatusTool = ChatTool.CreateFunctionTool(
        "get_claim_status",
        "Says whether a claim is open",
        BinaryData.FromString("""{"type":"object","properties":{"claimNumber":{"type":"string"},"days":{"type":"integer"}},"required":["claimNumber","days"]}"""));

    private ModelServer _server = null!;

    public async Task InitializeAsync() => _server = await ModelServer.StartAsync(models: Models);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Answer_comes_with_its_usage()
    {
        ChatCompletion completion = await Client("wide").CompleteChatAsync("Is glass covered?");

        Assert.Contains("Is glass covered?", completion.Content[0].Text);
        Assert.Equal(ChatFinishReason.Stop, completion.FinishReason);
        Assert.Equal("wide", completion.Model);
        // Three for the start of the reply, three for the message, one for its role, and its text.
        Assert.Equal(3 + 3 + 1 + TokenCount.Of("Is glass covered?"), completion.Usage.InputTokenCount);
        Assert.Equal(TokenCount.Of(completion.Content[0].Text), completion.Usage.OutputTokenCount);
    }

    [Fact]
    public async Task Streamed_answer_is_the_same_in_pieces()
    {
        ChatCompletion whole = await Client("wide").CompleteChatAsync("Is glass covered?");

        var text = new StringBuilder();
        int pieces = 0;
        ChatFinishReason? finish = null;
        ChatTokenUsage? usage = null;
        await foreach (StreamingChatCompletionUpdate update in Client("wide").CompleteChatStreamingAsync("Is glass covered?"))
        {
            pieces += update.ContentUpdate.Count;
            text.Append(string.Concat(update.ContentUpdate.Select(part => part.Text)));
            finish ??= update.FinishReason;
            usage ??= update.Usage;
        }

        Assert.Equal(whole.Content[0].Text, text.ToString());
        Assert.True(pieces > 2, $"{pieces} pieces are no stream");
        Assert.Equal(ChatFinishReason.Stop, finish);
        Assert.Equal(whole.Usage.TotalTokenCount, usage!.TotalTokenCount);
    }

    [Fact]
    public async Task Tool_is_called_when_the_question_asks_for_it_and_its_result_is_answered()
    {
        List<ChatMessage> messages = [new UserChatMessage("Get the claim status of C-17 for 30 days.")];
        var options = new ChatCompletionOptions { Tools = { StatusTool } };

        ChatCompletion first = await Client("wide").CompleteChatAsync(messages, options);
        ChatToolCall call = Assert.Single(first.ToolCalls);
        Assert.Equal(ChatFinishReason.ToolCalls, first.FinishReason);
        Assert.Equal("get_claim_status", call.FunctionName);
        Assert.Equal("""{"claimNumber":"C-17","days":30}""", call.FunctionArguments.ToString());

        messages.Add(new AssistantChatMessage(first));
        messages.Add(new ToolChatMessage(call.Id, "open"));
        ChatCompletion second = await Client("wide").CompleteChatAsync(messages, options);
        Assert.Equal(ChatFinishReason.Stop, second.FinishReason);
        Assert.Contains("1 tool result(s) with 4 characters", second.Content[0].Text);
    }

    [Fact]
    public async Task Tool_call_is_streamed_in_pieces()
    {
        var id = new StringBuilder();
        var name = new StringBuilder();
        var arguments = new StringBuilder();
        var options = new ChatCompletionOptions { Tools = { StatusTool } };
        await foreach (StreamingChatCompletionUpdate update in Client("wide").CompleteChatStreamingAsync([new UserChatMessage("Get the claim status of C-17.")], options))
        {
            foreach (StreamingChatToolCallUpdate call in update.ToolCallUpdates)
            {
                Assert.Equal(0, call.Index);
                id.Append(call.ToolCallId);
                name.Append(call.FunctionName);
                arguments.Append(call.FunctionArgumentsUpdate);
            }
        }

        Assert.NotEqual("", id.ToString());
        Assert.Equal("get_claim_status", name.ToString());
        Assert.Equal("""{"claimNumber":"C-17","days":1}""", arguments.ToString());
    }

    [Fact]
    public async Task Question_that_names_no_tool_is_answered_at_once()
    {
        ChatCompletion completion = await Client("wide").CompleteChatAsync(
            [new UserChatMessage("Is the claim covered?")], new ChatCompletionOptions { Tools = { StatusTool } });

        Assert.Empty(completion.ToolCalls);
        Assert.Equal(ChatFinishReason.Stop, completion.FinishReason);
    }

    [Fact]
    public async Task Too_long_a_request_is_refused_with_the_numbers()
    {
        string text = string.Concat(Enumerable.Repeat("claim ", 300));
        int tokens = 3 + 3 + 1 + TokenCount.Of(text);

        JsonElement error = await RefusedAsync("narrow", [new UserChatMessage(text)], new ChatCompletionOptions(), 400);

        Assert.Equal(
            $"This model's maximum context length is 200 tokens. However, your messages resulted in {tokens} tokens. Please reduce the length of the messages.",
            error.GetProperty("message").GetString());
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.Equal("messages", error.GetProperty("param").GetString());
        Assert.Equal("context_length_exceeded", error.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(true, false, "in the messages, ", " in the functions). Please reduce the length of the messages or functions.")]
    [InlineData(false, true, "in the messages, ", "150 in the completion). Please reduce the length of the messages or completion.")]
    [InlineData(true, true, "in the functions, and ", "150 in the completion). Please reduce the length of the messages, functions, or completion.")]
    public async Task Refusal_names_the_parts_of_the_request(bool withTool, bool withLimit, string inTheMiddle, string atTheEnd)
    {
        var options = new ChatCompletionOptions { MaxOutputTokenCount = withLimit ? 150 : null };
        if (withTool)
        {
            options.Tools.Add(StatusTool);
        }

        JsonElement error = await RefusedAsync("narrow", [new UserChatMessage(string.Concat(Enumerable.Repeat("claim ", 180)))], options, 400);

        string message = error.GetProperty("message").GetString()!;
        Assert.Contains(inTheMiddle, message);
        Assert.EndsWith(atTheEnd, message);
        Assert.Contains(withLimit ? "you requested" : "your messages resulted in", message);
    }

    /// <summary>A request that fits to the token is taken; one word more is refused.</summary>
    [Fact]
    public async Task Window_is_exact()
    {
        string text = "claim" + string.Concat(Enumerable.Repeat(" claim", 192));
        Assert.Equal(200, 3 + 3 + 1 + TokenCount.Of(text));

        await Client("narrow").CompleteChatAsync(text);

        await RefusedAsync("narrow", [new UserChatMessage(text + " claim")], new ChatCompletionOptions(), 400);
    }

    [Fact]
    public async Task Refusal_of_a_stream_is_an_error_and_no_stream()
    {
        string text = string.Concat(Enumerable.Repeat("claim ", 300));

        ClientResultException refusal = await Assert.ThrowsAsync<ClientResultException>(async () =>
        {
            await foreach (StreamingChatCompletionUpdate update in Client("narrow").CompleteChatStreamingAsync(text))
            {
                Assert.Fail($"A piece came: {update.CompletionId}");
            }
        });

        Assert.Equal(400, refusal.Status);
        Assert.Contains("context_length_exceeded", refusal.Message);
    }

    [Fact]
    public async Task Local_model_runs_out_of_memory_instead_of_window()
    {
        await Client("local").CompleteChatAsync("Short.");

        JsonElement error = await RefusedAsync(
            "local", [new UserChatMessage(string.Concat(Enumerable.Repeat("claim ", 4_000)))], new ChatCompletionOptions(), 500);

        Assert.Equal("model requires more system memory (4.5 GiB) than is available (4.2 GiB)", error.GetProperty("message").GetString());
        Assert.Equal("api_error", error.GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Null, error.GetProperty("code").ValueKind);
    }

    [Fact]
    public async Task More_than_128_tools_are_refused()
    {
        var options = new ChatCompletionOptions();
        for (int i = 0; i < 129; i++)
        {
            options.Tools.Add(ChatTool.CreateFunctionTool($"tool_{i}"));
        }

        JsonElement error = await RefusedAsync("wide", [new UserChatMessage("Hello")], options, 400);

        Assert.Equal("array_above_max_length", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task More_output_than_the_model_has_is_refused()
    {
        JsonElement error = await RefusedAsync(
            "wide", [new UserChatMessage("Hello")], new ChatCompletionOptions { MaxOutputTokenCount = 5_000 }, 400);

        Assert.Equal("max_tokens", error.GetProperty("param").GetString());
        Assert.Contains("at most 4096 completion tokens", error.GetProperty("message").GetString());
    }

    /// <summary>What a trim by count does to a history with tools.</summary>
    [Fact]
    public async Task Result_without_its_call_and_call_without_its_result_are_refused()
    {
        var call = new AssistantChatMessage([ChatToolCall.CreateFunctionToolCall("call_1", "get_claim_status", BinaryData.FromString("{}"))]);

        JsonElement orphan = await RefusedAsync(
            "wide", [new ToolChatMessage("call_1", "open"), new UserChatMessage("And?")], new ChatCompletionOptions(), 400);
        Assert.Contains("must be a response to a preceeding message with 'tool_calls'", orphan.GetProperty("message").GetString());

        JsonElement open = await RefusedAsync(
            "wide", [new UserChatMessage("Get it."), call, new UserChatMessage("And?")], new ChatCompletionOptions(), 400);
        Assert.Contains("did not have response messages: call_1", open.GetProperty("message").GetString());

        await Client("wide").CompleteChatAsync([new UserChatMessage("Get it."), call, new ToolChatMessage("call_1", "open")]);
    }

    [Fact]
    public async Task Unknown_model_and_malformed_body_are_refused()
    {
        JsonElement unknown = await RefusedAsync("other", [new UserChatMessage("Hello")], new ChatCompletionOptions(), 404);
        Assert.Equal("model_not_found", unknown.GetProperty("code").GetString());

        using var http = new HttpClient();
        using HttpResponseMessage response = await http.PostAsync(
            new Uri(_server.Endpoint + "/chat/completions"), new StringContent("{", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("could not parse the JSON body", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Test_may_bring_a_model_of_its_own()
    {
        await using ModelServer server = await ModelServer.StartAsync(
            model: request => ModelReply.Say($"{request.Messages.Count} message(s)"));

        ChatCompletion completion = await Client("desk-16k", server).CompleteChatAsync("Hello");

        Assert.Equal("1 message(s)", completion.Content[0].Text);
    }

    private ChatClient Client(string model, ModelServer? server = null) => new OpenAIClient(
        new ApiKeyCredential("none"),
        new OpenAIClientOptions { Endpoint = (server ?? _server).Endpoint, RetryPolicy = new ClientRetryPolicy(maxRetries: 0) })
        .GetChatClient(model);

    private async Task<JsonElement> RefusedAsync(string model, ChatMessage[] messages, ChatCompletionOptions options, int status)
    {
        ClientResultException refusal = await Assert.ThrowsAsync<ClientResultException>(() => Client(model).CompleteChatAsync(messages, options));
        Assert.Equal(status, refusal.Status);
        return JsonDocument.Parse(refusal.GetRawResponse()!.Content).RootElement.GetProperty("error");
    }
}
