using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>
/// PA5001. Cases after the labelled harness samples (128,000 as a constant), ollama#7814, #7078, #2805 and abi#1145
/// (answers without end), and the chat, embedding and compaction settings that are none.
/// </summary>
public sealed class MaxOutputTokensTooLargeTests
{
    private static Settings Ollama => ModelStandIns.With(ModelStandIns.Ollama);

    // Hosted models: above 16,384, Info (the harness samples; the answer on quotas, Azure Q&A 1381398)

    [Fact]
    public Task A_hundred_thousand_tokens_are_reported() => Verify.Reports(
        "var options = new ChatOptions { MaxOutputTokens = {|PA5001:100_000|} };");

    [Fact]
    public Task A_constant_is_reported_at_its_literal_and_once_reported() => Verify.Reports("""
        const int MaxOutputTokens = {|PA5001:128_000|};
        var first = new ChatOptions { MaxOutputTokens = MaxOutputTokens };
        var second = new ChatOptions { MaxOutputTokens = MaxOutputTokens };
        """); // the shape of the harness samples

    [Fact]
    public Task A_constant_field_is_reported_where_it_is_used_and_reported() => Verify.Reports(Snippet.Members("""
        private const int Limit = 64_000;

        public ChatOptions Options() => new() { MaxOutputTokens = {|PA5001:Limit|} };
        """));

    [Fact]
    public Task A_read_only_field_is_reported() => Verify.Reports(Snippet.Members("""
        private static readonly int Limit = 64_000;

        public ChatOptions Options() => new() { MaxOutputTokens = {|PA5001:Limit|} };
        """));

    [Fact]
    public Task The_largest_number_there_is_is_reported() => Verify.Reports("""
        var options = new ChatOptions();
        options.MaxOutputTokens = {|PA5001:int.MaxValue|};
        """);

    [Fact]
    public Task OpenAI_options_are_reported() => Verify.Reports(
        "var options = new ChatCompletionOptions { MaxOutputTokenCount = {|PA5001:32_000|} };", Sdk.OpenAI);

    [Fact]
    public Task Semantic_kernel_settings_are_reported() => Verify.Reports(
        "var settings = new OpenAIPromptExecutionSettings { MaxTokens = {|PA5001:20_000|} };", Sdk.SemanticKernel);

    [Fact]
    public Task Anthropic_parameters_are_reported() => Verify.Reports(
        "var parameters = new Anthropic.SDK.Messaging.MessageParameters { MaxTokens = {|PA5001:64_000|} };",
        settings: ModelStandIns.With(ModelStandIns.AnthropicSdk));

    [Fact]
    public Task Gemini_configuration_is_reported() => Verify.Reports(
        "var config = new Google.GenAI.Types.GenerateContentConfig { MaxOutputTokens = {|PA5001:65_536|} };",
        settings: ModelStandIns.With(ModelStandIns.Google));

    [Fact]
    public Task A_harness_agent_is_reported() => Verify.Reports(
        "var options = new Microsoft.Agents.AI.HarnessAgentOptions { MaxContextWindowTokens = 1_050_000, MaxOutputTokens = {|PA5001:128_000|} };",
        settings: ModelStandIns.With(ModelStandIns.Agents));

    [Fact]
    public Task A_limit_of_ones_own_is_reported() => Verify.Reports(
        "var options = new ChatOptions { MaxOutputTokens = {|PA5001:2_000|} };",
        editorConfig: "prompt_analyzers.max_output_tokens = 1000\nprompt_analyzers.max_output_tokens_local = 1000");

    // Local models: above 4,096, or without end, Warning (ollama#7814, #7078, #2805, PR#7693; abi PR#1145)

    [Fact]
    public Task Eight_thousand_tokens_of_ollama_are_a_warning_and_reported() => ReportsWarning(
        "var options = new OllamaSharp.Models.RequestOptions { NumPredict = 8_192 };", Sdk.ExtensionsAI, Ollama);

    [Fact]
    public Task An_ollama_answer_without_end_is_a_warning_and_reported() => ReportsWarning(
        "var options = new OllamaSharp.Models.RequestOptions { NumPredict = -1 };", Sdk.ExtensionsAI, Ollama); // ollama#7814

