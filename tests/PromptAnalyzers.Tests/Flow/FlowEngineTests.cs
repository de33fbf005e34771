using System.Text;

namespace PromptAnalyzers.Tests.Flow;

/// <summary>What the value flow sees through, what it takes for a bound, and what it must not take for one.</summary>
public class FlowEngineTests
{
    [Theory]
    [InlineData("html = Trim(html); html = Mark(html); return html;")]
    [InlineData("html = Trim(html); html = Mark(html); html = Trim(html); html = Mark(html); return html;")]
    [InlineData("string s = \"\"; s = html; s = Mark(s); return s;")]
    public void A_variable_that_is_made_of_itself_again_and_again_is_followed_to_its_first_value(string body) => Assert.True(new FlowCompilation($$"""
        static string M(string path) => Clean(File.ReadAllText(path));
        static string Clean(string html) { {{body}} }
        static string Trim(string text) => text.Trim();
        static string Mark(string text) => text + "!";
        """).IsUnbounded("M"));

    [Theory]
    [InlineData("return File.ReadAllText(path);")]
    [InlineData("var text = File.ReadAllText(path); return other + text + other + (text = text[..8000]);")]
    [InlineData("var text = File.ReadAllText(path); return text;")]
    [InlineData("var text = File.ReadAllText(path); text = text.Trim(); return text;")]
    [InlineData("string text; if (n > 1) text = \"a\"; else text = File.ReadAllText(path); return text;")]
    [InlineData("return n > 1 ? \"a\" : File.ReadAllText(path);")]
    [InlineData("return File.ReadAllText(path) ?? \"\";")]
    [InlineData("return n switch { 1 => \"a\", _ => File.ReadAllText(path) };")]
    [InlineData("return $\"a {File.ReadAllText(path)} b\";")]
    [InlineData("return \"a\" + File.ReadAllText(path) + \"b\";")]
    [InlineData("return string.Concat(\"a\", File.ReadAllText(path));")]
    [InlineData("return string.Format(\"{0}\", File.ReadAllText(path));")]
    [InlineData("return string.Join(\"\\n\", File.ReadAllLines(path));")]
    [InlineData("return string.Join(\"\\n\", File.ReadLines(path).Where(l => l.Length > 0).Skip(1));")]
    [InlineData("return string.Join(\"\\n\", new[] { path }.Select(File.ReadAllText));")]
    [InlineData("return string.Join(\"\\n\", new[] { path }.Select(p => File.ReadAllText(p)).Take(3));")]
    [InlineData("var b = new StringBuilder(); b.Append(\"x\").AppendLine(File.ReadAllText(path)); return b.ToString();")]
    [InlineData("var b = new StringBuilder(); foreach (var line in File.ReadLines(path)) b.AppendLine(line); return b.ToString();")]
    [InlineData("using var r = new StreamReader(path == \"\" ? File.OpenRead(path) : File.OpenRead(other)); return r.ReadToEnd();")]
    [InlineData("using var r = File.OpenText(path); var b = new StringBuilder(); string line; while ((line = r.ReadLine()) != null) b.Append(line); return b.ToString();")]
    [InlineData("var list = new List<string>(); list.Add(File.ReadAllText(path)); return string.Join(\"\", list);")]
    [InlineData("var (a, b) = (File.ReadAllText(path), \"b\"); return a + b;")]
    [InlineData("string Local() => File.ReadAllText(path); return Local();")]
    [InlineData("string s = \"\"; foreach (var p in new[] { path, other }) s += File.ReadAllText(p); return s;")]
    public void Content_of_a_file_is_unbounded_whatever_it_passes(string body) => Assert.True(FlowCompilation.Unbounded(body));

