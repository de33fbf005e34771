using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Frameworks;

/// <summary>Which LLM SDKs a compilation references, by assembly identity: the gate before any other work.</summary>
internal static class SdkReferences
{
    private static readonly ImmutableHashSet<string> Names =
        SdkCatalog.All.SelectMany(static sdk => sdk.Assemblies).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);

    private static readonly ImmutableArray<string> Families = SdkCatalog.All.SelectMany(static sdk => sdk.Families).ToImmutableArray();

    // Names only; a program has some hundred assemblies, and nearly every call asks for its own.
    private static readonly ConcurrentDictionary<string, bool> Known = new(StringComparer.Ordinal);

    public static bool IsAnyReferenced(Compilation compilation)
    {
        foreach (var identity in compilation.SourceModule.ReferencedAssemblies)
        {
            if (IsSdkName(identity.Name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for a symbol of an SDK assembly; a user's own look-alike type is in none of them.</summary>
    public static bool IsSdkAssembly(IAssemblySymbol? assembly) => assembly is not null && Known.GetOrAdd(assembly.Name, IsSdkName);

    private static bool IsSdkName(string name)
    {
        if (Names.Contains(name))
        {
            return true;
        }

        foreach (string family in Families)
        {
            if (name.StartsWith(family, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
