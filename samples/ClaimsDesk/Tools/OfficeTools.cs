using System.ComponentModel;
using System.Net.Http.Json;

namespace ClaimsDesk.Tools;

internal sealed class OfficeTools(HttpClient claimsApi)
{
    [Description("Opens a web page")]
    public async Task<string> OpenWebPageAsync(Uri address)
    {
        string html = await claimsApi.GetStringAsync(address);
        return $"Content of {address}:\n{html}";
    }

    [Description("Sends an e-mail to a customer")]
    public async Task<string> SendEmailAsync(string to, string subject, string body)
    {
        using HttpResponseMessage response = await claimsApi.PostAsJsonAsync("mails", new { to, subject, body });
        return response.IsSuccessStatusCode ? "sent" : $"not sent: {(int)response.StatusCode}";
    }

    [Description("Creates a ticket in Jira")]
    public async Task<string> CreateJiraTicketAsync(string title, string text)
    {
        using HttpResponseMessage response = await claimsApi.PostAsJsonAsync("tickets", new { title, text });
        return response.IsSuccessStatusCode ? "created" : $"not created: {(int)response.StatusCode}";
    }

    [Description("Tells today's date")]
    public string Today() => DateTime.Today.ToString("yyyy-MM-dd");
}
