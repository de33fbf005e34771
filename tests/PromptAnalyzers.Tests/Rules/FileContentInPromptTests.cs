namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA3001: file content reaches a prompt whole.</summary>
public sealed class FileContentInPromptTests
{
    private const Sdk Kernel = Sdk.SemanticKernel;

    // Reports

    [Fact]
    public Task Five_files_in_one_prompt_are_five_reports() => Verify.Reports("""
        await client.GetResponseAsync($"Summarize these documents:\n{{|PA3001:File.ReadAllText("policy_1.txt")|}}\n{{|PA3001:File.ReadAllText("policy_2.txt")|}}\n{{|PA3001:File.ReadAllText("policy_3.txt")|}}\n{{|PA3001:File.ReadAllText("policy_4.txt")|}}\n{{|PA3001:File.ReadAllText("policy_5.txt")|}}");
        """);

    [Fact]
    public Task Content_by_way_of_a_local_is_reported() => Verify.Reports("""
        string policy = await File.ReadAllTextAsync(path);
        await client.GetResponseAsync($"Summarize: {{|PA3001:policy|}}");
        """);

    [Fact]
    public Task Content_that_is_the_whole_prompt_is_reported() => Verify.Reports("""
        await client.GetResponseAsync({|PA3001:await File.ReadAllTextAsync(path)|});
        """);

    [Fact]
    public Task A_prompt_local_is_reported_where_the_content_enters() => Verify.Reports("""
        string text = File.ReadAllText(path);
        string prompt = "Summarize: " + {|PA3001:text|};
        await client.GetResponseAsync(prompt);
        """);

    [Fact]
    public Task A_helper_whose_body_stands_in_another_part_of_the_type_is_followed() => Verify.Reports(Snippet.Members("""
        public Task AskAsync(string file) => client.GetResponseAsync($"Sum up: {{|PA3001:Parts.Load(file)|}}");

        private static partial class Parts
        {
            public static partial string Load(string file);
        }

        private static partial class Parts
        {
            public static partial string Load(string file) => File.ReadAllText(file);
        }
        """));

    [Fact]
    public Task Concatenation_is_reported() => Verify.Reports("""
        await client.GetResponseAsync("Summarize: " + {|PA3001:File.ReadAllText(path)|} + " in three lines");
        """);

    [Fact]
    public Task Compound_concatenation_is_reported() => Verify.Reports("""
        string prompt = "Summarize: ";
        prompt += {|PA3001:File.ReadAllText(path)|};
        await client.GetResponseAsync(prompt);
        """);

    [Fact]
    public Task String_format_is_reported() => Verify.Reports("""
        await client.GetResponseAsync(string.Format("Summarize {0} for {1}", {|PA3001:File.ReadAllText(path)|}, question));
        """);

    [Fact]
    public Task String_concat_is_reported() => Verify.Reports("""
        await client.GetResponseAsync(string.Concat("Summarize ", {|PA3001:File.ReadAllText(path)|}));
        """);

    [Fact]
    public Task Join_of_all_files_of_a_folder_is_reported() => Verify.Reports("""
        var texts = Directory.GetFiles(path).Select(file => File.ReadAllText(file));
        await client.GetResponseAsync($"Summarize: {{|PA3001:string.Join("\n", texts)|}}");
        """);

    [Fact]
    public Task Join_of_a_filled_list_is_reported() => Verify.Reports("""
        var texts = new List<string>();
        texts.Add({|PA3001:File.ReadAllText(path)|});
        await client.GetResponseAsync($"Summarize: {string.Join("\n", texts)}");
        """);

    [Fact]
    public Task Join_of_lines_is_reported() => Verify.Reports("""
        string[] lines = File.ReadAllLines(path);
        await client.GetResponseAsync($"Summarize: {{|PA3001:string.Join("\n", lines)|}}");
        """);

    [Fact]
    public Task Lines_after_a_skip_are_reported() => Verify.Reports("""
        await client.GetResponseAsync($"Summarize: {{|PA3001:string.Join("\n", File.ReadAllLines(path).Skip(20))|}}");
        """);

