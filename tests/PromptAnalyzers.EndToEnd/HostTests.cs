using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using PromptAnalyzers.EndToEnd.Infrastructure;

namespace PromptAnalyzers.EndToEnd;

/// <summary>
/// The kinds of projects that the package meets, in one solution with warnings as errors: a web project with a Razor
/// component, a library for two targets, a file that both link, a file with carriage returns and a byte order mark.
/// </summary>
[Collection(PackageCollection.Name)]
public sealed partial class HostTests(PackedPackage package)
{
    private const string Solution = "samples/Hosts";

    private static readonly string[] Reported =
    [
        "Library/Notes.cs(11): PA3001",
        "Shared/Reader.cs(9): PA4001",
        "Web/Chat.razor(18): PA3001",
        "Web/Letters.cs(8): PA3001",
    ];

    [Fact]
    public async Task Every_kind_of_project_is_built_repaired_and_built_again()
    {
        using Workspace workspace = WithHosts();
        string log = workspace.FullPath("build.log");

        DotnetResult build = (await workspace.BuildAsync(
            Solution + "/Hosts.slnx", "-p:ReportAnalyzer=true", $"-flp:LogFile={log};Verbosity=detailed")).Succeeded();

        Assert.Equal(Reported, workspace.Diagnostics(build, Solution));
        string details = await File.ReadAllTextAsync(log);
        Assert.Contains("PromptAnalyzers.PromptFlowAnalyzer (PA", details);
        Assert.Contains("PromptAnalyzers.ConfigurationAnalyzer (PA", details);
        await AssertThePackedAssembliesWereLoadedAsync(details);

        SortedDictionary<string, string> before = workspace.HashSources(Solution);
        DotnetResult format = (await workspace.FormatAsync(Solution + "/Hosts.slnx")).Succeeded();
        Assert.DoesNotContain("Unhandled exception", format.Output);

        // Only the C# files change: no project file, and no Razor file, for which no fix is offered.
        SortedDictionary<string, string> after = workspace.HashSources(Solution);
        Assert.Equal(before.Keys, after.Keys);
        Assert.Equal(
            ["Library/Notes.cs", "Shared/Reader.cs", "Web/Letters.cs"],
            before.Keys.Where(file => before[file] != after[file]).Select(file => file[(Solution.Length + 1)..]));
        AssertLineEndsAndMarkAreKept(workspace.FullPath(Solution + "/Web/Letters.cs"));
        Assert.Single(Regex.Matches(await File.ReadAllTextAsync(workspace.FullPath(Solution + "/Shared/Reader.cs")), "class PromptText"));

        // Two builds at the same time load the same files.
        DotnetResult[] builds = await Task.WhenAll(
            workspace.BuildAsync(Solution + "/Web"),
            workspace.BuildAsync(Solution + "/Library"));
        Assert.All(builds, result => result.Succeeded());
        Assert.Equal(["Web/Chat.razor(18): PA3001"], workspace.Diagnostics(builds[0], Solution));
        Assert.Empty(workspace.Diagnostics(builds[1], Solution));
    }

    private async Task AssertThePackedAssembliesWereLoadedAsync(string details)
    {
        string[] loaded = [.. AnalyzerArgument().Matches(details).Select(match => match.Groups["path"].Value).Distinct()];
        Assert.Equal(["PromptAnalyzers.CodeFixes.dll", "PromptAnalyzers.dll"], loaded.Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        using ZipArchive archive = await ZipFile.OpenReadAsync(package.NupkgPath);
        foreach (string path in loaded)
        {
            Assert.Contains(package.Version, path);
            using var packed = new MemoryStream();
            await using Stream stream = await archive.GetEntry("analyzers/dotnet/cs/" + Path.GetFileName(path))!.OpenAsync();
            await stream.CopyToAsync(packed);
            Assert.Equal(packed.ToArray(), await File.ReadAllBytesAsync(path));
        }
    }

    private static void AssertLineEndsAndMarkAreKept(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.Equal(1, Encoding.UTF8.GetString(bytes).Count(character => character == '\uFEFF'));
        string text = File.ReadAllText(path);
        Assert.Contains("PromptText.Truncate(", text);
        Assert.Equal(text.Count(character => character == '\n'), Regex.Count(text, "\r\n"));
    }

    private Workspace WithHosts()
    {
        var workspace = new Workspace(package);
        const string Common = """
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <WarningsNotAsErrors>PA3001;PA4001;NU1603;NU1900;NU1901;NU1902;NU1903;NU1904</WarningsNotAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.Extensions.AI" />
                <PackageReference Include="System.Numerics.Tensors" />
                <PackageReference Include="ModelContextProtocol.Core" />
                <PackageReference Include="PromptAnalyzers" VersionOverride="$(PromptAnalyzersPackageVersion)" PrivateAssets="all" />
                <Compile Include="../Shared/Reader.cs" Link="Reader.cs" />
              </ItemGroup>
            </Project>
            """;
        workspace.Write(Solution + "/Hosts.slnx", """
            <Solution>
              <Project Path="Library/Library.csproj" />
              <Project Path="Web/Web.csproj" />
            </Solution>
            """);
        workspace.Write(Solution + "/Web/Web.csproj", """
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <RequiresAspNetWebAssets>false</RequiresAspNetWebAssets>

            """ + Common);
        workspace.Write(Solution + "/Library/Library.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>

            """ + Common);
        workspace.Write(Solution + "/Web/Program.cs", """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddRazorComponents();
            var app = builder.Build();
            app.MapGet("/", () => "claims");
            app.Run();
            """);
        workspace.Write(Solution + "/Web/Chat.razor", """
            @page "/chat"
            @using Microsoft.AspNetCore.Components.Web
            @using Microsoft.Extensions.AI
            @inject IChatClient Client

            <button @onclick="AskAsync">Ask</button>
            <p>@answer</p>

            @code {
                private string answer = "";

                private async Task AskAsync()
                {
                    string policy = await File.ReadAllTextAsync("policy.txt");
                    string question = answer.Length > 0 ? "And now?" : "What is covered?";

                    // The policy is sent whole.
                    answer = (await Client.GetResponseAsync($"{question}\n{policy}")).Text;
                }
            }
            """);
        workspace.Write(Solution + "/Web/Letters.cs", "\uFEFF" + """
            using Microsoft.Extensions.AI;

            namespace Hosts;

            public static class Letters
            {
                public static Task<ChatResponse> ReviewAsync(IChatClient client, string path) =>
                    client.GetResponseAsync($"Review:\n{File.ReadAllText(path)}");
            }

            """.ReplaceLineEndings("\r\n"));
        workspace.Write(Solution + "/Library/Notes.cs", """
            using System.IO;
            using System.Threading.Tasks;
            using Microsoft.Extensions.AI;

            namespace Hosts;

            public static class Notes
            {
                public static Task<ChatResponse> ExplainAsync(IChatClient client, string path)
                {
                    return client.GetResponseAsync("Explain: " + File.ReadAllText(path));
                }
            }
            """);
        workspace.Write(Solution + "/Shared/Reader.cs", """
            using System.IO;
            using ModelContextProtocol.Server;

            namespace Hosts;

            internal static class Reader
            {
                [McpServerTool]
                public static string Read(string path) => File.ReadAllText(path);
            }
            """);
        return workspace;
    }

    [GeneratedRegex(@"/analyzer:""?(?<path>[^""\s]*PromptAnalyzers[^""\s]*\.dll)""?")]
    private static partial Regex AnalyzerArgument();
}
