using ClaimsDesk.Tools;
using ClaimsSystem;
using Microsoft.Extensions.AI;

namespace ClaimsDesk;

/// <summary>A chat that forgets, but in the middle of a turn: a tool result stays behind without its call.</summary>
internal sealed class ShortMemory(IChatClient client, HttpClient claimsApi, ClaimStore store)
{
    public async Task ChatAsync(TextReader input, TextWriter output)
    {
        var claims = new ClaimTools(claimsApi, store);
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create(claims.GetClaimStatusAsync)] };
        List<ChatMessage> history = [];
        while (await input.ReadLineAsync() is { } question)
        {
            history.Add(new ChatMessage(ChatRole.User, question));
            PromptHistory.Trim(history, 7);

            ChatResponse response = await client.GetResponseAsync(history, options);
            history.AddMessages(response);
            output.WriteLine(response.Text);
        }
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
