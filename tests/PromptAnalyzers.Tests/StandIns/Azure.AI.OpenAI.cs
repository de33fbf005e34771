// Azure.AI.OpenAI 1.0 beta, the line before it used the types of OpenAI. Signatures only.
#nullable enable
#pragma warning disable
namespace Azure.AI.OpenAI
{
    public class ChatRequestUserMessage { public ChatRequestUserMessage(string content) { } }
    public class ChatRequestSystemMessage { public ChatRequestSystemMessage(string content) { } }
    public class ChatRequestAssistantMessage { public ChatRequestAssistantMessage(string content) { } }
}
