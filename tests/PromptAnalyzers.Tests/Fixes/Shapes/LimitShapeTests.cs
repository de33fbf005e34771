using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes.Shapes;

/// <summary>PA5001 and the caps of PA5004: every way in which a number of tokens or rounds is set.</summary>
public sealed class LimitShapeTests
{
    internal static readonly Dictionary<string, Shape> Tokens = new()
    {
        ["object initializer"] = new("""
            public ChatOptions Make()
            {
                return new ChatOptions
                {
                    Temperature = 0.1f,
                    MaxOutputTokens = 128000,
                };
            }
            """),
        ["expression body, target-typed"] = new("""
            public ChatOptions Make() => new() { MaxOutputTokens = 128_000 };
            """)
        { From = LanguageVersion.CSharp9, Expected = "MaxOutputTokens = 16_384" },
        ["assignment"] = new("""
            public void Set(ChatOptions options)
            {
                options.MaxOutputTokens = int.MaxValue;
            }
            """)
        { Expected = "options.MaxOutputTokens = 16_384;" },
        ["field"] = new("""
            private static readonly ChatOptions s_options = new ChatOptions { MaxOutputTokens = 128_000 };

            public static ChatOptions Options => s_options;
            """),
        ["property"] = new("""
            public ChatOptions Options { get; } = new ChatOptions { MaxOutputTokens = 0x20000 };
            """),
        ["lambda"] = new("""
            public Func<ChatOptions> Make() => () => new ChatOptions { MaxOutputTokens = 128_000 };
            """),
        ["argument in a local function"] = new("""
            public async Task Ask(IChatClient client)
            {
                await Send("Hello");

                Task<ChatResponse> Send(string text) => client.GetResponseAsync(text, new ChatOptions { MaxOutputTokens = 128_000 });
            }
            """),
        ["switch expression"] = new("""
            public ChatOptions Make(bool brief) => brief switch
            {
                true => new ChatOptions { MaxOutputTokens = 100 },
                _ => new ChatOptions { MaxOutputTokens = 128_000 },
            };
            """)
        { From = LanguageVersion.CSharp8 },
        ["top-level statements"] = new("""
            var options = new ChatOptions { MaxOutputTokens = 128_000 };
            Console.WriteLine(options.MaxOutputTokens);
            """)
        { IsTopLevel = true, From = LanguageVersion.CSharp9 },
        ["with a cast"] = new("""
            public ChatOptions Make() => new ChatOptions { MaxOutputTokens = (int)128_000 };
            """)
        { IsRefused = true },
        ["with parentheses"] = new("""
            public ChatOptions Make() => new ChatOptions { MaxOutputTokens = (128_000) };
            """),
        ["constant"] = new("""
            private const int Limit = 128_000;

            public ChatOptions Make() => new ChatOptions { MaxOutputTokens = Limit };
            """)
        { Expected = "const int Limit = 16_384;" },
        ["local constant with a product"] = new("""
            public async Task Ask(IChatClient client)
            {
                const int limit = 128 * 1024;
                await client.GetResponseAsync("Hello", new ChatOptions { MaxOutputTokens = limit });
                await client.GetResponseAsync("And?", new ChatOptions { MaxOutputTokens = limit });
            }
            """)
        { Expected = "const int limit = 16_384;" },
        ["constant of a program"] = new("""
            const int limit = 128_000;
            var options = new ChatOptions { MaxOutputTokens = limit };
            Console.WriteLine($"{options.MaxOutputTokens} of {limit}");
            """)
        { IsTopLevel = true, From = LanguageVersion.CSharp9 },
        ["constant with other uses"] = new("""
            private const int Limit = 128_000;

            public ChatOptions Make() => new ChatOptions { MaxOutputTokens = Limit };

            public int Length => Limit;
            """)
        { IsRefused = true },
    };

    internal static readonly Dictionary<string, Shape> TokensHere = new()
    {
        ["constant with other uses"] = new("""
            private const int Limit = 128_000;

            public ChatOptions Make() => new ChatOptions { MaxOutputTokens = Shape.Limit };

            public int Length => Limit;
            """),
        ["public constant"] = new("""
            public const int Limit = 128_000;

            public ChatOptions Make()
            {
                return new ChatOptions
                {
                    MaxOutputTokens = Limit,
                };
            }
            """),
        ["variable with other uses"] = new("""
            public ChatOptions Make()
            {
                int limit = 128_000;
                Console.WriteLine(limit / 2);
                return new ChatOptions { MaxOutputTokens = limit };
            }
            """),
        ["constant that is for the limit alone"] = new("""
            private const int Limit = 128_000;

            public ChatOptions Make() => new ChatOptions { MaxOutputTokens = Limit };
            """)
        { IsRefused = true },
    };

    internal static readonly Dictionary<string, Shape> Rounds = new()
    {
        ["object initializer"] = new("""
            public IChatClient Make(IChatClient client) => new FunctionInvokingChatClient(client) { MaximumIterationsPerRequest = int.MaxValue };
            """)
        { Expected = "MaximumIterationsPerRequest = 40" },
        ["lambda of a builder"] = new("""
            public IChatClient Make(IChatClient client)
            {
                return new ChatClientBuilder(client)
                    .UseFunctionInvocation(null, invoking => invoking.MaximumIterationsPerRequest = 500)
                    .Build();
            }
            """),
        ["using declaration"] = new("""
            public void Run(IChatClient client)
            {
                using var invoking = new FunctionInvokingChatClient(client);
                invoking.MaximumIterationsPerRequest = 10_000;
            }
            """)
        { From = LanguageVersion.CSharp8 },
    };

    public static TheoryData<string> TokenNames => new(Tokens.Keys);

    public static TheoryData<string> HereNames => new(TokensHere.Keys);

    public static TheoryData<string> RoundNames => new(Rounds.Keys);

    [Theory]
    [MemberData(nameof(TokenNames))]
    public Task Tokens_are_limited(string shape) => CheckAsync("PA5001", Tokens[shape]);

    [Theory]
    [MemberData(nameof(RoundNames))]
    public Task Rounds_are_limited(string shape) => CheckAsync("PA5004", Rounds[shape]);

    [Theory]
    [MemberData(nameof(HereNames))]
    public Task Tokens_are_limited_beside_a_constant(string shape) =>
        new ShapeRunner("PA5001", Sdk.ExtensionsAI, new LimitHereCodeFixProvider(), LimitHereCodeFixProvider.Key).CheckAsync(TokensHere[shape]);

    private static Task CheckAsync(string rule, Shape shape) =>
        new ShapeRunner(rule, Sdk.ExtensionsAI, new LimitCodeFixProvider(), LimitCodeFixProvider.Key).CheckAsync(shape);
}
