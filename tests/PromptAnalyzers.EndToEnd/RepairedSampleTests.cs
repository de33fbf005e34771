using System.Text.RegularExpressions;
using PromptAnalyzers.EndToEnd.Infrastructure;

namespace PromptAnalyzers.EndToEnd;

/// <summary>
/// The same program with the mistakes and without them. It is run, not only built: against a server that counts
/// tokens, each mistake ends in the error that it ends in elsewhere, and the repaired program does all its work.
/// </summary>
[Collection(PackageCollection.Name)]
public sealed partial class RepairedSampleTests(PackedPackage package)
{
    private const string Bad = "ClaimsDesk";
    private const string Repaired = "ClaimsDesk.Repaired";

    /// <summary>With PROMPTANALYZERS_UPDATE_EXPECTED=1 the repaired program is written anew; its regions by hand stay.</summary>
    [Fact]
    public async Task Repaired_program_is_what_our_fixes_make_of_the_bad_one()
    {
        using var workspace = new Workspace(package);
        string project = workspace.CopySample(Bad);
        (await workspace.RunAsync("restore", project, "--disable-build-servers")).Succeeded();

        (await workspace.FormatAsync(project, ["--severity", "info", "--diagnostics", .. Rules.All])).Succeeded();

        string fixedFolder = workspace.FullPath(project);
        string repairedFolder = Repository.Combine("samples", Repaired);
        string[] files = Sources(fixedFolder);
        if (Approved.IsUpdating)
        {
            foreach (string file in Sources(repairedFolder).Except(files))
            {
                File.Delete(Path.Combine(repairedFolder, file));
            }
        }

        Assert.All(files, file => Approved.VerifyFile(
            Path.Combine(repairedFolder, file),
            old => HandRepairs.Apply(file, File.ReadAllText(Path.Combine(fixedFolder, file)), old)));
        Assert.Equal(files, Sources(repairedFolder));
    }

    [Fact]
    public async Task Bad_program_fails_at_each_mistake_and_a_warning_tells_of_it()
    {
        BuiltSample bad = await package.Samples.GetAsync(Bad);

        DotnetResult run = await bad.RunAsync();

        Assert.Equal(1, run.ExitCode);
        Approved.Verify(Bad + ".run", Outcomes(run));
        MatchCollection mistakes = Mistake().Matches(run.Output);
        Assert.NotEmpty(mistakes);
        Assert.All(
            mistakes.Where(mistake => Rules.All.Contains(mistake.Groups["id"].Value)),
            mistake => Assert.Contains(
                bad.Logged,
                line => line.StartsWith(mistake.Groups["file"].Value + "(", StringComparison.Ordinal)
                    && line.Contains(": " + mistake.Groups["id"].Value, StringComparison.Ordinal)));
    }

    [Fact]
    public void Page_about_the_samples_tells_of_every_step()
    {
        string page = File.ReadAllText(Repository.Combine("docs", "samples.md"));
        string[] steps = [.. File.ReadLines(Approved.PathOf(Bad + ".run")).Select(line => line.Split(':')[0])];

        Assert.NotEmpty(steps);
        Assert.All(steps, step => Assert.Contains($"`{step}`", page));
    }

    [Fact]
    public async Task Repaired_program_has_no_warning_and_finishes()
    {
        BuiltSample repaired = await package.Samples.GetAsync(Repaired);
        Assert.Empty(repaired.Logged);

        DotnetResult run = await repaired.RunAsync();

        Assert.True(run.ExitCode == 0, run.Output);
        Approved.Verify(Repaired + ".run", Outcomes(run));
    }

    /// <summary>"summary: FAILED 400 context_length_exceeded": the outcome of each step, without token counts and answers.</summary>
    private static IEnumerable<string> Outcomes(DotnetResult run) => Outcome().Matches(run.Output)
        .Select(match => $"{match.Groups["step"].Value}: {match.Groups["outcome"].Value} {match.Groups["error"].Value}".TrimEnd());

    private static string[] Sources(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".editorconfig", StringComparison.Ordinal))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"^(?<outcome>ok|FAILED) +(?<step>\w+) +(?<error>\d{3} \w+)?", RegexOptions.Multiline)]
    private static partial Regex Outcome();

    [GeneratedRegex(@"<- (?<id>PA\d{4}) (?<file>\S+)")]
    private static partial Regex Mistake();
}