    [Fact]
    public Task A_file_stream_reader_is_reported() => Verify.Reports("""
        using var reader = File.OpenText(path);
        await client.GetResponseAsync($"Summarize: {{|PA3001:reader.ReadToEnd()|}}");
        """);

    [Fact]
    public Task A_string_builder_is_reported_at_append() => Verify.Reports("""
        var prompt = new StringBuilder("Summarize: ");
        prompt.AppendLine({|PA3001:File.ReadAllText(path)|});
        await client.GetResponseAsync(prompt.ToString());
        """);

    [Fact]
    public Task A_stream_reader_is_reported() => Verify.Reports("""
        using var reader = new StreamReader(path);
        string text = await reader.ReadToEndAsync();
        await client.GetResponseAsync($"Summarize: {{|PA3001:text|}}");
        """);

    [Fact]
    public Task A_chat_message_is_reported() => Verify.Reports("""
        string text = File.ReadAllText(path);
        var messages = new List<ChatMessage> { new(ChatRole.System, "Be short."), new ChatMessage(ChatRole.User, {|PA3001:text|}) };
        await client.GetResponseAsync(messages);
        """);

    [Fact]
    public Task Chat_options_instructions_are_reported() => Verify.Reports("""
        var options = new ChatOptions { Instructions = $"Policy: {{|PA3001:File.ReadAllText(path)|}}" };
        await client.GetResponseAsync(question, options);
        """);

    [Fact]
    public Task A_streaming_call_is_reported() => Verify.Reports("""
        await foreach (var update in client.GetStreamingResponseAsync($"Summarize: {{|PA3001:File.ReadAllText(path)|}}"))
        {
            Console.Write(update.Text);
        }
        """);

    [Fact]
    public Task An_openai_message_is_reported() => Verify.Reports("""
        await openAI.CompleteChatAsync(new SystemChatMessage("Be short."), new UserChatMessage($"Summarize: {{|PA3001:File.ReadAllText(path)|}}"));
        """, Sdk.OpenAI);

    [Fact]
    public Task Add_user_message_is_reported() => Verify.Reports("""
        var history = new ChatHistory("Be short.");
        history.AddUserMessage({|PA3001:File.ReadAllText(path)|});
        await chat.GetChatMessageContentAsync(history);
        """, Kernel);

    [Fact]
    public Task Invoke_prompt_is_reported() => Verify.Reports("""
        await kernel.InvokePromptAsync($"Summarize: {{|PA3001:File.ReadAllText(path)|}}");
        """, Kernel);

    [Fact]
    public Task Kernel_arguments_of_a_template_are_reported() => Verify.Reports("""
        var arguments = new KernelArguments();
        arguments["doc"] = {|PA3001:await File.ReadAllTextAsync(path)|};
        await kernel.InvokePromptAsync("Sum: {{$doc}}", arguments);
        """, Kernel);

    [Fact]
    public Task Kernel_arguments_made_with_an_initializer_are_reported() => Verify.Reports("""
        string doc = File.ReadAllText(path);
        await kernel.InvokePromptAsync("Sum: {{$doc}}", new KernelArguments { ["doc"] = {|PA3001:doc|} });
        """, Kernel);

    [Fact]
    public Task Kernel_arguments_of_a_prompt_function_are_reported() => Verify.Reports("""
        var summarize = kernel.CreateFunctionFromPrompt("Sum: {{$doc}}");
        await kernel.InvokeAsync(summarize, new KernelArguments { ["doc"] = {|PA3001:File.ReadAllText(path)|} });
        """, Kernel);

    [Theory]
    [InlineData("text.Trim()")]
    [InlineData("text.Replace(\"a\", \"b\")")]
    [InlineData("text.ToUpperInvariant()")]
    [InlineData("text ?? \"\"")]
    [InlineData("question.Length > 3 ? text : question")]
    [InlineData("text.Substring(20)")]
    [InlineData("text[20..]")]
    [InlineData("text[..Math.Min(text.Length, int.MaxValue)]")]
    [InlineData("string.Concat(text.Skip(20))")]
    public Task What_does_not_shorten_is_reported(string expression) => Verify.Reports($$"""
        string text = File.ReadAllText(path);
        await client.GetResponseAsync({|PA3001:{{expression}}|});
        """);

