namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA1003: all tools of an MCP server are attached.</summary>
public sealed class UnfilteredMcpToolsTests
{
    private const Sdk Mcp = Sdk.ExtensionsAI | Sdk.Mcp;

    // Reports

    [Fact]
    public Task A_spread_listing_is_reported() => Verify.Reports("""
        var tools = await mcp.ListToolsAsync();
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1003:[.. tools]|} });
        """, Mcp);

    [Fact]
    public Task A_listing_made_in_place_is_reported() => Verify.Reports("""
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1003:[.. await mcp.ListToolsAsync().ConfigureAwait(false)]|} });
        """, Mcp);

    [Fact]
    public Task A_cast_is_no_filter_and_reported() => Verify.Reports("""
        var tools = await mcp.ListToolsAsync();
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1003:tools.Cast<AITool>().ToList()|} });
        """, Mcp);

    [Fact]
    public Task A_wrapper_round_each_tool_is_no_filter_and_reported() => Verify.Reports("""
        var tools = await mcp.ListToolsAsync();
        List<AITool> wrapped = tools.Select(tool => (AITool)new ApprovalRequiredAIFunction(tool)).ToList();
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1003:wrapped|} });
        """, Mcp);

    [Fact]
    public Task A_listing_added_to_own_tools_is_reported() => Verify.Reports("""
        List<AITool> tools = [AIFunctionFactory.Create(() => "", "own")];
        tools.AddRange(await mcp.ListToolsAsync());
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1003:tools|} });
        """, Mcp);

    [Fact]
    public Task A_loop_that_adds_every_tool_is_reported() => Verify.Reports("""
        List<AITool> tools = [];
        foreach (var tool in await mcp.ListToolsAsync())
        {
            tools.Add(tool);
        }

        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1003:tools|} });
        """, Mcp);

    [Fact]
    public Task A_loop_that_adds_every_tool_to_the_options_is_reported() => Verify.Reports("""
        var options = new ChatOptions { Tools = [] };
        foreach (var tool in await mcp.ListToolsAsync())
        {
            {|PA1003:options.Tools.Add(tool)|};
        }

        await client.GetResponseAsync(question, options);
        """, Mcp);

    [Fact]
    public Task A_listing_in_a_field_is_reported_where_it_is_attached() => Verify.Reports(Snippet.Members("""
        private IList<McpClientTool> tools = [];

        public async Task ConnectAsync() => tools = await mcp.ListToolsAsync();

        public Task<ChatResponse> AskAsync() => client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1003:[.. tools]|} });
        """), Mcp);

    [Fact]
    public Task A_helper_that_lists_is_reported() => Verify.Reports(Snippet.Members("""
        private async Task<IList<AITool>> LoadAsync()
        {
            var tools = await mcp.ListToolsAsync();
            return [.. tools];
        }

        public async Task AskAsync() => await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1003:await LoadAsync()|} });
        """), Mcp);

    [Fact]
    public Task Two_servers_in_one_list_are_reported_each() => Verify.Reports(Snippet.Members("""
        private readonly McpClient other = null!;

        public async Task AskAsync()
        {
            var issues = await mcp.ListToolsAsync();
            var wiki = await other.ListToolsAsync();
            await client.GetResponseAsync(question, new ChatOptions { Tools = [{|PA1003:.. issues|}, {|PA1003:.. wiki|}] });
        }
        """), Mcp);

    [Fact]
    public Task A_listing_that_is_there_only_when_connected_is_reported() => Verify.Reports("""
        IList<McpClientTool> tools = question.Length > 3 ? await mcp.ListToolsAsync() : [];
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1003:[.. tools]|} });
        """, Mcp);

    [Fact]
    public Task Functions_of_a_kernel_are_reported() => Verify.Reports("""
        var tools = await mcp.ListToolsAsync();
        kernel.Plugins.AddFromFunctions("issues", {|PA1003:tools.Select(tool => tool.AsKernelFunction())|});
        """, Sdk.SemanticKernel | Sdk.Mcp);

    [Fact]
    public Task A_plugin_made_of_a_listing_is_reported() => Verify.Reports("""
        var tools = await mcp.ListToolsAsync();
        kernel.Plugins.Add(KernelPluginFactory.CreateFromFunctions("issues", {|PA1003:tools.Select(tool => tool.AsKernelFunction())|}));
        """, Sdk.SemanticKernel | Sdk.Mcp);

    [Fact]
    public Task A_take_above_the_limit_is_no_filter_and_reported() => Verify.Reports("""
        var tools = await mcp.ListToolsAsync();
        await client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1003:[.. tools.Take(50)]|} });
        """, Mcp);

    [Fact]
    public Task A_hosted_server_without_allowed_tools_is_reported() => Verify.Reports("""
        var docs = {|PA1003:new HostedMcpServerTool("docs", new Uri(url))|};
        await client.GetResponseAsync(question, new ChatOptions { Tools = [docs] });
        """, Mcp);

