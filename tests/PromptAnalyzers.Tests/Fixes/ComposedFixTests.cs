using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes;

/// <summary>Several fixes in one file, and one fix in several files: `dotnet format` applies them one id after the other.</summary>
public sealed class ComposedFixTests
{
    private const string Trim = """

        file static class PromptHistory
        {
            /// <summary>Keeps system messages and the latest turns; cuts only before a user message, so no tool result loses its call.</summary>
            public static void Trim(List<ChatMessage> history, int maxMessages)
            {
                int cut = history.Count - maxMessages;
                while (cut > 0 && cut < history.Count && history[cut].Role != ChatRole.User)
                {
                    cut++;
                }

                if (cut >= history.Count)
                {
                    // The current turn stays, however long it is.
                    cut = history.Count - 1;
                    while (cut > 0 && history[cut].Role != ChatRole.User)
                    {
                        cut--;
                    }
                }

                for (int i = cut - 1; i >= 0; i--)
                {
                    if (history[i].Role != ChatRole.System)
                    {
                        history.RemoveAt(i);
                    }
                }
            }
        }

        """;

    [Fact]
    public async Task A_truncation_before_a_reduction()
    {
        await Verify.Fix(
            Snippet.File(Desk("{|PA3001:File.ReadAllText(path)|}", "{|PA4001:File.ReadAllText(path)|}", "", isReported: true)),
            Snippet.File(Desk(Cut, Cut, "", isReported: true) + "\n" + TruncateCodeFixTests.Helper),
            key: TruncateCodeFixProvider.Key);
        await Verify.Fix(
            Snippet.File(Desk(Cut, Cut, "", isReported: true) + "\n" + TruncateCodeFixTests.Helper),
            Snippet.File(Desk(Cut, Cut, Reduce, isReported: false) + "\n" + TruncateCodeFixTests.Helper + Trim),
            key: HistoryCodeFixProvider.Key);
    }

    [Fact]
    public async Task A_reduction_before_a_truncation()
    {
        await Verify.Fix(
            Snippet.File(Desk("{|PA3001:File.ReadAllText(path)|}", "{|PA4001:File.ReadAllText(path)|}", "", isReported: true)),
            Snippet.File(Desk("{|PA3001:File.ReadAllText(path)|}", "{|PA4001:File.ReadAllText(path)|}", Reduce, isReported: false) + Trim),
            key: HistoryCodeFixProvider.Key);
        await Verify.Fix(
            Snippet.File(Desk("{|PA3001:File.ReadAllText(path)|}", "{|PA4001:File.ReadAllText(path)|}", Reduce, isReported: false) + Trim),
            Snippet.File(Desk(Cut, Cut, Reduce, isReported: false) + Trim + "\n" + TruncateCodeFixTests.Helper),
            key: TruncateCodeFixProvider.Key);
    }

    [Fact]
    public async Task Each_file_of_a_project_gets_its_own_helper()
    {
        const string Other = "using System.IO;\nusing Microsoft.Extensions.AI;\n\npublic class Other\n{\n    public object Ask(IChatClient client) => client.GetResponseAsync(CONTENT);\n}\n";
        await Verify.Fix(
            Snippet.File(Desk("{|PA3001:File.ReadAllText(path)|}", "\"\"", Reduce, isReported: false) + Trim),
            Snippet.File(Desk(Cut, "\"\"", Reduce, isReported: false) + Trim + "\n" + TruncateCodeFixTests.Helper),
            key: TruncateCodeFixProvider.Key,
            settings: new Settings
            {
                MoreSources = [("/0/Other.cs", Other.Replace("CONTENT", "{|PA3001:File.ReadAllText(\"a\")|}", StringComparison.Ordinal))],
                MoreFixedSources = [("/0/Other.cs", Other.Replace("CONTENT", "PromptText.Truncate(File.ReadAllText(\"a\"), 20_000)", StringComparison.Ordinal) + "\n" + TruncateCodeFixTests.Helper)],
            });
    }

    private const string Cut = "PromptText.Truncate(File.ReadAllText(path), 20_000)";
    private const string Reduce = "PromptHistory.Trim(history, 20);\n        ";

    private static string Desk(string content, string result, string reduce, bool isReported) => $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;

        public class Desk(IChatClient client)
        {
            private readonly List<ChatMessage> history = [];

            public AITool Tool => AIFunctionFactory.Create((string path) => {{result}}, "read");

            public async Task<string> Ask(string question, string path)
            {
                {{(isReported ? "{|PA2001:" : "")}}history.Add(new(ChatRole.User, question))
        """ + (isReported ? "|}" : "") + $$"""
        ;
                history.Add(new(ChatRole.User, {{content}}));
                {{reduce}}return (await client.GetResponseAsync(history)).Text;
            }
        }

        """;
}
