using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Tests.Flow;

/// <summary>Conditions and numbers that bound a text, each beside the nearest ones that do not.</summary>
public class GuardTests
{
    private static readonly string[] Bounded =
    [
        // Conjunctions, disjunctions, negations.
        "if (n > 0 && text.Length < 8000) return text; return \"\";",
        "if (text.Length < 8000 && n > 0) return text; return \"\";",
        "if (text.Length > 8000 && text.Length > 5000) return \"\"; return text;",
        "if (text.Length < 8000 || text.Length < 5000) return text; return \"\";",
        "if (n > 0 || text.Length > 8000) return \"\"; return text;",
        "if (text.Length > 8000 || n > 0) return \"\"; return text;",
        "bool small = text.Length < 8000; if (!small) return \"\"; return text;",
        "if ((text.Length > 8000) != false) return \"\"; return text;",
        "if (text.Length > 8000 == false) return text; return \"\";",

        // Null and empty.
        "if (text == null) return text; return \"\";",
        "if (null == text) return text; return \"\";",
        "if (text != null) return \"\"; return text;",
        "if (string.IsNullOrEmpty(text)) return text; return \"\";",
        "if (string.IsNullOrWhiteSpace(text)) return text; return \"\";",
        "if (text is null) return text; return \"\";",

        // Either side, every operator, equality.
        "if (8000 >= text.Length) return text; return \"\";",
        "if (8000 > text.Length) return text; return \"\";",
        "if (8000 <= text.Length) return \"\"; return text;",
        "if (8000 < text.Length) return \"\"; return text;",
        "if (text.Length == n) return text; return \"\";",
        "if (text.Length != n) return \"\"; return text;",
        "if (text.Length - 8000 <= 0) return text; return \"\";",
        "if (text.Length + other.Length > 8000) return \"\"; return text;",
        "if (other.Length + text.Length > 8000) return \"\"; return text;",
        "if (text.Length * 2 > 8000) return \"\"; return text;",
        "if (TokensIn(\"gpt\", text) > 2000) return \"\"; return text;",
        "if (LengthOf(text) > 2000) return \"\"; return text;",
        "if (SizeOf(text) > 2000) return \"\"; return text;",
        "if (CountOf(text) > 2000) return \"\"; return text;",
        "if (text.Count() > 2000) return \"\"; return text;",
        "var copy = text.Trim(); if (copy.Length > 8000) return \"\"; return text;",

        "var clean = text.Trim(); if (text.Length > 8000) return \"\"; return clean;",
        "var clean = Same(text); if (text.Length > 8000) clean = \"\"; return clean;",
        "var clean = text.Replace(\"a\", \"b\"); if (text.Length > 8000) return \"\"; return clean;",

        // Characters of a text that is waited for.
        "return string.Concat(File.ReadAllTextAsync(path).Result.Take(500));",
        "return string.Concat(Task.Run(() => File.ReadAllText(path)).Result.TakeLast(500));",

        "return Read().Result; async Task<string> Read() => string.Concat((await File.ReadAllTextAsync(path)).Take(500));",

        // A budget from which each length is taken, or to which it is added.
        "int left = 4000; left -= text.Length; if (left < 0) return \"\"; return text;",
        "int left = 4000; left -= text.Length; if (left > 0) return text; return \"\";",
        "int left = 4000; left -= text.Length; if (0 > left) return \"\"; return text;",
        "int used = 0; used += text.Length; if (used > 4000) return \"\"; return text;",
        "int used = 0; used += text.Length; if (4000 < used) return \"\"; return text;",
        "int used = 0; used += text.Length; Console.WriteLine(used); if (used <= 4000) return text; return \"\";",
        "int left = 4000; var b = new StringBuilder(); foreach (var s in new[] { text, other }) { left -= s.Length; if (left < 0) break; b.Append(s); } return b.ToString();",

        // Patterns.
        "if (text.Length is < 8000) return text; return \"\";",
        "if (text.Length is <= 8000) return text; return \"\";",
        "if (text.Length is > 8000) return \"\"; return text;",
        "if (text.Length is >= 8000) return \"\"; return text;",
        "if (text.Length is not > 8000) return text; return \"\";",
        "if (text.Length is >= 0 and < 8000) return text; return \"\";",
        "if (text.Length is > 8000 or < 1) return \"\"; return text;",
        "if (text.Length is 5 or 6) return text; return \"\";",
        "if (text.Length is not (5 or 6)) return \"\"; return text;",
        "if (text is not { Length: > 8000 }) return text; return \"\";",
        "if (text is not { Length: < 8000 }) return \"\"; return text;",
        "if (text is { Length: < 8000 } or null) return text; return \"\";",
        "if (text is { Length: > 8000 } or { Length: > 9000 }) return \"\"; return text;",
        "if (text is { Length: > 2 } and { Length: < 8000 }) return text; return \"\";",

        // Numbers.
        "return text[..200_000];",
        "return text[..Math.Max(n, 10)];",
        "return text[..Math.Clamp(text.Length, 0, 8000)];",
        "return text[..(n + 5)];",
        "return text[..(n * 2)];",
        "int start = text.Length > n ? text.Length - n : 0; return text[start..];",
        "int start = text.Length < n ? 0 : text.Length - n; return text[start..];",
        "return text.Substring(text.Length - 1);",
        "return text[^500..];",
        "int take = text.Length - n; if (take > 50) take = 50; return text.Substring(n, take);",
        "int take = text.Length - n; if (take > 50) { take = 50; } return text.Substring(n, take);",
        "var lines = File.ReadAllLines(path); return string.Join(\",\", lines.Skip(lines.Count() - 20));",

        // Methods that check.
        "Check(text); return text;",
        "CheckLate(text); return text;",
        "ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(text.Length, 8000); return text;",

        // Equal to a constant; elements that a predicate lets pass; methods that check; copies; files.
        "if (text == \"yes\") return text; return \"\";",
        "if (text != \"yes\") return \"\"; return text;",
        "if (\"yes\" == text) return text; return \"\";",
        "if (text is \"yes\" or \"no\") return text; return \"\";",
        "if (text is not \"yes\") return \"\"; return text;",
        "if (text.Equals(\"yes\", StringComparison.OrdinalIgnoreCase)) return text; return \"\";",
        "if (string.Equals(text, \"yes\")) return text; return \"\";",
        "if (string.Equals(\"yes\", text, StringComparison.Ordinal)) return text; return \"\";",
        "return new[] { text, \"x\" }.SingleOrDefault(t => t == \"x\") ?? \"\";",
        "return new[] { text, \"x\" }.First(t => t.Length < 200);",
        "return string.Join(\"\", new[] { text, \"x\" }.Where(t => t.Length < 200));",
        "text += Checked(text); return text; string Checked(string t) { if (t.Length > 8000) throw new ArgumentException(t); return t; }",
        "Checked(text); return text; string Checked(string t) { if (t.Length > 8000) throw new ArgumentException(t); return t; }",
        "var page = $\"Page: {text}\"; if (text.Length > 8000) return \"\"; return page;",
        "var page = \"Page: \" + text + \".\"; if (text.Length > 8000) return \"\"; return page;",
        "var page = $\"Page: {text.Trim()}\"; if (text.Length > 8000) return \"\"; return page;",
        "if (new FileInfo(path).Length > 8000) return \"\"; return File.ReadAllText(path);",
        "var info = new FileInfo(path); if (info.Length > 8000) return \"\"; return File.ReadAllText(path);",
        "var full = Path.GetFullPath(path); if (new FileInfo(path).Length > 8000) return \"\"; return File.ReadAllText(full);",
        "var full = Path.GetFullPath(path); if (new FileInfo(full).Length > 8000) return \"\"; return File.ReadAllText(path);",
        "var info = new FileInfo(path); if (info.Length > 8000) return \"\"; return File.ReadAllText(info.FullName);",
        "var part = text[..(text.Length / 2)]; if (text.Length > 8000) return \"\"; return part;",
        "var copy = text; copy = copy.Trim(); if (copy.Length > 8000) return \"\"; return text;",
        "var copy = text; copy += other; if (copy.Length > 8000) return \"\"; return text;",
        "var copy = text; text += other; if (text.Length > 8000) return \"\"; return copy;",
        "return string.Format(\"{0}{1}\", Checked(text), text); string Checked(string t) { if (t.Length > 8000) throw new ArgumentException(t); return \"\"; }",
        "return $\"{Checked(text)}{text}\"; string Checked(string t) { if (t.Length > 8000) throw new ArgumentException(t); return \"\"; }",
        "Outer(text); return text; void Outer(string t) { Check(t); }",
        "var list = new List<string>(); foreach (var each in File.ReadLines(path)) { if (list.Count < 9) list.Add(each); } return string.Join(\"\", list);",
        "var list = File.ReadLines(path).ToList(); if (list.Count > 9) { list.RemoveRange(9, list.Count - 9); } return string.Join(\"\", list);",
        "var page = text + \".\"; if (text.Length > 8000) return \"\"; return page;",
    ];

