using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA4001: a tool returns text of unbounded size to the model.</summary>
public sealed class UntruncatedToolResultTests
{
    private const Sdk Kernel = Sdk.SemanticKernel;

    // Stands in for a package that is not always at hand; its methods are steps of a process, not tools.
    private static readonly Lazy<MetadataReference> ProcessAbstractions = new(() => References.StandIn(
        "Microsoft.SemanticKernel.Process.Abstractions",
        """
        namespace Microsoft.SemanticKernel
        {
            public abstract class KernelProcessStep { }
            public abstract class KernelProcessStep<TState> : KernelProcessStep where TState : class, new() { }
        }
        """));

    // Reports

    [Fact]
    public Task A_kernel_function_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<string> GetPolicyAsync(string id)
        {
            return {|PA4001:await http.GetStringAsync($"policies/{id}")|};
        }
        """), Kernel);

    [Fact]
    public Task An_expression_body_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction, Description("The policy")]
        public async Task<string> GetPolicyAsync(string id) => {|PA4001:await http.GetStringAsync($"policies/{id}")|};
        """), Kernel);

    [Fact]
    public Task The_large_member_of_an_anonymous_object_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<string> ReadAsync(string id)
        {
            string content = await File.ReadAllTextAsync(id);
            return System.Text.Json.JsonSerializer.Serialize(new { id, content.Length, content = {|PA4001:content|} });
        }
        """), Kernel);

    [Fact]
    public Task An_anonymous_object_in_a_variable_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<string> ReadAsync(string id)
        {
            var answer = new { id, content = {|PA4001:await File.ReadAllTextAsync(id)|} };
            return System.Text.Json.JsonSerializer.Serialize(answer);
        }
        """), Kernel);

    [Fact]
    public Task An_anonymous_object_of_small_members_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public async Task<string> ReadAsync(string id)
        {
            string content = await File.ReadAllTextAsync(id);
            return System.Text.Json.JsonSerializer.Serialize(new { id, content.Length, content = content[..100] });
        }
        """), Kernel);

    [Fact]
    public Task An_object_that_is_its_own_member_in_half_typed_code_is_silent() => Verify.Silent(
        Snippet.Members("""
            [KernelFunction]
            public string Read(string id)
            {
                object page = new { id, page };
                return System.Text.Json.JsonSerializer.Serialize(new { page });
            }
            """),
        Kernel,
        settings: Settings.BrokenCode);

    [Fact]
    public Task A_task_that_is_passed_on_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public Task<string> GetPolicyAsync(string id) => {|PA4001:http.GetStringAsync($"policies/{id}")|};
        """), Kernel);

    [Fact]
    public Task An_mcp_tool_is_reported() => Verify.Reports(Snippet.File("""
        using System.IO;
        using ModelContextProtocol.Server;

        [McpServerToolType]
        public static class Tools
        {
            [McpServerTool]
            public static string ReadPolicy(string id) => {|PA4001:File.ReadAllText(id)|};
        }
        """), Sdk.Mcp);

    [Fact]
    public Task A_method_group_given_to_the_factory_is_reported() => Verify.Reports(Snippet.Members("""
        public AIFunction Tool() => AIFunctionFactory.Create(FetchAsync);

        private async Task<string> FetchAsync(string page)
        {
            return {|PA4001:await http.GetStringAsync(page)|};
        }
        """));

    [Fact]
    public Task A_lambda_given_to_the_factory_is_reported() => Verify.Reports("""
        var tool = AIFunctionFactory.Create(async (string page) => {|PA4001:await http.GetStringAsync(page)|}, "fetch");
        await client.GetResponseAsync(question, new ChatOptions { Tools = [tool] });
        """);

    [Fact]
    public Task A_lambda_with_a_body_is_reported() => Verify.Reports("""
        var tool = AIFunctionFactory.Create((string file) =>
        {
            string text = File.ReadAllText(file);
            return {|PA4001:text|};
        }, "read");
        """);

    [Fact]
    public Task A_local_function_given_to_the_factory_is_reported() => Verify.Reports("""
        var tool = AIFunctionFactory.Create(Read);

        string Read(string file) => {|PA4001:File.ReadAllText(file)|};
        """);

    [Theory]
    [InlineData("(Func<string, string>)Read")]
    [InlineData("(Func<string, string>)(Read)")]
    [InlineData("(Delegate)(Func<string, string>)Read")]
    public Task A_delegate_by_a_cast_is_reported(string method) => Verify.Reports($$"""
        var tool = AIFunctionFactory.Create({{method}});

        string Read(string file) => {|PA4001:File.ReadAllText(file)|};
        """);

    [Fact]
    public Task A_lambda_with_a_cast_is_reported() => Verify.Reports("""
        var tool = AIFunctionFactory.Create((Func<string, string>)(file => {|PA4001:File.ReadAllText(file)|}));
        """);

    [Fact]
    public Task A_kernel_function_from_a_method_is_reported() => Verify.Reports("""
        var function = KernelFunctionFactory.CreateFromMethod((string file) => {|PA4001:File.ReadAllText(file)|}, "read");
        """, Kernel);

    [Fact]
    public Task Process_output_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<string> RunAsync(string command)
        {
            using var process = Process.Start(new ProcessStartInfo(command) { RedirectStandardOutput = true })!;
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return {|PA4001:output|};
        }
        """), Kernel);

    [Fact]
    public Task An_http_response_body_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<string> FetchAsync(string page)
        {
            using var response = await http.GetAsync(page);
            response.EnsureSuccessStatusCode();
            return {|PA4001:await response.Content.ReadAsStringAsync()|};
        }
        """), Kernel);

    [Fact]
    public Task Two_returns_are_two_reports() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<string> FetchAsync(string page)
        {
            if (page.StartsWith("file:"))
            {
                return {|PA4001:File.ReadAllText(page)|};
            }

            return {|PA4001:await http.GetStringAsync(page)|};
        }
        """), Kernel);

    [Fact]
    public Task Trim_is_no_truncation_and_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<string> FetchAsync(string page) => {|PA4001:(await http.GetStringAsync(page)).Trim()|};
        """), Kernel);

    [Fact]
    public Task An_interpolated_result_is_reported_as_returned() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public string Read(string file) => {|PA4001:$"File {file}: {File.ReadAllText(file)}"|};
        """), Kernel);

    [Fact]
    public Task A_content_block_is_reported() => Verify.Reports(Snippet.Members("""
        [McpServerTool]
        public TextContentBlock Read(string file)
        {
            return {|PA4001:new TextContentBlock { Text = File.ReadAllText(file) }|};
        }
        """), Sdk.Mcp);

    [Fact]
    public Task A_tool_that_overrides_invoke_core_is_reported() => Verify.Reports(Snippet.File("""
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;

        public sealed class ReadTool : AIFunction
        {
            public override string Name => "read";

            protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
            {
                return {|PA4001:await File.ReadAllTextAsync((string)arguments["file"]!, cancellationToken)|};
            }
        }
        """));

    [Fact]
    public Task A_delegate_kept_in_a_list_is_reported() => Verify.Reports("""
        var delegates = new List<Delegate> { (string file) => {|PA4001:File.ReadAllText(file)|} };
        var tools = delegates.Select(method => AIFunctionFactory.Create(method)).ToList();
        """);

    [Fact]
    public Task A_server_tool_made_from_a_lambda_is_reported() => Verify.Reports("""
        var tool = McpServerTool.Create((string file) => {|PA4001:File.ReadAllText(file)|});
        """, Sdk.Mcp);

    // Silent

    [Theory]
    [InlineData("(await http.GetStringAsync(page))[..8000]")]
    [InlineData("(await http.GetStringAsync(page)).Substring(0, 8000)")]
    [InlineData("(await http.GetStringAsync(page)).Length.ToString()")]
    [InlineData("await Task.FromResult(\"Three rules apply.\")")]
    [InlineData("await Task.FromResult($\"Page {page}\")")]
    [InlineData("(await http.GetAsync(page)).StatusCode.ToString()")]
    public Task A_bounded_result_is_silent(string expression) => Verify.Silent(Snippet.Members($$"""
        [KernelFunction]
        public async Task<string> FetchAsync(string page) => {{expression}};
        """), Kernel);

    [Fact]
    public Task A_help_file_that_is_cut_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public string Help() => File.ReadAllText("help.txt")[..4000];
        """), Kernel);

    [Fact]
    public Task A_method_that_is_no_tool_is_silent() => Verify.Silent(Snippet.Members("""
        public async Task<string> FetchAsync(string page) => await http.GetStringAsync(page);
        """), Kernel);

    [Fact]
    public Task A_described_lookup_is_silent() => Verify.Silent(Snippet.Members("""
        public record Order(int Id, string Note);

        private readonly List<Order> orders = new();

        [Description("d")]
        public Order? Get(int id) => orders.FirstOrDefault(o => o.Id == id);

        public AIFunction Tool() => AIFunctionFactory.Create(Get);
        """));

    [Fact]
    public Task A_method_given_to_what_is_only_called_like_a_factory_is_silent() => Verify.Silent(Snippet.Members("""
        public string Read(string file) => File.ReadAllText(file);

        public AIFunction Tool() => AIFunctionFactory.Create((int a, int b) => a + b);

        public object Page() => Pages.Create(Read);

        private static class Pages
        {
            public static object Create(Func<string, string> content) => content;
        }
        """));

    [Fact]
    public Task A_process_step_is_silent() => Verify.Silent(
        Snippet.File("""
            using System.IO;
            using Microsoft.SemanticKernel;

            public class ReadStep : KernelProcessStep
            {
                [KernelFunction]
                public string Read(string file) => File.ReadAllText(file);
            }

            public class State { }

            public class StatefulStep : KernelProcessStep<State>
            {
                [KernelFunction]
                public string Read(string file) => File.ReadAllText(file);
            }
            """),
        Kernel,
        settings: new Settings { MoreReferences = [ProcessAbstractions.Value] });

    [Fact]
    public Task A_tool_that_only_writes_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public string Save(string file, string text)
        {
            string old = File.ReadAllText(file);
            File.WriteAllText(file, old + text);
            return "saved";
        }
        """), Kernel);

    [Fact]
    public Task An_answer_of_a_model_is_silent() => Verify.Silent(Snippet.Members("""
        public AIFunction Tool() => AIFunctionFactory.Create(AskAsync);

        private async Task<string> AskAsync(string text)
        {
            var response = await client.GetResponseAsync(text);
            return response.Text;
        }
        """));

    [Fact]
    public Task An_object_with_a_text_member_is_silent() => Verify.Silent(Snippet.Members("""
        public record Page(string Title, string Body);

        [KernelFunction]
        public async Task<Page> FetchAsync(string page) => new Page(page, await http.GetStringAsync(page));
        """), Kernel);

    // Guards

    [Fact]
    public Task A_length_guard_that_refuses_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public async Task<string> FetchAsync(string page)
        {
            string text = await http.GetStringAsync(page);
            if (text.Length > 8000)
            {
                return "The page is too long.";
            }

            return text;
        }
        """), Kernel);

    [Fact]
    public Task A_length_guard_that_cuts_is_silent() => Verify.Silent(Snippet.Members("""
        private const int Max = 8000;

        [KernelFunction]
        public async Task<string> FetchAsync(string page)
        {
            string text = await http.GetStringAsync(page);
            if (text.Length > Max)
            {
                text = text[..Max] + "...";
            }

            return text;
        }
        """), Kernel);

    [Fact]
    public Task A_length_guard_that_only_logs_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<string> FetchAsync(string page)
        {
            string text = await http.GetStringAsync(page);
            if (text.Length > 8000)
            {
                Console.WriteLine("long page");
            }

            return {|PA4001:text|};
        }
        """), Kernel);

    [Fact]
    public Task A_limit_parameter_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public string Read(string file, int maxLength = 4000)
        {
            string text = File.ReadAllText(file);
            return text.Length <= maxLength ? text : text.Substring(0, maxLength);
        }
        """), Kernel);

    [Fact]
    public Task A_count_that_ends_the_loop_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public string Head(string file)
        {
            var result = new StringBuilder();
            int lines = 0;
            foreach (string line in File.ReadLines(file))
            {
                result.AppendLine(line);
                if (++lines >= 100)
                {
                    break;
                }
            }

            return result.ToString();
        }
        """), Kernel);

    [Fact]
    public Task An_optional_limit_that_is_null_by_default_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public string Read(string file, int? max = null)
        {
            string text = File.ReadAllText(file);
            if (max is null)
            {
                return {|PA4001:text|};
            }

            return text[..Math.Min(text.Length, max.Value)];
        }
        """), Kernel);

    [Fact]
    public Task A_cut_for_the_log_alone_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public string Read(string file)
        {
            string text = File.ReadAllText(file);
            Console.WriteLine(text.Substring(0, 50));
            return {|PA4001:text|};
        }
        """), Kernel);

    [Fact]
    public Task A_time_out_is_no_bound_and_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<string> FetchAsync(string page)
        {
            using var source = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            return {|PA4001:await http.GetStringAsync(page, source.Token)|};
        }
        """), Kernel);

    // Across methods

    [Fact]
    public Task A_helper_is_reported_at_the_tool() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<string> FetchAsync(string page)
        {
            return {|PA4001:await DownloadAsync(page)|};
        }

        private async Task<string> DownloadAsync(string page)
        {
            using var response = await http.GetAsync(page);
            return await response.Content.ReadAsStringAsync();
        }
        """), Kernel);

    [Fact]
    public Task Four_tools_over_one_helper_are_four_reports() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public Task<string> OneAsync() => {|PA4001:DownloadAsync("1")|};

        [KernelFunction]
        public Task<string> TwoAsync() => {|PA4001:DownloadAsync("2")|};

        [KernelFunction]
        public Task<string> ThreeAsync() => {|PA4001:DownloadAsync("3")|};

        [KernelFunction]
        public Task<string> FourAsync() => {|PA4001:DownloadAsync("4")|};

        private Task<string> DownloadAsync(string page) => http.GetStringAsync(page);
        """), Kernel);

    [Fact]
    public Task A_helper_of_another_file_is_reported_at_the_tool() => Verify.Reports(
        Snippet.Members("""
            [KernelFunction]
            public Task<string> FetchAsync(string page) => {|PA4001:Web.DownloadAsync(http, page)|};
            """),
        Kernel,
        settings: new Settings
        {
            MoreSources = [("/0/Web.cs", """
                using System.Net.Http;
                using System.Threading.Tasks;

                internal static class Web
                {
                    public static Task<string> DownloadAsync(HttpClient http, string page) => http.GetStringAsync(page);
                }
                """)],
        });

    [Theory]
    [InlineData("text.Length <= max ? text : text[..max]")]
    [InlineData("text.Length > max ? text.Substring(0, max) + \"...\" : text")]
    [InlineData("text.Substring(0, Math.Min(text.Length, max))")]
    [InlineData("string.Concat(text.Take(max))")]
    public Task A_helper_whose_body_bounds_is_silent(string body) => Verify.Silent(Snippet.Members($$"""
        [KernelFunction]
        public async Task<string> FetchAsync(string page) => Cut(await http.GetStringAsync(page), 8000);

        private static string Cut(string text, int max) => {{body}};
        """), Kernel);

    [Fact]
    public Task A_helper_that_bounds_only_by_its_name_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<string> FetchAsync(string page) => {|PA4001:Truncate(await http.GetStringAsync(page))|};

        private static string Truncate(string text) => text.Trim();
        """), Kernel);

    [Fact]
    public Task A_truncating_extension_method_is_silent() => Verify.Silent(Snippet.File("""
        using System.IO;
        using Microsoft.SemanticKernel;

        public class Tools
        {
            [KernelFunction]
            public string Read(string file) => File.ReadAllText(file).Truncate(8000);
        }

        internal static class TextExtensions
        {
            public static string Truncate(this string text, int max)
            {
                if (text.Length <= max)
                {
                    return text;
                }

                return text.Substring(0, max) + "...";
            }
        }
        """), Kernel);

    // Options

    [Fact]
    public Task A_megabyte_cap_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<string> FetchAsync(string page) => {|PA4001:(await http.GetStringAsync(page))[..1_000_000]|};
        """), Kernel);

    [Fact]
    public Task A_lower_threshold_turns_a_cap_into_none() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<string> FetchAsync(string page) => {|PA4001:(await http.GetStringAsync(page))[..60_000]|};
        """), Kernel, "prompt_analyzers.unbounded_from_characters = 50000");

    [Fact]
    public Task The_rule_can_be_switched_off() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public async Task<string> FetchAsync(string page) => await http.GetStringAsync(page);
        """), Kernel, "dotnet_diagnostic.PA4001.severity = none");

    // Doppelgangers

    [Fact]
    public Task An_own_function_factory_is_silent() => Verify.Silent(Snippet.File("""
        using System;
        using System.IO;

        public static class AIFunctionFactory
        {
            public static object Create(Delegate method) => method;
        }

        public class Snippet
        {
            public object Tool() => AIFunctionFactory.Create((string file) => File.ReadAllText(file));
        }
        """));

    [Fact]
    public Task An_own_attribute_is_silent() => Verify.Silent(Snippet.File("""
        using System;
        using System.IO;

        [AttributeUsage(AttributeTargets.Method)]
        public sealed class KernelFunctionAttribute : Attribute;

        public class Snippet
        {
            [KernelFunction]
            public string Read(string file) => File.ReadAllText(file);
        }
        """), Kernel);

    [Fact]
    public Task An_own_http_client_is_silent() => Verify.Silent(Snippet.File("""
        using System.Threading.Tasks;
        using Microsoft.SemanticKernel;

        public class HttpClient
        {
            public Task<string> GetStringAsync(string page) => Task.FromResult(page);
        }

        public class Tools
        {
            [KernelFunction]
            public Task<string> FetchAsync(string page) => new HttpClient().GetStringAsync(page);
        }
        """), Kernel);

    // Broken code

    [Theory]
    [InlineData("[KernelFunction] public string Read(string file) => ;")]
    [InlineData("[KernelFunction] public string Read(string file) { return File.ReadAllText( }")]
    [InlineData("[KernelFunction] public string Read(string file)")]
    [InlineData("[KernelFunction(] public Missing Read(string file) => File.ReadAllText(;")]
    [InlineData("[KernelFunction] public string Read(string file) => Read(file) + Gone();")]
    public Task Half_typed_code_is_silent(string member) => Verify.Silent(Snippet.Members(member), Kernel, settings: Settings.BrokenCode);
}
