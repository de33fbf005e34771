using System.Text;
using Microsoft.Extensions.AI;

namespace ClaimsDesk;

/// <summary>Drafts that appear while they are written.</summary>
internal sealed class LetterWriter(IChatClient client)
{
    public async Task<string> DraftAsync(string claimNumber)
    {
        #region By hand: a letter is a page, whatever the model could write (PA5001).
        var options = new ChatOptions { MaxOutputTokens = 1_000 };
        #endregion
        var letter = new StringBuilder();
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync($"Draft a letter on claim {claimNumber}", options))
        {
            letter.Append(update.Text);
        }

        return letter.ToString();
    }
}
