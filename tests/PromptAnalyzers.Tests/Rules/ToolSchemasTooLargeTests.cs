using System.Text;
using static PromptAnalyzers.Tests.Rules.ToolCode;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA1004: the schemas of the attached tools, or of one, are too large. Each case is written after the thread that it names.</summary>
public sealed class ToolSchemasTooLargeTests
{
    private const string AutoChoice = "new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() }";

    // netclaw-dev/netclaw#498: 10,000 characters in one description; descriptions are capped at 2,048.

    [Fact]
    public Task Netclaw_498_a_description_of_ten_thousand_characters_is_reported() => Reports(
        $"[Description(\"{Words(1_700)}\")]\nprivate static string Search(string query) => \"\";",
        "{|PA1004:[AIFunctionFactory.Create(Search)]|}");

    [Fact]
    public Task Netclaw_498_a_description_of_2049_characters_is_reported() => Reports(
        $"[Description(\"{new string('x', 2_049)}\")]\nprivate static string Search(string query) => \"\";",
        "{|PA1004:[AIFunctionFactory.Create(Search)]|}");

    [Fact]
    public Task Netclaw_498_a_description_of_2048_characters_is_silent() => Silent(
        $"[Description(\"{new string('x', 2_048)}\")]\nprivate static string Search(string query) => \"\";",
        "[AIFunctionFactory.Create(Search)]");

    [Fact]
    public Task Netclaw_498_a_description_given_as_an_argument_is_reported() => Reports(
        "private static string Search(string query) => \"\";",
        $"{{|PA1004:[AIFunctionFactory.Create(Search, \"search\", \"{Words(500)}\")]|}}");

    [Fact]
    public Task Netclaw_498_a_description_given_in_options_is_reported() => Reports(
        $"private const string Handbook = \"{Words(500)}\";\nprivate static string Search(string query) => \"\";",
        "{|PA1004:[AIFunctionFactory.Create(Search, new AIFunctionFactoryOptions { Description = Handbook })]|}");

    [Fact]
    public Task Netclaw_498_a_short_description_that_replaces_a_long_one_is_silent() => Silent(
        $"[Description(\"{Words(500)}\")]\nprivate static string Search(string query) => \"\";",
        "[AIFunctionFactory.Create(Search, \"search\", \"Searches the wiki.\")]");

    [Fact]
    public Task Netclaw_498_a_description_made_at_run_time_is_silent() => Silent(
        "private static string Search(string query) => \"\";",
        "[AIFunctionFactory.Create(Search, \"search\", File.ReadAllText(path))]");

    [Fact]
    public Task Netclaw_498_45_thousand_characters_in_ten_tools_are_reported() => Reports(
        Methods(10, 340), "{|PA1004:[" + Factories(10) + "]|}");

    // modelcontextprotocol/modelcontextprotocol#1308, #2808: a thousand tokens for one tool, most of them for its parameters.

    [Fact]
    public Task Mcp_1308_many_described_parameters_are_reported() => Reports(
        "private static string Create(" + string.Join(", ", Enumerable.Range(1, 20).Select(i => $"[Description(\"{Words(60)}\")] string field{i}")) + ") => \"\";",
        "{|PA1004:[AIFunctionFactory.Create(Create)]|}");

    [Fact]
    public Task Mcp_1308_many_plain_parameters_are_silent() => Silent(
        "private static string Create(" + string.Join(", ", Enumerable.Range(1, 15).Select(i => $"[Description(\"{Words(10)}\")] string field{i}")) + ") => \"\";",
        "[AIFunctionFactory.Create((Func<string>)(() => Create(" + string.Join(", ", Enumerable.Range(1, 15).Select(i => $"\"{i}\"")) + ")))]");

    [Fact]
    public Task Mcp_1308_a_nested_entity_is_reported() => Reports(
        Entity("Invoice", 20, "Customer Customer") + Entity("Customer", 20, "Address Address") + Entity("Address", 20, "string End")
        + "private static string Book(Invoice invoice) => \"\";",
        "{|PA1004:[AIFunctionFactory.Create(Book)]|}");

    [Fact]
    public Task Mcp_1308_the_identifier_of_an_entity_is_silent() => Silent(
        Entity("Invoice", 20, "Customer Customer") + Entity("Customer", 20, "Address Address") + Entity("Address", 20, "string End")
        + "private static Invoice Find(string invoiceId) => null!;",
        "[AIFunctionFactory.Create(Find)]");

    [Fact]
    public Task Mcp_1308_a_list_of_entities_is_reported() => Reports(
        Entity("Invoice", 60, "string End") + "private static string Book(List<Invoice> invoices) => \"\";",
        "{|PA1004:[AIFunctionFactory.Create(Book)]|}");

