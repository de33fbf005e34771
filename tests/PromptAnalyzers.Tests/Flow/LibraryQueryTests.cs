namespace PromptAnalyzers.Tests.Flow;

/// <summary>Queries of databases and listings: how many rows there are, and what limits them.</summary>
public class LibraryQueryTests
{
    private const string Usings = "using System.Data.Common; using System.Threading.Tasks; using Dapper; using Microsoft.EntityFrameworkCore; using MongoDB.Driver;\n";

    private const string Model = """
        public class Order { public int Id { get; set; } public int Year { get; set; } public string Name { get; set; } }
        public class Shop : DbContext { public DbSet<Order> Orders { get; set; } public DbSet<Order> Old => Set<Order>(); }
        static string Show(IEnumerable<Order> orders) => string.Join("\n", orders.Select(o => o.Name));
        static T Connect<T>() => default;
        """;

    private static bool Unbounded(string body) => new FlowCompilation(
        Model + "static async Task<string> M(Shop shop, DbConnection db, IMongoCollection<Order> mongo, string name, int n) {\n" + body + "\n}",
        Usings,
        "Dapper",
        "Microsoft.EntityFrameworkCore",
        "Microsoft.EntityFrameworkCore.Abstractions",
        "Microsoft.EntityFrameworkCore.Relational",
        "MongoDB.Driver",
        "MongoDB.Bson").IsUnbounded("M");

    [Theory]
    [InlineData("return Show(await shop.Orders.ToListAsync());")]
    [InlineData("return Show(shop.Orders.ToList());")]
    [InlineData("return Show(shop.Orders);")]
    [InlineData("return Show(await shop.Old.AsNoTracking().Include(o => o.Name).ToArrayAsync());")]
    [InlineData("return Show(await shop.Set<Order>().Where(o => o.Year == n).OrderBy(o => o.Name).ToListAsync());")]
    [InlineData("IQueryable<Order> q = shop.Orders; if (n > 0) q = q.Where(o => o.Year == n); return Show(await q.ToListAsync());")]
    [InlineData("return Show(await (from o in shop.Orders where o.Year > n select o).ToListAsync());")]
    [InlineData("return string.Join(\",\", await shop.Orders.Select(o => o.Name).Skip(20).ToListAsync());")]
    [InlineData("return string.Join(\",\", await shop.Orders.GroupBy(o => o.Year).Select(g => g.Key).ToListAsync());")]
    [InlineData("return Show(await shop.Orders.FromSqlRaw(\"SELECT * FROM Orders WHERE Year > 2000\").ToListAsync());")]
    [InlineData("return Show(shop.Orders.FromSql($\"SELECT * FROM Orders WHERE Name = {name}\"));")]
    [InlineData("var s = new StringBuilder(); await foreach (var o in shop.Orders.AsAsyncEnumerable()) s.AppendLine(o.Name); return s.ToString();")]
    [InlineData("var all = new List<string>(); foreach (var o in shop.Orders) { all.Add(o.Name); } return string.Join(\",\", all);")]
    public void A_set_of_a_context_is_a_whole_table(string body) => Assert.True(Unbounded(body));

    [Theory]
    [InlineData("return Show(await shop.Orders.Take(20).ToListAsync());")]
    [InlineData("return Show(await shop.Orders.Where(o => o.Year == n).OrderBy(o => o.Name).Take(n).ToListAsync());")]
    [InlineData("return Show((await shop.Orders.ToListAsync()).Take(20));")]
    [InlineData("IQueryable<Order> q = shop.Orders; q = q.Take(20); return Show(await q.ToListAsync());")]
    [InlineData("return Show(await (from o in shop.Orders where o.Year > n select o).Take(n).ToListAsync());")]
    [InlineData("return (await shop.Orders.FirstOrDefaultAsync(o => o.Name == name)).Name;")]
    [InlineData("return (await shop.Orders.FindAsync(n)).Name;")]
    [InlineData("return Show(await shop.Orders.Where(o => o.Id == n).ToListAsync());")]
    [InlineData("return (await shop.Orders.CountAsync()).ToString();")]
    [InlineData("return Show(await shop.Orders.FromSqlRaw(\"SELECT TOP 20 * FROM Orders\").ToListAsync());")]
    [InlineData("return Show(shop.Orders.FromSql($\"SELECT * FROM Orders WHERE Name = {name} ORDER BY Name LIMIT 20\"));")]
    [InlineData("var s = new StringBuilder(); int i = 0; foreach (var o in shop.Orders) { if (++i > 20) break; s.AppendLine(o.Name); } return s.ToString();")]
    [InlineData("return shop.Orders.Select(o => o.Name).First();")]
    public void A_set_of_which_something_is_taken_is_not(string body) => Assert.False(Unbounded(body));

    [Theory]
    [InlineData("return Show(await db.QueryAsync<Order>(\"SELECT * FROM orders\"));")]
    [InlineData("return Show(db.Query<Order>(\"select id, name from orders where year = @n\", new { n }));")]
    [InlineData("var sql = \"SELECT * FROM orders\"; if (n > 0) sql += \" WHERE year = @n\"; return Show(db.Query<Order>(sql, new { n }));")]
    [InlineData("return Show(db.Query<Order>($\"SELECT * FROM {name}\"));")]
    [InlineData("return string.Join(\",\", db.Query<int>(\"SELECT COUNT(*) FROM orders GROUP BY year\").Select(c => c + \"\"));")]
    [InlineData("using var all = db.QueryMultiple(\"SELECT * FROM orders; SELECT * FROM old\"); return Show(all.Read<Order>());")]
    public void A_query_without_a_limit_gives_all_rows(string body) => Assert.True(Unbounded(body));

