using System.Globalization;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>
/// PA5002. Cases after the quantisation threads (ollama#1543: default tags have 4 bits; vllm#2418, #10517: out of memory),
/// and the labelled models of the samples, none of which is too large.
/// </summary>
public sealed class LocalModelTooLargeTests
{
    private static Settings Ollama => ModelStandIns.With(ModelStandIns.Ollama);

    // Reported: weights of 16 bits (ollama#1543), and more than a card holds (vllm#2418, vllm#10517)

    [Fact]
    public Task Sixteen_bits_of_an_8b_model_are_reported() => Client("llama3.1:8b-instruct-fp16", reported: true); // ollama#1543

    [Fact]
    public Task A_bf16_tag_is_reported() => Client("qwen2.5:7b-instruct-bf16", reported: true);

    [Fact]
    public Task A_tag_of_32_bits_is_reported() => Client("mistral:7b-instruct-v0.3-f32", reported: true);

    [Fact]
    public Task Seventy_billion_parameters_are_reported() => Client("llama3.1:70b", reported: true);

    [Fact]
    public Task A_large_mixture_is_reported() => Client("mixtral:8x22b", reported: true);

    [Fact]
    public Task A_family_of_one_large_model_is_reported() => Client("llama3.3", reported: true);

    [Fact]
    public Task Deepseek_with_671_billion_parameters_is_reported() => Client("deepseek-r1:671b", reported: true);

    [Fact]
    public Task Gpt_oss_with_120_billion_parameters_is_reported() => Client("gpt-oss:120b", reported: true);

    [Fact]
    public Task A_quantised_70b_model_is_reported() => Client("llama3.1:70b-instruct-q4_K_M", reported: true); // 42 GB

    [Fact]
    public Task A_constant_is_reported_at_its_literal_and_reported() => Verify.Reports("""
        const string Model = {|PA5002:"llama3.1:70b-instruct-fp16"|};
        var local = new OllamaSharp.OllamaApiClient("http://localhost:11434", Model);
        """, settings: Ollama);

    [Fact]
    public Task A_selected_model_is_reported() => Verify.Reports("""
        var local = new OllamaSharp.OllamaApiClient("http://localhost:11434");
        local.SelectedModel = {|PA5002:"llama3.1:8b-text-fp16"|};
        """, settings: Ollama);

    [Fact]
    public Task The_model_of_a_request_is_reported() => Verify.Reports(
        "var request = new OllamaSharp.Models.Chat.ChatRequest { Model = {|PA5002:\"llama3.1:8b-text-fp16\"|} };", settings: Ollama);

    [Fact]
    public Task The_model_of_a_configuration_is_reported() => Verify.Reports("""
        var local = new OllamaSharp.OllamaApiClient(new OllamaSharp.OllamaApiClient.Configuration { Uri = new Uri("http://gpu:11434"), Model = {|PA5002:"qwen2.5:72b"|} });
        """, settings: Ollama);

    [Fact]
    public Task A_kernel_with_an_ollama_model_is_reported() => Verify.Reports(
        "var kernel = Kernel.CreateBuilder().AddOllamaChatCompletion({|PA5002:\"command-r-plus:104b\"|}, new Uri(\"http://localhost:11434\")).Build();",
        Sdk.SemanticKernel,
        settings: ModelStandIns.With(ModelStandIns.OllamaConnector));

    [Fact]
    public Task A_repository_at_a_local_vllm_server_is_reported() => Verify.Reports("""
        var server = new OpenAI.OpenAIClient(new System.ClientModel.ApiKeyCredential("none"), new OpenAI.OpenAIClientOptions { Endpoint = new Uri("http://vllm:8000/v1") });
        var local = server.GetChatClient({|PA5002:"meta-llama/Llama-3.3-70B-Instruct"|});
        """, Sdk.OpenAI); // vllm#10517

    [Fact]
    public Task A_gguf_file_of_16_bits_is_reported() => Verify.Reports(
        "var parameters = new LLama.Common.ModelParams({|PA5002:@\"C:\\models\\Phi-3-mini-4b-F16.gguf\"|});",
        settings: ModelStandIns.With(ModelStandIns.LLama));

