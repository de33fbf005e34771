namespace PromptAnalyzers.Tests.Verification;

/// <summary>The SDKs that a snippet references; each brings its usings and stand-in members.</summary>
[Flags]
public enum Sdk
{
    None = 0,
    ExtensionsAI = 1,
    SemanticKernel = 2,
    OpenAI = 4,
    Mcp = 8,
    AgentFramework = 16 | ExtensionsAI,
    Anthropic = 32,
    OllamaSharp = 64,
    LLamaSharp = 128,
}
