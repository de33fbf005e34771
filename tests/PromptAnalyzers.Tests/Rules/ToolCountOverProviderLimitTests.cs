using static PromptAnalyzers.Tests.Rules.ToolCode;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA1002: more tools than a provider takes. Each case is written after the thread that it names.</summary>
public sealed class ToolCountOverProviderLimitTests
{
    private const Sdk Kernel = Sdk.SemanticKernel;

    // The number alone is tested here: not whether ten are too many, nor how long the schemas are.
    private const string CountOnly = """
        prompt_analyzers.max_tools_per_agent = 1000
        prompt_analyzers.max_tool_schema_tokens = 1000000
        """;

    private const string AutoChoice = "new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() }";

    private static readonly string Made = "private static AIFunction Make(int i) => AIFunctionFactory.Create(() => i, $\"t{i}\");\n";

    // openai/openai-openapi#76: the cap is in the API's own description.

    [Fact]
    public Task Openai_openapi_76_a_range_of_tools_is_reported() => Reports("""
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1002:[.. Enumerable.Range(0, 129).Select(Make)]|} });
        """);

    [Fact]
    public Task Openai_openapi_76_a_list_of_129_tools_is_reported() => Reports($$"""
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1002:[{{Created(129)}}]|} });
        """);

    [Fact]
    public Task Openai_openapi_76_tools_added_to_openai_options_are_reported() => Verify.Reports(Snippet.Members("""
        public async Task AskAsync()
        {
            var tools = Enumerable.Range(0, 150).Select(i => ChatTool.CreateFunctionTool($"t{i}")).ToList();
            var options = new ChatCompletionOptions();
            foreach (var tool in tools)
            {
                {|PA1002:options.Tools.Add(tool)|};
            }

            await openAI.CompleteChatAsync([new UserChatMessage(question)], options);
        }
        """), Sdk.OpenAI, CountOnly);

    [Fact]
    public Task Openai_openapi_76_exactly_128_tools_are_silent() => Silent("""
        await client.GetResponseAsync(question, new ChatOptions { Tools = [.. Enumerable.Range(0, 128).Select(Make)] });
        """);

    [Fact]
    public Task Openai_openapi_76_without_the_setting_128_tools_are_PA1001_and_reported() => Verify.Reports(Snippet.Members(Made + """
        public Task<ChatResponse> AskAsync() =>
            client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:[.. Enumerable.Range(0, 128).Select(Make)]|} });
        """));

    [Fact]
    public Task Openai_openapi_76_without_any_setting_129_tools_are_reported() => Verify.Reports(Snippet.Members(Made + """
        public Task<ChatResponse> AskAsync() =>
            client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1002:[.. Enumerable.Range(0, 129).Select(Make)]|} });
        """));

    // microsoft/vscode-copilot-release#9375, #11653, #13065: tools of many extensions add up.

    [Fact]
    public Task Vscode_9375_two_lists_in_one_are_reported() => Reports("""
        var builtIn = Enumerable.Range(0, 100).Select(Make).ToList();
        var extension = Enumerable.Range(100, 29).Select(Make).ToList();
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1002:[.. builtIn, .. extension]|} });
        """);

    [Fact]
    public Task Vscode_9375_a_concatenation_is_reported() => Reports("""
        IEnumerable<AITool> builtIn = Enumerable.Range(0, 100).Select(Make);
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1002:builtIn.Concat(Enumerable.Range(100, 40).Select(Make)).ToList()|} });
        """);

    [Fact]
    public Task Vscode_9375_a_choice_between_lists_under_the_cap_is_silent() => Silent("""
        var builtIn = Enumerable.Range(0, 100).Select(Make).ToList();
        var extension = Enumerable.Range(100, 129).Select(Make).ToList();
        await client.GetResponseAsync(question, new ChatOptions { Tools = question.Length > 10 ? [.. builtIn] : [.. extension] });
        """);

    [Fact]
    public Task Vscode_11653_ranges_added_to_a_list_are_reported() => Reports("""
        var tools = new List<AITool>();
        tools.AddRange(Enumerable.Range(0, 60).Select(Make));
        tools.AddRange(Enumerable.Range(60, 69).Select(Make));
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1002:tools|} });
        """);

    [Fact]
    public Task Vscode_11653_a_list_that_is_cleared_between_two_tasks_is_silent() => Silent("""
        var tools = new List<AITool>();
        tools.AddRange(Enumerable.Range(0, 100).Select(Make));
        tools.Clear();
        tools.AddRange(Enumerable.Range(100, 100).Select(Make));
        await client.GetResponseAsync(question, new ChatOptions { Tools = tools });
        """);

