using Microsoft.CodeAnalysis;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.Prompts;

/// <summary>PA3003: answers of models are collected in a loop, and all of them are part of a prompt.</summary>
internal sealed class PromptAccumulatesRule : IPromptContentRule
{
    public DiagnosticDescriptor Descriptor => Descriptors.PromptAccumulates;

    public bool Reports(Origin origin, FlowEngine engine, CancellationToken cancellationToken) => origin.Kind == OriginKind.Answer;
}
