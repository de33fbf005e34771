using System.Globalization;
using ContextLimitServer;

// dotnet run --project samples/ContextLimitServer -- [--port 11434] [--model name=window]... [--local name=weightsGiB,memoryGiB]...
int port = 11434;
var models = new List<ServedModel>();

for (int i = 0; i + 1 < args.Length; i += 2)
{
    string[] parts = args[i + 1].Split('=', ',');
    switch (args[i])
    {
        case "--port":
            port = int.Parse(args[i + 1], CultureInfo.InvariantCulture);
            break;
        case "--model":
            models.Add(new ServedModel(parts[0]) { ContextWindow = int.Parse(parts[1], CultureInfo.InvariantCulture) });
            break;
        case "--local":
            models.Add(new ServedModel(parts[0]) { Memory = new LocalMemory(Number(parts[1]), Number(parts[2])) });
            break;
        default:
            Console.Error.WriteLine($"unknown option {args[i]}");
            return 2;
    }
}

await using ModelServer server = await ModelServer.StartAsync(port, models);
Console.WriteLine($"OpenAI-compatible endpoint: {server.Endpoint}");
foreach (ServedModel model in server.Models)
{
    Console.WriteLine($"  {model}");
}

Console.WriteLine("Ctrl+C ends it.");
var ended = new TaskCompletionSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    ended.TrySetResult();
};
await ended.Task;
return 0;

static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