    [Fact]
    public Task Vscode_11653_ranges_added_on_a_condition_are_silent() => Silent("""
        var tools = new List<AITool>();
        if (question.Contains("mail")) tools.AddRange(Enumerable.Range(0, 100).Select(Make));
        if (question.Contains("code")) tools.AddRange(Enumerable.Range(100, 100).Select(Make));
        await client.GetResponseAsync(question, new ChatOptions { Tools = tools });
        """);

    [Fact]
    public Task Vscode_13065_a_counted_loop_is_reported() => Reports("""
        var tools = new List<AITool>();
        for (int i = 0; i < 200; i++)
        {
            tools.Add(Make(i));
        }

        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1002:tools|} });
        """);

    [Fact]
    public Task Vscode_13065_a_loop_to_an_unknown_end_is_silent() => Silent("""
        var tools = new List<AITool>();
        for (int i = 0; i < question.Length; i++)
        {
            tools.Add(Make(i));
        }

        await client.GetResponseAsync(question, new ChatOptions { Tools = tools });
        """);

    [Fact]
    public Task Vscode_13065_a_loop_with_a_way_out_is_silent() => Silent("""
        var tools = new List<AITool>();
        for (int i = 0; i < 200; i++)
        {
            if (tools.Count == 20) break;
            tools.Add(Make(i));
        }

        await client.GetResponseAsync(question, new ChatOptions { Tools = tools });
        """);

    [Fact]
    public Task Vscode_13065_the_first_of_many_tools_are_silent() => Silent("""
        await client.GetResponseAsync(question, new ChatOptions { Tools = [.. Enumerable.Range(0, 200).Select(Make).Take(100)] });
        """);

    // Azure/azure-mcp#372: one tool for each operation of each service.

    [Fact]
    public Task Azure_mcp_372_a_server_with_one_large_type_is_reported() => Verify.Reports(Server(
        "services.AddMcpServer().WithStdioServerTransport().{|PA1002:WithTools<Storage>()|};", Plugin("Storage", 130, "McpServerTool")), Sdk.Mcp, CountOnly);

    [Fact]
    public Task Azure_mcp_372_several_types_of_one_server_are_reported() => Verify.Reports(Server(
        "services.AddMcpServer().WithTools<Storage>().{|PA1002:WithTools<Compute>()|};", Plugin("Storage", 100, "McpServerTool") + Plugin("Compute", 40, "McpServerTool")), Sdk.Mcp, CountOnly);

    [Fact]
    public Task Azure_mcp_372_two_servers_are_silent() => Verify.Silent(Server("""
        services.AddMcpServer().WithTools<Storage>();
        services.AddMcpServer().WithTools<Compute>();
        """, Plugin("Storage", 100, "McpServerTool") + Plugin("Compute", 40, "McpServerTool")), Sdk.Mcp, CountOnly);

    [Fact]
    public Task Azure_mcp_372_a_type_registered_on_a_condition_is_silent() => Verify.Silent(Server("""
        var server = services.AddMcpServer().WithTools<Storage>();
        if (all) server.WithTools<Compute>();
        """, Plugin("Storage", 100, "McpServerTool") + Plugin("Compute", 40, "McpServerTool")), Sdk.Mcp, CountOnly);

    // microsoft/mcp#2813: the tools of all services together.

    [Fact]
    public Task Microsoft_mcp_2813_all_marked_types_of_the_assembly_are_reported() => Verify.Reports(Server(
        "services.AddMcpServer().{|PA1002:WithToolsFromAssembly()|};",
        Plugin("Storage", 100, "McpServerTool", header: "[McpServerToolType] ") + Plugin("Compute", 40, "McpServerTool", header: "[McpServerToolType] ")), Sdk.Mcp, CountOnly);

    [Fact]
    public Task Microsoft_mcp_2813_unmarked_types_of_the_assembly_are_silent() => Verify.Silent(Server(
        "services.AddMcpServer().WithToolsFromAssembly();",
        Plugin("Storage", 100, "McpServerTool", header: "[McpServerToolType] ") + Plugin("Compute", 40, "McpServerTool")), Sdk.Mcp, CountOnly);

    [Fact]
    public Task Microsoft_mcp_2813_a_list_of_types_is_reported() => Verify.Reports(Server(
        "services.AddMcpServer().{|PA1002:WithTools([typeof(Storage), typeof(Compute)])|};",
        Plugin("Storage", 100, "McpServerTool") + Plugin("Compute", 40, "McpServerTool")), Sdk.Mcp, CountOnly);

    // SK#1831, SK#5505: whole APIs imported as functions; SK#13009: large plugins.

    [Fact]
    public Task Sk_13009_a_plugin_of_130_functions_is_reported() => Verify.Reports(InKernel($$"""
        {|PA1002:kernel.ImportPluginFromType<Graph>()|};
        await kernel.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
        """, Plugin("Graph", 130)), Kernel, CountOnly);

