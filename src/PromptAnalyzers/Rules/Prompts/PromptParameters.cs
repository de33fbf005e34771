using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.Prompts;

/// <summary>Which parameters of the user's own methods reach a prompt.</summary>
internal sealed class PromptParameters
{
    // Wrappers of wrappers of wrappers are followed; deeper ones are rare and mean silence.
    private const int MaxDepth = 3;

    private readonly FlowEngine _engine;
    // By how much deeper the search still went: a shallower answer may lack wrappers.
    private readonly ConcurrentDictionary<IMethodSymbol, string?[]>[] _known = Enumerable.Range(0, MaxDepth + 1)
        .Select(_ => new ConcurrentDictionary<IMethodSymbol, string?[]>(SymbolEqualityComparer.Default))
        .ToArray();

    private readonly PromptMentions _mentions;

    public PromptParameters(FlowEngine engine)
    {
        _engine = engine;
        _mentions = new PromptMentions(engine, MaxDepth);
    }

    /// <summary>The cheap first question: false when no parameter of the method can reach a prompt.</summary>
    public bool MayReachPrompt(IMethodSymbol method, CancellationToken cancellationToken) => _mentions.MayReachPrompt(method, cancellationToken);

    /// <summary>The name of the call that sends the parameter to a model; null when none is known.</summary>
    public string? NameOfPrompt(IMethodSymbol method, int ordinal, CancellationToken cancellationToken)
    {
        var names = Of(method, MaxDepth, cancellationToken);
        return ordinal < names.Length ? names[ordinal] : null;
    }

    private string?[] Of(IMethodSymbol method, int depth, CancellationToken cancellationToken)
    {
        if (_known[depth].TryGetValue(method, out var known))
        {
            return known;
        }

        var names = new string?[method.Parameters.Length];
        if (!method.IsVirtual && !method.IsAbstract && _mentions.MayReachPrompt(method, cancellationToken) && _engine.BodyOf(method, cancellationToken) is { } body)
        {
            foreach (var operation in OperationWalk.Below(body))
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var sink in PromptSinks.Of(operation, _engine))
                {
                    Mark(names, Reaching(sink.Value, method, cancellationToken), sink.Name);
                }

                if (depth > 0 && operation is IInvocationOperation { TargetMethod: { } callee } call
                    && SymbolEqualityComparer.Default.Equals(callee.ContainingAssembly, _engine.Assembly)
                    && !SymbolEqualityComparer.Default.Equals(callee.OriginalDefinition, method))
                {
                    MarkCall(names, method, call, (callee.ReducedFrom ?? callee).OriginalDefinition, depth, cancellationToken);
                }
            }
        }

        _known[depth][method] = names;
        return names;
    }

    private void MarkCall(string?[] names, IMethodSymbol method, IInvocationOperation call, IMethodSymbol callee, int depth, CancellationToken cancellationToken)
    {
        if (!_mentions.MayReachPrompt(callee, cancellationToken))
        {
            return;
        }

        string?[]? inner = null;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && !argument.Value.ConstantValue.HasValue
                && (OperationFacts.IsText(parameter.Type) || OperationFacts.IsCollection(parameter.Type)))
            {
                // Few arguments come from a parameter; for the others the callee need not be bound.
                ulong reaching = Reaching(argument.Value, method, cancellationToken);
                if (reaching == 0)
                {
                    continue;
                }

                inner ??= Of(callee, depth - 1, cancellationToken);
                if (parameter.Ordinal < inner.Length && inner[parameter.Ordinal] is { } name)
                {
                    Mark(names, reaching, name);
                }
            }
        }
    }

    /// <summary>The parameters of the method that the value is made of, as bits.</summary>
    private ulong Reaching(IOperation value, IMethodSymbol method, CancellationToken cancellationToken)
    {
        var flow = _engine.Evaluate(value, method, cancellationToken);
        return flow.TextFromText | flow.TextFromCount | flow.CountFromCount;
    }

    private static void Mark(string?[] names, ulong reaching, string name)
    {
        for (int i = 0; i < names.Length && i < 64; i++)
        {
            if ((reaching >> i & 1) != 0)
            {
                names[i] ??= name;
            }
        }
    }
}
