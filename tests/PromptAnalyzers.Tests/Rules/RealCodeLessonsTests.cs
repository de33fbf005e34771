namespace PromptAnalyzers.Tests.Rules;

/// <summary>What reading hundreds of real prompts and tools taught: how they look alike, and how they differ.</summary>
public sealed class RealCodeLessonsTests
{
    private const Sdk Kernel = Sdk.SemanticKernel;

    [Fact]
    public Task Chunks_of_one_streamed_answer_are_no_accumulation_and_silent() => Verify.Silent("""
        string answer = "";
        var builder = new StringBuilder();
        await foreach (var update in client.GetStreamingResponseAsync(question))
        {
            answer += update.Text;
            builder.Append(update.Text);
        }

        await client.GetResponseAsync($"Rate: {answer} {builder}");
        """);

    [Fact]
    public Task A_file_that_is_only_embedded_is_silent() => Verify.Silent(Snippet.Members("""
        public async Task<int> IndexAsync(IEmbeddingGenerator<string, Embedding<float>> embeddings)
        {
            var vector = await embeddings.GenerateAsync(File.ReadAllText(path));
            await client.GetResponseAsync(question);
            return vector.Vector.Length;
        }
        """));

    [Fact]
    public Task A_file_that_is_only_deserialised_into_settings_is_silent() => Verify.Silent(Snippet.Members("""
        public sealed record Options(string Model, int Retries);

        public async Task AskAsync()
        {
            var options = System.Text.Json.JsonSerializer.Deserialize<Options>(File.ReadAllText(path))!;
            await client.GetResponseAsync(question, new ChatOptions { ModelId = options.Model });
            await client.GetResponseAsync($"Use {options.Model} at most {options.Retries} times.");
        }
        """));

    [Fact]
    public Task A_tool_over_a_constant_collection_is_silent() => Verify.Silent(
        Snippet.Members("""
            private static readonly string[] Menu = ["Soup", "Salad", "Bread"];

            [KernelFunction]
            public string Specials() => string.Join("\n", Menu);

            [KernelFunction]
            public string Prices() => string.Join("\n", new[] { "Soup: 4", "Salad: 5" }.Select(line => line.Trim()));
            """),
        Kernel);

    [Fact]
    public Task A_lookup_by_id_is_silent() => Verify.Silent(
        Snippet.Members("""
            private readonly Dictionary<int, string> orders = new();

            [KernelFunction]
            public string Find(int id) => orders.TryGetValue(id, out var order) ? order : "unknown";

            [KernelFunction]
            public string Line(int number) => File.ReadLines(path).ElementAt(number);
            """),
        Kernel);

    [Fact]
    public Task A_tool_that_returns_a_handle_is_silent() => Verify.Silent(
        Snippet.Members("""
            private readonly Dictionary<Guid, string> documents = new();

            [KernelFunction]
            public string Open(string file)
            {
                var handle = Guid.NewGuid();
                documents[handle] = File.ReadAllText(file);
                return handle.ToString();
            }
            """),
        Kernel);

    [Fact]
    public Task Taking_out_the_tags_of_a_page_is_no_truncation_and_reported() => Verify.Reports(
        Snippet.Members("""
            [KernelFunction]
            public async Task<string> Browse(string address)
            {
                string html = await http.GetStringAsync(address);
                string text = System.Text.RegularExpressions.Regex.Replace(html, "<[^>]+>", " ");
                return {|PA4001:text.Trim()|};
            }
            """),
        Kernel);

    [Fact]
    public Task A_read_that_maps_exceptions_is_reported_at_the_tool() => Verify.Reports(
        Snippet.Members("""
            [KernelFunction]
            public Task<string> Get(string address) => {|PA4001:SendRequestAsync(address)|};

            private async Task<string> SendRequestAsync(string address)
            {
                using var response = await http.GetAsync(address);
                return await ReadWithExceptionMappingAsync(response.Content);
            }

            private static async Task<string> ReadWithExceptionMappingAsync(HttpContent content)
            {
                try
                {
                    return await content.ReadAsStringAsync();
                }
                catch (HttpRequestException e)
                {
                    throw new InvalidOperationException(e.Message, e);
                }
            }
            """),
        Kernel);

    [Fact]
    public Task A_search_whose_top_is_a_default_elsewhere_is_silent() => Verify.Silent(
        Snippet.Members("""
            public static class Defaults { public const int Top = 3; }

            [KernelFunction]
            public string Search(string query, int top = Defaults.Top) =>
                string.Join("\n", File.ReadLines(path).Where(line => line.Contains(query)).Take(top));
            """),
        Kernel);

    [Fact]
    public Task A_search_without_a_tool_attribute_is_silent() => Verify.Silent(
        Snippet.Members("""
            public interface ISearch { Task<string> SearchAsync(string query); }

            public sealed class FileSearch : ISearch
            {
                public Task<string> SearchAsync(string query) => File.ReadAllTextAsync(query);
            }
            """),
        Kernel);

    [Fact]
    public Task A_cut_for_the_console_alone_is_reported() => Verify.Reports("""
        string text = File.ReadAllText(path);
        Console.WriteLine(text.Length > 100 ? text[..100] + "..." : text);
        await client.GetResponseAsync($"Sum: {{|PA3001:text|}}");
        """);
}
