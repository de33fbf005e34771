namespace PromptAnalyzers.Tests.Fixes;

/// <summary>PA5002: the tag of the same model with 4-bit weights, by light bulb only.</summary>
public sealed class ModelTagCodeFixTests
{
    private static Settings Ollama => ModelStandIns.With(ModelStandIns.Ollama) with { FixAll = false };

    [Fact]
    public Task The_suffix_of_a_tag_is_replaced() => Verify.Fix(
        "var local = new OllamaSharp.OllamaApiClient(\"http://localhost:11434\", {|PA5002:\"llama3.1:8b-instruct-fp16\"|});",
        "var local = new OllamaSharp.OllamaApiClient(\"http://localhost:11434\", \"llama3.1:8b-instruct-q4_K_M\");",
        settings: Ollama);

    [Fact]
    public Task A_verbatim_literal_stays_one() => Verify.Fix(
        "var local = new OllamaSharp.OllamaApiClient(\"http://localhost:11434\", {|PA5002:@\"qwen2.5:7b-instruct-bf16\"|});",
        "var local = new OllamaSharp.OllamaApiClient(\"http://localhost:11434\", @\"qwen2.5:7b-instruct-q4_K_M\");",
        settings: Ollama);

    [Fact]
    public Task A_constant_is_changed_where_it_stands() => Verify.Fix(
        """
        const string Model = {|PA5002:"llama3.1:8b-instruct-fp16"|};
        var local = new OllamaSharp.OllamaApiClient("http://localhost:11434", Model);
        """,
        """
        const string Model = "llama3.1:8b-instruct-q4_K_M";
        var local = new OllamaSharp.OllamaApiClient("http://localhost:11434", Model);
        """,
        settings: Ollama);

    [Fact]
    public Task A_model_that_is_large_as_such_has_no_other_tag() => Verify.NoFix(
        "var local = new OllamaSharp.OllamaApiClient(\"http://localhost:11434\", {|PA5002:\"llama3.1:70b\"|});", settings: Ollama);

    [Fact]
    public Task A_file_name_is_no_tag() => Verify.NoFix(
        "var parameters = new LLama.Common.ModelParams({|PA5002:\"Phi-3-mini-4b-F16.gguf\"|});", settings: ModelStandIns.With(ModelStandIns.LLama));
}
