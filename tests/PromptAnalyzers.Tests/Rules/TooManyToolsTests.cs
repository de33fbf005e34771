using System.Text;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA1001: too many tools are advertised to one model call.</summary>
public sealed class TooManyToolsTests
{
    private const Sdk Kernel = Sdk.SemanticKernel;

    private static readonly string Members = MakeMembers();

    // Reports

    [Fact]
    public Task Eleven_tools_in_chat_options_are_reported() => Verify.Reports(InMethod($$"""
        var options = new ChatOptions { Tools = {|PA1001:[{{Tools(1, 11)}}]|} };
        await client.GetResponseAsync(question, options);
        """));

    [Fact]
    public Task Eleven_tools_in_inline_options_are_reported() => Verify.Reports(InMethod($$"""
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:new List<AITool> { {{Tools(1, 11)}} }|} });
        """));

    [Fact]
    public Task An_array_is_reported() => Verify.Reports(InMethod($$"""
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:new AITool[] { {{Tools(1, 11)}} }|} });
        """));

    [Fact]
    public Task A_list_local_is_reported_where_it_is_attached() => Verify.Reports(InMethod($$"""
        List<AITool> tools = [{{Tools(1, 11)}}];
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:tools|} });
        """));

    [Fact]
    public Task Added_tools_are_counted_and_reported() => Verify.Reports(InMethod($$"""
        var tools = new List<AITool> { {{Tools(1, 10)}} };
        tools.Add(t11);
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:tools|} });
        """));

    [Fact]
    public Task An_added_range_is_counted_and_reported() => Verify.Reports(InMethod($$"""
        var tools = new List<AITool> { {{Tools(1, 6)}} };
        tools.AddRange([{{Tools(7, 11)}}]);
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:tools|} });
        """));

    [Fact]
    public Task Spreads_are_counted_and_reported() => Verify.Reports(InMethod($$"""
        AITool[] claims = [{{Tools(1, 6)}}];
        AITool[] mail = [{{Tools(7, 11)}}];
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:[.. claims, .. mail]|} });
        """));

    [Fact]
    public Task A_concatenation_is_counted_and_reported() => Verify.Reports(InMethod($$"""
        AITool[] claims = [{{Tools(1, 6)}}];
        AITool[] mail = [{{Tools(7, 11)}}];
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:claims.Concat(mail).ToList()|} });
        """));

    [Fact]
    public Task A_field_is_counted_and_reported() => Verify.Reports(Snippet.Members(Members + $$"""

        private static readonly AITool[] All = [{{Tools(1, 11)}}];

        public Task<ChatResponse> AskAsync() => client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:All|} });
        """));

    [Fact]
    public Task Tools_made_in_place_are_counted_and_reported() => Verify.Reports(InMethod($$"""
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:[{{Created(1, 11)}}]|} });
        """));

    [Fact]
    public Task Openai_options_are_reported() => Verify.Reports(Snippet.Members($$"""
        {{string.Join("\n", Enumerable.Range(1, 11).Select(i => $"private static readonly ChatTool t{i} = ChatTool.CreateFunctionTool(\"t{i}\");"))}}

        public async Task AskAsync()
        {
            var options = new ChatCompletionOptions { Tools = {|PA1001:{ {{Tools(1, 11)}} }|} };
            await openAI.CompleteChatAsync([new UserChatMessage(question)], options);
        }
        """), Sdk.OpenAI);

    [Fact]
    public Task A_plugin_type_with_function_choice_is_reported_at_the_import() => Verify.Reports(Snippet.Members(Plugin("Big", 11) + """

        public async Task AskAsync()
        {
            {|PA1001:kernel.ImportPluginFromType<Big>()|};
            var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
            await kernel.InvokePromptAsync(question, new KernelArguments(settings));
        }
        """), Kernel);

