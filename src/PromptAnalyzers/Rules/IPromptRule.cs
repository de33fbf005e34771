using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Rules;

/// <summary>One rule. Looks at one body at a time and keeps nothing from one body to the next but caches.</summary>
internal interface IPromptRule
{
    /// <summary>What the rule can report.</summary>
    ImmutableArray<DiagnosticDescriptor> Supported { get; }

    /// <summary>Called once for every method, accessor, field initializer and top-level program.</summary>
    void AnalyzeBody(BodyContext body);
}
