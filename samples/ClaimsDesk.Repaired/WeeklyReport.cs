using Microsoft.Extensions.AI;

namespace ClaimsDesk;

/// <summary>A report that is written claim by claim; each request carries all that was written before.</summary>
internal sealed class WeeklyReport(IChatClient client)
{
    public async Task<string> WriteAsync(IEnumerable<string> claimNumbers)
    {
        var sections = new List<string>();
        foreach (string number in claimNumbers)
        {
            ChatResponse response = await client.GetResponseAsync(
                $"Describe claim {number} in detail. The report so far:\n{string.Join("\n", sections.TakeLast(5))}");
            sections.Add(response.Text);
        }

        return $"{sections.Count} sections";
    }
}