    [Fact]
    public Task The_import_that_passes_the_limit_is_reported() => Verify.Reports(Snippet.Members(Plugin("Claims", 6) + Plugin("Mail", 5) + """

        public async Task AskAsync()
        {
            kernel.Plugins.AddFromType<Claims>();
            {|PA1001:kernel.Plugins.AddFromType<Mail>()|};
            var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
            await kernel.InvokePromptAsync(question, new KernelArguments(settings));
        }
        """), Kernel);

    [Fact]
    public Task A_plugin_object_is_reported_at_the_import() => Verify.Reports(Snippet.Members(Plugin("Big", 11) + """

        public async Task AskAsync()
        {
            {|PA1001:kernel.ImportPluginFromObject(new Big(), "big")|};
            var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Required() };
            await chat.GetChatMessageContentAsync(question, settings, kernel);
        }
        """), Kernel);

    // Silent

    [Fact]
    public Task Ten_tools_are_silent() => Verify.Silent(InMethod($$"""
        await client.GetResponseAsync(question, new ChatOptions { Tools = [{{Tools(1, 10)}}] });
        """));

    [Fact]
    public Task The_same_tool_many_times_is_one_tool_and_silent() => Verify.Silent(InMethod("""
        await client.GetResponseAsync(question, new ChatOptions { Tools = [t1, t1, t1, t1, t1, t1, t1, t1, t1, t1, t1, t2] });
        """));

    [Fact]
    public Task Tools_of_two_calls_are_silent() => Verify.Silent(InMethod($$"""
        await client.GetResponseAsync(question, new ChatOptions { Tools = [{{Tools(1, 6)}}] });
        await client.GetResponseAsync(question, new ChatOptions { Tools = [{{Tools(7, 12)}}] });
        """));

    [Fact]
    public Task A_choice_of_two_lists_is_silent() => Verify.Silent(InMethod($$"""
        AITool[] tools = question.Length > 10 ? [{{Tools(1, 6)}}] : [{{Tools(7, 12)}}];
        await client.GetResponseAsync(question, new ChatOptions { Tools = tools });
        """));

    [Fact]
    public Task A_list_of_unknown_size_is_silent() => Verify.Silent(Snippet.Members("""
        private static Task<List<AITool>> PickAsync(string query, int top) => Task.FromResult(new List<AITool>());

        public async Task AskAsync()
        {
            var options = new ChatOptions { Tools = [.. await PickAsync(question, top: 5)] };
            await client.GetResponseAsync(question, options);
        }
        """));

    [Fact]
    public Task A_catalogue_that_is_not_attached_is_silent() => Verify.Silent(Snippet.Members(Members + $$"""

        private static readonly AITool[] All = [{{Tools(1, 12)}}];

        public int Count() => All.Length;
        """));

    [Fact]
    public Task A_filtered_list_is_silent() => Verify.Silent(InMethod($$"""
        AITool[] all = [{{Tools(1, 12)}}];
        await client.GetResponseAsync(question, new ChatOptions { Tools = all.Where(tool => tool.Name.StartsWith("t1")).ToList() });
        """));

    [Fact]
    public Task The_first_ten_of_a_list_are_silent() => Verify.Silent(InMethod($$"""
        AITool[] all = [{{Tools(1, 12)}}];
        await client.GetResponseAsync(question, new ChatOptions { Tools = all.Take(10).ToList() });
        """));

    [Fact]
    public Task A_catalogue_in_a_dictionary_is_silent() => Verify.Silent(InMethod("""
        var all = new Dictionary<string, AITool> { ["1"] = t1, ["2"] = t2, ["3"] = t3, ["4"] = t4, ["5"] = t5, ["6"] = t6, ["7"] = t7, ["8"] = t8, ["9"] = t9, ["10"] = t10, ["11"] = t11 };
        await client.GetResponseAsync(question, new ChatOptions { Tools = [all["1"], all["2"]] });
        """));

    [Fact]
    public Task Tools_that_are_removed_again_are_silent() => Verify.Silent(InMethod($$"""
        List<AITool> tools = [{{Tools(1, 11)}}];
        tools.RemoveAll(tool => tool.Name.Length > 2);
        await client.GetResponseAsync(question, new ChatOptions { Tools = tools });
        """));