    // Silent

    [Theory]
    [InlineData("text[..8000]")]
    [InlineData("text.Substring(0, 8000)")]
    [InlineData("text[..Math.Min(text.Length, 8000)]")]
    [InlineData("text.Substring(0, Math.Min(8000, text.Length))")]
    [InlineData("(text.Length > 8000 ? text[..8000] : text)")]
    [InlineData("(text.Length <= 8000 ? text : text.Substring(0, 8000))")]
    [InlineData("new string(text.Take(8000).ToArray())")]
    [InlineData("text.Length.ToString()")]
    [InlineData("text.GetHashCode()")]
    [InlineData("text.Contains(\"x\")")]
    public Task What_shortens_is_silent(string expression) => Verify.Silent($$"""
        string text = File.ReadAllText(path);
        await client.GetResponseAsync($"Summarize: {{{expression}}}");
        """);

    [Fact]
    public Task Content_that_is_only_printed_is_silent() => Verify.Silent("""
        string text = File.ReadAllText(path);
        Console.WriteLine($"File: {text}");
        var response = await client.GetResponseAsync($"Answer: {question}");
        Console.WriteLine(response.Text + text);
        """);

    [Theory]
    [InlineData("\"prompts/summary.txt\"")]
    [InlineData("\"summary.prompty\"")]
    [InlineData("\"system_message.txt\"")]
    [InlineData("\"agent-instructions.md\"")]
    [InlineData("\"Template.hbs\"")]
    [InlineData("\"skills/claims/SKILL.md\"")]
    [InlineData("\"AGENTS.md\"")]
    [InlineData("Path.Combine(AppContext.BaseDirectory, \"Prompts\", \"summary.txt\")")]
    public Task A_template_file_is_silent(string file) => Verify.Silent($$"""
        string template = File.ReadAllText({{file}});
        await client.GetResponseAsync($"{template}\n{question}");
        """);

    [Theory]
    [InlineData("\"policy_1.txt\"")]
    [InlineData("\"report.md\"")]
    [InlineData("Path.Combine(AppContext.BaseDirectory, \"Data\", \"policy.txt\")")]
    public Task A_literal_path_is_data_and_reported(string file) => Verify.Reports($$$"""
        string text = File.ReadAllText({{{file}}});
        await client.GetResponseAsync($"{{|PA3001:text|}}\n{question}");
        """);

    [Fact]
    public Task A_file_given_to_a_template_api_is_silent() => Verify.Silent("""
        var summarize = kernel.CreateFunctionFromPrompt(File.ReadAllText(path));
        await kernel.InvokeAsync(summarize, new KernelArguments { ["question"] = question });
        """, Kernel);

    [Fact]
    public Task An_embedded_resource_is_silent() => Verify.Silent("""
        using var stream = typeof(Snippet).Assembly.GetManifestResourceStream("Snippet.notes.txt")!;
        using var reader = new StreamReader(stream);
        await client.GetResponseAsync($"{reader.ReadToEnd()}\n{question}");
        """);

    [Fact]
    public Task A_chunk_loop_is_silent() => Verify.Silent("""
        string text = File.ReadAllText(path);
        for (int start = 0; start < text.Length; start += 4000)
        {
            string chunk = text.Substring(start, Math.Min(4000, text.Length - start));
            await client.GetResponseAsync($"Summarize this chunk: {chunk}");
        }
        """);

    [Fact]
    public Task Chunks_of_an_array_are_silent() => Verify.Silent("""
        foreach (char[] chunk in File.ReadAllText(path).Chunk(4000).Take(10))
        {
            await client.GetResponseAsync($"Summarize this chunk: {new string(chunk)}");
        }
        """);

