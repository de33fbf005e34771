using System.Text.RegularExpressions;

namespace PromptAnalyzers.Tests.Oracle;

/// <content>Loops that collect: into texts, builders and lists, with and without an end.</content>
internal sealed partial class ProgramGenerator
{
    // q is a sequence, b a builder, l a list, s a text; # a fresh number. Each leaves text in the new variable r.
    private static readonly string[] Collectors =
    [
        "var b# = new StringBuilder(); foreach (string line# in q) { b#.AppendLine(line#); } string r = b#.ToString();",
        "var b# = new StringBuilder(); foreach (string line# in q) b#.Append(line#).Append('\\n'); string r = b#.ToString();",
        "var b# = new StringBuilder(); foreach (string line# in q) { b#.Append($\"- {line#}\"); } string r = b#.ToString().Trim();",
        "string r = \"\"; foreach (string line# in q) { r += line#; }",
        "string r = \"\"; foreach (string line# in q) { r = r + line# + \"\\n\"; }",
        "string r = \"\"; foreach (string line# in q) { r = $\"{r}{line#}\"; }",
        "var l# = new List<string>(); foreach (string line# in q) { l#.Add(line#); } string r = string.Join(\"\\n\", l#);",
        "var l# = new List<string>(); l#.AddRange(q); string r = string.Concat(l#);",
        "List<string> l# = [.. q]; string r = string.Concat(l#);",
        "var l# = new List<string>(q); string r = string.Concat(l#);",
        "string[] a# = q.ToArray(); var b# = new StringBuilder(); for (int i# = 0; i# < a#.Length; i#++) { b#.Append(a#[i#]); } string r = b#.ToString();",
        "var l# = q.ToList(); string r = \"\"; for (int i# = 0; i# < l#.Count; i#++) { r += l#[i#]; }",
        "var l# = q.ToList(); var b# = new StringBuilder(); int i# = 0; while (i# < l#.Count) { b#.Append(l#[i#++]); } string r = b#.ToString();",
        "using var e# = q.GetEnumerator(); var b# = new StringBuilder(); while (e#.MoveNext()) { b#.Append(e#.Current); } string r = b#.ToString();",
        "var b# = new StringBuilder(); q.ToList().ForEach(line# => b#.AppendLine(line#)); string r = b#.ToString();",
        "var b# = new StringBuilder(); b#.AppendJoin('\\n', q); string r = b#.ToString();",
        "var w# = new StringWriter(); foreach (string line# in q) { w#.WriteLine(line#); } string r = w#.ToString();",
        "var d# = new Dictionary<int, string>(); foreach (string line# in q) { d#[d#.Count] = line#; } string r = string.Join(\"\\n\", d#.Values);",
        "var b# = new StringBuilder(); foreach (string line# in q) { if (line#.Length == 1) continue; b#.AppendLine(line#); } string r = b#.ToString();",
        "var b# = new StringBuilder(); foreach (string line# in q) { if (line# == \"|\") break; b#.AppendLine(line#); } string r = b#.ToString();",
        "var b# = new StringBuilder(); foreach (string line# in q) { b#.Append(line#); if (b#.Length > 5_000_000) break; } string r = b#.ToString();",
        "var b# = new StringBuilder(); foreach (string line# in q) { if (b#.Length > 1_800) count++; b#.Append(line#); } string r = b#.ToString();",
        "var b# = new StringBuilder(); int i# = 0; foreach (string line# in q) { if (i# > 9) { i# = 0; } i#++; b#.Append(line#); } string r = b#.ToString();",
        "var l# = new List<string>(); foreach (string line# in q) { if (l#.Count > 9) count++; l#.Add(line#); } string r = string.Join(\"\\n\", l#);",
        "var b# = new StringBuilder(); foreach (string line# in q) { foreach (char c# in line#) { if (b#.Length < 0) break; b#.Append(c#); } } string r = b#.ToString();",
        "var q# = new Queue<string>(q); var b# = new StringBuilder(); while (q#.Count > 0) { b#.Append(q#.Dequeue()); } string r = b#.ToString();",
        "var q# = new Queue<string>(q); var b# = new StringBuilder(); while (q#.TryDequeue(out var line#)) { b#.Append(line#); } string r = b#.ToString();",
        "string r = \"\"; void Add#(string line#) { r += line#; } foreach (string line# in q) { Add#(line#); }",
        "var b# = new StringBuilder(); void Add#(string each#) => b#.AppendLine(each#); foreach (string line# in q) { Add#(line#); } string r = b#.ToString();",
        "var b# = new StringBuilder(); foreach (string line# in q) { Fill#(b#, line#); } string r = b#.ToString(); static void Fill#(StringBuilder to#, string line#) => to#.AppendLine(line#);",
        "var b# = new StringBuilder(); Fill#(b#, q); string r = b#.ToString(); static void Fill#(StringBuilder to#, IEnumerable<string> lines#) { foreach (var line# in lines#) to#.AppendLine(line#); }",
        "string r = string.Join(\"\\n\", Lines#(q)); static IEnumerable<string> Lines#(IEnumerable<string> lines#) { foreach (var line# in lines#) { yield return line#.Trim(); } }",
        "string r = string.Join(\"\\n\", from line# in q where line#.Length > 2 select line#.Trim());",
        "string r = string.Join(\"\\n\", from line# in q orderby line# select line#);",
        "string r = string.Join(\"\\n\", q.Select(line# => new { Text = line# }).Select(x# => x#.Text));",
        "string r = string.Join(\"\\n\", q.Select(line# => (line#, line#.Length)).Select(x# => x#.Item1));",
        "var l# = q.Select((line#, i#) => KeyValuePair.Create(i#, line#)).ToList(); string r = string.Join(\"\\n\", l#.Select(p# => p#.Value));",
        // Bounded.
        "var b# = new StringBuilder(); int i# = 0; foreach (string line# in q) { if (i#++ >= 9) break; b#.Append(line#); } string r = b#.ToString();",
        "var b# = new StringBuilder(); int i# = 0; foreach (string line# in q) { if (++i# > 9) { break; } b#.AppendLine(line#); } string r = b#.ToString();",
        "var b# = new StringBuilder(); int i# = 0; foreach (string line# in q) { b#.Append(line#); i#++; if (i# == 9) break; } string r = b#.ToString();",
        "var b# = new StringBuilder(); foreach (string line# in q) { if (b#.Length > 1_800) break; b#.Append(line#); } string r = b#.ToString();",
        "var b# = new StringBuilder(); foreach (string line# in q) { if (b#.Length + line#.Length > 9_000) break; b#.Append(line#); } string r = b#.ToString();",
        "string r = \"\"; foreach (string line# in q) { if (r.Length > 1_800) break; r += line#; }",
        "string r = \"\"; foreach (string line# in q) { r += line#; if (r.Length > 1_800) { r = r[..1_800]; break; } }",
        "string r = \"\"; foreach (string line# in q) { r += line#; if (r.Length > 1_800) r = r[..1_800]; }",
        "string r = \"\"; foreach (string line# in q) { r = line#; }",
        "string r = \"\"; foreach (string line# in q) { if (line#.Length > 5) { r = line#; break; } }",
        "var b# = new StringBuilder(); int i# = 0; foreach (string line# in q) { if (i#++ > 9) continue; b#.Append(line#); } string r = b#.ToString();",
        "var b# = new StringBuilder(); int i# = 0; foreach (string line# in q) { if (i#++ < 9) { b#.Append(line#); } } string r = b#.ToString();",
        "var l# = new List<string>(); foreach (string line# in q) { if (l#.Count < 9) l#.Add(line#); } string r = string.Join(\"\\n\", l#);",
        "var l# = new List<string>(); foreach (string line# in q) { if (l#.Count >= 9) continue; l#.Add(line#); } string r = string.Join(\"\\n\", l#);",
        "var l# = new List<string>(); foreach (string line# in q) { l#.Add(line#); if (l#.Count > 9) l#.RemoveAt(0); } string r = string.Join(\"\\n\", l#);",
        "var q# = new Queue<string>(); foreach (string line# in q) { q#.Enqueue(line#); while (q#.Count > 9) q#.Dequeue(); } string r = string.Join(\"\\n\", q#);",
        "string[] a# = q.ToArray(); var b# = new StringBuilder(); for (int i# = 0; i# < a#.Length && i# < 9; i#++) { b#.Append(a#[i#]); } string r = b#.ToString();",
        "string[] a# = q.ToArray(); var b# = new StringBuilder(); for (int i# = 0; i# < Math.Min(9, a#.Length); i#++) { b#.Append(a#[i#]); } string r = b#.ToString();",
        "using var e# = q.GetEnumerator(); var b# = new StringBuilder(); for (int i# = 0; i# < 9 && e#.MoveNext(); i#++) { b#.Append(e#.Current); } string r = b#.ToString();",
        "var b# = new StringBuilder(); foreach (string line# in q) { b#.Clear(); b#.Append(line#); } string r = b#.ToString();",
        "var b# = new StringBuilder(); foreach (string line# in q) { b#.Append(line#); } b#.Clear(); b#.Append(\"none\"); string r = b#.ToString();",
        "var b# = new StringBuilder(); foreach (string line# in q) { b#.Append(line#); } if (b#.Length > 1_800) b#.Length = 1_800; string r = b#.ToString();",
        "var b# = new StringBuilder(); foreach (string line# in q) { b#.Append(line#); } b#.Length = Math.Min(b#.Length, 1_800); string r = b#.ToString();",
        "var b# = new StringBuilder(); foreach (string line# in q) { b#.Append(line#); } string r = b#.ToString(0, Math.Min(b#.Length, 1_800));",
        "var b# = new StringBuilder(); foreach (string line# in q) { b#.Append(line#); } if (b#.Length > 1_800) b#.Remove(1_800, b#.Length - 1_800); string r = b#.ToString();",
        "var b# = new StringBuilder(); foreach (string line# in q.Take(9)) { b#.Append(line#); } string r = b#.ToString();",
        "int i# = 0; foreach (string line# in q) { i# += line#.Length; } string r = i#.ToString();",
        "int left# = 1_800; var b# = new StringBuilder(); foreach (string line# in q) { left# -= line#.Length; if (left# < 0) break; b#.Append(line#); } string r = b#.ToString();",
        "int used# = 0; var b# = new StringBuilder(); foreach (string line# in q) { if (used# + line#.Length > 1_800) break; used# += line#.Length; b#.Append(line#); } string r = b#.ToString();",
        "string r = string.Join(\"\\n\", First#(q)); static IEnumerable<string> First#(IEnumerable<string> lines#) { int n# = 0; foreach (var line# in lines#) { if (n#++ == 9) yield break; yield return line#; } }",
        "var l# = q.ToList(); if (l#.Count > 9) l# = l#.Take(9).ToList(); string r = string.Join(\"\\n\", l#);",
        "var l# = q.ToList(); if (l#.Count > 9) { l#.RemoveRange(9, l#.Count - 9); } string r = string.Join(\"\\n\", l#);",
        "var l# = q.ToArray(); Array.Resize(ref l#, 9); string r = string.Join(\"\\n\", l#);",
        "var l# = q.ToArray(); string r = string.Join(\"\\n\", l#[..Math.Min(9, l#.Length)]);",
        "var l# = q.ToArray(); string r = string.Join(\"\\n\", l#, 0, Math.Min(9, l#.Length));",
        "var l# = q.ToList(); string r = string.Join(\"\\n\", l#.GetRange(0, Math.Min(9, l#.Count)));",
    ];

