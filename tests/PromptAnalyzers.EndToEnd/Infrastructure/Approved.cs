namespace PromptAnalyzers.EndToEnd.Infrastructure;

/// <summary>
/// Compares lines with a committed file of the Expected folder. With the environment variable
/// PROMPTANALYZERS_UPDATE_EXPECTED=1 the file is rewritten instead: read its diff before you commit it.
/// </summary>
internal static class Approved
{
    public static void Verify(string name, IEnumerable<string> actualLines)
    {
        string path = Repository.Combine("tests", "PromptAnalyzers.EndToEnd", "Expected", name + ".txt");
        string actual = string.Concat(actualLines.Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable("PROMPTANALYZERS_UPDATE_EXPECTED") == "1")
        {
            File.WriteAllText(path, actual);
            return;
        }

        string expected = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.True(expected == actual, $"Expected/{name}.txt differs.\n--- expected\n{expected}--- actual\n{actual}");
    }
}
