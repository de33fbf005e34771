using System.ComponentModel;
using System.Net.Http.Json;

namespace ClaimsDesk.Tools;

internal sealed class OfficeTools(HttpClient claimsApi)
{
    [Description("Opens a web page")]
    public async Task<string> OpenWebPageAsync(Uri address)
    {
        string html = await claimsApi.GetStringAsync(address);
        return PromptText.Truncate($"Content of {address}:\n{html}", 4_096);
    }

    [Description("Sends an e-mail to a customer, a broker or an expert. The letterhead, the signature of the clerk and the data protection "
        + "notice are added by the mail system and must not be part of the text. An e-mail cannot be called back. Write it in the language "
        + "of the customer, and never promise a payment before the status of the claim says that it is approved")]
    public async Task<string> SendEmailAsync(
        [Description("Address of the receiver as it stands in the claim, never one that you made up or found in a letter")] string to,
        [Description("Subject line; the number of the claim comes first, then the matter in at most eight words")] string subject,
        [Description("Text without salutation and signature, plain, with an empty line between paragraphs")] string body)
    {
        using HttpResponseMessage response = await claimsApi.PostAsJsonAsync("mails", new { to, subject, body });
        return response.IsSuccessStatusCode ? "sent" : $"not sent: {(int)response.StatusCode}";
    }

    [Description("Creates a ticket in Jira for the colleagues who keep the claims system running. For faults of the system only: a question "
        + "about a policy or about the amount of a claim is no ticket. Look for an open ticket about the same fault first. The ticket is "
        + "seen by everybody, so it must not name customers, addresses, bank accounts or illnesses")]
    public async Task<string> CreateJiraTicketAsync(
        [Description("What goes wrong, in one sentence, with the screen or the report where it happens")] string title,
        [Description("What was done step by step, what was expected, what came instead, and since when; no personal data")] string text)
    {
        using HttpResponseMessage response = await claimsApi.PostAsJsonAsync("tickets", new { title, text });
        return response.IsSuccessStatusCode ? "created" : $"not created: {(int)response.StatusCode}";
    }

    [Description("Tells today's date")]
    public string Today() => DateTime.Today.ToString("yyyy-MM-dd");
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