    [Fact]
    public Task A_hosted_server_whose_other_options_are_set_is_reported() => Verify.Reports("""
        AITool docs = {|PA1003:new HostedMcpServerTool("docs", new Uri(url)) { ServerDescription = "documentation" }|};
        await client.GetResponseAsync(question, new ChatOptions { Tools = [docs] });
        """, Mcp);

    // Silent

    [Fact]
    public Task Tools_chosen_by_name_are_silent() => Verify.Silent("""
        string[] needed = ["search", "read"];
        var tools = await mcp.ListToolsAsync();
        await client.GetResponseAsync(question, new ChatOptions { Tools = [.. tools.Where(tool => needed.Contains(tool.Name))] });
        """, Mcp);

    [Fact]
    public Task The_first_ten_tools_are_silent() => Verify.Silent("""
        var tools = await mcp.ListToolsAsync();
        await client.GetResponseAsync(question, new ChatOptions { Tools = [.. tools.Take(10)] });
        """, Mcp);

    [Fact]
    public Task One_tool_of_a_listing_is_silent() => Verify.Silent("""
        var tools = await mcp.ListToolsAsync();
        await client.GetResponseAsync(question, new ChatOptions { Tools = [tools.First(tool => tool.Name == "search"), tools[0]] });
        """, Mcp);

    [Fact]
    public Task A_loop_that_tests_the_name_is_silent() => Verify.Silent("""
        List<AITool> tools = [];
        foreach (var tool in await mcp.ListToolsAsync())
        {
            if (tool.Name.StartsWith("search"))
            {
                tools.Add(tool);
            }
        }

        await client.GetResponseAsync(question, new ChatOptions { Tools = tools });
        """, Mcp);

    [Fact]
    public Task A_loop_that_skips_some_is_silent() => Verify.Silent("""
        List<AITool> tools = [];
        foreach (var tool in await mcp.ListToolsAsync())
        {
            if (!tool.Name.StartsWith("search")) continue;
            tools.Add(tool);
        }

        await client.GetResponseAsync(question, new ChatOptions { Tools = tools });
        """, Mcp);

    [Fact]
    public Task A_list_from_which_tools_are_removed_is_silent() => Verify.Silent("""
        List<AITool> tools = [.. await mcp.ListToolsAsync()];
        tools.RemoveAll(tool => tool.Name.StartsWith("delete"));
        await client.GetResponseAsync(question, new ChatOptions { Tools = tools });
        """, Mcp);

    [Fact]
    public Task A_field_that_is_filtered_after_the_listing_is_silent() => Verify.Silent(Snippet.Members("""
        private IList<McpClientTool> tools = [];

        public async Task ConnectAsync()
        {
            tools = await mcp.ListToolsAsync();
            tools = tools.Where(tool => tool.Name != "delete").ToList();
        }

        public Task<ChatResponse> AskAsync() => client.GetResponseAsync(question, new ChatOptions { Tools = [.. tools] });
        """), Mcp);

    [Fact]
    public Task A_listing_that_is_only_printed_is_silent() => Verify.Silent("""
        foreach (var tool in await mcp.ListToolsAsync())
        {
            Console.WriteLine(tool.Name);
        }
        """, Mcp);

    [Fact]
    public Task A_listing_that_is_only_returned_is_silent() => Verify.Silent(Snippet.Members("""
        public async Task<IList<McpClientTool>> LoadAsync() => await mcp.ListToolsAsync();
        """), Mcp);

    [Fact]
    public Task Tools_that_come_as_a_parameter_are_silent() => Verify.Silent(Snippet.Members("""
        public Task<ChatResponse> AskAsync(IList<McpClientTool> chosen) => client.GetResponseAsync(question, new ChatOptions { Tools = [.. chosen] });
        """), Mcp);

    [Fact]
    public Task Listed_prompts_are_silent() => Verify.Silent("""
        var prompts = await mcp.ListPromptsAsync();
        Console.WriteLine(prompts.Count);
        """, Mcp);

    [Fact]
    public Task A_helper_that_filters_is_silent() => Verify.Silent(Snippet.Members("""
        private static IEnumerable<AITool> Needed(IEnumerable<McpClientTool> all) => all.Where(tool => tool.Name == "search");

        public async Task AskAsync() => await client.GetResponseAsync(question, new ChatOptions { Tools = [.. Needed(await mcp.ListToolsAsync())] });
        """), Mcp);

    [Fact]
    public Task A_hosted_server_with_allowed_tools_is_silent() => Verify.Silent("""
        var docs = new HostedMcpServerTool("docs", new Uri(url)) { AllowedTools = ["search"] };
        await client.GetResponseAsync(question, new ChatOptions { Tools = [docs] });
        """, Mcp);

