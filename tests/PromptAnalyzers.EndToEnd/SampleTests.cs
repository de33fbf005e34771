using PromptAnalyzers.EndToEnd.Infrastructure;

namespace PromptAnalyzers.EndToEnd;

/// <summary>The main job: the samples on the real SDK packages, built and repaired with the packed package.</summary>
[Collection(PackageCollection.Name)]
public sealed class SampleTests(PackedPackage package)
{
    private static readonly string[] FixableRules = ["PA2001", "PA2002", "PA2003", "PA3001", "PA3002", "PA4001", "PA4002", "PA5004"];

    [Theory]
    [InlineData("ClaimsDesk", "PA1001", "PA2001", "PA3001", "PA3002", "PA4001")]
    [InlineData("ClaimsDesk.SemanticKernel", "PA1001", "PA2001", "PA3001", "PA4001")]
    [InlineData("ClaimsDesk.AgentFramework", "PA1001", "PA2002", "PA3001", "PA4001")]
    public async Task Build_reports_the_expected_places(string sample, params string[] rules)
    {
        BuiltSample built = await package.Samples.GetAsync(sample);

        Assert.All(rules, rule => Assert.Contains(built.Printed, line => line.EndsWith(rule, StringComparison.Ordinal)));
        Assert.Equal(built.Printed, built.Logged.Where(line => !line.EndsWith(Workspace.Note, StringComparison.Ordinal)));
        Approved.Verify(sample, built.Logged);
    }

    [Theory]
    [InlineData("ClaimsDesk.AgentFramework")]
    [InlineData("ClaimsDesk.SemanticKernel")]
    public async Task Format_repairs_what_is_mechanical_and_nothing_else(string sample)
    {
        using var workspace = new Workspace(package);
        string project = workspace.CopySample(sample);
        (await workspace.RunAsync("restore", project, "--disable-build-servers")).Succeeded();
        SortedDictionary<string, string> before = workspace.HashSources(project);

        (await workspace.FormatAsync(project)).Succeeded();

        SortedDictionary<string, string> after = workspace.HashSources(project);
        Assert.Equal(before.Keys, after.Keys);
        Assert.All(
            before.Keys.Where(file => !file.EndsWith(".cs", StringComparison.Ordinal)),
            file => Assert.Equal(before[file], after[file]));
        Assert.NotEqual(before, after);

        DotnetResult build = (await workspace.BuildAsync(project)).Succeeded();
        IReadOnlyList<string> left = workspace.Diagnostics(build, project);
        Assert.DoesNotContain(left, line => FixableRules.Any(rule => line.EndsWith(rule, StringComparison.Ordinal)));
        Assert.Contains(left, line => line.EndsWith("PA1001", StringComparison.Ordinal));

        (await workspace.FormatAsync(project)).Succeeded();
        Assert.Equal(after, workspace.HashSources(project));
    }

    /// <summary>One fix for each target is merged by text, so what a fix writes must not depend on the target.</summary>
    [Fact]
    public async Task Format_repairs_a_multi_targeted_project_once()
    {
        const string Project = "samples/TwoTargets";
        using var workspace = new Workspace(package);
        workspace.Write(Project + "/TwoTargets.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.Extensions.AI" />
                <PackageReference Include="System.Numerics.Tensors" />
                <PackageReference Include="PromptAnalyzers" VersionOverride="$(PromptAnalyzersPackageVersion)" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """);
        workspace.Write(Project + "/Reader.cs", """
            using System.IO;
            using System.Threading.Tasks;
            using Microsoft.Extensions.AI;

            public static class Reader
            {
                public static Task<ChatResponse> ExplainAsync(IChatClient client, string path) =>
                    client.GetResponseAsync($"Explain:\n{File.ReadAllText(path)}");
            }
            """);
        (await workspace.RunAsync("restore", Project, "--disable-build-servers")).Succeeded();

        (await workspace.FormatAsync(Project)).Succeeded();

        string repaired = File.ReadAllText(workspace.FullPath(Project + "/Reader.cs"));
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(repaired, "class PromptText"));
        Assert.DoesNotContain("<<<<<<<", repaired);
        DotnetResult build = (await workspace.BuildAsync(Project)).Succeeded();
        Assert.Empty(workspace.Diagnostics(build, Project));
    }
}
