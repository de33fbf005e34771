using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Tests.Flow;

/// <summary>Rows and elements that nobody here counts: where the text of a query is found, and what says that they are few.</summary>
public class RowTests
{
    private const string Model = """
        public class Item { public int Id { get; set; } public Guid Guid { get; set; } public string Key { get; set; } public int ItemId { get; set; } public int OwnerId { get; set; } public int Year { get; set; } public string Name { get; set; } public string[] Tags { get; set; } }
        public struct Pair { public int Year; public string Name; }
        public interface IStore { IEnumerable<Item> All(string name = ""); Task<List<Item>> AllAsync(); IEnumerable<Item> Some(int limit = 5); IEnumerable<Item> Maybe(int? limit = null, int year = 1); IEnumerable<Item> TopItems(); IEnumerable<Item> NextPage(); Item One(); byte[] Bytes(); IEnumerable<Item> Sql(string query); RestResponse Get(); Task<RestResponse> GetAsync(); Uri Link(); ChatResponse Ask(); IEnumerable<ChatMessage> Messages(); char[] Chars(); IEnumerable<string> Texts(); }
        public abstract class Base { public abstract List<Item> Given(); public virtual List<Item> Over() => new List<Item>(); public List<Item> Own() => new List<Item>(); }
        private static readonly List<Item> _items = new();
        private static readonly Dictionary<int, Item> _byId = new();
        private static readonly List<string> _names = new();
        private static readonly List<Pair> _pairs = new();
        private static string _pageClause, _clause;
        private static readonly string TopClause = " ";
        public class Paging { public int Number { get; set; } public int PageSize { get; set; } }
        private static readonly string Sql = "SELECT * FROM orders";
        private static readonly string Limited = "SELECT * FROM orders LIMIT 20";
        private static string SqlOf(string s) => s;
        private static IStore store;
        private static Base made;
        private static DbConnection db;
        private static IServiceProvider services;
        static string Show(IEnumerable<Item> items) => string.Join("\n", items.Select(i => i.Name));
        static string Rows(DbDataReader rows) { var s = ""; while (rows.Read()) s += rows.GetString(0); return s; }
        [KernelFunction] public static string Tool(string query) => Show(db.Query<Item>(query));
        [KernelFunction] public static string Paged(string queryWithLimit) => Show(db.Query<Item>(queryWithLimit));
        public static string Plain(string query) => Show(db.Query<Item>(query));
        public abstract class Part : DbCommand { public override string CommandText { get; set; } public override int CommandTimeout { get; set; } public override CommandType CommandType { get; set; } protected override DbConnection DbConnection { get; set; } protected override DbParameterCollection DbParameterCollection => null; protected override DbTransaction DbTransaction { get; set; } public override bool DesignTimeVisible { get; set; } public override UpdateRowSource UpdatedRowSource { get; set; } public override void Cancel() { } public override int ExecuteNonQuery() => 0; public override object ExecuteScalar() => null; public override void Prepare() { } protected override DbParameter CreateDbParameter() => null; protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => null; }
        public class Command : Part { public Command() { } public Command(string text) => CommandText = text; public string Other { get; set; } }

        """;

