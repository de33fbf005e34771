using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes;

/// <summary>PA4002, PA4004: at most as many items as the limit; PA3003: the last answers only.</summary>
public sealed class TakeCodeFixTests
{
    private const Sdk Kernel = Sdk.SemanticKernel;

    private const string Store = """

        private readonly IOrders orders = null!;

        public interface IOrders
        {
            Task<IReadOnlyList<Order>> ListAsync(string customer);
            Task<Dictionary<string, Order>> MapAsync(string customer);
            IEnumerable<Order> All();
        }

        public sealed record Order(int Id, string Text);
        """;

    [Fact]
    public Task Before_ToList() => Fix(
        "public List<string> Rows() => {|PA4002:File.ReadLines(path).Where(r => r.Length > 0).ToList()|};",
        "public List<string> Rows() => File.ReadLines(path).Where(r => r.Length > 0).Take(50).ToList();");

    [Fact]
    public Task On_a_line_of_its_own_where_the_chain_has_lines() => Fix(
        """
        public List<string> Rows() => {|PA4002:File.ReadLines(path)
            .Where(r => r.Length > 0) // no blanks
            .ToList()|};
        """,
        """
        public List<string> Rows() => File.ReadLines(path)
            .Where(r => r.Length > 0) // no blanks
            .Take(50)
            .ToList();
        """);

    [Fact]
    public Task A_member_of_an_anonymous_object_is_cut_before_it_is_serialised() => Fix(
        """
        public string Rows()
        {
            var rows = File.ReadLines(path).ToList();
            return JsonSerializer.Serialize(new { total = rows.Count, items = {|PA4002:rows|} });
        }
        """,
        """
        public string Rows()
        {
            var rows = File.ReadLines(path).ToList();
            return JsonSerializer.Serialize(new { total = rows.Count, items = rows.Take(50).ToList() });
        }
        """);

    [Fact]
    public Task A_member_that_has_its_name_from_the_expression_keeps_it() => Fix(
        """
        public string Rows()
        {
            var rows = File.ReadLines(path).ToList();
            return JsonSerializer.Serialize(new { rows.Count, {|PA4002:rows|} });
        }
        """,
        """
        public string Rows()
        {
            var rows = File.ReadLines(path).ToList();
            return JsonSerializer.Serialize(new { rows.Count, rows = rows.Take(50).ToList() });
        }
        """);

    [Fact]
    public Task An_array_stays_an_array() => Fix(
        "public string[] Rows() => {|PA4002:File.ReadAllLines(path)|};",
        "public string[] Rows() => File.ReadAllLines(path).Take(50).ToArray();");

    [Fact]
    public Task A_sequence_stays_a_sequence() => Fix(
        "public IEnumerable<string> Rows() => {|PA4002:File.ReadLines(path)|};",
        "public IEnumerable<string> Rows() => File.ReadLines(path).Take(50);");

    [Fact]
    public Task A_list_in_a_variable() => Fix(
        """
        public IReadOnlyList<int> Lengths()
        {
            var lengths = new List<int>();
            foreach (string line in File.ReadLines(path))
            {
                lengths.Add(line.Length);
            }

            return {|PA4002:lengths|};
        }
        """,
        """
        public IReadOnlyList<int> Lengths()
        {
            var lengths = new List<int>();
            foreach (string line in File.ReadLines(path))
            {
                lengths.Add(line.Length);
            }

            return lengths.Take(50).ToList();
        }
        """);

    [Fact]
    public Task Before_it_is_serialised() => Fix(
        "public string Rows() => {|PA4002:JsonSerializer.Serialize(File.ReadAllLines(path))|};",
        "public string Rows() => JsonSerializer.Serialize(File.ReadAllLines(path).Take(50));");

    [Fact]
    public Task A_task_that_is_handed_on_becomes_async() => Fix(
        "public Task<IReadOnlyList<Order>> Orders(string c) => {|PA4004:orders.ListAsync(c)|};" + Store,
        "public async Task<IReadOnlyList<Order>> Orders(string c) => (await orders.ListAsync(c)).Take(50).ToList();" + Store);