    [Fact]
    public Task One_line_at_a_time_is_silent() => Verify.Silent("""
        foreach (string line in File.ReadLines(path))
        {
            await client.GetResponseAsync($"Classify: {line}");
        }
        """);

    [Fact]
    public Task A_fixed_buffer_is_silent() => Verify.Silent("""
        using var reader = new StreamReader(path);
        char[] buffer = new char[4096];
        int n = reader.Read(buffer, 0, 4096);
        await client.GetResponseAsync($"Summarize: {new string(buffer, 0, n)}");
        """);

    [Fact]
    public Task A_parameter_is_silent() => Verify.Silent(Snippet.Members("""
        public Task<ChatResponse> AskAsync(string text) => client.GetResponseAsync($"Summarize: {text}");
        """));

    [Fact]
    public Task A_serialized_object_of_unknown_size_is_silent() => Verify.Silent(Snippet.Members("""
        public record Order(int Id, string Name);

        public Task<ChatResponse> AskAsync(Order order) => client.GetResponseAsync($"Rate: {JsonSerializer.Serialize(order)}");
        """));

    [Fact]
    public Task A_parameter_collection_is_silent() => Verify.Silent(Snippet.Members("""
        public Task<ChatResponse> AskAsync(string[] tags) => client.GetResponseAsync($"Tags: {string.Join(", ", tags)}");
        """));

    [Fact]
    public Task A_scalar_of_a_deserialized_object_is_silent() => Verify.Silent(Snippet.Members("""
        public record Weather(double TempC);

        public async Task AskAsync()
        {
            var weather = JsonSerializer.Deserialize<Weather>(File.ReadAllText(path))!;
            await client.GetResponseAsync($"Weather: {weather.TempC}");
        }
        """));

    [Fact]
    public Task A_scalar_of_a_web_answer_is_silent() => Verify.Silent(Snippet.File("""
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;

        public record Weather(double TempC);

        public class Snippet
        {
            public async Task AskAsync(IChatClient client, HttpClient http, string u)
            {
                await client.GetResponseAsync($"Weather: {(await http.GetFromJsonAsync<Weather>(u))!.TempC}");
            }
        }
        """));

    [Fact]
    public Task The_first_lines_are_silent() => Verify.Silent("""
        await client.GetResponseAsync($"Summarize: {string.Join("\n", File.ReadLines(path).Take(50))}");
        """);

    [Fact]
    public Task A_path_is_not_its_content_and_silent() => Verify.Silent("""
        var files = new List<string> { path };
        await client.GetResponseAsync($"Which file? {path} {Path.GetFileName(path)} {File.Exists(path)} {new FileInfo(path).Length} {files.Count}");
        """);

    [Fact]
    public Task Content_that_is_overwritten_is_silent() => Verify.Silent("""
        string text = File.ReadAllText(path);
        Console.WriteLine(text);
        text = "short";
        await client.GetResponseAsync($"Summarize: {text}");
        """);

    [Fact]
    public Task A_message_that_is_only_shown_is_silent() => Verify.Silent("""
        var shown = new List<string> { $"File: {File.ReadAllText(path)}" };
        Console.WriteLine(shown[0]);
        await client.GetResponseAsync(question);
        """);

    [Fact]
    public Task A_model_answer_is_silent() => Verify.Silent("""
        var first = await client.GetResponseAsync(question);
        await client.GetResponseAsync($"Check: {first.Text}");
        """);

    // Guards

    [Theory]
    [InlineData("throw new InvalidOperationException();")]
    [InlineData("return;")]
    [InlineData("text = text[..8000];")]
    [InlineData("text = text.Substring(0, 8000);")]
    [InlineData("{ Console.WriteLine(1); text = \"\"; }")]
    public Task A_guard_with_effect_is_silent(string effect) => Verify.Silent($$"""
        string text = File.ReadAllText(path);
        if (text.Length > 8000)
        {{effect}}
        await client.GetResponseAsync($"Summarize: {text}");
        """);

