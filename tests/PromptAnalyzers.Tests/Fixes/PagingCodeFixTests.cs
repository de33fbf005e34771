using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes;

/// <summary>PA4002: the tool gets a parameter for the next page, where pages are sure to fit together and no caller breaks.</summary>
public sealed class PagingCodeFixTests
{
    private const Sdk Kernel = Sdk.SemanticKernel;

    private const string Store = """

        private readonly Db db = null!;

        public sealed class Db : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            public DbSet<Note> Notes { get; set; } = null!;

            public DbSet<Letter> Letters => Set<Letter>();

            public DbSet<Clerk> Clerks => Set<Clerk>();
        }

        public sealed record Letter([property: System.ComponentModel.DataAnnotations.Key] string Number, int Id);

        public sealed record Clerk(Guid ClerkId, string Name);

        public sealed record Order(int Id, string Customer, decimal Amount);

        public sealed record Note(string Text);
        """;

    private static readonly Settings EntityFramework = new()
    {
        MoreReferences = [.. References.ForLibraries("Microsoft.EntityFrameworkCore").Except(References.For(Kernel))],
        MoreSources = [("/0/Usings.cs", "global using Microsoft.EntityFrameworkCore;\n")],
    };

    [Fact]
    public Task Rows_are_ordered_by_their_key() => Pages(
        "public async Task<List<Order>> Orders(string customer) => {|PA4002:await db.Orders.Where(o => o.Customer == customer).ToListAsync()|};",
        """public async Task<List<Order>> Orders(string customer, [Description("Rows to skip")] int skip = 0) => await db.Orders.Where(o => o.Customer == customer).OrderBy(o => o.Id).Skip(skip).Take(50).ToListAsync();""");

    [Fact]
    public Task A_key_may_be_marked() => Pages(
        "public async Task<List<Letter>> Letters() => {|PA4002:await db.Letters.ToListAsync()|};",
        """public async Task<List<Letter>> Letters([Description("Rows to skip")] int skip = 0) => await db.Letters.OrderBy(l => l.Number).Skip(skip).Take(50).ToListAsync();""");

    [Fact]
    public Task A_key_may_have_the_name_of_its_type() => Pages(
        "public async Task<List<Clerk>> Clerks() => {|PA4002:await db.Clerks.ToListAsync()|};",
        """public async Task<List<Clerk>> Clerks([Description("Rows to skip")] int skip = 0) => await db.Clerks.OrderBy(c => c.ClerkId).Skip(skip).Take(50).ToListAsync();""");

    [Fact]
    public Task An_order_that_is_there_stays() => Pages(
        "public async Task<List<decimal>> Amounts() => {|PA4002:await db.Orders.OrderBy(o => o.Amount).Select(o => o.Amount).ToListAsync()|};",
        """public async Task<List<decimal>> Amounts([Description("Rows to skip")] int skip = 0) => await db.Orders.OrderBy(o => o.Amount).Select(o => o.Amount).Skip(skip).Take(50).ToListAsync();""");

    [Fact]
    public Task A_chain_down_the_page_gets_lines() => Pages(
        """
        public async Task<List<Order>> Orders(
            string customer,
            CancellationToken cancellationToken = default)
        {
            return {|PA4002:await db.Orders
                .Where(o => o.Customer == customer)
                .ToListAsync(cancellationToken)|};
        }
        """,
        """
        public async Task<List<Order>> Orders(
            string customer,
            [Description("Rows to skip")] int skip = 0,
            CancellationToken cancellationToken = default)
        {
            return await db.Orders
                .Where(o => o.Customer == customer)
                .OrderBy(o => o.Id)
                .Skip(skip)
                .Take(50)
                .ToListAsync(cancellationToken);
        }
        """);

    [Fact]
    public Task Serialised_rows_are_cut_where_they_are_read() => Pages(
        "public async Task<string> Orders() => {|PA4002:JsonSerializer.Serialize(await db.Orders.ToListAsync())|};",
        """public async Task<string> Orders([Description("Rows to skip")] int skip = 0) => JsonSerializer.Serialize(await db.Orders.OrderBy(o => o.Id).Skip(skip).Take(50).ToListAsync());""");

    [Fact]
    public Task Lines_have_their_order() => Pages(
        "public string[] Rows(string file) => {|PA4002:File.ReadAllLines(file)|};",
        """public string[] Rows(string file, [Description("Rows to skip")] int skip = 0) => File.ReadAllLines(file).Skip(skip).Take(50).ToArray();""");

