using System.ComponentModel;
using System.Net.Http.Json;
using Microsoft.SemanticKernel;

namespace ClaimsDesk.SemanticKernel;

internal sealed class ClaimsPlugin(HttpClient claimsApi)
{
    [KernelFunction, Description("Finds the policies whose name contains a word")]
    public string SearchPolicies(string word) =>
        string.Join(", ", Directory.EnumerateFiles("policies", "*.txt")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => name.Contains(word, StringComparison.OrdinalIgnoreCase))
            .Take(10));

    [KernelFunction, Description("Reads a policy from the policy system")]
    public async Task<string> GetPolicyAsync(string id) => await claimsApi.GetStringAsync($"policies/{id}");

    [KernelFunction, Description("Reads the wording of a policy")]
    public string ReadWording(string name)
    {
        return File.ReadAllText(Path.Combine("policies", Path.GetFileName(name) + ".txt"));
    }

    [KernelFunction, Description("Reads a claim with all its letters from the database")]
    public async Task<string> GetClaimAsync(string claimNumber) => await ReadAsync($"claims/{claimNumber}");

    [KernelFunction, Description("Reads the report of the damage expert")]
    public async Task<string> ReadExpertReportAsync(string claimNumber)
    {
        string report = await ReadAsync($"claims/{claimNumber}/expert-report");
        return report.Length == 0 ? "There is no report." : report;
    }

    [KernelFunction, Description("Reads the beginning of a PDF that the customer sent")]
    public async Task<string> ReadPdfAsync(string claimNumber, string document)
    {
        string text = await ReadAsync($"claims/{claimNumber}/documents/{document}.txt");
        return text[..Math.Min(text.Length, 8_000)];
    }

    [KernelFunction, Description("Opens a web page")]
    public async Task<string> OpenWebPageAsync(string address)
    {
        using HttpResponseMessage response = await claimsApi.GetAsync(address);
        return await response.Content.ReadAsStringAsync();
    }

    [KernelFunction, Description("Sends an e-mail to a customer")]
    public async Task<string> SendEmailAsync(string to, string subject, string body)
    {
        using HttpResponseMessage response = await claimsApi.PostAsJsonAsync("mails", new { to, subject, body });
        return response.IsSuccessStatusCode ? "sent" : "not sent";
    }

    [KernelFunction, Description("Creates a ticket in Jira")]
    public async Task<string> CreateJiraTicketAsync(string title, string text)
    {
        using HttpResponseMessage response = await claimsApi.PostAsJsonAsync("tickets", new { title, text });
        return response.IsSuccessStatusCode ? "created" : "not created";
    }

    [KernelFunction, Description("Counts the open claims")]
    public Task<int> CountOpenClaimsAsync() => claimsApi.GetFromJsonAsync<int>("claims/open/count");

    [KernelFunction, Description("Tells today's date")]
    public string Today() => DateTime.Today.ToString("yyyy-MM-dd");

    private Task<string> ReadAsync(string path) => claimsApi.GetStringAsync(path);
}
