namespace PromptAnalyzers;

/// <summary>Keys of the facts that a diagnostic hands to its code fix.</summary>
internal static class DiagnosticProperties
{
    /// <summary>The cap, in characters, that a truncation should use (invariant integer).</summary>
    public const string MaxCharacters = nameof(MaxCharacters);

    /// <summary><see cref="TruncateHead"/> or <see cref="TruncateMiddle"/>.</summary>
    public const string Truncation = nameof(Truncation);

    /// <summary>Keep the beginning of the text.</summary>
    public const string TruncateHead = "head";

    /// <summary>Keep the beginning and the end: in logs and process output the error stands at the end.</summary>
    public const string TruncateMiddle = "middle";

    /// <summary>Documentation ids of methods (string, int) of the project that cut a text, with <c>|</c> between them; may be empty.</summary>
    public const string BoundingMethods = nameof(BoundingMethods);

    /// <summary>Characters of one chunk (invariant integer).</summary>
    public const string ChunkCharacters = nameof(ChunkCharacters);

    /// <summary>Greatest number of model calls that a chunk loop may make (invariant integer).</summary>
    public const string MaxChunks = nameof(MaxChunks);

    /// <summary>Items of a collection that a fix keeps (invariant integer).</summary>
    public const string MaxItems = nameof(MaxItems);

    /// <summary>Greatest number of tools that one call should advertise (invariant integer).</summary>
    public const string MaxTools = nameof(MaxTools);

    /// <summary><see cref="McpListed"/> or <see cref="McpHosted"/>.</summary>
    public const string McpKind = nameof(McpKind);

    /// <summary>The client lists the tools of the server.</summary>
    public const string McpListed = "listed";

    /// <summary>The provider asks the server for its tools.</summary>
    public const string McpHosted = "hosted";

    /// <summary>Messages to keep in a reduced history, or in one that is rendered as text (invariant integer).</summary>
    public const string MaxMessages = nameof(MaxMessages);

    /// <summary>The limit that a constant or a counter should have (invariant integer).</summary>
    public const string Limit = nameof(Limit);

    /// <summary>The tag of the same model with quantised weights.</summary>
    public const string ModelTag = nameof(ModelTag);

    /// <summary>Which message type the history holds: one of the History* values.</summary>
    public const string HistoryKind = nameof(HistoryKind);

    /// <summary>Microsoft.SemanticKernel.ChatCompletion.ChatHistory.</summary>
    public const string HistorySemanticKernel = "SemanticKernel";

    /// <summary>A list of Microsoft.Extensions.AI.ChatMessage.</summary>
    public const string HistoryExtensionsAI = "ExtensionsAI";

    /// <summary>A list of OpenAI.Chat.ChatMessage.</summary>
    public const string HistoryOpenAI = "OpenAI";
}
