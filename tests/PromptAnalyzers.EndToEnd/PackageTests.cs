using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
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

    /// <summary>A host of the oldest version has these and nothing newer; anything else would be CS8032 or CS9057 there.</summary>
    [Theory]
    [InlineData("PromptAnalyzers.dll", new[] { "Microsoft.CodeAnalysis 4.8.0.0", "Microsoft.CodeAnalysis.CSharp 4.8.0.0", "System.Collections.Immutable 7.0.0.0", "System.Memory 4.0.1.2", "netstandard 2.0.0.0" })]
    [InlineData("PromptAnalyzers.CodeFixes.dll", new[] { "Microsoft.CodeAnalysis 4.8.0.0", "Microsoft.CodeAnalysis.CSharp 4.8.0.0", "Microsoft.CodeAnalysis.CSharp.Workspaces 4.8.0.0", "Microsoft.CodeAnalysis.Workspaces 4.8.0.0", "System.Collections.Immutable 7.0.0.0", "System.Memory 4.0.1.2", "netstandard 2.0.0.0" })]
    public void Shipped_assemblies_reference_what_the_oldest_host_has(string name, string[] allowed)
    {
        using ZipArchive archive = ZipFile.OpenRead(package.NupkgPath);
        using Stream stream = archive.GetEntry("analyzers/dotnet/cs/" + name)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        using var reader = new PEReader(copy);
        MetadataReader metadata = reader.GetMetadataReader();
        string[] references = [.. metadata.AssemblyReferences
            .Select(handle => metadata.GetAssemblyReference(handle))
            .Select(reference => $"{metadata.GetString(reference.Name)} {reference.Version}")];

        Assert.NotEmpty(references);
        Assert.Empty(references.Except(allowed));
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
