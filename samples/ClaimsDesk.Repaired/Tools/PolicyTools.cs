using System.ComponentModel;

namespace ClaimsDesk.Tools;

internal sealed class PolicyTools(HttpClient claimsApi)
{
    [Description("Finds the policies whose name contains a word")]
    public string SearchPolicies(string word) =>
        string.Join(", ", Directory.EnumerateFiles("policies", "*.txt")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => name.Contains(word, StringComparison.OrdinalIgnoreCase))
            .Take(10));

    [Description("Reads a policy from the policy system")]
    public async Task<string> GetPolicyAsync(string id) => PromptText.Truncate(await claimsApi.GetStringAsync($"policies/{id}"), 4_096);

    [Description("Reads the wording of a policy")]
    public string ReadWording(string name)
    {
        string path = Path.Combine("policies", Path.GetFileName(name) + ".txt");
        if (!File.Exists(path))
        {
            return "There is no such policy.";
        }

        return PromptText.Truncate(File.ReadAllText(path), 4_096);
    }
}

file static class PromptText
{
    /// <summary>Cuts text to at most maxLength characters, never inside a surrogate pair, and says that it did.</summary>
    public static string Truncate(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        string marker = $"... [truncated, {text.Length} characters in all]";
        if (marker.Length >= maxLength)
        {
            marker = "";
        }

        int end = maxLength - marker.Length;
        if (end > 0 && char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return text.Substring(0, end) + marker;
    }
}
