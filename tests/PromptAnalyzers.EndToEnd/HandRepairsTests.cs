using PromptAnalyzers.EndToEnd.Infrastructure;
using Xunit.Sdk;

namespace PromptAnalyzers.EndToEnd;

/// <summary>What keeps ClaimsDesk.Repaired in step with ClaimsDesk must not let anything through.</summary>
public sealed class HandRepairsTests
{
    private const string Fixed = "one\nbad\ntwo\nthree\nworse\nfour\n";

    private const string Repaired = """
        one
        #region By hand: first reason
        good
        #endregion
        two
        three
        #region By hand: second reason
        #endregion
        four

        """;

    [Fact]
    public void Regions_replace_what_the_fixes_left_there() =>
        Assert.Equal(Repaired, HandRepairs.Apply("a.cs", Fixed, Repaired));

    [Fact]
    public void Without_a_region_the_text_of_the_fixes_counts() =>
        Assert.Equal(Fixed, HandRepairs.Apply("a.cs", Fixed, "something else\n"));

    [Fact]
    public void What_the_fixes_change_outside_of_a_region_is_taken_over() =>
        Assert.Equal(
            Repaired.Replace("three", "THREE", StringComparison.Ordinal).Replace("one", "zero\none", StringComparison.Ordinal),
            HandRepairs.Apply("a.cs", Fixed.Replace("three", "THREE", StringComparison.Ordinal).Replace("one", "zero\none", StringComparison.Ordinal), Repaired.Replace("three", "THREE", StringComparison.Ordinal)));

    [Fact]
    public void Change_by_hand_outside_of_a_region_does_not_last() =>
        Assert.Equal(Repaired, HandRepairs.Apply("a.cs", Fixed, Repaired.Replace("two\nthree", "two\nsneaked in\nthree", StringComparison.Ordinal)));

    [Fact]
    public void Region_that_the_fixes_no_longer_need_is_dropped() =>
        Assert.DoesNotContain("first reason", HandRepairs.Apply("a.cs", Fixed.Replace("bad", "good", StringComparison.Ordinal), Repaired));

    [Fact]
    public void Region_that_finds_no_place_is_told()
    {
        var failure = Assert.ThrowsAny<XunitException>(() => HandRepairs.Apply("a.cs", "quite\ndifferent\n", Repaired));
        Assert.Contains("a.cs: the fixes now write something else around the region in line 2", failure.Message);
    }

    [Fact]
    public void Region_without_an_end_is_told() =>
        Assert.ThrowsAny<XunitException>(() => HandRepairs.Apply("a.cs", Fixed, "one\n#region By hand: reason\ntwo\n"));
}
