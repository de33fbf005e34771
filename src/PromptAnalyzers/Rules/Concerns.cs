namespace PromptAnalyzers.Rules;

/// <summary>Which rules may have to look at a use of a member, by its simple name.</summary>
[Flags]
internal enum Concerns
{
    /// <summary>No rule.</summary>
    None = 0,

    /// <summary>May put a value into a prompt.</summary>
    Prompt = 1 << 0,

    /// <summary>May take a prompt template.</summary>
    Template = 1 << 1,

    /// <summary>May add to a chat history.</summary>
    Growth = 1 << 2,

    /// <summary>May take messages out of a chat history.</summary>
    Trim = 1 << 3,

    /// <summary>May make an agent or a session.</summary>
    Agent = 1 << 4,

    /// <summary>May ask a model.</summary>
    ModelCall = 1 << 5,

    /// <summary>May make a tool of a method.</summary>
    ToolFactory = 1 << 6,

    /// <summary>May attach, show or hide tools.</summary>
    Tools = 1 << 7,

    /// <summary>May give a setting of a model or client a value.</summary>
    Setting = 1 << 8,

    /// <summary>Known of some SDK, and looked at together with other uses.</summary>
    Other = 1 << 9,
}
