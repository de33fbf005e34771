using System.Globalization;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>
/// PA5003. Cases after ollama#1952, #16830 and vllm#16118 (out of memory with a large context), ollama#5902, tinycode#210,
/// TradingAgents#168 and hermes-agent#43900 (an OpenAI-compatible endpoint ignores num_ctx).
/// </summary>
public sealed class LocalContextTooLargeTests
{
    private const string LmStudio = """
        private readonly OpenAI.Chat.ChatClient local = new("qwen2.5-7b", new System.ClientModel.ApiKeyCredential("none"), new OpenAI.OpenAIClientOptions { Endpoint = new Uri("http://localhost:1234/v1") });

        """;

    private static Settings Ollama => ModelStandIns.With(ModelStandIns.Ollama);

    private static Settings LLama => ModelStandIns.With(ModelStandIns.LLama);

    // Reported: too large (ollama#1952, ollama#16830, vllm#2418, vllm#10517, vllm#16118)

    [Fact]
    public Task A_context_of_128k_is_reported() => Verify.Reports(
        "var options = new OllamaSharp.Models.RequestOptions { NumCtx = {|PA5003:131_072|} };", settings: Ollama); // ollama#1952

    [Fact]
    public Task A_context_of_64k_is_reported() => Verify.Reports("""
        var options = new OllamaSharp.Models.RequestOptions();
        options.NumCtx = {|PA5003:65_536|};
        """, settings: Ollama);

    [Fact]
    public Task A_context_as_an_option_is_reported() => Verify.Reports(Snippet.File("""
        using Microsoft.Extensions.AI;
        using OllamaSharp;
        using OllamaSharp.Models;

        public static class Settings
        {
            public static ChatOptions Options() => new ChatOptions().AddOllamaOption(OllamaOption.NumCtx, {|PA5003:131_072|});
        }
        """), settings: Ollama);

    [Fact]
    public Task A_context_size_of_llama_is_reported() => Verify.Reports(
        "var parameters = new LLama.Common.ModelParams(\"model.gguf\") { ContextSize = {|PA5003:1_048_576|} };", settings: LLama); // vllm#16118: 24 GiB for a million

    [Fact]
    public Task A_constant_is_reported_at_its_literal_and_reported() => Verify.Reports("""
        const int Context = {|PA5003:100_000|};
        var options = new OllamaSharp.Models.RequestOptions { NumCtx = Context };
        """, settings: Ollama);

    [Fact]
    public Task A_read_only_field_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly int context = 100_000;

