namespace PromptAnalyzers.Tests.Flow;

/// <summary>What the functions that a sequence is given make of its elements: lambdas, methods, members of libraries.</summary>
public class FunctionTests
{
    private const string Members = """
        static string Prefixed(this string s, string prefix) => prefix + s;
        static string Ignoring(this string s, string ignored) => s;
        static string Stripped(string s) { var b = new StringBuilder(); foreach (char c in s) if (c > ' ') b.Append(c); return b.ToString(); }
        static string Twice(string s) => Stripped(s);
        static string Indented(string s) => string.Join("\n", s.Split('\n').Select(l => "> " + l));
        static IEnumerable<string> Words(string s) => s.Split(' ');
        static string Marks(string s) { var list = new List<string>(); list.Add(s); return string.Join(",", list.Select(x => "a")); }
        static string FirstLine(string s) => s.Split('\n')[0];
        static string Length(string s) { int k = 0; foreach (char c in s) k++; return k.ToString(); }
        class Shelf { public virtual string Maybe(string p) => File.ReadAllText(p); public string Sure(string p) => File.ReadAllText(p); public string Same(string s) => s; }
        static string Ticks(IEnumerable<string> all) => string.Join(",", all.Select(x => "a"));

        """;

    private static readonly string[] Large =
    [
        "return string.Join(\"\", new[] { text }.Select(WebUtility.HtmlEncode));",
        "return string.Join(\"\", new[] { path }.Select(File.ReadAllText));",
        "return string.Join(\"\", new[] { path }.SelectMany(Directory.GetFiles));",
        "return string.Join(\"\", new[] { path }.SelectMany(p => File.ReadLines(p)));",
        "return string.Join(\"\", new[] { path }.Select(new Shelf().Sure));",
        "return string.Join(\"\", new[] { text }.Select(new Shelf().Same));",
        "return string.Join(\"\", new List<string> { other }.ConvertAll(p => text));",
        "return Ticks(File.ReadLines(path));",
        "return string.Join(\"\", new[] { other }.Select(text.Ignoring));",
        "return string.Join(\"\", new[] { text }.Select(other.Prefixed));",
        "return string.Join(\"\", new[] { path }.Select(http.GetStringAsync).Select(t => t.Result));",
        "Func<string> load = () => text; return Task.Run(load).Result + Task.Run(() => text).Result;",
        "IQueryable<string> all = new[] { text }.AsQueryable(); return string.Join(\"\", all.Select(t => t));",
        "return string.Join(\"\", File.ReadLines(path).SkipWhile((l, i) => i < 50));",
        "return string.Join(\"\", File.ReadLines(path).Take(5..));",
        "return string.Concat(text.Take(text.Length - 1));",
        "return new string(text.Chunk(text.Length).First());",
        "return string.Concat(text.Chunk(n).Select(c => new string(c)));",

        // Of a text: its characters, lines and words.
        "var b = new StringBuilder(); foreach (var c in text) if (c > ' ') b.Append(c); return b.ToString();",
        "return string.Concat(text.Select(c => char.ToUpper(c)));",
        "return Stripped(text);",
        "return Twice(text);",
        "return Indented(text);",
        "return string.Join(\",\", Words(text));",
        "return string.Join(\",\", new[] { text }.Select(Stripped));",
        "var list = new List<string>(); list.Add(Same(text)); return string.Join(\",\", list);",
    ];

    private static readonly string[] Small =
    [
        "return string.Join(\"\", new[] { other }.Select(WebUtility.HtmlEncode));",
        "return string.Join(\"\", new[] { text }.Select(Path.GetFileName));",
        "return string.Join(\"\", new[] { path }.Select(new Shelf().Maybe));",
        "return string.Join(\"\", new[] { text }.Select(other.Ignoring));",
        "return string.Join(\"\", new[] { other }.Select(path.Prefixed));",
        "var capped = new HttpClient { MaxResponseContentBufferSize = 8000 }; return string.Join(\"\", new[] { path }.Select(capped.GetStringAsync).Select(t => t.Result));",
        "return Task.Run(() => other).Result;",
        "return string.Join(\"\", new[] { text, other }.Select((t, i) => i + \"\"));",
        "return string.Join(\"\", new[] { new[] { text } }.Select(Enumerable.Count));",
        "return string.Join(\"\", File.ReadLines(path).TakeWhile((l, i) => i < 50));",
        "return string.Join(\"\", File.ReadLines(path).Take(..5));",
        "return string.Join(\"\", File.ReadLines(path).Take(^5..));",
        "return string.Concat(text.Take(n));",
        "return new string(text.Chunk(n).First());",

        // Of a text.
        "var b = new StringBuilder(); foreach (var c in other) b.Append(c); return b.ToString();",
        "foreach (var c in text) n++; return n.ToString();",
        "return string.Concat(text.Take(5).Select(c => char.ToUpper(c)));",
        "return Stripped(other);",
        "return Twice(other);",
        "return Stripped(text[..50]);",
        "return string.Join(\",\", Words(text).Take(5));",
        "return Words(text).First();",
        "return Marks(text);",
        "return Ticks(new[] { text });",
        "return FirstLine(text);",
        "return Length(text);",
        "return string.Join(\",\", new[] { other }.Select(Stripped));",
        "return string.Join(\",\", new[] { Same(text) }.Select(c => \"x\"));",
        "var list = new List<string>(); list.Add(Same(text)); return string.Join(\",\", list.Select(c => \"x\"));",

        // What a lambda leaves in a variable is not told, in whatever order it is asked.
        "var s = \"\"; var all = string.Join(\"\", new[] { text }.Select(t => { s = t; return \"\"; })); return s + all;",
        "var s = \"\"; var all = string.Join(\"\", new[] { text }.Select(t => { s = t; return \"\"; })); return all + s;",
    ];

    [Fact]
    public void A_function_hands_on_what_it_is_given_or_brings_in() => Assert.Equal("", Wrong(unbounded: true, Large));

    [Fact]
    public void A_function_that_makes_little_of_much_leaves_little() => Assert.Equal("", Wrong(unbounded: false, Small));

    private static string Wrong(bool unbounded, string[] bodies) => VerdictTable.Wrong(
        unbounded, bodies, members: Members + "\nstatic HttpClient http;\n", usings: "using System.Net; using System.Net.Http;\n");
}
