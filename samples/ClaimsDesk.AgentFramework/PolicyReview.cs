using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace ClaimsDesk.AgentFramework;

internal sealed class PolicyReview(IChatClient client)
{
    private readonly AIAgent _reader = client.AsAIAgent(instructions: "Explain policies in plain words.", name: "Reader");

    /// <summary>The document is the message.</summary>
    public async Task<string> ExplainAsync(string path)
    {
        string wording = await File.ReadAllTextAsync(path);
        AgentResponse response = await _reader.RunAsync($"Explain this policy:\n\n{wording}");
        return response.Text;
    }
}
