using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Rules.ToolResults;

/// <summary>A rule on what tools return.</summary>
internal interface IToolResultRule
{
    DiagnosticDescriptor Descriptor { get; }

    /// <summary>The diagnostic for a result; null when the rule has nothing to say.</summary>
    Diagnostic? Check(ToolResult result, RuleContext rules);
}
