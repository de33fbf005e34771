using System.Text.RegularExpressions;

namespace PromptAnalyzers.Tests.Oracle;

/// <content>Methods of the user's: sources, cuts, lies, wrappers; and the objects that carry text between them.</content>
internal sealed partial class ProgramGenerator
{
    // NAME is the method; called with one text. Cuts and lies, by their bodies alone.
    private static readonly string[] Helpers =
    [
        "private static string NAME(string text) => text.Length > 2_000 ? text[..2_000] : text;",
        "private static string NAME(string text) => text[..Math.Min(text.Length, 2_000)];",
        "private static string NAME(string text) { if (text.Length <= 2_000) return text; return text.Substring(0, 2_000) + \"...\"; }",
        "private static string NAME(string text, int max = 2_000) => text.Length <= max ? text : text[..max];",
        "private static string NAME(string text) { if (text.Length > 2_000) { text = text[..2_000]; } return text; }",
        "private static string NAME(string text) { if (string.IsNullOrEmpty(text)) return text; if (text.Length < 2_000) return text; return text.Remove(2_000); }",
        "private static string NAME(string text) { var b = new StringBuilder(); foreach (char c in text) { if (b.Length >= 2_000) break; b.Append(c); } return b.ToString(); }",
        "private static string NAME(string text) => string.Join(\"\\n\", text.Split('\\n').Take(9));",
        "private string NAME(string text) { int max = limit; return text.Length > max ? text[..max] : text; }",
        "private static string NAME(string text) => NAMECore(text, 2_000); private static string NAMECore(string text, int max) => text.Length > max ? text[..max] : text;",
        "private static string NAME(string text) => NAMEOuter(text.Trim()); private static string NAMEOuter(string text) => NAMEInner(text) + \".\"; private static string NAMEInner(string text) => text[..Math.Min(text.Length, 900)];",
        "private static string NAME(string text) { try { return text[..2_000]; } catch (ArgumentOutOfRangeException) { return \"short\"; } }",
        "private static string NAME(string text) => text.Length <= 2_000 ? text : NAME(text[..(text.Length / 2)]);",
        "private static string NAME(string text) => text.Length switch { > 2_000 => text[..2_000], _ => text };",
        "private static string NAME(string text) { using var reader = new StringReader(text); return reader.ReadLine() ?? \"\"; }",
        "private static string NAME(string text) => text.Length.ToString();",
        "private static T NAME<T>(T text) where T : class => (text as string)!.Length > 2_000 ? ((text as string)![..2_000] as T)! : text;",
        "private static string NAME(string text) { string result = text; while (result.Length > 2_000) result = result[..(result.Length - 900)]; return result; }",
        "private static string NAME(string text) { if (text.Length > 2_000) throw new InvalidOperationException(\"too long\"); return text; }",
        "private static string NAME(string text) { NAMECheck(text); return text; } private static void NAMECheck(string text) { if (text.Length > 2_000) throw new InvalidOperationException(\"too long\"); }",
        // Lies.
        "private static string NAME(string text) => text.Trim();",
        "private static string NAME(string text) => text;",
        "private static string NAME(string text) => text.Length > 2_000 ? text.Trim() : text;",
        "private static string NAME(string text) { if (text.Length > 2_000) { _ = text[..2_000]; } return text; }",
        "private static string NAME(string text) { var cut = text.Length > 2_000 ? text[..2_000] : text; return cut.Length > 0 ? text : cut; }",
        "private static string NAME(string text, int max = int.MaxValue) => text.Length <= max ? text : text[..max];",
        "private static string NAME(string text, int? max = null) => max is { } m && text.Length > m ? text[..m] : text;",
        "private static string NAME(string text) { var b = new StringBuilder(); foreach (char c in text) { b.Append(c); } return b.ToString(); }",
        "private static string NAME(string text) { if (text.Length > 2_000) { text = text.Replace(\"x\", \"y\"); } return text; }",
        "private static string NAME(string text) => NAMECore(text); private static string NAMECore(string text) => NAMEMore(text) + \".\"; private static string NAMEMore(string text) => text.Trim();",
        "private static string NAME(string text, int depth = 3) => depth == 0 ? text : NAME(text + \"!\", depth - 1);",
        "private static string NAME(string text, int depth = 3) => depth == 0 ? text : NAMEOther(text, depth - 1); private static string NAMEOther(string text, int depth) => depth == 0 ? \"x\" + text : NAME(text, depth - 1);",
        "private static string NAME(string text) => $\"<doc>{text}</doc>\";",
        "private static string NAME(params string[] texts) => string.Join(\"\\n\", texts);",
        "private static T NAME<T>(T text) => text;",
        "private static string NAME(string text) => string.Join(\"\\n\", text.Split('\\n').Select(l => l.Trim()));",
        "private static string NAME(string text) { string result; NAMEOut(text, out result); return result; } private static void NAMEOut(string text, out string result) => result = text.Trim();",
        "private static string NAME(string text) { NAMERef(ref text); return text; } private static void NAMERef(ref string text) { text = text + \"!\"; }",
        "private static string NAME(string text) => text.Length < 2 ? \"short\" : text;",
        "private static string NAME(string text) { foreach (char c in text) { if (c == '|') return \"bar\"; } return text; }",
        "private static string NAME(string text) { text = text.Trim(); if (text.Length == 0) return \"none\"; return text; }",
        "private static string NAME(string text) => new StringBuilder().Append(\"<\").Append(text).Append('>').ToString();",
        "private static string NAME(string text) { var all = new List<string> { \"x\", text }; return string.Join(\"\\n\", all); }",
    ];

