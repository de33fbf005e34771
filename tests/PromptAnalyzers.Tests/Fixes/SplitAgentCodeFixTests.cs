using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes;

/// <summary>PA1001: tools become agents, or a part of them stays.</summary>
public sealed class SplitAgentCodeFixTests
{
    internal const string Types = """

        public class MailTools
        {
            public string Send(string to, string text) => "Mail to " + to + " is sent.";
            public string Draft(string to) => "";
            public string Search(string text) => "";
            public string Move(string folder) => "";
        }

        public class PolicyTools
        {
            public string Find(string number) => "";
            public string Cover(string number) => "";
            public string Terms(string number) => "";
            public string Owner(string number) => "";
            public string Claims(string number) => "";
        }

        public class ClockTools
        {
            public string Now() => "";
            public string Today() => "";
        }

        """;

    private const string Head = """
        using System.Collections.Generic;
        using Microsoft.Agents.AI;
        using Microsoft.Extensions.AI;


        """;

    [Fact]
    public async Task The_smaller_group_becomes_an_agent_that_the_first_one_calls() => await Verify.Fix(
        Snippet.File(Head + """
            public class Desk
            {
                public AIAgent Make(IChatClient client, MailTools mail, PolicyTools policies, ClockTools clock)
                {
                    // One agent for all.
                    AIAgent agent = client.AsAIAgent(
                        instructions: "Help with claims.",
                        name: "Claims",
                        tools: {|PA1001:[
                            AIFunctionFactory.Create(mail.Send), // outgoing
                            AIFunctionFactory.Create(mail.Draft),
                            // Finds mails.
                            AIFunctionFactory.Create(mail.Search),
                            AIFunctionFactory.Create(mail.Move),
                            AIFunctionFactory.Create(policies.Find),
                            AIFunctionFactory.Create(policies.Cover),
                            AIFunctionFactory.Create(policies.Terms),
                            AIFunctionFactory.Create(policies.Owner),
                            AIFunctionFactory.Create(policies.Claims),
                            AIFunctionFactory.Create(clock.Now),
                            AIFunctionFactory.Create(clock.Today),
                        ]|});
                    return agent;
                }
            }

            """ + Types),
        Snippet.File(Head + """
            public class Desk
            {
                public AIAgent Make(IChatClient client, MailTools mail, PolicyTools policies, ClockTools clock)
                {
                    var claimsMail = client.AsAIAgent(
                        instructions: "Help with claims.",
                        name: "ClaimsMail",
                        description: "Use it for: Send, Draft, Search, Move.",
                        tools: [
                            AIFunctionFactory.Create(mail.Send),
                            AIFunctionFactory.Create(mail.Draft),
                            // Finds mails.
                            AIFunctionFactory.Create(mail.Search),
                            AIFunctionFactory.Create(mail.Move),
                        ]);
                    // One agent for all.
                    AIAgent agent = client.AsAIAgent(
                        instructions: "Help with claims.",
                        name: "Claims",
                        tools: [
                            claimsMail.AsAIFunction(), // outgoing
                            AIFunctionFactory.Create(policies.Find),
                            AIFunctionFactory.Create(policies.Cover),
                            AIFunctionFactory.Create(policies.Terms),
                            AIFunctionFactory.Create(policies.Owner),
                            AIFunctionFactory.Create(policies.Claims),
                            AIFunctionFactory.Create(clock.Now),
                            AIFunctionFactory.Create(clock.Today),
                        ]);
                    return agent;
                }
            }

            """ + Types),
        Sdk.AgentFramework,
        SplitAgentCodeFixProvider.Key,
        settings: new Settings { FixAll = false });

    [Fact]
    public async Task What_cannot_be_written_twice_becomes_a_variable() => await Verify.Fix(
        Snippet.File(Head + """
            public class Desk
            {
                private static IChatClient Connect() => null!;

                public AIAgent Make(MailTools mail, PolicyTools policies)
                {
                    return new ChatClientAgent(Connect(), new ChatClientAgentOptions
                    {
                        ChatOptions = new ChatOptions
                        {
                            Instructions = "Help with claims. Be brief, be friendly, and say when you do not know.",
                            Tools = {|PA1001:new List<AITool> { AIFunctionFactory.Create(policies.Find), AIFunctionFactory.Create(policies.Cover), AIFunctionFactory.Create(mail.Send), AIFunctionFactory.Create(mail.Draft) }|},
                        },
                    });
                }
            }

            """ + Types),
        Snippet.File(Head + """
            public class Desk
            {
                private static IChatClient Connect() => null!;

                public AIAgent Make(MailTools mail, PolicyTools policies)
                {
                    var chatClient = Connect();
                    string instructions = "Help with claims. Be brief, be friendly, and say when you do not know.";
                    var mailAgent = new ChatClientAgent(
                        chatClient,
                        instructions: instructions,
                        name: "MailAgent",
                        description: "Use it for: Send, Draft.",
                        tools: new List<AITool> { AIFunctionFactory.Create(mail.Send), AIFunctionFactory.Create(mail.Draft) });
                    return new ChatClientAgent(chatClient, new ChatClientAgentOptions
                    {
                        ChatOptions = new ChatOptions
                        {
                            Instructions = instructions,
                            Tools = new List<AITool> { AIFunctionFactory.Create(policies.Find), AIFunctionFactory.Create(policies.Cover), mailAgent.AsAIFunction() },
                        },
                    });
                }
            }

            """ + Types),
        Sdk.AgentFramework,
        SplitAgentCodeFixProvider.Key,
        "prompt_analyzers.max_tools_per_agent = 3",
        new Settings { FixAll = false });

