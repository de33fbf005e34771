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

    /// <summary>A history that grows inside a loop that nothing counts: both fixes change the same loop.</summary>
    [Fact]
    public async Task A_reduction_and_a_counter_in_one_loop()
    {
        await Verify.Fix(
            Snippet.File(Loop(CountedNot, Grows, "")),
            Snippet.File(Loop(CountedNot, Stays, Trimmed) + Trim),
            key: HistoryCodeFixProvider.Key);
        await Verify.Fix(
            Snippet.File(Loop(CountedNot, Stays, Trimmed) + Trim),
            Snippet.File(Loop(Counted, Stays, Trimmed, Refusal) + Trim),
            key: LoopCounterCodeFixProvider.Key);
    }

    [Fact]
    public async Task A_counter_and_a_reduction_in_one_loop()
    {
        await Verify.Fix(
            Snippet.File(Loop(CountedNot, Grows, "")),
            Snippet.File(Loop(Counted, Grows, "", Refusal)),
            key: LoopCounterCodeFixProvider.Key);
        await Verify.Fix(
            Snippet.File(Loop(Counted, Grows, "", Refusal)),
            Snippet.File(Loop(Counted, Stays, Trimmed, Refusal) + Trim),
            key: HistoryCodeFixProvider.Key);
    }

    [Fact]
    public async Task First_items_and_a_truncation_in_one_tool()
    {
        await Verify.Fix(
            Snippet.File(Tool("{|PA4002:File.ReadAllLines(path).ToList()|}", "{|PA4001:File.ReadAllText(path)|}")),
            Snippet.File(Tool("File.ReadAllLines(path).Take(50).ToList()", "{|PA4001:File.ReadAllText(path)|}")),
            key: TakeCodeFixProvider.FirstOnlyKey);
        await Verify.Fix(
            Snippet.File(Tool("File.ReadAllLines(path).Take(50).ToList()", "{|PA4001:File.ReadAllText(path)|}")),
            Snippet.File(Tool("File.ReadAllLines(path).Take(50).ToList()", Cut) + "\n" + TruncateCodeFixTests.Helper),
            key: TruncateCodeFixProvider.Key);
    }

    [Fact]
    public async Task A_truncation_and_a_page_in_one_tool()
    {
        const string Page = ", int skip = 0";
        await Verify.Fix(
            Snippet.File(Tool("{|PA4002:File.ReadAllLines(path).ToList()|}", "{|PA4001:File.ReadAllText(path)|}")),
            Snippet.File(Tool("{|PA4002:File.ReadAllLines(path).ToList()|}", Cut) + "\n" + TruncateCodeFixTests.Helper),
            key: TruncateCodeFixProvider.Key);
        await Verify.Fix(
            Snippet.File(Tool("{|PA4002:File.ReadAllLines(path).ToList()|}", Cut) + "\n" + TruncateCodeFixTests.Helper),
            Snippet.File(Tool("File.ReadAllLines(path).Skip(skip).Take(50).ToList()", Cut, Page) + "\n" + TruncateCodeFixTests.Helper),
            key: TakeCodeFixProvider.Key);
    }

    private const string CountedNot = "{|PA5004:while (true)|}";
    private const string Counted = "for (int call = 0; call < 40; call++)";
    private const string Grows = "{|PA2001:history.Add(new(ChatRole.User, question))|};";
    private const string Stays = "history.Add(new(ChatRole.User, question));";
    private const string Trimmed = "PromptHistory.Trim(history, 20);\n            ";
    private const string Refusal = "\n\n        throw new InvalidOperationException(\"No answer after 40 model calls.\");";

    private static string Loop(string head, string add, string trim, string end = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;

        public class Solver(IChatClient client)
        {
            private readonly List<ChatMessage> history = [];

            public async Task<string> SolveAsync(string question)
            {
                {{add}}
                {{head}}
                {
                    {{trim}}var response = await client.GetResponseAsync(history);
                    history.AddMessages(response);
                    if (response.Text.Contains("DONE"))
                    {
                        return response.Text;
                    }
                }{{end}}
            }
        }

        """;

    private static string Tool(string rows, string text, string parameter = "") => $$"""
        using System.IO;
        using System.Linq;
        using Microsoft.Extensions.AI;

        public class Files
        {
            public AITool Tool => AIFunctionFactory.Create(Read, "read");

            private object Read(string path, bool asRows{{parameter}})
            {
                if (asRows)
                {
                    return {{rows}};
                }

                return {{text}};
            }
        }

        """;

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