    [Theory]
    [InlineData("return File.ReadAllText(path)[..8000];")]
    [InlineData("var text = File.ReadAllText(path); return other + (text = text[..8000]) + other + text;")]
    [InlineData("var text = File.ReadAllText(path); void Cut() => text = text[..8000]; string Short() { Cut(); return \"\"; } return Short() + other + text;")]
    [InlineData("return File.ReadAllText(path).Substring(0, 8000);")]
    [InlineData("var text = File.ReadAllText(path); if (text.Length > 8000) text = text[..8000]; return text;")]
    [InlineData("var text = File.ReadAllText(path); if (text.Length > 8000) throw new InvalidOperationException(); return text;")]
    [InlineData("var text = File.ReadAllText(path); if (text.Length > 8000) return \"too long\"; return text;")]
    [InlineData("var text = File.ReadAllText(path); return text.Length > 8000 ? text[..8000] : text;")]
    [InlineData("var text = File.ReadAllText(path); return text.Length <= 8000 ? text : text.Substring(0, 8000);")]
    [InlineData("var text = File.ReadAllText(path); text = text[..Math.Min(text.Length, 8000)]; return text;")]
    [InlineData("var text = File.ReadAllText(path); if (text is { Length: > 8000 }) text = text[..8000]; return text;")]
    [InlineData("var text = File.ReadAllText(path); var cut = text.Length > n ? text[..n] : text; return cut;")]
    [InlineData("return string.Join(\"\\n\", File.ReadLines(path).Take(50));")]
    [InlineData("return File.ReadLines(path).First();")]
    [InlineData("return File.ReadAllText(path).Length.ToString();")]
    [InlineData("var text = File.ReadAllText(path); text = \"other\"; return text;")]
    [InlineData("var b = new StringBuilder(); foreach (var line in File.ReadLines(path)) { if (b.Length > 8000) break; b.Append(line); } return b.ToString();")]
    [InlineData("var b = new StringBuilder(); int i = 0; foreach (var line in File.ReadLines(path)) { if (i++ >= 50) break; b.Append(line); } return b.ToString();")]
    [InlineData("var b = new StringBuilder(); b.Append(File.ReadAllText(path)); b.Length = 8000; return b.ToString();")]
    [InlineData("using var r = File.OpenText(path); var buffer = new char[4096]; int count = r.Read(buffer, 0, 4096); return new string(buffer, 0, count);")]
    [InlineData("using var r = File.OpenText(path); return r.ReadLine();")]
    [InlineData("var text = \"\"; try { text = File.ReadAllText(path); if (text.Length > 500) text = text[..500]; } catch (IOException) { } return text;")]
    [InlineData("var text = \"\"; if (n > 0) { text = File.ReadAllText(path); if (text.Length > 500) throw new InvalidOperationException(); } return text;")]
    [InlineData("var text = File.ReadAllText(path); if (text.Length > 4000) text = text.Substring(text.Length - 4000); return text;")]
    [InlineData("var text = File.ReadAllText(path); return text[Math.Max(0, text.Length - 4000)..];")]
    [InlineData("var text = File.ReadAllText(path); int start = text.Length - n; if (start < 0) start = 0; return text[start..];")]
    [InlineData("var lines = File.ReadAllLines(path); return string.Join(\",\", lines.Skip(Math.Max(0, lines.Length - 20)));")]
    [InlineData("var text = File.ReadAllText(path); bool tooLong = text.Length > 8000; if (tooLong) return \"\"; return text;")]
    [InlineData("var text = File.ReadAllText(path); int tokens = text.Length / 4; if (tokens > 2000) return \"\"; return text;")]
    [InlineData("var text = File.ReadAllText(path); ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, 20000); return text;")]
    [InlineData("var q = new Queue<string>(); foreach (var line in File.ReadLines(path)) { q.Enqueue(line); if (q.Count > 50) q.Dequeue(); } return string.Join(\",\", q);")]
    [InlineData("var list = new List<string>(); foreach (var line in File.ReadLines(path)) { if (list.Count < 50) list.Add(line); } return string.Join(\",\", list);")]
    [InlineData("return Encoding.UTF8.GetString(File.ReadAllBytes(path), 0, Math.Min(n, 4000));")]
    [InlineData("return string.Join(\",\", File.ReadAllLines(path), 0, 50);")]
    [InlineData("var text = File.ReadAllText(path); while (text.Length > 8000) { text = text[..(text.Length / 2)]; } return text;")]
    [InlineData("var text = File.ReadAllText(path); switch (text.Length) { case > 8000: text = text[..8000]; break; } return text;")]
    [InlineData("var text = File.ReadAllText(path); switch (text.Length) { case <= 8000: break; default: text = \"\"; break; } return text;")]
    [InlineData("return File.ReadAllText(path) switch { { Length: > 8000 } => \"too long\", var text => text };")]
    [InlineData("return File.ReadAllText(path) switch { { Length: <= 8000 } text => text, _ => \"too long\" };")]
    [InlineData("var text = File.ReadAllText(path); if (text.Length == 0) { text = \"empty\"; } else if (text.Length > 8000) { text = text[..8000]; } return text;")]
    [InlineData("var text = File.ReadAllText(path); if (text.Length > 100) { if (text.Length > 8000) text = text[..8000]; } return text;")]
    [InlineData("var text = \"\"; if (n > 0) { text = File.ReadAllText(path); Console.WriteLine(text); return \"\"; } return text;")]
    [InlineData("return File.ReadAllText(path) is { Length: > 0 and < 8000 } text ? text : \"\";")]
    [InlineData("var text = File.ReadAllText(path); if (text.Length > 8000 == true) text = \"\"; return text;")]
    [InlineData("var text = File.ReadAllText(path); if (text.Length - 8000 > 0) text = text[..8000]; return text;")]
    [InlineData("var text = File.ReadAllText(path); while (true) { if (text.Length <= 8000) break; text = text[..(text.Length / 2)]; } return text;")]
    [InlineData("var text = File.ReadAllText(path); try { if (text.Length > 8000) throw new InvalidOperationException(); } catch (InvalidOperationException) { text = \"\"; } return text;")]
    [InlineData("var text = File.ReadAllText(path); foreach (int max in new[] { 8000, 4000 }) { if (text.Length > max) text = text[..max]; } return text;")]
    [InlineData("var text = File.ReadAllText(path); if (text.Length <= 8000) goto ok; text = text[..8000]; ok: return text;")]
    [InlineData("var text = File.ReadAllText(path); Cut(); return text; void Cut() { if (text.Length > 8000) text = text[..8000]; }")]
    [InlineData("var text = File.ReadAllText(path); if (text.Length > 8000) text = text[..8000]; Func<string> read = () => text; return Get(); string Get() => text;")]
    [InlineData("var text = File.ReadAllText(path); var copy = text; if (copy.Length > 8000) return \"\"; return text;")]
    [InlineData("var text = File.ReadAllText(path); var copy = text; if (text.Length > 8000) return \"\"; return copy;")]
    [InlineData("var text = File.ReadAllText(path); int keep = text.Length < 8000 ? text.Length : 8000; return text[..keep];")]
    [InlineData("var text = File.ReadAllText(path); int keep = text.Length; if (keep > 8000) keep = 8000; return text[..keep];")]
    [InlineData("return new FileInfo(path).Length > 8000 ? \"\" : File.ReadAllText(path);")]
    [InlineData("if (new FileInfo(path).Length < 8000) { return File.ReadAllText(path); } return \"\";")]
    [InlineData("var b = new StringBuilder(); foreach (var line in File.ReadLines(path)) b.Append(line); b.Clear(); b.Append(other); return b.ToString();")]
    public void A_bound_on_the_way_means_silence(string body) => Assert.False(FlowCompilation.Unbounded(body));

