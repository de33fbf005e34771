using System.IO.Compression;
using System.Xml.Linq;
using PromptAnalyzers.EndToEnd.Infrastructure;

namespace PromptAnalyzers.EndToEnd;

[Collection(PackageCollection.Name)]
public sealed class PackageTests(PackedPackage package)
{
    [Fact]
    public void Package_holds_exactly_the_approved_entries()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.NupkgPath);
        Approved.Verify("PackageEntries", archive.Entries
            .Select(entry => entry.FullName)
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Package_describes_a_development_dependency_without_dependencies()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.NupkgPath);
        using Stream stream = archive.GetEntry("PromptAnalyzers.nuspec")!.Open();
        XElement metadata = XDocument.Load(stream).Root!.Elements().Single();
        string? Value(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

        Assert.Equal("PromptAnalyzers", Value("id"));
        Assert.Equal("true", Value("developmentDependency"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.False(string.IsNullOrWhiteSpace(Value("description")));
        Assert.DoesNotContain(metadata.Descendants(), element => element.Name.LocalName == "dependency");
    }

    [Fact]
    public void Presets_readmes_and_pages_know_every_rule()
    {
        IReadOnlyList<string> rules = Rules.All;
        Assert.NotEmpty(rules);

        string none = Read("src", "PromptAnalyzers.Package", "config", "none.globalconfig");
        string errors = Read("src", "PromptAnalyzers.Package", "config", "errors.globalconfig");
        Assert.All(rules, rule =>
        {
            Assert.Contains($"dotnet_diagnostic.{rule}.severity = none\n", none);
            Assert.Contains($"dotnet_diagnostic.{rule}.severity = error\n", errors);
            Assert.Contains($"| {rule} |", Read("src", "PromptAnalyzers.Package", "README.md"));
            Assert.Contains($"(docs/rules/{rule}.md)", Read("README.md"));
            Assert.StartsWith($"# {rule} ", Read("docs", "rules", rule + ".md"));
        });

        static string Read(params string[] parts) => File.ReadAllText(Repository.Combine(parts)).ReplaceLineEndings("\n");
    }

    [Fact]
    public async Task Packing_twice_gives_the_same_bytes()
    {
        // Both at once, not the one that the other tests use: the package names the commit, and a commit may come between.
        string firstPath = await PackAsync("first");
        string secondPath = await PackAsync("second");

        Dictionary<string, byte[]> first = Read(firstPath);
        Dictionary<string, byte[]> second = Read(secondPath);
        Assert.Equal(first.Keys.Order(StringComparer.Ordinal), second.Keys.Order(StringComparer.Ordinal));
        Assert.All(first, entry => Assert.True(entry.Value.AsSpan().SequenceEqual(second[entry.Key]), entry.Key + " differs"));
        Assert.True(
            File.ReadAllBytes(firstPath).AsSpan().SequenceEqual(File.ReadAllBytes(secondPath)),
            "The entries are equal but the archives are not: see docs/decisions/0004-reproducible-package.md");

        async Task<string> PackAsync(string folder)
        {
            string directory = Path.Combine(package.Directory.Path, folder);
            await package.PackAsync(directory);
            return Path.Combine(directory, Path.GetFileName(package.NupkgPath));
        }

        static Dictionary<string, byte[]> Read(string nupkg)
        {
            using ZipArchive archive = ZipFile.OpenRead(nupkg);
            var content = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                using var buffer = new MemoryStream();
                using Stream stream = entry.Open();
                stream.CopyTo(buffer);
                content.Add(entry.FullName, buffer.ToArray());
            }

            return content;
        }
    }
}
