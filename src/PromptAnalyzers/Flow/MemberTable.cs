using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Flow;

/// <summary>
/// What is known of library members, by full name without parameters. The text is embedded and parsed once;
/// it holds names only, never symbols, so nothing of a compilation is kept alive.
/// </summary>
internal static class MemberTable
{
    private static readonly ImmutableDictionary<string, string> Flow = Read("flow.txt", roleFirst: true);
    private static readonly ImmutableDictionary<string, string> Sinks = Read("sinks.txt", roleFirst: false);

    private const string Constructor = ".#ctor";

    /// <summary>Simple names of prompt sinks: the cheap first question about a call.</summary>
    public static ImmutableHashSet<string> SinkNames { get; } = SimpleNames(Sinks.Keys);

    private static readonly ImmutableDictionary<string, string> Tools = Read("tools.txt", roleFirst: false);
    private static readonly ImmutableHashSet<string> ToolNames = SimpleNames(Tools.Keys);
    private static readonly ImmutableHashSet<string> FlowNames = SimpleNames(Flow.Keys);

    // "own" in the questions below is the assembly under analysis.

    /// <summary>The role of a member in the value flow, for example <c>text:file</c>; null when nothing is known.</summary>
    public static string? RoleOf(ISymbol member, IAssemblySymbol own)
    {
        string name = SimpleName(member);
        return FlowNames.Contains(name) ? Find(Flow, member, name, own) : null;
    }

    /// <summary>Names of the parameters that enter a prompt; empty text for a property; null for no sink.</summary>
    public static string? SinkParametersOf(ISymbol member, IAssemblySymbol own)
    {
        string name = SimpleName(member);
        return SinkNames.Contains(name) ? Find(Sinks, member, name, own) : null;
    }

    /// <summary>Name of the parameter that takes tools; empty text for a property; null where no tools are attached.</summary>
    public static string? ToolParameterOf(ISymbol member, IAssemblySymbol own)
    {
        string name = SimpleName(member);
        return ToolNames.Contains(name) ? Find(Tools, member, name, own) : null;
    }

    /// <summary>Namespace, containing types and metadata name of a type: <c>System.Collections.Generic.List`1</c>.</summary>
    public static string FullName(INamedTypeSymbol type)
    {
        type = type.OriginalDefinition;
        string name = type.MetadataName;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = outer.MetadataName + "." + name;
        }

        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + name : name;
    }

    private static string? Find(ImmutableDictionary<string, string> table, ISymbol member, string name, IAssemblySymbol own)
    {
        string suffix = name.EndsWith(Constructor, StringComparison.Ordinal) ? Constructor : "." + name;

        // A user's own type of the same name is declared in the assembly under analysis; the tables speak of libraries.
        for (ISymbol? symbol = member; symbol is not null; symbol = Overridden(symbol))
        {
            if (symbol.ContainingType is { } type
                && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, own)
                && table.TryGetValue(FullName(type) + suffix, out string? found))
            {
                return found;
            }
        }

        if (member.ContainingType is { TypeKind: not TypeKind.Interface } owner && !member.IsStatic)
        {
            foreach (var contract in owner.AllInterfaces)
            {
                if (!SymbolEqualityComparer.Default.Equals(contract.ContainingAssembly, own)
                    && table.TryGetValue(FullName(contract) + suffix, out string? found))
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static ISymbol? Overridden(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    private static string SimpleName(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? member.ContainingType.MetadataName + Constructor : member.Name;

    private static ImmutableHashSet<string> SimpleNames(IEnumerable<string> fullNames) =>
        fullNames.Select(SimpleName).ToImmutableHashSet(StringComparer.Ordinal);

    private static string SimpleName(string fullName)
    {
        int end = fullName.EndsWith(Constructor, StringComparison.Ordinal) ? fullName.Length - Constructor.Length : fullName.Length;
        return fullName.Substring(fullName.LastIndexOf('.', end - 1) + 1);
    }

    private static ImmutableDictionary<string, string> Read(string resource, bool roleFirst)
    {
        var builder = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        using var stream = typeof(MemberTable).Assembly.GetManifestResourceStream(resource);
        using var reader = new StreamReader(stream!);
        while (reader.ReadLine() is { } line)
        {
            line = line.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            int space = line.IndexOf(' ');
            string first = space < 0 ? line : line.Substring(0, space);
            string second = space < 0 ? "" : line.Substring(space + 1).Trim();
            builder[roleFirst ? second : first] = roleFirst ? first : second;
        }

        return builder.ToImmutable();
    }
}