    private static readonly string[] All =
    [
        // The text of the query.
        "return Show(db.Query<Item>(\"SELECT * \" + \"FROM orders \" + other));",
        "return Show(db.Query<Item>(other + \" SELECT * FROM orders\"));",
        "return Show(db.Query<Item>(n > 0 ? \"SELECT * FROM orders\" : other));",
        "return Show(db.Query<Item>(n > 0 ? other : \"SELECT * FROM orders\"));",
        "var b = new StringBuilder(); b.Append(\"SELECT * FROM orders\"); return Show(db.Query<Item>(b.ToString()));",
        "var b = new StringBuilder(\"SELECT * FROM orders\"); return Show(db.Query<Item>(b.ToString()));",
        "return Show(db.Query<Item>(Sql));",
        "return Show(db.Query<Item>(\" SELECT * FROM orders \".Trim()));",
        "var q = \"SELECT * FROM orders\"; return Show(db.Query<Item>(q.Trim()));",
        "var q = \"SELECT * FROM X\"; return Show(db.Query<Item>(q.Replace(\"X\", other)));",
        "return Show(db.Query<Item>(string.Format(\"SELECT * FROM {0}\", other)));",
        "return Show(db.Query<Item>(string.Concat(\"SELECT * FROM \", other)));",
        "var c = db.CreateCommand(); c.CommandText = \"SELECT name FROM orders\"; var s = \"\"; var r = c.ExecuteReader(); while (r.Read()) s += r.GetString(0); return s;",
        "return Show(db.Query<Item>(\"SELECT MAX(year) FROM orders GROUP BY name\"));",
        "return Show(db.Query<Item>(\"SELECT * FROM orders WHERE year = 1\"));",
        "return Show(db.Query<Item>(new CommandDefinition(\"SELECT * FROM orders\")));",
        "return Rows(new Command(\"SELECT * FROM orders\").ExecuteReader());",
        "return Rows(new Command { CommandText = \"SELECT * FROM orders\" }.ExecuteReader());",
        "var c = new Command(); c.CommandText = \"SELECT * FROM orders\"; return Rows(c.ExecuteReader());",
        "var c = new Command(\"SELECT * FROM orders\"); return Rows(c.ExecuteReader());",
        "return Tool(other);",
        "return Show(db.Query<Item>($\"SELECT * FROM orders {_clause}\"));",
        "var q = \"SELECT * FROM orders\"; q = q.Replace(\"x\", \"y\"); return Show(db.Query<Item>(q));",
        "return Show(db.Query<Item>(\"SELECT * FROM \" + (n > 0 ? \"a\" : \"b\")));",

        // What an interface, an override or a collection of the type gives.
        "return Show(store.All());",
        "return Show(store.AllAsync().Result);",
        "return Show(store.Maybe(null));",
        "return Show(store.Sql(\"SELECT * FROM orders\"));",
        "return Show(made.Given());",
        "return Show(made.Over());",
        "return Show(_items.Where(i => i.Year == n));",
        "return Show(_byId.Values.Where(i => i.Year == n));",
        "return Show(_items.Where(i => i.Year == n || i.Id == n));",
        "return Show(_items.Where(i => !(i.Id == n)));",
        "return Show(_items.Where(i => i.Id != n));",
        "return Show(store.Some(int.MaxValue));",
        "return string.Join(\",\", store.Texts());",
        "return string.Join(\",\", store.Get().Headers);",
        "return string.Join(\",\", store.GetAsync().Result.Headers);",
        "return Show(db.Query<Item>(Sql).Where(i => i.OwnerId == n));",
        "return Show(db.Query<Item>(Sql).Where(i => n == 5));",
        "return Show(db.Query<Item>(Sql).Where(i => _items[0].Id == n));",
        "return Show(db.Query<Item>(\"SELECT * FROM page(@Number)\", new Paging { Number = 5 }));",
        "return Show(_items.Where(i => i.Name.Equals(other)));",
    ];

