using Microsoft.Extensions.AI;

namespace ClaimsDesk;

/// <summary>An agent that works on its own until it says that it is done, and reads all of its notes each time.</summary>
internal sealed class Investigation(IChatClient client)
{
    public async Task<string> RunAsync(string claimNumber)
    {
        string notes = $"Investigate claim {claimNumber} in detail, with all letters and reports. Say DONE when nothing is open.";
        while (true)
        {
            ChatResponse response = await client.GetResponseAsync(notes);
            if (response.Text.Contains("DONE"))
            {
                return response.Text;
            }

            notes += "\n" + response.Text;
        }
    }
}
