using Sdk = PromptAnalyzers.Tests.Verification.Sdk;

namespace PromptAnalyzers.Tests.Robustness;

/// <summary>Half-typed code for which the compiler itself has no answer and throws.</summary>
public sealed class BrokenCodeTests
{
    [Theory]
    [InlineData("", 2)]
    [InlineData("$\"{string}\" = 1;", 1)]
    public async Task A_callee_without_operations_is_unknown_and_the_rest_is_reported(string statement, int reports)
    {
        var compilation = Analysis.Compile(References.For(Sdk.ExtensionsAI), $$"""
            using System.IO;
            using System.Threading.Tasks;
            using Microsoft.Extensions.AI;

            public class Desk(IChatClient client)
            {
                public async Task RunAsync(string path)
                {
                    await client.GetResponseAsync(File.ReadAllText(path));
                    await client.GetResponseAsync(Load(path));
                }

                private static string Load(string path)
                {
                    {{statement}}
                    return File.ReadAllText(path);
                }
            }
            """);
        Assert.Equal(reports, (await Analysis.RunAsync(compilation)).Count(static d => d.Id == "PA3001"));
    }
}