    private static readonly string[] FewRows =
    [
        "return Show(db.Query<Item>(\"SELECT * FROM orders \" + \"LIMIT 20\"));",
        "return Show(db.Query<Item>(\"SELECT TOP 5 * \" + other));",
        "return Show(db.Query<Item>(other));",
        "return Show(db.Query<Item>(SqlOf(\"SELECT * FROM orders\")));",
        "return Show(db.Query<Item>(n > 0 ? \"SELECT * FROM orders LIMIT 20\" : \"SELECT * FROM orders LIMIT 10\"));",
        "var b = new StringBuilder(); b.Append(\"SELECT * FROM orders\"); b.Append(\" LIMIT 20\"); return Show(db.Query<Item>(b.ToString()));",
        "return Show(db.Query<Item>(Limited));",
        "var q = \"SELECT * FROM orders LIMIT 5\"; return Show(db.Query<Item>(q.Trim()));",
        "return Show(db.Query<Item>(string.Format(\"SELECT * FROM {0} LIMIT 5\", other)));",
        "return Show(db.Query<Item>(\"SELECT MAX(year) FROM orders\"));",
        "return Show(db.Query<Item>(\"SELECT EXISTS(year) FROM orders\"));",
        "return Show(db.Query<Item>(\"SELECT * FROM orders WHERE order_id = 5\"));",
        "return Show(db.Query<Item>(\"UPDATE orders SET year = 5\"));",
        "return Show(db.Query<Item>(new CommandDefinition(\"SELECT * FROM orders LIMIT 5\")));",
        "return Rows(new Command(\"SELECT * FROM orders LIMIT 5\").ExecuteReader());",
        "return Rows(new Command { CommandText = \"SELECT * FROM orders LIMIT 5\" }.ExecuteReader());",
        "return Rows(new Command { Other = \"SELECT * FROM orders\" }.ExecuteReader());",
        "var c = new Command(); c.Other = \"SELECT * FROM orders\"; return Rows(c.ExecuteReader());",
        "return Plain(other);",
        "return Paged(other);",
        "return Show(db.Query<Item>($\"SELECT * FROM orders {_pageClause}\"));",
        "string limit = other; return Show(db.Query<Item>($\"SELECT * FROM orders {limit}\"));",
        "return Show(db.Query<Item>(\"SELECT * FROM \" + (n > 0 ? \"a LIMIT 5\" : \"b\")));",
        "return Show(db.Query<Item>(\"SELECT * FROM \" + (n > 0 ? \"a\" : \"b LIMIT 5\")));",
        "return Show(db.Query<Item>(null));",

        "return Show(store.Some());",
        "return Show(store.Some(n));",
        "return Show(store.Maybe(5));",
        "return Show(store.TopItems());",
        "return Show(store.NextPage());",
        "return Show(store.Sql(\"SELECT * FROM orders LIMIT 5\"));",
        "return store.One().Name;",
        "return Convert.ToBase64String(store.Bytes());",
        "return Show(made.Own());",
        "return Show(made.Given().Take(5));",
        "return string.Join(\",\", _names.Where(s => s.Length == n));",
        "return Show(_items.Take(5));",
        "return Show(_items.Where(i => i.Id == n));",
        "return Show(_items.Where(i => n == i.Id));",
        "return Show(_items.Where(i => i.Guid == Guid.Empty));",
        "return Show(_items.Where(i => i.Key == other));",
        "return Show(_items.Where(i => i.ItemId == n));",
        "return Show(_items.Where(i => i.Key.Equals(other)));",
        "return Show(_items.Where(i => string.Equals(i.Key, other)));",
        "return Show(_items.Where(i => i.Id == n && i.Year > 5));",
        "return Show(store.All().Where(i => i.Id == n));",
        "return Show(store.All().Where(i => i.OwnerId == n));",
        "return Show(db.Query<Item>(Sql).Where(i => i.OwnerId == n && i.Id == n));",
        "return Show(db.Query<Item>(Sql).Where(i => i.Id == n && i.OwnerId == n));",
        "return string.Join(\",\", store.One().Tags);",
        "return store.Get().Server;",
        "return string.Join(\",\", store.Link().Segments);",
        "return string.Join(\",\", store.Ask().Messages);",
        "return string.Join(\",\", store.Messages());",
        "return new string(store.Chars());",
        "return string.Join(\",\", services.GetServices<string>());",
        "return Show(_items);",
        "return string.Join(\",\", _pairs.Where(p => p.Year == n).Select(p => p.Name));",
        "var items = new List<Item>(); return Show(items.Where(i => i.Year == n));",
        "return string.Join(\",\", _byId.Keys.Where(k => k > n));",
        "return Show(db.Query<Item>(\"SELECT * FROM page(@PageSize)\", new Paging { PageSize = 5 }));",
        "return Show(db.Query<Item>($\"SELECT * FROM orders {TopClause}\"));",
    ];

    [Fact]
    public void Rows_that_nothing_limits_are_many() => Assert.Equal("", Wrong(unbounded: true, All));

    [Fact]
    public void Rows_that_something_limits_are_few() => Assert.Equal("", Wrong(unbounded: false, FewRows));

    [Fact]
    public void A_query_that_is_put_together_in_a_few_steps_is_read_and_one_in_many_is_not()
    {
        static string Body(int steps) => "var q0 = \"SELECT * FROM orders\"; "
            + string.Concat(Enumerable.Range(0, steps).Select(static i => $"var q{i + 1} = q{i}; "))
            + $"return Show(db.Query<Item>(q{steps}));";
        Assert.Equal("", Wrong(unbounded: true, [Body(7)]));
        Assert.Equal("", Wrong(unbounded: false, [Body(20), "var q = \"SELECT * FROM orders\"; q = q + q; q = other; q = $\"{q} LIMIT 5\"; return Show(db.Query<Item>(q));"]));
    }

    [Theory]
    [InlineData("n", true)]
    [InlineData("k", true)]
    [InlineData("first", true)]
    [InlineData("size", true)]
    [InlineData("amount", true)]
    [InlineData("number", true)]
    [InlineData("count", true)]
    [InlineData("limit", true)]
    [InlineData("maxResults", true)]
    [InlineData("pageSize", true)]
    [InlineData("row_limit", true)]
    [InlineData("resultsTop", true)]
    [InlineData("name", false)]
    [InlineData("nn", false)]
    [InlineData("topic", false)]
    [InlineData("maximal", false)]
    [InlineData("", false)]
    public void A_name_says_how_many_or_not(string name, bool isLimit) => Assert.Equal(isLimit, OperationFacts.IsLimitName(name));

    private static string Wrong(bool unbounded, string[] bodies) => VerdictTable.Wrong(
        unbounded,
        bodies,
        "",
        Model,
        "using System.Data; using System.Data.Common; using Dapper; using Microsoft.Extensions.AI; using Microsoft.Extensions.DependencyInjection; using Microsoft.SemanticKernel; using RestSharp;\n",
        "Dapper",
        "RestSharp",
        "Microsoft.Extensions.AI.Abstractions",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.SemanticKernel.Abstractions");
}
