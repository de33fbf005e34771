using static PromptAnalyzers.Tests.Rules.ToolCode;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA1001: what counts as advertised, and how the number comes about.</summary>
public sealed class TooManyToolsCountingTests
{
    private const Sdk Kernel = Sdk.SemanticKernel;
    private const string AutoChoice = "new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() }";

    // Options that change before they are used

    [Fact]
    public Task Tools_that_are_cleared_between_adds_are_silent() => Silent($$"""
        var options = new ChatOptions { Tools = [{{Names(1, 8)}}] };
        options.Tools.Clear();
        options.Tools.Add(t9);
        options.Tools.Add(t10);
        options.Tools.Add(t11);
        await client.GetResponseAsync(question, options);
        """);

    [Fact]
    public Task Without_the_clear_they_are_reported() => Reports($$"""
        var options = new ChatOptions { Tools = {|PA1001:[{{Names(1, 8)}}]|} };
        options.Tools.Add(t9);
        options.Tools.Add(t10);
        options.Tools.Add(t11);
        await client.GetResponseAsync(question, options);
        """);

    [Fact]
    public Task Tools_that_are_removed_by_index_are_silent() => Silent($$"""
        var options = new ChatOptions { Tools = [{{Names(1, 11)}}] };
        options.Tools.RemoveAt(0);
        await client.GetResponseAsync(question, options);
        """);

    [Fact]
    public Task Tools_that_are_used_before_they_are_removed_are_reported() => Reports($$"""
        var options = new ChatOptions { Tools = {|PA1001:[{{Names(1, 11)}}]|} };
        await client.GetResponseAsync(question, options);
        options.Tools.RemoveAt(0);
        await client.GetResponseAsync(question, options);
        """);

    [Fact]
    public Task Tools_that_are_replaced_before_they_are_used_are_silent() => Silent($$"""
        var options = new ChatOptions { Tools = [{{Names(1, 11)}}] };
        options.Tools = [t1];
        await client.GetResponseAsync(question, options);
        """);

    [Fact]
    public Task Both_lists_of_options_that_are_used_twice_are_reported() => Reports($$"""
        var options = new ChatOptions { Tools = {|PA1001:[{{Names(1, 11)}}]|} };
        await client.GetResponseAsync(question, options);
        options.Tools = {|PA1001:[{{Names(2, 12)}}]|};
        await client.GetResponseAsync(question, options);
        """);

    [Fact]
    public Task Adds_on_a_condition_are_silent() => Silent($$"""
        var options = new ChatOptions { Tools = [{{Names(1, 8)}}] };
        if (question.Length > 3)
        {
            options.Tools.Add(t9);
            options.Tools.Add(t10);
            options.Tools.Add(t11);
        }

        await client.GetResponseAsync(question, options);
        """);

    [Fact]
    public Task Two_options_objects_are_silent() => Silent($$"""
        var first = new ChatOptions { Tools = [{{Names(1, 6)}}] };
        var second = new ChatOptions { Tools = [{{Names(7, 12)}}] };
        await client.GetResponseAsync(question, first);
        await client.GetResponseAsync(question, second);
        """);

    [Fact]
    public Task Tools_that_a_tool_adds_when_asked_are_silent() => Silent($$"""
        var options = new ChatOptions { Tools = [{{Names(1, 9)}}] };
        options.Tools.Add(AIFunctionFactory.Create(() => { options.Tools.Add(t11); options.Tools.Add(t12); }, "more"));
        await client.GetResponseAsync(question, options);
        """);

    [Fact]
    public Task Tools_behind_members_that_may_be_null_are_counted_and_reported() => Verify.Reports(Snippet.Members(Fields(12) + $$"""
        private sealed class Desk { public Settings? Settings { get; set; } }

        private sealed class Settings { public ChatOptions? Options { get; set; } }

        private static void Configure(Desk? desk)
        {
            {{string.Concat(Enumerable.Range(1, 10).Select(i => $"desk?.Settings?.Options?.Tools?.Add(t{i});\n"))}}
            desk?.Settings?.Options?{|PA1001:.Tools!.Add(t11)|};
        }
        """));

    [Fact]
    public Task Options_configured_in_a_builder_are_reported() => Reports($$"""
        var configured = new ChatClientBuilder(client).ConfigureOptions(options => options.Tools = {|PA1001:[{{Names(1, 11)}}]|}).Build();
        await configured.GetResponseAsync(question);
        """);

    // Lists

