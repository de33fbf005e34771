using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;

namespace ClaimsDesk.SemanticKernel;

/// <summary>A chat that offers eleven functions with every request and never forgets a message.</summary>
internal sealed class ClaimsChat(Kernel kernel, HttpClient claimsApi)
{
    public async Task RunAsync()
    {
        kernel.ImportPluginFromObject(new ClaimsPlugin(claimsApi), "Claims");
        var chat = kernel.GetRequiredService<IChatCompletionService>();
        var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };

        var history = new ChatHistory("You are a claims assistant. Answer from the policies and name the paragraph.");
        Console.Write("> ");
        while (Console.ReadLine() is { } question)
        {
            history.AddUserMessage(question);
            ChatMessageContent answer = await chat.GetChatMessageContentAsync(history, settings, kernel);
            history.AddAssistantMessage(answer.Content ?? "");

            Console.WriteLine(answer.Content);
            Console.Write("> ");
        }
    }
}
