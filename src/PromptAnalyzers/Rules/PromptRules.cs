using System.Collections.Immutable;
using PromptAnalyzers.Rules.Generation;
using PromptAnalyzers.Rules.History;
using PromptAnalyzers.Rules.Prompts;
using PromptAnalyzers.Rules.ToolResults;
using PromptAnalyzers.Rules.Tools;

namespace PromptAnalyzers.Rules;

/// <summary>The one list of rules. Adding a rule is adding a line here.</summary>
internal static class PromptRules
{
    public static ImmutableArray<IPromptRule> Create(RuleContext rules) => ImmutableArray.Create<IPromptRule>(
        new AdvertisedTools(rules, new UnfilteredMcpToolsRule(rules), new TooManyToolsRule(), new ToolCountOverProviderLimitRule(), new ToolSchemasTooLargeRule(rules)),
        new UnboundedChatHistoryRule(rules),
        new AgentHistoryWithoutReducerRule(rules),
        new UnsafeHistoryTrimRule(rules),
        new PromptContent(rules, new FileContentInPromptRule(), new UnboundedContentInPromptRule(), new PromptAccumulatesRule()),
        new PromptLiteralTooLongRule(rules),
        new ToolResults.ToolResults(
            rules,
            new BinaryToolResultRule(),
            new UnboundedToolQueryRule(),
            new UntruncatedToolResultRule(),
            new UnboundedToolCollectionRule()),
        new GenerationSettings(rules),
        new UnboundedAgentLoopRule(rules));
}