    [Fact]
    public Task A_loop_over_a_known_array_is_counted_and_reported() => Reports("""
        Delegate[] methods = [() => 1, () => 2, () => 3, () => 4, () => 5, () => 6, () => 7, () => 8, () => 9, () => 10, () => 11];
        var tools = new List<AITool>();
        foreach (var method in methods)
        {
            tools.Add(AIFunctionFactory.Create(method));
        }

        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:tools|} });
        """);

    [Fact]
    public Task A_loop_that_tests_each_is_silent() => Silent("""
        Delegate[] methods = [() => 1, () => 2, () => 3, () => 4, () => 5, () => 6, () => 7, () => 8, () => 9, () => 10, () => 11];
        var tools = new List<AITool>();
        foreach (var method in methods)
        {
            if (question.Contains(method.Method.Name)) tools.Add(AIFunctionFactory.Create(method));
        }

        await client.GetResponseAsync(question, new ChatOptions { Tools = tools });
        """);

    [Fact]
    public Task All_values_of_a_dictionary_are_counted_and_reported() => Reports($$"""
        var all = new Dictionary<string, AITool> { {{string.Join(", ", Enumerable.Range(1, 11).Select(i => $"[\"{i}\"] = t{i}"))}} };
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:[.. all.Values]|} });
        """);

    [Fact]
    public Task A_dictionary_of_ten_pairs_is_ten_tools_and_silent() => Silent($$"""
        var all = new Dictionary<string, AITool> { {{string.Join(", ", Enumerable.Range(1, 10).Select(i => $"{{ \"{i}\", t{i} }}"))}} };
        await client.GetResponseAsync(question, new ChatOptions { Tools = [.. all.Values] });
        """);

    [Fact]
    public Task Tools_appended_one_by_one_are_counted_and_reported() => Reports($$"""
        AITool[] some = [{{Names(1, 9)}}];
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:some.Append(t10).Prepend(t11).ToList()|} });
        """);

    [Fact]
    public Task A_helper_that_adds_to_a_list_is_counted_and_reported() => Verify.Reports(Snippet.Members(Fields(12) + $$"""
        private static void AddMail(List<AITool> tools) => tools.AddRange([{{Names(7, 11)}}]);

        public async Task AskAsync()
        {
            List<AITool> tools = [{{Names(1, 6)}}];
            AddMail(tools);
            await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:tools|} });
        }
        """));

    [Fact]
    public Task A_helper_that_takes_tools_out_is_silent() => Verify.Silent(Snippet.Members(Fields(12) + $$"""
        private static void Prune(List<AITool> tools) => tools.RemoveAll(tool => tool.Name.Length > 2);

        public async Task AskAsync()
        {
            List<AITool> tools = [{{Names(1, 11)}}];
            Prune(tools);
            await client.GetResponseAsync(question, new ChatOptions { Tools = tools });
        }
        """));

    [Fact]
    public Task A_field_that_the_constructor_fills_is_counted_and_reported() => Verify.Reports(Snippet.Members(Fields(12) + $$"""
        private readonly List<AITool> tools = [{{Names(1, 9)}}];

        public Snippet()
        {
            tools.Add(t10);
            tools.Add(t11);
        }

        public Task<ChatResponse> AskAsync() => client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:tools|} });
        """));

    [Fact]
    public Task A_field_from_which_a_method_removes_is_silent() => Verify.Silent(Snippet.Members(Fields(12) + $$"""
        private readonly List<AITool> tools = [{{Names(1, 11)}}];

        public void Forget(AITool tool) => tools.Remove(tool);

        public Task<ChatResponse> AskAsync() => client.GetResponseAsync(question, new ChatOptions { Tools = tools });
        """));

    [Fact]
    public Task A_list_that_others_may_set_is_silent() => Verify.Silent(Snippet.Members(Fields(12) + $$"""
        public IList<AITool> Tools { get; set; } = [{{Names(1, 11)}}];

        public Task<ChatResponse> AskAsync() => client.GetResponseAsync(question, new ChatOptions { Tools = Tools });
        """));

    [Fact]
    public Task Methods_found_by_reflection_are_counted_and_reported() => Verify.Reports(Snippet.Members(Plugin("Desk", 11, "Description(\"d\")") + """
        public Task<ChatResponse> AskAsync(Desk desk) => client.GetResponseAsync(question, new ChatOptions
        {
            Tools = {|PA1001:[.. typeof(Desk).GetMethods().Select(method => AIFunctionFactory.Create(method, desk))]|},
        });
        """));

    [Fact]
    public Task Methods_chosen_by_reflection_are_silent() => Verify.Silent(Snippet.Members(Plugin("Desk", 11, "Description(\"d\")") + """
        public Task<ChatResponse> AskAsync(Desk desk) => client.GetResponseAsync(question, new ChatOptions
        {
            Tools = [.. typeof(Desk).GetMethods().Where(method => question.Contains(method.Name)).Select(method => AIFunctionFactory.Create(method, desk))],
        });
        """));

