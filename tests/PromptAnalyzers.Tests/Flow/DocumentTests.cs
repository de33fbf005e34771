namespace PromptAnalyzers.Tests.Flow;

/// <summary>Parts, pairs and folds of content, and what fills the objects that hold it: each large one beside a small one.</summary>
public class DocumentTests
{
    private const string Members = """
        static readonly HttpClient capped = new HttpClient { MaxResponseContentBufferSize = 8000 };
        static readonly HttpClient huge = new HttpClient { MaxResponseContentBufferSize = 8_000_000 };
        static readonly HttpClient plain = new HttpClient();
        static string Pairs(IEnumerable<string> a, IEnumerable<string> b) => string.Join("", a.Zip(b, (x, y) => x));
        static string Rest(IEnumerable<string> a) => string.Join("", a.Skip(1));

        """;

    private static readonly string[] Large =
    [
        // From a start on.
        "return text.AsSpan(text.IndexOf('a')).ToString();",
        "return text.AsSpan(5, text.Length).ToString();",
        "return text.AsSpan(50..).ToString();",
        "return text.AsSpan(^text.Length).ToString();",
        "return text.AsMemory()[50..].ToString();",
        "return text.AsMemory().Slice(5).ToString();",

        // Two sequences, and all elements in one.
        "return Pairs(File.ReadLines(path), File.ReadLines(other));",
        "return Rest(File.ReadLines(path));",
        "return File.ReadLines(path).Aggregate((a, b) => $\"{a}{b}\");",
        "return File.ReadLines(path).Aggregate((a, b) => string.Concat(a, b));",
        "return File.ReadLines(path).Aggregate((a, b) => string.Format(\"{0}{1}\", a, b));",
        "return new[] { text, other }.Aggregate((a, b) => b);",

        // Documents and streams.
        "return XDocument.Load(new StringReader(text)).ToString();",
        "using var s = File.OpenRead(path); return XDocument.Load(s).ToString();",
        "using var m = new MemoryStream(); using var f = File.OpenRead(path); f.CopyTo(m); return Encoding.UTF8.GetString(m.ToArray());",
        "var w = new StringWriter(); foreach (var l in File.ReadLines(path)) w.WriteLine(l); return w.ToString();",
        "var d = new Dictionary<string, List<string>>(); foreach (var l in File.ReadLines(path)) d[l] = new List<string>(); return string.Join(\",\", d.Keys);",

        // Clients.
        "return plain.GetStringAsync(path).Result;",
        "return huge.GetStringAsync(path).Result;",
        "var c = new HttpClient(); c.Timeout = TimeSpan.FromSeconds(5); return c.GetStringAsync(path).Result;",
        "var c = new HttpClient { Timeout = TimeSpan.FromSeconds(5) }; return c.GetStringAsync(path).Result;",
        "return File.ReadLines(path).Aggregate((a, b) => string.Join(\",\", a, b));",
        "return File.ReadLines(path).Aggregate(new StringBuilder(), (b, l) => b.Append(l)).ToString();",
        "using var m = new MemoryStream(); System.Text.Json.JsonSerializer.SerializeAsync(m, File.ReadAllLines(path)); return Encoding.UTF8.GetString(m.ToArray());",
    ];

    private static readonly string[] Small =
    [
        "return text.AsSpan(text.Length - 50).ToString();",
        "return text.AsSpan(n, 50).ToString();",
        "return text.AsSpan(^50..).ToString();",
        "return text.AsSpan(^50).ToString();",
        "return text.AsMemory()[..50].ToString();",
        "return text.AsMemory().Slice(5, 50).ToString();",

        "return Rest(File.ReadLines(path).Take(5));",
        "return File.ReadLines(path).Aggregate((a, b) => b);",
        "return File.ReadLines(path).Aggregate(\"\", (a, b) => b);",
        "return new[] { \"a\", \"b\" }.Aggregate((a, b) => a + b);",

        "return XDocument.Load(new StringReader(other)).ToString();",
        "using var s = new MemoryStream(new byte[5]); return XDocument.Load(s).ToString();",
        "using var m = new MemoryStream(); using var f = File.OpenRead(path); m.CopyTo(f); return Encoding.UTF8.GetString(m.ToArray());",
        "var d = new Dictionary<string, object>(); d[\"a\"] = new object(); return string.Join(\",\", d.Keys);",
        "var d = new Dictionary<string, object>(); d[\"a\"] = text.Length; return string.Join(\",\", d.Values);",

        "return capped.GetStringAsync(path).Result;",
        "var c = new HttpClient(); c.MaxResponseContentBufferSize = 8000; return c.GetStringAsync(path).Result;",
        "using var m = new MemoryStream(); new MemoryStream(new byte[5]).CopyTo(m); return Encoding.UTF8.GetString(m.ToArray());",
        "using var m = new MemoryStream(); System.Text.Json.JsonSerializer.SerializeAsync(m, new[] { other }); return Encoding.UTF8.GetString(m.ToArray());",
    ];

    [Fact]
    public void Most_of_it_or_all_of_it_is_large() => Assert.Equal("", Wrong(unbounded: true, Large));

    [Fact]
    public void A_part_of_known_length_is_small() => Assert.Equal("", Wrong(unbounded: false, Small));

    private static string Wrong(bool unbounded, string[] bodies) => VerdictTable.Wrong(
        unbounded, bodies, members: Members, usings: "using System.Net.Http; using System.Xml.Linq;\n");
}