    // Statements on s with members of their own; NAME is fresh.
    private static readonly (string Statement, string Member)[] HelperStatements =
    [
        ("NAME(ref s);", "private static void NAME(ref string text) { if (text.Length > 2_000) text = text[..2_000]; }"),
        ("NAME(ref s);", "private static void NAME(ref string text) { text = text.Trim(); }"),
        ("NAME(ref s);", "private static void NAME(ref string text) { text = \"other\"; }"),
        ("NAME(s, out s);", "private static void NAME(string text, out string result) { result = text.Length > 2_000 ? text[..2_000] : text; }"),
        ("NAME(s, out var r#);", "private static void NAME(string text, out string result) { result = text.Trim(); }"),
        ("if (!NAME(s, out var r#)) r# = \"none\";", "private static bool NAME(string text, out string result) { result = text; return text.Length > 0; }"),
        ("if (!NAME(s, out var r#)) r# = \"none\";", "private static bool NAME(string text, out string result) { if (text.Length > 2_000) { result = \"\"; return false; } result = text; return true; }"),
        ("var (r#, n#) = NAME(s);", "private static (string Text, int Length) NAME(string text) => (text, text.Length);"),
        ("var (r#, n#) = NAME(s);", "private static (string Text, int Length) NAME(string text) => (text[..Math.Min(9, text.Length)], text.Length);"),
        ("string r# = NAME(s).Text;", "private static (string Text, int Length) NAME(string text) => (text, text.Length);"),
        ("string r# = new NAME(s).Text;", "private sealed record NAME(string Text);"),
        ("string r# = new NAME { Text = s }.Text;", "private sealed class NAME { public string Text { get; set; } = \"\"; }"),
        ("var o# = new NAME { Text = s }; string r# = o#.Text;", "private sealed class NAME { public string Text { get; set; } = \"\"; }"),
        ("var o# = new NAME(); o#.Text = s; string r# = o#.Text;", "private sealed class NAME { public string Text { get; set; } = \"\"; }"),
        ("var o# = new NAME(); o#.Text = s; o#.Text = \"other\"; string r# = o#.Text;", "private sealed class NAME { public string Text { get; set; } = \"\"; }"),
        ("string r# = new NAME(s).ToString();", "private sealed class NAME(string text) { public override string ToString() => text; }"),
        ("string r# = new NAME(s).Short;", "private sealed class NAME(string text) { public string Short => text.Length > 900 ? text[..900] : text; }"),
        ("this.NAME = s; string r# = NAME;", "private string NAME = \"\";"),
        ("this.NAME = s; string r# = NAME.Length > 900 ? NAME[..900] : NAME;", "private string NAME = \"\";"),
        ("this.NAME = s; if (NAME.Length > 900) NAME = NAME[..900]; string r# = NAME;", "private string NAME = \"\";"),
        ("this.NAME = s; string r# = NAMEShort;", "private string NAME = \"\"; private string NAMEShort => NAME.Length > 900 ? NAME[..900] : NAME;"),
        ("this.NAME = s; string r# = NAMEWhole;", "private string NAME = \"\"; private string NAMEWhole => NAME;"),
        ("this.NAME = s; string r# = NAME;", "private string NAME { get; set; } = \"\";"),
        ("this.NAME.Add(s); string r# = string.Join(\"\\n\", NAME);", "private readonly List<string> NAME = new();"),
        ("this.NAME.Append(s); string r# = NAME.ToString();", "private readonly StringBuilder NAME = new();"),
        ("NAME(s); string r# = NAMEText;", "private string NAMEText = \"\"; private void NAME(string text) => NAMEText = text;"),
        ("NAME(s); string r# = NAMEText;", "private string NAMEText = \"\"; private void NAME(string text) => NAMEText = text.Length > 900 ? text[..900] : text;"),
        ("string r# = await NAME(s);", "private static async Task<string> NAME(string text) { await Task.Yield(); return text; }"),
        ("string r# = await NAME(s);", "private static async Task<string> NAME(string text) { await Task.Yield(); return text.Length > 900 ? text[..900] : text; }"),
        ("string r# = NAME(s).Result;", "private static Task<string> NAME(string text) => Task.FromResult(text);"),
        ("string r# = await NAME(s).ConfigureAwait(false);", "private static async ValueTask<string> NAME(string text) { await Task.Yield(); return text; }"),
        ("string r# = string.Join(\"\\n\", NAME(s));", "private static IEnumerable<string> NAME(string text) { yield return \"a\"; yield return text; }"),
        ("string r# = \"\"; await foreach (var each# in NAME(s)) { r# += each#; }", "private static async IAsyncEnumerable<string> NAME(string text) { await Task.Yield(); yield return text; }"),
        ("string r# = NAME(() => s);", "private static string NAME(Func<string> read) => read();"),
        ("string r# = NAME(s, x# => x#.Trim());", "private static string NAME(string text, Func<string, string> change) => change(text);"),
        ("string r# = NAME(s, x# => x#.Length > 900 ? x#[..900] : x#);", "private static string NAME(string text, Func<string, string> change) => change(text);"),
        ("string r# = \"\"; NAME(s, x# => r# = x#);", "private static void NAME(string text, Action<string> take) => take(text);"),
        ("string r# = s.NAME();", "EXTENSION public static string NAME(this string text) => text.Length > 900 ? text[..900] : text;"),
        ("string r# = s.NAME();", "EXTENSION public static string NAME(this string text) => text.Trim();"),
        ("string r# = s.NAME(900);", "EXTENSION public static string NAME(this string text, int max) => text[..Math.Min(max, text.Length)];"),
        ("string r# = s?.NAME(900) ?? \"\";", "EXTENSION public static string NAME(this string text, int max) => text[..Math.Min(max, text.Length)];"),
        ("string r# = s.NAME().NAME();", "EXTENSION public static string NAME(this string text) => text + \"!\";"),
        ("INAME o# = new NAME(); string r# = o#.Change(s);", "private interface INAME { string Change(string text); } private sealed class NAME : INAME { public string Change(string text) => text; }"),
        ("NAME o# = new NAME(); string r# = o#.Change(s);", "private class NAME { public virtual string Change(string text) => text; }"),
        ("string r# = new NAME(s).Build();", "private sealed class NAME(string text) { private readonly List<string> parts = new(); public string Build() { parts.Add(text); return string.Join(\"\\n\", parts); } }"),
        ("string r# = Short#(s); string Short#(string text) => text.Length > 900 ? text[..900] : text;", ""),
        ("string r# = Short#(s); string Short#(string text) => text.Replace(\"x\", \"y\");", ""),
        ("string r# = Short#(); string Short#() => s.Length > 900 ? s[..900] : s;", ""),
        ("string r# = Short#(); string Short#() => s;", ""),
        ("Func<string, string> short# = x# => x#.Length > 900 ? x#[..900] : x#; string r# = short#(s);", ""),
        ("Func<string, string> whole# = x# => x#.Trim(); string r# = whole#(s);", ""),
    ];

