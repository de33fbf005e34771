using Microsoft.CodeAnalysis.Testing;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA9001: a setting cannot be read.</summary>
public sealed class ConfigurationTests
{
    private const string Key = "prompt_analyzers.max_tools_per_agent";

    // Reports

    [Theory]
    [InlineData("ten")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    [InlineData("10 tools")]
    public Task A_wrong_value_is_reported_once(string value) => Verify.Reports(
        "await client.GetResponseAsync(question);",
        editorConfig: $"{Key} = {value}",
        settings: Expecting(Invalid(Key, value, 10)));

    [Fact]
    public Task A_wrong_value_is_reported_once_for_many_files() => Verify.Reports(
        "await client.GetResponseAsync(question);",
        editorConfig: $"{Key} = ten",
        settings: Expecting(Invalid(Key, "ten", 10)) with { MoreSources = [("/0/A.cs", "class A;"), ("/0/B.cs", "class B;")] });

    [Theory]
    [InlineData("A.cs")]
    [InlineData("B.cs")]
    public Task A_wrong_value_for_one_of_many_files_is_reported(string file) => Verify.Reports(
        "await client.GetResponseAsync(question);",
        editorConfig: $"{Key} = 9\n\n[{file}]\n{Key} = ten",
        settings: Expecting(Invalid(Key, "ten", 10)) with { MoreSources = [("/0/A.cs", "class A;"), ("/0/B.cs", "class B;")] });

    [Fact]
    public Task Two_wrong_settings_are_two_reports() => Verify.Reports(
        "await client.GetResponseAsync(question);",
        editorConfig: $"{Key} = ten\nprompt_analyzers.max_chunks = none",
        settings: Expecting(Invalid(Key, "ten", 10), Invalid("prompt_analyzers.max_chunks", "none", 10)));

    [Fact]
    public Task The_default_is_used_in_place_of_a_wrong_value() => Verify.Reports(
        Snippet.Members($$"""
            private static readonly AITool[] Eleven = [{{Tools(11)}}];

            public Task<ChatResponse> AskAsync() => client.GetResponseAsync(question, new ChatOptions { Tools = {|PA1001:Eleven|} });

            private static readonly AITool[] Ten = [{{Tools(10)}}];

            public Task<ChatResponse> AskLessAsync() => client.GetResponseAsync(question, new ChatOptions { Tools = Ten });
            """),
        editorConfig: $"{Key} = ten",
        settings: Expecting(Invalid(Key, "ten", 10)));

    // Silent

    [Theory]
    [InlineData("5")]
    [InlineData("1_000")]
    [InlineData("2147483647")]
    public Task A_whole_number_above_zero_is_silent(string value) => Verify.Silent(
        "await client.GetResponseAsync(question);", editorConfig: $"{Key} = {value}");

    [Fact]
    public Task An_empty_value_is_silent() => Verify.Silent(
        "await client.GetResponseAsync(question);", editorConfig: $"{Key} =");

    [Fact]
    public Task Settings_of_others_are_silent() => Verify.Silent(
        "await client.GetResponseAsync(question);", editorConfig: "other_analyzers.max_tools_per_agent = ten");

    [Fact]
    public Task A_project_without_an_sdk_is_silent() => Verify.Silent(
        "await Task.Yield();", Sdk.None, $"{Key} = ten");

    private static Settings Expecting(params DiagnosticResult[] expected) => new() { Expected = [.. expected] };

    private static DiagnosticResult Invalid(string key, string value, int fallback) =>
        DiagnosticResult.CompilerWarning("PA9001").WithArguments(
            $"The setting '{key}' with the value '{value}'", $"it is not a whole number above zero; the default {fallback} is used");

    private static string Tools(int count) =>
        string.Join(", ", Enumerable.Range(1, count).Select(i => $"AIFunctionFactory.Create(() => {i}, \"t{i}\")"));
}
