using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes;

/// <summary>Fixes together with the analyzers: what is fixed is no longer reported, and nothing new is.</summary>
public sealed class FixEffectTests
{
    private const string Chunks = """

        file static class PromptText
        {
            /// <summary>Splits text into pieces of at most size characters, never inside a surrogate pair.</summary>
            public static IEnumerable<string> Chunks(string text, int size)
            {
                int start = 0;
                while (start < text.Length)
                {
                    int length = Math.Min(size, text.Length - start);
                    if (length > 1 && start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
                    {
                        length--;
                    }

                    yield return text.Substring(start, length);
                    start += length;
                }
            }
        }

        """;

    [Fact]
    public async Task A_truncated_file_is_silent() => await Verify.Fix(
        Snippet.File("""
            using System.IO;
            using System.Threading.Tasks;
            using Microsoft.Extensions.AI;

            public class Asker
            {
                public Task<ChatResponse> Ask(IChatClient client, string path) =>
                    client.GetResponseAsync($"Summarize {{|PA3001:File.ReadAllText(path)|}}");
            }

            """),
        Snippet.File("""
            using System.IO;
            using System.Threading.Tasks;
            using Microsoft.Extensions.AI;

            public class Asker
            {
                public Task<ChatResponse> Ask(IChatClient client, string path) =>
                    client.GetResponseAsync($"Summarize {PromptText.Truncate(File.ReadAllText(path), 20_000)}");
            }


            """ + TruncateCodeFixTests.Helper),
        key: TruncateCodeFixProvider.Key);

    [Fact]
    public async Task A_chunked_file_is_silent() => await Verify.Fix(
        Snippet.File("""
            using System.Collections.Generic;
            using System.IO;
            using System.Linq;
            using System.Threading.Tasks;
            using Microsoft.Extensions.AI;

            public class Asker
            {
                public async Task<string> Ask(IChatClient client, string path)
                {
                    string policy = await File.ReadAllTextAsync(path);
                    var response = await client.GetResponseAsync($"Summarize this policy:\n\n{{|PA3001:policy|}}");
                    return response.Text;
                }
            }

            """),
        Snippet.File("""
            using System;
            using System.Collections.Generic;
            using System.IO;
            using System.Linq;
            using System.Threading.Tasks;
            using Microsoft.Extensions.AI;

            public class Asker
            {
                public async Task<string> Ask(IChatClient client, string path)
                {
                    string policy = await File.ReadAllTextAsync(path);
                    var partialAnswers = new List<string>();
                    foreach (string chunk in PromptText.Chunks(policy, 12_000).Take(10)) // at most 10 calls
                    {
                        partialAnswers.Add((await client.GetResponseAsync($"Summarize this policy:\n\n{chunk}")).Text);
                    }

                    if (PromptText.Chunks(policy, 12_000).Skip(10).Any())
                    {
                        partialAnswers.Add("[The text was too long: everything after this part was left out.]");
                    }

                    var response = await client.GetResponseAsync($"Merge these partial answers into one:\n\n{string.Join("\n\n", partialAnswers)}");
                    return response.Text;
                }
            }

            """ + Chunks),
        key: ChunkCodeFixProvider.Key,
        settings: new Settings { FixAll = false });

    [Fact]
    public async Task A_truncated_tool_result_is_silent() => await Verify.Fix(
        Snippet.File("""
            using System.ComponentModel;
            using System.Net.Http;
            using System.Threading.Tasks;
            using Microsoft.SemanticKernel;

            public class Tools(HttpClient http)
            {
                [KernelFunction, Description("Gets a policy")]
                public Task<string> Get(string id) => {|PA4001:http.GetStringAsync("policies/" + id)|};
            }

            """),
        Snippet.File("""
            using System.ComponentModel;
            using System.Net.Http;
            using System.Threading.Tasks;
            using Microsoft.SemanticKernel;

            public class Tools(HttpClient http)
            {
                [KernelFunction, Description("Gets a policy")]
                public async Task<string> Get(string id) => PromptText.Truncate(await http.GetStringAsync("policies/" + id), 20_000);
            }


            """ + TruncateCodeFixTests.Helper),
        Sdk.SemanticKernel,
        TruncateCodeFixProvider.Key);

