using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Generation;

/// <summary>What the names in a loop tell of its purpose, before anything is worked out.</summary>
internal sealed class LoopSigns
{
    private const int MaxDepth = 2;
    private const int MaxBodies = 8;

    // People, queues, clocks: each of these keeps a loop from running as fast as the model answers.
    private static readonly string[] WaitingPrefixes =
    {
        "Read", "TryRead", "Receive", "TryReceive", "Dequeue", "TryDequeue", "Wait", "Accept", "Consume", "Listen", "Poll", "Delay", "Sleep", "TryTake",
        "ThrowIfCancellationRequested", "TrySleep",
    };

    private static readonly ImmutableHashSet<string> WaitingProperties = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ContinuationToken", "IsCancellationRequested", "CancelKeyPress", "KeyAvailable");

    // A person decides.
    private static readonly string[] Decisions = { "Approv", "UserInput", "Confirm", "HumanInLoop" };

    private static readonly string[] ToolWords = { "ToolCall", "FunctionCall", "FinishReason", "StopReason", "ToolUse", "RequiresAction", "RequiredAction" };

    private readonly FlowEngine _engine;
    private readonly CancellationToken _cancellationToken;
    private readonly HashSet<ISymbol> _bodies = new(SymbolEqualityComparer.Default);

    public LoopSigns(ILoopOperation loop, FlowEngine engine, CancellationToken cancellationToken)
    {
        _engine = engine;
        _cancellationToken = cancellationToken;
        Look(loop, 0);
        WaitsForOthers |= HasTimeOut(OperationFacts.Root(loop));
    }

    /// <summary>Input, an approval, a queue, a clock or a time-out takes part.</summary>
    public bool WaitsForOthers { get; private set; }

    /// <summary>The model asks for tools, and the program calls them.</summary>
    public bool WorksOffToolCalls { get; private set; }

    private void Look(IOperation root, int depth)
    {
        foreach (var operation in root.DescendantsAndSelf())
        {
            _cancellationToken.ThrowIfCancellationRequested();
            switch (operation)
            {
                case IInvocationOperation call:
                    LookAt(call, depth);
                    break;
                case IReturnOperation { Kind: OperationKind.YieldReturn }:
                    // Whoever reads the sequence may stop.
                    WaitsForOthers = true;
                    break;
                case IMemberReferenceOperation member:
                    WaitsForOthers |= WaitingProperties.Contains(member.Member.Name);
                    LookAt(member.Member.Name, depth);
                    break;
                case ILocalReferenceOperation { Type: { } type }:
                    LookAt(type.Name, depth);
                    break;
                case IIsTypeOperation test:
                    LookAt(test.TypeOperand.Name, depth);
                    break;
                case IDeclarationPatternOperation { MatchedType: { } matched }:
                    LookAt(matched.Name, depth);
                    break;
                case ICatchClauseOperation { ExceptionType.Name: "OperationCanceledException" or "TaskCanceledException" }:
                    WaitsForOthers = true;
                    break;
            }
        }
    }

    private void LookAt(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod;
        if (ModelCalls.IsOne(call, _engine.Facts))
        {
            return;
        }

        string name = method.Name;
        WaitsForOthers |= WaitingPrefixes.Any(p => name.StartsWith(p, StringComparison.Ordinal))
            && !(name.StartsWith("ReadAll", StringComparison.Ordinal) && method.ContainingType?.Name == "File");
        LookAt(name, depth);
        foreach (var argument in method.TypeArguments)
        {
            LookAt(argument.Name, depth);
        }

        // A helper of the user's may ask the person.
        if (depth < MaxDepth && !WaitsForOthers && _bodies.Count < MaxBodies && _bodies.Add(method.OriginalDefinition)
            && _engine.BodyOf(method.OriginalDefinition, _cancellationToken) is { } body)
        {
            Look(body, depth + 1);
        }
    }

    private void LookAt(string name, int depth)
    {
        WaitsForOthers |= Decisions.Any(d => name.IndexOf(d, StringComparison.Ordinal) >= 0);
        WorksOffToolCalls |= depth == 0 && ToolWords.Any(w => name.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    /// <summary>A cancellation that comes by itself.</summary>
    private static bool HasTimeOut(IOperation root) => root.DescendantsAndSelf().Any(static o => o switch
    {
        IObjectCreationOperation { Type.Name: "CancellationTokenSource", Arguments.Length: > 0 } => true,
        IInvocationOperation { TargetMethod: { Name: "CancelAfter", ContainingType.Name: "CancellationTokenSource" } } => true,
        _ => false,
    });
}