    private static readonly string[] SourceHelpers =
    [
        "private string NAME() => File.ReadAllText(path#);",
        "private string NAME() { using var reader = new StreamReader(path#); return reader.ReadToEnd(); }",
        "private string NAME() { var text = File.ReadAllText(path#); return text.Length > 900 ? text[..900] : text; }",
        "private string NAME() { try { return File.ReadAllText(path#); } catch (IOException) { return \"\"; } }",
        "private string NAME() => http.GetStringAsync(url#).Result;",
        "private string NAME => File.ReadAllText(path#);",
        "private string NAME { get { var text = File.ReadAllText(path#); return text.Trim(); } }",
        "private string NAME() => NAMEDeep(); private string NAMEDeep() => NAMEDeeper().Trim(); private string NAMEDeeper() => File.ReadAllText(path#);",
        "private string NAME(string file) => File.Exists(file) ? File.ReadAllText(file) : \"\";",
        "private static string NAME(string file) { if (new FileInfo(file).Length > 9_000) return \"\"; return File.ReadAllText(file); }",
        "private string NAME(int depth = 3) => depth > 0 ? NAME(depth - 1) : File.ReadAllText(path#);",
        "private string NAME(int depth = 3) => depth > 0 ? NAMEOther(depth - 1) : File.ReadAllText(path#); private string NAMEOther(int depth) => depth > 0 ? NAME(depth - 1) : \"end\" + NAME(0);",
        "private string NAME(string file, int? max = null) => max is { } m ? File.ReadAllText(file)[..m] : File.ReadAllText(file);",
        "private static string NAME(string file) => string.Join(\"\\n\", NAMELines(file)); private static IEnumerable<string> NAMELines(string file) { using var reader = new StreamReader(file); while (reader.ReadLine() is { } line) { yield return line; } }",
        "private static string NAME(string file) { var lines = NAMELines(file); return string.Join(\"\\n\", lines); } private static List<string> NAMELines(string file) => File.ReadLines(file).Take(9).ToList();",
    ];