    [Theory]
    [InlineData("AIAgent a = client.AsAIAgent(tools: {|PA1001:[AIFunctionFactory.Create(mail.Send), AIFunctionFactory.Create(mail.Draft), AIFunctionFactory.Create(mail.Search)]|});")]
    [InlineData("AIAgent a = client.AsAIAgent(tools: {|PA1001:[AIFunctionFactory.Create(mail.Send), AIFunctionFactory.Create(policies.Find), AIFunctionFactory.Create(clock.Now)]|});")]
    [InlineData("var o = new ChatOptions { Tools = {|PA1001:[AIFunctionFactory.Create(mail.Send), AIFunctionFactory.Create(mail.Draft), AIFunctionFactory.Create(policies.Find), AIFunctionFactory.Create(policies.Cover)]|} };")]
    [InlineData("IList<AITool> list = [AIFunctionFactory.Create(mail.Send), AIFunctionFactory.Create(mail.Draft), AIFunctionFactory.Create(policies.Find), AIFunctionFactory.Create(policies.Cover)]; AIAgent a = client.AsAIAgent(tools: {|PA1001:list|});")]
    public async Task An_agent_is_not_split_where_that_would_not_help_or_not_work(string statement) => await Verify.NoFix(
        Snippet.File(Head + "public class Desk\n{\n    public void Make(IChatClient client, MailTools mail, PolicyTools policies, ClockTools clock)\n    {\n        "
            + statement + "\n    }\n}\n" + Types),
        Sdk.AgentFramework,
        SplitAgentCodeFixProvider.Key,
        "prompt_analyzers.max_tools_per_agent = 2",
        new Settings { FixAll = false });

    [Fact]
    public async Task The_tools_that_the_instructions_name_stay() => await Verify.Fix(
        Snippet.File(Head + """
            public class Desk
            {
                public AIAgent Make(IChatClient client, MailTools mail, PolicyTools policies) =>
                    client.AsAIAgent("Look up policies with Find and Cover.", tools: {|PA1001:[AIFunctionFactory.Create(mail.Send), AIFunctionFactory.Create(policies.Find), AIFunctionFactory.Create(policies.Cover)]|});
            }

            """ + Types),
        Snippet.File(Head + """
            public class Desk
            {
                public AIAgent Make(IChatClient client, MailTools mail, PolicyTools policies) =>
                    client.AsAIAgent("Look up policies with Find and Cover.", tools: [AIFunctionFactory.Create(policies.Find), AIFunctionFactory.Create(policies.Cover)]);
            }

            """ + Types),
        Sdk.AgentFramework,
        SplitAgentCodeFixProvider.SelectKey,
        "prompt_analyzers.max_tools_per_agent = 2",
        new Settings { FixAll = false });

    [Fact]
    public async Task Without_names_the_first_tools_stay() => await Verify.Fix(
        Snippet.File(Head + """
            public class Desk
            {
                public ChatOptions Make(MailTools mail, PolicyTools policies) => new()
                {
                    Tools = {|PA1001:[
                        AIFunctionFactory.Create(mail.Send), // first
                        AIFunctionFactory.Create(policies.Find), // second
                        AIFunctionFactory.Create(policies.Cover), // third
                        AIFunctionFactory.Create(policies.Terms) // fourth
                    ]|},
                };
            }

            """ + Types),
        Snippet.File(Head + """
            public class Desk
            {
                public ChatOptions Make(MailTools mail, PolicyTools policies) => new()
                {
                    Tools = [
                        AIFunctionFactory.Create(mail.Send), // first
                        AIFunctionFactory.Create(policies.Find) // second
                    ],
                };
            }

            """ + Types),
        Sdk.AgentFramework,
        SplitAgentCodeFixProvider.SelectKey,
        "prompt_analyzers.max_tools_per_agent = 2",
        new Settings { FixAll = false });

    [Fact]
    public async Task A_kernel_advertises_the_functions_that_the_prompt_names() => await Verify.Fix(
        Snippet.File(KernelProgram("{|PA1001:kernel.ImportPluginFromType<Mail>(\"mail\")|};", "FunctionChoiceBehavior.Auto()")),
        Snippet.File(KernelProgram("kernel.ImportPluginFromType<Mail>(\"mail\");", """
            FunctionChoiceBehavior.Auto(functions: [
                            kernel.Plugins.GetFunction("mail", "send"),
                            kernel.Plugins.GetFunction("mail", "Draft")
                        ])
            """)),
        Sdk.SemanticKernel,
        SplitAgentCodeFixProvider.SelectKey,
        "prompt_analyzers.max_tools_per_agent = 2",
        new Settings { FixAll = false });

    private static string KernelProgram(string import, string behavior) => $$"""
        using System.Threading.Tasks;
        using Microsoft.SemanticKernel;

        public class Desk
        {
            public async Task Run(Kernel kernel)
            {
                {{import}}
                var settings = new PromptExecutionSettings
                {
                    FunctionChoiceBehavior = {{behavior}},
                };
                await kernel.InvokePromptAsync("Draft a mail and send it.", new(settings));
                await kernel.InvokePromptAsync("Use Draft.", new(settings));
            }
        }

        public class Mail
        {
            [KernelFunction("send")]
            public string Send() => "";

            [KernelFunction]
            public Task<string> DraftAsync() => Task.FromResult("");

            [KernelFunction]
            public string Search() => "";
        }

        """;

    [Fact]
    public void There_is_no_fix_all() => Assert.Null(new SplitAgentCodeFixProvider().GetFixAllProvider());
}
