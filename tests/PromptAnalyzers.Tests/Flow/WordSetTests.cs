using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using PromptAnalyzers.Flow;
using Xunit;

namespace PromptAnalyzers.Tests.Flow;

/// <summary>The search of source text for words, before anything is bound.</summary>
public sealed class WordSetTests
{
    [Theory]
    [InlineData("client.AskAsync(text)", "AskAsync", true)]
    [InlineData("client.AskAsync(text)", "Ask", false)]
    [InlineData("client.AskAsync(text)", "askAsync", false)]
    [InlineData("{ /* AskAsync is not called here */ }", "AskAsync", true)]
    [InlineData("x_1 = Größe;", "Größe", true)]
    [InlineData("", "AskAsync", false)]
    public void A_word_is_found_as_a_whole(string source, string word, bool expected)
    {
        var tree = CSharpSyntaxTree.ParseText(source);
        Assert.Equal(expected, new WordSet([word]).MayBeIn(tree.GetRoot(default), default));
    }

    [Theory]
    [InlineData("Ask(text)", true, false)]
    [InlineData("Ask <string> (text)", true, false)]
    [InlineData("Ask\n    (text)", true, false)]
    [InlineData("Ask = text", false, true)]
    [InlineData("Ask == text", false, false)]
    [InlineData("Ask => text", false, false)]
    [InlineData("Ask;", false, false)]
    [InlineData("Ask", false, false)]
    public void What_follows_tells_a_call_from_an_assignment(string source, bool isCalled, bool isAssigned)
    {
        var words = WordSet.In(source, new TextSpan(0, source.Length));
        Assert.True(words.MoveNext());
        Assert.Equal((isCalled, isAssigned), (words.Current.IsCalled, words.Current.IsAssigned));
        Assert.True(words.Current.Is("Ask"));
        Assert.True(words.Current.StartsWith("As"));
        Assert.False(words.Current.Is("Asks"));
    }

    [Fact]
    public void Only_the_part_of_the_text_that_is_asked_for_counts()
    {
        const string Source = "Before(1); Within(2); After(3);";
        var found = new List<string>();
        foreach (var word in WordSet.In(Source, new TextSpan(Source.IndexOf("Within", StringComparison.Ordinal), "Within(2);".Length)))
        {
            found.Add(word.ToString());
        }

        Assert.Equal(["Within"], found);
    }
}
