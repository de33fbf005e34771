namespace PromptAnalyzers.Tests.Fixes;

/// <summary>PA1003: attach only the first tools of a listing.</summary>
public sealed class McpToolsCodeFixTests
{
    private const Sdk Mcp = Sdk.ExtensionsAI | Sdk.Mcp;

    [Fact]
    public Task The_spread_is_cut() => Fix(
        "var options = new ChatOptions { Tools = {|PA1003:[.. await mcp.ListToolsAsync()]|} };",
        "var options = new ChatOptions { Tools = [.. (await mcp.ListToolsAsync()).Take(10)] };");

    [Fact]
    public Task A_cast_is_cut_behind() => Fix(
        """
        var tools = await mcp.ListToolsAsync();
        var options = new ChatOptions { Tools = {|PA1003:[.. tools.Cast<AITool>()]|} };
        """,
        """
        var tools = await mcp.ListToolsAsync();
        var options = new ChatOptions { Tools = [.. tools.Cast<AITool>().Take(10)] };
        """);

    [Fact]
    public Task A_copy_is_cut_before_it_is_made() => Fix(
        """
        var tools = await mcp.ListToolsAsync();
        var options = new ChatOptions { Tools = {|PA1003:tools.Cast<AITool>().ToList()|} };
        """,
        """
        var tools = await mcp.ListToolsAsync();
        var options = new ChatOptions { Tools = tools.Cast<AITool>().Take(10).ToList() };
        """);

    [Fact]
    public Task Functions_of_a_kernel_are_cut() => Fix(
        """
        var tools = await mcp.ListToolsAsync();
        kernel.Plugins.AddFromFunctions("issues", {|PA1003:tools.Select(tool => tool.AsKernelFunction())|});
        """,
        """
        var tools = await mcp.ListToolsAsync();
        kernel.Plugins.AddFromFunctions("issues", tools.Select(tool => tool.AsKernelFunction()).Take(10));
        """,
        Sdk.SemanticKernel | Sdk.Mcp);

    [Fact]
    public Task The_number_is_that_of_the_settings() => Verify.Fix(
        "var options = new ChatOptions { Tools = {|PA1003:[.. await mcp.ListToolsAsync()]|} };",
        "var options = new ChatOptions { Tools = [.. (await mcp.ListToolsAsync()).Take(5)] };",
        Mcp,
        editorConfig: "prompt_analyzers.max_tools_per_agent = 5",
        settings: new Settings { FixAll = false });

    [Fact]
    public Task A_list_that_is_filled_elsewhere_is_cut_where_it_is_attached() => Fix(
        """
        List<AITool> tools = [.. await mcp.ListToolsAsync()];
        var options = new ChatOptions { Tools = {|PA1003:tools|} };
        """,
        """
        List<AITool> tools = [.. await mcp.ListToolsAsync()];
        var options = new ChatOptions { Tools = tools.Take(10).ToList() };
        """);

    [Fact]
    public Task A_list_of_other_elements_gets_no_fix() => Verify.NoFix(
        """
        var tools = await mcp.ListToolsAsync();
        IEnumerable<AITool> all = tools;
        var options = new ChatOptions { Tools = {|PA1003:(IList<AITool>)all|} };
        """,
        Mcp);

    [Fact]
    public Task A_hosted_server_gets_no_fix_because_names_are_not_known() => Verify.NoFix(
        "AITool docs = {|PA1003:new HostedMcpServerTool(\"docs\", new Uri(url))|};",
        Mcp);

    private static Task Fix(string before, string after, Sdk sdk = Mcp) => Verify.Fix(before, after, sdk, settings: new Settings { FixAll = false });
}
