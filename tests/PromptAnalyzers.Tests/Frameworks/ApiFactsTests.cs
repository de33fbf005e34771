using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Tests.Frameworks;

/// <summary>Small questions about the text of a fact.</summary>
public sealed class ApiFactsTests
{
    [Theory]
    [InlineData("prompt", "prompt", true)]
    [InlineData("prompt", "message,prompt", true)]
    [InlineData("prompt", "prompt,message", true)]
    [InlineData("prompt", "message,prompt,other", true)]
    [InlineData("prompt", "", false)]
    [InlineData("prompt", "prompts", false)]
    [InlineData("prompt", "aprompt", false)]
    [InlineData("prompt", "Prompt", false)]
    [InlineData("prompt", "message,prompts,aprompt", false)]
    [InlineData("message,prompt", "message,prompt", false)]
    public void A_list_of_names_has_whole_names(string name, string list, bool isListed) => Assert.Equal(isListed, ApiFacts.IsListed(name, list));
}