    [Fact]
    public Task The_parameter_is_documented_where_the_others_are() => Pages(
        """
        /// <summary>Finds rows.</summary>
        /// <param name="word">What is in them.</param>
        /// <returns>The rows.</returns>
        [KernelFunction]
        public List<string> Rows(string word) => {|PA4002:File.ReadLines(path).Where(r => r.Contains(word)).ToList()|};
        """,
        """
        /// <summary>Finds rows.</summary>
        /// <param name="word">What is in them.</param>
        /// <param name="skip">Rows to skip.</param>
        /// <returns>The rows.</returns>
        [KernelFunction]
        public List<string> Rows(string word, [Description("Rows to skip")] int skip = 0) => File.ReadLines(path).Where(r => r.Contains(word)).Skip(skip).Take(50).ToList();
        """);

    [Fact]
    public Task Callers_that_go_on_compiling_are_no_obstacle() => Pages(
        """
        public string[] Rows(string file) => {|PA4002:File.ReadAllLines(file)|};

        public string Name => nameof(Rows);

        public int Count() => Rows("a").Length + this.Rows(file: "b").Length;

        public KernelFunction Function() => KernelFunctionFactory.CreateFromMethod(Rows);
        """,
        """
        public string[] Rows(string file, [Description("Rows to skip")] int skip = 0) => File.ReadAllLines(file).Skip(skip).Take(50).ToArray();

        public string Name => nameof(Rows);

        public int Count() => Rows("a").Length + this.Rows(file: "b").Length;

        public KernelFunction Function() => KernelFunctionFactory.CreateFromMethod(Rows);
        """);

    [Fact]
    public Task Rows_without_a_key_are_only_cut() => OnlyTakes(
        "public async Task<List<Note>> Notes() => {|PA4002:await db.Notes.ToListAsync()|};",
        "public async Task<List<Note>> Notes() => await db.Notes.Take(50).ToListAsync();");

    [Fact]
    public Task A_projection_hides_the_key() => OnlyTakes(
        "public async Task<List<string>> Customers() => {|PA4002:await db.Orders.Select(o => o.Customer).ToListAsync()|};",
        "public async Task<List<string>> Customers() => await db.Orders.Select(o => o.Customer).Take(50).ToListAsync();");

    [Fact]
    public Task A_query_in_a_variable_may_have_an_order_of_its_own() => OnlyTakes(
        """
        public async Task<List<Order>> Orders(bool all)
        {
            IQueryable<Order> query = db.Orders.OrderBy(o => o.Amount);
            return {|PA4002:await query.ToListAsync()|};
        }
        """,
        """
        public async Task<List<Order>> Orders(bool all)
        {
            IQueryable<Order> query = db.Orders.OrderBy(o => o.Amount);
            return await query.Take(50).ToListAsync();
        }
        """);

    [Fact]
    public Task A_token_that_is_passed_by_position_keeps_its_place() => OnlyTakes(
        """
        public async Task<List<Order>> Orders(CancellationToken token = default) => {|PA4002:await db.Orders.ToListAsync(token)|};

        public Task<List<Order>> All(CancellationToken token) => Orders(token);
        """,
        """
        public async Task<List<Order>> Orders(CancellationToken token = default) => await db.Orders.Take(50).ToListAsync(token);

        public Task<List<Order>> All(CancellationToken token) => Orders(token);
        """);

    [Fact]
    public Task A_token_that_must_be_passed_keeps_its_place() => OnlyTakes(
        "public async Task<List<Order>> Orders(CancellationToken token) => {|PA4002:await db.Orders.ToListAsync(token)|};",
        "public async Task<List<Order>> Orders(CancellationToken token) => await db.Orders.Take(50).ToListAsync(token);");

    [Fact]
    public Task A_delegate_type_fixes_the_parameters() => OnlyTakes(
        """
        public string[] Rows(string file) => {|PA4002:File.ReadAllLines(file)|};

        public Func<string, string[]> Reader => Rows;
        """,
        """
        public string[] Rows(string file) => File.ReadAllLines(file).Take(50).ToArray();

        public Func<string, string[]> Reader => Rows;
        """);