    private static readonly string[] ObjectForms =
    [
            "var d# = new TYPE(\"t\", VALUE); string NAME = d#.Body;",
            "var d# = new TYPE(\"t\", VALUE); string NAME = d#.Title;",
            "var d# = new TYPE(\"t\", VALUE); string NAME = d#.ToString();",
            "var d# = new TYPE(\"t\", VALUE); string NAME = $\"{d#}\";",
            "var d# = new TYPE(\"t\", VALUE); string NAME = JsonSerializer.Serialize(d#);",
            "var d# = new TYPE(\"t\", VALUE); var (t#, NAME) = d#;",
            "var d# = new TYPE(\"t\", VALUE) with { Title = \"u\" }; string NAME = d#.Body;",
            "var d# = new List<TYPE> { new(\"t\", VALUE) }; string NAME = string.Join(\"\\n\", d#.Select(x => x.Body));",
            "var d# = new List<TYPE> { new(\"t\", VALUE) }; string NAME = string.Join(\"\\n\", d#.Select(x => x.Title));",
            "var d# = new List<TYPE>(); d#.Add(new TYPE(\"t\", VALUE)); string NAME = \"\"; foreach (var x in d#) NAME += x.Body;",
            "var d# = new[] { VALUE, \"x\" }.Select(v => new { Title = \"t\", Body = v }).ToList(); string NAME = string.Join(\"\\n\", d#.Select(x => x.Body));",
            "var d# = new[] { VALUE, \"x\" }.Select(v => new { Title = \"t\", Body = v }).ToList(); string NAME = string.Join(\"\\n\", d#.Select(x => x.Title));",
            "var d# = new List<(string Title, string Body)> { (\"t\", VALUE) }; string NAME = \"\"; foreach (var x in d#.Where(x => x.Title != \"u\")) { NAME += x.Body; }",
            "var d# = new List<(string Title, string Body)> { (\"t\", VALUE) }; string NAME = \"\"; foreach (var x in d#) { NAME += x.Title; }",
            "var d# = (Title: \"t\", Body: VALUE); string NAME = d#.Body;",
            "var d# = (Title: \"t\", Body: VALUE); string NAME = d#.Title;",
            "var d# = (\"t\", VALUE); var (t#, NAME) = d#;",
            "var d# = new { Title = \"t\", Body = VALUE }; string NAME = d#.Body;",
            "var d# = new { Title = \"t\", Body = VALUE }; string NAME = d#.Title;",
            "var d# = Tuple.Create(VALUE, 1); string NAME = d#.Item1;",
            "var d# = new KeyValuePair<string, string>(\"t\", VALUE); string NAME = d#.Value;",
    ];

    private Node HelperCall(int depth)
    {
        string name = Name("Help");
        if (!scope.IsStatic && Chance(3) && Source() is { } source)
        {
            return SourceHelper(name, source);
        }

        return Chance(2) ? Helper(name, depth) : GeneratedHelper(name, depth);
    }