    [Fact]
    public Task A_hosted_server_that_gets_allowed_tools_later_is_silent() => Verify.Silent("""
        var docs = new HostedMcpServerTool("docs", new Uri(url));
        docs.AllowedTools = ["search"];
        await client.GetResponseAsync(question, new ChatOptions { Tools = [docs] });
        """, Mcp);

    [Fact]
    public Task A_server_that_offers_tools_is_silent() => Verify.Silent(Snippet.File("""
        using Microsoft.Extensions.DependencyInjection;
        using ModelContextProtocol.Server;

        public static class Program
        {
            public static void Run(IServiceCollection services) => services.AddMcpServer().WithToolsFromAssembly();
        }
        """), Mcp);

    // Other SDKs

    [Fact]
    public Task Agent_framework_tools_with_task_support_are_reported() => Verify.Reports(Snippet.File("""
        using System.Threading.Tasks;
        using Microsoft.Agents.AI.Mcp;
        using Microsoft.Extensions.AI;
        using ModelContextProtocol.Client;

        public class Snippet
        {
            public async Task AskAsync(IChatClient client, McpClient mcp)
            {
                var tools = await mcp.ListAgentToolsWithTaskSupportAsync();
                client.AsAIAgent(instructions: "Answer.", tools: {|PA1003:[.. tools]|});
            }
        }
        """), Mcp, settings: StandIns.With("Microsoft.Agents.AI"));

    [Fact]
    public Task Agent_framework_tools_of_a_hosted_builder_are_reported() => Verify.Reports(Snippet.File("""
        using System;
        using System.Linq;
        using System.Threading.Tasks;
        using Microsoft.Agents.AI.Hosting;
        using Microsoft.Extensions.AI;
        using ModelContextProtocol.Client;

        public class Snippet
        {
            public async Task AddAsync(IServiceProvider services, McpClient mcp)
            {
                var tools = await mcp.ListToolsAsync();
                services.AddAIAgent("desk", "Answer.").WithAITools({|PA1003:tools.Cast<AITool>().ToArray()|});
            }
        }
        """), Mcp, settings: StandIns.With("Microsoft.Agents.AI"));

    [Fact]
    public Task The_listing_of_older_clients_is_reported() => Verify.Reports(Snippet.File("""
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;
        using ModelContextProtocol.Client;

        public class Snippet
        {
            public async Task AskAsync(IChatClient client, IMcpClient mcp)
            {
                var tools = new List<AITool>();
                await foreach (var tool in mcp.EnumerateToolsAsync())
                {
                    tools.Add(tool);
                }

                await client.GetResponseAsync("", new ChatOptions { Tools = {|PA1003:tools|} });
                await client.GetResponseAsync("", new ChatOptions { Tools = {|PA1003:[.. await mcp.ListToolsAsync()]|} });
            }
        }
        """), settings: StandIns.With("ModelContextProtocol.Core@0.3"));

    [Fact]
    public Task An_openai_response_tool_is_reported_without_and_silent_with_allowed_tools() => Verify.Reports(Snippet.File("""
        #pragma warning disable OPENAI001
        using System;
        using OpenAI.Responses;

        public class Snippet
        {
            public ResponseTool All() => {|PA1003:ResponseTool.CreateMcpTool("docs", new Uri("https://docs.example"))|};

            public ResponseTool Some() => ResponseTool.CreateMcpTool("docs", new Uri("https://docs.example"), allowedTools: new McpToolFilter { ToolNames = { "search" } });
        }
        """), Sdk.OpenAI);

    [Fact]
    public Task An_anthropic_sdk_server_is_reported_without_and_silent_with_a_configuration() => Verify.Reports(Snippet.File("""
        using Anthropic.SDK.Messaging;

        public class Snippet
        {
            public MCPServer All() => {|PA1003:new MCPServer { Url = "https://docs.example", Name = "docs" }|};

            public MCPServer Some() => new MCPServer { Url = "https://docs.example", ToolConfiguration = new MCPToolConfiguration { AllowedTools = ["search"] } };
        }
        """), settings: StandIns.With("Anthropic.SDK"));

    // Doppelgangers

    [Fact]
    public Task An_own_client_is_silent() => Verify.Silent(Snippet.Members("""
        private sealed class McpClient
        {
            public Task<List<AITool>> ListToolsAsync() => Task.FromResult(new List<AITool>());
        }

        private readonly McpClient own = new();

        public async Task AskAsync() => await client.GetResponseAsync(question, new ChatOptions { Tools = [.. await own.ListToolsAsync()] });
        """));

    [Theory]
    [InlineData("var options = new ChatOptions { Tools = [.. await mcp.")]
    [InlineData("var options = new ChatOptions { Tools = [.. mcp.ListToolsAsync().Where(] };")]
    [InlineData("var hosted = new HostedMcpServerTool(")]
    public Task Half_typed_code_is_silent(string statement) => Verify.Silent(statement, Mcp, settings: Settings.BrokenCode);
}
