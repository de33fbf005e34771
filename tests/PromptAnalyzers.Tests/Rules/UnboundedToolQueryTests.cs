namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA4002: a tool returns a query, table or listing whole. Each test has its near miss below or above it.</summary>
public sealed class UnboundedToolQueryTests
{
    private const Sdk Kernel = Sdk.SemanticKernel;

    // Reports

    [Fact]
    public Task All_lines_of_a_file_are_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public string[] ReadRows(string file) => {|PA4002:File.ReadAllLines(file)|};
        """), Kernel);

    [Fact]
    public Task A_filtered_listing_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public List<string> Find(string word)
        {
            var rows = File.ReadLines(path).Where(row => row.Contains(word));
            return {|PA4002:rows.ToList()|};
        }
        """), Kernel);

    [Fact]
    public Task A_serialised_listing_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public string ReadRows(string file) => {|PA4002:JsonSerializer.Serialize(File.ReadAllLines(file))|};
        """), Kernel);

    [Theory]
    [InlineData("limit ?? int.MaxValue")]
    [InlineData("limit ?? File.ReadLines(file).Count()")]
    public Task A_limit_that_the_model_may_leave_out_is_none(string count) => Verify.Reports(Snippet.Members($$"""
        [KernelFunction]
        public string[] ReadRows(string file, int? limit = null) => {|PA4002:File.ReadLines(file).Take({{count}}).ToArray()|};
        """), Kernel);

    [Theory]
    [InlineData("int? limit = null", "limit ?? 20")]
    [InlineData("int? limit", "limit ?? int.MaxValue")]
    public Task A_limit_with_a_number_when_it_is_left_out_is_silent(string parameter, string count) => Verify.Silent(Snippet.Members($$"""
        [KernelFunction]
        public string[] ReadRows(string file, {{parameter}}) => File.ReadLines(file).Take({{count}}).ToArray();
        """), Kernel);

    [Theory]
    [InlineData("valid")]
    [InlineData("is_valid")]
    [InlineData("IsPaid")]
    [InlineData("ISVALID")]
    public Task Rows_by_a_flag_are_no_lookup(string column) => Verify.Reports(Rows(column, "{|PA4002:rows|}"), Kernel);

    [Theory]
    [InlineData("claim_id")]
    [InlineData("ClaimId")]
    [InlineData("claimid")]
    [InlineData("ApprovalID")]
    [InlineData("approvalid")]
    public Task Rows_by_a_key_are_a_lookup(string column) => Verify.Silent(Rows(column, "rows"), Kernel);

    private static Snippet Rows(string column, string rows) => Snippet.Members($$"""
        [KernelFunction]
        public List<string> GetNames(System.Data.Common.DbConnection db)
        {
            using var command = db.CreateCommand();
            command.CommandText = "SELECT name FROM claims WHERE {{column}} = 1";
            using var reader = command.ExecuteReader();
            var rows = new List<string>();
            while (reader.Read())
            {
                rows.Add(reader.GetString(0));
            }

            return {{rows}};
        }
        """);

    [Fact]
    public Task A_list_filled_in_a_loop_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public List<int> Lengths(string file)
        {
            var lengths = new List<int>();
            foreach (string line in File.ReadLines(file))
            {
                lengths.Add(line.Length);
            }

            return {|PA4002:lengths|};
        }
        """), Kernel);

    [Fact]
    public Task An_array_from_an_http_answer_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<Order[]?> GetOrdersAsync() =>
            {|PA4002:JsonSerializer.Deserialize<Order[]>(await http.GetStringAsync(url))|};

        public sealed record Order(int Id, decimal Amount);
        """), Kernel);

    [Fact]
    public Task A_listing_read_in_a_helper_is_reported_in_the_tool() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public IReadOnlyList<string> Rows() => {|PA4002:Load()|};

        private List<string> Load() => File.ReadAllLines(path).ToList();
        """), Kernel);

    [Fact]
    public Task Four_tools_over_one_helper_are_four_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public string[] A() => {|PA4002:Load()|};

        [KernelFunction]
        public string[] B() => {|PA4002:Load()|};

        private string[] Load() => File.ReadAllLines(path);
        """), Kernel);

    [Fact]
    public Task A_limit_that_is_int_MaxValue_by_default_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public string[] ReadRows(string file, int limit = int.MaxValue) => {|PA4002:File.ReadAllLines(file)|};
        """), Kernel);

    [Fact]
    public Task Skip_alone_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public string[] ReadRows(string file) => {|PA4002:File.ReadAllLines(file).Skip(1).ToArray()|};
        """), Kernel);

    [Fact]
    public Task A_lookup_by_a_foreign_key_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<List<Order>> GetOrdersAsync(string customerId)
        {
            var orders = JsonSerializer.Deserialize<List<Order>>(await http.GetStringAsync(url))!;
            return {|PA4002:orders.Where(o => o.CustomerId == customerId).ToList()|};
        }

        public sealed record Order(int Id, string CustomerId);
        """), Kernel);

    // Silent

    [Fact]
    public Task Take_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public string[] ReadRows(string file) => File.ReadLines(file).Take(50).ToArray();
        """), Kernel);

    [Fact]
    public Task A_serialised_page_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public string ReadRows(string file) => JsonSerializer.Serialize(File.ReadLines(file).Take(50));
        """), Kernel);

    [Fact]
    public Task A_loop_that_breaks_at_a_count_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public List<int> Lengths(string file)
        {
            var lengths = new List<int>();
            foreach (string line in File.ReadLines(file))
            {
                if (lengths.Count >= 50)
                {
                    break;
                }

                lengths.Add(line.Length);
            }

            return lengths;
        }
        """), Kernel);

    [Fact]
    public Task A_limit_that_the_model_gives_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public string[] ReadRows(string file, int maxResults = 20) => Query(file, maxResults);

        private string[] Query(string file, int rows) => File.ReadLines(file).Take(rows).ToArray();
        """), Kernel);

    [Fact]
    public Task A_lookup_by_the_key_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public async Task<List<Order>> GetOrderAsync(int id)
        {
            var orders = JsonSerializer.Deserialize<List<Order>>(await http.GetStringAsync(url))!;
            return orders.Where(o => o.Id == id).ToList();
        }

        public sealed record Order(int Id, string CustomerId);
        """), Kernel);

    [Fact]
    public Task A_constant_collection_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public List<string> Topics() => ["home", "motor", "travel"];
        """), Kernel);

    [Fact]
    public Task A_count_of_a_listing_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public int CountRows(string file) => File.ReadAllLines(file).Length;
        """), Kernel);

    [Fact]
    public Task A_method_that_no_model_calls_is_silent() => Verify.Silent(Snippet.Members("""
        public string[] ReadRows(string file) => File.ReadAllLines(file);
        """), Kernel);
}
