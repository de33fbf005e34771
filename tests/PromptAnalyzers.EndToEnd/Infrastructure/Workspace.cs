using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PromptAnalyzers.EndToEnd.Infrastructure;

/// <summary>A directory outside the repository with projects that reference the packed package.</summary>
internal sealed partial class Workspace : IDisposable
{
    private static readonly string[] LoadFailures = ["AD0001", "CS8032", "CS8034", "CS9057", "MSB3277"];

    /// <summary>What marks a suggestion in a list of diagnostics.</summary>
    public const string Note = " (note)";

    private readonly TemporaryDirectory _directory = new();
    private readonly PackedPackage _package;

    public Workspace(PackedPackage package)
    {
        _package = package;
        // The folder feed comes on top of the machine's sources; they are not cleared.
        Write("NuGet.config", $"""
            <configuration>
              <packageSources>
                <add key="PromptAnalyzers.EndToEnd" value="{package.Feed}" />
              </packageSources>
            </configuration>
            """);
        Copy("Directory.Packages.props");
        Copy("samples/Directory.Build.props");
    }

    public string Root => _directory.Path;

    public string FullPath(string relativePath) => Path.Combine(Root, relativePath);

    public void Write(string relativePath, string content)
    {
        string path = FullPath(relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    /// <summary>Copies a sample of the repository and the samples that it references, without what their own builds left there.</summary>
    public string CopySample(string name)
    {
        string project = File.ReadAllText(Repository.Combine("samples", name, name + ".csproj"));
        foreach (Match reference in SampleReference().Matches(project))
        {
            CopySample(reference.Groups["name"].Value);
        }

        string directory = Path.Combine("samples", name);
        if (Directory.Exists(FullPath(directory)))
        {
            return directory;
        }

        foreach (string file in Directory.EnumerateFiles(Repository.Combine(directory), "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(Repository.Root, file);
            if (!relative.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            {
                Copy(relative);
            }
        }

        return directory;
    }

    public Task<DotnetResult> BuildAsync(string project, params string[] arguments) =>
        BuildChangesAsync(project, ["--no-incremental", .. arguments]);

    /// <summary>Compiles what is new; a project that did not change prints no warning.</summary>
    public Task<DotnetResult> BuildChangesAsync(string project, params string[] arguments) =>
        RunAsync(["build", project, "--disable-build-servers", .. arguments]);

    public Task<DotnetResult> FormatAsync(string project) => FormatAsync(project, "--severity", "warn");

    public Task<DotnetResult> FormatAsync(string project, params string[] arguments) =>
        RunAsync(["format", "analyzers", project, "--no-restore", .. arguments]);

    public async Task<DotnetResult> RunAsync(params string[] arguments)
    {
        var environment = new Dictionary<string, string> { ["PromptAnalyzersPackageVersion"] = _package.Version };
        DotnetResult result = await Dotnet.RunAsync(Root, environment, arguments);
        foreach (string failure in LoadFailures)
        {
            Assert.DoesNotContain(failure, result.Output);
        }

        return result;
    }

    /// <summary>Our diagnostics of a build as sorted lines "file(line): id", one for each reported place.</summary>
    public IReadOnlyList<string> Diagnostics(DotnetResult build, string project)
    {
        var lines = new HashSet<(string File, int Line, int Column, string Id)>();
        foreach (Match match in DiagnosticLine().Matches(build.Output))
        {
            string file = Path.GetRelativePath(ResolvedRoot(project), match.Groups["file"].Value).Replace('\\', '/');
            lines.Add((file, int.Parse(match.Groups["line"].Value), int.Parse(match.Groups["column"].Value), match.Groups["id"].Value));
        }

        return [.. lines
            .OrderBy(line => line.File, StringComparer.Ordinal).ThenBy(line => line.Line).ThenBy(line => line.Column).ThenBy(line => line.Id, StringComparer.Ordinal)
            .Select(line => $"{line.File}({line.Line}): {line.Id}")];
    }

    /// <summary>
    /// The same lines from a SARIF 2.1 log. A build does not print what is only a suggestion, the log has it: such a line
    /// ends with <see cref="Note"/>.
    /// </summary>
    public IReadOnlyList<string> SarifDiagnostics(string log, string project)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(log));
        var found = new List<(string File, int Line, int Column, string Id, string Level)>();
        foreach (JsonElement result in document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray())
        {
            string id = result.GetProperty("ruleId").GetString()!;
            if (!id.StartsWith("PA", StringComparison.Ordinal))
            {
                continue;
            }

            JsonElement place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
            string uri = place.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
            string path = Uri.TryCreate(uri, UriKind.Absolute, out Uri? absolute) ? absolute.LocalPath : FullPath(uri);
            JsonElement region = place.GetProperty("region");
            found.Add((
                Path.GetRelativePath(ResolvedRoot(project), path).Replace('\\', '/'),
                region.GetProperty("startLine").GetInt32(),
                region.GetProperty("startColumn").GetInt32(),
                id,
                result.TryGetProperty("level", out JsonElement level) && level.GetString() == "note" ? Note : ""));
        }

        return [.. found
            .OrderBy(line => line.File, StringComparer.Ordinal).ThenBy(line => line.Line).ThenBy(line => line.Column).ThenBy(line => line.Id, StringComparer.Ordinal)
            .Select(line => $"{line.File}({line.Line}): {line.Id}{line.Level}")];
    }

    /// <summary>A hash for each file that a person wrote, by relative path.</summary>
    public SortedDictionary<string, string> HashSources(string project)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(FullPath(project), "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(Root, file).Replace('\\', '/');
            if (!relative.Split('/').Any(part => part is "bin" or "obj"))
            {
                hashes[relative] = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
            }
        }

        return hashes;
    }

    public void Dispose() => _directory.Dispose();

    // The compiler prints paths as the SDK resolved them; a temporary directory may be a link.
    private string ResolvedRoot(string project) =>
        Path.Combine(new DirectoryInfo(Root).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Root, project);

    private void Copy(string relativePath)
    {
        string target = FullPath(relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Repository.Combine(relativePath), target);
    }

    [GeneratedRegex("""ProjectReference Include="\.\./(?<name>\w[\w.]*)/""")]
    private static partial Regex SampleReference();

    [GeneratedRegex(@"^\s*(?<file>[^\r\n(]+)\((?<line>\d+),(?<column>\d+)[^)]*\): (warning|error) (?<id>PA\d{4}): ", RegexOptions.Multiline)]
    private static partial Regex DiagnosticLine();
}
