using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes;

/// <summary>
/// PA5001, PA5004: a named number is lowered where it is declared when it is for that limit alone; else the limit gets a
/// number of its own, and only a person decides so.
/// </summary>
public sealed class LimitConstantCodeFixTests
{
    private static readonly Settings ByHand = new() { FixAll = false };

    [Fact]
    public Task A_constant_is_lowered_where_it_is_declared() => Verify.Fix(
        """
        const int Limit = {|PA5001:128_000|}; // per answer
        var options = new ChatOptions { MaxOutputTokens = Limit };
        """,
        """
        const int Limit = 16_384; // per answer
        var options = new ChatOptions { MaxOutputTokens = Limit };
        """);

    [Fact]
    public Task All_settings_of_the_same_limit_follow_a_constant() => Verify.Fix(
        """
        const int Limit = {|PA5001:128_000|};
        var plan = new ChatOptions { MaxOutputTokens = Limit };
        var draft = new ChatOptions { MaxOutputTokens = Limit };
        Reserve(maxOutputTokens: Limit);
        Console.WriteLine($"{nameof(Limit)}: {Limit}");

        static void Reserve(int maxOutputTokens) => Console.WriteLine(maxOutputTokens);
        """,
        """
        const int Limit = 16_384;
        var plan = new ChatOptions { MaxOutputTokens = Limit };
        var draft = new ChatOptions { MaxOutputTokens = Limit };
        Reserve(maxOutputTokens: Limit);
        Console.WriteLine($"{nameof(Limit)}: {Limit}");

        static void Reserve(int maxOutputTokens) => Console.WriteLine(maxOutputTokens);
        """);

    [Fact]
    public Task A_private_constant_is_lowered_once_for_all_its_uses() => Verify.Fix(
        Snippet.Members("""
            private const int Rounds = 128;

            public IChatClient First(IChatClient client) => new FunctionInvokingChatClient(client) { MaximumIterationsPerRequest = {|PA5004:Rounds|} };

            public IChatClient Second(IChatClient client) => new FunctionInvokingChatClient(client) { MaximumIterationsPerRequest = {|PA5004:Rounds|} };
            """),
        Snippet.Members("""
            private const int Rounds = 40;

            public IChatClient First(IChatClient client) => new FunctionInvokingChatClient(client) { MaximumIterationsPerRequest = Rounds };

            public IChatClient Second(IChatClient client) => new FunctionInvokingChatClient(client) { MaximumIterationsPerRequest = Rounds };
            """));

    [Fact]
    public Task A_readonly_field_and_a_property_are_constants_too() => Verify.Fix(
        Snippet.Members("""
            private static readonly int s_limit = 128_000;

            private int Long { get; } = 64_000;

            public ChatOptions First() => new() { MaxOutputTokens = {|PA5001:s_limit|} };

            public ChatOptions Second() => new() { MaxOutputTokens = {|PA5001:Long|} };
            """),
        Snippet.Members("""
            private static readonly int s_limit = 16_384;

            private int Long { get; } = 16_384;

            public ChatOptions First() => new() { MaxOutputTokens = s_limit };

            public ChatOptions Second() => new() { MaxOutputTokens = Long };
            """));

    [Fact]
    public Task A_constant_with_another_use_keeps_its_number() => Verify.Fix(
        """
        const int Limit = {|PA5001:128_000|};
        var options = new ChatOptions { MaxOutputTokens = Limit };
        var again = new ChatOptions { MaxOutputTokens = Limit };
        var cache = new List<string>(Limit);
        """,
        """
        const int Limit = 128_000;
        var options = new ChatOptions { MaxOutputTokens = 16_384 };
        var again = new ChatOptions { MaxOutputTokens = 16_384 };
        var cache = new List<string>(Limit);
        """,
        key: LimitHereCodeFixProvider.Key,
        settings: ByHand);

    [Fact]
    public Task A_constant_that_other_files_may_use_keeps_its_number() => Verify.Fix(
        Snippet.Members("""
            internal const int Limit = 128_000;

            public ChatOptions Options() => new() { MaxOutputTokens = {|PA5001:Limit|} };
            """),
        Snippet.Members("""
            internal const int Limit = 128_000;

            public ChatOptions Options() => new() { MaxOutputTokens = 16_384 };
            """),
        key: LimitHereCodeFixProvider.Key,
        settings: ByHand);

    [Fact]
    public Task A_constant_of_another_file_keeps_its_number() => Verify.Fix(
        "var options = new ChatOptions { MaxOutputTokens = {|PA5001:Shared.Limit|} };",
        "var options = new ChatOptions { MaxOutputTokens = 16_384 };",
        key: LimitHereCodeFixProvider.Key,
        settings: ByHand with { MoreSources = [("Shared.cs", "internal static class Shared { internal const int Limit = 128_000; }")] });

    [Fact]
    public Task A_constant_of_a_type_in_several_files_keeps_its_number() => Verify.Fix(
        Snippet.File("""
            partial class Desk
            {
                private const int Limit = 128_000;

                public Microsoft.Extensions.AI.ChatOptions Options() => new() { MaxOutputTokens = {|PA5001:Limit|} };

                public int Length => Limit;
            }
            """),
        Snippet.File("""
            partial class Desk
            {
                private const int Limit = 128_000;

                public Microsoft.Extensions.AI.ChatOptions Options() => new() { MaxOutputTokens = 16_384 };

                public int Length => Limit;
            }
            """),
        key: LimitHereCodeFixProvider.Key,
        settings: ByHand with { MoreSources = [("Other.cs", "partial class Desk { public int Pages => Limit / 500; }")] });

    [Theory]
    [InlineData("Chunks(text, maxTokens: Limit);")]
    [InlineData("Console.WriteLine(Math.Min(Limit, text.Length));")]
    [InlineData("Chunks(text, Limit);")]
    [InlineData("if (text.Length > Limit) { return; }")]
    public Task Another_use_keeps_the_constant_from_being_lowered(string use) => Verify.NoFix(
        Snippet.Members($$"""
            public void M(string text, OpenAI.Chat.ChatCompletionOptions options)
            {
                const int Limit = {|PA5001:128_000|};
                options.MaxOutputTokenCount = Limit;
                {{use}}
            }

            private static void Chunks(string text, int maxTokens) => Console.WriteLine(text.Length / maxTokens);
            """),
        Sdk.ExtensionsAI | Sdk.OpenAI,
        key: LimitCodeFixProvider.Key);

    [Fact]
    public Task A_use_that_is_compiled_elsewhere_keeps_the_constant_from_being_lowered() => Verify.NoFix(Snippet.Members("""
            private const int Limit = 128_000;

            public ChatOptions Options() => new() { MaxOutputTokens = {|PA5001:Limit|} };

            #if OTHER
            public int Length => Limit;
            #endif
            """));

    [Fact]
    public Task A_variable_keeps_its_type() => Verify.NoFix("""
            var limit = {|PA5001:128_000u|};
            var options = new ChatOptions { MaxOutputTokens = (int)limit };
            """);
}
