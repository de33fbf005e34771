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
    public async Task<string> GetPolicyAsync(string id) => await claimsApi.GetStringAsync($"policies/{id}");

    [Description("Reads the wording of a policy")]
    public string ReadWording(string name)
    {
        string path = Path.Combine("policies", Path.GetFileName(name) + ".txt");
        if (!File.Exists(path))
        {
            return "There is no such policy.";
        }

        return File.ReadAllText(path);
    }
}