    [Theory]
    [InlineData("return File.ReadAllText(path)[20..];")]
    [InlineData("return File.ReadAllText(path).Substring(20);")]
    [InlineData("var text = File.ReadAllText(path); return text.Substring(0, text.Length - 1);")]
    [InlineData("var text = File.ReadAllText(path); text = text[..Math.Min(text.Length, int.MaxValue)]; return text;")]
    [InlineData("var text = File.ReadAllText(path); if (text.Length > 8000) Console.WriteLine(\"long\"); return text;")]
    [InlineData("var text = File.ReadAllText(path); Console.WriteLine(text[..50]); return text;")]
    [InlineData("var text = File.ReadAllText(path); if (text.Length == 0) return \"\"; return text;")]
    [InlineData("var text = File.ReadAllText(path); if (text.Length > 5_000_000) text = text[..5_000_000]; return text;")]
    [InlineData("return string.Join(\"\\n\", File.ReadLines(path).Skip(20));")]
    [InlineData("var text = File.ReadAllText(path); return text[..text.IndexOf('x')];")]
    [InlineData("var text = File.ReadAllText(path); return text[(text.Length - 1)..] + text[1..];")]
    [InlineData("var text = \"\"; try { text = File.ReadAllText(path); if (text.Length > 500) Console.WriteLine(); } catch (IOException) { } return text;")]
    [InlineData("var text = File.ReadAllText(path); bool any = text.Length > 0; if (!any) return \"\"; return text;")]
    [InlineData("var lines = File.ReadAllLines(path); return string.Join(\",\", lines, 20, lines.Length - 20);")]
    [InlineData("var q = new Queue<string>(); foreach (var line in File.ReadLines(path)) { q.Enqueue(line); if (q.Count > 50) Console.WriteLine(); } return string.Join(\",\", q);")]
    [InlineData("var q = new Queue<string>(); foreach (var line in File.ReadLines(path)) { q.Enqueue(line); if (n > 50) q.Dequeue(); } return string.Join(\",\", q);")]
    [InlineData("var text = File.ReadAllText(path); switch (text.Length) { case > 8000: Console.WriteLine(); break; } return text;")]
    [InlineData("var text = File.ReadAllText(path); switch (text.Length) { case 0: text = \"empty\"; break; } return text;")]
    [InlineData("return File.ReadAllText(path) switch { { Length: > 8000 } text => text, _ => \"short\" };")]
    [InlineData("var text = File.ReadAllText(path); if (text.Length == 0) { text = \"empty\"; } else if (text.Length > 8000) { Console.WriteLine(); } return text;")]
    [InlineData("var text = File.ReadAllText(path); if (text.Length > 8000) { if (n > 1) text = text[..8000]; } return text;")]
    [InlineData("var text = \"\"; if (n > 0) { text = File.ReadAllText(path); Console.WriteLine(text); } return text;")]
    [InlineData("var text = File.ReadAllText(path); try { if (text.Length > 8000) throw new InvalidOperationException(); } catch (InvalidOperationException) { } return text;")]
    [InlineData("var text = File.ReadAllText(path); while (text.Length > 8000) { text = text.Trim(); break; } return text;")]
    [InlineData("var text = File.ReadAllText(path); foreach (var max in new int[n]) { if (text.Length > max) text = text[..max]; } return text;")]
    [InlineData("var text = File.ReadAllText(path); if (text.Length > 8000) goto on; text = text.Trim(); on: return text;")]
    [InlineData("var text = \"\"; Read(); return text; void Read() { text = File.ReadAllText(path); }")]
    [InlineData("var text = \"\"; foreach (var p in new[] { path, other }) { text = File.ReadAllText(p); if (text.Length > 8000) break; } return text;")]
    [InlineData("var b = new StringBuilder(); b.Clear(); foreach (var line in File.ReadLines(path)) b.Append(line); return b.ToString();")]
    public void What_looks_like_a_bound_and_is_none_is_seen_through(string body) => Assert.True(FlowCompilation.Unbounded(body));

