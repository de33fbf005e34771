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
        return PromptText.Truncate(await response.Content.ReadAsStringAsync(), 4_096);
    }

    [Description("Says whether a claim is open, paid or refused")]
    public async Task<string> GetClaimStatusAsync(string claimNumber)
    {
        string status = await claimsApi.GetStringAsync($"claims/{claimNumber}/status");
        return status.Length <= 100 ? status : status[..100];
    }

    [Description("Lists the claims of a customer")]
    public async Task<List<StoredClaim>> ListClaimsAsync(string customer, [Description("Rows to skip")] int skip = 0) =>
        await store.Claims.Where(claim => claim.Customer == customer).OrderBy(claim => claim.Number).Skip(skip).Take(50).ToListAsync();

    [Description("Reads the report of the damage expert")]
    public async Task<string> ReadExpertReportAsync(string claimNumber) => PromptText.Truncate(await ReadDocumentAsync(claimNumber, "expert-report"), 4_096);

    [Description("Reads the text of a PDF that the customer sent")]
    public async Task<string> ReadPdfAsync(string claimNumber, string document) => PromptText.Truncate(await ReadDocumentAsync(claimNumber, document), 4_096);

    private async Task<string> ReadDocumentAsync(string claimNumber, string document)
    {
        string text = await claimsApi.GetStringAsync($"claims/{claimNumber}/documents/{document}.txt");
        return text.Trim();
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
