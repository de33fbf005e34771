using System.ClientModel;
using System.Text.Json;
using ClaimsDesk.Tools;
using ClaimsSystem;

namespace ClaimsDesk;

/// <summary>One thing the desk does, and the mistake that breaks it: rule and file, or nothing where there is none.</summary>
internal sealed record Step(string Name, string Mistake, Func<Task<string>> RunAsync);

/// <summary>Everything the desk does, step by step; a step that fails does not keep the next one from running.</summary>
internal sealed class WorkingDay(Desk desk)
{
    private const int AnswerLength = 100;

    public async Task<int> RunAsync(string[] names)
    {
        Step[] all = [.. Steps()];
        Step[] steps = [.. all.Where(step => names.Length == 0 || names.Contains(step.Name))];
        if (names.Except(all.Select(step => step.Name)).FirstOrDefault() is { } unknown)
        {
            Console.Error.WriteLine($"There is no step {unknown}. There are: {string.Join(", ", all.Select(step => step.Name))}, talk, mcp");
            return 2;
        }

        Console.WriteLine($"The model is at {desk.ModelEndpoint}");
        int failed = 0;
        foreach (Step step in steps)
        {
            try
            {
                string answer = (await step.RunAsync()).ReplaceLineEndings(" ");
                Console.WriteLine($"ok      {step.Name,-12} {answer[..Math.Min(answer.Length, AnswerLength)]}");
            }
            catch (ClientResultException exception)
            {
                failed++;
                (string code, string message) = Error(exception);
                Console.WriteLine($"FAILED  {step.Name,-12} {exception.Status} {code} <- {step.Mistake}");
                Console.WriteLine($"        {"",-12} {message}");
            }
        }

        Console.WriteLine(failed == 0 ? $"All {steps.Length} steps are done." : $"{failed} of {steps.Length} steps failed.");
        return failed == 0 ? 0 : 1;
    }

    private IEnumerable<Step> Steps()
    {
        var client = desk.Client(Models.Large);
        var review = new PolicyReview(client);
        var files = new FileRoom(client);

        yield return new("explain", "PA3001 PolicyReview.cs", () => review.ExplainAsync("policies/home.txt"));
        yield return new("compare", "PA3001 PolicyReview.cs", () => review.CompareAsync("home", "motor"));
        yield return new("summary", "PA3001 PolicyReview.cs", review.SummariseAllAsync);
        yield return new("headline", "", () => review.HeadlineAsync("home"));
        yield return new("local", "PA3001 PolicyReview.cs", () => new PolicyReview(desk.Client(Models.Local)).ExplainAsync("policies/home.txt"));
        yield return new("request", "PA3002 LetterReview.cs", () => new LetterReview(client, desk.ClaimsApi).FindRequestAsync("C-17"));

        yield return new("status", "", () => AskAsync("Get the claim status of C-17."));
        yield return new("policy", "PA4001 Tools/PolicyTools.cs", () => AskAsync("Get the policy \"home-2024\"."));
        yield return new("wording", "PA4001 Tools/PolicyTools.cs", () => AskAsync("Read the wording \"home\"."));
        yield return new("claim", "PA4001 Tools/ClaimTools.cs", () => AskAsync("Get the claim C-17."));
        yield return new("report", "PA4001 Tools/ClaimTools.cs", () => AskAsync("Read the expert report on C-17."));
        yield return new("pdf", "PA4001 Tools/ClaimTools.cs", () => AskAsync("Read the PDF \"invoice\" of C-17."));
        yield return new("page", "PA4001 Tools/OfficeTools.cs", () => AskAsync("Open the web page \"pages/storm\"."));
        yield return new("list", "PA4002 Tools/ClaimTools.cs", () => AskAsync("List the claims of customer K-1."));
        yield return new("tools", "PA1001 ClaimsAgent.cs", () => AskAsync("Is this covered? " + Insurer.ShortLetter("C-17", 14_000), Models.Small));
        yield return new("chat", "PA2001 ClaimsAgent.cs", () => AskAsync(Letters(40)));
        yield return new("forget", "PA2003 ShortMemory.cs", () => AskForgetfulAsync("Get the claim status of C-17.\nGet the claim status of C-18.\nGet the claim status of C-19."));

        yield return new("file", "PA4001 Tools/ClaimFileServer.cs", () => files.AskAsync(ClaimFileServer.Connect(desk.ClaimsApi), "Read the claim file of C-17."));
        yield return new("note", "PA4001 Tools/ClaimFileServer.cs", () => files.AskAsync(ClaimFileServer.Connect(desk.ClaimsApi), "Read the note \"storm.txt\"."));
        yield return new("archive", "PA1003 FileRoom.cs", () => files.AskAsync(DocumentArchive.Connect(), "Find the inspection of C-17."));

        yield return new("weekly", "PA3003 WeeklyReport.cs", () => new WeeklyReport(client).WriteAsync(desk.Store.Claims.Select(claim => claim.Number).Take(80)));
        yield return new("letter", "PA5001 LetterWriter.cs", () => new LetterWriter(client).DraftAsync("C-17"));
        yield return new("investigate", "PA5004 Investigation.cs", () => new Investigation(client).RunAsync("C-17"));
    }

    private async Task<string> AskAsync(string questions, string model = Models.Large)
    {
        using var input = new StringReader(questions);
        using var output = new StringWriter();
        await new ClaimsAgent(desk.Client(model), desk.ClaimsApi, desk.Store).ChatAsync(input, output);
        return output.ToString();
    }

    private async Task<string> AskForgetfulAsync(string questions)
    {
        using var input = new StringReader(questions);
        using var output = new StringWriter();
        await new ShortMemory(desk.Client(Models.Large), desk.ClaimsApi, desk.Store).ChatAsync(input, output);
        return output.ToString();
    }

    private static string Letters(int count) => string.Join(
        '\n', Enumerable.Range(1, count).Select(n => "Is this covered? " + Insurer.ShortLetter($"C-{n}", 2_000)));

    /// <summary>Code and text of the error, out of the body that the service sent.</summary>
    private static (string Code, string Message) Error(ClientResultException exception)
    {
        using JsonDocument body = JsonDocument.Parse(exception.GetRawResponse()!.Content);
        JsonElement error = body.RootElement.GetProperty("error");
        return (error.GetProperty("code").GetString() ?? error.GetProperty("type").GetString()!, error.GetProperty("message").GetString()!);
    }
}