    // The same over a reader of source #.
    private static readonly string[] Readers =
    [
        "using var r# = new StreamReader(path); var b# = new StringBuilder(); string? line#; while ((line# = r#.ReadLine()) != null) { b#.AppendLine(line#); } string r = b#.ToString();",
        "using var r# = File.OpenText(path); var b# = new StringBuilder(); while (r#.ReadLine() is { } line#) { b#.AppendLine(line#); } string r = b#.ToString();",
        "using var r# = new StreamReader(path); var b# = new StringBuilder(); while (!r#.EndOfStream) { b#.AppendLine(r#.ReadLine()); } string r = b#.ToString();",
        "using var r# = new StreamReader(path); string r = \"\"; string? line#; while ((line# = r#.ReadLine()) != null) { r += line#; }",
        "using (var r# = new StreamReader(path)) { r#.ReadLine(); s = r#.ReadToEnd(); } string r = s;",
        "using var m# = new MemoryStream(); using (var f# = File.OpenRead(path)) { f#.CopyTo(m#); } string r = Encoding.UTF8.GetString(m#.ToArray());",
        "using var r# = new StreamReader(path); var buffer# = new char[1_000]; var b# = new StringBuilder(); int read#; while ((read# = r#.Read(buffer#, 0, 1_000)) > 0) { b#.Append(buffer#, 0, read#); } string r = b#.ToString();",
        "var bytes# = File.ReadAllBytes(path); string r = Encoding.UTF8.GetString(bytes#, 0, bytes#.Length);",
        "using var r# = new StreamReader(path); string r = r#.ReadLine() ?? \"\";",
        "using var r# = new StreamReader(path); var b# = new StringBuilder(); for (int i# = 0; i# < 9; i#++) { b#.AppendLine(r#.ReadLine()); } string r = b#.ToString();",
        "using var r# = new StreamReader(path); var b# = new StringBuilder(); string? line#; int i# = 0; while ((line# = r#.ReadLine()) != null && i#++ < 9) { b#.AppendLine(line#); } string r = b#.ToString();",
        "using var r# = new StreamReader(path); var b# = new StringBuilder(); string? line#; while (b#.Length < 1_800 && (line# = r#.ReadLine()) != null) { b#.AppendLine(line#); } string r = b#.ToString();",
        "using var r# = new StreamReader(path); var buffer# = new char[1_800]; int read# = r#.Read(buffer#, 0, buffer#.Length); string r = new string(buffer#, 0, read#);",
        "using var r# = new StreamReader(path); var buffer# = new char[1_800]; int read# = r#.ReadBlock(buffer#, 0, 1_800); string r = new string(buffer#, 0, read#);",
        "using var f# = File.OpenRead(path); var buffer# = new byte[1_800]; int read# = f#.Read(buffer#, 0, 1_800); string r = Encoding.UTF8.GetString(buffer#, 0, read#);",
        "string r = \"\"; if (new FileInfo(path).Length < 9_000) { r = File.ReadAllText(path); }",
        "if (new FileInfo(path).Length > 9_000) { LEAVE } string r = File.ReadAllText(path);",
        "string r = new FileInfo(path).Length > 9_000 ? \"too long\" : File.ReadAllText(path);",
        "string r = File.Exists(path) ? File.ReadAllText(path) : \"\";",
        "if (!File.Exists(path)) { LEAVE } string r = File.ReadAllText(path);",
        "string r; try { r = File.ReadAllText(path); } catch (IOException) { r = \"\"; }",
        "string? r = null; try { r = File.ReadAllText(path); } finally { count++; }",
        "string r = \"\"; for (int i# = 0; i# < 3; i#++) { try { r = File.ReadAllText(path); break; } catch (IOException) { } }",
        "string r = \"\"; while (r.Length == 0) { r = File.ReadAllText(path); }",
        "string r = new Func<string>(() => File.ReadAllText(path))();",
        "Func<string> read# = () => File.ReadAllText(path); string r = read#();",
        "Func<string, string> read# = File.ReadAllText; string r = read#(path);",
        "string r = string.Join(\"\\n\", new[] { path }.Select(File.ReadAllText));",
        "string r = string.Join(\"\\n\", new[] { path }.Select(p# => File.ReadAllText(p#)));",
        "string r = \"\"; foreach (var p# in new[] { path }) { r += File.ReadAllText(p#); }",
        "using var doc# = JsonDocument.Parse(JsonSerializer.Serialize(File.ReadAllText(path))); string r = doc#.RootElement.GetString()!;",
        "string r = JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(File.ReadAllText(path)))!;",
        "var all# = JsonSerializer.Deserialize<List<string>>(JsonSerializer.Serialize(File.ReadAllLines(path)))!; string r = string.Join(\"\\n\", all#);",
        "string? r = null; r ??= File.ReadAllText(path);",
        "object o# = File.ReadAllText(path); string r = o# is string text# ? text# : \"\";",
        "object o# = File.ReadAllText(path); string r = o# switch { string text# => text#, _ => \"\" };",
        "string r = File.ReadAllText(path) is { Length: > 0 } text# ? text# : \"\";",
        "string r = \"\"; if (File.ReadAllText(path) is { Length: > 0 } text#) { r = text#; }",
        "string r = \"\"; if (File.ReadAllText(path) is { Length: > 0 and < 9_000 } text#) { r = text#; }",
        "string r = \"\"; if (File.ReadAllText(path) is { Length: <= 9_000 } text#) { r = text#; }",
        "string r = File.ReadAllText(path) switch { { Length: > 9_000 } long# => long#[..9_000], var text# => text# };",
        "string r = File.ReadAllText(path) switch { { Length: > 9_000 } => \"too long\", var text# => text# };",
        "var cache# = new Dictionary<string, string>(); cache#[\"a\"] = File.ReadAllText(path); string r = cache#[\"a\"];",
        "var cache# = new Dictionary<string, string> { [\"a\"] = File.ReadAllText(path) }; string r = cache#.TryGetValue(\"a\", out var found#) ? found# : \"\";",
        "var parts# = new string[2]; parts#[0] = File.ReadAllText(path); string r = parts#[0];",
        "var parts# = new string[2]; parts#[1] = File.ReadAllText(path); string r = string.Join(\"\\n\", parts#);",
        "var stack# = new Stack<string>(); stack#.Push(File.ReadAllText(path)); string r = stack#.Pop();",
        "string r = \"none\"; string Read#() => File.ReadAllText(path); if (limit > 0) r = Read#();",
        "string r = \"\"; void Read#() { r = File.ReadAllText(path); } Read#();",
        "string r = \"\"; void Read#() { r = File.ReadAllText(path); if (r.Length > 9_000) r = r[..9_000]; } Read#();",
        "string r = \"\"; Action read# = () => r = File.ReadAllText(path); read#();",
    ];

