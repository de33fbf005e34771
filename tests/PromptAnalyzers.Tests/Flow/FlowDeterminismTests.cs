using System.Text;

namespace PromptAnalyzers.Tests.Flow;

/// <summary>One answer for one program: whoever is asked first, and however many ask at once.</summary>
public class FlowDeterminismTests
{
    private const int Graphs = 200;

    [Fact]
    public void Every_order_of_asking_gives_one_answer()
    {
        var random = new Random(4711);
        int cyclic = 0;
        int unbounded = 0;
        for (int graph = 0; graph < Graphs; graph++)
        {
            int methods = graph % 10 == 0 ? 5 : new[] { 2, 3, 4, 6, 7 }[random.Next(5)];
            string source = Graph(random, methods, out bool hasCycle);
            cyclic += hasCycle ? 1 : 0;
            var flow = new FlowCompilation(source);
            bool[]? expected = null;
            foreach (var order in Orders(methods, random))
            {
                flow.Restart();
                var answers = new bool[methods];
                foreach (int method in order)
                {
                    answers[method] = flow.IsUnbounded("M" + method);
                }

                expected ??= answers;
                Assert.True(expected.SequenceEqual(answers), $"Asked in the order {string.Join(", ", order)}:\n{source}");
            }

            unbounded += expected!.Count(static answer => answer);
        }

        // The graphs are worth asking about.
        Assert.True(cyclic > Graphs / 2, $"{cyclic} graphs have cycles");
        Assert.True(unbounded > Graphs, $"{unbounded} methods are unbounded");
    }

    [Fact]
    public void Twenty_threads_get_the_answer_of_one()
    {
        var random = new Random(42);
        for (int graph = 0; graph < 20; graph++)
        {
            const int Methods = 8;
            string source = Graph(random, Methods, out _);
            var flow = new FlowCompilation(source);
            bool[] expected = [.. Enumerable.Range(0, Methods).Select(i => flow.IsUnbounded("M" + i))];
            flow.Restart();
            var answers = new bool[20][];
            Parallel.For(0, 20, new ParallelOptions { MaxDegreeOfParallelism = 20 }, thread =>
            {
                answers[thread] = new bool[Methods];
                for (int i = 0; i < Methods; i++)
                {
                    int method = (i + thread) % Methods;
                    answers[thread][method] = flow.IsUnbounded("M" + method);
                }
            });
            Assert.All(answers, answer => Assert.True(expected.SequenceEqual(answer), source));
        }
    }

    [Fact]
    public async Task Twenty_concurrent_analyses_report_the_same()
    {
        var random = new Random(7);
        var sources = Enumerable.Range(0, 12).Select(i => $$"""
            using System; using System.IO; using System.Linq; using System.Text; using System.Threading.Tasks; using Microsoft.Extensions.AI;
            public static class C{{i}}
            {
                public static Task AskAsync(IChatClient client) => client.GetResponseAsync(M0(3) + Shared.M1(2));
                {{Graph(random, 5, out _)}}
            }
            """).Append("using System; using System.IO; using System.Linq; using System.Text; public static class Shared { " + Graph(random, 5, out _).Replace("static string M", "public static string M", StringComparison.Ordinal) + " }").ToArray();
        var compilation = Analysis.Compile(References.For(Sdk.ExtensionsAI), sources);
        string expected = await ReportsAsync(concurrent: false);
        Assert.NotEqual("", expected);
        for (int run = 0; run < 20; run++)
        {
            Assert.Equal(expected, await ReportsAsync(concurrent: true));
        }

        async Task<string> ReportsAsync(bool concurrent) => string.Join("\n",
            (await Analysis.RunAsync(compilation, concurrent)).Select(static d => d.ToString()).Order(StringComparer.Ordinal));
    }

    /// <summary>All permutations of up to five methods; of more, some.</summary>
    private static IEnumerable<int[]> Orders(int methods, Random random)
    {
        int[] all = [.. Enumerable.Range(0, methods)];
        return methods <= 5 ? Permutations(all, 0) : Enumerable.Range(0, 12).Select(_ => all.OrderBy(_ => random.Next()).ToArray());
    }

    private static IEnumerable<int[]> Permutations(int[] items, int from)
    {
        if (from == items.Length)
        {
            yield return [.. items];
            yield break;
        }

        for (int i = from; i < items.Length; i++)
        {
            (items[from], items[i]) = (items[i], items[from]);
            foreach (int[] permutation in Permutations(items, from + 1))
            {
                yield return permutation;
            }

            (items[from], items[i]) = (items[i], items[from]);
        }
    }

    /// <summary>Methods that call each other in every way the engine follows: results, parameters, out parameters, fields.</summary>
    private static string Graph(Random random, int methods, out bool hasCycle)
    {
        var source = new StringBuilder();
        var calls = new List<(int From, int To)>();
        for (int i = 0; i < methods; i++)
        {
            int from = i;
            string Callee()
            {
                int to = random.Next(methods);
                calls.Add((from, to));
                return random.Next(4) == 0 ? $"Try{to}(n - 1)" : $"M{to}(n - 1)";
            }

            string value = random.Next(8) switch
            {
                0 => $"n > 0 ? {Callee()} : File.ReadAllText(\"a\")",
                1 => $"n > 0 ? {Callee()} : {Callee()}",
                2 => $"{Callee()} + {Callee()}",
                3 => $"{Callee()}.Substring(0, 10)",
                4 => $"$\"<{{{Callee()}}}>\"",
                5 => $"n > 0 ? {Callee()} : field{i}",
                6 => "\"short\"",
                _ => $"{Callee()}.Trim() + {Callee()}",
            };
            source.AppendLine($"static string M{i}(int n) => {value};");
            source.AppendLine($"static string Try{i}(int n) {{ Out{i}(n, out var s); return s; }}");
            source.AppendLine($"static void Out{i}(int n, out string s) {{ s = M{i}(n); }}");
            source.AppendLine($"static readonly string field{i} = {(random.Next(3) == 0 ? "File.ReadAllText(\"b\")" : $"M{(i + 1) % methods}(0)")};");
        }

        hasCycle = Enumerable.Range(0, methods).Any(start => Reaches(start, start, []));
        return source.ToString();

        bool Reaches(int start, int from, HashSet<int> seen) =>
            calls.Where(call => call.From == from).Any(call => call.To == start || (seen.Add(call.To) && Reaches(start, call.To, seen)));
    }
}