    [Theory]
    [InlineData("Console.WriteLine(1);")]
    [InlineData("Console.WriteLine(text[..50]);")]
    [InlineData("question.Trim();")]
    public Task A_guard_without_effect_is_reported(string effect) => Verify.Reports($$$"""
        string text = File.ReadAllText(path);
        if (text.Length > 8000)
        {{{effect}}}
        await client.GetResponseAsync($"Summarize: {{|PA3001:text|}}");
        """);

    [Fact]
    public Task The_small_branch_of_a_guard_is_silent() => Verify.Silent("""
        string text = File.ReadAllText(path);
        if (text.Length < 8000)
        {
            await client.GetResponseAsync($"Summarize: {text}");
        }
        """);

    [Fact]
    public Task The_large_branch_of_a_guard_is_reported() => Verify.Reports("""
        string text = File.ReadAllText(path);
        if (text.Length > 8000)
        {
            await client.GetResponseAsync($"Summarize: {{|PA3001:text|}}");
        }
        """);

    [Fact]
    public Task A_guard_on_another_text_is_reported() => Verify.Reports("""
        string text = File.ReadAllText(path);
        if (question.Length > 8000)
        {
            return;
        }

        await client.GetResponseAsync($"Summarize: {{|PA3001:text|}}");
        """);

    [Fact]
    public Task An_emptiness_check_is_reported() => Verify.Reports("""
        string text = File.ReadAllText(path);
        if (text.Length == 0 || string.IsNullOrEmpty(text))
        {
            return;
        }

        await client.GetResponseAsync($"Summarize: {{|PA3001:text|}}");
        """);

    [Fact]
    public Task A_cut_through_the_same_name_is_silent() => Verify.Silent("""
        const int Max = 5_000;
        string text = File.ReadAllText(path);
        if (text.Length > Max) text = text[..Max];
        await client.GetResponseAsync($"Summarize: {text}");
        """);

    [Fact]
    public Task A_cut_for_the_log_alone_is_reported() => Verify.Reports("""
        string text = File.ReadAllText(path);
        Console.WriteLine(text[..50]);
        string prompt = text;
        await client.GetResponseAsync({|PA3001:prompt|});
        """);

    [Fact]
    public Task A_check_of_the_file_length_is_silent() => Verify.Silent("""
        if (new FileInfo(path).Length > 8000)
        {
            throw new InvalidOperationException("too long");
        }

        await client.GetResponseAsync($"Summarize: {File.ReadAllText(path)}");
        """);

    [Fact]
    public Task A_builder_loop_that_stops_at_a_size_is_silent() => Verify.Silent("""
        var prompt = new StringBuilder();
        foreach (string line in File.ReadLines(path))
        {
            if (prompt.Length > 8000)
            {
                break;
            }

            prompt.AppendLine(line);
        }

        await client.GetResponseAsync(prompt.ToString());
        """);

    // Not the line is too long but the text that collects the lines: that is what a cut must reach.
    [Fact]
    public Task A_builder_loop_that_never_stops_is_reported() => Verify.Reports("""
        var prompt = new StringBuilder();
        foreach (string line in File.ReadLines(path))
        {
            prompt.AppendLine(line);
        }

        await client.GetResponseAsync({|PA3001:prompt.ToString()|});
        """);

    // Across methods

    [Fact]
    public Task A_helper_that_reads_is_reported_at_its_call() => Verify.Reports(Snippet.Members("""
        public Task<ChatResponse> AskAsync() => client.GetResponseAsync($"Summarize: {{|PA3001:Load()|}}");

        private string Load() => File.ReadAllText(path);
        """));

    [Fact]
    public Task A_helper_that_builds_the_prompt_is_reported_at_its_call() => Verify.Reports(Snippet.Members("""
        public Task<ChatResponse> AskAsync() => client.GetResponseAsync({|PA3001:BuildPrompt()|});

        private string BuildPrompt()
        {
            string text = File.ReadAllText(path);
            return $"Summarize: {text}";
        }
        """));

