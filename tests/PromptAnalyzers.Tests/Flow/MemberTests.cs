namespace PromptAnalyzers.Tests.Flow;

/// <summary>Fields, properties, calls, created objects, parts and sequences: each large one beside a small one.</summary>
public class MemberTests
{
    private static readonly string[] Large =
    [
        // Members.
        "_kept = text; return _kept;",
        "return _kept;",
        "return Fixed;",
        "return Guarded;",
        "return Computed;",
        "return Getter;",
        "var box = new Box(); box.Text = text; return box.Text;",
        "var box = new Box(); box.Note = text; return box.Note;",
        "var box = new Box(); box.Text = \"\"; box.Text = text; return box.Text;",
        "var box = new Box(); box.Text = text; if (n > 0) box.Text = \"\"; return box.Text;",
        "var box = new Box(); box.Text = text; var r = box.Text; box.Text = \"\"; return r;",
        "var box = new Box(); box.Text = text; box.Note = \"\"; return box.Text;",
        "return new Box().Sure();",
        "var d = new Dictionary<string, string>(); d[\"a\"] = text; return d[\"a\"];",

        // Objects that the body makes.
        "return new Box { Text = text }.Text;",
        "var box = new Box { Note = \"\", Text = text }; return box.Text;",
        "var box = new Box { Text = text }; var twin = new Box(); twin.Note = box.Text; return box.Text;",
        "return new Page(\"t\", text).Body;",
        "var page = new Page(Body: text, Title: \"t\"); return page.Body;",
        "var page = new { Title = \"t\", Body = text }; return page.Body;",
        "var page = (Title: \"t\", Body: text); return page.Body;",
        "var page = (\"t\", text); return page.Item2;",
        "var page = Tuple.Create(\"t\", text); return page.Item2;",
        "var page = new KeyValuePair<string, string>(\"t\", text); return page.Value;",

        // Deserialised objects.
        "return string.Join(\",\", System.Text.Json.JsonSerializer.Deserialize<Order>(text).Lines);",
        "return string.Join(\",\", System.Text.Json.JsonSerializer.Deserialize<Order>(text).Next.Lines);",
        "return string.Join(\",\", System.Text.Json.JsonSerializer.Deserialize<Order[]>(text).Select(o => o.Name));",

        // Calls.
        "return Same(text);",
        "return text.Quote();",
        "return Quote(text);",
        "return Second(other, text);",
        "return Either(text, other);",
        "return Either(other, text);",
        "return text.Remove(0, 5);",
        "return text.Remove(n, 5);",
        "return text.Substring(5);",
        "return text.Substring(0, text.IndexOf('x'));",
        "return text?.Trim();",
        "return (other?.Length > 0 ? text : \"\")?.Trim().ToUpper();",

        // Created objects and collections.
        "return new string(text.ToCharArray());",
        "return new StringBuilder(text).ToString();",
        "return new StringBuilder().Append(text).ToString();",
        "return new StringBuilder().AppendLine(other).Append(text).Insert(0, other).ToString();",
        "return string.Join(\"\", new List<string> { text });",
        "return string.Join(\"\", new List<string>(File.ReadAllLines(path)));",
        "return string.Join(\"\", (string[])[text]);",
        "return string.Join(\"\", (string[])[other, .. File.ReadAllLines(path)]);",
        "var list = new List<string>(); list.Insert(0, text); return string.Join(\"\", list);",
        "var list = new List<string>(); list.AddRange(File.ReadLines(path)); return string.Join(\"\", list);",
        "var list = new List<string>(); list.InsertRange(0, File.ReadLines(path)); return string.Join(\"\", list);",
        "var list = new LinkedList<string>(); list.AddLast(text); return string.Join(\"\", list);",
        "var list = new LinkedList<string>(); list.AddFirst(text); return string.Join(\"\", list);",
        "var list = new Stack<string>(); list.Push(text); return string.Join(\"\", list);",
        "var list = new Queue<string>(); list.Enqueue(text); return string.Join(\"\", list);",
        "var w = new StringWriter(); w.Write(text); return w.ToString();",
        "var w = new StringWriter(); w.WriteLine(text); return w.ToString();",
        "var b = new StringBuilder(); b.AppendFormat(\"{0}\", text); return b.ToString();",
        "var b = new StringBuilder(); b.AppendJoin(\",\", File.ReadAllLines(path)); return b.ToString();",
        "var b = new StringBuilder(); b.Insert(0, text); return b.ToString();",

        // Parts of arrays and texts.
        "return File.ReadAllLines(path)[1..].Length > n ? \"\" : string.Join(\"\", File.ReadAllLines(path)[1..]);",
        "return (new[] { other, text })[1];",
        "return text[n..];",

        // Sequences.
        "return string.Join(\"\", File.ReadLines(path).Where((l, i) => i > 50));",
        "return string.Join(\"\", File.ReadLines(path).Where((l, i) => l.Length < 50));",
        "return string.Join(\"\", File.ReadLines(path).Where((l, i) => i < n + text.Length));",
        "return string.Join(\"\", File.ReadLines(path).TakeWhile(l => l.Length < 50));",
        "return string.Join(\"\", File.ReadLines(path).Skip(5));",
        "return string.Join(\"\", File.ReadLines(path).Take(n + text.Length));",
        "return string.Join(\"\", new[] { path }.Select(Load));",
        "return string.Join(\"\", new[] { text }.Select(Same));",
        "return string.Join(\"\", new[] { text }.Select(t => t));",
        "return string.Join(\"\", new[] { text }.Select((t, i) => t));",
        "return string.Join(\"\", new[] { text }.Select(Quote));",
        "return string.Join(\"\", new[] { path }.SelectMany(File.ReadLines));",
        "return string.Join(\"\", File.ReadLines(path).Select(l => l.Trim()));",
        "return string.Join(\"\", text.Split(','));",
        "return string.Join(\"\", text.Split(',').Select(w => w.Trim()));",
        "return string.Concat(text.Chunk(50).Select(c => new string(c)));",
        "return File.ReadLines(path).Aggregate((a, b) => a + b);",
        "return string.Join(\"\", File.ReadLines(path).Zip(File.ReadLines(other), (a, b) => a));",

        // More of them.
        "var list = new List<string>(); list.AddRange(new[] { text }); return string.Join(\"\", list);",
        "var list = new List<string>(); list.Add(text); return string.Join(\"\", list) + list.First()[..5];",
        "var list = new List<string>(); list.AddNoteMessage(text); return string.Join(\",\", list);",
        "return (new List<string> { text })[0];",
        "return text.Remove(text.Length - 5);",
        "return LinesOf(text);",

        // Elements of lists, anonymous objects that become JSON.
        "var pages = new List<Page> { new(\"t\", text) }; return string.Join(\"\", pages.Select(p => p.Body));",
        "var pages = new List<Page>(); pages.Add(new Page(\"t\", text)); var r = \"\"; foreach (var p in pages) r += p.Body; return r;",
        "var pages = new[] { new Page(\"t\", text) }; return pages.Where(p => p.Title != other).Select(p => p.Body).First();",
        "Page[] pages = [new(\"t\", text)]; return string.Join(\"\", pages.Select(p => p.Body));",
        "var pages = new[] { path }.Select(p => new { Name = p, Body = File.ReadAllText(p) }).ToList(); return string.Join(\"\", pages.Select(p => p.Body));",
        "var pages = new[] { text }.Select(t => (Title: \"\", Body: t)); return string.Join(\"\", pages.OrderBy(p => p.Title).Take(5).Select(p => p.Body));",
        "var pages = new[] { text }.Select((t, i) => KeyValuePair.Create(i, t)).ToList(); return string.Join(\"\", pages.Select(p => p.Value));",
        "return string.Join(\"\", from t in new[] { text } select new { Body = t } into p select p.Body);",
        "return System.Text.Json.JsonSerializer.Serialize(new { Body = text });",
        "return System.Text.Json.JsonSerializer.Serialize(new { Title = \"t\", Page = new { Body = text } });",
        "var answer = new { Body = text }; return System.Text.Json.JsonSerializer.Serialize(answer);",
        "return System.Text.Json.JsonSerializer.Serialize(new { Lines = File.ReadAllLines(path) });",
        "var pages = new List<Page> { new(\"t\", text) }; return string.Join(\"\", pages.AsReadOnly().Select(p => p.Body));",
        "var page = new Page(\"t\", other) { Body = text }; return page.Body;",
    ];