    [Fact]
    public Task An_expression_tree_may_leave_nothing_out() => OnlyTakes(
        """
        public string[] Rows(string file) => {|PA4002:File.ReadAllLines(file)|};

        public System.Linq.Expressions.Expression<Func<string[]>> Call => () => Rows("a");
        """,
        """
        public string[] Rows(string file) => File.ReadAllLines(file).Take(50).ToArray();

        public System.Linq.Expressions.Expression<Func<string[]>> Call => () => Rows("a");
        """);

    [Fact]
    public Task An_overload_could_be_meant_instead() => OnlyTakes(
        """
        public string[] Rows(string file) => {|PA4002:File.ReadAllLines(file)|};

        public string[] Rows(string file, int skip) => new string[0];
        """,
        """
        public string[] Rows(string file) => File.ReadAllLines(file).Take(50).ToArray();

        public string[] Rows(string file, int skip) => new string[0];
        """);

    [Fact]
    public Task A_parameter_of_that_name_is_no_page() => OnlyTakes(
        "public string[] Rows(bool skip) => {|PA4002:File.ReadAllLines(path)|};",
        "public string[] Rows(bool skip) => File.ReadAllLines(path).Take(50).ToArray();");

    [Fact]
    public Task Params_stay_last() => OnlyTakes(
        "public string[] Rows(params string[] words) => {|PA4002:File.ReadAllLines(path)|};",
        "public string[] Rows(params string[] words) => File.ReadAllLines(path).Take(50).ToArray();");

    [Fact]
    public Task An_interface_has_the_say() => Verify.Fix(
        Snippet.Members(Contract("{|PA4002:File.ReadAllLines(\"a\")|}")),
        Snippet.Members(Contract("File.ReadAllLines(\"a\").Take(50).ToArray()")),
        Kernel,
        TakeCodeFixProvider.Key);

    [Fact]
    public Task A_caller_in_another_file_counts() => Verify.Fix(
        Snippet.Members("[KernelFunction]\npublic string[] Rows(string file) => {|PA4002:File.ReadAllLines(file)|};"),
        Snippet.Members("[KernelFunction]\npublic string[] Rows(string file) => File.ReadAllLines(file).Take(50).ToArray();"),
        Kernel,
        TakeCodeFixProvider.Key,
        settings: new Settings
        {
            MoreSources = [("/0/Other.cs", "public class Other\n{\n    public System.Func<string, string[]> Reader(Snippet snippet) => snippet.Rows;\n}\n")],
        });

    [Fact]
    public Task Each_place_gets_its_best_in_a_fix_of_all() => Pages(
        """
        public string[] Rows(string file) => {|PA4002:File.ReadAllLines(file)|};

        [KernelFunction]
        public async Task<List<Note>> Notes() => {|PA4002:await db.Notes.ToListAsync()|};
        """,
        """
        public string[] Rows(string file, [Description("Rows to skip")] int skip = 0) => File.ReadAllLines(file).Skip(skip).Take(50).ToArray();

        [KernelFunction]
        public async Task<List<Note>> Notes() => await db.Notes.Take(50).ToListAsync();
        """);

    [Fact]
    public Task The_first_items_are_for_all_when_they_are_chosen() => Fix(
        """
        public string[] Rows(string file) => {|PA4002:File.ReadAllLines(file)|};

        [KernelFunction]
        public string[] Others(string file) => {|PA4002:File.ReadAllLines(file)|};
        """,
        """
        public string[] Rows(string file) => File.ReadAllLines(file).Take(50).ToArray();

        [KernelFunction]
        public string[] Others(string file) => File.ReadAllLines(file).Take(50).ToArray();
        """,
        TakeCodeFixProvider.FirstOnlyKey);

    private static string Contract(string rows) => $$"""
        public interface IRows
        {
            string[] Rows();
        }

        public class Files : IRows
        {
            [KernelFunction]
            public string[] Rows() => {{rows}};
        }
        """;

    private static async Task Pages(string before, string after)
    {
        await Fix(before, after, null);
        await Fix(before, after, TakeCodeFixProvider.Key);
    }

    private static Task OnlyTakes(string before, string after) => Fix(before, after, TakeCodeFixProvider.Key);

    private static Task Fix(string before, string after, string? key) => Verify.Fix(
        Snippet.Members(Tool(before)), Snippet.Members(Tool(after)), Kernel, key, settings: EntityFramework);

    private static string Tool(string code) => (code.StartsWith("///", StringComparison.Ordinal) ? "" : "[KernelFunction]\n") + code + "\n" + Store;
}
