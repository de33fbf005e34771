namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA3002: content of unknown size that is no file reaches a prompt whole.</summary>
public sealed class UnboundedContentInPromptTests
{
    private const Sdk Kernel = Sdk.SemanticKernel;

    // Reports

    [Fact]
    public Task A_web_page_is_reported() => Verify.Reports("""
        string page = await http.GetStringAsync(url);
        await client.GetResponseAsync($"Summarize: {{|PA3002:page|}}");
        """);

    [Fact]
    public Task A_response_body_is_reported() => Verify.Reports("""
        using var response = await http.GetAsync(url);
        await client.GetResponseAsync("Summarize: " + {|PA3002:await response.Content.ReadAsStringAsync()|});
        """);

    [Fact]
    public Task Process_output_is_reported() => Verify.Reports("""
        using var process = Process.Start(new ProcessStartInfo("git", "diff") { RedirectStandardOutput = true })!;
        string diff = process.StandardOutput.ReadToEnd();
        await client.GetResponseAsync($"Review: {{|PA3002:diff|}}");
        """);

    [Fact]
    public Task Piped_input_is_reported() => Verify.Reports("""
        string text = await Console.In.ReadToEndAsync();
        await client.GetResponseAsync($"Summarize: {{|PA3002:text|}}");
        """);

    [Fact]
    public Task Kernel_arguments_are_reported() => Verify.Reports("""
        var arguments = new KernelArguments { ["page"] = {|PA3002:await http.GetStringAsync(url)|} };
        await kernel.InvokePromptAsync("Sum: {{$page}}", arguments);
        """, Kernel);

    [Fact]
    public Task An_image_from_a_server_is_silent() => Verify.Silent("""
        var image = await http.GetByteArrayAsync(url);
        await client.GetResponseAsync([new ChatMessage(ChatRole.User, [new TextContent("Describe"), new DataContent(image, "image/png")])]);
        await client.GetResponseAsync([new ChatMessage(ChatRole.User, [new DataContent($"data:image/png;base64,{Convert.ToBase64String(image)}")])]);
        """);

    [Fact]
    public Task Json_from_a_server_as_data_is_reported() => Verify.Reports("""
        await client.GetResponseAsync([new ChatMessage(ChatRole.User, {|PA3002:[new DataContent(await http.GetByteArrayAsync(url), "application/json")]|})]);
        """);

    [Fact]
    public Task A_page_and_a_file_are_told_apart() => Verify.Reports("""
        await client.GetResponseAsync($"{{|PA3001:File.ReadAllText(path)|}} {{|PA3002:await http.GetStringAsync(url)|}}");
        """);

    [Fact]
    public Task A_collection_of_a_web_answer_is_reported() => Verify.Reports(Snippet.Members("""
        public record News(List<string> Titles);

        public async Task AskAsync()
        {
            var news = JsonSerializer.Deserialize<News>(await http.GetStringAsync(url))!;
            await client.GetResponseAsync($"Summarize: {{|PA3002:string.Join("\n", news.Titles)|}}");
        }
        """));

    [Fact]
    public Task A_history_rendered_as_text_is_reported() => Verify.Reports(Snippet.Members("""
        public Task<ChatResponse> AskAsync(IEnumerable<ChatMessage> history) =>
            client.GetResponseAsync($"Summarize: {{|PA3002:string.Join("\n", history.Select(m => m.Text))|}}");
        """));

    [Fact]
    public Task A_guard_without_effect_is_reported() => Verify.Reports("""
        string page = await http.GetStringAsync(url);
        if (page.Length > 8000)
        {
            Console.WriteLine("long");
        }

        await client.GetResponseAsync($"Summarize: {{|PA3002:page|}}");
        """);

    [Fact]
    public Task A_helper_is_reported_at_its_call() => Verify.Reports(Snippet.Members("""
        public async Task AskAsync() => await client.GetResponseAsync($"Summarize: {{|PA3002:await LoadAsync()|}}");

        private Task<string> LoadAsync() => http.GetStringAsync(url);
        """));

    // Silent

    [Fact]
    public Task A_page_that_is_cut_is_silent() => Verify.Silent("""
        string page = await http.GetStringAsync(url);
        await client.GetResponseAsync($"Summarize: {page[..8000]}");
        """);

    [Fact]
    public Task A_guarded_page_is_silent() => Verify.Silent("""
        string page = await http.GetStringAsync(url);
        if (page.Length > 8000)
        {
            page = page[..8000];
        }

        await client.GetResponseAsync($"Summarize: {page}");
        """);

    [Fact]
    public Task A_typed_line_is_silent() => Verify.Silent("""
        string line = Console.ReadLine() ?? "";
        await client.GetResponseAsync($"Answer: {line}");
        """);

    [Fact]
    public Task A_status_is_silent() => Verify.Silent("""
        using var response = await http.GetAsync(url);
        await client.GetResponseAsync($"What does {response.StatusCode} mean? {response.Headers.Date}");
        """);

    [Fact]
    public Task A_serialized_parameter_is_silent() => Verify.Silent(Snippet.Members("""
        public Task<ChatResponse> AskAsync(Dictionary<string, int> counts) => client.GetResponseAsync($"Explain: {JsonSerializer.Serialize(counts)}");
        """));

    [Fact]
    public Task A_string_member_of_a_web_answer_is_silent() => Verify.Silent(Snippet.Members("""
        public record News(string Title);

        public async Task AskAsync()
        {
            var news = JsonSerializer.Deserialize<News>(await http.GetStringAsync(url))!;
            await client.GetResponseAsync($"Summarize: {news.Title}");
        }
        """));

    [Fact]
    public Task A_page_that_is_only_embedded_is_silent() => Verify.Silent(Snippet.Members("""
        public async Task IndexAsync(IEmbeddingGenerator<string, Embedding<float>> embeddings)
        {
            string page = await http.GetStringAsync(url);
            await embeddings.GenerateAsync([page]);
            await client.GetResponseAsync(question);
        }
        """));

    [Fact]
    public Task The_first_titles_are_silent() => Verify.Silent(Snippet.Members("""
        public record News(List<string> Titles);

        public async Task AskAsync()
        {
            var news = JsonSerializer.Deserialize<News>(await http.GetStringAsync(url))!;
            await client.GetResponseAsync($"Summarize: {string.Join("\n", news.Titles.Take(20))}");
        }
        """));

    [Fact]
    public Task The_last_messages_of_a_history_are_silent() => Verify.Silent(Snippet.Members("""
        public Task<ChatResponse> AskAsync(IEnumerable<ChatMessage> history) =>
            client.GetResponseAsync($"Summarize: {string.Join("\n", history.TakeLast(5).Select(m => m.Text))}");
        """));

    // Doppelgangers

    [Fact]
    public Task An_own_http_client_is_silent() => Verify.Silent(Snippet.File("""
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;

        public class HttpClient
        {
            public Task<string> GetStringAsync(string page) => Task.FromResult(page);
        }

        public class Snippet
        {
            public async Task AskAsync(IChatClient client) => await client.GetResponseAsync(await new HttpClient().GetStringAsync("x"));
        }
        """));

    // Broken code

    [Theory]
    [InlineData("await client.GetResponseAsync($\"{await http.GetStringAsync(}\");")]
    [InlineData("await client.GetResponseAsync(await http.);")]
    public Task Half_typed_code_is_silent(string statement) => Verify.Silent(statement, settings: Settings.BrokenCode);
}