    [Fact]
    public Task Mcp_1308_properties_that_are_not_serialised_are_silent() => Silent(
        "public class Invoice\n{\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"    [System.Text.Json.Serialization.JsonIgnore, Description(\"{Words(20)}\")] public string Field{i} {{ get; set; }} = \"\";\n"))
        + "    public string Number { get; set; } = \"\";\n}\nprivate static string Book(Invoice invoice) => \"\";",
        "[AIFunctionFactory.Create(Book)]");

    [Fact]
    public Task Mcp_2808_an_enum_of_hundreds_of_values_is_reported() => Reports(
        "public enum Region { " + string.Join(", ", Enumerable.Range(1, 400).Select(i => $"NorthernRegion{i}")) + " }\nprivate static string Move(Region to) => \"\";",
        "{|PA1004:[AIFunctionFactory.Create(Move)]|}");

    [Fact]
    public Task Mcp_2808_a_small_enum_is_silent() => Silent(
        "public enum Region { North, South, East, West }\nprivate static string Move(Region to) => \"\";",
        "[AIFunctionFactory.Create(Move)]");

    [Fact]
    public Task Mcp_2808_a_type_that_contains_itself_is_silent() => Silent(
        "public record Node(string Name, Node? Parent, List<Node> Children);\nprivate static string Plant(Node root) => \"\";",
        "[AIFunctionFactory.Create(Plant)]");

    [Fact]
    public Task Mcp_2808_descriptions_of_a_positional_record_are_reported() => Reports(
        "public record Order(" + string.Join(", ", Enumerable.Range(1, 20).Select(i => $"[property: Description(\"{Words(60)}\")] string Field{i}")) + ");\nprivate static string Book(Order order) => \"\";",
        "{|PA1004:[AIFunctionFactory.Create(Book)]|}");

    // microsoft/azure-devops-mcp#755: 60,000 of 200,000 tokens for all tools together.

    [Fact]
    public Task Azure_devops_mcp_755_ten_tools_of_600_tokens_are_reported() => Reports(
        ParameterMethods(10, 9, 60), "{|PA1004:[" + Factories(10) + "]|}");

    [Fact]
    public Task Azure_devops_mcp_755_five_of_the_ten_tools_are_silent() => Silent(
        ParameterMethods(10, 9, 60), "[" + Factories(5) + "]");

    [Fact]
    public Task Azure_devops_mcp_755_tools_beside_unknown_ones_are_silent() => Verify.Silent(Snippet.Members(
        ParameterMethods(9, 9, 60) + "\npublic Task<ChatResponse> AskAsync(AITool other) => client.GetResponseAsync(question, new ChatOptions { Tools = [" + Factories(9) + ", other] });\n"));

    [Fact]
    public Task Azure_devops_mcp_755_tools_in_a_field_are_reported_where_they_are_attached() => Verify.Reports(Snippet.Members(
        ParameterMethods(10, 9, 60) + "\nprivate static readonly AITool[] All = [" + Factories(10) + "];\n"
        + "public Task<ChatResponse> AskAsync() => client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1004:All|} });\n"));

    [Fact]
    public Task Azure_devops_mcp_755_a_larger_budget_is_silent() => Verify.Silent(Snippet.Members(
        ParameterMethods(10, 9, 60) + "\npublic Task<ChatResponse> AskAsync() => client.GetResponseAsync(question, new ChatOptions { Tools = [" + Factories(10) + "] });\n"),
        editorConfig: "prompt_analyzers.max_tool_schema_tokens = 20000");

    // anthropics/claude-code#13717, giantswarm/muster#1193: what one server offers.

    [Fact]
    public Task Claude_code_13717_a_server_with_long_tools_is_reported() => Verify.Reports(Server(
        "services.AddMcpServer().{|PA1004:WithTools<Desk>()|};", LongPlugin("Desk", 10, "McpServerTool")), Sdk.Mcp);

    [Fact]
    public Task Claude_code_13717_a_server_with_short_tools_is_silent() => Verify.Silent(Server(
        "services.AddMcpServer().WithTools<Desk>();", Plugin("Desk", 10, "McpServerTool")), Sdk.Mcp);

    [Fact]
    public Task Muster_1193_one_long_tool_of_a_plugin_is_reported_at_the_import() => Verify.Reports(InKernel($$"""
        {|PA1004:kernel.ImportPluginFromType<Desk>()|};
        await kernel.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
        """, $"public class Desk\n{{\n    [KernelFunction, Description(\"{Words(1_200)}\")] public string Find(string id) => \"\";\n}}\n"), Sdk.SemanticKernel);

