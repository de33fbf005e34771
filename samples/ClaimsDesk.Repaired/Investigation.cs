using Microsoft.Extensions.AI;

namespace ClaimsDesk;

/// <summary>An agent that works on its own until it says that it is done.</summary>
internal sealed class Investigation(IChatClient client)
{
    public async Task<string> RunAsync(string claimNumber)
    {
        List<ChatMessage> messages =
        [
            new(ChatRole.System, "Say DONE when nothing is open."),
            new(ChatRole.User, $"Investigate claim {claimNumber} in detail."),
        ];
        #region By hand: what happens when the agent does not come to an end is a decision; here a person goes on (PA5004).
        for (int call = 0; call < 40; call++)
        {
            PromptHistory.Trim(messages, 20);
            ChatResponse response = await client.GetResponseAsync(messages);
            if (response.Text.Contains("DONE"))
            {
                return response.Text;
            }

            messages.AddMessages(response);
            messages.Add(new ChatMessage(ChatRole.User, "Go on, in detail."));
        }

        return "Not at an end after 40 calls: a person goes on.";
        #endregion
    }
}

file static class PromptHistory
{
    /// <summary>Keeps system messages and the latest turns; cuts only before a user message, so no tool result loses its call.</summary>
    public static void Trim(List<ChatMessage> history, int maxMessages)
    {
        int cut = history.Count - maxMessages;
        while (cut > 0 && cut < history.Count && history[cut].Role != ChatRole.User)
        {
            cut++;
        }

        if (cut >= history.Count)
        {
            // The current turn stays, however long it is.
            cut = history.Count - 1;
            while (cut > 0 && history[cut].Role != ChatRole.User)
            {
                cut--;
            }
        }

        for (int i = cut - 1; i >= 0; i--)
        {
            if (history[i].Role != ChatRole.System)
            {
                history.RemoveAt(i);
            }
        }
    }
}
