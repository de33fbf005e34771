using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace ClaimsDesk.AgentFramework;

/// <summary>One agent with every tool of the desk.</summary>
internal static class Clerk
{
    public static AIAgent Create(IChatClient client, ClaimsTools claims) => client.AsAIAgent(
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
}
