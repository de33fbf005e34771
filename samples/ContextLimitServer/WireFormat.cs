using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContextLimitServer;

/// <summary>The part of a chat completion request that the server looks at.</summary>
public sealed class ChatRequest
{
    public string? Model { get; set; }

    public List<RequestMessage> Messages { get; set; } = [];

    public List<RequestTool> Tools { get; set; } = [];

    public bool Stream { get; set; }

    [JsonPropertyName("stream_options")]
    public StreamOptions? StreamOptions { get; set; }

    [JsonPropertyName("max_tokens")]
    public int? MaxTokens { get; set; }

    [JsonPropertyName("max_completion_tokens")]
    public int? MaxCompletionTokens { get; set; }

    [JsonIgnore]
    public int? RequestedOutput => MaxCompletionTokens ?? MaxTokens;
}

public sealed class StreamOptions
{
    [JsonPropertyName("include_usage")]
    public bool IncludeUsage { get; set; }
}

public sealed class RequestMessage
{
    public string Role { get; set; } = "";

    /// <summary>A string, a list of parts, or null beside tool calls.</summary>
    public JsonElement Content { get; set; }

    public string? Name { get; set; }

    [JsonPropertyName("tool_calls")]
    public List<ToolCall>? ToolCalls { get; set; }

    [JsonPropertyName("tool_call_id")]
    public string? ToolCallId { get; set; }

    [JsonIgnore]
    public string Text => Content.ValueKind switch
    {
        JsonValueKind.String => Content.GetString()!,
        JsonValueKind.Array => string.Concat(Content.EnumerateArray()
            .Select(part => part.TryGetProperty("text", out JsonElement text) ? text.GetString() : "")),
        _ => "",
    };
}

public sealed class RequestTool
{
    public FunctionDefinition? Function { get; set; }
}

public sealed class FunctionDefinition
{
    public string Name { get; set; } = "";

    public string? Description { get; set; }

    public JsonElement Parameters { get; set; }
}

public sealed class ToolCall
{
    public string Id { get; set; } = "";

    public string Type { get; set; } = "function";

    public FunctionCall Function { get; set; } = new();
}

public sealed class FunctionCall
{
    public string Name { get; set; } = "";

    /// <summary>JSON in a string, as the protocol has it.</summary>
    public string Arguments { get; set; } = "{}";
}

/// <summary>What the model says: text, or calls of tools.</summary>
public sealed record ModelReply(string Text, IReadOnlyList<ToolCall> ToolCalls)
{
    public static ModelReply Say(string text) => new(text, []);

    public static ModelReply Call(params IEnumerable<ToolCall> calls) => new("", [.. calls]);
}