    [Fact]
    public async Task A_reduced_history_is_silent() => await Verify.Fix(
        Snippet.File("""
            using System;
            using System.Threading;
            using System.Threading.Tasks;
            using Microsoft.SemanticKernel.ChatCompletion;

            public class Bot
            {
                public async Task Run(IChatCompletionService chat)
                {
                    var history = new ChatHistory("s");
                    while (Console.ReadLine() is { } line)
                    {
                        {|PA2001:history.AddUserMessage(line)|};
                        var answer = await chat.GetChatMessageContentAsync(history);
                        history.AddAssistantMessage(answer.ToString());
                    }
                }
            }

            """),
        Snippet.File("""
            using System;
            using System.Threading;
            using System.Threading.Tasks;
            using Microsoft.SemanticKernel.ChatCompletion;

            public class Bot
            {
                public async Task Run(IChatCompletionService chat)
                {
                    var history = new ChatHistory("s");
                    var historyReducer = new ChatHistoryTruncationReducer(targetCount: 20, thresholdCount: 10);
                    while (Console.ReadLine() is { } line)
                    {
                        history.AddUserMessage(line);
                        await history.ReduceInPlaceAsync(historyReducer, CancellationToken.None);
                        var answer = await chat.GetChatMessageContentAsync(history);
                        history.AddAssistantMessage(answer.ToString());
                    }
                }
            }

            """),
        Sdk.SemanticKernel,
        HistoryCodeFixProvider.Key);

    [Fact]
    public async Task A_trimmed_list_is_silent() => await Verify.Fix(
        Snippet.File(TwoBots("", "")),
        Snippet.File(TwoBots("PromptHistory.Trim(first, 20);\n            ", "PromptHistory.Trim(second, 20);\n            ")
            .Replace("{|PA2001:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal) + """

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

            """),
        key: HistoryCodeFixProvider.Key);

    private static string TwoBots(string first, string second) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;

        public class Bot
        {
            public async Task Run(IChatClient client)
            {
                List<ChatMessage> first = [];
                var second = new List<ChatMessage>();
                while (Console.ReadLine() is { } line)
                {
                    {|PA2001:first.Add(new(ChatRole.User, line))|};
                    {{first}}var a = await client.GetResponseAsync(first);
                    first.AddMessages(a);
                    {|PA2001:second.Add(new(ChatRole.User, a.Text))|};
                    {{second}}second.AddMessages(await client.GetResponseAsync(second));
                }
            }
        }

        """;

    [Fact]
    public async Task A_truncated_process_output_is_silent() => await Verify.Fix(
        Snippet.File("""
            using System.Diagnostics;
            using Microsoft.SemanticKernel;

            public class Tools(Process process)
            {
                [KernelFunction]
                public string Output() => {|PA4001:process.StandardOutput.ReadToEnd()|};
            }

            """),
        Snippet.File("""
            using System.Diagnostics;
            using Microsoft.SemanticKernel;

            public class Tools(Process process)
            {
                [KernelFunction]
                public string Output() => PromptText.TruncateMiddle(process.StandardOutput.ReadToEnd(), 20_000);
            }

            file static class PromptText
            {
                /// <summary>Keeps the first 40 % and the last 60 % of at most maxLength characters, because errors stand at the end, and says what it did.</summary>
                public static string TruncateMiddle(string text, int maxLength)
                {
                    if (text.Length <= maxLength)
                    {
                        return text;
                    }

                    string marker = $" ... [truncated, {text.Length} characters in all] ... ";
                    if (marker.Length >= maxLength)
                    {
                        marker = "";
                    }

                    int head = (maxLength - marker.Length) / 5 * 2;
                    int tail = maxLength - marker.Length - head;
                    if (head > 0 && char.IsHighSurrogate(text[head - 1]))
                    {
                        head--;
                    }

                    if (tail > 0 && char.IsLowSurrogate(text[text.Length - tail]))
                    {
                        tail--;
                    }

                    return text.Substring(0, head) + marker + text.Substring(text.Length - tail, tail);
                }
            }

            """),
        Sdk.SemanticKernel,
        TruncateCodeFixProvider.Key);
}
