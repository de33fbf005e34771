namespace PromptAnalyzers.Tests.Flow;

/// <summary>Builders that a method of the user's fills, and loops that go through a list by its index: each large one beside a small one.</summary>
public class BuilderTests
{
    private const string Fillers = """
        static void Put(StringBuilder to, string s) => to.Append(s);
        static void PutLast(string s, StringBuilder to) => to.Append(s);
        static void PutThrough(StringBuilder to, string s) { Put(to, s); }
        static void PutInto(this StringBuilder to, string s) => to.Append(s);
        static void PutFile(StringBuilder to, string file) => to.Append(File.ReadAllText(file));
        static void PutTwice(StringBuilder to, string s) { to.Append(s); PutTwice(to, s); }
        static void PutShort(StringBuilder to, string s) => to.Append(s.Length > 50 ? s[..50] : s);
        static void PutLength(StringBuilder to, string s) => to.Append(s.Length);
        static void PutOther(StringBuilder to, StringBuilder other, string s) => other.Append(s);
        static void PutAndCut(StringBuilder to, string s) { to.Append(s); to.Length = 50; }
        static void PutAndClear(StringBuilder to, string s) { to.Append(s); to.Clear(); }
        static void PutOnlyInto(StringBuilder to, string s) { to = new StringBuilder(); }
        static void Lines(StringBuilder to, IEnumerable<string> lines) { foreach (var line in lines) to.AppendLine(line); }
        static void FewLines(StringBuilder to, IEnumerable<string> lines) { foreach (var line in lines.Take(5)) to.AppendLine(line); }
        static void Write(TextWriter to, string s) => to.Write(s);
        class Filler { public virtual void Put(StringBuilder to, string s) => to.Append(s); public void Sure(StringBuilder to, string s) => to.Append(s); }

        """;

    private static readonly string[] Large =
    [
        // Builders.
        "Put(b, text); return b.ToString();",
        "PutLast(text, b); return b.ToString();",
        "PutThrough(b, text); return b.ToString();",
        "b.PutInto(text); return b.ToString();",
        "PutFile(b, path); return b.ToString();",
        "PutTwice(b, text); return b.ToString();",
        "new Filler().Sure(b, text); return b.ToString();",
        "Lines(b, all); return b.ToString();",
        "foreach (var line in all) Put(b, line); return b.ToString();",
        "foreach (var line in all) PutThrough(b, line); return b.ToString();",
        "Put(b, text); b.Append(other); return b.ToString();",
        "var twin = new StringBuilder(); PutOther(twin, b, text); return b.ToString();",
        "var w = new StringWriter(); Write(w, text); return w.ToString();",
        "Put(b, text); var r = b.ToString(); b.Clear(); return r;",

        // Index loops.
        "for (int i = 0; i < all.Length; i++) b.Append(all[i]); return b.ToString();",
        "for (int i = 1; i < all.Length; i++) { b.Append(all[i]); } return b.ToString();",
        "for (int i = 0; i < all.Length; i++) Put(b, all[i]); return b.ToString();",
        "var list = all.ToList(); string r = \"\"; for (int i = 0; i < list.Count; i += 2) { r += list[i]; } return r;",
        "for (int i = 0; i < text.Length; i++) b.Append(text[i]); return b.ToString();",
        "for (int i = 0; i < all.Length; i++) { if (i < 5) continue; b.Append(all[i]); } return b.ToString();",

        // Pieces that a builder takes by a handler, enumerators, resized arrays.
        "b.Append($\"Page: {text}\"); return b.ToString();",
        "b.AppendLine($\"{n}: {text.Trim()}\"); return b.ToString();",
        "b.AppendLine($\"{n}\" + $\"{text}\"); return b.ToString();",
        "foreach (var each in new[] { text }) { b.Append($\"- {each}\"); } return b.ToString();",
        "IEnumerable<string> q = all; using var e = q.GetEnumerator(); while (e.MoveNext()) b.Append(e.Current); return b.ToString();",
        "IEnumerable<string> q = new[] { text, other }; using var e = q.GetEnumerator(); for (int i = 0; i < 9 && e.MoveNext(); i++) b.Append(e.Current); return b.ToString();",
        "Array.Resize(ref all, all.Length * 2); return string.Concat(all);",
        "var few = new[] { text, other }; Array.Resize(ref few, 9); return string.Concat(few);",
    ];

