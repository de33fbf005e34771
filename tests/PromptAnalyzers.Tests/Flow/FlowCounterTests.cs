using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;
using PromptAnalyzers.Rules;
using Sdk = PromptAnalyzers.Tests.Verification.Sdk;

namespace PromptAnalyzers.Tests.Flow;

/// <summary>What the engine costs, in its own units: they do not depend on how busy the machine is.</summary>
public class FlowCounterTests
{
    [Fact]
    public async Task Ten_times_the_code_costs_ten_times_the_steps()
    {
        var small = await MeasureAsync(Analysis.Compile(References.For(Sdk.ExtensionsAI), Program(10)));
        var large = await MeasureAsync(Analysis.Compile(References.For(Sdk.ExtensionsAI), Program(100)));
        Assert.True(small.Steps > 0 && small.Bodies > 0);
        // The rules that look for a method to reuse look at a few more of ten times as many.
        Assert.InRange(large.Steps, small.Steps * 9, small.Steps * 12);
        Assert.InRange(large.Bodies, small.Bodies * 9, small.Bodies * 11);
        Assert.Equal(small.LargestSteps, large.LargestSteps);
        Assert.InRange(large.LargestSteps, 1, 2_000);
        Assert.InRange(large.LargestBodies, 1, 8);
        Assert.Equal(0, large.BudgetHits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("using Sys = System.Environment;")] // A property of some SDK that holds a prompt is called System.
    public async Task The_arguments_of_methods_that_reach_no_prompt_cost_nothing(string alias)
    {
        var cost = await MeasureAsync(Analysis.Compile(References.For(Sdk.ExtensionsAI), $$"""
            using System.IO;
            {{alias}}

            public static class Report
            {
                public static void Write(string path) => Line(File.ReadAllText(path));
                private static void Line(string text) => System.Console.WriteLine(text);
            }
            """));
        Assert.Equal((0, 0), (cost.Steps, cost.Bodies));
    }

    [Theory]
    [InlineData("System.Console.WriteLine(text);", 0)]
    [InlineData("client.GetResponseAsync(text);", 2)]
    [InlineData("SendAsync(text);", 3)]
    [InlineData("Print(text);", 2)] // What a neighbour does is not looked up by its name.
    public async Task The_arguments_of_a_local_function_that_reaches_no_prompt_cost_nothing(string statement, int bodies)
    {
        var cost = await MeasureAsync(Analysis.Compile(References.For(Sdk.ExtensionsAI), $$"""
            using System.IO;
            using System.Threading.Tasks;
            using Microsoft.Extensions.AI;

            public class Asker(IChatClient client)
            {
                public async Task AskAsync(string path)
                {
                    await SendAsync("Hello");
                    Show(Load(path));
                    void Show(string text) { {{statement}} }
                    void Print(string text) => System.Console.WriteLine(text);
                }

                private static string Load(string path) => File.ReadAllText(path);
                private Task SendAsync(string prompt) => client.GetResponseAsync(prompt);
            }
            """));
        Assert.Equal(bodies, cost.Bodies);
    }

    [Fact]
    public async Task The_words_of_a_file_are_asked_anew_in_another_compilation()
    {
        // One file in two programs, as an edit of another file leaves it: only in the second does what it calls reach a prompt.
        var asker = CSharpSyntaxTree.ParseText("""
            using System.IO;

            public static class Asker
            {
                public static void Ask(string path)
                {
                    Show(File.ReadAllText(path));
                    void Show(string text) => Sender.Send(text);
                }
            }
            """);
        Assert.Equal(0, (await MeasureAsync(With("System.Console.WriteLine(text);"))).Bodies);
        Assert.True((await MeasureAsync(With("new Microsoft.Extensions.AI.ChatMessage(Microsoft.Extensions.AI.ChatRole.User, text);"))).Bodies > 0);

        Compilation With(string statement) => Analysis.Compile(References.For(Sdk.ExtensionsAI), $"public static class Sender {{ public static void Send(string text) {{ {statement} }} }}")
            .AddSyntaxTrees(asker);
    }

    [Theory]
    [InlineData("IServiceCollection", 0)]
    [InlineData("IRegistrations", 1)]
    public async Task Nobody_is_bound_for_a_list_of_services(string type, int bodies)
    {
        var cost = await MeasureAsync(Analysis.Compile(References.For(Sdk.ExtensionsAI), $$"""
            using System.Collections.Generic;
            using System.IO;
            using Microsoft.Extensions.AI;

            public interface {{type}} : IList<string>;

            public static class Setup
            {
                public static void Run({{type}} services, string path)
                {
                    foreach (string line in File.ReadLines(path)) { services.Add(line); }
                    AddChat(services);
                }

                private static void AddChat({{type}} services) => services.Add(new ChatMessage(ChatRole.User, "Hello").Text);
            }
            """));
        Assert.Equal(bodies, cost.Bodies);
    }

    [Theory]
    [InlineData("$\"Number {number}\"", 0)]
    [InlineData("client.GetResponseAsync(\"Hello\").Result.Text", 0)]
    [InlineData("System.IO.File.ReadAllText(path)", 1)]
    public async Task A_callee_is_bound_only_for_an_argument_that_is_large(string argument, int bodies)
    {
        var cost = await MeasureAsync(Analysis.Compile(References.For(Sdk.ExtensionsAI), $$"""
            using System.Threading.Tasks;
            using Microsoft.Extensions.AI;

            public class Asker(IChatClient client)
            {
                public Task AskAsync(string path, int number) => SendAsync({{argument}});
                private Task SendAsync(string prompt) => client.GetResponseAsync(prompt);
            }
            """));
        Assert.Equal(bodies, cost.Bodies);
    }

    [Theory]
    [InlineData("prompt", 2)]
    [InlineData("$\"Again {number}\"", 1)]
    public async Task A_callee_of_a_callee_is_bound_only_for_an_argument_that_a_parameter_reaches(string argument, int bodies)
    {
        var cost = await MeasureAsync(Analysis.Compile(References.For(Sdk.ExtensionsAI), $$"""
            using System.IO;
            using System.Threading.Tasks;
            using Microsoft.Extensions.AI;

            public class Asker(IChatClient client)
            {
                public Task AskAsync(string path) => OnceAsync(File.ReadAllText(path), 2);
                private Task OnceAsync(string prompt, int number) => SendAsync({{argument}});
                private Task SendAsync(string prompt) => client.GetResponseAsync(prompt);
            }
            """));
        Assert.Equal(bodies, cost.Bodies);
    }

    [Theory]
    [InlineData("foreach (var message in chat.Messages) { System.Console.WriteLine(message.Text); }", 2)]
    [InlineData("System.Console.WriteLine(chat.Messages.Count);", 3)]
    public async Task Another_type_that_only_goes_through_a_history_is_not_bound_for_it(string use, int places)
    {
        var cost = await MeasureAsync(Analysis.Compile(References.For(Sdk.ExtensionsAI), $$"""
            using System.Collections.Generic;
            using Microsoft.Extensions.AI;

            public class Chat
            {
                public List<ChatMessage> Messages { get; } = new();
                public void Say(string text) => Messages.Add(new ChatMessage(ChatRole.User, text));
            }

            public static class Page
            {
                public static void Show(Chat chat) { {{use}} }
            }
            """));
        Assert.Equal(places, cost.Places);
    }

    [Theory]
    [InlineData("public Chat(string text)", false)]
    [InlineData("public void Say(string text)", true)]
    public async Task A_history_that_only_a_constructor_fills_is_not_looked_for_in_other_members(string member, bool isLookedFor)
    {
        var cost = await MeasureAsync(Analysis.Compile(References.For(Sdk.ExtensionsAI), $$"""
            using System.Collections.Generic;
            using Microsoft.Extensions.AI;

            public class Chat
            {
                private readonly List<ChatMessage> messages = new();
                {{member}} => messages.Add(new ChatMessage(ChatRole.User, text));
            }
            """));
        Assert.Equal(isLookedFor, cost.Places > 0);
    }

    [Theory]
    [InlineData("\"Sunny.\"", 0)]
    [InlineData("System.IO.File.ReadAllText(city)", 1)]
    public async Task Who_registers_a_method_is_bound_only_for_a_result_that_is_large(string result, int places)
    {
        var cost = await MeasureAsync(Analysis.Compile(References.For(Sdk.ExtensionsAI), $$"""
            using Microsoft.Extensions.AI;

            public static class Weather
            {
                public static string Get(string city) => {{result}};
                public static AIFunction Tool() => AIFunctionFactory.Create(Get);
            }
            """));
        Assert.Equal(places, cost.Places);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("Say(thread);", 0)]
    [InlineData("Say(thread); void Say(Microsoft.SemanticKernel.Agents.AgentThread given) => System.Console.WriteLine(given);", 0)]
    [InlineData("System.Console.WriteLine(thread.ChatHistory.Count); System.Console.WriteLine($\"{thread}\");", 0)]
    [InlineData("Kept = thread;", 1)]
    public async Task Other_bodies_are_bound_only_for_a_session_that_leaves_its_own(string uses, int places)
    {
        var cost = await MeasureAsync(Analysis.Compile(
            [.. References.For(Sdk.SemanticKernel), .. Rules.HistorySdks.KernelAgents.MoreReferences],
            $$"""
            using System.Threading.Tasks;
            using Microsoft.SemanticKernel.Agents;

            public static class Chat
            {
                private static AgentThread Kept;

                public static async Task RunAsync(ChatCompletionAgent agent)
                {
                    var thread = new ChatHistoryAgentThread();
                    await foreach (var response in agent.InvokeAsync("Hello", thread)) { }
                    {{uses}}
                }

                private static void Say(AgentThread thread) => Kept ??= new AgentThread();
            }
            """));
        Assert.Equal(places, cost.Places);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("public void Clear() => thread = null;", true)]
    [InlineData("public int Count => 0; public void Show() => System.Console.WriteLine(thread);", true)]
    [InlineData("public Microsoft.SemanticKernel.ChatMessageContent Last() => ((ChatHistoryAgentThread)thread).ChatHistory.Last();", true)]
    [InlineData("public IEnumerable<Microsoft.SemanticKernel.ChatMessageContent> Said() => ((ChatHistoryAgentThread)thread).ChatHistory.Skip(1);", true)]
    [InlineData("public Microsoft.SemanticKernel.ChatMessageContent[] All() => ((ChatHistoryAgentThread)thread).ChatHistory.ToArray();", true)]
    [InlineData("public IAsyncEnumerable<Microsoft.SemanticKernel.ChatMessageContent> Go(Agent other) => chat.InvokeAsync(other); private AgentGroupChat chat = new();", true)]
    [InlineData("public AgentGroupChat Go() => chat; private AgentGroupChat chat = new();", false)]
    [InlineData("public Kept<Microsoft.SemanticKernel.ChatMessageContent> Keep() => thread.Keep<Microsoft.SemanticKernel.ChatMessageContent>();", false)]
    [InlineData("public AgentThread Thread => thread;", false)]
    [InlineData("public AgentThread Give() => thread;", false)]
    [InlineData("private System.Func<AgentThread> give = () => new Chat().thread;", false)]
    public async Task Other_types_are_bound_only_for_a_session_that_leaves_the_type_whose_private_field_keeps_it(string member, bool stays)
    {
        var few = await MeasureAsync(Program(1));
        var many = await MeasureAsync(Program(20));
        Assert.Equal(stays, few.Places == many.Places);

        Compilation Program(int others) => Analysis.Compile(
            [.. References.For(Sdk.SemanticKernel), .. Rules.HistorySdks.KernelAgents.MoreReferences],
            $$"""
            using System.Collections.Generic;
            using System.Linq;
            using System.Threading.Tasks;
            using Microsoft.SemanticKernel.Agents;

            public class Chat
            {
                private AgentThread thread = new ChatHistoryAgentThread();

                public async Task RunAsync(ChatCompletionAgent agent)
                {
                    await foreach (var response in agent.InvokeAsync("Hello", thread)) { }
                }

                {{member}}
            }

            public class Kept<T> { public AgentThread Thread; }

            public static class Keeping { public static Kept<T> Keep<T>(this AgentThread thread) => new() { Thread = thread }; }

            public static class Other
            {
                {{string.Concat(Enumerable.Range(0, others).Select(static i => $$"""
                public static async Task Run{{i}}Async(ChatCompletionAgent agent)
                {
                    var once = new ChatHistoryAgentThread();
                    await foreach (var response in agent.InvokeAsync("Hello", once)) { }
                }
                """))}}
            }
            """);
    }

    [Fact]
    public void Reaching_a_budget_is_counted_and_silent()
    {
        var flow = new FlowCompilation($"static string M(string path) => File.ReadAllText(path){string.Concat(Enumerable.Repeat(".Trim()", 200))};");
        Assert.False(flow.IsUnbounded("M"));
        Assert.True(flow.Engine.Counters.BudgetHits > 0);
    }

    [Fact]
    public void A_body_costs_two_thousand_steps_at_most()
    {
        var flow = new FlowCompilation($"static string M(string a) => $\"{string.Concat(Enumerable.Repeat("{a}", 3_000))}\";");
        flow.ReturnOf("M");
        Assert.Equal(2_000, flow.Engine.Counters.Steps);
        Assert.True(flow.Engine.Counters.BudgetHits > 0);
    }

    [Fact]
    public void Calls_in_calls_that_are_too_deep_together_are_cut_and_not_remembered()
    {
        const int Trims = 100;
        var source = new StringBuilder("static string M0() => File.ReadAllText(\"a\");\n");
        for (int i = 1; i < 7; i++)
        {
            source.AppendLine($"static string M{i}() => M{i - 1}(){string.Concat(Enumerable.Repeat(".Trim()", Trims))};");
        }

        var flow = new FlowCompilation(source.ToString());
        Assert.False(flow.IsUnbounded("M5"));
        Assert.True(flow.Engine.Counters.BudgetHits > 0);
        Assert.True(flow.IsUnbounded("M4"));
    }

    [Fact]
    public void A_result_is_computed_once()
    {
        var flow = new FlowCompilation("""
            static string Load(string path) => File.ReadAllText(path);
            static string First(string path) => Load(path);
            static string Second(string path) => Load(path);
            """);
        Assert.True(flow.IsUnbounded("First"));
        long bodies = flow.Engine.Counters.Bodies;
        Assert.True(flow.IsUnbounded("Second"));
        Assert.Equal(bodies, flow.Engine.Counters.Bodies);
    }

    [Fact]
    public void Huge_expressions_cost_a_step_a_part()
    {
        var flow = new FlowCompilation($"static string M(string a) => $\"{string.Concat(Enumerable.Repeat("{a}", 1_500))}\"; static string N(string a) => {string.Join(" + ", Enumerable.Repeat("a", 1_500))};");
        flow.ReturnOf("M");
        Assert.InRange(flow.Engine.Counters.Steps, 1_500, 2_000);
        flow.ReturnOf("N");
        Assert.InRange(flow.Engine.Counters.Steps, 3_000, 4_000);
    }

    [Theory]
    [InlineData("static string A(int n) => n > 0 ? A(n - 1) : \"\";")]
    [InlineData("static string A(int n) => n > 0 ? B(n - 1) : \"\"; static string B(int n) => n > 0 ? A(n - 1) : \"\";")]
    [InlineData("static string A(int n) => A(n - 1) + A(n - 2) + A(n - 3);")]
    public void Recursion_costs_next_to_nothing(string members)
    {
        var flow = new FlowCompilation(members);
        Assert.False(flow.IsUnbounded("A"));
        Assert.InRange(flow.Engine.Counters.Steps, 1, 50);
    }

    [Fact]
    public void A_cancelled_query_stops()
    {
        var flow = new FlowCompilation("static string M(string path) => File.ReadAllText(path);");
        Assert.Throws<OperationCanceledException>(() => flow.ReturnOf("M", new CancellationToken(canceled: true)));
        Assert.True(flow.IsUnbounded("M"));
    }

    /// <summary>Methods that read, cut, call each other and send, over and over.</summary>
    private static string Program(int classes)
    {
        var source = new StringBuilder("using System.IO; using System.Threading.Tasks; using Microsoft.Extensions.AI;\n");
        for (int i = 0; i < classes; i++)
        {
            source.Append($$"""
                public class Asker{{i}}(IChatClient client)
                {
                    private static string Load(string path) => File.ReadAllText(path);
                    private static string Cut(string text, int max) => text.Length > max ? text[..max] : text;
                    public async Task AskAsync(string path)
                    {
                        string text = Load(path);
                        if (text.Length == 0) { text = "none"; }
                        string prompt = $"Sum: {text} {Cut(Load(path), 500)}";
                        for (int i = 0; i < 3; i++) { prompt += Cut(text, 100); }
                        await SendAsync(prompt);
                    }
                    private Task SendAsync(string prompt) => client.GetResponseAsync(prompt);
                }

                """);
        }

        return source.ToString();
    }

    private static async Task<Cost> MeasureAsync(Compilation compilation)
    {
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        var analyzer = new Measuring();
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (exception, _, _) => analyzer.Failures.Add(exception.ToString()), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        await compilation.WithAnalyzers([analyzer], options).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        Assert.Empty(analyzer.Failures);
        return analyzer.Cost;
    }

    private sealed record Cost(long Steps, long Bodies, long Places, long BudgetHits, long LargestSteps, long LargestBodies);

    /// <summary>Runs the product's rules as its own analyzer does, and reads the counters between bodies.</summary>
#pragma warning disable RS1022, RS1036, RS1038, RS1041, RS1025, RS1026 // Not shipped; counts one body at a time.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class Measuring : DiagnosticAnalyzer
    {
        public List<string> Failures { get; } = [];

        public Cost Cost { get; private set; } = new(0, 0, 0, 0, 0, 0);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationStartAction(start =>
            {
                var context = new RuleContext(start.Compilation, start.Options, UserFacts.Read(start.Options, start.CancellationToken));
                var rules = PromptRules.Create(context);
                var counters = context.Engine.Counters;
                start.RegisterOperationBlockAction(block =>
                {
                    long steps = counters.Steps;
                    long bodies = counters.Bodies;
                    var body = new BodyContext(block, context.Names);
                    foreach (var rule in rules)
                    {
                        rule.AnalyzeBody(body);
                    }

                    Cost = new Cost(
                        counters.Steps, counters.Bodies, counters.Places, counters.BudgetHits,
                        Math.Max(Cost.LargestSteps, counters.Steps - steps), Math.Max(Cost.LargestBodies, counters.Bodies - bodies));
                });
            });
        }
    }
#pragma warning restore RS1036, RS1038, RS1041, RS1025, RS1026
}
