using System.Globalization;

namespace ContextLimitServer;

/// <summary>An error as it goes over the wire: an HTTP status and the "error" object of the OpenAI API.</summary>
public sealed record ApiError(int Status, string Message, string Type, string? Param = null, string? Code = null)
{
    public object ToJson() => new { error = new { message = Message, type = Type, param = Param, code = Code } };

    public static ApiError Invalid(string message, string? param = null, string? code = null) =>
        new(400, message, "invalid_request_error", param, code);

    public static ApiError UnknownModel(string? model) =>
        new(404, $"The model `{model}` does not exist or you do not have access to it.", "invalid_request_error", null, "model_not_found");

    /// <summary>The text names the parts that the request has: messages always, functions and completion where there are any.</summary>
    public static ApiError ContextLengthExceeded(int window, TokenCount tokens, int? completion)
    {
        var parts = new List<(string Name, int Tokens)> { ("messages", tokens.Messages) };
        if (tokens.Functions > 0)
        {
            parts.Add(("functions", tokens.Functions));
        }

        if (completion is { } answer)
        {
            parts.Add(("completion", answer));
        }

        string total = (tokens.Total + (completion ?? 0)).ToString(CultureInfo.InvariantCulture);
        string took = completion is null ? $"your messages resulted in {total} tokens" : $"you requested {total} tokens";
        string detail = parts.Count == 1 ? "" : $" ({Parts(parts)})";
        return Invalid(
            $"This model's maximum context length is {window} tokens. However, {took}{detail}. "
            + $"Please reduce the length of the {Names(parts)}.",
            "messages",
            "context_length_exceeded");
    }

    public static ApiError MaxTokensTooLarge(int requested, int limit) => Invalid(
        $"max_tokens is too large: {requested}. This model supports at most {limit} completion tokens, whereas you provided {requested}.",
        "max_tokens");

    public static ApiError TooManyTools(int count, int limit) => Invalid(
        $"Invalid 'tools': array too long. Expected an array with maximum length {limit}, but got an array with length {count} instead.",
        "tools",
        "array_above_max_length");

    public static ApiError ToolMessageWithoutCall(int index) => Invalid(
        "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
        $"messages.[{index}].role");

    public static ApiError CallsWithoutResult(int index, IEnumerable<string> ids) => Invalid(
        "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. "
        + $"The following tool_call_ids did not have response messages: {string.Join(", ", ids)}",
        $"messages.[{index}].role");

    /// <summary>What Ollama answers when weights and key/value cache do not fit in memory.</summary>
    public static ApiError OutOfMemory(double needed, double available) => new(
        500,
        string.Create(
            CultureInfo.InvariantCulture,
            $"model requires more system memory ({needed:0.0} GiB) than is available ({available:0.0} GiB)"),
        "api_error");

    private static string Parts(List<(string Name, int Tokens)> parts)
    {
        List<string> texts = [.. parts.Select(part => $"{part.Tokens} in the {part.Name}")];
        return texts is [var messages, var functions, var completion]
            ? $"{messages}, {functions}, and {completion}"
            : string.Join(", ", texts);
    }

    private static string Names(List<(string Name, int Tokens)> parts) => parts switch
    {
        [var only] => only.Name,
        [var first, var second] => $"{first.Name} or {second.Name}",
        _ => $"{string.Join(", ", parts.SkipLast(1).Select(part => part.Name))}, or {parts[^1].Name}",
    };
}