    private static readonly string[] Unbounded =
    [
        // The size of one part, or of a name, says nothing of the whole.
        "var file = path.Trim(); var all = File.ReadAllText(file); if (file.Length > 260) return \"\"; return all;",
        "var clean = other + text; if (other.Length > 8000) return \"\"; return clean;",
        "var clean = Second(other, text); if (other.Length > 8000) return \"\"; return clean;",

        // Budgets of something else, used the other way round, changed afterwards, or never tested.
        "int left = 4000; left -= other.Length; if (left < 0) return \"\"; return text;",
        "int left = 4000; left -= text.Length; if (left > 0) return \"\"; return text;",
        "int left = 4000; if (left < 0) return \"\"; left -= text.Length; return text;",
        "int used = 0; used += text.Length; if (used < 4000) return \"\"; return text;",
        "int used = 0; used *= text.Length; if (used > 4000) return \"\"; return text;",
        "int used = 0, k = 0; used += text.Length; if (k > 4000) return \"\"; return text;",
        "int left = 4000; var b = new StringBuilder(); foreach (var s in new[] { text, other }) { left -= s.Length; if (left < 0) Console.WriteLine(); b.Append(s); } return b.ToString();",

        "if (text.Length > 8000 && n > 0) return \"\"; return text;",
        "if (n > 0 && text.Length > 8000) return \"\"; return text;",
        "if (text.Length < 8000 || n > 0) return text; return \"\";",
        "if (n > 0 || text.Length < 8000) return text; return \"\";",
        "bool small = text.Length < 8000; if (small) return \"\"; return text;",
        "if ((text.Length > 8000) == false) return \"\"; return text;",

        "if (text != null) return text; return \"\";",
        "if (text == null) return \"\"; return text;",
        "if (other == null) return text; return \"\";",
        "if (null == other) return text; return \"\";",
        "if (text == other) return text; return \"\";",
        "if (string.IsNullOrEmpty(text)) return \"\"; return text;",
        "if (string.IsNullOrWhiteSpace(other)) return text; return \"\";",
        "if (text is not null) return text; return \"\";",
        "if (text is null) return \"\"; return text;",

        "if (8000 < text.Length) return text; return \"\";",
        "if (text.Length == 5) return \"\"; return text;",
        "if (text.Length != 5) return text; return \"\";",
        "if (other.Length > 8000) return \"\"; return text;",
        "if (PositionOf(text) > 2000) return \"\"; return text;",
        "if (LengthOf(other) > 2000) return \"\"; return text;",
        "var copy = other.Trim(); if (copy.Length > 8000) return \"\"; return text;",
        "if (text.Length > 200_001) return \"\"; return text;",

        "if (text.Length is < 8000) return \"\"; return text;",
        "if (text.Length is > 8000) return text; return \"\";",
        "if (text.Length is 5) return \"\"; return text;",
        "if (text.Length is 5 or > 6) return text; return \"\";",
        "if (text.Length is > 8000 and < 9000) return \"\"; return text;",
        "if (text.Length is int) return text; return \"\";",
        "if (other is { Length: < 8000 }) return text; return \"\";",
        "if (text is { Length: < 8000 } or { Length: > 9000 }) return text; return \"\";",
        "if (text is { Length: > 8000, Length: > 5 }) return \"\"; return text;",
        "if (text is string) return text; return \"\";",

        "return text[..200_001];",
        "const decimal K = 5_000_000m; return text[..(int)K];",
        "return text[..Math.Max(n, text.Length)];",
        "return text[..Math.Clamp(text.Length, 0, int.MaxValue)];",
        "return text[..(n + text.Length)];",
        "return text[..(text.Length + n)];",
        "return text.Substring(text.Length - other.Length);",
        "return text[^text.Length..];",
        "int start = n > 5 ? n : 0; return text[start..];",
        "int take = text.Length - n; if (take > 50) Console.WriteLine(); return text.Substring(n, take);",
        "int take = text.Length - n; if (take > 50) take = text.Length; return text.Substring(n, take);",
        "int take = text.Length - n; string cut = text.Substring(n, take); if (take > 50) take = 50; return cut;",
        "var lines = File.ReadAllLines(path); return string.Join(\",\", lines.Skip(n - 20));",

        "Log(text); return text;",
        "Check(other); return text;",
        "CheckOther(text, n); return text;",
        "CheckIfTold(text, n); return text;",
        "new Box().Check(text); return text;",
        "ArgumentOutOfRangeException.ThrowIfGreaterThan(n, 8000); return text;",
        "ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, int.MaxValue); return text;",

        // Equal to a constant; elements that a predicate lets pass; methods that check; copies; files.
        "if (text == \"yes\") return \"\"; return text;",
        "if (text != \"yes\") return text; return \"\";",
        "if (text == other) return text; return \"\";",
        "if (text is \"yes\") return \"\"; return text;",
        "if (text.Equals(\"yes\")) return \"\"; return text;",
        "if (text.Equals(other)) return text; return \"\";",
        "if (string.Equals(other, \"yes\")) return text; return \"\";",
        "return new[] { text, \"x\" }.SingleOrDefault(t => t != \"x\") ?? \"\";",
        "return new[] { text, \"x\" }.First(t => t.Length > 200);",
        "return string.Join(\"\", new[] { text, \"x\" }.Where(t => t.Length > 200));",
        "text += Passed(text); return text; string Passed(string t) { if (t.Length > 8000) Console.WriteLine(); return t; }",
        "var page = $\"Page: {text}{other}{File.ReadAllText(other)}\"; if (other.Length > 8000) return \"\"; return page;",
        "if (new FileInfo(other).Length > 8000) return \"\"; return File.ReadAllText(path);",
        "var info = new FileInfo(other); if (info.Length > 8000) return \"\"; return File.ReadAllText(path);",
        "var preview = text; while (preview.Length > 200) preview = preview[..(preview.Length / 2)]; Console.WriteLine(preview); return text;",
        "var preview = text; while (preview.Length > 200) preview = preview.Substring(0, preview.Length - 100); Console.WriteLine(preview); return text;",
        "var whole = text; while (text.Length > 200) text = text[..(text.Length / 2)]; Console.WriteLine(text); return whole;",
        "var copy = text; copy = other; if (copy.Length > 8000) return \"\"; return text;",
        "Outer(text); return text; void Outer(string t) { Log(t); }",
        "Outer(text); return text; void Outer(string t) { Check(other); }",
        "Again(text); return text; void Again(string t) { Again(t); }",
        "var list = new[] { text, other }; for (int i = 0; i < list.Length; i++) Console.WriteLine(list[i]); return text;",
        "var list = new[] { text, other }; if (list.Length > 8000) return \"\"; return text;",
        "var list = new List<string>(); foreach (var each in new[] { text, other }) { if (list.Count < 9) list.Add(each); } return string.Join(\"\", list);",
        "var list = new[] { text, other }.ToList(); if (list.Count > 9) { list.RemoveRange(9, list.Count - 9); } return string.Join(\"\", list);",
        "var title = other + path; var page = $\"{title}{text}\"; if (title.Length > 8000) return \"\"; return page;",
    ];

