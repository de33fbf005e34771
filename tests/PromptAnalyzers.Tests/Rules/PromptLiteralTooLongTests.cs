using System.Globalization;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>
/// PA3004. Cases after the labelled judge prompts of Microsoft.Extensions.AI.Evaluation (2,700 and 3,500 tokens) and the
/// labelled long literals that are no prompts; plint's and agentguard's rules on prompt length.
/// </summary>
public sealed class PromptLiteralTooLongTests
{
    // About 2,800 tokens, and half of it.
    private static readonly string Long = string.Concat(Enumerable.Repeat("Read the claim again and decide. ", 400));
    private static readonly string Half = string.Concat(Enumerable.Repeat("Read the claim again and decide. ", 200));

    // Reported: the shapes of the labelled judge prompts, and every other way into a prompt (plint PROMPT001, agentguard AG007)

    [Fact]
    public Task A_literal_is_reported() => Verify.Reports($"await client.GetResponseAsync({{|PA3004:\"{Long}\"|}});");

    [Fact]
    public Task A_raw_literal_with_holes_is_reported() => Verify.Reports(
        "string prompt = {|PA3004:$\"\"\"\n    " + Long + "\n    {question}\n    \"\"\"|};\nawait client.GetResponseAsync(new ChatMessage(ChatRole.User, prompt));"); // the labelled shape

    [Fact]
    public Task A_constant_is_reported_at_its_literal_and_reported() => Verify.Reports($$"""
        const string Prompt = {|PA3004:"{{Long}}"|};
        await client.GetResponseAsync([new ChatMessage(ChatRole.System, Prompt), new ChatMessage(ChatRole.User, question)]);
        """); // the labelled shape

    [Fact]
    public Task A_constant_field_is_reported_where_it_is_used_and_reported() => Verify.Reports(Snippet.Members($$"""
        private const string Prompt = "{{Long}}";

        public Task AskAsync() => client.GetResponseAsync({|PA3004:Prompt|});
        """));

    [Fact]
    public Task A_read_only_field_is_reported() => Verify.Reports(Snippet.Members($$"""
        private static readonly string Prompt = "{{Long}}";

        public Task AskAsync() => client.GetResponseAsync({|PA3004:Prompt|} + question);
        """));

    [Fact]
    public Task A_property_is_reported() => Verify.Reports(Snippet.Members($$"""
        private static string Prompt => "{{Long}}";

        public Task AskAsync() => client.GetResponseAsync({|PA3004:Prompt|}.Trim());
        """));

    [Fact]
    public Task The_longest_part_of_a_concatenation_is_reported() => Verify.Reports(Snippet.Members($$"""
        public Task AskAsync() => client.GetResponseAsync("{{Half}}" + question + {|PA3004:"{{Half}} Now answer."|});
        """));

    [Fact]
    public Task A_builder_is_reported() => Verify.Reports($$"""
        var prompt = new StringBuilder();
        prompt.AppendLine("{{Half}}");
        prompt.AppendLine({|PA3004:"{{Half}} Now answer."|});
        prompt.Append(question);
        await client.GetResponseAsync(prompt.ToString());
        """);

    [Fact]
    public Task An_appended_text_is_reported() => Verify.Reports($$"""
        string prompt = "{{Half}}";
        prompt += {|PA3004:"{{Half}} Now answer."|};
        await client.GetResponseAsync(prompt);
        """);

    [Fact]
    public Task A_template_with_replacements_is_reported() => Verify.Reports(Snippet.Members($$"""
        public Task AskAsync() => client.GetResponseAsync({|PA3004:"{{Long}}"|}.Replace("again", question));
        """));

    [Fact]
    public Task A_format_is_reported() => Verify.Reports(Snippet.Members($$"""
        public Task AskAsync() => client.GetResponseAsync(string.Format({|PA3004:"{{Long}} {0}"|}, question));
        """));

    [Fact]
    public Task A_helper_method_is_reported_at_its_call_and_reported() => Verify.Reports(Snippet.Members($$"""
        public Task AskAsync() => client.GetResponseAsync({|PA3004:Build()|});

        private static string Build() => "{{Long}}";
        """));

    [Fact]
    public Task A_wrapper_of_the_call_is_reported() => Verify.Reports(Snippet.Members($$"""
        public Task RunAsync() => AskAsync({|PA3004:"{{Long}}"|});

        private Task AskAsync(string prompt) => client.GetResponseAsync(prompt);
        """));

    [Fact]
    public Task Instructions_are_reported() => Verify.Reports($"var options = new ChatOptions {{ Instructions = {{|PA3004:\"{Long}\"|}} }};");

    [Fact]
    public Task A_system_message_of_openai_is_reported() => Verify.Reports(
        $"var message = new SystemChatMessage({{|PA3004:\"{Long}\"|}});", Sdk.OpenAI);

    [Fact]
    public Task A_prompt_of_the_kernel_is_reported() => Verify.Reports(
        $"await kernel.InvokePromptAsync({{|PA3004:\"{Long}\"|}});", Sdk.SemanticKernel);