    [Fact]
    public Task An_iterator_that_yields_them_one_by_one_is_counted_and_reported() => Verify.Reports(Snippet.Members(Fields(12) + $$"""
        private static IEnumerable<AITool> All()
        {
            {{string.Concat(Enumerable.Range(1, 11).Select(i => $"yield return t{i};\n"))}}
        }

        public Task<ChatResponse> AskAsync() => client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:[.. All()]|} });
        """));

    // Surprises of real code

    [Fact]
    public Task Surprise_an_iterator_over_what_a_remote_card_lists_is_silent() => Verify.Silent(Snippet.Members("""
        private static IEnumerable<AITool> All(IEnumerable<string> skills)
        {
            foreach (string skill in skills)
            {
                yield return AIFunctionFactory.Create(() => skill, skill);
            }
        }

        public Task<ChatResponse> AskAsync(List<string> skills) => client.GetResponseAsync(question, new ChatOptions { Tools = [.. All(skills)] });
        """));

    [Fact]
    public Task Surprise_plugins_for_template_calls_only_are_silent() => Verify.Silent(InKernel("""
        kernel.ImportPluginFromType<TimePlugin>("time");
        await kernel.InvokePromptAsync("Today is {{time.TimePlugin1}}.");
        """, Plugin("TimePlugin", 18)), Kernel);

    [Fact]
    public Task Surprise_plugins_that_are_invoked_directly_are_silent() => Verify.Silent(InKernel("""
        kernel.ImportPluginFromType<TimePlugin>("time");
        await kernel.InvokeAsync("time", "TimePlugin1");
        """, Plugin("TimePlugin", 18)), Kernel);

    [Fact]
    public Task Surprise_a_kernel_that_advertises_beside_one_that_does_not_is_silent() => Verify.Silent(InKernel($$$"""
        var templates = new Kernel();
        templates.ImportPluginFromType<TimePlugin>("time");
        kernel.ImportPluginFromType<Mail>();
        await templates.InvokePromptAsync("Today is {{time.TimePlugin1}}.");
        await kernel.InvokePromptAsync(question, new KernelArguments({{{AutoChoice}}}));
        """, Plugin("TimePlugin", 18) + Plugin("Mail", 4)), Kernel);

    [Fact]
    public Task Surprise_the_kernel_that_advertises_is_reported() => Verify.Reports(InKernel($$"""
        var templates = new Kernel();
        templates.ImportPluginFromType<Mail>();
        {|PA1001:kernel.ImportPluginFromType<TimePlugin>("time")|};
        await templates.InvokePromptAsync(question);
        await kernel.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
        """, Plugin("TimePlugin", 18) + Plugin("Mail", 4)), Kernel);

    [Fact]
    public Task Surprise_functions_selected_for_each_question_are_silent() => Verify.Silent(Snippet.File($$"""
        #pragma warning disable SKEXP0130
        using System.Linq;
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.Functions;

        {{Plugin("Mail", 16)}}
        public class Snippet
        {
            public ContextualFunctionProvider Make(Microsoft.Extensions.VectorData.VectorStore store)
            {
                var plugin = KernelPluginFactory.CreateFromType<Mail>();
                return new ContextualFunctionProvider(store, 1536, plugin.AsAIFunctions(), maxNumberOfFunctions: 3);
            }
        }
        """), Kernel);

    [Fact]
    public Task Surprise_two_plugins_of_one_name_are_told_apart_and_silent() => Verify.Silent(InKernel($$"""
        kernel.ImportPluginFromType<Small.TimePlugin>();
        await kernel.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
        """, "public static class Small\n{\n" + Plugin("TimePlugin", 1) + "}\npublic static class Large\n{\n" + Plugin("TimePlugin", 18) + "}\n"), Kernel);

    [Fact]
    public Task Surprise_steps_of_a_process_are_no_tools_and_silent() => Verify.Silent(Snippet.File($$"""
        using System.Threading.Tasks;
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.Connectors.OpenAI;

        {{Plugin("Step", 12).Replace("class Step", "class Step : KernelProcessStep", StringComparison.Ordinal)}}
        public class Snippet
        {
            public async Task RunAsync(Kernel kernel, string question)
            {
                kernel.ImportPluginFromType<Step>();
                await kernel.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
            }
        }
        """), Kernel, settings: StandIns.With("Microsoft.SemanticKernel.Agents"));

