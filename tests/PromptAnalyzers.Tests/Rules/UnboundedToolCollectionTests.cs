using Microsoft.CodeAnalysis;

namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA4004 (Info): a tool returns whole a collection whose length nothing here tells.</summary>
public sealed class UnboundedToolCollectionTests
{
    private const Sdk Kernel = Sdk.SemanticKernel;

    private const string Store = """

        private readonly IOrders orders = null!;

        public interface IOrders
        {
            Task<IReadOnlyList<Order>> ListAsync(string customer);
            Task<IReadOnlyList<Order>> SearchAsync(string customer, int top);
            Task<List<Order>> GetLatestAsync(string customer);
            Task<List<Order>> QueryAsync(string sql);
        }

        public sealed record Order(int Id, string CustomerId, string Text);
        """;

    // Stands for a client library of any vendor.
    private static readonly Lazy<MetadataReference> Client = new(() => References.StandIn(
        "Acme.Client",
        """
        namespace Acme
        {
            public class BookingResponse { public System.Collections.Generic.List<Booking> Value { get; set; } }
            public class Booking { public string Name { get; set; } }
            public class BookingClient
            {
                public System.Threading.Tasks.Task<BookingResponse> GetAsync() => null;
                public System.Threading.Tasks.Task<BookingResponse> GetPageAsync() => null;
            }
        }
        """));

    // Reports

