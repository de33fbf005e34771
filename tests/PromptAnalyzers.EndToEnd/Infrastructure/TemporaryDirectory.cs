namespace PromptAnalyzers.EndToEnd.Infrastructure;

internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("PromptAnalyzers.EndToEnd.").FullName;

    public void Dispose() => Delete(Path);

    public static void Delete(string directory)
    {
        try
        {
            if (Directory.Exists(directory))
            {
                Directory.Delete(directory, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A file that a process still holds must not fail a test that has passed.
        }
    }
}