    [Fact]
    public Task Surprise_four_imports_of_two_functions_each_are_silent() => Verify.Silent(InKernel($$"""
        kernel.Plugins.AddFromObject(new Lamp(), "porch");
        kernel.Plugins.AddFromObject(new Lamp(), "kitchen");
        kernel.Plugins.AddFromObject(new Lamp(), "office");
        kernel.Plugins.AddFromObject(new Lamp(), "garage");
        await kernel.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
        """, Plugin("Lamp", 2)), Kernel);

    [Fact]
    public Task Surprise_hidden_tools_of_a_harness_alone_are_silent() => Verify.Silent(Harness("""
        client.AsHarnessAgent(new HarnessAgentOptions { ChatOptions = new ChatOptions { Tools = [t1] } });
        """), settings: StandIns.With("Microsoft.Agents.AI"));

    [Fact]
    public Task Surprise_hidden_tools_of_a_harness_count_beside_the_visible_ones() => Verify.Reports(Harness("""
        client.AsHarnessAgent(new HarnessAgentOptions
        {
            DisableTodoProvider = true,
            DisableAgentModeProvider = true,
            DisableWebSearch = true,
            ChatOptions = new ChatOptions { Tools = {|PA1001:[t1, t2, t3, t4]|} },
        });
        client.AsHarnessAgent(new HarnessAgentOptions
        {
            DisableFileMemory = true,
            DisableAgentModeProvider = true,
            DisableWebSearch = true,
            ChatOptions = new ChatOptions { Tools = [t1, t2, t3, t4] },
        });
        """), settings: StandIns.With("Microsoft.Agents.AI"));

    [Fact]
    public Task Surprise_tools_behind_a_search_tool_are_silent() => Verify.Silent(Snippet.Members("#pragma warning disable MEAI001\n" + Fields(12) + $$"""
        public Task<ChatResponse> AskAsync() => client.GetResponseAsync(question, new ChatOptions { Tools = [new HostedToolSearchTool(), {{Names(1, 12)}}] });
        """));

    // Kernels

    [Fact]
    public Task A_builder_and_its_kernel_are_one_and_reported() => Verify.Reports(InKernel($$"""
        var builder = Microsoft.SemanticKernel.Kernel.CreateBuilder();
        builder.Plugins.AddFromType<Claims>();
        var built = builder.Build();
        {|PA1001:built.Plugins.AddFromType<Mail>()|};
        await built.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
        """, Plugin("Claims", 6) + Plugin("Mail", 5)), Kernel);

    [Fact]
    public Task What_a_clone_gets_does_not_count_for_the_original_and_is_silent() => Verify.Silent(InKernel($$"""
        kernel.Plugins.AddFromType<Claims>();
        var clone = kernel.Clone();
        clone.Plugins.AddFromType<Mail>();
        await kernel.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
        """, Plugin("Claims", 6) + Plugin("Mail", 5)), Kernel);

    [Fact]
    public Task A_clone_starts_with_the_plugins_of_the_original_and_is_reported() => Verify.Reports(InKernel($$"""
        kernel.Plugins.AddFromType<Claims>();
        var clone = kernel.Clone();
        {|PA1001:clone.Plugins.AddFromType<Mail>()|};
        await clone.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
        """, Plugin("Claims", 6) + Plugin("Mail", 5)), Kernel);

    [Fact]
    public Task Imports_in_the_constructor_and_settings_in_a_method_are_reported() => Verify.Reports(Snippet.Members(Plugin("Claims", 11) + $$"""
        private readonly Kernel desk;

        public Snippet(Kernel desk)
        {
            this.desk = desk;
            {|PA1001:desk.ImportPluginFromType<Claims>()|};
        }

        public Task AskAsync() => chat.GetChatMessageContentAsync(question, {{AutoChoice}}, desk);
        """), Kernel);

    [Fact]
    public Task Settings_of_another_kernel_in_a_method_are_silent() => Verify.Silent(Snippet.Members(Plugin("Claims", 11) + $$"""
        private readonly Kernel desk;

        public Snippet(Kernel desk)
        {
            this.desk = desk;
            desk.ImportPluginFromType<Claims>();
        }

        public Task AskAsync() => chat.GetChatMessageContentAsync(question, {{AutoChoice}}, kernel);
        """), Kernel);

    [Fact]
    public Task Functions_of_any_accessibility_and_of_base_types_are_counted_and_reported() => Verify.Reports(InKernel($$"""
        {|PA1001:kernel.ImportPluginFromType<Claims>()|};
        await kernel.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
        """, Plugin("Basic", 6, access: "private") + Plugin("Claims", 5, access: "internal static").Replace("class Claims", "class Claims : Basic", StringComparison.Ordinal)), Kernel);

