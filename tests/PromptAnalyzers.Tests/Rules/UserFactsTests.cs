using Microsoft.CodeAnalysis.Testing;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>What users teach the analyzers of their own members: list files, global config and .editorconfig lists.</summary>
public sealed class UserFactsTests
{
    private const string Gateway = """

        public static class Gateway
        {
            public static string Ask(string prompt) => prompt;
            public static string LoadArchive(string key) => key;
            public static string Shorten(string text) => Cut?.Invoke(text) ?? text;
            public static System.Func<string, string>? Cut;
        }
        """;

    [Fact]
    public Task A_source_of_a_list_file_is_reported() => Verify.Reports(
        Snippet.Members("""
            public Task<ChatResponse> AskAsync() => client.GetResponseAsync($"Sum: {{|PA3002:Gateway.LoadArchive(question)|}}");
            """ + Gateway),
        settings: Lists("text:database Snippet.Gateway.LoadArchive"));

    [Fact]
    public Task A_prompt_of_a_list_file_is_reported() => Verify.Reports(
        Snippet.Members("""
            public string Ask() => Gateway.Ask({|PA3001:File.ReadAllText(path)|});
            """ + Gateway),
        settings: Lists("sink Snippet.Gateway.Ask prompt"));

    [Fact]
    public Task A_prompt_of_a_list_file_opens_the_gate_without_an_sdk() => Verify.Reports(
        Snippet.Members("""
            public string Ask() => Gateway.Ask({|PA3001:File.ReadAllText(path)|});
            """ + Gateway),
        Sdk.None,
        settings: Lists("sink Snippet.Gateway.Ask prompt"));

    [Fact]
    public Task A_tool_attribute_of_a_list_file_is_reported() => Verify.Reports(
        Snippet.Members("""
            [Function]
            public string Read(string file) => {|PA4001:File.ReadAllText(file)|};

            public sealed class FunctionAttribute : Attribute;
            """),
        settings: Lists("tool-attribute Snippet.FunctionAttribute"));

    [Fact]
    public Task A_bounder_of_a_list_file_is_silent() => Verify.Silent(
        Snippet.Members("""
            public Task<ChatResponse> AskAsync() => client.GetResponseAsync(Gateway.Shorten(File.ReadAllText(path)));
            """ + Gateway),
        settings: Lists("bound Snippet.Gateway.Shorten"));

    [Fact]
    public Task Without_the_list_the_same_helper_is_no_bounder() => Verify.Reports(Snippet.Members("""
        public Task<ChatResponse> AskAsync() => client.GetResponseAsync({|PA3001:Gateway.Shorten(File.ReadAllText(path))|});
        """ + Gateway));

    [Fact]
    public Task Several_list_files_merge() => Verify.Reports(
        Snippet.Members("""
            public string Ask() => Gateway.Ask({|PA3002:Gateway.LoadArchive(question)|});
            """ + Gateway),
        settings: new Settings
        {
            AdditionalFiles =
            [
                ("PromptAnalyzers.sinks.txt", "# our gateway\nsink Snippet.Gateway.Ask prompt\n"),
                ("PromptAnalyzers.sources.txt", "\ntext:http Snippet.Gateway.LoadArchive\n"),
            ],
        });

    [Fact]
    public Task An_indexer_that_takes_a_prompt_is_named_Item() => Verify.Reports(
        Snippet.Members("""
            public void Ask() => new Board()["question"] = {|PA3001:File.ReadAllText(path)|};

            public class Board
            {
                public string this[string key] { set { } }
            }
            """),
        settings: new Settings { AdditionalFiles = [("PromptAnalyzers.sinks.txt", "sink Snippet.Board.Item")] });

    [Fact]
    public Task Other_text_files_are_not_read() => Verify.Silent(
        Snippet.Members("""
            public string Ask() => Gateway.Ask(File.ReadAllText(path));
            """ + Gateway),
        settings: new Settings { AdditionalFiles = [("sinks.txt", "sink Snippet.Gateway.Ask prompt")] });

    [Fact]
    public Task Lists_of_a_global_config_add_members() => Verify.Reports(
        Snippet.Members("""
            public string Ask() => Gateway.Ask({|PA3002:Gateway.LoadArchive(question)|});
            """ + Gateway),
        editorConfig: """
            is_global = true
            prompt_analyzers.source_members = Snippet.Gateway.LoadArchive
            prompt_analyzers.prompt_members = Snippet.Gateway.Ask(prompt), Other.Gateway.Send(text)
            """);

    [Fact]
    public Task A_bounder_of_an_editorconfig_silences_its_files() => Verify.Silent(
        Snippet.Members("""
            public Task<ChatResponse> AskAsync() => client.GetResponseAsync(Gateway.Shorten(File.ReadAllText(path)));
            """ + Gateway),
        editorConfig: "prompt_analyzers.bounding_members = Snippet.Gateway.Shorten");

    [Fact]
    public Task A_source_of_an_editorconfig_is_refused() => Verify.Reports(
        "await client.GetResponseAsync(question);",
        editorConfig: "prompt_analyzers.source_members = Snippet.Gateway.LoadArchive",
        settings: new Settings
        {
            Expected =
            [
                DiagnosticResult.CompilerWarning("PA9001").WithArguments(
                    "The setting 'prompt_analyzers.source_members' with the value 'Snippet.Gateway.LoadArchive'",
                    "it is read from a global analyzer config or a PromptAnalyzers.*.txt file only"),
            ],
        });

    [Theory]
    [InlineData("source Acme.Archive.Load", "'source' is no kind of fact; it is skipped")]
    [InlineData("text:disk Acme.Archive.Load", "'text:disk' is no kind of fact; it is skipped")]
    [InlineData("sink", "the name of a member is missing after 'sink'; it is skipped")]
    [InlineData("bound Shorten", "'Shorten' is not the full name of a member or type; it is skipped")]
    [InlineData("bound Acme.Text.Shorten(string)", "'Acme.Text.Shorten(string)' is not the full name of a member or type; it is skipped")]
    public Task A_malformed_line_is_reported_where_it_stands(string line, string problem) => Verify.Reports(
        "await client.GetResponseAsync(question);",
        settings: new Settings
        {
            AdditionalFiles = [("PromptAnalyzers.own.txt", "# own members\n" + line + "\nbound Acme.Text.Cut\n")],
            Expected =
            [
                DiagnosticResult.CompilerWarning("PA9001")
                    .WithSpan("PromptAnalyzers.own.txt", 2, 1, 2, line.Length + 1)
                    .WithArguments("The line '" + line + "'", problem),
            ],
        });

    private static Settings Lists(string line) => new() { AdditionalFiles = [("PromptAnalyzers.own.txt", line)] };
}