        public object Options() => new OllamaSharp.Models.RequestOptions { NumCtx = {|PA5003:context|} };
        """), settings: Ollama);

    [Fact]
    public Task An_additional_property_for_an_ollama_client_is_reported() => Verify.Reports("""
        IChatClient local = new OllamaSharp.OllamaApiClient("http://localhost:11434", "llama3.2");
        await local.GetResponseAsync(question, new ChatOptions { AdditionalProperties = new() { ["num_ctx"] = {|PA5003:131_072|} } });
        """, settings: Ollama);

    [Fact]
    public Task A_lower_limit_of_ones_own_is_reported() => Verify.Reports(
        "var options = new OllamaSharp.Models.RequestOptions { NumCtx = {|PA5003:16_384|} };",
        editorConfig: "prompt_analyzers.max_local_context_tokens = 8192",
        settings: Ollama);

    [Fact]
    public Task The_largest_context_there_is_is_reported() => Verify.Reports(
        "var options = new OllamaSharp.Models.RequestOptions { NumCtx = {|PA5003:int.MaxValue|} };", settings: Ollama);

    [Fact]
    public Task A_context_in_a_request_is_reported() => Verify.Reports("""
        var request = new OllamaSharp.Models.Chat.ChatRequest { Model = "llama3.2", Options = new() { NumCtx = {|PA5003:65_536|} } };
        """, settings: Ollama); // ollama#16830

    // Reported: without effect (ollama#5902, tinycode#210, TradingAgents#168, hermes-agent#43900)

    [Fact]
    public Task Extension_data_that_is_set_later_is_reported() => Verify.Reports("""
        var settings = new OpenAIPromptExecutionSettings { ExtensionData = new Dictionary<string, object>() };
        settings.ExtensionData["num_ctx"] = {|PA5003:32_768|};
        """, Sdk.SemanticKernel); // TradingAgents#168

    [Fact]
    public Task An_additional_property_for_lm_studio_is_reported() => Verify.Reports(Snippet.Members(LmStudio + """
        public Task AskAsync() => local.AsIChatClient().GetResponseAsync(question, new ChatOptions { AdditionalProperties = new() { ["num_ctx"] = {|PA5003:8_192|} } });
        """), Sdk.OpenAI | Sdk.ExtensionsAI, settings: OpenAIAdapter); // ollama#5902, tinycode#210

    [Fact]
    public Task An_assigned_property_for_lm_studio_is_reported() => Verify.Reports(Snippet.Members(LmStudio + """
        public Task AskAsync()
        {
            var options = new ChatOptions { AdditionalProperties = [] };
            options.AdditionalProperties["num_ctx"] = {|PA5003:8_192|};
            return local.AsIChatClient().GetResponseAsync(question, options);
        }
        """), Sdk.OpenAI | Sdk.ExtensionsAI, settings: OpenAIAdapter); // hermes-agent#43900

    [Fact]
    public Task An_added_property_for_lm_studio_is_reported() => Verify.Reports(Snippet.Members(LmStudio + """
        public Task AskAsync()
        {
            var options = new ChatOptions { AdditionalProperties = [] };
            options.AdditionalProperties.Add("num_ctx", {|PA5003:8_192|});
            return local.AsIChatClient().GetResponseAsync(question, options);
        }
        """), Sdk.OpenAI | Sdk.ExtensionsAI, settings: OpenAIAdapter);

    [Fact]
    public Task Extension_data_of_openai_settings_is_reported() => Verify.Reports("""
        var settings = new OpenAIPromptExecutionSettings { ExtensionData = new Dictionary<string, object> { ["num_ctx"] = {|PA5003:32_768|} } };
        """, Sdk.SemanticKernel); // TradingAgents#168

    // Silent: what fits, what is chosen at run time, what is no context

    [Fact]
    public Task Extension_data_of_unknown_settings_is_silent() => Verify.Silent("""
        var settings = new PromptExecutionSettings { ExtensionData = new Dictionary<string, object> { ["num_ctx"] = 32_768 } };
        """, Sdk.SemanticKernel);

    [Fact]
    public Task Another_extension_of_openai_settings_is_silent() => Verify.Silent("""
        var settings = new OpenAIPromptExecutionSettings { ExtensionData = new Dictionary<string, object> { ["seed"] = 131_072 } };
        """, Sdk.SemanticKernel);

    [Fact]
    public Task A_context_of_32k_is_silent() => Verify.Silent(
        "var options = new OllamaSharp.Models.RequestOptions { NumCtx = 32_768 };", settings: Ollama);

    [Fact]
    public Task A_context_of_8k_is_silent() => Verify.Silent(
        "var parameters = new LLama.Common.ModelParams(\"model.gguf\") { ContextSize = 8_192 };", settings: LLama);

    [Fact]
    public Task The_context_of_the_model_is_silent() => Verify.Silent(
        "var parameters = new LLama.Common.ModelParams(\"model.gguf\") { ContextSize = null };", settings: LLama);

    [Fact]
    public Task Another_option_is_silent() => Verify.Silent(
        "var options = new OllamaSharp.Models.RequestOptions { Seed = 131_072 };", settings: Ollama);

    [Fact]
    public Task Another_added_option_is_silent() => Verify.Silent(Snippet.File("""
        using Microsoft.Extensions.AI;
        using OllamaSharp;
        using OllamaSharp.Models;