    private static readonly string[] Measured =
    [
        "if (new FileInfo(path).Length > 8000) return \"\"; return File.ReadAllText(path);",
        "if (new FileInfo(path).Length >= 8000) throw new IOException(); return File.ReadAllText(path);",
        "var f = new FileInfo(path); if (!f.Exists || f.Length > 8000) return \"\"; return File.ReadAllText(f.FullName);",
        "if (new FileInfo(path).Length > 8000) { Console.WriteLine(); } else { return File.ReadAllText(path); } return \"\";",
        "if (new FileInfo(path).Length <= 8000) return File.ReadAllText(path); return \"\";",
        "if (new FileInfo(path).Length <= 8000) { if (n > 0) return File.ReadAllText(path); } return \"\";",
        "using var s = File.OpenRead(path); if (s.Length > 8000) return \"\"; return new StreamReader(s).ReadToEnd();",
        "return new FileInfo(path).Length < 8000 ? File.ReadAllText(path) : \"\";",
    ];

    private static readonly string[] Unmeasured =
    [
        "if (new FileInfo(path).Length < 8000) return \"\"; return File.ReadAllText(path);",
        "if (new FileInfo(path).Length <= 8000) return \"\"; return File.ReadAllText(path);",
        "if (new FileInfo(path).Length > 8000) Console.WriteLine(); return File.ReadAllText(path);",
        "if (path.Length > 8000) return \"\"; return File.ReadAllText(path);",
        "if (new FileInfo(path).Length > long.MaxValue) return \"\"; return File.ReadAllText(path);",
        "if (new FileInfo(path).Length > 8000) return File.ReadAllText(path); return \"\";",
        "if (new FileInfo(path).Length >= 8000) return File.ReadAllText(path); return \"\";",
        "if (new FileInfo(path).Length < 8000) { Console.WriteLine(); } else { return File.ReadAllText(path); } return \"\";",
        "if (new FileInfo(path).IsReadOnly) return \"\"; return File.ReadAllText(path);",
        "if (new FileInfo(path).Length == 0) return \"\"; return File.ReadAllText(path);",
        "return new FileInfo(path).Length > 8000 ? File.ReadAllText(path) : \"\";",
        "return File.ReadAllText(new FileInfo(path).Length > 8000 ? path : other);",
    ];