    [Fact]
    public Task A_wrapper_round_the_model_call_is_reported_where_the_content_enters() => Verify.Reports(Snippet.Members("""
        public async Task SummarizeAsync()
        {
            string text = await File.ReadAllTextAsync(path);
            await AskAsync($"Summarize: {{|PA3001:text|}}");
        }

        private Task<ChatResponse> AskAsync(string prompt) => client.GetResponseAsync(prompt);
        """));

    [Fact]
    public Task A_local_function_that_reads_is_reported() => Verify.Reports("""
        await client.GetResponseAsync($"Summarize: {{|PA3001:Load()|}}");

        string Load() => File.ReadAllText(path);
        """);

    [Fact]
    public Task A_field_is_reported() => Verify.Reports(Snippet.Members("""
        private string document = "";

        public void Load() => document = File.ReadAllText(path);

        public Task<ChatResponse> AskAsync() => client.GetResponseAsync($"Summarize: {{|PA3001:document|}}");
        """));

    [Fact]
    public Task A_truncating_helper_is_silent() => Verify.Silent(Snippet.Members("""
        public Task<ChatResponse> AskAsync() => client.GetResponseAsync($"Summarize: {Shorten(File.ReadAllText(path), 8000)}");

        private static string Shorten(string text, int max) => text.Length <= max ? text : text.Substring(0, max) + "...";
        """));

    [Fact]
    public Task A_helper_whose_name_lies_is_reported() => Verify.Reports(Snippet.Members("""
        public Task<ChatResponse> AskAsync() => client.GetResponseAsync($"Summarize: {{|PA3001:Truncate(File.ReadAllText(path))|}}");

        private static string Truncate(string text) => text.Trim();
        """));

    [Fact]
    public Task An_optional_limit_that_is_left_out_is_reported() => Verify.Reports(Snippet.Members("""
        public Task<ChatResponse> AskAsync() => client.GetResponseAsync($"Summarize: {{|PA3001:Load(path)|}}");

        private static string Load(string p, int? max = null) => max is { } m ? File.ReadAllText(p)[..m] : File.ReadAllText(p);
        """));

    [Fact]
    public Task A_helper_of_another_file_is_reported_at_its_call() => Verify.Reports(
        Snippet.Members("""
            public Task<ChatResponse> AskAsync() => client.GetResponseAsync($"Summarize: {{|PA3001:Loader.Load(path)|}}");
            """),
        settings: new Settings { MoreSources = [("/0/Loader.cs", "static class Loader { public static string Load(string p) => System.IO.File.ReadAllText(p); }")] });

    [Fact]
    public Task Mutual_recursion_ends_and_is_reported() => Verify.Reports(Snippet.Members("""
        public Task<ChatResponse> AskAsync() => client.GetResponseAsync($"Summarize: {{|PA3001:First(3)|}}");

        private string First(int n) => Second(n);

        private string Second(int n) => n > 0 ? First(n - 1) : File.ReadAllText(path);
        """));

    // Options

    [Fact]
    public Task A_cap_between_budget_and_absurd_is_silent() => Verify.Silent("""
        await client.GetResponseAsync($"Summarize: {File.ReadAllText(path).Substring(0, 150_000)}");
        """);

    [Fact]
    public Task A_megabyte_cap_is_reported() => Verify.Reports("""
        await client.GetResponseAsync($"Summarize: {{|PA3001:File.ReadAllText(path).Substring(0, 1_000_000)|}}");
        """);

    [Fact]
    public Task A_megabyte_cap_may_be_allowed() => Verify.Silent("""
        await client.GetResponseAsync($"Summarize: {File.ReadAllText(path).Substring(0, 1_000_000)}");
        """, editorConfig: "prompt_analyzers.unbounded_from_characters = 2000000");

    [Fact]
    public Task The_rule_can_be_switched_off() => Verify.Silent("""
        await client.GetResponseAsync($"Summarize: {File.ReadAllText(path)}");
        """, editorConfig: "dotnet_diagnostic.PA3001.severity = none");

    // Doppelgangers

