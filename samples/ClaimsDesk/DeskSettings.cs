namespace ClaimsDesk;

/// <summary>Where the model and the insurance systems are; every value has a default on this machine.</summary>
internal sealed record DeskSettings(Uri ModelEndpoint, string Model, string ApiKey, Uri ClaimsApi)
{
    public static DeskSettings FromEnvironment() => new(
        new Uri(Read("CLAIMSDESK_ENDPOINT", "http://localhost:11434/v1")),
        Read("CLAIMSDESK_MODEL", "llama3.1:8b"),
        Read("CLAIMSDESK_API_KEY", "none"),
        new Uri(Read("CLAIMSDESK_CLAIMS_API", "http://localhost:5080/")));

    private static string Read(string name, string fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : fallback;
}
