using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PromptAnalyzers.CodeFixes;
using PromptAnalyzers.Tests.Fixes.Shapes;

namespace PromptAnalyzers.Tests.Documentation;

/// <summary>A piece of code that the page of a rule shows before and after its fix.</summary>
internal sealed record FixDiffExample(string Id, string Title, Sdk Sdk, CodeFixProvider Provider, string Key, string Code)
{
    public ImmutableArray<MetadataReference>? Targets { get; init; }

    public bool IsTypes { get; init; }

    public Shape Shape => new(Code) { IsTypes = IsTypes };
}

/// <summary>Two for each rule with a fix; those of PA2001, PA3001, PA3002 and PA4001 come from the samples.</summary>
internal static class FixDiffExamples
{
    private const Sdk Kernel = Sdk.SemanticKernel;

    public static IReadOnlyList<FixDiffExample> All { get; } =
    [
        new("PA1001", "Two groups of tools", Sdk.AgentFramework, new SplitAgentCodeFixProvider(), SplitAgentCodeFixProvider.Key, """
            public AIAgent MakeAgent(IChatClient client, MailTools mail, PolicyTools policies)
            {
                AIAgent agent = client.AsAIAgent(
                    instructions: "Help with claims.",
                    name: "Claims",
                    tools: [
                        AIFunctionFactory.Create(mail.Send),
                        AIFunctionFactory.Create(mail.Draft),
                        POLICIES
                    ]);
                return agent;
            }

            TYPES
            """.Replace("        POLICIES", Lines("policies.Policy", 9), StringComparison.Ordinal)
                .Replace("TYPES", Type("MailTools", "Send", "Draft") + Type("PolicyTools", Names("Policy", 9)), StringComparison.Ordinal)),
        new("PA1001", "Semantic Kernel, where the prompt names two functions", Kernel, new SplitAgentCodeFixProvider(), SplitAgentCodeFixProvider.SelectKey, KernelPrompt(9)),
        new("PA1002", "The instructions name two tools of many", Sdk.ExtensionsAI, new SplitAgentCodeFixProvider(), SplitAgentCodeFixProvider.SelectKey, """
            public async Task Answer(IChatClient client, PolicyTools policies, string question)
            {
                var options = new ChatOptions
                {
                    Instructions = "Answer with Policy1 and Policy2.",
                    Tools = [
                        POLICIES
                    ],
                };
                await client.GetResponseAsync(question, options);
            }

            TYPES
            """.Replace("        POLICIES", Lines("policies.Policy", 129), StringComparison.Ordinal)
                .Replace("TYPES", Type("PolicyTools", Names("Policy", 129)), StringComparison.Ordinal)),
        new("PA1002", "Semantic Kernel, where the prompt names two functions", Kernel, new SplitAgentCodeFixProvider(), SplitAgentCodeFixProvider.SelectKey, KernelPrompt(127)),
        new("PA1003", "A spread", Sdk.ExtensionsAI | Sdk.Mcp, new McpToolsCodeFixProvider(), McpToolsCodeFixProvider.Key, """
            public async Task<ChatOptions> MakeOptions(McpClient mcp)
            {
                return new ChatOptions { Tools = [.. await mcp.ListToolsAsync()] };
            }
            """),
        new("PA1003", "A list that is also shown", Sdk.ExtensionsAI | Sdk.Mcp, new McpToolsCodeFixProvider(), McpToolsCodeFixProvider.Key, """
            public async Task<ChatOptions> MakeOptions(McpClient mcp)
            {
                List<AITool> tools = [.. await mcp.ListToolsAsync()];
                Console.WriteLine(string.Join(", ", tools.Select(tool => tool.Name)));
                return new ChatOptions { Tools = tools };
            }
            """),
        new("PA2002", "Arguments become options; the reducer and its helper stand at the end of the file, once", Sdk.AgentFramework, new AgentReducerCodeFixProvider(), AgentReducerCodeFixProvider.Key, """
            public async Task Chat(IChatClient client)
            {
                AIAgent agent = client.AsAIAgent("Answer questions on claims.", name: "Claims");
                AgentSession session = await agent.CreateSessionAsync();
                while (Console.ReadLine() is { } question)
                {
                    Console.WriteLine(await agent.RunAsync(question, session));
                }
            }
            """),
        new("PA2002", "Options get one more", Sdk.AgentFramework, new AgentReducerCodeFixProvider(), AgentReducerCodeFixProvider.Key, """
            public async Task Chat(IChatClient client)
            {
                AIAgent agent = client.AsAIAgent(new ChatClientAgentOptions
                {
                    Name = "Claims",
                    ChatOptions = new ChatOptions { Instructions = "Answer questions on claims." },
                });
                AgentSession session = await agent.CreateSessionAsync();
                while (Console.ReadLine() is { } question)
                {
                    Console.WriteLine(await agent.RunAsync(question, session));
                }
            }
            """),
        new("PA2003", "A loop that drops the oldest; the helper stands at the end of the file, once", Sdk.ExtensionsAI, new UnsafeTrimCodeFixProvider(), UnsafeTrimCodeFixProvider.Key, Chat("""
                    while (history.Count > 20)
                    {
                        history.RemoveAt(0);
                    }

                    history.AddMessages(await client.GetResponseAsync(history));
            """)),
        new("PA2003", "A window of the history", Sdk.ExtensionsAI, new UnsafeTrimCodeFixProvider(), UnsafeTrimCodeFixProvider.Key, Chat("""
                    var answer = await client.GetResponseAsync(history.TakeLast(20));
                    history.AddMessages(answer);
            """)),
        new("PA3003", "Answers in a prompt", Sdk.ExtensionsAI, new TakeCodeFixProvider(), TakeCodeFixProvider.Key, """
            public async Task Chat(IChatClient client)
            {
                var answers = new List<string>();
                while (Console.ReadLine() is { } line)
                {
                    var answer = await client.GetResponseAsync($"{string.Join("\n", answers)}\n{line}");
                    answers.Add(answer.Text);
                }
            }
            """),
        new("PA3003", "Parts of answers", Sdk.ExtensionsAI, new TakeCodeFixProvider(), TakeCodeFixProvider.Key, """
            public async Task Chat(IChatClient client)
            {
                List<string> answers = [];
                while (Console.ReadLine() is { } line)
                {
                    var answer = await client.GetResponseAsync(
                        "So far:\n" + string.Join("\n", answers.Select(a => "- " + a)) + "\nNow: " + line);
                    answers.Add(answer.Text);
                }
            }
            """),
        new("PA4002", "A query; rows are ordered by their key", Kernel, new TakeCodeFixProvider(), TakeCodeFixProvider.Key, """
            using Microsoft.EntityFrameworkCore;

            public class ClaimTools(Desk db)
            {
                [KernelFunction, Description("Lists the claims of a customer")]
                public async Task<List<Claim>> GetClaimsAsync(string customer)
                {
                    return await db.Claims
                        .Where(c => c.Customer == customer)
                        .ToListAsync();
                }
            }

            public record Claim(int Id, string Customer);

            public class Desk : DbContext
            {
                public DbSet<Claim> Claims => Set<Claim>();
            }
            """)
        {
            IsTypes = true,
            Targets = [.. References.For(Kernel).Union(References.ForLibraries("Microsoft.EntityFrameworkCore"))],
        },
        new("PA4002", "An override, whose parameters are not its own", Kernel, new TakeCodeFixProvider(), TakeCodeFixProvider.Key, """
            public abstract class Source
            {
                public abstract string[] GetLines(string name);
            }

            public class Files : Source
            {
                [KernelFunction, Description("Lists the lines of a wording")]
                public override string[] GetLines(string name) => File.ReadAllLines(Path.Combine("wordings", name));
            }
            """)
        { IsTypes = true },
        new("PA4004", "A task that is handed on", Kernel, new TakeCodeFixProvider(), TakeCodeFixProvider.Key, """
            public class OrderTools(IOrders orders)
            {
                [KernelFunction, Description("Lists the orders of a customer")]
                public Task<IReadOnlyList<string>> GetOrdersAsync(string customer) => orders.ListAsync(customer);
            }

            public interface IOrders { Task<IReadOnlyList<string>> ListAsync(string customer); }
            """)
        { IsTypes = true },
        new("PA4004", "Joined elements", Kernel, new TakeCodeFixProvider(), TakeCodeFixProvider.Key, """
            public class OrderTools(IOrders orders)
            {
                [KernelFunction, Description("Lists the orders of a customer")]
                public async Task<string> GetOrdersAsync(string customer)
                {
                    var found = await orders.ListAsync(customer);
                    return string.Join("\n", found.Select(order => "- " + order));
                }
            }

            public interface IOrders { Task<IReadOnlyList<string>> ListAsync(string customer); }
            """)
        { IsTypes = true },
        new("PA5001", "A literal", Sdk.ExtensionsAI, new LimitCodeFixProvider(), LimitCodeFixProvider.Key, """
            public ChatOptions MakeOptions() => new()
            {
                Temperature = 0.1f,
                MaxOutputTokens = 128_000,
            };
            """),
        new("PA5001", "A constant that is for the limit alone", Sdk.ExtensionsAI, new LimitCodeFixProvider(), LimitCodeFixProvider.Key, """
            private const int MaxAnswer = 128_000;

            public void Configure(ChatOptions options)
            {
                options.MaxOutputTokens = MaxAnswer;
            }
            """),
        new("PA5002", "An argument", Sdk.ExtensionsAI, new ModelTagCodeFixProvider(), ModelTagCodeFixProvider.Key, """
            public IChatClient MakeClient()
            {
                return new OllamaSharp.OllamaApiClient("http://localhost:11434", "llama3.1:8b-instruct-fp16");
            }
            """)
        { Targets = [.. References.For(Sdk.ExtensionsAI), ModelStandIns.Ollama] },
        new("PA5002", "A constant", Sdk.ExtensionsAI, new ModelTagCodeFixProvider(), ModelTagCodeFixProvider.Key, """
            private const string Model = "qwen2.5:7b-instruct-bf16";

            public IChatClient MakeClient()
            {
                return new OllamaSharp.OllamaApiClient("http://localhost:11434", Model);
            }
            """)
        { Targets = [.. References.For(Sdk.ExtensionsAI), ModelStandIns.Ollama] },
        new("PA5004", "A loop without a condition", Sdk.ExtensionsAI, new LoopCounterCodeFixProvider(), LoopCounterCodeFixProvider.Key, """
            public async Task<string> Solve(IChatClient client, List<ChatMessage> history)
            {
                while (true)
                {
                    var response = await client.GetResponseAsync(history);
                    history.AddMessages(response);
                    if (response.Text.Contains("DONE"))
                    {
                        return response.Text;
                    }
                }
            }
            """),
        new("PA5004", "A loop with a condition", Sdk.ExtensionsAI, new LoopCounterCodeFixProvider(), LoopCounterCodeFixProvider.Key, """
            public async Task<string> Solve(IChatClient client, List<ChatMessage> history)
            {
                string text = "";
                while (!text.Contains("DONE"))
                {
                    var response = await client.GetResponseAsync(history);
                    history.AddMessages(response);
                    text = response.Text;
                }

                return text;
            }
            """),
    ];