    [Fact]
    public Task Own_tools_beside_an_unknown_list_are_counted_and_reported() => Verify.Reports(Snippet.Members(Members + $$"""

        public async Task AskAsync(IEnumerable<AITool> more)
        {
            await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:[{{Tools(1, 11)}}, .. more]|} });
        }
        """));

    [Fact]
    public Task An_options_property_that_is_set_later_is_reported() => Verify.Reports(InMethod($$"""
        var options = new ChatOptions();
        options.Tools = {|PA1001:[{{Tools(1, 11)}}]|};
        await client.GetResponseAsync(question, options);
        """));

    [Fact]
    public Task Tools_that_replace_others_are_silent() => Verify.Silent(InMethod($$"""
        List<AITool> tools = [{{Tools(1, 6)}}];
        tools.Clear();
        tools.AddRange([{{Tools(7, 12)}}]);
        await client.GetResponseAsync(question, new ChatOptions { Tools = tools });
        """));

    [Fact]
    public Task A_plugin_without_function_choice_is_silent() => Verify.Silent(Snippet.Members(Plugin("Big", 17) + """

        public async Task AskAsync()
        {
            kernel.ImportPluginFromType<Big>();
            await kernel.InvokePromptAsync(question);
        }
        """), Kernel);

    [Fact]
    public Task A_plugin_with_ten_functions_is_silent() => Verify.Silent(Snippet.Members(Plugin("Big", 10) + """

        public async Task AskAsync()
        {
            kernel.ImportPluginFromType<Big>();
            var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
            await kernel.InvokePromptAsync(question, new KernelArguments(settings));
        }
        """), Kernel);

    [Fact]
    public Task Methods_without_the_attribute_are_silent() => Verify.Silent(Snippet.Members(Plugin("Big", 10).Replace("public class Big\n{", "public class Big\n{\n    public string Helper() => \"\";\n", StringComparison.Ordinal) + """

        public async Task AskAsync()
        {
            kernel.ImportPluginFromType<Big>();
            var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
            await kernel.InvokePromptAsync(question, new KernelArguments(settings));
        }
        """), Kernel);

    [Fact]
    public Task A_function_choice_that_names_its_functions_is_silent() => Verify.Silent(Snippet.Members(Plugin("Big", 17) + """

        public async Task AskAsync()
        {
            var plugin = kernel.ImportPluginFromType<Big>();
            var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto(functions: [plugin["F1"]]) };
            await kernel.InvokePromptAsync(question, new KernelArguments(settings));
        }
        """), Kernel);

    [Fact]
    public Task Settings_without_a_function_choice_are_silent() => Verify.Silent(Snippet.Members(Plugin("Big", 10) + """

        public async Task AskAsync()
        {
            kernel.ImportPluginFromType<Big>();
            var settings = new OpenAIPromptExecutionSettings();
            await kernel.InvokePromptAsync(question, new KernelArguments(settings));
        }
        """), Kernel);

    // Across methods

    [Fact]
    public Task A_method_that_makes_the_list_is_reported() => Verify.Reports(Snippet.Members(Members + $$"""

        private static IList<AITool> MakeTools() => [{{Tools(1, 11)}}];

        public Task<ChatResponse> AskAsync() => client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:MakeTools()|} });
        """));

    // Options

    [Fact]
    public Task Six_tools_are_silent_by_default() => Verify.Silent(InMethod($$"""
        await client.GetResponseAsync(question, new ChatOptions { Tools = [{{Tools(1, 6)}}] });
        """));

    [Fact]
    public Task Six_tools_are_reported_with_a_limit_of_five() => Verify.Reports(InMethod($$"""
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:[{{Tools(1, 6)}}]|} });
        """), editorConfig: "prompt_analyzers.max_tools_per_agent = 5");

