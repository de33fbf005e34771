using Microsoft.Extensions.AI;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes;

/// <summary>Runs the emitted Trim on conversations with tool groups.</summary>
public sealed class HelperHistoryTests
{
    private static readonly Action<List<ChatMessage>, int> Trim = HelperCode.Compile(
        HelperSources.Trim("List<ChatMessage>", "{0}.Role != ChatRole.User", "{0}.Role != ChatRole.System"),
        "using System.Collections.Generic; using Microsoft.Extensions.AI;").Method<Action<List<ChatMessage>, int>>("Trim");

    [Fact]
    public void A_trimmed_history_is_a_valid_conversation() => Assert.All(Cases(), item =>
    {
        var before = item.History.ToList();
        var after = item.History.ToList();
        Trim(after, item.Max);

        // Nothing is reordered or made up, and all system messages stay.
        Assert.Equal(before.Where(after.Contains), after);
        Assert.Equal(before.Where(IsSystem), after.Where(IsSystem));

        if (before.Count <= item.Max)
        {
            Assert.Equal(before, after);
            return;
        }

        var rest = after.Where(message => !IsSystem(message)).ToList();
        if (rest.Count < before.Count(message => !IsSystem(message)))
        {
            Assert.Equal(ChatRole.User, rest[0].Role);
        }

        // The turn that is being asked is whole.
        int current = before.FindLastIndex(message => message.Role == ChatRole.User);
        Assert.Equal(before.Skip(Math.Max(current, 0)), after.TakeLast(before.Count - Math.Max(current, 0)));

        // No result without its call and no call without its result.
        var calls = rest.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Select(call => call.CallId);
        var results = rest.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(result => result.CallId);
        Assert.Equal(calls, results);

        // Beyond the limit only system messages and the current turn.
        Assert.True(after.Count <= item.Max + after.Count(IsSystem) || rest.Count == before.Skip(current).Count(message => !IsSystem(message)));
    });

    private static bool IsSystem(ChatMessage message) => message.Role == ChatRole.System;

    private static IEnumerable<(List<ChatMessage> History, int Max)> Cases()
    {
        var random = new Random(20);
        for (int i = 0; i < 5000; i++)
        {
            int[] turns = Enumerable.Range(0, random.Next(1, 13)).Select(_ => random.Next(0, 6)).ToArray();
            yield return (Build(random.Next(2) == 0, turns), random.Next(1, 26));
        }
    }

    private static List<ChatMessage> Build(bool hasSystem, int[] turns)
    {
        var history = new List<ChatMessage>();
        if (hasSystem)
        {
            history.Add(new(ChatRole.System, "s"));
        }

        int id = 0;
        foreach (int turn in turns)
        {
            history.Add(new(ChatRole.User, "q"));
            for (int call = 0; call < turn; call++)
            {
                string name = "call" + id++;
                history.Add(new(ChatRole.Assistant, [new FunctionCallContent(name, "tool")]));
                history.Add(new(ChatRole.Tool, [new FunctionResultContent(name, "result")]));
            }

            if (turn == 5)
            {
                history.Add(new(ChatRole.System, "reminder"));
            }

            history.Add(new(ChatRole.Assistant, "a"));
        }

        return history;
    }
}
