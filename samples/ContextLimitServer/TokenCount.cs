using System.Text.Json;
using Microsoft.ML.Tokenizers;

namespace ContextLimitServer;

/// <summary>
/// Tokens of a request: o200k_base, with the surcharges for messages and tool schemas that OpenAI publishes for
/// counting ahead (its cookbook on counting tokens of chat calls).
/// </summary>
public sealed record TokenCount(int Messages, int Functions)
{
    private const int PerMessage = 3;
    private const int PerName = 1;
    private const int ReplyStart = 3;
    private const int PerFunction = 7;
    private const int PerProperties = 3;
    private const int PerProperty = 3;
    private const int EnumStart = -3;
    private const int PerEnumValue = 3;
    private const int AllFunctions = 12;

    private static readonly Lazy<TiktokenTokenizer> Tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    public int Total => Messages + Functions;

    public static int Of(string text) => text.Length == 0 ? 0 : Tokenizer.Value.CountTokens(text);

    public static TokenCount Of(ChatRequest request) => new(
        ReplyStart + request.Messages.Sum(OfMessage),
        request.Tools.Count == 0 ? 0 : AllFunctions + request.Tools.Sum(tool => OfFunction(tool.Function)));

    private static int OfMessage(RequestMessage message)
    {
        int tokens = PerMessage + Of(message.Role) + Of(message.Text);
        if (message.Name is { } name)
        {
            tokens += PerName + Of(name);
        }

        foreach (ToolCall call in message.ToolCalls ?? [])
        {
            tokens += PerMessage + Of(call.Function.Name) + Of(call.Function.Arguments);
        }

        return tokens;
    }

    private static int OfFunction(FunctionDefinition? function) => function is null
        ? 0
        : PerFunction + Of($"{function.Name}:{function.Description?.TrimEnd('.')}") + OfProperties(function.Parameters);

    private static int OfProperties(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object
            || !schema.TryGetProperty("properties", out JsonElement properties)
            || properties.ValueKind != JsonValueKind.Object
            || !properties.EnumerateObject().Any())
        {
            return 0;
        }

        int tokens = PerProperties;
        foreach (JsonProperty property in properties.EnumerateObject())
        {
            tokens += PerProperty + Of($"{property.Name}:{Text(property.Value, "type")}:{Text(property.Value, "description").TrimEnd('.')}");
            if (property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("enum", out JsonElement values))
            {
                tokens += EnumStart + values.EnumerateArray().Sum(value => PerEnumValue + Of(value.ToString()));
            }

            tokens += OfProperties(property.Value);
        }

        return tokens;
    }

    private static string Text(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";
}
