namespace PromptAnalyzers.Tests.Fixes;

/// <summary>PA5001 and the constants of PA5004: the configured limit is written where the number stands.</summary>
public sealed class LimitCodeFixTests
{
    [Fact]
    public Task A_literal_becomes_the_limit() => Verify.Fix(
        "var options = new ChatOptions { MaxOutputTokens = {|PA5001:128_000|} /* enough */ };",
        "var options = new ChatOptions { MaxOutputTokens = 16_384 /* enough */ };");

    [Fact]
    public Task The_largest_integer_becomes_the_limit() => Verify.Fix(
        "var options = new ChatOptions { MaxOutputTokens = {|PA5001:int.MaxValue|} };",
        "var options = new ChatOptions { MaxOutputTokens = 16_384 };");

    [Fact]
    public Task A_limit_of_ones_own_is_written() => Verify.Fix(
        "var options = new ChatOptions { MaxOutputTokens = {|PA5001:128_000|} };",
        "var options = new ChatOptions { MaxOutputTokens = 2_048 };",
        editorConfig: "prompt_analyzers.max_output_tokens = 2048\nprompt_analyzers.max_output_tokens_local = 1024");

    [Fact]
    public Task Several_are_fixed_at_once() => Verify.Fix(
        """
        var first = new ChatOptions { MaxOutputTokens = {|PA5001:128_000|} };
        var second = new ChatOptions { MaxOutputTokens = {|PA5001:64_000|} };
        """,
        """
        var first = new ChatOptions { MaxOutputTokens = 16_384 };
        var second = new ChatOptions { MaxOutputTokens = 16_384 };
        """);

    [Fact]
    public Task Old_compilers_get_no_digit_separators() => Verify.Fix(
        Snippet.File("class C { void M(Microsoft.Extensions.AI.ChatOptions options) { options.MaxOutputTokens = {|PA5001:100000|}; } }"),
        Snippet.File("class C { void M(Microsoft.Extensions.AI.ChatOptions options) { options.MaxOutputTokens = 16384; } }"),
        settings: new Settings { Language = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp7, CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None });

    [Fact]
    public Task A_cap_becomes_forty() => Verify.Fix(
        "var chat = new FunctionInvokingChatClient(client) { MaximumIterationsPerRequest = {|PA5004:int.MaxValue|} };",
        "var chat = new FunctionInvokingChatClient(client) { MaximumIterationsPerRequest = 40 };");

    [Fact]
    public Task A_lower_cap_of_ones_own_is_written() => Verify.Fix(
        "var chat = new FunctionInvokingChatClient(client) { MaximumIterationsPerRequest = {|PA5004:500|} };",
        "var chat = new FunctionInvokingChatClient(client) { MaximumIterationsPerRequest = 20 };",
        editorConfig: "prompt_analyzers.max_agent_iterations = 20");

    [Fact]
    public Task A_product_of_numbers_is_one() => Verify.Fix(
        "var options = new ChatOptions { MaxOutputTokens = {|PA5001:64 * 1024|} };",
        "var options = new ChatOptions { MaxOutputTokens = 16_384 };");

    [Fact]
    public Task A_number_with_a_comment_inside_is_left_alone() => Verify.NoFix(
        "var options = new ChatOptions { MaxOutputTokens = {|PA5001:64 /* pages */ * 1024|} };");
}
