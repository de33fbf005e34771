using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes;

public sealed class TruncateCodeFixTests
{
    internal const string Helper = """
        file static class PromptText
        {
            /// <summary>Cuts text to at most maxLength characters, never inside a surrogate pair, and says that it did.</summary>
            public static string Truncate(string text, int maxLength)
            {
                if (text.Length <= maxLength)
                {
                    return text;
                }

                string marker = $"... [truncated, {text.Length} characters in all]";
                if (marker.Length >= maxLength)
                {
                    marker = "";
                }

                int end = maxLength - marker.Length;
                if (end > 0 && char.IsHighSurrogate(text[end - 1]))
                {
                    end--;
                }

                return text.Substring(0, end) + marker;
            }
        }

        """;

    [Fact]
    public async Task A_member_that_has_its_name_from_the_text_keeps_it() => Assert.Contains(
        "new { path, text = PromptText.Truncate(text, 20_000) }",
        await Runner().FixOneAsync("""
            public class Asker
            {
                public string Ask(string path, string text) => System.Text.Json.JsonSerializer.Serialize(new { path, {|4001:text|} });
            }

            """));

    [Fact]
    public async Task A_hole_that_a_builder_takes_by_its_handler_is_wrapped() => Assert.Contains(
        "new System.Text.StringBuilder().Append($\"Page: {PromptText.Truncate(File.ReadAllText(path), 20_000)}\").ToString();",
        await Runner().FixOneAsync("""
            public class Asker
            {
                public string Ask(string path) => new System.Text.StringBuilder().Append($"Page: {{|3001:File.ReadAllText(path)|}}").ToString();
            }

            """));

    [Fact]
    public async Task An_interpolation_hole_is_wrapped_and_the_helper_appended()
    {
        var runner = Runner();
        string? result = await runner.FixOneAsync("""
            namespace App;

            public class Asker
            {
                // Keep this comment.
                public string Ask(string path) => $"Summarize {{|3001:File.ReadAllText(path)|}}"; // and this
            }

            """);

        Assert.Equal("""
            namespace App;

            public class Asker
            {
                // Keep this comment.
                public string Ask(string path) => $"Summarize {PromptText.Truncate(File.ReadAllText(path), 20_000)}"; // and this
            }


            """ + Helper, result, ignoreLineEndingDifferences: true);
        Assert.Equal("Truncate 'File.ReadAllText(path)' to 20,000 characters", runner.Title);
    }

