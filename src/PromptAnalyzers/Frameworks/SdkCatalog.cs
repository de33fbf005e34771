using System.Collections.Immutable;

namespace PromptAnalyzers.Frameworks;

/// <summary>One SDK: its assemblies and which kinds of facts are known of it.</summary>
internal sealed class Sdk
{
    public Sdk(string name, ImmutableHashSet<string> assemblies, ImmutableArray<string> families, ImmutableArray<FactLine> facts)
    {
        Name = name;
        Assemblies = assemblies;
        Families = families;
        Facts = facts;
    }

    /// <summary>As its maker calls it, for example Semantic Kernel.</summary>
    public string Name { get; }

    public ImmutableHashSet<string> Assemblies { get; }

    /// <summary>Prefixes of assembly names, each ending in a dot.</summary>
    public ImmutableArray<string> Families { get; }

    public ImmutableArray<FactLine> Facts { get; }
}

/// <summary>
/// What is known of the SDKs and of the base library. One embedded file of facts an SDK (Frameworks/Sdks), one for
/// the base library (Flow/Tables); adding an SDK is adding a file.
/// </summary>
internal static class SdkCatalog
{
    private const string SdkPrefix = "sdk.";
    private const string FlowResource = "flow.txt";

    public static ImmutableArray<Sdk> All { get; } = Resources().Where(static r => r.StartsWith(SdkPrefix, StringComparison.Ordinal))
        .Select(static r => ReadSdk(Lines(r)))
        .ToImmutableArray();

    // An array: the tables are asked about nearly every call of a program.
    private static readonly FactTable[] Tables = ReadTables();

    public static FactTable Table(FactKind kind) => Tables[(int)kind];

    private static IEnumerable<string> Resources() =>
        typeof(SdkCatalog).Assembly.GetManifestResourceNames().OrderBy(static n => n, StringComparer.Ordinal);

    private static FactTable[] ReadTables()
    {
        var builder = new FactBuilder();
        foreach (string line in Lines(FlowResource))
        {
            builder.Add(Read(line));
        }

        foreach (var fact in All.SelectMany(static sdk => sdk.Facts))
        {
            builder.Add(fact);
        }

        var tables = builder.ToTables();
        return Enum.GetValues(typeof(FactKind)).Cast<FactKind>()
            .Select(kind => tables.TryGetValue(kind, out var table) ? table : FactTable.Empty)
            .ToArray();
    }

    private static Sdk ReadSdk(IEnumerable<string> lines)
    {
        string name = "";
        var assemblies = ImmutableHashSet.CreateBuilder(StringComparer.OrdinalIgnoreCase);
        var families = ImmutableArray.CreateBuilder<string>();
        var facts = ImmutableArray.CreateBuilder<FactLine>();
        foreach (string line in lines)
        {
            int space = line.IndexOf(' ');
            string rest = line.Substring(space + 1).Trim();
            switch (line.Substring(0, Math.Max(0, space)))
            {
                case "sdk":
                    name = rest;
                    break;
                case "assembly":
                    assemblies.Add(rest);
                    break;
                case "family":
                    families.Add(rest);
                    break;
                default:
                    facts.Add(Read(line));
                    break;
            }
        }

        return new Sdk(name, assemblies.ToImmutable(), families.ToImmutable(), facts.ToImmutable());
    }

    /// <exception cref="InvalidOperationException">A table of ours is malformed; a test reads them all.</exception>
    private static FactLine Read(string line) =>
        FactLine.TryRead(line, out var fact, out string problem) ? fact : throw new InvalidOperationException(problem + ": " + line);

    private static IEnumerable<string> Lines(string resource)
    {
        using var stream = typeof(SdkCatalog).Assembly.GetManifestResourceStream(resource);
        using var reader = new StreamReader(stream!);
        while (reader.ReadLine() is { } line)
        {
            if (!FactLine.IsBlank(line))
            {
                yield return line.Trim();
            }
        }
    }
}
