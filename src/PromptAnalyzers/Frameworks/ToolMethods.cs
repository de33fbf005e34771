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
    private static readonly ImmutableHashSet<string> Attributes = ImmutableHashSet.Create(
        "Microsoft.SemanticKernel.KernelFunctionAttribute",
        "ModelContextProtocol.Server.McpServerToolAttribute",
        "OllamaSharp.OllamaToolAttribute",
        "AutoGen.Core.FunctionAttribute",
        "Anthropic.SDK.Common.FunctionAttribute");

    private static readonly ImmutableHashSet<string> Factories = ImmutableHashSet.Create(
        "Microsoft.Extensions.AI.AIFunctionFactory.Create",
        "Microsoft.SemanticKernel.KernelFunctionFactory.CreateFromMethod",
        "Microsoft.SemanticKernel.KernelExtensions.CreateFunctionFromMethod",
        "ModelContextProtocol.Server.McpServerTool.Create");

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

    public static bool IsFactory(IMethodSymbol method) =>
        FactoryNames.Contains(method.Name)
        && SdkReferences.IsSdkAssembly(method.ContainingAssembly)
        && Factories.Contains(MemberTable.FullName(method.ContainingType) + "." + method.Name);

    /// <summary>True when a model can call the method.</summary>
    public bool IsTool(IMethodSymbol method, CancellationToken cancellationToken) =>
        _known.TryGetValue(method, out bool known)
            ? known
            : _known[method] = HasToolAttribute(method) || IsInvokeCore(method) || IsRegistered(method, cancellationToken);

    /// <summary>A tool by its attribute; steps of a process are called by the process, not by a model.</summary>
    public static bool HasToolAttribute(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && SdkReferences.IsSdkAssembly(type.ContainingAssembly)
                && Attributes.Contains(MemberTable.FullName(type)))
            {
                return !DerivesFrom(method.ContainingType, "Microsoft.SemanticKernel.KernelProcessStep");
            }
        }

        return false;
    }

    private static bool IsInvokeCore(IMethodSymbol method) =>
        method is { Name: "InvokeCoreAsync", IsOverride: true } && DerivesFrom(method.ContainingType, "Microsoft.Extensions.AI.AIFunction");

    private static bool DerivesFrom(INamedTypeSymbol type, string fullName)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (SdkReferences.IsSdkAssembly(parent.ContainingAssembly) && MemberTable.FullName(parent) == fullName)
            {
                return true;
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
