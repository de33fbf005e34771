using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes.Shapes;

/// <summary>PA2002 and PA1001: every way in which an agent is made.</summary>
public sealed class AgentShapeTests
{
    internal static readonly Dictionary<string, Shape> Sessions = new()
    {
        ["arguments"] = Session("""AIAgent agent = client.AsAIAgent(instructions: "Answer.", name: "Claims");"""),
        ["arguments over lines"] = Session("""
            var agent = client.AsAIAgent(
                instructions: "Answer.",
                name: "Claims");
            """),
        ["no arguments"] = Session("AIAgent agent = client.AsAIAgent();"),
        ["constructor"] = Session("""ChatClientAgent agent = new ChatClientAgent(client, "Answer.", "Claims");"""),
        ["constructor, target-typed"] = Session("""ChatClientAgent agent = new(client, "Answer.", "Claims");""") with { From = LanguageVersion.CSharp9 },
        ["options"] = Session("""
            AIAgent agent = client.AsAIAgent(new ChatClientAgentOptions
            {
                Name = "Claims", // for people
                ChatOptions = new ChatOptions { Instructions = "Answer." }
            });
            """),
        ["options on one line, target-typed"] = Session("""var agent = new ChatClientAgent(client, new ChatClientAgentOptions() { Name = "Claims" });"""),
        ["raw string"] = Session(""""
            AIAgent agent = client.AsAIAgent("""
                Answer
                briefly.
                """);
            """") with { From = LanguageVersion.CSharp11 },
        ["using declaration"] = Session("""
            using var activity = new Activity("agent");
            AIAgent agent = client.AsAIAgent("Answer.");
            """) with { From = LanguageVersion.CSharp8 },
        ["field"] = new("""
            private readonly AIAgent _agent;
            private AgentSession _session;

            public Shape(IChatClient client) => _agent = client.AsAIAgent("Answer.", "Claims");

            public async Task<string> Ask(string question)
            {
                _session ??= await _agent.CreateSessionAsync();
                return (await _agent.RunAsync(question, _session)).Text;
            }
            """)
        { From = LanguageVersion.CSharp8 },
        ["top-level statements"] = new("""
            IChatClient client = null!;
            AIAgent agent = client.AsAIAgent("Answer.");
            AgentSession session = await agent.CreateSessionAsync();
            while (Console.ReadLine() is string line)
            {
                Console.WriteLine(await agent.RunAsync(line, session));
            }
            """)
        { IsTopLevel = true, From = LanguageVersion.CSharp11 },
        ["local function"] = new("""
            public async Task Run(IChatClient client)
            {
                AIAgent agent = Make();
                AgentSession session = await agent.CreateSessionAsync();
                while (Console.ReadLine() is string line)
                {
                    Console.WriteLine(await agent.RunAsync(line, session));
                }

                AIAgent Make() => client.AsAIAgent("Answer.");
            }
            """),
    };

    private const string Tools = """

        public class MailTools
        {
            public string Send(string to) => "";
            public string Draft(string to) => "";
        }

        public class PolicyTools
        {
            public string Find(string number) => "";
            public string Cover(string number) => "";
            public string Terms(string number) => "";
            public string Owner(string number) => "";
            public string Claims(string number) => "";
            public string Renew(string number) => "";
            public string Cancel(string number) => "";
            public string Pay(string number) => "";
            public string Price(string number) => "";
        }
        """;

    private const string Elements = """
        AIFunctionFactory.Create(mail.Send),
        AIFunctionFactory.Create(mail.Draft),
        AIFunctionFactory.Create(policies.Find),
        AIFunctionFactory.Create(policies.Cover),
        AIFunctionFactory.Create(policies.Terms),
        AIFunctionFactory.Create(policies.Owner),
        AIFunctionFactory.Create(policies.Claims),
        AIFunctionFactory.Create(policies.Renew),
        AIFunctionFactory.Create(policies.Cancel),
        AIFunctionFactory.Create(policies.Pay),
        AIFunctionFactory.Create(policies.Price)
        """;

    internal static readonly Dictionary<string, Shape> Lists = new()
    {
        ["collection expression"] = Agent("""
            AIAgent agent = client.AsAIAgent(
                instructions: "Help.",
                name: "Claims",
                tools: [
                    ELEMENTS
                ]);
            return agent;
            """, LanguageVersion.CSharp12),
        ["list"] = Agent("""
            var agent = client.AsAIAgent(
                instructions: "Help.",
                name: "Claims",
                tools: new List<AITool>
                {
                    ELEMENTS,
                });
            return agent;
            """, LanguageVersion.CSharp10),
        ["array"] = Agent("""
            return client.AsAIAgent(
                "Help.",
                "Claims",
                tools: new AITool[]
                {
                    ELEMENTS
                });
            """, LanguageVersion.CSharp10),
        ["constructor with options"] = Agent("""
            return new ChatClientAgent(client, new ChatClientAgentOptions
            {
                Name = "Claims",
                ChatOptions = new ChatOptions
                {
                    Instructions = "Help.",
                    Tools = [
                        ELEMENTS,
                    ],
                },
            });
            """, LanguageVersion.CSharp12),
        ["expression body"] = new("""
            public AIAgent Make(IChatClient client, MailTools mail, PolicyTools policies) =>
                client.AsAIAgent("Help.", "Claims", tools: [ONELINE]);
            """.Replace("ONELINE", Elements.ReplaceLineEndings(" "), StringComparison.Ordinal) + "\n" + Tools.ReplaceLineEndings("\n"))
        { From = LanguageVersion.CSharp12 },
        ["lambda"] = new("""
            public Func<IChatClient, AIAgent> Maker(MailTools mail, PolicyTools policies) =>
                client => client.AsAIAgent("Help.", "Claims", tools: [ONELINE]);
            """.Replace("ONELINE", Elements.ReplaceLineEndings(" "), StringComparison.Ordinal) + "\n" + Tools.ReplaceLineEndings("\n"))
        { From = LanguageVersion.CSharp12 },
    };

    public static TheoryData<string> SessionNames => new(Sessions.Keys);

    public static TheoryData<string> ListNames => new(Lists.Keys);

    [Theory]
    [MemberData(nameof(SessionNames))]
    public Task Sessions_get_a_reducer(string shape) =>
        new ShapeRunner("PA2002", Sdk.AgentFramework, new AgentReducerCodeFixProvider(), AgentReducerCodeFixProvider.Key).CheckAsync(Sessions[shape]);

    [Theory]
    [MemberData(nameof(ListNames))]
    public Task Agents_are_split(string shape) =>
        new ShapeRunner("PA1001", Sdk.AgentFramework, new SplitAgentCodeFixProvider(), SplitAgentCodeFixProvider.Key).CheckAsync(Lists[shape]);

    [Theory]
    [MemberData(nameof(ListNames))]
    public Task A_part_of_the_tools_stays(string shape) =>
        new ShapeRunner("PA1001", Sdk.AgentFramework, new SplitAgentCodeFixProvider(), SplitAgentCodeFixProvider.SelectKey).CheckAsync(Lists[shape] with { Expected = null });

    private static Shape Session(string agent) => new($$"""
        public async Task Run(IChatClient client)
        {
            {{agent.ReplaceLineEndings("\n").Replace("\n", "\n    ")}}
            AgentSession session = await agent.CreateSessionAsync();
            while (Console.ReadLine() is string line)
            {
                Console.WriteLine(await agent.RunAsync(line, session));
            }
        }
        """)
    { Expected = "ChatHistoryProvider = new InMemoryChatHistoryProvider(new InMemoryChatHistoryProviderOptions { ChatReducer = new RecentTurnsReducer(20) })" };

    private static Shape Agent(string agent, LanguageVersion from)
    {
        var lines = agent.ReplaceLineEndings("\n").Split('\n').Select(line =>
        {
            int indentation = line.Length - line.TrimStart().Length;
            return line.Contains("ELEMENTS", StringComparison.Ordinal)
                ? line.Replace("ELEMENTS", Elements.ReplaceLineEndings("\n").Replace("\n", "\n    " + line[..indentation]), StringComparison.Ordinal)
                : line;
        });
        return new Shape("public AIAgent Make(IChatClient client, MailTools mail, PolicyTools policies)\n{\n    " + string.Join("\n    ", lines) + "\n}\n" + Tools.ReplaceLineEndings("\n"))
        {
            From = from,
            Expected = "claimsMail.AsAIFunction()",
        };
    }
}
