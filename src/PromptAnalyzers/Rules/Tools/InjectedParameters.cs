using Microsoft.CodeAnalysis;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>Tells the parameters of a tool that its host fills in, from a container or by itself, from those that the model gives.</summary>
internal sealed class InjectedParameters
{
    private readonly ApiFacts _facts;

    public InjectedParameters(ApiFacts facts) => _facts = facts;

    /// <summary>Given by the host, or by its type so probably that nothing should be said of its size.</summary>
    public bool Contains(IParameterSymbol parameter) =>
        _facts.OfType(FactKind.NoSchema, parameter.Type) is not null
        || parameter.GetAttributes().Any(a => a.AttributeClass?.Name is "FromKeyedServicesAttribute" or "FromServicesAttribute" || _facts.OfType(FactKind.NoSchema, a.AttributeClass) is not null)
        || IsService(parameter.Type)
        || HoldsService(parameter.Type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default));

    /// <summary>No serializer makes one of JSON: an interface that is no collection, a client, a database.</summary>
    private static bool IsService(ITypeSymbol type)
    {
        if (type is { TypeKind: TypeKind.Interface })
        {
            return !OperationFacts.IsCollection(type);
        }

        if (type is { Name: "CancellationToken" or "CultureInfo" or "HttpClient", ContainingNamespace: { } space } && IsPlatform(space.ToDisplayString()))
        {
            return true;
        }

        for (var each = type; each is not null; each = each.BaseType)
        {
            if (each is { Name: "DbContext" or "DbSet", ContainingNamespace: { Name: "EntityFrameworkCore" or "Entity" } })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A class that is made of services is one itself.</summary>
    private static bool HoldsService(ITypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (type is IArrayTypeSymbol array)
        {
            return HoldsService(array.ElementType, seen);
        }

        if (type is not INamedTypeSymbol named || type.SpecialType != SpecialType.None || ChatHistories.IsBaseLibrary(type) || !seen.Add(type))
        {
            return type is INamedTypeSymbol { IsGenericType: true } generic && generic.TypeArguments.Any(t => IsServiceOrHolds(t, seen));
        }

        for (INamedTypeSymbol? each = named; each is not null && each.SpecialType == SpecialType.None; each = each.BaseType)
        {
            if (each.GetMembers().OfType<IPropertySymbol>().Any(p => p is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public } && IsServiceOrHolds(p.Type, seen)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsServiceOrHolds(ITypeSymbol type, HashSet<ITypeSymbol> seen) => IsService(type) || HoldsService(type, seen);

    private static bool IsPlatform(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
}
