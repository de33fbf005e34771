using Microsoft.Extensions.AI;

namespace ClaimsDesk;

/// <summary>One-shot questions about whole policy documents.</summary>
internal sealed class PolicyReview(IChatClient client)
{
    /// <summary>Five documents of unknown size in one request.</summary>
    public async Task<string> SummariseAllAsync()
    {
        ChatResponse response = await client.GetResponseAsync($"""
            Summarise these documents for a new colleague:
            {PromptText.Truncate(File.ReadAllText("policies/home.txt"), 819)}
            {PromptText.Truncate(File.ReadAllText("policies/motor.txt"), 819)}
            {PromptText.Truncate(File.ReadAllText("policies/travel.txt"), 819)}
            {PromptText.Truncate(File.ReadAllText("policies/liability.txt"), 819)}
            {PromptText.Truncate(File.ReadAllText("policies/legal.txt"), 819)}
            """);
        return response.Text;
    }

    /// <summary>The document comes through a local variable.</summary>
    public async Task<string> ExplainAsync(string path)
    {
        string wording = await File.ReadAllTextAsync(path);
        ChatResponse response = await client.GetResponseAsync($"Explain this policy to a customer:\n\n{PromptText.Truncate(wording, 4_096)}");
        return response.Text;
    }

    /// <summary>The documents come through a helper method.</summary>
    public async Task<string> CompareAsync(string name, string otherName)
    {
        var question = new ChatMessage(
            ChatRole.User,
            "What does the first policy cover that the second does not?\n\n" + PromptText.Truncate(Load(name), 2_048) + "\n---\n" + PromptText.Truncate(Load(otherName), 2_048));
        ChatResponse response = await client.GetResponseAsync([question]);
        return response.Text;
    }

    /// <summary>The size is known before the model is asked: nothing to report.</summary>
    public async Task<string> HeadlineAsync(string name)
    {
        string wording = Load(name);
        ChatResponse response = await client.GetResponseAsync(
            $"Give this policy a headline:\n\n{wording[..Math.Min(wording.Length, 2_000)]}");
        return response.Text;
    }

    private static string Load(string name) => File.ReadAllText(Path.Combine("policies", name + ".txt"));
}

file static class PromptText
{
    /// <summary>Cuts text to at most maxLength characters, never inside a surrogate pair, and says that it did.</summary>
    public static string Truncate(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        string marker = $"... [truncated, {text.Length} characters in all]";
        if (marker.Length >= maxLength)
        {
            marker = "";
        }

        int end = maxLength - marker.Length;
        if (end > 0 && char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return text.Substring(0, end) + marker;
    }
}
