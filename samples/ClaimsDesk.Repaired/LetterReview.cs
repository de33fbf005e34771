using Microsoft.Extensions.AI;

namespace ClaimsDesk;

/// <summary>One-shot questions about what a customer wrote.</summary>
internal sealed class LetterReview(IChatClient client, HttpClient claimsApi)
{
    /// <summary>The other side decides how long the letter is.</summary>
    public async Task<string> FindRequestAsync(string claimNumber)
    {
        string letter = await claimsApi.GetStringAsync($"claims/{claimNumber}/letter");
        ChatResponse response = await client.GetResponseAsync($"What does the customer ask for?\n\n{PromptText.Truncate(letter, 4_096)}");
        return response.Text;
    }
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
