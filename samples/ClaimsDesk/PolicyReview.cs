using Microsoft.Extensions.AI;

namespace ClaimsDesk;

/// <summary>One-shot questions about whole policy documents.</summary>
internal sealed class PolicyReview(IChatClient client)
{
    /// <summary>Five documents of unknown size in one request.</summary>
    public async Task<string> SummariseAllAsync()
    {
        ChatResponse response = await client.GetResponseAsync($"""
            Summarise these documents for a new colleague:
            {File.ReadAllText("policies/home.txt")}
            {File.ReadAllText("policies/motor.txt")}
            {File.ReadAllText("policies/travel.txt")}
            {File.ReadAllText("policies/liability.txt")}
            {File.ReadAllText("policies/legal.txt")}
            """);
        return response.Text;
    }

    /// <summary>The document comes through a local variable.</summary>
    public async Task<string> ExplainAsync(string path)
    {
        string wording = await File.ReadAllTextAsync(path);
        ChatResponse response = await client.GetResponseAsync($"Explain this policy to a customer:\n\n{wording}");
        return response.Text;
    }

    /// <summary>The documents come through a helper method.</summary>
    public async Task<string> CompareAsync(string name, string otherName)
    {
        var question = new ChatMessage(
            ChatRole.User,
            "What does the first policy cover that the second does not?\n\n" + Load(name) + "\n---\n" + Load(otherName));
        ChatResponse response = await client.GetResponseAsync([question]);
        return response.Text;
    }

    /// <summary>The size is known before the model is asked: nothing to report.</summary>
    public async Task<string> HeadlineAsync(string name)
    {
        string wording = Load(name);
        ChatResponse response = await client.GetResponseAsync(
            $"Give this policy a headline:\n\n{wording[..Math.Min(wording.Length, 2_000)]}");
        return response.Text;
    }

    private static string Load(string name) => File.ReadAllText(Path.Combine("policies", name + ".txt"));
}