    [Fact]
    public Task Imports_on_a_condition_are_silent() => Verify.Silent(InKernel($$"""
        kernel.ImportPluginFromType<Claims>();
        if (question.Length > 3) kernel.ImportPluginFromType<Mail>();
        await kernel.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
        """, Plugin("Claims", 6) + Plugin("Mail", 5)), Kernel);

    [Fact]
    public Task The_older_setting_reports_as_well_and_is_reported() => Verify.Reports(InKernel("""
        {|PA1001:kernel.ImportPluginFromType<Claims>()|};
        var settings = new OpenAIPromptExecutionSettings { ToolCallBehavior = ToolCallBehavior.AutoInvokeKernelFunctions };
        await chat.GetChatMessageContentAsync(question, settings, kernel);
        """, Plugin("Claims", 11)), Kernel);

    // The message

    [Fact]
    public async Task The_message_tells_the_count_and_its_origin()
    {
        var source = InKernel($$"""
            kernel.ImportPluginFromType<MathPlugin>();
            kernel.ImportPluginFromFunctions("here", [KernelFunctionFactory.CreateFromMethod(() => 1, "a"), KernelFunctionFactory.CreateFromMethod(() => 2, "b")]);
            await kernel.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
            """, Plugin("MathPlugin", 9)).ToSource(Kernel);
        var diagnostic = Assert.Single(await Analysis.RunAsync(Analysis.Compile(References.For(Kernel), source)));
        Assert.Contains("11 tools are advertised to the model (9 from MathPlugin, 2 listed here), more than 10", diagnostic.GetMessage(null), StringComparison.Ordinal);
        Assert.Equal(3, diagnostic.AdditionalLocations.Count);
    }

    [Fact]
    public async Task The_message_names_the_framework_that_adds_tools()
    {
        var source = Harness("""
            client.AsHarnessAgent(new HarnessAgentOptions
            {
                DisableTodoProvider = true,
                DisableAgentModeProvider = true,
                DisableWebSearch = true,
                ChatOptions = new ChatOptions { Tools = [t1, t2, t3, t4] },
            });
            """).ToSource(Sdk.ExtensionsAI);
        var references = References.For(Sdk.ExtensionsAI).Add(StandIns.Reference("Microsoft.Agents.AI"));
        var diagnostic = Assert.Single(await Analysis.RunAsync(Analysis.Compile(references, source)));
        Assert.Contains("11 tools are advertised to the model (7 file memory tools of AsHarnessAgent, 4 listed here)", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    // Doppelgangers

    [Fact]
    public Task An_own_agent_with_a_tools_parameter_is_silent() => Verify.Silent(Snippet.Members(Fields(12) + $$"""
        private static void AsAIAgent(IChatClient client, IList<AITool> tools) => Console.WriteLine(tools.Count);

        public void Run() => AsAIAgent(client, tools: [{{Names(1, 12)}}]);
        """));

    [Fact]
    public Task A_plugin_with_an_own_attribute_is_silent() => Verify.Silent(InKernel($$"""
        kernel.ImportPluginFromType<Claims>();
        await kernel.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
        """, "public sealed class KernelFunctionAttribute : Attribute { }\n" + Plugin("Claims", 11, "Snippet.KernelFunction")), Kernel);

    [Fact]
    public Task Own_settings_that_are_called_auto_are_silent() => Verify.Silent(InKernel("""
        kernel.ImportPluginFromType<Claims>();
        await kernel.InvokePromptAsync(question, new KernelArguments(FunctionChoiceBehavior.Auto()));
        """, "private static class FunctionChoiceBehavior { public static PromptExecutionSettings Auto() => new(); }\n" + Plugin("Claims", 11)), Kernel);

    private static Task Reports(string statements) => Verify.Reports(InMethod(statements));

    private static Task Silent(string statements) => Verify.Silent(InMethod(statements));

    private static Snippet InMethod(string statements) =>
        Snippet.Members(Fields(12) + "\npublic async Task RunAsync()\n{\n" + statements + "\n}\n");

    private static Snippet InKernel(string statements, string plugins) =>
        Snippet.Members(plugins + "public async Task RunAsync()\n{\n" + statements + "\n}\n");

    private static Snippet Harness(string statements) => Snippet.File($$"""
        using Microsoft.Agents.AI;
        using Microsoft.Extensions.AI;

        public class Snippet
        {
            {{Fields(4)}}
            public void Run(IChatClient client)
            {
                {{statements}}
            }
        }
        """);
}