    private const string Reader = "var text = File.ReadAllText(path); using var r = File.OpenText(path); var b = new StringBuilder(); int i = 0; ";

    private static readonly string[] CountedLoops =
    [
        "while (i < 50) { b.Append(r.ReadLine()); i++; } return b.ToString();",
        "while (50 > i) { b.Append(r.ReadLine()); i++; } return b.ToString();",
        "while (Used() < 8000) { b.Append(r.ReadLine()); } return b.ToString();",
        "double used = 0; while (used < 5.5) { b.Append(r.ReadLine()); used++; } return b.ToString();",
        "decimal used = 0; while (used < 5m) { b.Append(r.ReadLine()); used++; } return b.ToString();",
        "long used = 0; while (used <= 50) { b.Append(r.ReadLine()); used++; } return b.ToString();",
        "for (i = 0; i < 20; i++) b.Append(r.ReadLine()); return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { b.Append(line); if (++i > 50) break; } return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { b.Append(line); if (++i > 50) { Console.WriteLine(); break; } } return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { if (i++ < 50) b.Append(line); } return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { if (i++ <= 50) { b.Append(line); } } return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { if (i < 50) { b.Append(line); i++; } } return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { if (i++ < 50) { if (n > 0) { b.Append(line); } } } return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { if (i++ > 50) continue; b.Append(line); } return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { if (i++ >= 50) { continue; } b.Append(line); } return b.ToString();",
        "foreach (var p in new[] { path, other }) b.Append(r.ReadLine()); return b.ToString();",
        "foreach (var p in new List<string> { path }) b.Append(r.ReadLine()); return b.ToString();",
        "var ps = new[] { path, other }; foreach (var p in ps) b.Append(r.ReadLine()); return b.ToString();",
        "foreach (var p in (string[])[path, other]) b.Append(r.ReadLine()); return b.ToString();",
        "foreach (var p in Few) b.Append(r.ReadLine()); return b.ToString();",
        "foreach (var p in File.ReadLines(path).Take(3)) b.Append(r.ReadLine()); return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { b.Clear(); b.Append(line); } return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { b = new StringBuilder(); b.Append(line); } return b.ToString();",
        "var list = File.ReadLines(path).ToList(); if (list.Count > 50) list.RemoveRange(50, list.Count - 50); return string.Join(\",\", list);",
        "var list = File.ReadLines(path).ToList(); while (list.Count > 50) list.RemoveAt(0); return string.Join(\",\", list);",
        "var list = new List<string>(); foreach (var line in File.ReadLines(path)) { if (list.Count >= 50) continue; list.Add(line); } return string.Join(\",\", list);",
        "b.Append(text); b.Length = 8000; return b.ToString();",
        "b.Append(text); return b.ToString(0, n);",
        "var ps = new List<string> { path }; ps.Remove(path); foreach (var p in ps) b.Append(r.ReadLine()); return b.ToString();",
        "var a1 = new[] { path }; var a2 = a1; var a3 = a2; foreach (var p in a3) b.Append(r.ReadLine()); return b.ToString();",
        "foreach (var p in new[] { path, other }) foreach (var q in new[] { path, other }) b.Append(r.ReadLine()); return b.ToString();",
        "for (i = 0; i < 5; i++) for (int j = 0; j < 5; j++) b.Append(r.ReadLine()); return b.ToString();",
        "var all = \"\"; foreach (var p in File.ReadLines(path)) { var s = \"\"; foreach (var q in new[] { 1, 2 }) s += p; all = s; } return all;",
        "var all = \"\"; foreach (var p in File.ReadLines(path)) { using (var m = new MemoryStream()) { b.Clear(); } b.Append(p); all = b.ToString(); } return all;",
        "var all = \"\"; foreach (var p in File.ReadLines(path)) { try { b.Clear(); } finally { } b.Append(p); all = b.ToString(); } return all;",
        "var list = new List<string>(); foreach (var l in File.ReadLines(path)) { list.Add(l); if (list.Count > 50) list.Clear(); } return string.Join(\",\", list);",
        "var list = new List<string>(); foreach (var l in File.ReadLines(path)) { list.Add(l); while (list.Count > 50) list.RemoveAt(0); } return string.Join(\",\", list);",
        "var list = new LinkedList<string>(); foreach (var l in File.ReadLines(path)) { list.AddLast(l); if (list.Count > 50) list.RemoveFirst(); } return string.Join(\",\", list);",
        "var list = new Stack<string>(); foreach (var l in File.ReadLines(path)) { list.Push(l); if (list.Count > 50) list.Pop(); } return string.Join(\",\", list);",
        "b.Append(text); b.Clear(); b.Append(other); return b.ToString();",
        "b.Insert(text.Length, other); return b.ToString();",
        "b.Append(text.Length); return b.ToString();",
        "foreach (var p in Few3) b.Append(r.ReadLine()); return b.ToString();",
        "var list = new List<string>(); foreach (var l in File.ReadLines(path)) list.Add(l); return list[0];",
    ];