    [Theory]
    [InlineData("return Show(await db.QueryAsync<Order>(\"SELECT * FROM orders LIMIT 20\"));")]
    [InlineData("return Show(db.Query<Order>(\"select top (20) id, name from orders where year = @n\", new { n }));")]
    [InlineData("var sql = \"SELECT * FROM orders\"; sql += \" OFFSET 0 ROWS FETCH NEXT 20 ROWS ONLY\"; return Show(db.Query<Order>(sql));")]
    [InlineData("return Show(db.Query<Order>($\"SELECT * FROM {name} LIMIT {n}\"));")]
    [InlineData("var limitClause = name; return Show(db.Query<Order>($\"SELECT * FROM orders {limitClause}\"));")]
    [InlineData("return string.Join(\",\", db.Query<int>(\"SELECT COUNT(*) FROM orders\").Select(c => c + \"\"));")]
    [InlineData("return Show(db.Query<Order>(\"SELECT * FROM orders WHERE o.Id = @n\", new { n }));")]
    [InlineData("return Show(db.Query<Order>(name));")]
    [InlineData("return db.QueryFirst<Order>(\"SELECT * FROM orders\").Name;")]
    [InlineData("return string.Join(\",\", db.Query<string>(\"SELECT name FROM sqlite_master\"));")]
    public void A_query_with_a_limit_or_of_unknown_text_is_not_reported(string body) => Assert.False(Unbounded(body));

    [Theory]
    [InlineData("using var c = db.CreateCommand(); c.CommandText = \"SELECT name FROM orders\"; using var r = await c.ExecuteReaderAsync(); var s = new StringBuilder(); while (await r.ReadAsync()) s.AppendLine(r.GetString(0)); return s.ToString();")]
    [InlineData("var c = db.CreateCommand(); c.CommandText = \"SELECT * FROM orders\"; var r = c.ExecuteReader(); var all = new List<Order>(); while (r.Read()) { all.Add(new Order { Id = r.GetInt32(0), Name = r.GetString(1) }); } return Show(all);")]
    [InlineData("var c = db.CreateCommand(); c.CommandText = \"SELECT * FROM orders\"; var r = c.ExecuteReader(); var all = new List<object>(); while (r.Read()) all.Add(r[\"name\"]); return string.Join(\",\", all);")]
    [InlineData("var c = db.CreateCommand(); c.CommandText = \"SELECT * FROM orders\"; var s = \"\"; using (var r = c.ExecuteReader()) { while (r.Read()) { s += r.GetInt32(0) + \",\"; } } return s;")]
    public void Rows_read_in_a_loop_are_collected(string body) => Assert.True(Unbounded(body));

    [Theory]
    [InlineData("using var c = db.CreateCommand(); c.CommandText = \"SELECT name FROM orders LIMIT 20\"; using var r = await c.ExecuteReaderAsync(); var s = new StringBuilder(); while (await r.ReadAsync()) s.AppendLine(r.GetString(0)); return s.ToString();")]
    [InlineData("var c = db.CreateCommand(); c.CommandText = \"SELECT name FROM orders\"; var r = c.ExecuteReader(); var all = new List<string>(); while (r.Read() && all.Count < 20) { all.Add(r.GetString(0)); } return string.Join(\",\", all);")]
    [InlineData("var c = db.CreateCommand(); c.CommandText = \"SELECT name FROM orders\"; var r = c.ExecuteReader(); return r.Read() ? r.GetString(0) : \"\";")]
    [InlineData("var c = db.CreateCommand(); c.CommandText = \"SELECT name FROM orders\"; var r = c.ExecuteReader(); int rows = 0; while (r.Read()) rows++; return rows.ToString();")]
    public void Some_rows_read_are_small(string body) => Assert.False(Unbounded(body));

    [Theory]
    [InlineData("return Show(await mongo.Find(o => o.Year == n).ToListAsync());", true)]
    [InlineData("return Show(mongo.Find(o => o.Year == n).SortBy(o => o.Name).ToEnumerable());", true)]
    [InlineData("return Show(mongo.AsQueryable().Where(o => o.Year == n));", true)]
    [InlineData("return Show(await mongo.Find(o => o.Year == n).Limit(20).ToListAsync());", false)]
    [InlineData("return Show(await (await mongo.FindAsync(o => o.Year == n, new FindOptions<Order> { Limit = 20 })).ToListAsync());", false)]
    [InlineData("return (await mongo.Find(o => o.Year == n).FirstOrDefaultAsync()).Name;", false)]
    [InlineData("return Show(mongo.AsQueryable().Take(20));", false)]
    public void Documents_are_all_that_a_filter_finds_unless_limited(string body, bool unbounded) => Assert.Equal(unbounded, Unbounded(body));

    [Theory]
    [InlineData("return string.Join(\"\\n\", Directory.GetFiles(name));", true)]
    [InlineData("return string.Join(\"\\n\", new DirectoryInfo(name).EnumerateFiles(\"*.txt\").Select(f => f.Name));", true)]
    [InlineData("var s = new StringBuilder(); foreach (var f in Directory.EnumerateFiles(name)) s.AppendLine(Path.GetFileName(f)); return s.ToString();", true)]
    [InlineData("return string.Join(\"\\n\", Directory.GetFiles(name).Take(20));", false)]
    [InlineData("return Directory.GetFiles(name)[0];", false)]
    [InlineData("return Directory.GetFiles(name).Length.ToString();", false)]
    public void A_listing_of_a_folder_has_as_many_names_as_there_are_files(string body, bool unbounded) => Assert.Equal(unbounded, Unbounded(body));
}
