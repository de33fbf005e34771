namespace PromptAnalyzers;

/// <summary>The identifiers of all rules. An identifier is never reused, so that old suppressions stay true.</summary>
internal static class RuleIds
{
    public const string TooManyTools = "PA1001";
    public const string ToolCountOverProviderLimit = "PA1002";
    public const string UnfilteredMcpTools = "PA1003";
    public const string ToolSchemasTooLarge = "PA1004";
    public const string UnboundedChatHistory = "PA2001";
    public const string AgentHistoryWithoutReducer = "PA2002";
    public const string UnsafeHistoryTrim = "PA2003";
    public const string FileContentInPrompt = "PA3001";
    public const string UnboundedContentInPrompt = "PA3002";
    public const string PromptAccumulates = "PA3003";
    public const string PromptLiteralTooLong = "PA3004";
    public const string UntruncatedToolResult = "PA4001";
    public const string UnboundedToolQuery = "PA4002";
    public const string BinaryToolResult = "PA4003";
    public const string UnboundedToolCollection = "PA4004";
    public const string MaxOutputTokensTooLarge = "PA5001";
    public const string LocalModelTooLarge = "PA5002";
    public const string LocalContextTooLarge = "PA5003";
    public const string UnboundedAgentLoop = "PA5004";
    public const string InvalidConfiguration = "PA9001";

    /// <summary>The page that explains a rule.</summary>
    public static string HelpLink(string id) =>
        $"https://github.com/promptanalyzers/PromptAnalyzers/blob/main/docs/rules/{id}.md";
}
