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
                #region By hand: which tools an agent needs no fix can know; mails and tickets are the work of another agent (PA1001).
                #endregion
                AIFunctionFactory.Create(office.Today),
            ],
        };

        List<ChatMessage> history = [];
        while (await input.ReadLineAsync() is { } question)
        {
            history.Add(new ChatMessage(ChatRole.User, question));
            PromptHistory.Trim(history, 20);
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