    [Fact]
    public Task A_value_that_may_be_null_stays_so() => Fix(
        "public async Task<int[]?> Ids() => {|PA4002:JsonSerializer.Deserialize<int[]>(await http.GetStringAsync(url))|};",
        "public async Task<int[]?> Ids() => JsonSerializer.Deserialize<int[]>(await http.GetStringAsync(url))?.Take(50).ToArray();");

    [Fact]
    public Task A_serialised_value_that_may_be_null_stays_so() => Fix(
        "public async Task<string> Ids() => {|PA4002:JsonSerializer.Serialize(JsonSerializer.Deserialize<int[]>(await http.GetStringAsync(url)))|};",
        "public async Task<string> Ids() => JsonSerializer.Serialize(JsonSerializer.Deserialize<int[]>(await http.GetStringAsync(url))?.Take(50));");

    [Fact]
    public Task The_limit_is_a_setting() => Verify.Fix(
        Snippet.Members("[KernelFunction]\npublic string[] Rows() => {|PA4002:File.ReadAllLines(path)|};"),
        Snippet.Members("[KernelFunction]\npublic string[] Rows() => File.ReadAllLines(path).Take(1_000).ToArray();"),
        Kernel,
        TakeCodeFixProvider.FirstOnlyKey,
        editorConfig: "prompt_analyzers.max_collection_items = 1000");

    [Fact]
    public Task A_dictionary_is_left_to_a_person() => NoFix(
        "public Task<Dictionary<string, Order>> Orders(string c) => {|PA4004:orders.MapAsync(c)|};" + Store);

    [Fact]
    public Task Joined_elements_are_cut_before_they_are_joined() => Fix(
        """public string Orders() => {|PA4004:string.Join("\n", orders.All().Select(o => o.Text))|};""" + Store,
        """public string Orders() => string.Join("\n", orders.All().Select(o => o.Text).Take(50));""" + Store);

    [Fact]
    public Task Only_the_last_answers_are_joined() => Verify.Fix(
        """
        var answers = new List<string>();
        while (Console.ReadLine() is { } line)
        {
            var answer = await client.GetResponseAsync($"{{|PA3003:string.Join("\n", answers)|}} {line}");
            answers.Add(answer.Text);
        }
        """,
        """
        var answers = new List<string>();
        while (Console.ReadLine() is { } line)
        {
            var answer = await client.GetResponseAsync($"{string.Join("\n", answers.TakeLast(5))} {line}");
            answers.Add(answer.Text);
        }
        """);

    [Fact]
    public Task A_text_that_grows_has_no_parts() => Verify.NoFix(
        """
        string log = "";
        while (Console.ReadLine() is { } line)
        {
            log += (await client.GetResponseAsync($"{{|PA3003:log|}} {line}")).Text;
        }
        """);

    [Fact]
    public Task Where_there_is_no_choice_the_only_fix_is_the_first() => Verify.Fix(
        Snippet.Members("[KernelFunction]\npublic virtual string[] Rows() => {|PA4002:File.ReadAllLines(path)|};"),
        Snippet.Members("[KernelFunction]\npublic virtual string[] Rows() => File.ReadAllLines(path).Take(50).ToArray();"),
        Kernel);

    private static Task Fix(string before, string after) => Verify.Fix(
        Snippet.Members("[KernelFunction]\n" + before), Snippet.Members("[KernelFunction]\n" + after), Kernel, KeyOf(before));

    // Only a place where a page is possible as well has another key.
    private static string KeyOf(string before) =>
        before.Contains("File.Read", StringComparison.Ordinal) && !before.Contains("lengths", StringComparison.Ordinal) && !before.Contains("new {", StringComparison.Ordinal) ? TakeCodeFixProvider.FirstOnlyKey : TakeCodeFixProvider.Key;

    private static Task NoFix(string before) => Verify.NoFix(Snippet.Members("[KernelFunction]\n" + before), Kernel);
}
