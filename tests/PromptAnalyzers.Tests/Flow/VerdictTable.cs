namespace PromptAnalyzers.Tests.Flow;

/// <summary>Many bodies in one compilation: a hundred verdicts cost what one costs.</summary>
internal static class VerdictTable
{
    // What every body can use beside its parameters; text is the content of a file.
    private const string Helpers = """
        static int Used() => 1;
        static int TokensIn(string model, string s) => s.Length;
        static int LengthOf(string s) => s.Length;
        static int SizeOf(string s) => s.Length;
        static int CountOf(string s) => s.Length;
        static int PositionOf(string s) => s.Length;
        static void Check(string s) { if (s.Length > 8000) throw new ArgumentException(s); }
        static void CheckLate(string s) { Console.WriteLine(s); if (s.Length > 8000) { Console.WriteLine(); throw new ArgumentException(s); } }
        static void CheckOther(string s, int k) { if (k > 8000) throw new ArgumentException(s); }
        static void CheckIfTold(string s, int k) { if (k > 0) { if (s.Length > 8000) throw new ArgumentException(s); } }
        static void Log(string s) { if (s.Length > 8000) Console.WriteLine(s); }
        static string Same(string s) => s;
        static string Quote(this string s) => "'" + s + "'";
        static string Short(this string s) => s.Length > 50 ? s[..50] : s;
        static string Load(string p) => File.ReadAllText(p);
        static string Second(string a, string b) => b;
        static string Tenth(string a, string b, string c, string d, string e, string f, string g, string h, out string i, string j) { i = File.ReadAllText(a); return j; }
        static void AddNoteMessage(this List<string> list, string s) => list.Add(s);
        static void AddNote(this List<string> list, string s) => list.Add(s);
        static void NoteMessage(this List<string> list, string s) => list.Add(s);
        static string LinesOf(string json) => string.Join(",", System.Text.Json.JsonSerializer.Deserialize<Order>(json).Lines);
        static string Either(string a, string b) { if (a.Length > 5) return a; return b; }
        static void Fill(string p, out string s) => s = File.ReadAllText(p);
        static void FillOrNot(string p, ref string s) { if (p.Length > 5) s = File.ReadAllText(p); }
        static void Empty(ref string s) { s = ""; }
        static string Drop(ref string s) { s = ""; return s; }
        static string _kept;
        static void Keep(string p) { _kept = File.ReadAllText(p); }
        static string _emptied = "";
        static void Keep2(string p) { _emptied = File.ReadAllText(p); }
        public static string Open = File.ReadAllText("a");
        public static readonly string Fixed = File.ReadAllText("a");
        public static string Settable { get; set; } = File.ReadAllText("a");
        public static string Guarded { get; private set; } = File.ReadAllText("a");
        public static string Computed => File.ReadAllText("a");
        public static string Getter { get { return File.ReadAllText("a"); } }
        static readonly string[] Few = { "a", "b" };
        static readonly string[] Few2 = Few, Few3 = Few2, Few4 = Few3, Few5 = Few4, Few6 = Few5;
        static string[] Changing = { "a", "b" };
        static readonly string[] Many = File.ReadAllLines("a");
        class Box { public Box() { } public Box(string s) { } public string Text { get; set; } public string Note; public void Empty() => Text = ""; public virtual void Check(string s) { if (s.Length > 8000) throw new ArgumentException(s); } public virtual string Read() => File.ReadAllText("a"); public string Sure() => File.ReadAllText("a"); public virtual string Shown => File.ReadAllText("a"); }
        record Page(string Title, string Body);
        record Shown(string Title, string Body) { public string Body { get; } = Title; }
        static bool IsLong(string s) => s.Length > 8000;
        static void Cut(Box box) => box.Text = "";
        class Order { public string Name { get; set; } public string[] Lines { get; set; } public Order Next { get; set; } }

        """;

    /// <summary>The bodies whose verdict is another than this one, a line each.</summary>
    public static string Wrong(bool unbounded, string[] bodies, string before = Before, string members = "", string usings = "", params string[] libraries)
    {
        var flow = Compile(bodies, before, members, usings, libraries);
        return string.Join("\n", bodies.Where((_, i) => flow.IsUnbounded("M" + i) != unbounded));
    }

    /// <summary>The bodies whose content enters the text by another operand than the one that stands beside them, a line each.</summary>
    public static string WrongEntries((string Body, string Entry)[] bodies, string members = "", string usings = "", params string[] libraries)
    {
        var flow = Compile([.. bodies.Select(static b => b.Body)], Before, members, usings, libraries);
        return string.Join("\n", bodies.Select((b, i) => (b.Body, b.Entry, Found: EntriesOf(flow, "M" + i))).Where(static b => b.Found != b.Entry));

        static string EntriesOf(FlowCompilation flow, string method) =>
            string.Join(" and ", flow.ReturnOf(method).AsText().Text.Where(static o => !o.OnlyOneLine).Select(static o => o.Entry?.Syntax.ToString() ?? "no operand"));
    }

    private const string Before = "var text = File.ReadAllText(path); ";

    private static FlowCompilation Compile(string[] bodies, string before, string members, string usings, string[] libraries) => new(
        Helpers + members + string.Concat(bodies.Select((body, i) => $"static string M{i}(string path, string other, int n) {{ {before}{body} }}\n")),
        "using System.Threading.Tasks;\n" + usings,
        libraries);
}
