using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Frameworks;

/// <summary>Which LLM SDKs a compilation references, by assembly identity: the gate before any other work.</summary>
internal static class SdkReferences
{
    /// <summary>Assemblies whose types can send something to a model or declare a tool.</summary>
    private static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Microsoft.Extensions.AI.Abstractions",
        "Microsoft.Extensions.AI",
        "Microsoft.SemanticKernel.Abstractions",
        "Microsoft.SemanticKernel.Core",
        "OpenAI",
        "Azure.AI.OpenAI",
        "ModelContextProtocol",
        "ModelContextProtocol.Core",
        "Microsoft.Agents.AI.Abstractions",
        "Microsoft.Agents.AI",
        "Anthropic",
        "Anthropic.SDK",
        "OllamaSharp",
        "AutoGen.Core");

    public static bool IsAnyReferenced(Compilation compilation)
    {
        foreach (var identity in compilation.SourceModule.ReferencedAssemblies)
        {
            if (Names.Contains(identity.Name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for a symbol of an SDK assembly; a user's own look-alike type is in none of them.</summary>
    public static bool IsSdkAssembly(IAssemblySymbol? assembly) =>
        assembly is not null && (Names.Contains(assembly.Name)
            || assembly.Name.StartsWith("Microsoft.SemanticKernel.", StringComparison.Ordinal)
            || assembly.Name.StartsWith("Microsoft.Agents.AI.", StringComparison.Ordinal)
            || assembly.Name.StartsWith("Microsoft.Extensions.AI.", StringComparison.Ordinal)
            || assembly.Name.StartsWith("ModelContextProtocol.", StringComparison.Ordinal)
            || assembly.Name.StartsWith("AutoGen.", StringComparison.Ordinal));
}
