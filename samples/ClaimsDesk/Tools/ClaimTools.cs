using System.ComponentModel;
using ClaimsSystem;
using Microsoft.EntityFrameworkCore;

namespace ClaimsDesk.Tools;

internal sealed class ClaimTools(HttpClient claimsApi, ClaimStore store)
{
    [Description("Reads a claim with all its letters from the database")]
    public async Task<string> GetClaimAsync(string claimNumber)
    {
        using HttpResponseMessage response = await claimsApi.GetAsync($"claims/{claimNumber}");
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    [Description("Says whether a claim is open, paid or refused")]
    public async Task<string> GetClaimStatusAsync(string claimNumber)
    {
        string status = await claimsApi.GetStringAsync($"claims/{claimNumber}/status");
        return status.Length <= 100 ? status : status[..100];
    }

    [Description("Lists the claims of a customer")]
    public async Task<List<StoredClaim>> ListClaimsAsync(string customer) =>
        await store.Claims.Where(claim => claim.Customer == customer).ToListAsync();

    [Description("Reads the report of the damage expert")]
    public Task<string> ReadExpertReportAsync(string claimNumber) => ReadDocumentAsync(claimNumber, "expert-report");

    [Description("Reads the text of a PDF that the customer sent")]
    public Task<string> ReadPdfAsync(string claimNumber, string document) => ReadDocumentAsync(claimNumber, document);

    private async Task<string> ReadDocumentAsync(string claimNumber, string document)
    {
        string text = await claimsApi.GetStringAsync($"claims/{claimNumber}/documents/{document}.txt");
        return text.Trim();
    }
}
