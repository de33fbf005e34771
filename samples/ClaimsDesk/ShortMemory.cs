using ClaimsDesk.Tools;
using ClaimsSystem;
using Microsoft.Extensions.AI;

namespace ClaimsDesk;

/// <summary>A chat that forgets, but in the middle of a turn: a tool result stays behind without its call.</summary>
internal sealed class ShortMemory(IChatClient client, HttpClient claimsApi, ClaimStore store)
{
    public async Task ChatAsync(TextReader input, TextWriter output)
    {
        var claims = new ClaimTools(claimsApi, store);
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create(claims.GetClaimStatusAsync)] };
        List<ChatMessage> history = [];
        while (await input.ReadLineAsync() is { } question)
        {
            history.Add(new ChatMessage(ChatRole.User, question));
            while (history.Count > 7)
            {
                history.RemoveAt(0);
            }

            ChatResponse response = await client.GetResponseAsync(history, options);
            history.AddMessages(response);
            output.WriteLine(response.Text);
        }
    }
}
