using System.Text;
using Microsoft.Agents.AI;

namespace ClaimsDesk.AgentFramework;

/// <summary>One session for all questions: the framework keeps every message of it and sends them all again.</summary>
internal static class Conversation
{
    public static async Task<string> RunAsync(AIAgent agent, string questions)
    {
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