    [Fact]
    public Task A_lower_limit_of_ones_own_is_reported() => Verify.Reports(
        "var local = new OllamaSharp.OllamaApiClient(\"http://localhost:11434\", {|PA5002:\"qwen2.5:14b\"|});",
        editorConfig: "prompt_analyzers.max_local_model_parameters = 8",
        settings: Ollama);

    // Silent: the labelled models of the samples, quantised, small, hosted or unknown ones (ollama#1543: 8 bits are quantised)

    [Fact]
    public Task The_default_tag_of_a_small_model_is_silent() => Client("llama3.2", reported: false); // the samples' model

    [Fact]
    public Task Eight_bits_are_quantised_and_silent() => Client("llama3.1:8b-instruct-q8_0", reported: false);

    [Fact]
    public Task Four_bits_are_silent() => Client("llama3.1:8b-instruct-q4_K_M", reported: false);

    [Fact]
    public Task Thirty_two_billion_parameters_are_silent() => Client("qwen2.5:32b", reported: false);

    [Fact]
    public Task A_model_of_a_few_hundred_million_parameters_is_silent() => Client("smollm:360m-instruct-fp16", reported: false);

    [Fact]
    public Task An_embedding_model_is_silent() => Client("mxbai-embed-large:335m-v1-fp16", reported: false);

    [Fact]
    public Task A_large_embedding_model_is_silent() => Client("qwen3-embedding:8b-fp16", reported: false);

    [Fact]
    public Task A_hosted_tag_is_silent() => Client("gpt-oss:120b-cloud", reported: false);

    [Fact]
    public Task A_model_with_few_active_parameters_is_silent() => Client("qwen3:30b-a3b", reported: false);

    [Fact]
    public Task A_context_length_in_the_name_is_silent() => Client("phi3:mini-128k", reported: false);

    [Fact]
    public Task A_vision_model_of_11_billion_parameters_is_silent() => Client("llama3.2-vision:11b", reported: false); // labelled

    [Fact]
    public Task A_model_on_a_hosted_ollama_server_is_silent() => Verify.Silent(
        "var hosted = new OllamaSharp.OllamaApiClient(\"https://ollama.com\", \"llama3.1:70b\");", settings: Ollama);

    [Fact]
    public Task A_hosted_70b_model_is_silent() => Verify.Silent("""
        var server = new OpenAI.OpenAIClient(new System.ClientModel.ApiKeyCredential("key"), new OpenAI.OpenAIClientOptions { Endpoint = new Uri("https://api.together.xyz/v1") });
        var hosted = server.GetChatClient("meta-llama/Llama-3.3-70B-Instruct");
        """, Sdk.OpenAI); // labelled: Bedrock, Foundry and the inference service of Hugging Face

    [Fact]
    public Task An_endpoint_from_the_configuration_is_silent() => Verify.Silent("""
        var server = new OpenAI.OpenAIClient(new System.ClientModel.ApiKeyCredential("key"), new OpenAI.OpenAIClientOptions { Endpoint = new Uri(url) });
        var unknown = server.GetChatClient("llama-3.1-70b");
        """, Sdk.OpenAI);

    [Fact]
    public Task A_configured_model_is_silent() => Verify.Silent(Snippet.Members("""
        public string Model { get; set; } = "llama3.1:70b";

        public void Build() => _ = new OllamaSharp.OllamaApiClient("http://localhost:11434", Model);
        """), settings: Ollama);

    [Fact]
    public Task A_name_that_is_only_shown_is_silent() => Verify.Silent("Console.WriteLine(\"llama3.1:70b-instruct-fp16\");", settings: Ollama);

    [Fact]
    public Task A_client_of_ones_own_is_silent() => Verify.Silent(Snippet.Members("""
        public sealed class OllamaApiClient(string uriString, string defaultModel = "") { public string Model => uriString + defaultModel; }

        public void Build() => _ = new OllamaApiClient("http://localhost:11434", "llama3.1:70b");
        """));

    // What a name tells

