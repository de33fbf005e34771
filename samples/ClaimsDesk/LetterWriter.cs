using System.Text;
using Microsoft.Extensions.AI;

namespace ClaimsDesk;

/// <summary>Drafts that appear while they are written.</summary>
internal sealed class LetterWriter(IChatClient client)
{
    public async Task<string> DraftAsync(string claimNumber)
    {
        var options = new ChatOptions { MaxOutputTokens = 32_000 };
        var letter = new StringBuilder();
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync($"Draft a letter on claim {claimNumber}", options))
        {
            letter.Append(update.Text);
        }

        return letter.ToString();
    }
}
