namespace PromptAnalyzers.EndToEnd.Infrastructure;

/// <summary>A sample as it came out of a build.</summary>
/// <param name="Printed">Our diagnostics that the build printed.</param>
/// <param name="Logged">Our diagnostics in the SARIF log: those, and the suggestions that a build does not print.</param>
internal sealed record BuiltSample(Workspace Workspace, string Project, IReadOnlyList<string> Printed, IReadOnlyList<string> Logged)
{
    /// <summary>"dotnet run", as the documentation tells to.</summary>
    public Task<DotnetResult> RunAsync(params string[] arguments) =>
        Workspace.RunAsync(["run", "--project", Project, "--no-build", .. arguments]);
}

/// <summary>Each sample is built once with the packed package, for all tests that only look at the outcome.</summary>
internal sealed class BuiltSamples(PackedPackage package) : IDisposable
{
    private readonly Dictionary<string, BuiltSample> _built = [];
    private readonly Lazy<Workspace> _workspace = new(() => new Workspace(package));

    public async Task<BuiltSample> GetAsync(string name)
    {
        if (!_built.TryGetValue(name, out BuiltSample? sample))
        {
            Workspace workspace = _workspace.Value;
            string project = workspace.CopySample(name);
            string log = workspace.FullPath(name + ".sarif");

            // What samples share is compiled for the first of them only.
            DotnetResult build = (await workspace.BuildChangesAsync(project, "-p:ErrorLog=" + log + "%2Cversion=2.1")).Succeeded();

            sample = new BuiltSample(workspace, project, workspace.Diagnostics(build, project), workspace.SarifDiagnostics(log, project));
            _built.Add(name, sample);
        }

        return sample;
    }

    public void Dispose()
    {
        if (_workspace.IsValueCreated)
        {
            _workspace.Value.Dispose();
        }
    }
}
