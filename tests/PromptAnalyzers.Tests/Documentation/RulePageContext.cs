using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;
using static PromptAnalyzers.Tests.Rules.ToolCode;

namespace PromptAnalyzers.Tests.Documentation;

/// <summary>What has to stand round the code of a rule page so that it is a program: SDKs, members, types.</summary>
internal sealed record RulePageContext
{
    /// <summary>Where the page's code goes.</summary>
    private const string Page = "/*page*/";

    private const string Statements = "public async Task PageAsync()\n{\n" + Page + "\n}\n";

    private static readonly Dictionary<string, RulePageContext> ById = new()
    {
        ["PA1001"] = new()
        {
            Members = string.Concat(
                "search, policies, wording, claims, status, reports, pdf, web, email, jira, today".Split(", ")
                    .Select(name => $"private static readonly AITool {name} = AIFunctionFactory.Create(() => 1, \"{name}\");\n")),
        },
        ["PA1002"] = new()
        {
            Sdk = Sdk.ExtensionsAI | Sdk.Mcp,
            Usings = "using Microsoft.Extensions.DependencyInjection;\n",
            Members = """
                private readonly Dictionary<string, AITool[]> toolsOfTask = new()
                {
                    ["read"] = [AIFunctionFactory.Create(() => 1, "policy"), AIFunctionFactory.Create(() => 2, "claim")],
                    ["write"] = [AIFunctionFactory.Create(() => 3, "mail")],
                };
                private readonly string task = "read";
                private readonly Application builder = new();

                private sealed class Application { public IServiceCollection Services { get; } = null!; }
                """,
            Types = Plugin("Storage", 140, "McpServerTool", header: "[McpServerToolType] "),

            // So many tools are also many tokens, which is the business of PA1004.
            Options = [(Configuration.PromptOptions.MaxToolSchemaTokens.Key, "1000000")],
        },
        ["PA1003"] = new()
        {
            Sdk = Sdk.AgentFramework | Sdk.Mcp,
            Members = "private const string instructions = \"Be short.\";\nprivate readonly string address = \"https://docs.example.com/mcp\";",
        },
        ["PA1004"] = new()
        {
            Around = Page,
            Members = $$"""
                public Task<ChatResponse> AskAsync() =>
                    client.GetResponseAsync(question, new ChatOptions { Tools = [AIFunctionFactory.Create(CreateInvoice)] });

                private const string AccountingHandbook = "{{string.Concat(Enumerable.Repeat("Book it to the account of the customer. ", 300))}}";
                private static readonly Ledger ledger = new();

                public sealed record Invoice
                {
                    {{string.Concat(Enumerable.Range(1, 60).Select(i => $"public string? InvoiceField{i} {{ get; set; }} "))}}
                }

                private sealed class Ledger
                {
                    public string Add(Invoice invoice) => "1";
                    public string Add(string customerId, decimal amount, string currency) => "2";
                }
                """,
        },
        ["PA2001"] = new()
        {
            Members = "private readonly ChatOptions options = new();",
            Types = TrimHelper,
        },
        ["PA2002"] = new()
        {
            Sdk = Sdk.AgentFramework,
            Members = "private readonly AITool[] tools = [AIFunctionFactory.Create(() => 1, \"one\")];",
            AroundGood = Statements.Replace(Page, Page + """

                AgentSession session = await agent.CreateSessionAsync();
                while (Console.ReadLine() is { } question)
                {
                    Console.WriteLine(await agent.RunAsync(question, session));
                }
                """, StringComparison.Ordinal),
            Types = """
                file sealed class RecentTurnsReducer(int maxMessages) : IChatReducer
                {
                    public Task<IEnumerable<ChatMessage>> ReduceAsync(IEnumerable<ChatMessage> messages, CancellationToken cancellationToken)
                    {
                        var kept = messages.ToList();
                        PromptHistory.Trim(kept, maxMessages);
                        return Task.FromResult<IEnumerable<ChatMessage>>(kept);
                    }
                }

                """ + TrimHelper,
        },
        ["PA2003"] = new()
        {
            Around = Statements.Replace(Page, Page + "\nawait client.GetResponseAsync(history);", StringComparison.Ordinal),
            Types = TrimHelper,
        },
        ["PA3001"] = new() { Types = TruncateHelper },
        ["PA3002"] = new()
        {
            Members = "private readonly string claimNumber = \"\";",
            Types = TruncateHelper,
        },
        ["PA3003"] = new(),
        ["PA3004"] = new()
        {
            Members = $$"""
                private const string FortyExamples = "{{string.Concat(Enumerable.Repeat("The answer names the paragraph, so it gets a 5. ", 300))}}";
                private readonly string answer = "";
                private readonly IExampleStore exampleStore = null!;

                public interface IExampleStore { Task<string> SearchAsync(string text, int top); }
                """,
        },
        ["PA4001"] = Tool("GetPolicyAsync") with { Types = TruncateHelper },
        ["PA4002"] = Tool("GetClaimsAsync", """

            private readonly Desk db = null!;

            public sealed record Claim(int Id, string Customer);

            private sealed class Desk : DbContext { public DbSet<Claim> Claims => Set<Claim>(); }
            """) with
        {
            Usings = "using Microsoft.EntityFrameworkCore;\n",
            MoreReferences = References.ForLibraries("Microsoft.EntityFrameworkCore"),
        },
        ["PA4003"] = Tool("GetPhoto", "\nprivate static string PathOf(string claim) => Path.Combine(\"photos\", claim);"),
        ["PA4004"] = Tool("GetOrdersAsync", """

            private readonly IOrders orders = null!;

            public interface IOrders { Task<IReadOnlyList<Order>> ListAsync(string customer); }

            public sealed record Order(int Id, string Text);
            """),
        ["PA5001"] = Ollama,
        ["PA5002"] = Ollama,
        ["PA5003"] = Ollama,
        ["PA5004"] = new()
        {
            Sdk = Sdk.AgentFramework,
            Around = Statements.Replace("async Task ", "async Task<string> ", StringComparison.Ordinal),
            Members = "private readonly AgentSession session = null!;",
        },
        ["PA9001"] = new() { Around = "public Task AskAsync() => client.GetResponseAsync(question);\n" },
    };