    [Fact]
    public async Task Top_level_statements_are_fine()
    {
        string? result = await Runner(output: OutputKind.ConsoleApplication).FixOneAsync("""
            string policyText = File.ReadAllText("a.md");
            Console.WriteLine("Summarize " + {|3001:policyText|});

            """);

        Assert.Equal("""
            string policyText = File.ReadAllText("a.md");
            Console.WriteLine("Summarize " + PromptText.Truncate(policyText, 20_000));


            """ + Helper, result, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Parentheses_of_a_hole_become_those_of_the_call()
    {
        string? result = await Runner().FixOneAsync("""
            class C { string M(bool b, string x, string y) => $"{({|3001:b ? x : y|})}"; }
            """);

        Assert.Contains("$\"{PromptText.Truncate(b ? x : y, 20_000)}\"", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_ends_of_the_file_are_kept_and_a_missing_last_one_stays_missing()
    {
        string? result = await Runner().FixOneAsync(
            "class C\r\n{\r\n    string M(string x) => \"a\" + {|3001:x|};\r\n}");

        Assert.DoesNotContain("\n", result!.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.EndsWith("}", result, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3, "20_000")]
    [InlineData(LanguageVersion.CSharp7, "20000")]
    public async Task Old_languages_get_a_private_method(LanguageVersion language, string number)
    {
        string? result = await Runner(language, NullableContextOptions.Disable, implicitUsings: false).FixOneAsync("""
            namespace App
            {
                class C
                {
                    string M(string x)
                    {
                        return "a" + {|3001:x|};
                    }
                }
            }
            """);

        Assert.Contains($"return \"a\" + Truncate(x, {number});", result, StringComparison.Ordinal);
        Assert.Contains("\n        private static string Truncate(string text, int maxLength)", result, StringComparison.Ordinal);
        Assert.Contains("if (text is null || text.Length <= maxLength)", result, StringComparison.Ordinal);
        Assert.DoesNotContain("file static", result, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class C { string Truncate(int x) => \"\"; string M(string x) => \"a\" + {|3001:x|}; }", LanguageVersion.CSharp10)]
    [InlineData("interface I { string M(string x) => \"a\" + {|3001:x|}; }", LanguageVersion.CSharp10)]
    [InlineData("class PromptText { } class C { string M(string x) => \"a\" + {|3001:x|}; }", LanguageVersion.Latest)]
    [InlineData("class C { string M(string PromptText) => \"a\" + {|3001:PromptText|}; }", LanguageVersion.Latest)]
    [InlineData("class C { void M(System.Text.StringBuilder b, string x) { b.Append({|3001:$\"{x}\"|}); } }", LanguageVersion.Latest)]
    [InlineData("class C { void N(in string s) { } void M(string x) { N(in {|3001:x|}); } }", LanguageVersion.Latest)]
    [InlineData("class C { string M(int x) => \"a\" + {|3001:x|}; }", LanguageVersion.Latest)]
    public async Task Not_offered_where_the_call_would_mean_something_else(string source, LanguageVersion language) =>
        Assert.Null(await Runner(language).FixOneAsync(source));

    [Theory]
    [InlineData("Page.razor")]
    [InlineData("Page.cshtml")]
    public async Task Razor_documents_get_no_fix(string path) =>
        Assert.Null(await new FixRunner { Provider = new TruncateCodeFixProvider(), FileName = path }.FixOneAsync(
            "class C { string M(string x) => \"a\" + {|3001:x|}; }"));

    [Fact]
    public async Task A_maybe_null_text_stays_maybe_null()
    {
        string? result = await Runner().FixOneAsync("""
            class C
            {
                string M(StringReader r, string s) => $"{{|3001:r.ReadLine()|}}";
            }
            """);

        Assert.Contains("public static string? Truncate(string? text, int maxLength)", result, StringComparison.Ordinal);
        Assert.Contains("    [return: global::System.Diagnostics.CodeAnalysis.NotNullIfNotNull(\"text\")]\n", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_own_helper_is_reused_extended_or_made_nullable()
    {
        string source = """
            class C
            {
                string M(StringReader r, string x) => $"{{|3001:r.ReadLine()|}}{PromptText.Truncate(x, 3)}";
            }


            """ + Helper;

        string? result = await Runner().FixOneAsync(source);
        Assert.Contains("public static string? Truncate(string? text, int maxLength)", result, StringComparison.Ordinal);
        Assert.Single(result!.Split("Truncate(string"), part => part.Contains("Cuts text", StringComparison.Ordinal));

        result = await Runner(middle: true).FixOneAsync(source.Replace("r.ReadLine()", "x", StringComparison.Ordinal));
        Assert.Contains("{PromptText.TruncateMiddle(x, 20_000)}", result, StringComparison.Ordinal);
        Assert.Equal(2, result!.Split("file static class").Length);

        result = await Runner().FixOneAsync(source.Replace("r.ReadLine()", "x", StringComparison.Ordinal));
        Assert.Equal(2, result!.Split("public static string Truncate(").Length);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(TruncateCodeFixProvider.Key)]
    public async Task Fix_all_adds_one_helper_and_survives_an_unfixable_first(string? key)
    {
        string? result = await Runner().FixAllAsync("""
            class C
            {
                object N(int x) => "n" + {|3001:x|};
                string M(string x, string y) => $"{{|3001:x|}} and {{|3001:y|}}";
                string O(string x, StringReader r) => {|4001:x + {|3001:r.ReadLine()|}|};
            }
            """, key);

        Assert.Contains("\"n\" + x;", result, StringComparison.Ordinal);
        Assert.Contains("$\"{PromptText.Truncate(x, 20_000)} and {PromptText.Truncate(y, 20_000)}\"", result, StringComparison.Ordinal);
        Assert.Contains("=> PromptText.Truncate(x + PromptText.Truncate(r.ReadLine(), 20_000), 20_000);", result, StringComparison.Ordinal);
        Assert.Equal(2, result!.Split("file static class").Length);
    }

    [Theory]
    [InlineData(Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Project)]
    [InlineData(Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Solution)]
    public async Task Fix_all_works_in_wide_scopes(Microsoft.CodeAnalysis.CodeFixes.FixAllScope scope)
    {
        string? result = await Runner().FixAllAsync(
            "class C\n{\n    string M(string x, string y) => $\"{{|3001:x|}} and {{|3001:y|}}\";\n}\n", null, scope);

        Assert.Contains("{PromptText.Truncate(x, 20_000)} and {PromptText.Truncate(y, 20_000)}", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrapped_text_is_not_wrapped_again()
    {
        string once = (await Runner().FixOneAsync("class C\n{\n    string M(string x) => \"a\" + {|3001:x|};\n}\n"))!;
        Assert.Null(await Runner().FixOneAsync(
            once.Replace("PromptText.Truncate(x, 20_000)", "{|3001:PromptText.Truncate(x, 20_000)|}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Fix_all_in_old_languages_adds_one_method_per_type()
    {
        string? result = await Runner(LanguageVersion.CSharp10).FixAllAsync("""
            class A
            {
                string M(string x, string y) => $"{{|3001:x|}}{{|3001:y|}}";
            }
            class B { string M(string x) => $"{{|3001:x|}}"; }
            """, null);

        Assert.Equal(3, result!.Split("private static string Truncate(").Length);
    }

    [Theory]
    [InlineData(
        "public Task<string> Get(string id) => {|4001:http.GetStringAsync(id)|};",
        "public async Task<string> Get(string id) => PromptText.Truncate(await http.GetStringAsync(id), 20_000);")]
    [InlineData(
        "public Task<string> Get(string id) { return {|4001:http.GetStringAsync(id)|}; }",
        "public async Task<string> Get(string id) { return PromptText.Truncate(await http.GetStringAsync(id), 20_000); }")]
    [InlineData(
        "public Func<string, Task<string>> F => id => {|4001:http.GetStringAsync(id)|};",
        "public Func<string, Task<string>> F => async id => PromptText.Truncate(await http.GetStringAsync(id), 20_000);")]
    [InlineData(
        "public async Task<string> Get(string id) => {|4001:await http.GetStringAsync(id)|};",
        "public async Task<string> Get(string id) => PromptText.Truncate(await http.GetStringAsync(id), 20_000);")]
    public async Task A_task_that_is_handed_on_is_awaited(string member, string expected)
    {
        string? result = await Runner().FixOneAsync("class C(HttpClient http)\n{\n    " + member + "\n}\n");
        Assert.Contains("    " + expected + "\n", result, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public Task<string> Get(in int id) => {|4001:http.GetStringAsync(\"\")|};")]
    [InlineData("public Task<string> Get(bool b) { if (b) { return Task.FromResult(\"\"); } return {|4001:http.GetStringAsync(\"\")|}; }")]
    [InlineData("public Task<string> P => {|4001:http.GetStringAsync(\"\")|};")]
    [InlineData("public Task Get() => {|4001:http.GetStringAsync(\"\")|};")]
    public async Task A_task_is_left_alone_where_async_is_not_simple(string member) =>
        Assert.Null(await Runner().FixOneAsync("class C(HttpClient http)\n{\n    " + member + "\n}\n"));

    // Base64 cut off decodes to a broken picture, or not at all.
    [Theory]
    [InlineData("$\"data:text/plain;base64,{{|3001:Convert.ToBase64String(File.ReadAllBytes(path))|}}\"")]
    [InlineData("$\"![chart](data:image/png;base64,{{|3001:chart|}})\"")]
    [InlineData("\"data:text/plain;base64,\" + {|3001:chart|}")]
    [InlineData("\"See \" + \"data:text/plain;base64,\" + {|3001:chart|}")]
    [InlineData("{|3001:$\"data:text/plain;base64,{chart}\"|}")]
    public async Task The_base64_of_a_data_address_is_left_alone(string text)
    {
        string source = "class C\n{\n    string Get(string path, string chart) => " + text + ";\n}\n";
        Assert.Null(await Runner().FixOneAsync(source));
    }

    [Fact]
    public async Task A_text_beside_a_data_address_is_cut() => Assert.Contains(
        "$\"![chart](data:image/png;base64,{chart}) {PromptText.Truncate(File.ReadAllText(path), 20_000)}\"",
        await Runner().FixOneAsync("class C\n{\n    string Get(string path, string chart) => $\"![chart](data:image/png;base64,{chart}) {{|3001:File.ReadAllText(path)|}}\";\n}\n"),
        StringComparison.Ordinal);

    private static FixRunner Runner(
        LanguageVersion language = LanguageVersion.Latest,
        NullableContextOptions nullable = NullableContextOptions.Enable,
        bool implicitUsings = true,
        bool middle = false,
        OutputKind output = OutputKind.DynamicallyLinkedLibrary) => new()
        {
            Provider = new TruncateCodeFixProvider(),
            Language = language,
            Nullable = nullable,
            ImplicitUsings = implicitUsings && language >= LanguageVersion.CSharp10,
            Output = output,
            Properties = new()
            {
                ["MaxCharacters"] = "20000",
                ["Truncation"] = middle ? "middle" : "head",
            },
        };
}