    [Fact]
    public Task Muster_1193_the_plugin_that_passes_the_budget_is_reported() => Verify.Reports(InKernel($$"""
        kernel.ImportPluginFromType<Desk>();
        {|PA1004:kernel.ImportPluginFromType<Mail>()|};
        await kernel.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
        """, LongPlugin("Desk", 5, "KernelFunction") + LongPlugin("Mail", 5, "KernelFunction")), Sdk.SemanticKernel);

    [Fact]
    public Task Muster_1193_a_plugin_that_no_model_is_shown_is_silent() => Verify.Silent(InKernel("""
        kernel.ImportPluginFromType<Desk>();
        await kernel.InvokeAsync("Desk", "Desk1");
        """, LongPlugin("Desk", 10, "KernelFunction")), Sdk.SemanticKernel);

    [Fact]
    public Task Muster_1193_parameters_that_the_host_gives_are_silent() => Verify.Silent(InKernel($$"""
        kernel.ImportPluginFromType<Desk>();
        await kernel.InvokePromptAsync(question, new KernelArguments({{AutoChoice}}));
        """, $"public class Desk\n{{\n    [KernelFunction] public string Find(string id, [Description(\"{Words(1_200)}\")] Kernel kernel, [Description(\"{Words(1_200)}\")] CancellationToken cancellationToken) => \"\";\n}}\n"), Sdk.SemanticKernel);

    // Services that a container gives beside what the model fills in.

    [Theory]
    [InlineData("IDesk desk")]
    [InlineData("Desk desk")]
    [InlineData("Office office")]
    [InlineData("IEnumerable<Office> offices")]
    [InlineData("HttpClient http")]
    [InlineData("DeskDb db")]
    [InlineData("[FromServices] Handbook handbook")]
    [InlineData("[FromKeyedServices(1)] Handbook handbook")]
    [InlineData("IOptions<Handbook> options")]
    [InlineData("ILogger<Handbook> logger")]
    public Task Services_are_silent(string parameter) => Verify.Silent(
        InOptions(Services + $"private static string Find(string id, {parameter}) => \"\";", "[AIFunctionFactory.Create(Find)]"), settings: WithDatabase);

    [Theory]
    [InlineData("Handbook handbook")]
    [InlineData("IEnumerable<Handbook> handbooks")]
    [InlineData("IReadOnlyList<Handbook> handbooks")]
    [InlineData("IDictionary<string, Handbook> handbooks")]
    [InlineData("IReadOnlyDictionary<string, Handbook> handbooks")]
    public Task Data_in_an_interface_of_a_collection_is_reported(string parameter) => Verify.Reports(
        InOptions(Services + $"private static string Find(string id, {parameter}) => \"\";", "{|PA1004:[AIFunctionFactory.Create(Find)]|}"), settings: WithDatabase);

    private static readonly Settings WithDatabase = new() { MoreReferences = [.. References.ForLibraries("Microsoft.EntityFrameworkCore").Except(References.For(Sdk.ExtensionsAI))] };

    private static readonly string Services = $$"""
        public class Handbook { [Description("{{Words(1_200)}}")] public string Text { get; set; } = ""; }
        public interface IDesk { Handbook Handbook { get; } }
        public class Desk { public Handbook Handbook { get; set; } = new(); public IDesk Next { get; set; } = null!; }
        public class Office { public Handbook Handbook { get; set; } = new(); public List<Desk> Desks { get; set; } = []; }
        public interface IOptions<T> { Handbook Value { get; } }
        public interface ILogger<T> { Handbook Value { get; } }
        public class DeskDb : Microsoft.EntityFrameworkCore.DbContext { public Handbook Handbook { get; set; } = new(); }
        public class FromServicesAttribute : Attribute { }
        public class FromKeyedServicesAttribute(object key) : Attribute { public object Key => key; }

        """;

    // SK#1831: schemas of an API, written out.

    [Fact]
    public Task Sk_1831_a_schema_written_as_text_is_reported() => Verify.Reports(OpenAITool(
        $"BinaryData.FromString(\"\"\"{{{{\"type\":\"object\",\"description\":\"{Words(1_200)}\"}}}}\"\"\")".Replace("{{{{", "{", StringComparison.Ordinal).Replace("}}}}", "}", StringComparison.Ordinal), reported: true), Sdk.OpenAI);

    [Fact]
    public Task Sk_1831_a_schema_written_as_bytes_is_reported() => Verify.Reports(OpenAITool(
        $"BinaryData.FromBytes(\"{Words(1_200)}\"u8.ToArray())", reported: true), Sdk.OpenAI);

