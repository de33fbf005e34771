using Microsoft.Extensions.AI;

namespace ClaimsDesk;

/// <summary>One-shot questions about what a customer wrote.</summary>
internal sealed class LetterReview(IChatClient client, HttpClient claimsApi)
{
    /// <summary>The other side decides how long the letter is.</summary>
    public async Task<string> FindRequestAsync(string claimNumber)
    {
        string letter = await claimsApi.GetStringAsync($"claims/{claimNumber}/letter");
        ChatResponse response = await client.GetResponseAsync($"What does the customer ask for?\n\n{letter}");
        return response.Text;
    }
}
