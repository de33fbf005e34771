using ClaimsDesk.Tools;
using ClaimsSystem;
using Microsoft.Extensions.AI;

namespace ClaimsDesk;

/// <summary>The agent that the desk talks to all day: one agent, every tool, one conversation without an end.</summary>
internal sealed class ClaimsAgent(IChatClient client, HttpClient claimsApi, ClaimStore store)
{
    public async Task ChatAsync(TextReader input, TextWriter output)
    {
        var policies = new PolicyTools(claimsApi);
        var claims = new ClaimTools(claimsApi, store);
        var office = new OfficeTools(claimsApi);

        var options = new ChatOptions
        {
            Instructions = "You are a claims assistant. Answer from the policies and name the paragraph.",
            Tools =
            [
                AIFunctionFactory.Create(policies.SearchPolicies),
                AIFunctionFactory.Create(policies.GetPolicyAsync),
                AIFunctionFactory.Create(policies.ReadWording),
                AIFunctionFactory.Create(claims.GetClaimAsync),
                AIFunctionFactory.Create(claims.GetClaimStatusAsync),
                AIFunctionFactory.Create(claims.ListClaimsAsync),
                AIFunctionFactory.Create(claims.ReadExpertReportAsync),
                AIFunctionFactory.Create(claims.ReadPdfAsync),
                AIFunctionFactory.Create(office.OpenWebPageAsync),
                AIFunctionFactory.Create(office.SendEmailAsync),
                AIFunctionFactory.Create(office.CreateJiraTicketAsync),
                AIFunctionFactory.Create(office.Today),
            ],
        };

        List<ChatMessage> history = [];
        while (await input.ReadLineAsync() is { } question)
        {
            history.Add(new ChatMessage(ChatRole.User, question));
            ChatResponse response = await client.GetResponseAsync(history, options);
            history.AddMessages(response);

            output.WriteLine(response.Text);
        }
    }
}