    [Fact]
    public Task Sk_13009_plugins_that_pass_the_cap_together_are_reported() => Verify.Reports(InKernel($$"""
        kernel.Plugins.AddFromType<Graph>();
        {|PA1002:kernel.Plugins.AddFromObject(new Mail())|};
        await kernel.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
        """, Plugin("Graph", 100) + Plugin("Mail", 30)), Kernel, CountOnly);

    [Fact]
    public Task Sk_13009_plugins_of_two_kernels_are_silent() => Verify.Silent(InKernel($$"""
        var other = new Kernel();
        kernel.Plugins.AddFromType<Graph>();
        other.Plugins.AddFromType<Mail>();
        await kernel.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
        await other.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
        """, Plugin("Graph", 100) + Plugin("Mail", 30)), Kernel, CountOnly);

    [Fact]
    public Task Sk_1831_functions_made_in_a_loop_are_reported() => Verify.Reports(InKernel($$"""
        var functions = new List<KernelFunction>();
        for (int i = 1; i <= 150; i++)
        {
            functions.Add(KernelFunctionFactory.CreateFromMethod(() => "", "operation" + i));
        }

        {|PA1002:kernel.Plugins.AddFromFunctions("graph", functions)|};
        await kernel.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
        """), Kernel, CountOnly);

    [Fact]
    public Task Sk_1831_operations_that_are_called_directly_are_silent() => Verify.Silent(InKernel("""
        kernel.ImportPluginFromType<Graph>();
        await kernel.InvokeAsync("Graph", "Graph1");
        """, Plugin("Graph", 150)), Kernel, CountOnly);

    [Fact]
    public Task Sk_5505_named_functions_of_a_large_plugin_are_silent() => Verify.Silent(InKernel("""
        var graph = kernel.ImportPluginFromType<Graph>();
        var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto([graph["Graph1"], graph["Graph2"]]) };
        await kernel.InvokePromptAsync(question, new KernelArguments(settings));
        """, Plugin("Graph", 150)), Kernel, CountOnly);

    // EXT#6670: reducing the tools before a call.

    [Fact]
    public Task Ext_6670_a_catalogue_given_whole_is_reported() => Verify.Reports(Snippet.Members(Made + """
        private static IList<AITool> Catalogue() => [.. Enumerable.Range(0, 300).Select(Make)];

        public Task<ChatResponse> AskAsync() => client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1002:Catalogue()|} });
        """), editorConfig: CountOnly);

    [Fact]
    public Task Ext_6670_a_catalogue_that_is_searched_is_silent() => Verify.Silent(Snippet.Members(Made + """
        private static IList<AITool> Catalogue() => [.. Enumerable.Range(0, 300).Select(Make)];

        public Task<ChatResponse> AskAsync() => client.GetResponseAsync(
            question, new ChatOptions { Tools = [.. Catalogue().Where(tool => question.Contains(tool.Name))] });
        """), editorConfig: CountOnly);

    // microsoft/azure-devops-mcp#755: domains are loaded on demand.

    [Fact]
    public Task Azure_devops_mcp_755_a_lower_limit_of_a_provider_is_reported() => Verify.Reports(Snippet.Members(Made + """
        public Task<ChatResponse> AskAsync() =>
            client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1002:[.. Enumerable.Range(0, 41).Select(Make)]|} });
        """), editorConfig: CountOnly + "\nprompt_analyzers.provider_tool_limit = 40");

    [Fact]
    public Task Azure_devops_mcp_755_a_higher_limit_of_a_provider_is_silent() => Verify.Silent(Snippet.Members(Made + """
        public Task<ChatResponse> AskAsync() =>
            client.GetResponseAsync(question, new ChatOptions { Tools = [.. Enumerable.Range(0, 200).Select(Make)] });
        """), editorConfig: CountOnly + "\nprompt_analyzers.provider_tool_limit = 512");

    private static Task Reports(string statements) =>
        Verify.Reports(Snippet.Members(Made + "\npublic async Task RunAsync()\n{\n" + statements + "\n}\n"), editorConfig: CountOnly);

    private static Task Silent(string statements) =>
        Verify.Silent(Snippet.Members(Made + "\npublic async Task RunAsync()\n{\n" + statements + "\n}\n"), editorConfig: CountOnly);

    private static Snippet InKernel(string statements, string plugins = "") =>
        Snippet.Members(plugins + "public async Task RunAsync()\n{\n" + statements + "\n}\n");

    private static Snippet Server(string statements, string types) => Snippet.File($$"""
        using System;
        using Microsoft.Extensions.DependencyInjection;
        using ModelContextProtocol.Server;

        public static class Program
        {
            public static void Run(IServiceCollection services, bool all)
            {
                {{statements}}
            }
        }

        {{types}}
        """);
}
