using Microsoft.CodeAnalysis;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.Prompts;

/// <summary>A rule on one group of sources whose content reaches a prompt.</summary>
internal interface IPromptContentRule
{
    DiagnosticDescriptor Descriptor { get; }

    /// <summary>True when the rule reports content of this origin.</summary>
    bool Reports(Origin origin, FlowEngine engine, CancellationToken cancellationToken);
}