    [Fact]
    public Task A_collection_of_an_interface_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public Task<IReadOnlyList<Order>> GetOrders(string customer) => {|PA4004:orders.ListAsync(customer)|};
        """ + Store), Kernel);

    [Fact]
    public Task A_serialised_collection_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<string> GetOrders(string customer) => {|PA4004:JsonSerializer.Serialize(await orders.ListAsync(customer))|};
        """ + Store), Kernel);

    [Fact]
    public Task A_collection_rendered_as_text_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<string> GetOrders(string customer)
        {
            var all = await orders.ListAsync(customer);
            return {|PA4004:string.Join("\n", all.Select(o => o.Text))|};
        }
        """ + Store), Kernel);

    [Fact]
    public Task A_copy_made_in_a_loop_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public async Task<List<int>> GetOrders(string customer)
        {
            var ids = new List<int>();
            foreach (var order in await orders.ListAsync(customer))
            {
                ids.Add(order.Id);
            }

            return {|PA4004:ids|};
        }
        """ + Store), Kernel);

    [Fact]
    public Task The_list_in_an_answer_of_a_client_library_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly Acme.BookingClient bookings = null!;

        [KernelFunction]
        public async Task<List<Acme.Booking>> GetBookings()
        {
            var response = await bookings.GetAsync();
            return {|PA4004:response.Value|};
        }
        """), Kernel, settings: new Settings { MoreReferences = [Client.Value] });

    [Fact]
    public Task A_filter_over_the_store_of_the_class_is_reported() => Verify.Reports(Snippet.Members("""
        private readonly List<Invoice> invoices = [];

        [KernelFunction]
        public List<Invoice> GetInvoices(string company) => {|PA4004:invoices.Where(i => i.Company == company).ToList()|};

        public sealed record Invoice(int Id, string Company, string TransactionId);
        """), Kernel);

    [Theory]
    [InlineData("private readonly List<Invoice> invoices = [new(1, \"Acme\")];", "public void Book(Invoice invoice) => invoices.Add(invoice);")]
    [InlineData("private readonly List<Invoice> invoices = [new(1, \"Acme\")];", "public void Book(Invoice invoice) => this.invoices?.Insert(0, invoice);")]
    [InlineData("private List<Invoice> invoices = new() { new(1, \"Acme\") };", "public void Load(List<Invoice> all) => invoices = all;")]
    [InlineData("private readonly List<Invoice> invoices = [.. Load()];", "private static Invoice[] Load() => [];")]
    [InlineData("public List<Invoice> invoices = [new(1, \"Acme\")];", "")]
    [InlineData("private readonly List<Invoice> invoices;", "public Snippet() { this.invoices = [new(1, \"Acme\"), new(2, \"Initech\")]; }")]
    public Task A_written_out_list_that_may_grow_is_reported(string list, string member) => Verify.Reports(Snippet.Members($$"""
        {{list}}
        {{member}}

        [KernelFunction]
        public List<Invoice> GetInvoices(string company) => {|PA4004:invoices.Where(i => i.Company == company).ToList()|};

        public sealed record Invoice(int Number, string Company);
        """), Kernel);

    [Fact]
    public Task A_query_text_without_a_row_limit_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public Task<List<Order>> GetOrders() => {|PA4004:orders.QueryAsync("SELECT * FROM Orders")|};
        """ + Store), Kernel);

    // Silent

    [Fact]
    public Task A_query_text_with_a_row_limit_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public Task<List<Order>> GetOrders() => orders.QueryAsync("SELECT * FROM Orders LIMIT 20");
        """ + Store), Kernel);

    [Fact]
    public Task A_top_argument_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public Task<IReadOnlyList<Order>> GetOrders(string customer) => orders.SearchAsync(customer, top: 10);
        """ + Store), Kernel);

    [Fact]
    public Task Take_on_the_way_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public async Task<List<Order>> GetOrders(string customer) => (await orders.ListAsync(customer)).Take(50).ToList();
        """ + Store), Kernel);

    [Fact]
    public Task A_limit_that_the_model_may_give_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public Task<IReadOnlyList<Order>> GetOrders(string customer, int? maxResults = null) => orders.ListAsync(customer);
        """ + Store), Kernel);

    [Fact]
    public Task A_name_that_says_few_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public Task<List<Order>> GetOrders(string customer) => orders.GetLatestAsync(customer);
        """ + Store), Kernel);

    [Fact]
    public Task A_lookup_by_an_identifier_is_silent() => Verify.Silent(Snippet.Members("""
        private readonly List<Invoice> invoices = [];

        [KernelFunction]
        public List<Invoice> GetInvoices(string id) => invoices.Where(i => i.TransactionId == id).ToList();

        public sealed record Invoice(int Id, string Company, string TransactionId);
        """), Kernel);

    [Theory]
    [InlineData("private List<Invoice> invoices = new() { new(1, \"Acme\"), new(2, \"Initech\") };")]
    [InlineData("private readonly List<Invoice> invoices = [new(1, \"Acme\"), new(2, \"Initech\")];")]
    [InlineData("private static readonly List<Invoice> invoices = new List<Invoice>(2) { new(1, \"Acme\"), new(2, \"Initech\") };")]
    public Task A_filter_over_a_written_out_list_is_silent(string list) => Verify.Silent(Snippet.Members($$"""
        {{list}}

        [KernelFunction]
        public string GetInvoices(string company) => JsonSerializer.Serialize(invoices.Where(i => i.Company == company));

        [KernelFunction]
        public IEnumerable<Invoice> GetLarge(string company, DateTime? from = null)
        {
            var found = invoices.Where(i => i.Company == company);
            if (from.HasValue)
            {
                found = found.Where(i => i.Number > 3);
            }

            return found.ToList();
        }

        public sealed record Invoice(int Number, string Company);
        """), Kernel);

    [Fact]
    public Task One_element_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public async Task<Order?> GetOrder(string customer) => (await orders.ListAsync(customer)).FirstOrDefault();
        """ + Store), Kernel);

    [Fact]
    public Task A_parameter_collection_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public List<string> Sort(List<string> names) => names.OrderBy(n => n).ToList();
        """), Kernel);

    [Fact]
    public Task A_page_of_a_client_library_is_silent() => Verify.Silent(Snippet.Members("""
        private readonly Acme.BookingClient bookings = null!;

        [KernelFunction]
        public async Task<List<Acme.Booking>> GetBookings() => (await bookings.GetPageAsync()).Value;
        """), Kernel, settings: new Settings { MoreReferences = [Client.Value] });

    [Fact]
    public Task The_same_collection_in_a_prompt_is_silent() => Verify.Silent(Snippet.Members("""
        public async Task<FunctionResult> AskAsync(string customer) =>
            await kernel.InvokePromptAsync($"Orders: {string.Join(", ", await orders.ListAsync(customer))}");
        """ + Store), Kernel);
}