    private static readonly string[] Small =
    [
        "return new Box { Text = other, Note = text }.Text;",
        "var box = new Box { Text = text }; Check(box.Text); return box.Text;",
        "var box = new Box { Text = text }; if (IsLong(box.Text)) return \"\"; return box.Text;",
        "var box = new Box { Text = text }; Action empty = box.Empty; empty(); return box.Text;",
        "var box = new Box { Note = text }; Empty(ref box.Note); return box.Note;",
        "var box = new Box { Note = text }; var r = Drop(ref box.Note); return box.Note;",
        "var box = new Box { Text = text }; box.Text = \"\"; return box.Text;",
        "var box = new Box { Text = text }; Cut(box); return box.Text;",
        "var box = new Box { Text = text }; if (box.Text.Length > 50) return \"\"; return box.Text;",
        "var box = new Box { Text = text }; return box is { Text.Length: < 50 } ? box.Text : \"\";",
        "var box = new Box { Text = text }; return box.Text is { Length: < 50 } ? box.Text : \"\";",
        "var box = new Box { Text = text }; return box.Text switch { { Length: < 50 } => box.Text, _ => \"\" };",
        "var box = new Box { Text = text }; switch (box.Text) { case { Length: < 50 }: return box.Text; default: return \"\"; }",
        "return new Page(text, \"b\").Body;",
        "return new Shown(\"t\", text).Body;",
        "var page = new { Title = text, Body = \"b\" }; return page.Body;",
        "var page = Tuple.Create(text, \"b\"); return page.Item2;",
        "var page = new KeyValuePair<string, string>(text, \"b\"); return page.Value;",
        "var page = (Title: text, Body: \"b\"); return page.Body;",
        "var page = (Title: \"t\", Body: text); page.Body = \"\"; return page.Body;",
        "var page = new Page(\"t\", text) with { Body = \"\" }; return page.Body;",

        "_kept = text; _kept = \"\"; return _kept;",
        "_emptied = \"\"; return _emptied;",
        "return Open;",
        "return Settable;",
        "return new Box().Read();",
        "return new Box().Shown;",
        "return new Box(text).ToString();",
        "var box = new Box(); box.Text = text; return box.Note;",
        "var box = new Box(); box.Text = text; box.Text = \"\"; return box.Text;",
        "var box = new Box(); var r = box; box.Text = \"\"; return box.Text;",

        "return System.Text.Json.JsonSerializer.Deserialize<Order>(text).Name;",
        "return System.Text.Json.JsonSerializer.Deserialize<Order>(text).Next.Name;",
        "return string.Join(\",\", System.Text.Json.JsonSerializer.Deserialize<Order>(other[..50]).Lines);",

        "return Same(other[..5]);",
        "return Second(text, \"\");",
        "return text.Short();",
        "return text.Remove(8000);",
        "return text.Substring(0, n);",
        "return text.Substring(text.Length - 500);",
        "return text.Length.ToString();",

        "return new string(text.ToCharArray(), 0, n);",
        "return new string('x', text.Length);",
        "return new StringBuilder().Append(text, 0, 50).ToString();",
        "var b = new StringBuilder(); b.Append(text, 0, 50); return b.ToString();",
        "return string.Join(\"\", new List<string> { other[..5] });",
        "var list = new List<string>(); list.Contains(text); return string.Join(\"\", list);",
        "var list = new List<int>(); list.Add(text.Length); return string.Join(\"\", list);",
        "var b = new StringBuilder(); b.Replace(text, \"\"); return b.ToString();",

        "return File.ReadAllLines(path)[0];",
        "return File.ReadAllLines(path)[^1];",
        "return string.Join(\"\", File.ReadAllLines(path)[..5]);",
        "return string.Join(\"\", File.ReadAllLines(path)[^5..]);",
        "return text[0].ToString();",

        "return string.Join(\"\", File.ReadLines(path).Where((l, i) => i < 50));",
        "return string.Join(\"\", File.ReadLines(path).Where((l, i) => i <= 50));",
        "return string.Join(\"\", File.ReadLines(path).TakeWhile((l, i) => i < 50));",
        "return string.Join(\"\", File.ReadLines(path).Take(..50));",
        "return string.Join(\"\", File.ReadLines(path).Take(n));",
        "return string.Concat(text.Take(50));",
        "return File.ReadAllLines(path).ToString();",
        "return File.ReadLines(path).ToList().ToString();",
        "return string.Join(\"\", new[] { text }.Select(Short));",
        "return string.Join(\"\", new[] { text }.Select(t => t[..5]));",
        "return string.Join(\"\", new[] { text }.Select((t, i) => i));",
        "return text.Split(',')[0];",
        "return text.Split(',').First();",
        "return string.Join(\"\", text.Split(',').Take(5));",
        "return new string(text.Chunk(50).First());",
        "return File.ReadLines(path).Aggregate((a, b) => a.Length > b.Length ? a : b);",
        "return string.Join(\"\", File.ReadLines(path).Zip(new[] { 1, 2 }, (a, b) => a));",

        // More of them.
        "var list = new List<string>(); list.AddNote(text); return string.Join(\",\", list);",
        "var list = new List<string>(); list.NoteMessage(text); return string.Join(\",\", list);",
        "return (new List<string> { text[..5] })[0];",
        "return LinesOf(other);",
        "return new StringBuilder(other).Replace(text, \"\").ToString();",
        "_kept = text; if (_kept.Length > 8000) return \"\"; return _kept;",
        "Guarded = \"\"; return Guarded;",

        // Elements of lists, anonymous objects that become JSON.
        "var pages = new List<Page> { new(\"t\", text) }; return string.Join(\"\", pages.Select(p => p.Title));",
        "var pages = new List<Page>(); pages.Add(new Page(\"t\", text)); var r = \"\"; foreach (var p in pages) r += p.Title; return r;",
        "var pages = new List<Page>(); pages.Add(new Page(\"t\", text[..100])); var r = \"\"; foreach (var p in pages) r += p.Body; return r;",
        "var pages = new List<Box> { new() { Text = text } }; foreach (var p in pages) p.Text = p.Note; return pages.Select(p => p.Text).First();",
        "var pages = new List<Page> { new(\"t\", text) }; return string.Join(\"\", pages.Where(p => p.Body.Length < 200).Select(p => p.Body));",
        "var pages = new[] { path }.Select(p => new { Name = p, Body = File.ReadAllText(p) }).ToList(); return string.Join(\"\", pages.Select(p => p.Name));",
        "return System.Text.Json.JsonSerializer.Serialize(new { text.Length });",
        "return System.Text.Json.JsonSerializer.Serialize(new { Body = text[..100] });",
        "var page = new Page(\"t\", text) { Body = other }; return page.Body;",
    ];

    [Fact]
    public void Content_is_large_wherever_it_was_kept_or_handed_on() => Assert.Equal("", VerdictTable.Wrong(unbounded: true, Large));

    [Fact]
    public void A_part_of_it_or_what_others_decide_is_not() => Assert.Equal("", VerdictTable.Wrong(unbounded: false, Small));
}
