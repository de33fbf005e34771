using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.History;

/// <summary>
/// The context providers of an agent. Most of them add to what is sent: instructions, memories, tools. One that composes
/// the whole context of a call may leave old messages out.
/// </summary>
internal static class ContextProviders
{
    /// <summary>The setting that takes them.</summary>
    public const string Setting = "AIContextProviders";

    // Overridden by whoever gives back the whole context; ProvideAIContextAsync only gives what is merged into it.
    private static readonly string[] Composing = { "InvokingAsync", "InvokingCoreAsync" };

    /// <summary>True when every provider is made in sight and can only add.</summary>
    public static bool OnlyAdd(IOperation providers, FlowEngine engine)
    {
        providers = Made(providers, engine);
        var elements = providers switch
        {
            IArrayCreationOperation { Initializer: { } list } => list.ElementValues,
            IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: { } list } when OperationFacts.IsCollection(providers.Type) =>
                list.Initializers.Select(static i => i is IInvocationOperation { Arguments: { Length: 1 } added } ? added[0].Value : i),
            _ when OperationFacts.IsCollectionExpression(providers) => providers.ChildOperations,
            _ => Enumerable.Empty<IOperation>(),
        };
        return elements.Any() && elements.All(e => Made(e, engine) is IObjectCreationOperation { Type: { } type } && OnlyAdds(type, engine));
    }

    /// <summary>The list or provider behind a variable to which nothing is added later.</summary>
    private static IOperation Made(IOperation value, FlowEngine engine)
    {
        var index = engine.IndexOf(OperationFacts.Root(value));
        return OperationFacts.Unwrap(value) is ILocalReferenceOperation { Local: var local } && index.CallsOn(local).Count > 0 ? value : index.ValueBehind(value);
    }

    private static bool OnlyAdds(ITypeSymbol provider, FlowEngine engine)
    {
        for (ITypeSymbol? type = provider; type is not null && type.SpecialType != SpecialType.System_Object; type = type.BaseType)
        {
            if (SdkReferences.IsSdkAssembly(type.ContainingAssembly))
            {
                // Those of the SDK that shorten a history are facts, and known before this is asked.
                if (type.Name is "AIContextProvider" or "MessageAIContextProvider")
                {
                    return true;
                }
            }
            else if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, engine.Assembly)
                || Composing.Any(method => type.GetMembers(method).Any(static m => m.IsOverride)))
            {
                return false;
            }
        }

        return false;
    }
}
