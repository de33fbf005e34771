using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ContextLimitServer;

/// <summary>Writes a reply as one JSON document or as a stream of server-sent events.</summary>
internal sealed class ReplyWriter(ChatRequest request, TokenCount prompt, ModelReply reply)
{
    private const int PieceLength = 40;

    private readonly string _id = "chatcmpl-" + Guid.NewGuid().ToString("N");
    private readonly long _created = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    private string FinishReason => reply.ToolCalls.Count > 0 ? "tool_calls" : "stop";

    private object Usage
    {
        get
        {
            int completion = TokenCount.Of(reply.Text)
                + reply.ToolCalls.Sum(call => TokenCount.Of(call.Function.Name) + TokenCount.Of(call.Function.Arguments));
            return new { prompt_tokens = prompt.Total, completion_tokens = completion, total_tokens = prompt.Total + completion };
        }
    }

    public Task WriteAsync(HttpResponse response) => request.Stream ? StreamAsync(response) : response.WriteAsJsonAsync(new
    {
        id = _id,
        @object = "chat.completion",
        created = _created,
        model = request.Model,
        choices = new[]
        {
            new
            {
                index = 0,
                message = reply.ToolCalls.Count > 0
                    ? (object)new { role = "assistant", content = (string?)null, tool_calls = reply.ToolCalls.Select(Whole) }
                    : new { role = "assistant", content = reply.Text },
                finish_reason = FinishReason,
            },
        },
        usage = Usage,
    });

    private async Task StreamAsync(HttpResponse response)
    {
        response.ContentType = "text/event-stream";
        await SendAsync(response, Chunk(new { role = "assistant", content = "" }));
        for (int i = 0; i < reply.ToolCalls.Count; i++)
        {
            // As the service does: identity and name first, then the arguments in pieces.
            ToolCall call = reply.ToolCalls[i];
            await SendAsync(response, Chunk(new
            {
                tool_calls = new[] { new { index = i, id = call.Id, type = "function", function = new { name = call.Function.Name, arguments = "" } } },
            }));
            foreach (string piece in Pieces(call.Function.Arguments))
            {
                await SendAsync(response, Chunk(new { tool_calls = new[] { new { index = i, function = new { arguments = piece } } } }));
            }
        }

        foreach (string piece in Pieces(reply.Text))
        {
            await SendAsync(response, Chunk(new { content = piece }));
        }

        await SendAsync(response, Chunk(new { }, FinishReason));
        if (request.StreamOptions is { IncludeUsage: true })
        {
            await SendAsync(response, new { id = _id, @object = "chat.completion.chunk", created = _created, model = request.Model, choices = Array.Empty<object>(), usage = Usage });
        }

        await response.WriteAsync("data: [DONE]\n\n");
    }

    private object Chunk(object delta, string? finishReason = null) => new
    {
        id = _id,
        @object = "chat.completion.chunk",
        created = _created,
        model = request.Model,
        choices = new[] { new { index = 0, delta, finish_reason = finishReason } },
    };

    private static object Whole(ToolCall call) =>
        new { id = call.Id, type = "function", function = new { name = call.Function.Name, arguments = call.Function.Arguments } };

    private static async Task SendAsync(HttpResponse response, object chunk)
    {
        await response.WriteAsync($"data: {JsonSerializer.Serialize(chunk)}\n\n", Encoding.UTF8);
        await response.Body.FlushAsync();
    }

    private static IEnumerable<string> Pieces(string text) => text.Chunk(PieceLength).Select(piece => new string(piece));
}
