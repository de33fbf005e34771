using PromptAnalyzers.EndToEnd.Infrastructure;

namespace PromptAnalyzers.EndToEnd;

[Collection(PackageCollection.Name)]
public sealed class PresetTests(PackedPackage package)
{
    private const string Project = "samples/SixTools";

    [Fact]
    public async Task Six_tools_pass_by_default_and_fail_the_strict_preset()
    {
        using Workspace workspace = WithSixTools();

        DotnetResult byDefault = (await workspace.BuildAsync(Project)).Succeeded();
        Assert.Empty(workspace.Diagnostics(byDefault, Project));

        DotnetResult strict = (await workspace.BuildAsync(Project, "-p:PromptAnalyzersMode=strict")).Succeeded();
        Assert.Equal("PA1001", Assert.Single(workspace.Diagnostics(strict, Project))[^6..]);
    }

    [Fact]
    public async Task Own_editorconfig_wins_over_the_preset()
    {
        using Workspace workspace = WithSixTools();
        workspace.Write(Project + "/.editorconfig", """
            root = true
            [*.cs]
            prompt_analyzers.max_tools_per_agent = 6
            """);

        DotnetResult strict = (await workspace.BuildAsync(Project, "-p:PromptAnalyzersMode=strict")).Succeeded();

        Assert.Empty(workspace.Diagnostics(strict, Project));
    }

    [Fact]
    public async Task None_silences_every_rule()
    {
        using var workspace = new Workspace(package);
        string project = workspace.CopySample("ClaimsDesk.SemanticKernel");

        DotnetResult build = (await workspace.BuildAsync(project, "-p:PromptAnalyzersMode=none")).Succeeded();

        Assert.Empty(workspace.Diagnostics(build, project));
        Assert.DoesNotMatch(@"PA\d{4}", build.Output);
    }

    [Fact]
    public async Task Errors_fail_the_build()
    {
        using var workspace = new Workspace(package);
        string project = workspace.CopySample("ClaimsDesk.SemanticKernel");

        DotnetResult build = await workspace.BuildAsync(project, "-p:PromptAnalyzersMode=errors");

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("error PA3001", build.Output);
        Assert.DoesNotContain("warning PA", build.Output);
    }

    [Fact]
    public async Task Unknown_mode_and_malformed_setting_are_told()
    {
        using Workspace workspace = WithSixTools();
        workspace.Write(Project + "/.editorconfig", """
            root = true
            [*.cs]
            prompt_analyzers.max_tools_per_agent = many
            """);

        DotnetResult build = (await workspace.BuildAsync(Project, "-p:PromptAnalyzersMode=loud")).Succeeded();

        Assert.Contains("PromptAnalyzersMode is 'loud'", build.Output);
        Assert.Contains("PA9001", build.Output);
    }

    private Workspace WithSixTools()
    {
        var workspace = new Workspace(package);
        workspace.Write(Project + "/SixTools.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.Extensions.AI" />
                <PackageReference Include="System.Numerics.Tensors" />
                <PackageReference Include="PromptAnalyzers" VersionOverride="$(PromptAnalyzersPackageVersion)" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """);
        workspace.Write(Project + "/ClaimsAssistant.cs", """
            using Microsoft.Extensions.AI;

            public static class ClaimsAssistant
            {
                public static Task<ChatResponse> AskAsync(IChatClient client, string question) =>
                    client.GetResponseAsync(question, new ChatOptions
                    {
                        Tools =
                        [
                            AIFunctionFactory.Create(Search),
                            AIFunctionFactory.Create(Database),
                            AIFunctionFactory.Create(Email),
                            AIFunctionFactory.Create(Pdf),
                            AIFunctionFactory.Create(Web),
                            AIFunctionFactory.Create(Jira),
                        ],
                    });

                private static int Search(string word) => word.Length;
                private static int Database(int id) => id;
                private static bool Email(string to) => to.Length > 0;
                private static int Pdf(int page) => page;
                private static bool Web(string address) => address.Length > 0;
                private static int Jira(string title) => title.Length;
            }
            """);
        return workspace;
    }
}
