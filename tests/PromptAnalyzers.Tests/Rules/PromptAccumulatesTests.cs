namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA3003: answers pile up in a prompt.</summary>
public sealed class PromptAccumulatesTests
{
    // Reports

    [Fact]
    public Task A_prompt_that_takes_in_every_answer_is_reported() => Verify.Reports("""
        string transcript = question;
        while (Console.ReadLine() is { } line)
        {
            transcript += "\nUser: " + line;
            var answer = await client.GetResponseAsync({|PA3003:transcript|});
            transcript += "\nAssistant: " + answer.Text;
        }
        """);

    [Fact]
    public Task A_builder_that_takes_in_every_answer_is_reported() => Verify.Reports("""
        var notes = new StringBuilder();
        while (Console.ReadLine() is { } step)
        {
            var answer = await client.GetResponseAsync($"Notes so far: {{|PA3003:notes|}}. Next: {step}");
            notes.AppendLine(answer.Text);
        }
        """);

    [Fact]
    public Task All_answers_of_unknown_many_experts_in_one_prompt_are_reported() => Verify.Reports(Snippet.Members("""
        public async Task<string> JudgeAsync(IEnumerable<IChatClient> experts)
        {
            var answers = new List<string>();
            foreach (var expert in experts)
            {
                answers.Add((await expert.GetResponseAsync(question)).Text);
            }

            var verdict = await client.GetResponseAsync($"Judge these: {{|PA3003:string.Join("\n", answers)|}}");
            return verdict.Text;
        }
        """));

    [Fact]
    public Task Answers_that_a_helper_fetches_are_reported() => Verify.Reports(Snippet.Members("""
        public async Task RunAsync()
        {
            string log = "";
            while (Console.ReadLine() is { } line)
            {
                log += await AskAsync(line);
                await client.GetResponseAsync({|PA3003:log|});
            }
        }

        private async Task<string> AskAsync(string text) => (await client.GetResponseAsync(text)).Text;
        """));

    [Fact]
    public Task A_transcript_in_a_template_argument_is_reported() => Verify.Reports("""
        var answer = kernel.CreateFunctionFromPrompt("{{$history}}\nUser: {{$request}}");
        ChatHistory history = [];
        while (true)
        {
            string request = Console.ReadLine()!;
            var result = await kernel.InvokeAsync(answer, new()
            {
                { "request", request },
                { "history", {|PA3003:string.Join("\n", history.Select(m => m.Content))|} },
            });
            {|PA2001:history.AddUserMessage(request)|};
            history.AddAssistantMessage(result.ToString());
        }
        """, Sdk.SemanticKernel);

    [Fact]
    public Task Streamed_answers_that_pile_up_are_reported() => Verify.Reports("""
        string log = "";
        while (Console.ReadLine() is { } line)
        {
            await foreach (var update in client.GetStreamingResponseAsync($"{{|PA3003:log|}} {line}"))
            {
                log += update.Text;
            }
        }
        """);

    // Silent

    [Fact]
    public Task Chunks_of_one_streamed_answer_are_silent() => Verify.Silent("""
        string answer = "";
        await foreach (var update in client.GetStreamingResponseAsync(question))
        {
            answer += update.Text;
        }

        await client.GetResponseAsync($"Translate: {answer}");
        """);

    [Fact]
    public Task Chunks_that_start_anew_every_turn_are_silent() => Verify.Silent("""
        while (Console.ReadLine() is { } line)
        {
            var answer = new StringBuilder();
            await foreach (var update in client.GetStreamingResponseAsync(line))
            {
                answer.Append(update.Text);
            }

            await client.GetResponseAsync($"Translate: {answer}");
        }
        """);

    [Fact]
    public Task A_builder_that_is_cleared_every_turn_is_silent() => Verify.Silent("""
        var answer = new StringBuilder();
        while (Console.ReadLine() is { } line)
        {
            answer.Clear();
            await foreach (var update in client.GetStreamingResponseAsync(line))
            {
                answer.Append(update.Text);
            }

            await client.GetResponseAsync($"Translate: {answer}");
        }
        """);

    [Fact]
    public Task One_answer_handed_on_is_silent() => Verify.Silent("""
        var draft = await client.GetResponseAsync(question);
        await client.GetResponseAsync($"Improve: {draft.Text}");
        """);

    [Fact]
    public Task An_answer_that_replaces_the_last_one_is_silent() => Verify.Silent("""
        string draft = question;
        while (Console.ReadLine() is { } feedback)
        {
            draft = (await client.GetResponseAsync($"Improve: {draft}. Feedback: {feedback}")).Text;
        }
        """);

    [Fact]
    public Task A_counted_loop_is_silent() => Verify.Silent("""
        string log = "";
        for (int round = 0; round < 3; round++)
        {
            log += (await client.GetResponseAsync($"So far: {log}")).Text;
        }
        """);

    [Fact]
    public Task Answers_to_questions_that_are_listed_in_the_code_are_silent() => Verify.Silent("""
        var answers = new List<string>();
        foreach (string topic in new[] { "cost", "time", "risk" })
        {
            answers.Add((await client.GetResponseAsync(topic)).Text);
        }

        await client.GetResponseAsync($"Judge these: {string.Join("\n", answers)}");
        """);

    [Fact]
    public Task The_last_answers_alone_are_silent() => Verify.Silent("""
        var answers = new List<string>();
        while (Console.ReadLine() is { } line)
        {
            var answer = await client.GetResponseAsync($"{string.Join("\n", answers.TakeLast(5))} {line}");
            answers.Add(answer.Text);
        }
        """);

    [Fact]
    public Task Answers_collected_for_a_person_are_silent() => Verify.Silent("""
        string log = "";
        while (Console.ReadLine() is { } line)
        {
            log += (await client.GetResponseAsync(line)).Text;
        }

        Console.WriteLine(log);
        """);

    [Fact]
    public Task A_transcript_that_the_template_has_summarised_is_silent() => Verify.Silent("""
        var answer = kernel.CreateFunctionFromPrompt("{{ConversationSummaryPlugin.SummarizeConversation $history}}\nUser: {{$request}}");
        ChatHistory history = [];
        while (true)
        {
            string request = Console.ReadLine()!;
            var result = await kernel.InvokeAsync(answer, new()
            {
                { "request", request },
                { "history", string.Join("\n", history.Select(m => m.Content)) },
            });
            history.AddUserMessage(request);
            history.AddAssistantMessage(result.ToString());
        }
        """, Sdk.SemanticKernel);

    [Fact]
    public Task The_merged_answers_of_a_chunk_loop_are_silent() => Verify.Silent("""
        var partialAnswers = new List<string>();
        foreach (string chunk in question.Chunk(12_000).Select(c => new string(c)).Take(10))
        {
            partialAnswers.Add((await client.GetResponseAsync($"Summarize: {chunk}")).Text);
        }

        await client.GetResponseAsync($"Merge: {string.Join("\n", partialAnswers)}");
        """);
}