    private static readonly string[] Small =
    [
        // Builders.
        "Put(b, other); return b.ToString();",
        "PutShort(b, text); return b.ToString();",
        "PutLength(b, text); return b.ToString();",
        "PutAndCut(b, text); return b.ToString();",
        "PutOnlyInto(b, text); return b.ToString();",
        "new Filler().Put(b, text); return b.ToString();",
        "FewLines(b, all); return b.ToString();",
        "foreach (var line in all.Take(5)) Put(b, line); return b.ToString();",
        "foreach (var line in all) PutLength(new StringBuilder(), line); return b.ToString();",
        "var twin = new StringBuilder(); PutOther(b, twin, text); return b.ToString();",
        "if (b.Length < n) Put(b, text); return b.ToString();",
        "PutAndClear(b, text); return b.ToString();",
        "Put(b, text); b.Clear(); return b.ToString();",
        "Put(b, text); b.Length = 50; return b.ToString();",
        "foreach (var line in all) { if (b.Length < 8000) Put(b, line); } return b.ToString();",

        // Index loops.
        "for (int i = 0; i < 5; i++) b.Append(all[i]); return b.ToString();",
        "for (int i = 0; i < Math.Min(5, all.Length); i++) b.Append(all[i]); return b.ToString();",
        "for (int i = 0; i < all.Length && i < 5; i++) b.Append(all[i]); return b.ToString();",
        "for (int i = all.Length - 5; i < all.Length; i++) b.Append(all[i]); return b.ToString();",
        "for (int i = n; i < all.Length; i++) b.Append(all[i]); return b.ToString();",
        "for (int i = 0; i < all.Length; i++) { if (i >= 5) break; b.Append(all[i]); } return b.ToString();",
        "for (int i = 0; i < all.Length; i++) { if (i < 5) b.Append(all[i]); } return b.ToString();",
        "for (int i = 0; i < all.Length; i++) { if (i > n) continue; b.Append(all[i]); } return b.ToString();",
        "for (int i = 0; i < Few.Length; i++) b.Append(Few[i]); return b.ToString();",
        "for (int i = 0; i > all.Length; i++) b.Append(all[i]); return b.ToString();",

        // Pieces that a builder takes by a handler, enumerators, resized arrays.
        "b.Append($\"Page: {text[..100]}\"); return b.ToString();",
        "b.AppendLine($\"{n}: {text.Length}\"); return b.ToString();",
        "IEnumerable<string> q = all; using var e = q.GetEnumerator(); for (int i = 0; i < 9 && e.MoveNext(); i++) b.Append(e.Current); return b.ToString();",
        "IEnumerable<string> q = new[] { other, path }; using var e = q.GetEnumerator(); while (e.MoveNext()) b.Append(e.Current); return b.ToString();",
        "Array.Resize(ref all, 9); return string.Concat(all);",
    ];

    private const string Before = "var text = File.ReadAllText(path); var all = File.ReadAllLines(path); var b = new StringBuilder(); ";

    [Fact]
    public void What_a_method_puts_into_a_builder_and_what_an_index_loop_collects_is_large() => Assert.Equal("", VerdictTable.Wrong(unbounded: true, Large, Before, Fillers));

    [Fact]
    public void What_is_cut_on_the_way_into_the_builder_or_before_it_is_read_is_small() => Assert.Equal("", VerdictTable.Wrong(unbounded: false, Small, Before, Fillers));
}
