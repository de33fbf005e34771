using System.Collections.Immutable;
using PromptAnalyzers.Rules.History;
using PromptAnalyzers.Rules.Prompts;
using PromptAnalyzers.Rules.ToolResults;
using PromptAnalyzers.Rules.Tools;

namespace PromptAnalyzers.Rules;

/// <summary>The one list of rules. Adding a rule is adding a line here.</summary>
internal static class PromptRules
{
    public static ImmutableArray<IPromptRule> Create(RuleContext rules) => ImmutableArray.Create<IPromptRule>(
        new TooManyToolsRule(rules),
        new UnboundedChatHistoryRule(rules),
        new PromptContent(rules, new FileContentInPromptRule(), new UnboundedContentInPromptRule()),
        new UntruncatedToolResultRule(rules));
}
