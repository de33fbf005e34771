using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>Groups of tools: plugin objects, types whose methods are tools, assemblies of such types.</summary>
internal sealed partial class ToolCounter
{
    /// <summary>The tools that a call gives by one of its operands.</summary>
    public ToolSet Given(ToolSource source, Location place, int depth = 0)
    {
        switch (source.Kind)
        {
            case ToolSourceKind.One:
                return ToolSet.Of(new ToolPart(Added, 1, place, source.Value));
            case ToolSourceKind.TypeArgument:
                return Functions(source.Type, place);
            case ToolSourceKind.Object:
                return Functions(TypeOf(source.Value), place);
            case ToolSourceKind.Type:
                return Functions((OperationFacts.Unwrap(source.Value!) as ITypeOfOperation)?.TypeOperand, place);
            case ToolSourceKind.Types:
                return OfTypes(source.Value!, place);
            case ToolSourceKind.Assembly:
                return OfAssembly(source.Value, place);
            case ToolSourceKind.Plugin or ToolSourceKind.Receiver:
                return Plugin(source.Value, depth);
            default:
                return Count(source.Value, depth);
        }
    }

    /// <summary>Functions that a plugin type declares; methods of any accessibility count, those of base types too.</summary>
    public ToolSet Functions(ITypeSymbol? plugin, Location place)
    {
        var methods = ImmutableArray.CreateBuilder<IMethodSymbol>();
        for (var type = plugin; type is not null && type.SpecialType != SpecialType.System_Object; type = type.BaseType)
        {
            methods.AddRange(type.GetMembers().OfType<IMethodSymbol>().Where(m =>
                m.MethodKind == MethodKind.Ordinary && m.OverriddenMethod is null && ToolMethods.HasToolAttribute(m, _engine.Facts)));
        }

        return methods.Count == 0 ? ToolSet.None : ToolSet.Of(new ToolPart("from " + plugin!.Name, methods.Count, place, null, methods.ToImmutable()));
    }

    /// <summary>A plugin object: made by a factory, here or in a method of the user's.</summary>
    private ToolSet Plugin(IOperation? plugin, int depth)
    {
        if (plugin is null || depth > MaxDepth)
        {
            return ToolSet.None;
        }

        var value = Behind(plugin);
        if (value is not IInvocationOperation call)
        {
            return ToolSet.None;
        }

        var method = call.TargetMethod;
        if (_engine.Facts.Of(FactKind.PluginFactory, method.ReducedFrom ?? method) is { } detail)
        {
            return ToolSource.Read(detail, call) is { } source ? Given(source, PlaceOf(call), depth + 1) : ToolSet.None;
        }

        if (_engine.BodyOf(method.OriginalDefinition, _cancellationToken) is not { } body || method.IsVirtual)
        {
            return ToolSet.None;
        }

        var returns = OperationFacts.DescendantsInBody(body).OfType<IReturnOperation>().Where(static r => r.ReturnedValue is not null).Take(2).ToList();
        return returns.Count == 1 ? Plugin(returns[0].ReturnedValue, depth + 1) : ToolSet.None;
    }

    /// <summary>The most exact type that is known of an object.</summary>
    private ITypeSymbol? TypeOf(IOperation? value)
    {
        var behind = value is null ? null : Behind(value);
        return behind?.Type is { TypeKind: not TypeKind.Interface, SpecialType: not SpecialType.System_Object } known ? known : value is null ? null : OperationFacts.Unwrap(value).Type;
    }

    private ToolSet OfTypes(IOperation types, Location place)
    {
        var list = Behind(types);
        var elements = list is IArrayCreationOperation { Initializer: { } initializer } ? initializer.ElementValues
            : OperationFacts.IsCollectionExpression(list) ? list.ChildOperations.ToImmutableArray()
            : ImmutableArray<IOperation>.Empty;
        return ToolSet.Concat(elements.Select(e => Functions((OperationFacts.Unwrap(e) as ITypeOfOperation)?.TypeOperand, place)));
    }

    /// <summary>All marked types of this assembly; other assemblies are not looked into.</summary>
    private ToolSet OfAssembly(IOperation? assembly, Location place)
    {
        bool isOwn = assembly is null || OperationFacts.Unwrap(assembly) switch
        {
            IInvocationOperation { TargetMethod: { Name: "GetExecutingAssembly", ContainingType.Name: "Assembly" } } => true,
            IPropertyReferenceOperation { Property.Name: "Assembly", Instance: ITypeOfOperation { TypeOperand: { } type } } =>
                SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _engine.Assembly),
            _ => false,
        };
        return isOwn ? ToolSet.Concat(MarkedTypes(_engine.Assembly.GlobalNamespace).Select(t => Functions(t, place))) : ToolSet.None;
    }

    private IEnumerable<INamedTypeSymbol> MarkedTypes(INamespaceOrTypeSymbol container)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        foreach (var member in container.GetMembers())
        {
            if (member is INamedTypeSymbol type && type.GetAttributes().Any(a => _engine.Facts.OfType(FactKind.ToolType, a.AttributeClass) is not null))
            {
                yield return type;
            }

            if (member is INamespaceOrTypeSymbol inner)
            {
                foreach (var nested in MarkedTypes(inner))
                {
                    yield return nested;
                }
            }
        }
    }
}