    private static readonly string[] EndlessLoops =
    [
        "while (r.Peek() >= 0) b.Append(r.ReadLine()); return b.ToString();",
        "while (r.Peek() < text.Length) b.Append(r.ReadLine()); return b.ToString();",
        "bool done = false; while (done == false) { b.Append(r.ReadLine()); } return b.ToString();",
        "for (i = 0; i < text.Length; i++) b.Append(r.ReadLine()); return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { if (line.Length > 50) continue; b.Append(line); } return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { if (line.Length > 50) { Console.WriteLine(); continue; } b.Append(line); } return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { if (i++ > 50) b.Append(line); } return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { if (i < 50) b.Append(line); } return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { if (i++ < text.Length) b.Append(line); } return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { if (i++ < 50) continue; b.Append(line); } return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { b.Append(line); if (i++ > 50) continue; } return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { if (n > 5) Console.WriteLine(line); else b.Append(line); } return b.ToString();",
        "foreach (var p in Many) b.Append(r.ReadLine()); return b.ToString();",
        "foreach (var p in File.ReadLines(path).Skip(3)) b.Append(r.ReadLine()); return b.ToString();",
        "var ps = new List<string> { path }; foreach (var l in File.ReadLines(path)) ps.Add(l); foreach (var p in ps) b.Append(r.ReadLine()); return b.ToString();",
        "foreach (var p in (string[])[path, .. File.ReadLines(path)]) b.Append(r.ReadLine()); return b.ToString();",
        "foreach (var line in File.ReadLines(path)) { if (n > 0) b.Clear(); b.Append(line); } return b.ToString();",
        "var list = File.ReadLines(path).ToList(); string all = string.Join(\",\", list); if (list.Count > 50) list.RemoveRange(50, list.Count - 50); return all;",
        "var list = File.ReadLines(path).ToList(); if (n > 50) list.RemoveRange(50, list.Count - 50); return string.Join(\",\", list);",
        "var list = new List<string>(); foreach (var line in File.ReadLines(path)) { list.Add(line); if (list.Count >= 50) continue; } return string.Join(\",\", list);",
        "b.Append(text); b.Capacity = 8000; return b.ToString();",
        "b.Append(text); return b.ToString(0, b.Length);",
        "b.Clear(); b.Append(text); return b.ToString();",
        "foreach (var p in Changing) b.Append(r.ReadLine()); return b.ToString();",
        "var ps = new List<string> { path }; ps.Add(other); foreach (var p in ps) b.Append(r.ReadLine()); return b.ToString();",
        "var ps = new[] { path }; ps = Changing; foreach (var p in ps) b.Append(r.ReadLine()); return b.ToString();",
        "foreach (var p in new List<string>(Changing)) b.Append(r.ReadLine()); return b.ToString();",
        "foreach (var p in new List<string>(Changing) { path }) b.Append(r.ReadLine()); return b.ToString();",
        "foreach (var p in File.ReadLines(path)) foreach (var q in new[] { path, other }) b.Append(q); return b.ToString();",
        "foreach (var p in new[] { path, other }) foreach (var q in File.ReadLines(p)) b.Append(\"x\"); return b.ToString();",
        "var list = new List<string>(); foreach (var l in File.ReadLines(path)) { list.Add(l); while (n > 50) list.RemoveAt(0); } return string.Join(\",\", list);",
        "var list = new List<string>(); foreach (var l in File.ReadLines(path)) { list.Add(l); if (list.Count < 50) list.RemoveAt(0); } return string.Join(\",\", list);",
        "var list = new List<string>(); foreach (var l in File.ReadLines(path)) { if (list.Count >= 50) { list.Add(l); } } return string.Join(\",\", list);",
        "b.Append(other); b.Append(text); if (n > 0) b.Clear(); return b.ToString();",
        "var list = new List<string[]>(); list.Add(text.Split(',')); return string.Join(\",\", list.SelectMany(l => l));",
        "foreach (var l in File.ReadLines(path)) b.Insert(0, l); return b.ToString();",
        "foreach (var p in Few6) b.Append(r.ReadLine()); return b.ToString();",
        "var a1 = new[] { path }; var a2 = a1; var a3 = a2; var a4 = a3; var a5 = a4; var a6 = a5; foreach (var p in a6) b.Append(r.ReadLine()); return b.ToString();",
        "b.Append(text); b.Append(other); return b.ToString();",
        "var list = new List<int>(); foreach (var l in File.ReadLines(path)) list.Insert(0, n); return string.Join(\",\", list);",
    ];

