using System.Collections;
using System.Reflection;
using System.Resources;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.ML.Tokenizers;
using PromptAnalyzers.Rules;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>
/// The estimate against the o200k tokenizer, on texts that it was not fitted on: prompts, schemas, code and
/// documentation of this repository, and the messages of the compiler in fourteen languages.
/// </summary>
public sealed class TokenEstimateTests
{
    private const int TextsOfAClass = 10;

    private static readonly TiktokenTokenizer Tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base");

    private static readonly string[] Names =
        ["prompts", "schemas", "code", "documentation", "en", "cs", "de", "es", "fr", "it", "ja", "ko", "pl", "pt-BR", "ru", "tr", "zh-Hans", "zh-Hant"];

    public static TheoryData<string> Classes { get; } = new(Names);

    [Theory]
    [MemberData(nameof(Classes))]
    public void The_mean_error_is_at_most_15_percent_and_the_worst_at_most_35(string textClass)
    {
        var errors = Texts(textClass).Select(Error).ToList();
        Assert.True(errors.Count >= TextsOfAClass, $"only {errors.Count} texts");
        string found = FormattableString.Invariant($"mean {errors.Average(Math.Abs):P1}, worst {errors.MaxBy(Math.Abs):P1}");
        Assert.True(errors.Average(Math.Abs) <= 0.15 && errors.Max(Math.Abs) <= 0.35, found);
    }

    [Fact]
    public void Four_characters_a_token_would_not_do()
    {
        // The estimate must be worth its lines: over all classes it is at least twice as near as the rule of thumb.
        var texts = Names.SelectMany(Texts).ToList();
        double thumb = texts.Average(text => Math.Abs((text.Length / 4.0 / Tokenizer.CountTokens(text)) - 1));
        Assert.True(texts.Average(text => Math.Abs(Error(text))) * 2 < thumb);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("one two three four", 4)]
    [InlineData("2026-11-25", 8)]
    [InlineData("\n\n\n", 1)]
    [InlineData("\uD83D\uDE80", 2)]
    [InlineData("שלום", 2)]
    public void Small_texts_are_counted_run_by_run(string text, int tokens) => Assert.Equal(tokens, TokenEstimate.Of(text));

    [Fact]
    public void A_text_of_a_million_characters_is_no_problem() =>
        Assert.InRange(TokenEstimate.Of(new string('x', 1_000_000)), 300_000, 400_000);

    private static double Error(string text)
    {
        double real = Tokenizer.CountTokens(text);
        return (TokenEstimate.Of(text) - real) / real;
    }

    private static IEnumerable<string> Texts(string textClass) => textClass switch
    {
        "prompts" => File.ReadAllText(Folder("Texts", "prompts.txt")).ReplaceLineEndings("\n").Split("\n----\n"),
        "schemas" => Schemas(),
        "code" => Directory.EnumerateFiles(Folder("Texts", "code"), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText).Where(text => text.Length > 1_000).Take(4 * TextsOfAClass),
        "documentation" => Directory.EnumerateFiles(Folder("Texts", "docs"), "*.md").Order(StringComparer.Ordinal).Select(File.ReadAllText).Where(text => text.Length > 1_000),
        _ => Messages(textClass).Take(2 * TextsOfAClass),
    };

    private static string Folder(params string[] parts) => Path.Combine([AppContext.BaseDirectory, .. parts]);

    private static IEnumerable<string> Schemas() => typeof(ModelContextProtocol.Protocol.Tool).Assembly.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false, IsGenericType: false, Namespace: "ModelContextProtocol.Protocol" })
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .Select(type => AIJsonUtilities.CreateJsonSchema(type).ToString())
        .Where(schema => schema.Length > 800)
        .Take(2 * TextsOfAClass);

    /// <summary>What the compiler and the test host say in one language, a few thousand characters at a time.</summary>
    private static IEnumerable<string> Messages(string language)
    {
        string folder = language == "en" ? AppContext.BaseDirectory : Folder(language);
        foreach (string file in Directory.EnumerateFiles(folder, "Microsoft.CodeAnalysis*.dll").Order(StringComparer.Ordinal))
        {
            var assembly = Assembly.LoadFrom(file);
            foreach (string name in assembly.GetManifestResourceNames().Where(name => name.EndsWith("Resources.resources", StringComparison.Ordinal) || name.EndsWith($".{language}.resources", StringComparison.Ordinal)))
            {
                using var reader = new ResourceReader(assembly.GetManifestResourceStream(name)!);
                var text = new StringBuilder();
                foreach (string message in reader.Cast<DictionaryEntry>().Select(entry => entry.Value).OfType<string>().Order(StringComparer.Ordinal))
                {
                    text.Append(message).Append('\n');
                    if (text.Length > 3_000)
                    {
                        yield return text.ToString();
                        text.Clear();
                    }
                }
            }
        }
    }
}