    [Fact]
    public Task Five_tools_are_silent_with_a_limit_of_five() => Verify.Silent(InMethod($$"""
        await client.GetResponseAsync(question, new ChatOptions { Tools = [{{Tools(1, 5)}}] });
        """), editorConfig: "prompt_analyzers.max_tools_per_agent = 5");

    [Fact]
    public Task Eleven_tools_are_silent_with_a_limit_of_twenty() => Verify.Silent(InMethod($$"""
        await client.GetResponseAsync(question, new ChatOptions { Tools = [{{Tools(1, 11)}}] });
        """), editorConfig: "prompt_analyzers.max_tools_per_agent = 20");

    [Fact]
    public Task A_plugin_with_six_functions_is_reported_with_a_limit_of_five() => Verify.Reports(Snippet.Members(Plugin("Claims", 6) + """

        public async Task AskAsync()
        {
            {|PA1001:kernel.ImportPluginFromType<Claims>()|};
            var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
            await kernel.InvokePromptAsync(question, new KernelArguments(settings));
        }
        """), Kernel, "prompt_analyzers.max_tools_per_agent = 5");

    // Doppelgangers

    [Fact]
    public Task Own_options_are_silent() => Verify.Silent(Snippet.File($$"""
        using System.Collections.Generic;

        public class ChatOptions
        {
            public List<string> Tools { get; set; } = new();
        }

        public class Snippet
        {
            public ChatOptions Make() => new ChatOptions { Tools = [{{string.Join(", ", Enumerable.Range(1, 12).Select(i => $"\"t{i}\""))}}] };
        }
        """));

    [Fact]
    public Task An_own_kernel_is_silent() => Verify.Silent(Snippet.File(Plugin("Big", 12).Replace("[KernelFunction]", "[Microsoft.SemanticKernel.KernelFunction]", StringComparison.Ordinal) + """
        public class Kernel
        {
            public void ImportPluginFromType<T>() { }
        }

        public class Snippet
        {
            public void Run(Kernel kernel)
            {
                kernel.ImportPluginFromType<Big>();
                var settings = new Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIPromptExecutionSettings
                {
                    FunctionChoiceBehavior = Microsoft.SemanticKernel.FunctionChoiceBehavior.Auto(),
                };
            }
        }
        """), Kernel);

    // Broken code

    [Theory]
    [InlineData("var options = new ChatOptions { Tools = [")]
    [InlineData("var options = new ChatOptions { Tools = [.. ] };")]
    [InlineData("var options = new ChatOptions { Tools = [a, b, c] };")]
    [InlineData("List<AITool> tools = [.. tools, .. tools]; var options = new ChatOptions { Tools = tools };")]
    [InlineData("var options = new ChatOptions { Tools = };")]
    public Task Half_typed_code_is_silent(string statement) => Verify.Silent(statement, settings: Settings.BrokenCode);

    private static Snippet InMethod(string statements) => Snippet.Members(
        Members + "\npublic async Task RunAsync()\n{\n" + statements + "\n}\n");

    private static string Tools(int first, int last) =>
        string.Join(", ", Enumerable.Range(first, last - first + 1).Select(i => $"t{i}"));

    private static string Created(int first, int last) =>
        string.Join(", ", Enumerable.Range(first, last - first + 1).Select(i => $"AIFunctionFactory.Create(() => {i}, \"t{i}\")"));

    private static string MakeMembers()
    {
        var members = new StringBuilder();
        for (int i = 1; i <= 12; i++)
        {
            members.Append("private static readonly AITool t").Append(i).Append(" = AIFunctionFactory.Create(() => ").Append(i).Append(", \"t").Append(i).Append("\");\n");
        }

        return members.ToString();
    }

    private static string Plugin(string name, int functions) =>
        $"public class {name}\n{{\n"
        + string.Concat(Enumerable.Range(1, functions).Select(i => $"    [KernelFunction] public string F{i}(string text) => \"{i}\";\n"))
        + "}\n\n";
}
