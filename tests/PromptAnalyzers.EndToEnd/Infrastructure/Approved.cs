namespace PromptAnalyzers.EndToEnd.Infrastructure;

/// <summary>
/// Compares lines with a committed file of the Expected folder. With the environment variable
/// PROMPTANALYZERS_UPDATE_EXPECTED=1 the file is rewritten instead: read its diff before you commit it.
/// </summary>
internal static class Approved
{
    public static bool IsUpdating => Environment.GetEnvironmentVariable("PROMPTANALYZERS_UPDATE_EXPECTED") == "1";

    public static void Verify(string name, IEnumerable<string> actualLines)
    {
        string actual = string.Concat(actualLines.Select(line => line + "\n"));
        VerifyFile(PathOf(name), _ => actual);
    }

    public static string PathOf(string name) => Repository.Combine("tests", "PromptAnalyzers.EndToEnd", "Expected", name + ".txt");

    /// <summary>The same for a file elsewhere, whose new text may keep something of the old one.</summary>
    public static void VerifyFile(string path, Func<string, string> makeActual)
    {
        string expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        string actual = makeActual(expected);
        if (IsUpdating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(
            expected == actual,
            $"{Path.GetRelativePath(Repository.Root, path)} differs; docs/contributing.md tells how to renew it.\n--- expected\n{expected}--- actual\n{actual}");
    }
}