    [Fact]
    public Task Sk_1831_a_schema_read_at_run_time_is_silent() => Verify.Silent(OpenAITool("BinaryData.FromString(File.ReadAllText(path))", reported: false), Sdk.OpenAI);

    [Fact]
    public Task Sk_1831_a_short_schema_is_silent() => Verify.Silent(OpenAITool("BinaryData.FromString(\"{}\")", reported: false), Sdk.OpenAI);

    [Fact]
    public Task A_tool_wrapped_for_approval_is_reported() => Reports(
        $"[Description(\"{Words(500)}\")]\nprivate static string Pay(string invoice) => \"\";",
        "{|PA1004:[new ApprovalRequiredAIFunction(AIFunctionFactory.Create(Pay))]|}");

    [Fact]
    public Task Hosted_tools_are_silent() => Silent("", "[new HostedWebSearchTool(), new HostedCodeInterpreterTool()]");

    [Fact]
    public Task An_own_attribute_of_that_name_is_silent() => Verify.Silent(Snippet.File($$"""
        using System;
        using Microsoft.Extensions.AI;

        [AttributeUsage(AttributeTargets.All)]
        public sealed class DescriptionAttribute(string text) : Attribute
        {
            public string Text => text;
        }

        public class Snippet
        {
            [Description("{{Words(500)}}")]
            private static string Search(string query) => "";

            public ChatOptions Options() => new() { Tools = [AIFunctionFactory.Create(Search)] };
        }
        """));

    private static Task Reports(string members, string tools) => Verify.Reports(InOptions(members, tools));

    private static Task Silent(string members, string tools) => Verify.Silent(InOptions(members, tools));

    private static Snippet InOptions(string members, string tools) => Snippet.Members(
        members + "\npublic Task<ChatResponse> AskAsync() => client.GetResponseAsync(question, new ChatOptions { Tools = " + tools + " });\n");

    private static Snippet InKernel(string statements, string plugins) =>
        Snippet.Members(plugins + "public async Task RunAsync()\n{\n" + statements + "\n}\n");

    private static Snippet OpenAITool(string schema, bool reported) => Snippet.Members(
        "public async Task AskAsync()\n{\n    var options = new ChatCompletionOptions { Tools = "
        + (reported ? "{|PA1004:" : "") + "{ ChatTool.CreateFunctionTool(\"find\", \"Finds an order.\", " + schema + ") }" + (reported ? "|}" : "")
        + " };\n    await openAI.CompleteChatAsync([new UserChatMessage(question)], options);\n}\n");

    private static Snippet Server(string statement, string types) => Snippet.File($$"""
        using System.ComponentModel;
        using Microsoft.Extensions.DependencyInjection;
        using ModelContextProtocol.Server;

        public static class Program
        {
            public static void Run(IServiceCollection services)
            {
                {{statement}}
            }
        }

        {{types}}
        """);

    private static string Words(int count) => string.Join(' ', Enumerable.Repeat("invoice", count));

    private static string Methods(int count, int words) => string.Concat(Enumerable.Range(1, count).Select(i =>
        $"[Description(\"{Words(words / 2)}\")]\nprivate static string M{i}([Description(\"{Words(words / 2)}\")] string a, [Description(\"{Words(words)}\")] string b) => \"\";\n"));

    private static string ParameterMethods(int count, int parameters, int words) => string.Concat(Enumerable.Range(1, count).Select(i =>
        $"private static string M{i}(" + string.Join(", ", Enumerable.Range(1, parameters).Select(p => $"[Description(\"{Words(words)}\")] string p{p}")) + ") => \"\";\n"));

    private static string Factories(int count) => string.Join(", ", Enumerable.Range(1, count).Select(i => $"AIFunctionFactory.Create(M{i})"));

    private static string LongPlugin(string name, int functions, string attribute)
    {
        var text = new StringBuilder().Append("public class ").Append(name).Append("\n{\n");
        for (int i = 1; i <= functions; i++)
        {
            text.Append("    [").Append(attribute).Append(", Description(\"").Append(Words(250)).Append("\")] public string ").Append(name).Append(i)
                .Append("([Description(\"").Append(Words(400)).Append("\")] string text) => \"\";\n");
        }

        return text.Append("}\n\n").ToString();
    }

    private static string Entity(string name, int fields, string last) => "public class " + name + "\n{\n"
        + string.Concat(Enumerable.Range(1, fields).Select(i => $"    [Description(\"{Words(12)}\")] public string Field{i} {{ get; set; }} = \"\";\n"))
        + $"    public {last} {{ get; set; }} = null!;\n}}\n";
}