    private static RulePageContext Ollama => new()
    {
        Sdk = Sdk.ExtensionsAI | Sdk.OllamaSharp,
        Usings = "using OllamaSharp;\nusing OllamaSharp.Models;\n",
    };

    private static string TruncateHelper => "file static class PromptText\n{\n" + HelperSources.Truncate + "\n}\n";

    private static string TrimHelper => "file static class PromptHistory\n{\n"
        + HelperSources.Trim("List<ChatMessage>", "{0}.Role != ChatRole.User", "{0}.Role != ChatRole.System") + "\n}\n";

    public Sdk Sdk { get; init; } = Sdk.ExtensionsAI;

    public string Usings { get; init; } = "";

    /// <summary>What stands directly round the page's code; without it, the code is the statements of a method.</summary>
    public string Around { get; init; } = Statements;

    /// <summary>The same for the good code, where it is another part of the program than the bad one.</summary>
    public string? AroundGood { get; init; }

    /// <summary>Further members of the class.</summary>
    public string Members { get; init; } = "";

    /// <summary>Types behind the class: helpers that a fix adds, plugins.</summary>
    public string Types { get; init; } = "";

    public ImmutableArray<MetadataReference> MoreReferences { get; init; } = [];

    public ImmutableArray<(string Key, string Value)> Options { get; init; } = [];

    public static RulePageContext Of(string id) => ById.TryGetValue(id, out var context)
        ? context
        : throw new InvalidOperationException($"{id} has no context here; its page cannot be compiled.");

    public CSharpCompilation Bad(string code) => Compile(Around, code);

    public CSharpCompilation Good(string code) => Compile(AroundGood ?? Around, code);

    /// <summary>The page's code is a method that the model may call.</summary>
    private static RulePageContext Tool(string method, string members = "") => new()
    {
        Around = Page,
        Members = $"public Task<ChatResponse> AskAsync() => client.GetResponseAsync(question, new ChatOptions {{ Tools = [AIFunctionFactory.Create({method})] }});\n" + members,
    };

    private CSharpCompilation Compile(string around, string code)
    {
        string members = around.Replace(Page, code, StringComparison.Ordinal) + "\n" + Members;
        string source = Usings + Snippet.Members(members).ToSource(Sdk) + "\n" + Types;
        return Analysis.Compile([.. References.For(Sdk).Union(MoreReferences)], source);
    }
}
