namespace PromptAnalyzers.Tests.Verification;

/// <summary>
/// Takes the programs of tests instead of running them. While a recording is on, every entry of this layer hands its
/// program over and ends the test; so tests that are written later are taken as well, without a list to keep.
/// </summary>
public static class Recording
{
    // Flows with the recorded test alone: the tests that run at the same time see none.
    private static readonly AsyncLocal<Action<TestProgram>?> Taker = new();

    /// <summary>What the test hands over before it ends; nothing when it does not come to an entry.</summary>
    public static async Task<IReadOnlyList<TestProgram>> TakeAsync(Func<Task> test)
    {
        var taken = new List<TestProgram>();
        Taker.Value = taken.Add;
        try
        {
            await test();
        }
#pragma warning disable CA1031 // Whether a test passes is seen where it is run as a test.
        catch (Exception)
        {
            // The end of the recording, or a test that has no program, or one that catches the end and misses a result.
        }
#pragma warning restore CA1031
        finally
        {
            Taker.Value = null;
        }

        return taken;
    }

    /// <summary>Does nothing, or hands the programs over and throws.</summary>
    internal static void Offer(Func<IEnumerable<TestProgram>> programs)
    {
        if (Taker.Value is { } take)
        {
            foreach (var program in programs())
            {
                take(program);
            }

            throw new RecordedException();
        }
    }

#pragma warning disable CA1032, CA1064 // thrown and caught here only
    private sealed class RecordedException : Exception;
#pragma warning restore CA1032, CA1064
}