    [Fact]
    public Task A_prompt_template_of_the_kernel_is_reported() => Verify.Reports(
        $"var function = kernel.CreateFunctionFromPrompt({{|PA3004:\"{Long} {{{{$input}}}}\"|}});", Sdk.SemanticKernel);

    [Fact]
    public Task A_template_configuration_is_reported() => Verify.Reports(
        $"var config = new PromptTemplateConfig {{ Template = {{|PA3004:\"{Long}\"|}} }};", Sdk.SemanticKernel);

    [Fact]
    public Task A_chat_history_of_the_kernel_is_reported() => Verify.Reports(
        $"var history = new ChatHistory({{|PA3004:\"{Long}\"|}});", Sdk.SemanticKernel);

    [Fact]
    public Task A_chinese_prompt_is_reported() => Verify.Reports(
        $"await client.GetResponseAsync({{|PA3004:\"{string.Concat(Enumerable.Repeat("请再次阅读索赔并作出决定。", 220))}\"|}});");

    [Fact]
    public Task A_prompt_that_two_calls_send_is_reported_once_and_reported() => Verify.Reports($$"""
        const string Prompt = {|PA3004:"{{Long}}"|};
        await client.GetResponseAsync(Prompt);
        await client.GetResponseAsync(Prompt);
        """);

    [Fact]
    public Task A_lower_limit_of_ones_own_is_reported() => Verify.Reports(
        $"await client.GetResponseAsync({{|PA3004:\"{Half}\"|}});", editorConfig: "prompt_analyzers.max_prompt_literal_tokens = 1000");

    // Silent: the labelled long literals that are no prompts, and prompts below the limit

    [Fact]
    public Task A_prompt_below_the_limit_is_silent() => Verify.Silent($"await client.GetResponseAsync(\"{Half}\");");

    [Fact]
    public Task A_page_that_no_model_sees_is_silent() => Verify.Silent(Snippet.Members($$"""
        private const string Page = "<html><body>{{Long}}</body></html>";

        public string Render() => Page;
        """)); // labelled: four pages of a hosted sample

    [Fact]
    public Task A_json_schema_of_an_answer_is_silent() => Verify.Silent($$"""
        const string Schema = "{{Long}}";
        var options = new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonSerializer.SerializeToElement(Schema)) };
        """); // labelled

    [Fact]
    public Task Test_data_that_is_chunked_is_silent() => Verify.Silent($$"""
        string transcript = "{{Long}}";
        foreach (string line in transcript.Split('.'))
        {
            Console.WriteLine(line);
        }
        """); // labelled: a sample transcript that is embedded

    [Fact]
    public Task A_part_of_a_literal_is_silent() => Verify.Silent($$"""
        string transcript = "{{Long}}";
        await client.GetResponseAsync(transcript[..2000]);
        """);

    [Fact]
    public Task A_literal_for_the_log_is_silent() => Verify.Silent($"Console.WriteLine(\"{Long}\");\nawait client.GetResponseAsync(question);");

    [Fact]
    public Task Two_prompts_below_the_limit_are_silent() => Verify.Silent(
        $"await client.GetResponseAsync(\"{Half} First.\");\nawait client.GetResponseAsync(\"{Half} Second.\");");

    [Fact]
    public Task Alternatives_below_the_limit_are_silent() => Verify.Silent($$"""
        string prompt = question.Length > 9 ? "{{Half}} First." : "{{Half}} Second.";
        await client.GetResponseAsync(prompt);
        """);

    [Fact]
    public Task A_variable_that_is_set_twice_is_silent() => Verify.Silent($$"""
        string prompt = "{{Half}} First.";
        if (question.Length > 9)
        {
            prompt = "{{Half}} Second.";
        }

        await client.GetResponseAsync(prompt);
        """);

    [Fact]
    public Task A_scripted_answer_is_silent() => Verify.Silent($"var answer = new ChatMessage(ChatRole.Assistant, \"{Long}\");");

    [Fact]
    public Task A_settable_property_is_silent() => Verify.Silent(Snippet.Members($$"""
        public string Prompt { get; set; } = "{{Long}}";

        public Task AskAsync() => client.GetResponseAsync(Prompt);
        """));

    [Fact]
    public Task A_client_of_ones_own_is_silent() => Verify.Silent(Snippet.Members($$"""
        public sealed class Gateway { public void GetResponseAsync(string chatMessage) => Console.WriteLine(chatMessage.Length); }

        public void Ask(Gateway gateway) => gateway.GetResponseAsync("{{Long}}");
        """));

    [Fact]
    public async Task The_message_tells_the_estimate_and_the_limit()
    {
        Snippet snippet = $"await client.GetResponseAsync(\"{Long}\");";
        var diagnostic = Assert.Single(await Analysis.RunAsync(Analysis.Compile(References.For(Sdk.ExtensionsAI), snippet.ToSource(Sdk.ExtensionsAI))));
        Assert.Matches(
            "^The constant text of this prompt is about 2,[0-9]{3} tokens long, more than 2,000; it is paid for with every call of 'GetResponseAsync'$",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }
}
