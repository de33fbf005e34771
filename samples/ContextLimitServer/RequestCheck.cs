namespace ContextLimitServer;

/// <summary>Everything that makes the service refuse a request before the model sees it.</summary>
internal static class RequestCheck
{
    private const int MaxTools = 128;

    public static ApiError? Find(ChatRequest request, ServedModel model, TokenCount tokens)
    {
        if (request.Messages.Count == 0)
        {
            return ApiError.Invalid("Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.", "messages", "empty_array");
        }

        if (request.Tools.Count > MaxTools)
        {
            return ApiError.TooManyTools(request.Tools.Count, MaxTools);
        }

        if (FindBrokenToolGroup(request.Messages) is { } broken)
        {
            return broken;
        }

        if (model.Memory is { } memory)
        {
            double needed = memory.NeededFor(tokens.Total);
            return needed > memory.Available ? ApiError.OutOfMemory(needed, memory.Available) : null;
        }

        int? output = request.RequestedOutput;
        if (output > model.MaxOutputTokens)
        {
            return ApiError.MaxTokensTooLarge(output.Value, model.MaxOutputTokens.Value);
        }

        return tokens.Total + (output ?? 0) > model.ContextWindow
            ? ApiError.ContextLengthExceeded(model.ContextWindow, tokens, output)
            : null;
    }

    /// <summary>A call must be followed by all its results, and a result must follow its call: a careless trim breaks both.</summary>
    private static ApiError? FindBrokenToolGroup(List<RequestMessage> messages)
    {
        var open = new List<string>();
        int caller = 0;
        for (int i = 0; i < messages.Count; i++)
        {
            if (messages[i].Role == "tool")
            {
                if (!open.Remove(messages[i].ToolCallId ?? ""))
                {
                    return ApiError.ToolMessageWithoutCall(i);
                }

                continue;
            }

            if (open.Count > 0)
            {
                return ApiError.CallsWithoutResult(caller, open);
            }

            foreach (ToolCall call in messages[i].ToolCalls ?? [])
            {
                open.Add(call.Id);
                caller = i;
            }
        }

        return open.Count > 0 ? ApiError.CallsWithoutResult(caller, open) : null;
    }
}