    private Node Collecting() =>
        !scope.IsStatic && Chance(2) && Source() is { } source ? Reader(source) : Collector(Seq(2));

    private Node Reader(string source)
    {
        string form = Pick(Readers);
        string shape = $"reader: {form}";
        form = Regex.Replace(form, @"\bpath\b", "path" + source);
        form = Regex.Replace(form, @"\bs\b", Text()!);
        form = form.Replace("LEAVE", scope.Leave, StringComparison.Ordinal);
        string number = Name("");
        scope.Texts.Add("s" + number);
        return new Node("stmt", shape, Renamed(form, number));
    }

    private Node Collector(Node sequence)
    {
        string form = Pick(Collectors);
        if (scope.IsStatic && form.Contains("count", StringComparison.Ordinal))
        {
            return Assignment();
        }

        string number = Name("");
        var pieces = new List<object>();
        foreach (string piece in Regex.Split(form, @"\bq\b(?!#)"))
        {
            if (pieces.Count > 0)
            {
                pieces.Add("((IEnumerable<string>)");
                pieces.Add(sequence);
                pieces.Add(")");
            }

            pieces.Add(Renamed(piece, number));
        }

        scope.Texts.Add("s" + number);
        return new Node("stmt", $"collector: {form}", [.. pieces]);
    }

    private static string Renamed(string form, string number) =>
        Regex.Replace(Regex.Replace(form, @"(?<=[a-zA-Z])#", number), @"\br\b", "s" + number);
}
