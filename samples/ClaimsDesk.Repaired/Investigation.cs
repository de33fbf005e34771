using Microsoft.Extensions.AI;

namespace ClaimsDesk;

/// <summary>An agent that works on its own until it says that it is done, and reads all of its notes each time.</summary>
internal sealed class Investigation(IChatClient client)
{
    public async Task<string> RunAsync(string claimNumber)
    {
        #region By hand: which notes matter (PA3003), and who goes on when the agent does not come to an end (PA5004), are decisions.
        string task = $"Investigate claim {claimNumber} in detail, with all letters and reports. Say DONE when nothing is open.";
        string lastNote = "";
        for (int call = 0; call < 40; call++)
        {
            ChatResponse response = await client.GetResponseAsync($"{task}\n{lastNote}");
            if (response.Text.Contains("DONE"))
            {
                return response.Text;
            }

            lastNote = response.Text;
        }

        return "Not at an end after 40 calls: a person goes on.";
        #endregion
    }
}
