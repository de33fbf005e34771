using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes.Efficacy;

/// <summary>
/// What the reductions of the fixes leave of a conversation is one that providers accept: system messages stay, calls
/// and results stay together, it starts with a user message, and the turn that is being asked is whole.
/// </summary>
public sealed class HelperHistoryTests
{
    private static readonly Action<List<ChatMessage>, int> Trim = HelperCode.Compile(
        HelperSources.Trim("List<ChatMessage>", "{0}.Role != ChatRole.User", "{0}.Role != ChatRole.System"),
        "using System.Collections.Generic; using Microsoft.Extensions.AI;").Method<Action<List<ChatMessage>, int>>("Trim");

    private static readonly Action<List<OpenAI.Chat.ChatMessage>, int> TrimOpenAI = HelperCode.Compile(
        HelperSources.Trim(
            "List<ChatMessage>",
            "!({0} is UserChatMessage)",
            "{0} is UserChatMessage || {0} is AssistantChatMessage || {0} is ToolChatMessage"),
        "using System.Collections.Generic; using OpenAI.Chat;").Method<Action<List<OpenAI.Chat.ChatMessage>, int>>("Trim");

    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1500).WithEndSize(12);

    /// <summary>
    /// Conversations as a list of turns, each a list of rounds of parallel tool calls. A turn may begin with a reminder of
    /// the system, or be one that the user has just asked.
    /// </summary>
    private static readonly Arbitrary<(bool HasSystem, int[][] Turns, int Max)> Conversations = Arb.From(
        from hasSystem in Gen.Elements(true, false)
        from turns in Gen.NonEmptyListOf(Gen.ListOf(Gen.Choose(1, 3)))
        from max in Gen.Choose(1, 25)
        select (hasSystem, turns.Select(turn => turn.ToArray()).ToArray(), max));

    [Fact]
    public void A_trimmed_list_is_a_valid_conversation() => Prop.ForAll(Conversations, item =>
    {
        var before = Build(item.HasSystem, item.Turns);
        var after = before.ToList();
        Trim(after, item.Max);
        return IsReduced(before, after, item.Max) && IsValid(after);
    }).Check(Thorough);

    [Fact]
    public void A_second_trim_changes_nothing() => Prop.ForAll(Conversations, item =>
    {
        var once = Build(item.HasSystem, item.Turns);
        Trim(once, item.Max);
        var twice = once.ToList();
        Trim(twice, item.Max);
        return twice.Count == once.Count || once.Count > item.Max;
    }).Check(Thorough);

    [Fact]
    public void A_trimmed_provider_list_is_the_same_conversation() => Prop.ForAll(Conversations, item =>
    {
        var expected = Build(item.HasSystem, item.Turns);
        var messages = expected.Select(ToOpenAI).ToList();
        var kept = messages.ToList();
        Trim(expected, item.Max);
        TrimOpenAI(kept, item.Max);
        return expected.Select(message => message.Role.Value).SequenceEqual(kept.Select(RoleOf));
    }).Check(Thorough);

    [Fact]
    public async Task The_reducer_of_semantic_kernel_gives_a_valid_conversation()
    {
        // As the fix configures it: it cuts when there are 30, and back to 20.
        var reducer = new ChatHistoryTruncationReducer(targetCount: 20, thresholdCount: 10);
        var random = new Random(5);
        for (int i = 0; i < 500; i++)
        {
            var turns = Enumerable.Range(0, random.Next(1, 13)).Select(_ => Enumerable.Range(0, random.Next(0, 4)).Select(_ => 1).ToArray()).ToArray();
            var before = Build(random.Next(2) == 0, turns);
            var history = new ChatHistory(before.Select(ToKernel));
            await history.ReduceInPlaceAsync(reducer, CancellationToken.None);

            Assert.True(history.Count <= 31 || turns[^1].Length > 10, $"{history.Count} messages of {before.Count} are left");
            var calls = history.SelectMany(message => message.Items).OfType<Microsoft.SemanticKernel.FunctionCallContent>().Select(call => call.Id);
            var results = history.SelectMany(message => message.Items).OfType<Microsoft.SemanticKernel.FunctionResultContent>().Select(result => result.CallId);
            Assert.Equal(calls, results);
            Assert.Equal(before.Any(IsSystem), history.Any(message => message.Role == AuthorRole.System));
        }
    }

    private static bool IsReduced(List<ChatMessage> before, List<ChatMessage> after, int max)
    {
        int current = Math.Max(before.FindLastIndex(message => message.Role == ChatRole.User), 0);
        return after.SequenceEqual(before.Where(after.Contains))
            && before.Where(IsSystem).SequenceEqual(after.Where(IsSystem))
            && (before.Count > max || after.Count == before.Count)
            && before.Skip(current).SequenceEqual(after.TakeLast(before.Count - current))
            && (after.Count <= max + after.Count(IsSystem) || after.Count(message => !IsSystem(message)) == before.Skip(current).Count(message => !IsSystem(message)));
    }

    /// <summary>The rules of the providers: each result answers a call before it, each call is answered, and no turn has lost its question.</summary>
    private static bool IsValid(List<ChatMessage> messages)
    {
        var rest = messages.Where(message => !IsSystem(message)).ToList();
        if (rest.Count > 0 && rest[0].Role != ChatRole.User)
        {
            return false;
        }

        var open = new HashSet<string>();
        foreach (var message in rest)
        {
            if (message.Role != ChatRole.Tool && open.Count > 0)
            {
                return false;
            }

            foreach (var content in message.Contents)
            {
                switch (content)
                {
                    case Microsoft.Extensions.AI.FunctionCallContent call:
                        open.Add(call.CallId);
                        break;
                    case Microsoft.Extensions.AI.FunctionResultContent result when !open.Remove(result.CallId):
                        return false;
                }
            }
        }

        return open.Count == 0;
    }

    private static bool IsSystem(ChatMessage message) => message.Role == ChatRole.System;

    private static List<ChatMessage> Build(bool hasSystem, int[][] turns)
    {
        var history = new List<ChatMessage>();
        if (hasSystem)
        {
            history.Add(new(ChatRole.System, "s"));
        }

        int id = 0;
        for (int i = 0; i < turns.Length; i++)
        {
            history.Add(new(ChatRole.User, "q"));
            foreach (int parallel in turns[i])
            {
                var names = Enumerable.Range(0, parallel).Select(_ => "call" + id++).ToList();
                history.Add(new(ChatRole.Assistant, [.. names.Select(name => new Microsoft.Extensions.AI.FunctionCallContent(name, "tool"))]));
                history.AddRange(names.Select(name => new ChatMessage(ChatRole.Tool, [new Microsoft.Extensions.AI.FunctionResultContent(name, "result")])));
            }

            if (turns[i].Length == 3 && hasSystem)
            {
                history.Add(new(ChatRole.System, "reminder"));
            }

            // The last turn waits for its answer.
            if (i < turns.Length - 1)
            {
                history.Add(new(ChatRole.Assistant, "a"));
            }
        }

        return history;
    }

    private static OpenAI.Chat.ChatMessage ToOpenAI(ChatMessage message)
    {
        if (message.Role == ChatRole.System)
        {
            return new OpenAI.Chat.SystemChatMessage("s");
        }

        if (message.Role == ChatRole.User)
        {
            return new OpenAI.Chat.UserChatMessage("q");
        }

        return message.Role == ChatRole.Tool
            ? new OpenAI.Chat.ToolChatMessage(((Microsoft.Extensions.AI.FunctionResultContent)message.Contents[0]).CallId, "result")
            : new OpenAI.Chat.AssistantChatMessage("a");
    }

    private static string RoleOf(OpenAI.Chat.ChatMessage message) => message switch
    {
        OpenAI.Chat.SystemChatMessage => "system",
        OpenAI.Chat.UserChatMessage => "user",
        OpenAI.Chat.ToolChatMessage => "tool",
        _ => "assistant",
    };

    private static ChatMessageContent ToKernel(ChatMessage message)
    {
        var content = new ChatMessageContent(new AuthorRole(message.Role.Value), message.Text);
        foreach (var item in message.Contents)
        {
            switch (item)
            {
                case Microsoft.Extensions.AI.FunctionCallContent call:
                    content.Items.Add(new Microsoft.SemanticKernel.FunctionCallContent(call.Name, id: call.CallId));
                    break;
                case Microsoft.Extensions.AI.FunctionResultContent result:
                    content.Items.Add(new Microsoft.SemanticKernel.FunctionResultContent("tool", callId: result.CallId, result: "result"));
                    break;
            }
        }

        return content;
    }
}
