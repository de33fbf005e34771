using System.Globalization;

namespace PromptAnalyzers.EndToEnd.Infrastructure;

/// <summary>
/// The package, packed once for all tests into a folder feed. The version is new in every run: a version that the
/// package cache already holds would be served from there, and yesterday's assemblies would pass today's tests.
/// </summary>
public sealed class PackedPackage : IAsyncLifetime
{
    public string Version { get; } =
        "0.1.0-e2e." + DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);

    internal TemporaryDirectory Directory { get; } = new();

    internal BuiltSamples Samples { get; }

    public PackedPackage() => Samples = new BuiltSamples(this);

    public string Feed => Path.Combine(Directory.Path, "feed");

    public string NupkgPath => Path.Combine(Feed, $"PromptAnalyzers.{Version}.nupkg");

    public async Task InitializeAsync() => await PackAsync(Feed);

    public Task DisposeAsync()
    {
        Samples.Dispose();
        Directory.Dispose();
        string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } configured
            ? configured
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        TemporaryDirectory.Delete(Path.Combine(cache, "promptanalyzers", Version));
        return Task.CompletedTask;
    }

    /// <summary>Builds from nothing and packs into a folder.</summary>
    internal async Task PackAsync(string folder)
    {
        string artifacts = Path.Combine(Directory.Path, "artifacts");
        TemporaryDirectory.Delete(artifacts);
        (await Dotnet.RunAsync(
            Repository.Root,
            new Dictionary<string, string> { ["CI"] = "true" },
            "pack", "src/PromptAnalyzers.Package", "-c", "Release", "-p:Version=" + Version,
            "--artifacts-path", artifacts, "-o", folder, "--disable-build-servers")).Succeeded();
    }
}

[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackedPackage>
{
    public const string Name = "The packed package";
}