    [Theory]
    [InlineData("File.ReadAllText(path)", "File")]
    [InlineData("string.Join(\",\", Directory.GetFiles(path))", "File")]
    [InlineData("new System.Net.Http.HttpClient().GetStringAsync(path).Result", "Http")]
    [InlineData("System.Diagnostics.Process.Start(path).StandardOutput.ReadToEnd()", "Process")]
    [InlineData("Console.In.ReadToEnd()", "Input")]
    [InlineData("string.Join(\"\", new[] { path }.Select(File.ReadAllText))", "File")]
    [InlineData("string.Join(\"\", new[] { path }.SelectMany(Directory.GetFiles))", "File")]
    public void An_origin_says_of_what_kind_it_is(string value, string kind) => Assert.Equal(
        kind,
        string.Join(",", new FlowCompilation("static string M(string path) => " + value + ";").ReturnOf("M").AsText().Text.Select(static o => o.Kind)));

    [Fact]
    public void A_helper_bounds_because_of_its_body_not_its_name()
    {
        var flow = new FlowCompilation("""
            static string Truncate(string s) => s.Trim();
            static string Shape(string s, int max) => s.Length <= max ? s : s.Substring(0, max);
            static string Lies(string path) => Truncate(File.ReadAllText(path));
            static string Cuts(string path) => Shape(File.ReadAllText(path), 100);
            """);
        Assert.True(flow.IsUnbounded("Lies"));
        Assert.False(flow.IsUnbounded("Cuts"));
    }

    [Fact]
    public void A_ref_parameter_leaves_what_its_method_leaves_in_it()
    {
        var flow = new FlowCompilation("""
            static void Cut(ref string text) { if (text.Length > 100) text = text[..100]; }
            static void Trim(ref string text) { text = text.Trim(); }
            static void Replace(ref string text) { text = "other"; }
            static string AfterCut(string path) { var s = File.ReadAllText(path); Cut(ref s); return s; }
            static string AfterTrim(string path) { var s = File.ReadAllText(path); Trim(ref s); return s; }
            static string AfterReplace(string path) { var s = File.ReadAllText(path); Replace(ref s); return s; }
            """);
        Assert.False(flow.IsUnbounded("AfterCut"));
        Assert.True(flow.IsUnbounded("AfterTrim"));
        Assert.False(flow.IsUnbounded("AfterReplace"));
    }

