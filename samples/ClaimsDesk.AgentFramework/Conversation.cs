using System.Text;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace ClaimsDesk.AgentFramework;

/// <summary>
/// One agent with every tool, and one session for all questions: the framework keeps each message of the session and sends
/// all of them again.
/// </summary>
internal sealed class Conversation(IChatClient client, ClaimsTools claims)
{
    public async Task<string> RunAsync(string questions)
    {
        AIAgent agent = client.AsAIAgent(
            instructions: "You are a claims assistant. Answer from the policies and name the paragraph.",
            name: "Clerk",
            tools:
            [
                AIFunctionFactory.Create(claims.SearchPolicies),
                AIFunctionFactory.Create(claims.GetPolicyAsync),
                AIFunctionFactory.Create(claims.ReadWording),
                AIFunctionFactory.Create(claims.GetClaimAsync),
                AIFunctionFactory.Create(claims.GetClaimStatusAsync),
                AIFunctionFactory.Create(claims.ListClaimsAsync),
                AIFunctionFactory.Create(claims.ReadExpertReportAsync),
                AIFunctionFactory.Create(claims.ReadPdfAsync),
                AIFunctionFactory.Create(claims.OpenWebPageAsync),
                AIFunctionFactory.Create(claims.SendEmailAsync),
                AIFunctionFactory.Create(claims.CreateJiraTicketAsync),
                AIFunctionFactory.Create(claims.Today),
            ]);

        var answers = new StringBuilder();
        using var input = new StringReader(questions);
        AgentSession session = await agent.CreateSessionAsync();
        while (await input.ReadLineAsync() is { } question)
        {
            AgentResponse response = await agent.RunAsync(question, session);
            answers.AppendLine(response.Text);
        }

        return answers.ToString();
    }
}
