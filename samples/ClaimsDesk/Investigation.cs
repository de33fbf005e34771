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
        while (true)
        {
            ChatResponse response = await client.GetResponseAsync(messages);
            if (response.Text.Contains("DONE"))
            {
                return response.Text;
            }

            messages.AddMessages(response);
            messages.Add(new ChatMessage(ChatRole.User, "Go on, in detail."));
        }
    }
}
