using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Microsoft.Extensions.AI;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes.Efficacy;

/// <summary>Runs a split agent on Agent Framework itself, with a model that asks the new agent to use a tool that has moved.</summary>
public sealed class SplitAgentRunTests
{
    private const string Program = """
        using System;
        using System.Threading.Tasks;
        using Microsoft.Agents.AI;
        using Microsoft.Extensions.AI;

        public static class Program
        {
            public static async Task<string> Run(IChatClient client)
            {
                var mail = new MailTools();
                var policies = new PolicyTools();
                var clock = new ClockTools();
                AIAgent agent = client.AsAIAgent(
                    instructions: "Help with claims.",
                    name: "Claims",
                    tools: [
                        AIFunctionFactory.Create(mail.Send),
                        AIFunctionFactory.Create(mail.Draft),
                        AIFunctionFactory.Create(mail.Search),
                        AIFunctionFactory.Create(mail.Move),
                        AIFunctionFactory.Create(policies.Find),
                        AIFunctionFactory.Create(policies.Cover),
                        AIFunctionFactory.Create(policies.Terms),
                        AIFunctionFactory.Create(policies.Owner),
                        AIFunctionFactory.Create(policies.Claims),
                        AIFunctionFactory.Create(clock.Now),
                        AIFunctionFactory.Create(clock.Today),
                    ]);
                return (await agent.RunAsync("Tell Ada that her claim is paid.")).Text;
            }
        }

        """;

    [Fact]
    public async Task The_new_agent_is_called_with_the_instructions_and_uses_its_tools()
    {
        var project = new AdhocWorkspace().AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Split",
            "Split" + Guid.NewGuid().ToString("N"),
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
            metadataReferences: References.For(Sdk.AgentFramework)));
        var document = project.AddDocument("Program.cs", SourceText.From(Program + SplitAgentCodeFixTests.Types), filePath: "/0/Program.cs");
        var diagnostic = Assert.Single(await Analysis.RunAsync((await document.Project.GetCompilationAsync())!), item => item.Id == "PA1001");

        var actions = new List<CodeAction>();
        await new SplitAgentCodeFixProvider().RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), default));
        Assert.Equal("Move 4 tools of 'MailTools' into an agent 'ClaimsMail' that this one calls", actions[0].Title);
        Assert.Equal("Attach only the first 10 of 11 tools", actions[1].Title);
        var operations = await actions[0].GetOperationsAsync(default);
        var compilation = (await operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!.GetCompilationAsync())!;
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));

        // Agent Framework lies beside the tests, but no project references it.
        AppDomain.CurrentDomain.AssemblyResolve += static (_, wanted) =>
            new AssemblyName(wanted.Name).Name is { } name && name.StartsWith("Microsoft.Agents.AI", StringComparison.Ordinal)
                ? Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, name + ".dll"))
                : null;
        using var model = new Model();
        var run = Assembly.Load(stream.ToArray()).GetType("Program")!.GetMethod("Run")!;
        string answer = await (Task<string>)run.Invoke(null, [model])!;

        Assert.Equal("Done.", answer);
        Assert.Equal(["Claims: 8 tools", "Claims mail: 4 tools", "Claims mail: Mail to Ada is sent.", "Claims: The mail is sent."], model.Log);
    }

    /// <summary>The first agent asks the mail agent; the mail agent sends a mail.</summary>
    private sealed class Model : IChatClient
    {
        public List<string> Log { get; } = [];

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Assert.Contains("Help with claims.", options!.Instructions, StringComparison.Ordinal);
            var tools = options.Tools!.OfType<AIFunction>().ToList();
            bool isMail = tools.Any(tool => tool.Name.Contains("Send", StringComparison.Ordinal));
            string agent = isMail ? "Claims mail" : "Claims";
            var last = messages.Last();
            if (last.Contents.OfType<FunctionResultContent>().FirstOrDefault() is { } result)
            {
                Log.Add($"{agent}: {result.Result}");
                return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, isMail ? "The mail is sent." : "Done.")));
            }

            Log.Add($"{agent}: {tools.Count} tools");
            var call = isMail
                ? new FunctionCallContent("2", tools.First(tool => tool.Name.Contains("Send", StringComparison.Ordinal)).Name, new Dictionary<string, object?> { ["to"] = "Ada", ["text"] = "It is paid." })
                : new FunctionCallContent("1", tools.First(tool => tool.Name == "ClaimsMail").Name, new Dictionary<string, object?> { ["query"] = last.Text });
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [call])));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
