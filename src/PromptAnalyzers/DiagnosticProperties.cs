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

    /// <summary>Greatest number of tools that one agent may have (invariant integer).</summary>
    public const string MaxTools = nameof(MaxTools);

    /// <summary>Messages to keep in a reduced history (invariant integer).</summary>
    public const string MaxMessages = nameof(MaxMessages);

    /// <summary>Which message type the history holds: one of the History* values.</summary>
    public const string HistoryKind = nameof(HistoryKind);

    /// <summary>Microsoft.SemanticKernel.ChatCompletion.ChatHistory.</summary>
    public const string HistorySemanticKernel = "SemanticKernel";

    /// <summary>A list of Microsoft.Extensions.AI.ChatMessage.</summary>
    public const string HistoryExtensionsAI = "ExtensionsAI";

    /// <summary>A list of OpenAI.Chat.ChatMessage.</summary>
    public const string HistoryOpenAI = "OpenAI";
}
