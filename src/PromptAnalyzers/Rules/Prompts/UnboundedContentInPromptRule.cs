using Microsoft.CodeAnalysis;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.Prompts;

/// <summary>PA3002: what an HTTP server, a process, a store or piped input gives reaches a prompt whole.</summary>
internal sealed class UnboundedContentInPromptRule : IPromptContentRule
{
    public DiagnosticDescriptor Descriptor => Descriptors.UnboundedContentInPrompt;

    public bool Reports(Origin origin, FlowEngine engine, CancellationToken cancellationToken) =>
        origin.Kind is OriginKind.Http or OriginKind.Process or OriginKind.Database or OriginKind.Input or OriginKind.History;
}
