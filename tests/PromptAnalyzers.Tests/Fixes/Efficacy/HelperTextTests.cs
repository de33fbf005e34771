using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes.Efficacy;

/// <summary>Properties of the emitted text helpers, on texts full of surrogate pairs.</summary>
public sealed class HelperTextTests
{
    private static readonly Type Helpers = HelperCode.Compile(
        HelperSources.Truncate + "\n" + HelperSources.TruncateMiddle + "\n" + HelperSources.Chunks, "using System; using System.Collections.Generic;");

    private static readonly Func<string, int, string> Truncate = Helpers.Method<Func<string, int, string>>("Truncate");
    private static readonly Func<string, int, string> TruncateMiddle = Helpers.Method<Func<string, int, string>>("TruncateMiddle");
    private static readonly Func<string, int, IEnumerable<string>> Chunks = Helpers.Method<Func<string, int, IEnumerable<string>>>("Chunks");

    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(400);

    /// <summary>A well-formed text of up to as many characters as the run is old, and a cap around its length.</summary>
    private static readonly Arbitrary<(string Text, int Cap)> Texts = Arb.From(
        from symbols in Gen.ListOf(Gen.Elements("a", "é", "😀", "漢", "\n"))
        from cap in Gen.Choose(0, 500)
        select (string.Concat(symbols), cap));

    [Fact]
    public void A_truncated_text_never_exceeds_the_cap() => Check(item =>
        Truncate(item.Text, item.Cap).Length <= item.Cap && TruncateMiddle(item.Text, item.Cap).Length <= item.Cap);

    [Fact]
    public void A_truncated_text_never_holds_half_a_pair() => Check(item =>
        IsWellFormed(Truncate(item.Text, item.Cap)) && IsWellFormed(TruncateMiddle(item.Text, item.Cap)));

    [Fact]
    public void A_short_text_is_not_touched() => Check(item =>
        item.Text.Length > item.Cap
        || (ReferenceEquals(item.Text, Truncate(item.Text, item.Cap)) && ReferenceEquals(item.Text, TruncateMiddle(item.Text, item.Cap))));

    [Fact]
    public void A_cut_is_visible_wherever_the_mark_fits() => Check(item =>
        item.Text.Length <= item.Cap
        || item.Cap <= 60
        || (Truncate(item.Text, item.Cap).EndsWith($"... [truncated, {item.Text.Length} characters in all]", StringComparison.Ordinal)
            && TruncateMiddle(item.Text, item.Cap).Contains($" ... [truncated, {item.Text.Length} characters in all] ... ", StringComparison.Ordinal)));

    [Fact]
    public void The_room_is_used_up() => Check(item =>
        item.Text.Length <= item.Cap || (Truncate(item.Text, item.Cap).Length >= item.Cap - 1 && TruncateMiddle(item.Text, item.Cap).Length >= item.Cap - 2));

    [Fact]
    public void The_head_is_kept_or_both_ends() => Check(item =>
    {
        if (item.Text.Length <= item.Cap || item.Cap <= 100)
        {
            return true;
        }

        string head = Truncate(item.Text, item.Cap);
        string[] parts = TruncateMiddle(item.Text, item.Cap).Split($" ... [truncated, {item.Text.Length} characters in all] ... ");
        return item.Text.StartsWith(head[..head.IndexOf("... [", StringComparison.Ordinal)], StringComparison.Ordinal)
            && parts.Length == 2
            && item.Text.StartsWith(parts[0], StringComparison.Ordinal)
            && item.Text.EndsWith(parts[1], StringComparison.Ordinal)
            && parts[1].Length > parts[0].Length;
    });

    [Fact]
    public void Chunks_are_small_whole_and_join_to_the_text() => Check(item =>
    {
        int size = Math.Max(2, item.Cap);
        var chunks = Chunks(item.Text, size).ToList();
        return string.Concat(chunks) == item.Text && chunks.All(chunk => chunk.Length is > 0 && chunk.Length <= size && IsWellFormed(chunk));
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

    private static void Check(Func<(string Text, int Cap), bool> property) => Prop.ForAll(Texts, property).Check(Thorough);

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