    private static string KernelPrompt(int others) => """
        public async Task Answer(Kernel kernel, string question)
        {
            kernel.ImportPluginFromType<PolicyTools>("policies");
            var settings = new PromptExecutionSettings
            {
                FunctionChoiceBehavior = FunctionChoiceBehavior.Auto(),
            };
            await kernel.InvokePromptAsync("Answer with FindPolicy and GetWording: {{$question}}", new KernelArguments(settings) { ["question"] = question });
        }

        TYPES
        """.Replace("TYPES", Type("PolicyTools", ["FindPolicy", "GetWording", .. Names("Policy", others)]).Replace("    public", "    [KernelFunction]\n    public", StringComparison.Ordinal), StringComparison.Ordinal);

    private static string Chat(string turn) => """
        public async Task Chat(IChatClient client)
        {
            List<ChatMessage> history = [new(ChatRole.System, "You are a claims clerk.")];
            while (Console.ReadLine() is { } question)
            {
                history.Add(new(ChatRole.User, question));
        TURN
            }
        }
        """.Replace("TURN", turn, StringComparison.Ordinal);

    private static IEnumerable<string> Names(string name, int count) => Enumerable.Range(1, count).Select(i => FormattableString.Invariant($"{name}{i}"));

    private static string Lines(string method, int count) =>
        string.Join("\n", Names(method, count).Select(name => $"            AIFunctionFactory.Create({name}),"))[4..];

    private static string Type(string name, params IEnumerable<string> methods) =>
        $"public class {name}\n{{\n" + string.Concat(methods.Select(method => $"    public string {method}(string text) => \"\";\n")) + "}\n";
}
