using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClaimsSystem;

/// <summary>The web API of the insurer, on the loopback address.</summary>
public sealed class Insurer : IAsyncDisposable
{
    /// <summary>About 23,000 tokens: more than a model with a window of 16,384 can read.</summary>
    public const int DocumentLength = 90_000;

    private readonly WebApplication _application;

    private Insurer(WebApplication application)
    {
        _application = application;
        application.MapGet("/policies/{id}", (string id) => Prose.Write($"Policy {id}", DocumentLength));
        application.MapGet("/claims/{number}", (string number) => Prose.Write($"Claim {number} and its letters", DocumentLength));
        application.MapGet("/claims/{number}/status", () => "open");
        application.MapGet("/claims/{number}/letter", (string number) => Prose.Write($"Letter on claim {number}", DocumentLength));
        application.MapGet("/claims/{number}/file", (string number) => Prose.Write($"File of claim {number}", DocumentLength));
        application.MapGet("/claims/{number}/documents/{name}.txt", (string number, string name) => Prose.Write($"{name} of claim {number}", DocumentLength));
        application.MapGet("/pages/{name}", (string name) => $"<html><body>{Prose.Write(name, DocumentLength)}</body></html>");
        application.MapPost("/mails", () => Results.Ok());
        application.MapPost("/tickets", () => Results.Ok());
    }

    public Uri Address => new(_application.Urls.Single() + "/");

    public static async Task<Insurer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var insurer = new Insurer(builder.Build());
        await insurer._application.StartAsync();
        return insurer;
    }

    /// <summary>Puts the wordings of the policies, and a note of a colleague, into folders beside the program.</summary>
    public static void Unpack(string directory)
    {
        Directory.CreateDirectory(Path.Combine(directory, "policies"));
        foreach (string name in new[] { "home", "motor", "travel", "liability", "legal" })
        {
            File.WriteAllText(Path.Combine(directory, "policies", name + ".txt"), Prose.Write($"Terms of the {name} policy", DocumentLength));
        }

        Directory.CreateDirectory(Path.Combine(directory, "notes"));
        File.WriteAllText(Path.Combine(directory, "notes", "storm.txt"), Prose.Write("Notes on the storm", DocumentLength));
    }

    /// <summary>A letter as a customer pastes it into a chat: one line of a known length.</summary>
    public static string ShortLetter(string claimNumber, int characters) =>
        Prose.Write($"Letter on claim {claimNumber}", characters).ReplaceLineEndings(" ");

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
