namespace ClaimsDesk;

/// <summary>Where the model is. Without an endpoint the desk starts a server of its own on this machine.</summary>
internal sealed record DeskSettings(Uri? ModelEndpoint, string? Model, string ApiKey)
{
    public static DeskSettings FromEnvironment() => new(
        Read("CLAIMSDESK_ENDPOINT") is { } endpoint ? new Uri(endpoint) : null,
        Read("CLAIMSDESK_MODEL"),
        Read("CLAIMSDESK_API_KEY") ?? "none");

    private static string? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

/// <summary>The models of the desk, as the server on this machine calls them.</summary>
internal static class Models
{
    public const string Large = "desk-16k";
    public const string Small = "desk-4k";
    public const string Local = "llama3.1:8b-instruct-fp16";
}
