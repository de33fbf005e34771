namespace PromptAnalyzers.Tests.Flow;

/// <summary>Code that is far larger than what people write: no crash, no hang, and the verdict of the same code in small.</summary>
/// <remarks>Seconds each, so mutation testing leaves this class out.</remarks>
public class HugeCodeTests
{
    [Fact]
    public void Huge_expressions_are_harmless()
    {
        string holes = string.Concat(Enumerable.Repeat("{other}", 5_000));
        string sum = string.Join(" + ", Enumerable.Repeat("other", 3_000));
        Assert.False(FlowCompilation.Unbounded($"return $\"{holes}\";"));
        Assert.False(FlowCompilation.Unbounded($"return {sum};"));
        Assert.True(FlowCompilation.Unbounded($"return {string.Join(" + ", Enumerable.Repeat("other", 1_000))} + File.ReadAllText(path);"));
    }

    [Fact]
    public void Thousands_of_appends_are_harmless()
    {
        string appends = string.Concat(Enumerable.Repeat("s += other;\n", 3_000));
        Assert.False(FlowCompilation.Unbounded($"string s = \"\"; {appends} return s;"));
        Assert.True(FlowCompilation.Unbounded($"string s = File.ReadAllText(path); {string.Concat(Enumerable.Repeat("s += other;\n", 500))} return s;"));
    }

    /// <summary>Each use once asked each call, and each call each statement before it, whether it keeps a collection short.</summary>
    [Fact]
    public async Task Thousands_of_calls_that_add_nothing_are_harmless()
    {
        string calls = string.Concat(Enumerable.Repeat("{ other.Trim(); }\n", 1_500));
        string holes = string.Concat(Enumerable.Repeat("{other}", 1_500));
        Assert.False(await Task.Run(() => FlowCompilation.Unbounded($"{calls} return $\"{holes}\";")).WaitAsync(TimeSpan.FromSeconds(10)));
    }

    /// <summary>Each use once went through each level of the sum on its way back to the writes.</summary>
    [Fact]
    public async Task A_sum_of_thousands_of_uses_is_harmless()
    {
        string sum = string.Join(" + ", Enumerable.Repeat("text", 1_900));
        Assert.False(await Task.Run(() => FlowCompilation.Unbounded($"string text = File.ReadAllText(path); text = text[..8000]; return {sum};")).WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.True(await Task.Run(() => FlowCompilation.Unbounded($"string text = \"\"; text = text + File.ReadAllText(path); return {sum};")).WaitAsync(TimeSpan.FromSeconds(5)));
    }
}
