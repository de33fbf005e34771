using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes;

/// <summary>Runs the emitted text helpers on texts full of surrogate pairs.</summary>
public sealed class HelperTextTests
{
    private static readonly Type Helpers = HelperCode.Compile(
        HelperSources.Truncate + "\n" + HelperSources.TruncateMiddle + "\n" + HelperSources.Chunks, "using System; using System.Collections.Generic;");

    private static readonly Func<string, int, string> Truncate = Helpers.Method<Func<string, int, string>>("Truncate");
    private static readonly Func<string, int, string> TruncateMiddle = Helpers.Method<Func<string, int, string>>("TruncateMiddle");
    private static readonly Func<string, int, IEnumerable<string>> Chunks = Helpers.Method<Func<string, int, IEnumerable<string>>>("Chunks");

    [Fact]
    public void Truncation_never_exceeds_the_cap_or_splits_a_pair() => Assert.All(Cases(), item =>
    {
        foreach (var truncate in new[] { Truncate, TruncateMiddle })
        {
            string result = truncate(item.Text, item.Cap);
            Assert.True(result.Length <= item.Cap);
            Assert.True(IsWellFormed(result));
            if (item.Text.Length <= item.Cap)
            {
                Assert.Same(item.Text, result);
            }
            else if (item.Cap > 60)
            {
                Assert.Contains($"[truncated, {item.Text.Length} characters in all]", result, StringComparison.Ordinal);
            }
        }
    });

    [Fact]
    public void Head_keeps_the_beginning_and_middle_both_ends() => Assert.All(Cases(), item =>
    {
        if (item.Text.Length > item.Cap && item.Cap > 100)
        {
            string head = Truncate(item.Text, item.Cap);
            Assert.StartsWith(head[..head.IndexOf("... [", StringComparison.Ordinal)], item.Text, StringComparison.Ordinal);
            string[] parts = TruncateMiddle(item.Text, item.Cap).Split($" ... [truncated, {item.Text.Length} characters in all] ... ");
            Assert.Equal(2, parts.Length);
            Assert.StartsWith(parts[0], item.Text, StringComparison.Ordinal);
            Assert.EndsWith(parts[1], item.Text, StringComparison.Ordinal);
            Assert.True(parts[1].Length > parts[0].Length);
        }
    });

    [Fact]
    public void Chunks_join_to_the_text() => Assert.All(Cases(), item =>
    {
        int size = Math.Max(2, item.Cap);
        var chunks = Chunks(item.Text, size).ToList();
        Assert.Equal(item.Text, string.Concat(chunks));
        Assert.All(chunks, chunk => Assert.True(chunk.Length <= size && chunk.Length > 0 && IsWellFormed(chunk)));
    });

    [Theory]
    [InlineData(LanguageVersion.CSharp7)]
    [InlineData(LanguageVersion.CSharp7_3)]
    public void Helpers_compile_in_old_languages(LanguageVersion language) => HelperCode.Compile(
        HelperSources.AsNullTolerant(HelperSources.Truncate) + "\n"
        + HelperSources.AsNullTolerant(HelperSources.TruncateMiddle) + "\n"
        + HelperSources.Chunks,
        "using System; using System.Collections.Generic;",
        language);

    [Fact]
    public void The_nullable_helper_keeps_null() =>
        Assert.Null(HelperCode.Compile(HelperSources.AsNullable(HelperSources.Truncate)).Method<Func<string?, int, string?>>("Truncate")(null, 5));

    private static IEnumerable<(string Text, int Cap)> Cases()
    {
        string[] symbols = ["a", "é", "😀", "漢", "\n"];
        var random = new Random(20);
        for (int i = 0; i < 3000; i++)
        {
            int length = random.Next(0, 401);
            yield return (string.Concat(Enumerable.Range(0, length).Select(_ => symbols[random.Next(symbols.Length)])), random.Next(0, 501));
        }
    }

    private static bool IsWellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]))
            {
                if (++i == text.Length || !char.IsLowSurrogate(text[i]))
                {
                    return false;
                }
            }
            else if (char.IsLowSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
