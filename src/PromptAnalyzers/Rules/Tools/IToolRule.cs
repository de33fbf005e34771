using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>A rule on the tools that one agent, call, kernel or server advertises.</summary>
internal interface IToolRule
{
    DiagnosticDescriptor Descriptor { get; }

    /// <summary>The diagnostic for an attachment; null when there is nothing to report.</summary>
    Diagnostic? Check(ToolAttachment attachment, RuleContext rules, CancellationToken cancellationToken);
}
