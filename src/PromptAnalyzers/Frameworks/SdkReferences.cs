using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Frameworks;

/// <summary>Which LLM SDKs a compilation references, by assembly identity: the gate before any other work.</summary>
internal static class SdkReferences
{
    private static readonly HashSet<string> Names = new(SdkCatalog.All.SelectMany(static sdk => sdk.Assemblies), StringComparer.OrdinalIgnoreCase);

    private static readonly char[] Separators = { '/', '\\' };

    private static readonly ImmutableArray<string> Families = SdkCatalog.All.SelectMany(static sdk => sdk.Families).ToImmutableArray();

    // Names only; a program has some hundred assemblies, and nearly every call asks for its own.
    private static readonly ConcurrentDictionary<string, bool> Known = new(StringComparer.Ordinal);

    /// <summary>
    /// Asked of the list of references: to ask the compilation for their identities binds them all, and every project of a
    /// solution is asked.
    /// </summary>
    public static bool IsAnyReferenced(Compilation compilation)
    {
        bool areAllNamed = compilation.ScriptCompilationInfo is null; // A script has further ones in its text.
        foreach (var reference in compilation.ExternalReferences)
        {
            if (NameOf(reference) is not { } name)
            {
                areAllNamed = false;
            }
            else if (Known.GetOrAdd(name, IsSdkName))
            {
                return true;
            }
        }

        return !areAllNamed && compilation.SourceModule.ReferencedAssemblies.Any(static a => IsSdkName(a.Name));
    }

    /// <summary>The name of a referenced assembly, which is that of its file; null where only its content tells.</summary>
    private static string? NameOf(MetadataReference reference)
    {
        switch (reference)
        {
            case CompilationReference project:
                return project.Compilation.AssemblyName;
            case PortableExecutableReference { FilePath: { Length: > 0 } path }:
                int start = path.LastIndexOfAny(Separators) + 1;
                int end = path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? path.Length - ".dll".Length : path.Length;
                return start < end ? path.Substring(start, end - start) : null;
            default:
                return null;
        }
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