    [Fact]
    public Task An_ollama_option_is_a_warning_and_reported() => ReportsWarning(Snippet.File("""
        using OllamaSharp;
        class C { void M(Microsoft.Extensions.AI.ChatOptions options) => options.AddOllamaOption(OllamaSharp.Models.OllamaOption.NumPredict, -2); }
        """), Sdk.ExtensionsAI, Ollama); // ollama#7078

    [Fact]
    public Task Options_for_an_ollama_client_of_the_type_are_a_warning_and_reported() => ReportsWarning("""
        IChatClient local = new OllamaSharp.OllamaApiClient("http://localhost:11434", "llama3.2");
        await local.GetResponseAsync(question, new ChatOptions { MaxOutputTokens = 8_192 });
        """, Sdk.ExtensionsAI, Ollama);

    [Fact]
    public Task Options_for_lm_studio_are_a_warning_and_reported() => ReportsWarning("""
        var local = new OpenAI.OpenAIClient(new System.ClientModel.ApiKeyCredential("none"), new OpenAI.OpenAIClientOptions { Endpoint = new Uri("http://localhost:1234/v1") });
        await local.GetChatClient("qwen2.5-7b").CompleteChatAsync([new UserChatMessage(question)], new ChatCompletionOptions { MaxOutputTokenCount = 8_192 });
        """, Sdk.OpenAI);

    [Fact]
    public Task Options_for_a_server_of_the_network_are_a_warning_and_reported() => ReportsWarning("""
        var options = new OpenAI.OpenAIClientOptions();
        options.Endpoint = new Uri("http://192.168.1.20:8000/v1");
        var local = new OpenAI.Chat.ChatClient("qwen2.5-7b", new System.ClientModel.ApiKeyCredential("none"), options);
        await local.CompleteChatAsync([new UserChatMessage(question)], new ChatCompletionOptions { MaxOutputTokenCount = 8_192 });
        """, Sdk.OpenAI);

    [Fact]
    public Task Settings_for_a_local_endpoint_of_the_kernel_are_a_warning_and_reported() => ReportsWarning("""
        var local = Kernel.CreateBuilder().AddOpenAIChatCompletion("phi-4", new Uri("http://vllm:8000/v1"), "none").Build();
        await local.InvokePromptAsync("Hello", new(new OpenAIPromptExecutionSettings { MaxTokens = 8_192 }));
        """, Sdk.SemanticKernel);

    [Fact]
    public Task A_client_in_a_field_is_a_warning_and_reported() => ReportsWarning(Snippet.Members("""
        private const string Address = "http://127.0.0.1:11434";
        private readonly IChatClient local = new OllamaSharp.OllamaApiClient(new Uri(Address), "llama3.2");

        public Task AskAsync() => local.GetResponseAsync(question, new ChatOptions { MaxOutputTokens = 10_000 });
        """), Sdk.ExtensionsAI, Ollama);

    [Fact]
    public Task A_llama_answer_without_end_is_a_warning_and_reported() => ReportsWarning(
        "var inference = new LLama.Common.InferenceParams { MaxTokens = -1 };", Sdk.ExtensionsAI, ModelStandIns.With(ModelStandIns.LLama));

    [Fact]
    public Task An_ollama_connector_of_the_kernel_is_a_warning_and_reported() => ReportsWarning(
        "var settings = new Microsoft.SemanticKernel.Connectors.Ollama.OllamaPromptExecutionSettings { NumPredict = 16_000 };",
        Sdk.SemanticKernel,
        ModelStandIns.With(ModelStandIns.OllamaConnector));

    // Silent: labelled limits that are usual, numbers that limit something else, clients that are not local (ollama#7814)

    [Fact]
    public Task The_answer_limit_of_a_usual_model_is_silent() => Verify.Silent("var options = new ChatOptions { MaxOutputTokens = 16_384 };");

    [Fact]
    public Task Four_thousand_local_tokens_are_silent() => Verify.Silent(
        "var options = new OllamaSharp.Models.RequestOptions { NumPredict = 4_096 };", settings: Ollama);

    [Fact]
    public Task Eight_thousand_hosted_tokens_are_silent() => Verify.Silent(
        "await client.GetResponseAsync(question, new ChatOptions { MaxOutputTokens = 8_192 });");

    [Fact]
    public Task No_limit_at_all_is_silent() => Verify.Silent("await client.GetResponseAsync(question, new ChatOptions());");

