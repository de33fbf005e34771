using System.ClientModel;
using ClaimsDesk.SemanticKernel;
using Microsoft.SemanticKernel;
using OpenAI;

DeskSettings settings = DeskSettings.FromEnvironment();
using var claimsApi = new HttpClient { BaseAddress = settings.ClaimsApi };

var openAI = new OpenAIClient(
    new ApiKeyCredential(settings.ApiKey),
    new OpenAIClientOptions { Endpoint = settings.ModelEndpoint });

Kernel kernel = Kernel.CreateBuilder()
    .AddOpenAIChatCompletion(settings.Model, openAI)
    .Build();

switch (args)
{
    case ["letter", var claimNumber, var path]:
        Console.WriteLine(await new LetterWriter(kernel).DraftAsync(claimNumber, path));
        break;
    case ["check", var path]:
        Console.WriteLine(await new LetterWriter(kernel).CheckAsync(path));
        break;
    default:
        await new ClaimsChat(kernel, claimsApi).RunAsync();
        break;
}
