using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PromptAnalyzers.Tests.Verification;

/// <summary>
/// What snippets are compiled against: the reference pack of the installed SDK, and the LLM SDKs that lie beside the
/// test assembly. Every reference is made once; nothing is downloaded.
/// </summary>
public static class References
{
    private static readonly ConcurrentDictionary<string, MetadataReference> ByPath = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<Sdk, ImmutableArray<MetadataReference>> BySdk = new();

    private static readonly Lazy<ImmutableArray<string>> FrameworkFiles = new(static () => FindPack("Microsoft.NETCore.App.Ref"));

    /// <summary>The reference pack of ASP.NET Core.</summary>
    public static ImmutableArray<MetadataReference> AspNetCore => [.. FindPack("Microsoft.AspNetCore.App.Ref").Select(Open)];

    private static readonly ImmutableArray<(Sdk Sdk, string Assembly)> OtherRoots =
    [
        (Sdk.AgentFramework, "Microsoft.Agents.AI"),
        (Sdk.AgentFramework, "Microsoft.Agents.AI.Abstractions"),
        (Sdk.Anthropic, "Anthropic"),
        (Sdk.OllamaSharp, "OllamaSharp"),
        (Sdk.LLamaSharp, "LLamaSharp"),
    ];

    /// <summary>The framework and, for each SDK named, its assemblies with all that they reference themselves.</summary>
    public static ImmutableArray<MetadataReference> For(Sdk sdk) => BySdk.GetOrAdd(sdk, static key =>
        FrameworkFiles.Value.Concat(SdkFiles(key)).Select(Open).ToImmutableArray());

    /// <summary>An assembly made from source: a stand-in for another version of an SDK, or for one that has no package here.</summary>
    public static MetadataReference StandIn(string assemblyName, string source, Sdk sdk = Sdk.None)
    {
        var compilation = CSharpCompilation.Create(
            assemblyName,
            [CSharpSyntaxTree.ParseText(source)],
            For(sdk),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, result.Diagnostics));
        }

        stream.Position = 0;
        return MetadataReference.CreateFromStream(stream);
    }

    /// <summary>Every assembly of a known SDK that lies beside the test assembly.</summary>
    public static IEnumerable<MetadataReference> Packages =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(static file => PromptAnalyzers.Frameworks.SdkCatalog.All.Any(sdk => IsOf(sdk, Path.GetFileNameWithoutExtension(file))))
            .Select(Open);

    /// <summary>An assembly that lies beside the test assembly.</summary>
    public static MetadataReference Package(string name) => Open(Path.Combine(AppContext.BaseDirectory, name + ".dll"));

    private static bool IsOf(PromptAnalyzers.Frameworks.Sdk sdk, string assembly) =>
        sdk.Assemblies.Contains(assembly) || sdk.Families.Any(family => assembly.StartsWith(family, StringComparison.OrdinalIgnoreCase));

    private static MetadataReference Open(string file) =>
        ByPath.GetOrAdd(file, static path => MetadataReference.CreateFromFile(path));

    private static ImmutableArray<string> FindPack(string pack)
    {
        // <root>/shared/Microsoft.NETCore.App/<version>/ is where the running core library lies.
        string runtime = RuntimeEnvironment.GetRuntimeDirectory();
        string?[] roots = [Environment.GetEnvironmentVariable("DOTNET_ROOT"), Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."))];
        foreach (string? root in roots)
        {
            string packs = Path.Combine(root ?? "", "packs", pack);
            if (string.IsNullOrEmpty(root) || !Directory.Exists(packs))
            {
                continue;
            }

            string? newest = Directory.EnumerateDirectories(packs, "10.*")
                .Where(directory => Directory.Exists(Path.Combine(directory, "ref", "net10.0")))
                .OrderByDescending(directory => Version.TryParse(Path.GetFileName(directory), out var version) ? version : new Version())
                .FirstOrDefault();
            if (newest is not null)
            {
                return [.. Directory.EnumerateFiles(Path.Combine(newest, "ref", "net10.0"), "*.dll").Order(StringComparer.Ordinal)];
            }
        }

        throw new InvalidOperationException($"No reference pack {pack} 10.* beside the runtime or under DOTNET_ROOT.");
    }

    /// <summary>Libraries that lie beside the test assembly, with all that they reference themselves.</summary>
    public static ImmutableArray<MetadataReference> ForLibraries(params string[] assemblies) =>
        [.. FrameworkFiles.Value.Concat(Files(assemblies)).Select(Open)];

    private static IEnumerable<string> SdkFiles(Sdk sdk) => Files(Roots(sdk));

    private static IEnumerable<string> Files(IEnumerable<string> roots)
    {
        var open = new Queue<string>(roots);
        var files = new SortedSet<string>(StringComparer.Ordinal);
        var framework = FrameworkFiles.Value.Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.OrdinalIgnoreCase);
        while (open.TryDequeue(out string? name))
        {
            string file = Path.Combine(AppContext.BaseDirectory, name + ".dll");
            if (framework.Contains(name) || !File.Exists(file) || !files.Add(file))
            {
                continue;
            }

            using var reader = new PEReader(File.OpenRead(file));
            var metadata = reader.GetMetadataReader();
            foreach (var handle in metadata.AssemblyReferences)
            {
                open.Enqueue(metadata.GetString(metadata.GetAssemblyReference(handle).Name));
            }
        }

        return files;
    }

    private static IEnumerable<string> Roots(Sdk sdk)
    {
        if (sdk.HasFlag(Sdk.ExtensionsAI))
        {
            yield return "Microsoft.Extensions.AI";
            yield return "Microsoft.Extensions.AI.Abstractions";
        }

        if (sdk.HasFlag(Sdk.SemanticKernel))
        {
            yield return "Microsoft.SemanticKernel.Core";
            yield return "Microsoft.SemanticKernel.Abstractions";
            yield return "Microsoft.SemanticKernel.Connectors.OpenAI";
        }

        if (sdk.HasFlag(Sdk.OpenAI))
        {
            yield return "OpenAI";
        }

        if (sdk.HasFlag(Sdk.Mcp))
        {
            yield return "ModelContextProtocol";
            yield return "ModelContextProtocol.Core";
        }

        foreach (var (flag, assembly) in OtherRoots)
        {
            if (sdk.HasFlag(flag))
            {
                yield return assembly;
            }
        }
    }
}
