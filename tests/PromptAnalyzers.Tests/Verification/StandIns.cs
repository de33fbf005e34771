using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Tests.Verification;

/// <summary>
/// Signatures of SDKs that have no package here, or of older versions: the files of the folder StandIns, each compiled as
/// the assembly of its name. What follows an @ in the name tells the version and is not part of the assembly's name.
/// </summary>
public static class StandIns
{
    private const Sdk Real = Sdk.ExtensionsAI | Sdk.SemanticKernel | Sdk.OpenAI | Sdk.Mcp;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "StandIns");

    private static readonly ConcurrentDictionary<string, MetadataReference> Compiled = new(StringComparer.Ordinal);

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static MetadataReference Reference(string name) => Compiled.GetOrAdd(name, static key =>
        References.StandIn(AssemblyName(key), File.ReadAllText(Path.Combine(Folder, key + ".cs")), SdksBeside(key)));

    /// <summary>Members of SDKs without a package, by full name, with the parameter names of each overload.</summary>
    public static Dictionary<string, List<string[]>> PublishedMembers()
    {
        var members = new Dictionary<string, List<string[]>>(StringComparer.Ordinal);
        foreach (string line in File.ReadLines(Path.Combine(Folder, "published-members.txt")).Where(line => line.Length > 0 && line[0] != '#'))
        {
            int open = line.IndexOf('(', StringComparison.Ordinal);
            string name = open < 0 ? line : line[..open];
            if (!members.TryGetValue(name, out var overloads))
            {
                members[name] = overloads = [];
            }

            overloads.Add(open < 0 ? [] : line[(open + 1)..^1].Split(", ", StringSplitOptions.RemoveEmptyEntries));
        }

        return members;
    }

    /// <summary>A snippet compiled against stand-ins beside its SDKs.</summary>
    public static Settings With(params IEnumerable<string> names) => new() { MoreReferences = [.. names.Select(Reference)] };

    public static string AssemblyName(string name) => name.Split('@')[0];

    /// <summary>An older version must not meet the newer one.</summary>
    private static Sdk SdksBeside(string name) => AssemblyName(name) switch
    {
        "OpenAI" => Sdk.None,
        "ModelContextProtocol.Core" => Sdk.ExtensionsAI,
        _ => Real,
    };
}