    [Fact]
    public void A_guard_bounds_the_text() => Assert.Equal("", VerdictTable.Wrong(unbounded: false, Bounded));

    [Fact]
    public void What_is_nearly_a_guard_bounds_nothing() => Assert.Equal("", VerdictTable.Wrong(unbounded: true, Unbounded));

    [Fact]
    public void A_file_that_is_measured_before_it_is_read_is_small() => Assert.Equal("", VerdictTable.Wrong(unbounded: false, Measured, ""));

    [Fact]
    public void A_file_of_which_something_else_is_asked_is_not() => Assert.Equal("", VerdictTable.Wrong(unbounded: true, Unmeasured, ""));

    [Fact]
    public void A_loop_that_counts_collects_little() => Assert.Equal("", VerdictTable.Wrong(unbounded: false, CountedLoops, Reader));

    [Fact]
    public void A_loop_that_ends_with_its_input_collects_much() => Assert.Equal("", VerdictTable.Wrong(unbounded: true, EndlessLoops, Reader));

    [Theory]
    [InlineData("bool ok0 = text.Length < 8000;", "bool ok{1} = !!ok{0};", "if (!ok{0}) return \"\"; return text;")]
    [InlineData("bool ok0 = text.Length < 8000;", "bool ok{1} = ok{0} && n > 0;", "if (!ok{0}) return \"\"; return text;")]
    [InlineData("bool ok0 = text.Length < 8000;", "bool ok{1} = n > 0 && ok{0};", "if (!ok{0}) return \"\"; return text;")]
    [InlineData("bool ok0 = text.Length > 8000;", "bool ok{1} = ok{0} || n > 0;", "if (ok{0}) return \"\"; return text;")]
    [InlineData("bool ok0 = text.Length > 8000;", "bool ok{1} = n > 0 || ok{0};", "if (ok{0}) return \"\"; return text;")]
    [InlineData("bool ok0 = text.Length < 8000;", "bool ok{1} = ok{0} == true;", "if (!ok{0}) return \"\"; return text;")]
    [InlineData("bool ok0 = text.Length > 8000;", "bool ok{1} = ok{0} && ok{0};", "if (ok{0}) return \"\"; return text;", 4)]
    [InlineData("bool ok0 = text.Length < 8000;", "bool ok{1} = ok{0} || ok{0};", "if (!ok{0}) return \"\"; return text;", 4)]
    [InlineData("int k0 = 8000;", "int k{1} = Math.Min(text.Length, k{0});", "return text[..k{0}];")]
    [InlineData("int k0 = 8000;", "int k{1} = Math.Max(5, k{0});", "return text[..k{0}];")]
    [InlineData("int k0 = 8000;", "int k{1} = Math.Clamp(text.Length, 0, k{0});", "return text[..k{0}];")]
    [InlineData("int k0 = 8000;", "int k{1} = k{0} - 1;", "return text[..k{0}];")]
    [InlineData("int k0 = 8000;", "int k{1} = k{0} + 1;", "return text[..k{0}];")]
    [InlineData("int k0 = 8000;", "int k{1} = 1 + k{0};", "return text[..k{0}];")]
    [InlineData("int k0 = 8000;", "int k{1} = n > 0 ? k{0} : text.Length;", "return text[..k{0}];")]
    [InlineData("int k0 = 8000;", "int k{1} = n > 0 ? text.Length : k{0};", "return text[..k{0}];")]
    [InlineData("int k0 = text.Length - n;", "int k{1} = Math.Max(0, k{0});", "return text[k{0}..];")]
    [InlineData("int k0 = text.Length - n;", "int k{1} = n > 0 ? k{0} : 0;", "return text[k{0}..];")]
    [InlineData("int k0 = text.Length - n;", "int k{1} = n > 0 ? 0 : k{0};", "return text[k{0}..];")]
    public void A_bound_that_is_computed_in_a_few_steps_is_seen_and_one_in_many_is_not(string first, string next, string end, int few = 10)
    {
        string Body(int steps) => first
            + string.Concat(Enumerable.Range(0, steps).Select(i => next.Replace("{0}", $"{i}", StringComparison.Ordinal).Replace("{1}", $"{i + 1}", StringComparison.Ordinal)))
            + end.Replace("{0}", $"{steps}", StringComparison.Ordinal);
        Assert.Equal("", VerdictTable.Wrong(unbounded: false, [Body(few)]));
        if (few > 4)
        {
            Assert.Equal("", VerdictTable.Wrong(unbounded: true, [Body(40)]));
        }
    }

    [Fact]
    public void Nothing_bounds_nothing()
    {
        var bounds = new Bounds(new(200_000));
        Assert.False(bounds.IsBoundingNumber(null));
        Assert.False(bounds.IsTailStart(null));
        Assert.False(bounds.Implies(null, value: true, null!));
    }
}
