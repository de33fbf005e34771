using System.ClientModel;
using ClaimsDesk;
using ClaimsDesk.Tools;
using Microsoft.Extensions.AI;
using OpenAI;

DeskSettings settings = DeskSettings.FromEnvironment();
using var claimsApi = new HttpClient { BaseAddress = settings.ClaimsApi };

if (args is ["mcp"])
{
    await ClaimFileServer.RunAsync(claimsApi);
    return;
}

using IChatClient client = new OpenAIClient(
        new ApiKeyCredential(settings.ApiKey),
        new OpenAIClientOptions { Endpoint = settings.ModelEndpoint })
    .GetChatClient(settings.Model)
    .AsIChatClient()
    .AsBuilder()
    .UseFunctionInvocation()
    .Build();

var review = new PolicyReview(client);

switch (args)
{
    case ["summary"]:
        Console.WriteLine(await review.SummariseAllAsync());
        break;
    case ["explain", var path]:
        Console.WriteLine(await review.ExplainAsync(path));
        break;
    case ["compare", var name, var otherName]:
        Console.WriteLine(await review.CompareAsync(name, otherName));
        break;
    case ["request", var claimNumber]:
        Console.WriteLine(await new LetterReview(client, claimsApi).FindRequestAsync(claimNumber));
        break;
    default:
        await new ClaimsAgent(client, claimsApi).ChatAsync();
        break;
}