    [Fact]
    public Task An_own_file_type_is_silent() => Verify.Silent(Snippet.Members("""
        private static class File
        {
            public static string ReadAllText(string name) => name;
        }

        public Task<ChatResponse> AskAsync() => client.GetResponseAsync($"Summarize: {File.ReadAllText(path)}");
        """));

    [Fact]
    public Task An_own_kernel_type_is_silent() => Verify.Silent(Snippet.File("""
        using System.IO;
        using System.Threading.Tasks;

        public class Kernel
        {
            public Task<string> InvokePromptAsync(string prompt) => Task.FromResult(prompt);
        }

        public class ChatHistory
        {
            public void AddUserMessage(string text) { }
        }

        public class Snippet
        {
            public async Task RunAsync(Kernel kernel, ChatHistory history, string path)
            {
                await kernel.InvokePromptAsync($"Summarize: {File.ReadAllText(path)}");
                history.AddUserMessage(File.ReadAllText(path));
            }
        }
        """), Kernel);

    // Data of a media type: an image has a size of its own, whatever its bytes

    [Theory]
    [InlineData("new DataContent(File.ReadAllBytes(path), \"image/jpeg\")")]
    [InlineData("new DataContent(await File.ReadAllBytesAsync(path), \"audio/wav\")")]
    [InlineData("new DataContent(File.ReadAllBytes(path), \"application/pdf\")")]
    [InlineData("new DataContent(File.ReadAllBytes(path), question)")]
    [InlineData("new DataContent($\"data:image/jpeg;base64,{Convert.ToBase64String(File.ReadAllBytes(path))}\")")]
    [InlineData("new DataContent(\"data:image/jpeg;base64,\" + Convert.ToBase64String(File.ReadAllBytes(path)), \"image/jpeg\")")]
    [InlineData("new DataContent($\"data:{question};base64,{Convert.ToBase64String(File.ReadAllBytes(path))}\")")]
    public Task Data_that_is_no_text_is_silent(string content) => Verify.Silent($$"""
        AIContent picture = {{content}};
        await client.GetResponseAsync([new ChatMessage(ChatRole.User, [new TextContent("Describe"), picture])]);
        var message = new ChatMessage(ChatRole.User, "Describe");
        message.Contents.Add({{content}});
        await client.GetResponseAsync([new ChatMessage(ChatRole.User, [{{content}}]), message]);
        """);

    [Theory]
    [InlineData("{|PA3001:[new DataContent(File.ReadAllBytes(path), \"text/plain; charset=utf-8\")]|}")]
    [InlineData("{|PA3001:[new DataContent(File.ReadAllBytes(path), \"application/json\")]|}")]
    [InlineData("{|PA3001:[new DataContent(File.ReadAllBytes(path), \"application/ld+json\")]|}")]
    [InlineData("[new DataContent($\"data:text/csv;base64,{{|PA3001:Convert.ToBase64String(File.ReadAllBytes(path))|}}\")]")]
    public Task Data_that_is_text_is_reported(string contents) => Verify.Reports($$"""
        await client.GetResponseAsync([new ChatMessage(ChatRole.User, {{contents}})]);
        """);

    // Broken code

    [Theory]
    [InlineData("await client.GetResponseAsync($\"Summarize: {File.ReadAllText(}\");")]
    [InlineData("await client.GetResponseAsync($\"Summarize: {")]
    [InlineData("await client.GetResponseAsync(")]
    [InlineData("string text = File.; await client.GetResponseAsync(text + );")]
    [InlineData("var x = x + x; await client.GetResponseAsync($\"{x}\");")]
    [InlineData("foreach (var in ) { }")]
    public Task Half_typed_code_is_silent(string statement) => Verify.Silent(statement, settings: Settings.BrokenCode);

    [Fact]
    public Task An_error_elsewhere_does_not_hide_the_report() => Verify.Reports("""
        Missing.Call();
        await client.GetResponseAsync($"Summarize: {{|PA3001:File.ReadAllText(path)|}}");
        """, settings: Settings.BrokenCode);
}
