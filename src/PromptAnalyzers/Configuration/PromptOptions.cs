using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PromptAnalyzers.Configuration;

/// <summary>All settings, with defaults. Where each number comes from is told in docs/configuration.md.</summary>
internal static class PromptOptions
{
    public static readonly OptionDefinition MaxToolsPerAgent =
        new("max_tools_per_agent", 10, "tools", RuleIds.TooManyTools + ", " + RuleIds.UnfilteredMcpTools);

    /// <summary>A request with more tools fails.</summary>
    public static readonly OptionDefinition ProviderToolLimit =
        new("provider_tool_limit", 128, "tools", RuleIds.ToolCountOverProviderLimit);

    public static readonly OptionDefinition MaxToolSchemaTokens =
        new("max_tool_schema_tokens", 5_000, "tokens", RuleIds.ToolSchemasTooLarge);

    public static readonly OptionDefinition MaxSingleToolTokens =
        new("max_single_tool_tokens", 1_000, "tokens", RuleIds.ToolSchemasTooLarge);

    public static readonly OptionDefinition MaxPromptPartCharacters =
        new("max_prompt_part_characters", 20_000, "characters", RuleIds.FileContentInPrompt + ", " + RuleIds.UnboundedContentInPrompt);

    public static readonly OptionDefinition MaxToolResultCharacters =
        new("max_tool_result_characters", 20_000, "characters", RuleIds.UntruncatedToolResult);

    public static readonly OptionDefinition ChunkCharacters =
        new("chunk_characters", 12_000, "characters", RuleIds.FileContentInPrompt);

    public static readonly OptionDefinition MaxChunks =
        new("max_chunks", 10, "calls", RuleIds.FileContentInPrompt);

    public static readonly OptionDefinition MaxHistoryMessages =
        new("max_history_messages", 20, "messages", RuleIds.UnboundedChatHistory + ", " + RuleIds.AgentHistoryWithoutReducer + ", " + RuleIds.UnboundedContentInPrompt);

    public static readonly OptionDefinition MaxPromptLiteralTokens =
        new("max_prompt_literal_tokens", 2_000, "tokens", RuleIds.PromptLiteralTooLong);

    public static readonly OptionDefinition MaxOutputTokens =
        new("max_output_tokens", 16_384, "tokens", RuleIds.MaxOutputTokensTooLarge);

    public static readonly OptionDefinition MaxOutputTokensLocal =
        new("max_output_tokens_local", 4_096, "tokens", RuleIds.MaxOutputTokensTooLarge);

    public static readonly OptionDefinition MaxLocalModelParameters =
        new("max_local_model_parameters", 34, "billions of parameters", RuleIds.LocalModelTooLarge);

    public static readonly OptionDefinition MaxLocalContextTokens =
        new("max_local_context_tokens", 32_768, "tokens", RuleIds.LocalContextTooLarge);

    public static readonly OptionDefinition MaxAgentIterations =
        new("max_agent_iterations", 100, "calls", RuleIds.UnboundedAgentLoop);

    /// <summary>The limit that the fix of <see cref="MaxAgentIterations"/> writes, unless that one is lower.</summary>
    public const int UsualAgentIterations = 40;

    public static readonly OptionDefinition MaxCollectionItems =
        new("max_collection_items", 50, "items", RuleIds.UnboundedToolQuery + ", " + RuleIds.UnboundedToolCollection);

    /// <summary>A constant cap above this bounds nothing in practice.</summary>
    public static readonly OptionDefinition UnboundedFromCharacters =
        new("unbounded_from_characters", 200_000, "characters", RuleIds.FileContentInPrompt + ", " + RuleIds.UnboundedContentInPrompt + ", " + RuleIds.UntruncatedToolResult);

    /// <summary>The one setting that scales the caps of prompt parts and tool results.</summary>
    public static readonly OptionDefinition ContextWindowTokens =
        new("context_window_tokens", 128_000, "tokens", RuleIds.FileContentInPrompt + ", " + RuleIds.UnboundedContentInPrompt + ", " + RuleIds.UntruncatedToolResult);

    public static ImmutableArray<OptionDefinition> All { get; } = ImmutableArray.Create(
        MaxToolsPerAgent,
        ProviderToolLimit,
        MaxToolSchemaTokens,
        MaxSingleToolTokens,
        MaxPromptPartCharacters,
        MaxToolResultCharacters,
        ChunkCharacters,
        MaxChunks,
        MaxHistoryMessages,
        MaxPromptLiteralTokens,
        MaxOutputTokens,
        MaxOutputTokensLocal,
        MaxLocalModelParameters,
        MaxLocalContextTokens,
        MaxAgentIterations,
        MaxCollectionItems,
        UnboundedFromCharacters,
        ContextWindowTokens);

    /// <summary>
    /// A cap in characters, never above a sixteenth of the context window (4 characters a token), so that several
    /// parts, the history and the answer fit beside each other.
    /// </summary>
    public static int ReadCap(OptionDefinition cap, AnalyzerConfigOptions options)
    {
        long window = ContextWindowTokens.Read(options) * 4L / 16;
        return (int)Math.Max(1, Math.Min(cap.Read(options), window));
    }
}
