using System.ComponentModel;
using System.Net.Http.Json;
using ClaimsSystem;
using Microsoft.EntityFrameworkCore;

namespace ClaimsDesk.AgentFramework;

internal sealed class ClaimsTools(HttpClient claimsApi, ClaimStore store)
{
    [Description("Finds the policies whose name contains a word")]
    public string SearchPolicies(string word) =>
        string.Join(", ", Directory.EnumerateFiles("policies", "*.txt")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => name.Contains(word, StringComparison.OrdinalIgnoreCase))
            .Take(10));

    [Description("Reads a policy from the policy system")]
    public async Task<string> GetPolicyAsync(string id) => await ReadAsync($"policies/{id}");

    [Description("Reads the wording of a policy")]
    public string ReadWording(string name) => File.ReadAllText(Path.Combine("policies", Path.GetFileName(name) + ".txt"));

    [Description("Reads a claim with all its letters from the database")]
    public async Task<string> GetClaimAsync(string claimNumber) => await ReadAsync($"claims/{claimNumber}");

    [Description("Says whether a claim is open, paid or refused")]
    public async Task<string> GetClaimStatusAsync(string claimNumber)
    {
        string status = await ReadAsync($"claims/{claimNumber}/status");
        return status.Length <= 100 ? status : status[..100];
    }

    [Description("Lists the claims of a customer")]
    public async Task<StoredClaim[]> ListClaimsAsync(string customer)
    {
        return await store.Claims.Where(claim => claim.Customer == customer).ToArrayAsync();
    }

    [Description("Reads the report of the damage expert")]
    public async Task<string> ReadExpertReportAsync(string claimNumber) => await ReadAsync($"claims/{claimNumber}/documents/expert-report.txt");

    [Description("Reads the beginning of a PDF that the customer sent")]
    public async Task<string> ReadPdfAsync(string claimNumber, string document)
    {
        string text = await ReadAsync($"claims/{claimNumber}/documents/{document}.txt");
        return text[..Math.Min(text.Length, 4_000)];
    }

    [Description("Opens a web page")]
    public async Task<string> OpenWebPageAsync(string address)
    {
        using HttpResponseMessage response = await claimsApi.GetAsync(address);
        return await response.Content.ReadAsStringAsync();
    }

    [Description("Sends an e-mail to a customer")]
    public async Task<string> SendEmailAsync(string to, string subject, string body)
    {
        using HttpResponseMessage response = await claimsApi.PostAsJsonAsync("mails", new { to, subject, body });
        return response.IsSuccessStatusCode ? "sent" : "not sent";
    }

    [Description("Creates a ticket in Jira")]
    public async Task<string> CreateJiraTicketAsync(string title, string text)
    {
        using HttpResponseMessage response = await claimsApi.PostAsJsonAsync("tickets", new { title, text });
        return response.IsSuccessStatusCode ? "created" : "not created";
    }

    [Description("Tells today's date")]
    public string Today() => DateTime.Today.ToString("yyyy-MM-dd");

    private Task<string> ReadAsync(string path) => claimsApi.GetStringAsync(path);
}