    [Fact]
    public Task A_configured_limit_is_silent() => Verify.Silent(Snippet.Members("""
        public int Limit { get; set; } = 100_000;

        public ChatOptions Options() => new() { MaxOutputTokens = Limit };
        """));

    [Fact]
    public Task A_parameter_is_silent() => Verify.Silent(Snippet.Members(
        "public ChatOptions Options(int limit = 100_000) => new() { MaxOutputTokens = limit };"));

    [Fact]
    public Task A_variable_that_changes_is_silent() => Verify.Silent("""
        int limit = 100_000;
        limit = question.Length;
        var options = new ChatOptions { MaxOutputTokens = limit };
        """);

    [Fact]
    public Task A_context_window_is_silent() => Verify.Silent(
        "var options = new Microsoft.Agents.AI.HarnessAgentOptions { MaxContextWindowTokens = 1_050_000, MaxOutputTokens = 8_000 };",
        settings: ModelStandIns.With(ModelStandIns.Agents));

    [Fact]
    public Task A_seed_is_silent() => Verify.Silent(
        "var options = new OllamaSharp.Models.RequestOptions { Seed = 1_000_000 };", settings: Ollama);

    [Fact]
    public Task Other_constants_are_silent() => Verify.Silent("""
        const int MaxBytes = 10_000_000;
        const int EmbeddingDimensions = 65_536;
        var text = new string('x', Math.Min(MaxBytes, EmbeddingDimensions));
        """);

    [Fact]
    public Task An_option_of_ones_own_type_is_silent() => Verify.Silent(Snippet.Members("""
        public sealed class ChatOptions { public int MaxOutputTokens { get; set; } }

        public void Build() => _ = new ChatOptions { MaxOutputTokens = 1_000_000 };
        """));

    [Fact]
    public Task A_type_that_also_has_a_hosted_client_is_silent() => Verify.Silent("""
        var local = new OpenAI.OpenAIClient(new System.ClientModel.ApiKeyCredential("none"), new OpenAI.OpenAIClientOptions { Endpoint = new Uri("http://localhost:1234/v1") });
        var hosted = new OpenAI.OpenAIClient("key");
        var options = new ChatCompletionOptions { MaxOutputTokenCount = 8_192 };
        """, Sdk.OpenAI);

    [Fact]
    public Task A_compatible_endpoint_on_the_internet_is_silent() => Verify.Silent("""
        var hosted = new OpenAI.OpenAIClient(new System.ClientModel.ApiKeyCredential("key"), new OpenAI.OpenAIClientOptions { Endpoint = new Uri("https://openrouter.ai/api/v1") });
        var options = new ChatCompletionOptions { MaxOutputTokenCount = 8_192 };
        """, Sdk.OpenAI);

    [Fact]
    public Task An_ollama_server_on_the_internet_is_silent() => Verify.Silent("""
        IChatClient hosted = new OllamaSharp.OllamaApiClient("https://ollama.com", "gpt-oss:20b");
        await hosted.GetResponseAsync(question, new ChatOptions { MaxOutputTokens = 8_192 });
        """, settings: Ollama);

    [Fact]
    public Task A_stop_word_beside_no_limit_is_silent() => Verify.Silent("""
        var inference = new LLama.Common.InferenceParams { MaxTokens = -1, AntiPrompts = ["User:"] };
        """, settings: ModelStandIns.With(ModelStandIns.LLama));

    [Fact]
    public async Task The_hosted_case_is_info()
    {
        var diagnostic = await OnlyOneAsync("var options = new ChatOptions { MaxOutputTokens = 100_000 };", Sdk.ExtensionsAI, Settings.Default);
        Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity);
        Assert.Equal(
            "'MaxOutputTokens' allows 100,000 tokens for one answer, more than the 16,384 tokens that a hosted model should need; lower it to what the answer needs",
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task ReportsWarning(Snippet snippet, Sdk sdk, Settings? settings = null)
    {
        var diagnostic = await OnlyOneAsync(snippet, sdk, settings ?? Settings.Default);
        Assert.Equal(("PA5001", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
    }

    private static async Task<Diagnostic> OnlyOneAsync(Snippet snippet, Sdk sdk, Settings settings)
    {
        string source = snippet.ToSource(sdk);
        var compilation = Analysis.Compile([.. References.For(sdk), .. settings.MoreReferences], source);
        Assert.DoesNotContain(compilation.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        return Assert.Single(await Analysis.RunAsync(compilation));
    }
}
