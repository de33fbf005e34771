using Microsoft.Agents.AI;
using Microsoft.Agents.AI.Workflows;
using Microsoft.Extensions.AI;

namespace ClaimsDesk.AgentFramework;

/// <summary>Experts in a row: each one gets all that was said before, and a judge gets all their answers.</summary>
internal static class Panel
{
    public static async Task<string> DecideAsync(IChatClient client, string letter)
    {
        List<AIAgent> experts =
        [
            .. Enumerable.Range(1, 8).Select(n => client.AsAIAgent(instructions: $"You are expert {n}. Write in detail.", name: $"Expert{n}")),
        ];
        Workflow workflow = AgentWorkflowBuilder.BuildSequential(experts);
        AgentResponse opinions = await workflow.AsAIAgent(name: "Panel", includeExceptionDetails: true)
            .RunAsync("Comment on this in detail: " + letter);

        // A workflow does not throw: without this line the judge would decide from the experts that came before the overflow.
        if (opinions.Messages.SelectMany(message => message.Contents).OfType<ErrorContent>().FirstOrDefault() is { } error)
        {
            throw new InvalidOperationException(error.Message);
        }

        AIAgent judge = client.AsAIAgent(instructions: "Decide.", name: "Judge");
        AgentResponse decision = await judge.RunAsync(
            $"Decide from these opinions:\n{string.Join("\n", opinions.Messages.Select(message => message.Text))}");
        return decision.Text;
    }
}