    private Node SourceHelper(string name, string source)
    {
            string form = Pick(SourceHelpers);
            AddMember($"source helper: {form}", form.Replace("NAME", name, StringComparison.Ordinal).Replace("#", source, StringComparison.Ordinal));
            string call = form.Contains("string file", StringComparison.Ordinal) ? $"{name}(path{source})" : form.Contains("NAME(", StringComparison.Ordinal) ? $"{name}()" : name;
            return new Node("str", $"source helper: {form}", call);
    }

    private Node Helper(string name, int depth)
    {
            string form = Pick(Helpers);
            if (scope.IsStatic && !form.Contains("static", StringComparison.Ordinal))
            {
                form = Helpers[0];
            }

            var argument = Str(depth - 1);
            if (forced is null && form.Contains("throw", StringComparison.Ordinal) && scope.Texts.Any(text => Regex.IsMatch(argument.ToString(), $@"\b{text}\b")))
            {
                // That it refuses a long text decides about the rest of the expression too.
                form = Helpers[0];
            }

            AddMember($"helper: {form}", form.Replace("NAME", name, StringComparison.Ordinal));
            return new Node("str", $"helper: {form}", name, "(", argument, ")");
    }

    /// <summary>A helper whose body is made like any other: deep interactions come from here.</summary>
    private Node GeneratedHelper(string name, int depth)
    {
        var argument = Str(depth - 1);
        var outer = scope;
        bool isStatic = Chance(2) || outer.IsStatic;
        scope = new Scope { Texts = ["text"], IsStatic = isStatic, IsHelper = true, Leave = "return \"\";" };
        var statements = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Statement(1)).ToList();
        statements.Add(new Node("stmt", "return", "return ", Chance(2) ? new Node("str", "", "text") : Str(1), ";"));
        members.Add(new Node("member", "", isStatic ? "private static string " : "private string ", name, "(string text)\n{\n", Node.List("stmts", statements), "}"));
        scope = outer;
        return new Node("str", "generated helper", name, "(", argument, ")");
    }

    private Node HelperStatement()
    {
        var (statement, member) = forcedCarrier ?? Pick(HelperStatements);
        string shape = $"carrier: {statement} {member}";
        if ((statement.Contains("await", StringComparison.Ordinal) && !scope.IsAsync) || (scope.IsStatic && statement.Contains("this.", StringComparison.Ordinal))
            || (scope.IsStatic && member.Contains("private void", StringComparison.Ordinal)))
        {
            return Assignment();
        }

        string number = Name("");
        string name = "Carry" + owner + number;
        if (member.Length > 0)
        {
            AddMember(shape, Regex.Replace(member.Replace("NAME", name, StringComparison.Ordinal), "^EXTENSION", ""), member.StartsWith("EXTENSION", StringComparison.Ordinal));
        }

        statement = Regex.Replace(statement.Replace("NAME", name, StringComparison.Ordinal), @"(?<=[a-zA-Z])#", number);
        statement = Regex.Replace(statement, @"\br(?=\d)", "s");
        statement = Regex.Replace(statement, @"\bs\b(?!\d)", Text()!);
        if (Regex.IsMatch(statement, $@"\bs{number}\b"))
        {
            scope.Texts.Add("s" + number);
        }

        return new Node("stmt", shape, statement);
    }

    /// <summary>Text that goes by way of an object made elsewhere in the method.</summary>
    private Node ObjectStatement()
    {
        string name = Name("s");
        string type = Name("Doc");
        AddMember("record", $"private sealed record {type}(string Title, string Body);");
        var value = Str(1);
        scope.Texts.Add(name);
        string form = Pick(ObjectForms);
        string shape = $"object: {form}";
        string number = name[1..];
        form = form.Replace("TYPE", type, StringComparison.Ordinal).Replace("NAME", name, StringComparison.Ordinal);
        form = Regex.Replace(form, @"(?<=[a-z])#", number);
        string[] pieces = form.Split("VALUE");
        return new Node("stmt", shape, pieces[0], value, pieces[1]);
    }

    private void AddMember(string shape, string text, bool isExtension = false) =>
        members.Add(new Node(isExtension ? "member" : "member", shape, isExtension ? $"}}\npublic static partial class Ext{members.Count}CLASS {{{text}}}\npublic partial class CLASS {{" : text));
}
