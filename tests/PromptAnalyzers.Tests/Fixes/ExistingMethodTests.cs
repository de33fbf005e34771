using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes;

/// <summary>A method of the project that is proved to cut a text is called instead of a new helper.</summary>
public sealed class ExistingMethodTests
{
    private const string Cut = """
        namespace App.Texts
        {
            internal static class Cutting
            {
                internal static string Shorten(this string text, int maxLength) =>
                    text.Length <= maxLength ? text : text.Substring(0, maxLength) + "...";
            }
        }

        """;

    [Fact]
    public async Task A_method_of_another_file_is_called() => await Verify.Fix(
        Snippet.File(Asker("{|PA3001:File.ReadAllText(path)|}")),
        Snippet.File(Asker("Cutting.Shorten(File.ReadAllText(path), 20_000)")),
        key: TruncateCodeFixProvider.Key,
        settings: new Settings { MoreSources = [("/0/Cutting.cs", Cut)] });

    [Theory]
    [InlineData("public static string Truncate(string text, int max) => text[..Math.Min(text.Length, max)];", "Truncate")]
    [InlineData("private static string LimitTo(string text, int max) { if (text.Length > max) { text = text.Substring(0, max); } return text; }", "LimitTo")]
    [InlineData("private static string Clip(string text, int count) => new string(text.Take(count).ToArray());", "Clip")]
    public async Task A_method_of_the_type_is_called_by_its_name(string method, string name) => await Verify.Fix(
        Snippet.File(Asker("{|PA3001:File.ReadAllText(path)|}", method)),
        Snippet.File(Asker(name + "(File.ReadAllText(path), 20_000)", method)),
        key: TruncateCodeFixProvider.Key);

    [Theory]
    [InlineData("public static string Shorten(string text, int max) => text.Trim();")]
    [InlineData("public static string Shorten(string text, int max) => max > 0 ? text : text.Substring(0, max);")]
    [InlineData("public static string Shorten(string text, int max) => text.Substring(0, 10);")]
    [InlineData("public static string Shorten(string text, int max) => Other.Do(text.Substring(0, max));")]
    [InlineData("public static string ShortenLines(string text, int max) => text.Substring(0, Math.Min(max, text.Length));")]
    [InlineData("public static string EnsureLimit(string text, int max) => text.Length > max ? throw new ArgumentException(text.Substring(0, max)) : text;")]
    [InlineData("public string Shorten(string text, int max) => text.Substring(0, Math.Min(max, text.Length));")]
    [InlineData("public static string Shorten(string text, int max, bool mark) => text.Substring(0, Math.Min(max, text.Length));")]
    [InlineData("public static string? Shorten(string text, int max) => max == 0 ? null : text.Substring(0, Math.Min(max, text.Length));")]
    [InlineData("private class Inner { private static string Shorten(string text, int max) => text.Substring(0, Math.Min(max, text.Length)); }")]
    public async Task A_method_that_may_not_cut_or_cannot_be_called_is_passed_over(string method) => await Verify.Fix(
        Snippet.File(Asker("{|PA3001:File.ReadAllText(path)|}", method)),
        Snippet.File(Asker("PromptText.Truncate(File.ReadAllText(path), 20_000)", method) + "\n" + TruncateCodeFixTests.Helper),
        key: TruncateCodeFixProvider.Key,
        settings: new Settings { MoreSources = [("/0/Other.cs", "public static class Other { public static string Do(string text) => text; }")] });

    [Fact]
    public async Task Process_output_keeps_both_ends_all_the_same() => await Verify.Fix(
        Snippet.File(Tool("{|PA4001:process.StandardOutput.ReadToEnd()|}")),
        Snippet.File(Tool("PromptText.TruncateMiddle(process.StandardOutput.ReadToEnd(), 20_000)") + "\n" + HelperMiddle),
        Sdk.SemanticKernel,
        TruncateCodeFixProvider.Key,
        settings: new Settings { MoreSources = [("/0/Cutting.cs", Cut)] });

    [Fact]
    public async Task A_tool_result_is_cut_with_it() => await Verify.Fix(
        Snippet.File(Tool("{|PA4001:System.IO.File.ReadAllText(\"a\")|}")),
        Snippet.File(Tool("App.Texts.Cutting.Shorten(System.IO.File.ReadAllText(\"a\"), 20_000)")),
        Sdk.SemanticKernel,
        TruncateCodeFixProvider.Key,
        settings: new Settings { MoreSources = [("/0/Cutting.cs", Cut)] });

    private const string HelperMiddle = """
        file static class PromptText
        {
            /// <summary>Keeps the first 40 % and the last 60 % of at most maxLength characters, because errors stand at the end, and says what it did.</summary>
            public static string TruncateMiddle(string text, int maxLength)
            {
                if (text.Length <= maxLength)
                {
                    return text;
                }

                string marker = $" ... [truncated, {text.Length} characters in all] ... ";
                if (marker.Length >= maxLength)
                {
                    marker = "";
                }

                int head = (maxLength - marker.Length) / 5 * 2;
                int tail = maxLength - marker.Length - head;
                if (head > 0 && char.IsHighSurrogate(text[head - 1]))
                {
                    head--;
                }

                if (tail > 0 && char.IsLowSurrogate(text[text.Length - tail]))
                {
                    tail--;
                }

                return text.Substring(0, head) + marker + text.Substring(text.Length - tail, tail);
            }
        }

        """;

    private static string Tool(string result) => $$"""
        using System.Diagnostics;
        using Microsoft.SemanticKernel;

        public class Tools(Process process)
        {
            [KernelFunction]
            public string Get() => {{result}};

            public int Id => process.Id;
        }

        """;

    private static string Asker(string content, string member = "") => $$"""
        using System;
        using System.IO;
        using System.Linq;
        using System.Threading.Tasks;
        using App.Texts;
        using Microsoft.Extensions.AI;

        namespace App.Texts
        {
            internal static class Marker
            {
            }
        }

        public class Asker
        {
            public Task<ChatResponse> Ask(IChatClient client, string path) => client.GetResponseAsync("Sum up: " + {{content}});

            {{member}}
        }

        """;
}