        public static class Settings
        {
            public static ChatOptions Options() => new ChatOptions().AddOllamaOption(OllamaOption.Seed, 131_072);
        }
        """), settings: Ollama);

    [Fact]
    public Task An_additional_property_for_an_unknown_client_is_silent() => Verify.Silent(
        "await client.GetResponseAsync(question, new ChatOptions { AdditionalProperties = new() { [\"num_ctx\"] = 8_192 } });");

    [Fact]
    public Task A_small_additional_property_for_an_ollama_client_is_silent() => Verify.Silent("""
        IChatClient local = new OllamaSharp.OllamaApiClient("http://localhost:11434", "llama3.2");
        await local.GetResponseAsync(question, new ChatOptions { AdditionalProperties = new() { ["num_ctx"] = 8_192 } });
        """, settings: Ollama);

    [Fact]
    public Task Another_key_for_lm_studio_is_silent() => Verify.Silent(Snippet.Members(LmStudio + """
        public Task AskAsync() => local.AsIChatClient().GetResponseAsync(question, new ChatOptions { AdditionalProperties = new() { ["top_k"] = 8_192 } });
        """), Sdk.OpenAI | Sdk.ExtensionsAI, settings: OpenAIAdapter);

    [Fact]
    public Task A_dictionary_of_ones_own_is_silent() => Verify.Silent("""
        var options = new Dictionary<string, int> { ["num_ctx"] = 131_072 };
        options["num_ctx"] = 262_144;
        options.Add("num_ctx", 524_288);
        """);

    [Fact]
    public Task A_configured_context_is_silent() => Verify.Silent(Snippet.Members("""
        public int Context { get; set; } = 131_072;

        public object Options() => new OllamaSharp.Models.RequestOptions { NumCtx = Context };
        """), settings: Ollama);

    [Fact]
    public Task A_context_that_is_cut_is_silent() => Verify.Silent(
        "var options = new OllamaSharp.Models.RequestOptions { NumCtx = Math.Min(131_072, question.Length) };", settings: Ollama);

    [Fact]
    public Task A_chosen_context_is_silent() => Verify.Silent("""
        int context = 131_072;
        if (question.Length < 1000)
        {
            context = 4_096;
        }

        var options = new OllamaSharp.Models.RequestOptions { NumCtx = context };
        """, settings: Ollama);

    [Fact]
    public Task Options_of_ones_own_are_silent() => Verify.Silent(Snippet.Members("""
        public sealed class RequestOptions { public int? NumCtx { get; set; } }

        public object Options() => new RequestOptions { NumCtx = 131_072 };
        """));

    // The estimate

    [Theory]
    [InlineData("llama3.1:8b", 131_072, "17")] // 16 GiB, as the published table has it
    [InlineData("llama3.1:70b", 131_072, "43")] // 40 GiB
    [InlineData("llama3.1:405b", 131_072, "68")]
    [InlineData("llama3.2:3b", 65_536, "7.5")]
    [InlineData("llama3.2:1b", 131_072, "4.3")]
    [InlineData("qwen2.5:14b", 131_072, "26")]
    [InlineData("qwen2.5:32b", 40_000, "10")]
    [InlineData("unknown", 131_072, "17")]
    public void The_kv_cache_follows_the_formula(string model, long tokens, string gigabytes) =>
        Assert.Equal(gigabytes, PromptAnalyzers.Rules.Generation.MemoryEstimate.KvCache(PromptAnalyzers.Rules.Generation.LocalModel.Parse(model), tokens));

    [Fact]
    public async Task The_message_tells_the_cache_of_the_model_that_the_type_uses()
    {
        Snippet snippet = """
            var local = new OllamaSharp.OllamaApiClient("http://localhost:11434", "qwen2.5:14b");
            var options = new OllamaSharp.Models.RequestOptions { NumCtx = 131_072 };
            """;
        var compilation = Analysis.Compile([.. References.For(Sdk.ExtensionsAI), .. Ollama.MoreReferences], snippet.ToSource(Sdk.ExtensionsAI));
        var diagnostic = Assert.Single(await Analysis.RunAsync(compilation));
        Assert.Equal(
            "'NumCtx' reserves a context of 131,072 tokens, more than 32,768; the KV cache alone takes about 26 GB for 'qwen2.5:14b'",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    private static Settings OpenAIAdapter => new()
    {
        MoreReferences = [Microsoft.CodeAnalysis.MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.AI.OpenAIClientExtensions).Assembly.Location)],
    };
}
