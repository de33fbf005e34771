namespace PromptAnalyzers.Tests.Oracle;

/// <summary>Makes a failing program small enough to read, by leaving out what the failure does not need.</summary>
internal static class Shrinker
{
    // Candidates share a compilation; in one step of this size nearly always some still fail.
    private const int Batch = 40;

    public static async Task<OracleProgram> ShrinkAsync(OracleHost host, OracleProgram program, Func<Verdict, bool> fails)
    {
        for (bool goOn = true; goOn;)
        {
            goOn = false;
            foreach (var chunk in program.Members.Smaller().Select(static (members, i) => new OracleProgram(i, members)).Chunk(Batch))
            {
                var smallest = (await host.JudgeAsync(chunk))
                    .Where(verdict => verdict.Problem is null && fails(verdict))
                    .Select(static verdict => verdict.Program)
                    .MinBy(static candidate => candidate.ToString().Length);
                if (smallest is not null && smallest.ToString().Length < program.ToString().Length)
                {
                    program = smallest;
                    goOn = true;
                    break;
                }
            }
        }

        return program;
    }
}