    [Theory]
    [InlineData("llama3.1:70b-instruct-fp16", "llama3.1", 70.0, "fp16", true)]
    [InlineData("llama3.2", "llama3.2", null, null, false)]
    [InlineData("mixtral:8x7b-instruct-v0.1-q5_K_S", "mixtral", 56.0, "q5_K_S", false)]
    [InlineData("qwen3.5:35b-a3b", "qwen3.5", 35.0, null, false)]
    [InlineData("gemma3n:e4b", "gemma3n", 4.0, null, false)]
    [InlineData("smollm:135m", "smollm", 0.135, null, false)]
    [InlineData("deepseek-r1:1.5b-qwen-distill-q8_0", "deepseek-r1", 1.5, "q8_0", false)]
    [InlineData("meta-llama/Llama-3.3-70B-Instruct", "Llama-3.3", 70.0, null, false)]
    [InlineData("TheBloke/Mistral-7B-Instruct-v0.2-GPTQ", "Mistral", 7.0, "GPTQ", false)]
    [InlineData(@"C:\models\llama-2-7b-chat.Q4_K_M.gguf", "llama-2", 7.0, "Q4_K_M", false)]
    [InlineData("RedHatAI/Meta-Llama-3.1-8B-Instruct-FP8", "Meta-Llama-3.1", 8.0, "FP8", false)]
    [InlineData("llama3.3", "llama3.3", 70.0, null, false)]
    [InlineData("gpt-4o-mini", "gpt-4o-mini", null, null, false)]
    public void Family_size_and_quantisation_are_read_from_the_name(string name, string family, double? billions, string? quantisation, bool isUnquantised)
    {
        var model = PromptAnalyzers.Rules.Generation.LocalModel.Parse(name);
        Assert.Equal(
            (family, billions, quantisation, isUnquantised),
            (model.Family, model.Billions, model.Quantisation, model.IsUnquantised));
    }

    [Theory]
    [InlineData("llama3.1:8b-instruct-fp16", "llama3.1:8b-instruct-q4_K_M")]
    [InlineData("qwen2.5:7b-instruct-BF16", "qwen2.5:7b-instruct-q4_K_M")]
    [InlineData("llama3.1:8b-fp16-special", null)]
    [InlineData("phi-3-mini-F16.gguf", null)]
    [InlineData("llama3.1:8b-instruct-q8_0", null)]
    public void A_quantised_tag_is_known_for_tags_with_a_suffix(string name, string? tag) =>
        Assert.Equal(tag, PromptAnalyzers.Rules.Generation.LocalModel.Parse(name).QuantisedTag);

    [Theory]
    [InlineData("llama3.1:8b-instruct-fp16", "about 16 GB")]
    [InlineData("llama3.1:70b", "about 42 GB")]
    [InlineData("llama3.1:70b-instruct-q8_0", "about 74 GB")]
    [InlineData("mistral-fp16", "four times the memory of 4-bit weights")]
    public void The_message_tells_the_memory_of_the_weights(string name, string memory) =>
        Assert.Equal(memory, PromptAnalyzers.Rules.Generation.MemoryEstimate.Weights(PromptAnalyzers.Rules.Generation.LocalModel.Parse(name)));

    [Fact]
    public async Task The_message_names_model_size_and_remedy()
    {
        Snippet snippet = "var local = new OllamaSharp.OllamaApiClient(\"http://localhost:11434\", \"llama3.1:8b-instruct-fp16\");";
        var compilation = Analysis.Compile([.. References.For(Sdk.ExtensionsAI), .. Ollama.MoreReferences], snippet.ToSource(Sdk.ExtensionsAI));
        var diagnostic = Assert.Single(await Analysis.RunAsync(compilation));
        Assert.Equal(
            "The model 'llama3.1:8b-instruct-fp16' has weights in fp16: about 16 GB of memory before the first token; use a quantised model",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    private static Task Client(string model, bool reported) => reported
        ? Verify.Reports($"var local = new OllamaSharp.OllamaApiClient(\"http://localhost:11434\", {{|PA5002:\"{model}\"|}});", settings: Ollama)
        : Verify.Silent($"var local = new OllamaSharp.OllamaApiClient(\"http://localhost:11434\", \"{model}\");", settings: Ollama);
}
