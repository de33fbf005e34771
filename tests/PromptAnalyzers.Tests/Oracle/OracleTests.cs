using Xunit.Abstractions;

namespace PromptAnalyzers.Tests.Oracle;

public sealed class OracleTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Alone()
    {
        using var host = new OracleHost();
        var lines = new List<string>();
        foreach (var verdict in await host.JudgeAsync(new ProgramGenerator(0).EachFormAlone()))
        {
            string kind = verdict.Problem is not null ? "PROBLEM" : verdict.FalseReports.Length > 0 ? "FALSE" : verdict.Misses.Length > 0 ? "MISS" : verdict.Confirmed > 0 ? "OK" : "SILENT";
            lines.Add($"{kind}\t{string.Join(" & ", verdict.Program.Shapes.Where(s => !s.StartsWith("sink: /*sink#*/await client#.GetResponseAsync(VALUE)", StringComparison.Ordinal)))}\t{(kind is "OK" or "SILENT" or "MISS" ? "" : verdict.Problem + "\n" + verdict.Program)}");
        }

        File.WriteAllLines("/tmp/w/oracle-alone.log", lines.Order(StringComparer.Ordinal));
        output.WriteLine($"{host.CompileTime} {host.AnalysisTime} {host.RunTime}");
    }
}
