using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Generation;

/// <summary>Which calls ask a model.</summary>
internal static class ModelCalls
{
    public static bool IsOne(IInvocationOperation call, ApiFacts facts) => StateOf(call, facts) is not null;

    /// <summary>The arguments that keep the conversation, by name; null for a call that asks no model.</summary>
    public static string? StateOf(IInvocationOperation call, ApiFacts facts) =>
        facts.HasName(FactKind.ModelCall, call.TargetMethod.Name)
            ? facts.Of(FactKind.ModelCall, call.TargetMethod.ReducedFrom ?? call.TargetMethod)
            : null;
}
