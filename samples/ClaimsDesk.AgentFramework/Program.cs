using System.ClientModel;
using System.ClientModel.Primitives;
using ClaimsDesk.AgentFramework;
using ClaimsSystem;
using ContextLimitServer;
using Microsoft.Extensions.AI;
using OpenAI;

// The policies lie beside the program, wherever it was started from.
Environment.CurrentDirectory = AppContext.BaseDirectory;
Insurer.Unpack(AppContext.BaseDirectory);
await using ModelServer server = await ModelServer.StartAsync();
await using Insurer insurer = await Insurer.StartAsync();
await using var store = new ClaimStore();
using var claimsApi = new HttpClient { BaseAddress = insurer.Address };

// The framework puts function invocation round this client by itself.
using IChatClient client = new OpenAIClient(
        new ApiKeyCredential("none"),
        new OpenAIClientOptions { Endpoint = server.Endpoint, RetryPolicy = new ClientRetryPolicy(maxRetries: 0) })
    .GetChatClient("desk-16k")
    .AsIChatClient();

var clerk = new Conversation(client, new ClaimsTools(claimsApi, store));
var review = new PolicyReview(client);

(string Name, Func<Task<string>> RunAsync)[] steps =
[
    ("explain", () => review.ExplainAsync("policies/home.txt")),
    ("status", () => clerk.RunAsync("Get the claim status of C-17.")),
    ("wording", () => clerk.RunAsync("Read the wording \"home\".")),
    ("list", () => clerk.RunAsync("List the claims of customer K-1.")),
    ("chat", () => clerk.RunAsync(Letters(40))),
    ("archive", () => FileClerk.AskAsync(client, DocumentArchive.Connect(), "Find the inspection of C-17.")),
    ("panel", () => Panel.DecideAsync(client, Insurer.ShortLetter("C-17", 56_000))),
];

int failed = 0;
foreach (var (name, runAsync) in steps.Where(step => args.Length == 0 || args.Contains(step.Name)))
{
    try
    {
        string answer = (await runAsync()).ReplaceLineEndings(" ");
        Console.WriteLine($"ok      {name,-10} {answer[..Math.Min(answer.Length, 100)]}");
    }
    catch (Exception exception) when (exception is ClientResultException or InvalidOperationException)
    {
        failed++;
        Console.WriteLine($"FAILED  {name,-10} {exception.Message.ReplaceLineEndings(" ")}");
    }
}

Console.WriteLine(failed == 0 ? "All steps are done." : $"{failed} steps failed.");
return failed == 0 ? 0 : 1;

static string Letters(int count) => string.Join(
    '\n', Enumerable.Range(1, count).Select(n => "Is this covered? " + Insurer.ShortLetter($"C-{n}", 2_000)));
