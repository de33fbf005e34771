// What Microsoft.Extensions.AI.OpenAI had until 10.10. Signatures only.
#nullable enable
#pragma warning disable
namespace OpenAI.Assistants
{
    public static class MicrosoftExtensionsAIAssistantsExtensions
    {
        public static object AsOpenAIAssistantsFunctionToolDefinition(this Microsoft.Extensions.AI.AIFunctionDeclaration function) => null!;
    }
}
