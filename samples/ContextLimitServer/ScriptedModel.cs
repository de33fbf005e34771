using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ContextLimitServer;

/// <summary>
/// A model without a mind, the same every time. It calls the tools whose names the last question spells out
/// ("read the expert report of C-17" calls ReadExpertReport), once, and then answers from what it got.
/// </summary>
public static partial class ScriptedModel
{
    private const int ShortAnswer = 2;
    private const int LongAnswer = 24;

    // A question may carry a whole document behind it; what is asked for is said at its beginning.
    private const int QuestionLength = 200;

    public static ModelReply Answer(ChatRequest request)
    {
        int turn = request.Messages.FindLastIndex(message => message.Role == "user");
        string question = turn < 0 ? "" : request.Messages[turn].Text;
        question = question[..Math.Min(question.Length, QuestionLength)];

        List<string> results = [.. request.Messages.Skip(turn + 1).Where(message => message.Role == "tool").Select(message => message.Text)];
        if (results.Count == 0)
        {
            List<FunctionDefinition> wanted = FindWanted(request.Tools, question);
            if (wanted.Count > 0)
            {
                return ModelReply.Call(wanted.Select((tool, index) => new ToolCall
                {
                    Id = $"call_{request.Messages.Count}_{index}",
                    Function = new FunctionCall { Name = tool.Name, Arguments = FillIn(tool.Parameters, question) },
                }));
            }
        }

        return ModelReply.Say(Compose(question, results));
    }

    private static List<FunctionDefinition> FindWanted(IEnumerable<RequestTool> tools, string question)
    {
        HashSet<string> asked = [.. Words(question)];
        List<(FunctionDefinition Tool, HashSet<string> Words)> named = [.. tools
            .Select(tool => tool.Function)
            .OfType<FunctionDefinition>()
            .Select(tool => (tool, Words(tool.Name).ToHashSet()))
            .Where(tool => tool.Item2.Count > 0 && tool.Item2.IsSubsetOf(asked))];

        // "Get the claim status" means GetClaimStatus, not GetClaim as well.
        return [.. named
            .Where(tool => !named.Any(other => tool.Words.IsProperSubsetOf(other.Words)))
            .Select(tool => tool.Tool)];
    }

    /// <summary>Arguments from the question: numbers for numbers, then what is quoted, then what looks like an identifier.</summary>
    private static string FillIn(JsonElement schema, string question)
    {
        var quoted = new Queue<string>(Quoted().Matches(question).Select(match => match.Groups[1].Value));
        var identifiers = new Queue<string>(Identifier().Matches(question).Select(match => match.Value));
        var numbers = new Queue<string>(Number().Matches(question).Select(match => match.Value));
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out JsonElement properties))
            {
                HashSet<string?> required = schema.TryGetProperty("required", out JsonElement names)
                    ? [.. names.EnumerateArray().Select(name => name.GetString())]
                    : [];
                foreach (JsonProperty property in properties.EnumerateObject().Where(property => required.Contains(property.Name)))
                {
                    Write(writer, property);
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());

        void Write(Utf8JsonWriter writer, JsonProperty property)
        {
            string type = property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("type", out JsonElement name) ? name.ToString() : "";
            bool isIdentifier = property.Name.EndsWith("number", StringComparison.OrdinalIgnoreCase) || property.Name.EndsWith("id", StringComparison.OrdinalIgnoreCase);
            switch (type)
            {
                case "integer" or "number":
                    writer.WriteNumber(property.Name, numbers.TryDequeue(out string? number) ? int.Parse(number, CultureInfo.InvariantCulture) : 1);
                    break;
                case "boolean":
                    writer.WriteBoolean(property.Name, true);
                    break;
                default:
                    bool found = isIdentifier && identifiers.TryDequeue(out string? value) || quoted.TryDequeue(out value) || identifiers.TryDequeue(out value);
                    writer.WriteString(property.Name, found ? value : "unknown");
                    break;
            }
        }
    }

    private static string Compose(string question, List<string> results)
    {
        var answer = new StringBuilder();
        string topic = question.Split('\n')[0];
        answer.Append(CultureInfo.InvariantCulture, $"On \"{topic[..Math.Min(topic.Length, 60)].Trim()}\": ");
        if (results.Count > 0)
        {
            answer.Append(CultureInfo.InvariantCulture, $"{results.Count} tool result(s) with {results.Sum(result => result.Length)} characters say so. ");
        }

        int sentences = question.Contains("in detail", StringComparison.OrdinalIgnoreCase) ? LongAnswer : ShortAnswer;
        for (int i = 1; i <= sentences; i++)
        {
            answer.Append(CultureInfo.InvariantCulture, $"Paragraph {i} of the terms applies as it is written there. ");
        }

        return answer.ToString().TrimEnd();
    }

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(match => match.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex Word();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b[A-Z]{1,3}-\d+\b")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"(?<![-\w])\d{1,9}\b")]
    private static partial Regex Number();
}