    [Fact]
    public void Out_parameters_fields_and_properties_carry_content()
    {
        var flow = new FlowCompilation("""
            static readonly string Field = File.ReadAllText("a");
            static string Property => File.ReadAllText("b");
            static bool Try(string path, out string text) { text = File.ReadAllText(path); return true; }
            static string FromField() => Field;
            static string FromProperty() => Property;
            static string FromOut(string path) => Try(path, out var text) ? text : "";
            """);
        Assert.True(flow.IsUnbounded("FromField"));
        Assert.True(flow.IsUnbounded("FromProperty"));
        Assert.True(flow.IsUnbounded("FromOut"));
    }

    [Fact]
    public void A_helper_that_renders_a_collection_gives_text_as_long_as_its_argument()
    {
        var flow = new FlowCompilation("""
            static string Render(IEnumerable<string> lines) { var b = new StringBuilder(); foreach (var l in lines) b.AppendLine(l); return b.ToString(); }
            static string Numbered(IEnumerable<string> lines) { var list = new List<string>(); foreach (var l in lines) list.Add("x"); return string.Join(",", list); }
            static string Selected(IEnumerable<string> lines) => string.Join(",", lines.Select(l => "x"));
            static string Whole(string path) => Render(File.ReadLines(path));
            static string Marks(string path) => Numbered(File.ReadLines(path));
            static string Picks(string path) => Selected(File.ReadLines(path));
            static string First(string path) => Render(File.ReadLines(path).Take(20)) + Numbered(File.ReadLines(path).Take(20));
            """);
        Assert.True(flow.IsUnbounded("Whole"));
        Assert.True(flow.IsUnbounded("Marks"));
        Assert.True(flow.IsUnbounded("Picks"));
        Assert.False(flow.IsUnbounded("First"));
    }

    [Fact]
    public void The_answer_on_a_cycle_does_not_depend_on_who_is_asked_first()
    {
        const string Members = """
            static string F(int n) => G(n);
            static string G(int n) => n > 0 ? F(n - 1) : File.ReadAllText("a");
            """;
        var first = new FlowCompilation(Members);
        var second = new FlowCompilation(Members);
        Assert.Equal((true, true), (first.IsUnbounded("F"), first.IsUnbounded("G")));
        Assert.Equal((true, true), (second.IsUnbounded("G"), second.IsUnbounded("F")));
    }

    [Fact]
    public void Chains_of_callees_are_followed_six_deep_and_then_silent_for_every_caller()
    {
        var source = new StringBuilder("static string M0() => File.ReadAllText(\"a\");\n");
        for (int i = 1; i < 12; i++)
        {
            source.AppendLine($"static string M{i}() => M{i - 1}();");
        }

        var fromTheTop = new FlowCompilation(source.ToString());
        var fromTheBottom = new FlowCompilation(source.ToString());
        var down = Enumerable.Range(0, 12).Reverse().Select(i => fromTheTop.IsUnbounded("M" + i)).Reverse();
        var up = Enumerable.Range(0, 12).Select(i => fromTheBottom.IsUnbounded("M" + i));
        Assert.Equal(down, up);
        Assert.True(fromTheTop.IsUnbounded("M5"));
        Assert.False(fromTheTop.IsUnbounded("M11"));
    }

    [Fact]
    public void A_large_cycle_of_callees_is_harmless()
    {
        var source = new StringBuilder();
        for (int i = 0; i < 20; i++)
        {
            source.AppendLine($"static string M{i}(int n) => {string.Join(" + ", Enumerable.Range(0, 20).Select(j => $"M{j}(n - 1)"))};");
        }

        Assert.False(new FlowCompilation(source.ToString()).IsUnbounded("M0"));
    }

    [Fact]
    public void Long_chains_of_out_parameters_are_harmless()
    {
        var source = new StringBuilder("static void M0(out string s) { s = File.ReadAllText(\"a\"); }\n");
        for (int i = 1; i < 40; i++)
        {
            source.AppendLine($"static void M{i}(out string s) {{ M{i - 1}(out s); if (s == \"\") M{i - 1}(out s); }}");
        }

        source.AppendLine("static string Near() { M3(out var s); return s; } static string Far() { M39(out var s); return s; }");
        var flow = new FlowCompilation(source.ToString());
        Assert.True(flow.IsUnbounded("Near"));
        Assert.False(flow.IsUnbounded("Far"));
    }

    [Fact]
    public void Endless_recursion_ends()
    {
        var flow = new FlowCompilation("""
            static string A(string s) => B(s) + A(s);
            static string B(string s) => A(s) + D(s);
            static string D(string s) => D(D(s));
            """);
        Assert.False(flow.IsUnbounded("A"));
    }
}
