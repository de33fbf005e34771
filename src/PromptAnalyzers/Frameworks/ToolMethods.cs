using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Frameworks;

/// <summary>Which methods a model can call: by attribute, by override, or because they are given to a tool factory.</summary>
internal sealed class ToolMethods
{
    private static readonly ImmutableHashSet<string> FactoryNames =
        ImmutableHashSet.Create("Create", "CreateFromMethod", "CreateFunctionFromMethod");

    private readonly Compilation _compilation;
    private readonly FlowEngine _engine;
    private readonly Lazy<ImmutableDictionary<string, ImmutableArray<ExpressionSyntax>>> _registered;
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _known = new(SymbolEqualityComparer.Default);

    public ToolMethods(Compilation compilation, FlowEngine engine)
    {
        _compilation = compilation;
        _engine = engine;
        _registered = new(FindMethodGroups, LazyThreadSafetyMode.ExecutionAndPublication);
    }

    public bool IsFactory(IMethodSymbol method) => _engine.Facts.Of(FactKind.ToolFactory, method) is not null;

    /// <summary>True when a model can call the method.</summary>
    public bool IsTool(IMethodSymbol method, CancellationToken cancellationToken) =>
        _known.TryGetValue(method, out bool known)
            ? known
            : _known[method] = HasToolAttribute(method, _engine.Facts)
                || (method.IsOverride && _engine.Facts.Of(FactKind.ToolMethod, method) is not null)
                || IsRegistered(method, cancellationToken);

    /// <summary>A tool by its attribute; steps of a process are called by the process, not by a model.</summary>
    public static bool HasToolAttribute(IMethodSymbol method, ApiFacts facts)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (facts.OfType(FactKind.ToolAttribute, attribute.AttributeClass) is not null)
            {
                return facts.OfType(FactKind.NoTool, method.ContainingType) is null;
            }
        }

        return false;
    }

    private bool IsRegistered(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction)
            || !_registered.Value.TryGetValue(method.Name, out var places))
        {
            return false;
        }

        foreach (var place in places)
        {
            if (_engine.OperationAt(place, cancellationToken) is { } operation
                && operation.DescendantsAndSelf().OfType<IMethodReferenceOperation>()
                    .Any(r => SymbolEqualityComparer.Default.Equals(r.Method.OriginalDefinition, method.OriginalDefinition))
                && IsInFactoryCall(place, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsInFactoryCall(ExpressionSyntax argument, CancellationToken cancellationToken) =>
        argument.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
        && _engine.SymbolAt(call, cancellationToken) is IMethodSymbol method && IsFactory(method);

    /// <summary>Syntax alone: names of methods given to something called like a factory. Symbols are asked later, by name.</summary>
    private ImmutableDictionary<string, ImmutableArray<ExpressionSyntax>> FindMethodGroups()
    {
        var found = new Dictionary<string, ImmutableArray<ExpressionSyntax>.Builder>(StringComparer.Ordinal);
        foreach (var tree in _compilation.SyntaxTrees)
        {
            string text = tree.GetText().ToString();
            if (text.IndexOf("FunctionFactory", StringComparison.Ordinal) < 0
                && text.IndexOf("McpServerTool", StringComparison.Ordinal) < 0
                && text.IndexOf("CreateFunctionFromMethod", StringComparison.Ordinal) < 0)
            {
                continue;
            }

            foreach (var call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                string? name = call.Expression switch
                {
                    MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                    IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
                    _ => null,
                };
                if (name is null || !FactoryNames.Contains(name))
                {
                    continue;
                }

                foreach (var argument in call.ArgumentList.Arguments)
                {
                    string? group = argument.Expression switch
                    {
                        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                        IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
                        _ => null,
                    };
                    if (group is not null)
                    {
                        if (!found.TryGetValue(group, out var list))
                        {
                            found[group] = list = ImmutableArray.CreateBuilder<ExpressionSyntax>();
                        }

                        list.Add(argument.Expression);
                    }
                }
            }
        }

        return found.ToImmutableDictionary(p => p.Key, p => p.Value.ToImmutable());
    }
}
