using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Tests.Robustness;

/// <summary>Ceilings of work, counted and not timed, so that they hold on every machine.</summary>
public sealed class CeilingTests
{
    /// <summary>Operations that one question may look at, in all bodies together.</summary>
    private const int MostSteps = 2_000;

    /// <summary>Bodies of other members that one question may look into on ordinary code.</summary>
    private const int MostBodies = 8;

    [Theory]
    [InlineData("ClaimsDesk")]
    [InlineData("ClaimsDesk.SemanticKernel")]
    public void A_question_on_a_sample_is_cheap(string sample)
    {
        var work = WorkOn(GeneratedCode.Sample(sample).Code);
        Assert.NotEmpty(work);
        Assert.All(work, question =>
        {
            Assert.InRange(question.Steps, 0, MostSteps);
            Assert.InRange(question.Bodies, 0, MostBodies);
        });
    }

    [Fact]
    public void A_question_on_a_tangle_of_calls_ends()
    {
        // Three methods that call each other, and forty writes on the way to the prompt.
        var work = WorkOn(GeneratedCode.WorstCase(1));
        Assert.All(work, question => Assert.InRange(question.Steps, 0, 20 * MostSteps));
        Assert.All(work, question => Assert.InRange(question.Bodies, 0, 401));
    }

    [Fact]
    public void Ten_times_the_code_is_ten_times_the_work()
    {
        int few = WorkOn(GeneratedCode.Findings(2)).Sum(question => question.Steps);
        int many = WorkOn(GeneratedCode.Findings(20)).Sum(question => question.Steps);
        Assert.True(few > 0);
        Assert.Equal(10 * few, many);
    }

    [Fact]
    public void The_work_grows_with_the_number_of_calls_not_with_their_ways()
    {
        int four = WorkOn(GeneratedCode.CallDepth(1, 4)).Sum(question => question.Steps);
        int sixteen = WorkOn(GeneratedCode.CallDepth(1, 16)).Sum(question => question.Steps);
        Assert.InRange(sixteen, four + 1, 5 * four);
    }

    [Fact]
    public void A_question_asked_again_is_answered_from_memory()
    {
        var compilation = GeneratedCode.CallDepth(1, 10);
        var engine = NewEngine(compilation);
        var first = WorkOn(compilation, engine);
        var second = WorkOn(compilation, engine);
        Assert.True(first.Max(question => question.Bodies) >= 10);
        Assert.Equal(0, second.Max(question => question.Bodies));
    }

    [Fact]
    public void Memory_grows_as_the_code_does()
    {
        // The second run of each: the first one loads what both need.
        long few = AllocatedOn(GeneratedCode.Findings(4));
        few = Math.Min(few, AllocatedOn(GeneratedCode.Findings(4)));
        long many = AllocatedOn(GeneratedCode.Findings(40));
        Assert.InRange(many, few, 13 * few);
    }

    [Fact]
    public void Four_times_the_arguments_of_a_call_are_four_times_the_work()
    {
        // Each argument is asked where its value comes from; what stands before it must not be walked again for each.
        AllocatedOn(Concat(10));
        long few = AllocatedOn(Concat(250));
        long many = AllocatedOn(Concat(1_000));
        Assert.InRange(many, few, 6 * few);

        static CSharpCompilation Concat(int arguments) => Analysis.Compile(References.For(Verification.Sdk.None), $$"""
            public static class Texts
            {
                public static string Repeat(string text, int most)
                {
                    if (text.Length <= most)
                    {
                        text = text.Trim();
                    }

                    return string.Concat({{string.Join(", ", Enumerable.Repeat("text", arguments))}});
                }
            }
            """);
    }

    [Fact]
    public void A_question_allocates_little()
    {
        // With all that the compiler allocates to bind the code.
        var compilation = GeneratedCode.Silent(10);
        long bytes = AllocatedOn(compilation, out int questions);
        Assert.True(questions > 1_000);
        Assert.InRange(bytes / questions, 0, 40_000);
    }

    [Fact]
    public async Task Generated_code_gets_the_diagnostics_that_the_benchmarks_expect()
    {
        Assert.Empty(await Analysis.RunAsync(GeneratedCode.WithoutSdk(1)));
        Assert.Empty(await Analysis.RunAsync(GeneratedCode.Silent(1)));
        Assert.Equal(GeneratedCode.FindingsPerFile, (await Analysis.RunAsync(GeneratedCode.Findings(1))).Length);
        Assert.Equal(GeneratedCode.WorstCasePerFile, (await Analysis.RunAsync(GeneratedCode.WorstCase(1))).Length);
        foreach (string sample in new[] { "ClaimsDesk", "ClaimsDesk.SemanticKernel" })
        {
            var (code, expected) = GeneratedCode.Sample(sample);
            // Some libraries of the samples do not lie beside the tests; what depends on them is missing here.
            Assert.InRange((await Analysis.RunAsync(code)).Length, expected - 2, expected);
        }
    }

    private static long AllocatedOn(CSharpCompilation compilation) => AllocatedOn(compilation, out _);

    private static long AllocatedOn(CSharpCompilation compilation, out int questions)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        questions = WorkOn(compilation).Count;
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static FlowEngine NewEngine(CSharpCompilation compilation) =>
        new(compilation, unboundedFrom: new(200_000), new ApiFacts(compilation.Assembly, ImmutableDictionary<FactKind, FactTable>.Empty));

    // Every argument of every call is asked about, as if each were a prompt: more than any rule asks.
    private static List<(int Steps, int Bodies)> WorkOn(CSharpCompilation compilation, FlowEngine? engine = null)
    {
        engine ??= NewEngine(compilation);
        var work = new List<(int, int)>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (model.GetOperation(call) is IInvocationOperation invocation)
                {
                    foreach (var argument in invocation.Arguments)
                    {
                        var stack = new CallStack();
                        engine.Evaluate(argument.Value, null, stack, CancellationToken.None);
                        work.Add((stack.Steps, stack.Bodies));
                    }
                }
            }
        }

        return work;
    }
}
