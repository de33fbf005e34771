using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace PromptAnalyzers.Tests.Oracle;

/// <summary>
/// Programs are made, run with huge input against a model that measures what it is sent, and the verdict of the analyzers
/// is compared with the truth. What is reported must be large on some run, without exception. What is large and not
/// reported must have a shape that <c>AllowedMisses.txt</c> explains.
/// <para>
/// A few programs of one seed run always. <c>PROMPTANALYZERS_ORACLE_PROGRAMS=5000</c> runs as many, of the seeds from
/// <c>PROMPTANALYZERS_ORACLE_SEED</c> on; <c>PROMPTANALYZERS_ORACLE_SCALE=10</c> with texts ten times as long, which is
/// what the default settings call unbounded. <c>PROMPTANALYZERS_ORACLE_REPORT=file</c> writes the misses by shape.
/// </para>
/// </summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    private const int ProgramsOfSeed = 150;

    // As many failures are shrunk and shown; the rest is counted.
    private const int Shown = 8;

    [Fact]
    public async Task Every_form_alone_gets_the_verdict_that_running_it_gives()
    {
        using var host = new OracleHost();
        var result = new Result();
        await CheckAsync(host, new ProgramGenerator(0).EachFormAlone(), result);
        result.Write(output);
        Assert.Empty(result.Failures);
        Assert.Empty(result.Broken);

        // What is found by now is taken out of the list, so that it stays as short as it can be. Parts are missed only of
        // content of one line, which random programs have.
        string[] found = [.. AllowedMisses.ReasonByShape.Keys.Except(result.MissesByShape.Keys)
            .Where(static shape => !AllowedMisses.ReasonByShape[shape].StartsWith("A line or a part", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
        Assert.True(found.Length == 0, "Found by now:\n" + string.Join("\n", found));
        Assert.True(result.Confirmed > 250 && result.Silent > 150, $"{result.Confirmed} reports confirmed, {result.Silent} programs rightly silent");
    }

    [Fact]
    public async Task Random_programs_get_the_verdict_that_running_them_gives()
    {
        int count = Setting("PROGRAMS", ProgramsOfSeed);
        int seed = Setting("SEED", 1);
        using var host = new OracleHost();
        var result = new Result();
        for (int done = 0; done < count; done += ProgramsOfSeed, seed++)
        {
            var generator = new ProgramGenerator(seed);
            await CheckAsync(host, [.. Enumerable.Range(0, Math.Min(ProgramsOfSeed, count - done)).Select(generator.Next)], result);
        }

        result.Write(output);
        if (Environment.GetEnvironmentVariable("PROMPTANALYZERS_ORACLE_REPORT") is { } report)
        {
            await File.WriteAllTextAsync(report, result.ToString());
        }

        Assert.True(result.Failures.Count == 0, string.Join("\n\n", result.Failures));

        // A generator whose programs do not compile, or are never reported, would prove nothing.
        Assert.True(result.Broken.Count <= count / 50, string.Join("\n\n", result.Broken));
        Assert.True(result.Confirmed > count / 3 && result.Silent > count / 5, $"{result.Confirmed} reports confirmed, {result.Silent} programs rightly silent");
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable("PROMPTANALYZERS_ORACLE_" + name) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    private static async Task CheckAsync(OracleHost host, IReadOnlyList<OracleProgram> programs, Result result)
    {
        foreach (var verdict in await host.JudgeAsync(programs))
        {
            result.Programs++;
            result.Confirmed += verdict.Confirmed;
            if (verdict.Problem is not null)
            {
                result.Broken.Add(verdict.Problem + "\n" + verdict.Program);
            }
            else if (verdict.FalseReports.Length > 0)
            {
                var small = result.Failures.Count < Shown ? await Shrinker.ShrinkAsync(host, verdict.Program, static v => v.FalseReports.Length > 0) : verdict.Program;
                result.Failures.Add($"Reported, but small on every run: {string.Join("; ", verdict.FalseReports)}\n{small}");
            }
            else if (verdict.Misses.Length == 0)
            {
                result.Silent += verdict.Confirmed == 0 ? 1 : 0;
            }
            else if (AllowedMisses.Of(verdict.Program).ToList() is { Count: > 0 } shapes)
            {
                result.Misses++;
                foreach (string shape in shapes)
                {
                    result.MissesByShape[shape] = result.MissesByShape.GetValueOrDefault(shape) + 1;
                }
            }
            else
            {
                var small = result.Failures.Count < Shown ? await Shrinker.ShrinkAsync(host, verdict.Program, static v => v.Misses.Length > 0) : verdict.Program;
                result.Failures.Add($"Large, but not reported: {string.Join("; ", verdict.Misses)}\nShapes: {string.Join(" & ", small.Shapes)}\n{small}");
            }
        }
    }

    private sealed class Result
    {
        public int Programs { get; set; }

        public int Confirmed { get; set; }

        public int Silent { get; set; }

        public int Misses { get; set; }

        public List<string> Failures { get; } = [];

        public List<string> Broken { get; } = [];

        public Dictionary<string, int> MissesByShape { get; } = new(StringComparer.Ordinal);

        public void Write(ITestOutputHelper output) => output.WriteLine(ToString());

        public override string ToString()
        {
            var text = new StringBuilder();
            text.AppendLine(CultureInfo.InvariantCulture, $"{Programs} programs: {Confirmed} reports confirmed, {Silent} rightly silent, {Misses} with explained misses, {Failures.Count} wrong, {Broken.Count} without a verdict.");
            foreach (var reason in MissesByShape.GroupBy(static pair => AllowedMisses.ReasonByShape[pair.Key]).OrderByDescending(static group => group.Sum(static pair => pair.Value)))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{reason.Sum(static pair => pair.Value),5} {reason.Key}");
            }

            foreach (string failure in Failures)
            {
                text.AppendLine().AppendLine(failure);
            }

            return text.ToString();
        }
    }
}
