using System.Text.RegularExpressions;

namespace PromptAnalyzers.Tests.Oracle;

/// <content>Texts, sequences and what is done to them.</content>
internal sealed partial class ProgramGenerator
{
    private static readonly string[] PassForms =
    [
        "{0}.Trim()", "{0}.ToUpperInvariant()", "{0}.Replace(\"x\", \"y\")", "{0}.Insert(0, \"> \")", "({0})", "(string)(object){0}",
        "{0}.ToString()", "Regex.Replace({0}, \"x\", \"y\")", "WebUtility.HtmlEncode({0})", "{0}.Normalize()", "{0}.TrimEnd().TrimStart('-')",
        "{0}.PadLeft(3)", "new string({0})", "{0}.Replace(\"x\", \"y\", StringComparison.Ordinal)", "{0}.ReplaceLineEndings()", "string.Copy({0})",
        "Encoding.UTF8.GetString(Encoding.UTF8.GetBytes({0}))", "new string({0}.ToCharArray())", "(({0}) as object as string)!",
        "new StringBuilder({0}).ToString()", "new StringReader({0}).ReadToEnd()", "JsonSerializer.Serialize({0})", "{0}.ToLower()",
        "Task.FromResult({0}).Result", "new Lazy<string>({0}).Value", "JsonSerializer.Serialize(new {{ doc = {0} }})", "$\"{{{0}}}\"", "{0}[..]",
    ];

    private static readonly string[] CutForms =
    [
        "{0}.Length.ToString()", "string.Concat({0}.Take({1}))", "{0}.GetHashCode().ToString()", "({0} + new string('x', 12_000))[..{1}]",
        "{0}.PadRight(12_000).Substring(0, {1})", "{0}.PadRight(12_000).Remove({1})", "new string({0}.PadRight(12_000).ToCharArray(), 0, {1})",
        "{0}.IndexOf('x').ToString()", "string.Concat({0}.TakeLast({1}))", "({0}.Length > 0 ? \"some\" : \"none\")", 
        "new string({0}.Take({1}).ToArray())", "{0}.PadLeft(12_000)[^{1}..]", "({0}.Contains('x') ? \"yes\" : \"no\")",
        "{0}.PadRight(12_000).AsSpan(0, {1}).ToString()", "string.Join(\"\\n\", {0}.Split('\\n').Take(9))", "new StringBuilder({0}.PadRight(12_000)).ToString(0, {1})",
        "string.Concat({0}.PadRight(12_000).AsSpan(0, {1}), \"...\")", "{0}.Split('\\n')[0]", "{0}.Split('\\n').First()", "{0}.PadRight(12_000)[0..{1}]",
        "new StringReader({0}).ReadLine()", "Encoding.UTF8.GetString(Encoding.UTF8.GetBytes({0}.PadRight(12_000)), 0, {1})",
    ];

    private static readonly string[] FakeCutForms =
    [
        "{0}[0..]", "{0}.Substring(0)", "string.Concat({0}.Skip(20))", "string.Join(\"\\n\", {0}.Split('\\n').SkipWhile(l => l.Length == 0))",
        "string.Join(\"\\n\", {0}.Split('\\n').Where(l => l.Length > 3))", "string.Join(\"\\n\", {0}.Split('\\n').Select(l => l.Trim()))", "string.Concat({0}.Take({1}))",
        "string.Join(' ', {0}.Split(' ', StringSplitOptions.RemoveEmptyEntries))", "string.Concat({0}.TakeWhile(c => c != '|'))", "string.Concat({0}.Split('\\n', ' ').Select(l => l[..Math.Min(l.Length, 150)]))",
    ];

    private static readonly string[] SourceForms =
    [
            "File.ReadAllText(path#)", "File.ReadAllText(path#)", "File.ReadAllText(path#, Encoding.UTF8)", "string.Join(\"\\n\", File.ReadAllLines(path#))", "string.Concat(File.ReadLines(path#))",
            "Encoding.UTF8.GetString(File.ReadAllBytes(path#))", "new StreamReader(File.OpenRead(path#)).ReadToEnd()", "new StreamReader(path#).ReadToEnd()", "File.OpenText(path#).ReadToEnd()",
            "new FileInfo(path#).OpenText().ReadToEnd()", "new StreamReader(new FileStream(path#, FileMode.Open, FileAccess.Read, FileShare.Read)).ReadToEnd()",
            "http.GetStringAsync(url#).Result", "http.GetStringAsync(url#).GetAwaiter().GetResult()", "http.GetAsync(url#).Result.Content.ReadAsStringAsync().Result",
            "await File.ReadAllTextAsync(path#)", "await http.GetStringAsync(url#)", "await File.ReadAllTextAsync(path#, CancellationToken.None).ConfigureAwait(false)",
            "await (await http.GetAsync(url#)).Content.ReadAsStringAsync()", "string.Join(\"\\n\", await File.ReadAllLinesAsync(path#))", "await new StreamReader(await http.GetStreamAsync(url#)).ReadToEndAsync()",
            "Encoding.UTF8.GetString(await http.GetByteArrayAsync(url#))", "await Task.Run(() => File.ReadAllText(path#))", "(await Task.WhenAll(File.ReadAllTextAsync(path#), Task.FromResult(\"x\")))[0]"];

    // s is a text, n a bound: some cut, some only look like it.
    private static readonly string[] InlineForms =
    [
            "s[..Math.Min(s.Length, n)]", "s.Substring(0, Math.Min(n, s.Length))", "(s.Length > n ? s[..n] : s)", "(s.Length <= n ? s : s.Substring(0, n) + \"...\")", "(s.Length > n ? \"too long\" : s)",
            "(s is { Length: > n } ? s[..n] : s)", "(s switch { { Length: > n } => s[..n], _ => s })", "(n < s.Length ? s.Remove(n) : s)", "(s.Length < n && s.Length > 0 ? s : \"no\")", "(!(s.Length > n) ? s : \"\")",
            "s[^Math.Min(s.Length, n)..]", "s[Math.Max(0, s.Length - n)..]", "s.Substring(Math.Max(0, s.Length - n))", "(s.Length is > 0 and < n ? s : \"\")", "(s.Length >= n || s.Length == 0 ? \"\" : s)",
            "s[..Math.Max(s.Length, 0)]", "s[..(s.Length / 2)]", "s.Substring(0, s.Length - s.Length / 4)", "(s.Length > n ? s : s.Trim())", "(s.Length > n ? s.Trim() : s)", "s[..Math.Min(s.Length, 5_000_000)]",
            "(s.Length > 0 ? s : \"empty\")", "(s.Length > n || s.Length == 0 ? s : \"\")", "(s is { Length: > n } ? s : \"\")", "(s is not { Length: > n } ? \"\" : s)", "s[..Math.Max(s.IndexOf('#'), s.Length / 2)]", "s[..Math.Max(s.LastIndexOf('\\n'), s.Length / 2)]",
            "s[Math.Min(20, s.Length)..]", "(s.Length is > 0 ? s : \"\")", "(s.Length > n ? s[(s.Length / 3)..] : s)", "s.Substring(s.Length / 4)"];

    private static readonly string[] LineSourceForms =
    [
        "File.ReadLines(path#)", "File.ReadAllLines(path#)", "File.ReadAllLines(path#).ToList()", "File.ReadAllText(path#).Split('\\n')", "http.GetStringAsync(url#).Result.Split('\\n')", "File.ReadLines(path#, Encoding.UTF8)",
    ];

    private static readonly string[] LinkForms =
    [
            ".Where(l => l.Length > 3)", ".Select(l => l.Trim())", ".Select((l, i) => $\"{i}: {l}\")", ".Skip(1)", ".Distinct()", ".OrderBy(l => l)", ".AsEnumerable().Reverse()", ".ToList()", ".ToArray()", ".TakeWhile(l => l != \"|\")",
            ".SkipWhile(l => l.Length == 0)", ".Append(\"x\")", ".Prepend(\"x\")", ".Concat(new[] { \"x\" })", ".Take(5_000_000)", ".SkipLast(1)", ".AsEnumerable()", ".ToHashSet()", ".DefaultIfEmpty(\"\")", ".SelectMany(l => new[] { l, \"-\" })",
            ".Select(l => l + l)", ".OrderByDescending(l => l.Length).ThenBy(l => l)", ".Chunk(10).Select(c => string.Join(\"\", c))", ".GroupBy(l => l.Length).Select(g => string.Join(\"\", g))", ".Zip(new[] { 1, 2, 3 }.Concat(Enumerable.Range(0, 900)), (l, n) => l)",
            ".Cast<string>()", ".OfType<string>()", ".DistinctBy(l => l)", ".Where((l, i) => i >= 0)", ".Union(new[] { \"x\" })", ".Except(new[] { \"x\" })", ".ToList().AsReadOnly()", ".AsParallel().AsOrdered().Select(l => l).AsEnumerable()",
            ".Take(9)", ".TakeLast(9)", ".Take(..9)", ".Take(limit / 500)", ".Where(l => l.Length > 3).Take(5)", ".Take(Math.Min(9, limit))", ".Skip(1).Take(9)", ".Take(9).Select(l => l.Trim())", ".Take(9).OrderBy(l => l)", ".Where((l, i) => i < 9)", ".Take(^9..)",
            ".Chunk(9).First()"];

    private static readonly string[] SequenceForms =
    [
        "string.Join(\"\\n\", {0})", "string.Concat({0})", "({0}.FirstOrDefault() ?? \"\")", "({0}.LastOrDefault() ?? \"\")", "({0}.ElementAtOrDefault(1) ?? \"\")", "({0}.Skip(1).FirstOrDefault() ?? \"\")",
        "{0}.DefaultIfEmpty(\"\").First()", "{0}.Aggregate(\"\", (sum, each) => sum + each)", "({0}.Max() ?? \"\")", "({0}.OrderBy(l => l).FirstOrDefault() ?? \"\")", "({0}.SingleOrDefault(l => l == \"x\") ?? \"\")",
        "JsonSerializer.Serialize({0})", "{0}.Count().ToString()",
    ];

    private Node Str(int depth)
    {
        if (depth <= 0 || forced is not null || Chance(3))
        {
            return Leaf();
        }

        return random.Next(15) switch
        {
            0 or 1 or 2 => Wrapped("pass", PassForms, depth),
            3 => Wrapped("cut", CutForms, depth, scope.IsStatic ? "350" : Pick("300", "400", "(limit / 20)", "(2 * 100)")),
            4 => Wrapped("fake cut", FakeCutForms, depth, Absurd()),
            5 => new Node("str", "interpolation", "$\"a {", Quoted(depth - 1), "} b {", Quoted(depth - 1), "}\""),
            6 => new Node("str", "sum", "(", Str(depth - 1), " + \"; \" + ", Str(depth - 1), ")"),
            7 => new Node("str", "library sum", Pick("string.Concat(", "string.Format(\"{0} and {1}\", ", "string.Join(\" \", "), Str(depth - 1), ", ", Str(depth - 1), ")"),
            8 => Conditional(depth),
            9 => HelperCall(depth),
            10 => FromSequence(depth),
            11 => VariableCut(),
            12 => new Node("str", "join of array", "string.Join(',', new[] { ", Str(depth - 1), ", ", Str(depth - 1), " })"),
            _ => Leaf(),
        };
    }

    /// <summary>Holes of an interpolation hold no quotes in old C#; parentheses keep conditionals apart from formats.</summary>
    private Node Quoted(int depth) => new("hole", "", "(", Str(depth), ")");

    private Node Wrapped(string family, string[] forms, int depth, string bound = "")
    {
        string form = Pick(forms);
        object[] parts = Fill(form, bound, Str(depth - 1));
        return new Node("str", $"{family}: {form.Replace("{0}", "s", StringComparison.Ordinal).Replace("{1}", "n", StringComparison.Ordinal)}", parts);
    }

    /// <summary>{0} is the node, {1} the bound; doubled braces are braces.</summary>
    private static object[] Fill(string form, string bound, Node node)
    {
        var parts = new List<object>();
        foreach (string piece in form.Replace("{1}", bound, StringComparison.Ordinal).Split("{0}"))
        {
            if (parts.Count > 0)
            {
                parts.Add(node);
            }

            parts.Add(piece.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal));
        }

        return [.. parts];
    }

    private Node Leaf()
    {
        if (Text() is { } variable && !Chance(4))
        {
            return new Node("str", "", variable);
        }

        return !scope.IsStatic && Source() is { } source ? SourceText(source) : new Node("str", "", Pick("\"short\"", "\"\"", "\"Summarize: \""));
    }

    private Node SourceText(string source)
    {
        string form = Pick(SourceForms);
        if (!scope.IsAsync && form.Contains("await", StringComparison.Ordinal))
        {
            form = "File.ReadAllText(path#)";
        }

        string shape = "source: " + form.Replace("#", "", StringComparison.Ordinal);
        form = form.Replace("#", source, StringComparison.Ordinal);
        return new Node("str", shape, $"({form})");
    }

    private Node Conditional(int depth)
    {
        if (!scope.IsStatic && !usesMode && Chance(3))
        {
            usesMode = true;
            return new Node("str", "switch expression", "(mode switch { 0 => ", Str(depth - 1), ", 1 => ", Str(depth - 1), ", _ => ", Str(depth - 1), " })");
        }

        if (scope.IsStatic || Flag() is not { } flag)
        {
            return Leaf();
        }

        return Choose(
            () => new Node("str", "?:", $"({flag} ? ", Str(depth - 1), " : ", Str(depth - 1), ")"),
            () => new Node("str", "negated ?:", $"(!{flag} ? ", Str(depth - 1), " : ", Str(depth - 1), ")"),
            () => new Node("str", "??", $"(({flag} ? null : ", Str(depth - 1), ") ?? ", Str(depth - 1), ")"),
            () => new Node("str", "switch on flag", $"({flag} switch {{ true => ", Str(depth - 1), ", _ => ", Str(depth - 1), " })"));
    }

    /// <summary>A cut that tests a variable where it is used.</summary>
    private Node VariableCut()
    {
        if (Text() is not { } s)
        {
            return Leaf();
        }

        string n = Bound();
        string form = Pick(InlineForms);
        string shape = "inline " + form;
        if (form.Contains("is >", StringComparison.Ordinal) || form.Contains("Length: >", StringComparison.Ordinal))
        {
            n = "2_000";
        }

        form = Regex.Replace(form, @"(?<!\\)\bn\b", n);
        return new Node("str", shape, Regex.Replace(form, @"\bs\b", s));
    }

    private Node FromSequence(int depth)
    {
        string form = Pick(SequenceForms);
        var sequence = Seq(depth);
        if (sequence.Shapes().Contains("few") && Regex.IsMatch(form, "First|Last|ElementAt|Max|Single"))
        {
            // The one that is taken may be one that a link has put there.
            form = "string.Concat({0})";
        }

        return new Node("str", "of sequence: " + form, Fill(form, "", sequence));
    }

    private Node Seq(int depth)
    {
        if (depth <= 0 || Chance(3))
        {
            if (scope.Sequences.Count > 0 && Chance(2))
            {
                return new Node("seq", "", Pick(scope.Sequences.ToArray()));
            }

            if (!scope.IsStatic && Source() is { } source)
            {
                return LineSource(source);
            }

            // Large in every place, so that it does not matter which elements a link drops.
            string text = Text() ?? "\"short\"";
            return new Node("seq", "few", $"new[] {{ {text}, {text} + \"1\", {text} + \"2\" }}");
        }

        return Linked(Seq(depth - 1));
    }

    private Node LineSource(string source)
    {
        string form = Pick(LineSourceForms);
        return new Node("seq", "source: " + form.Replace("#", "", StringComparison.Ordinal), form.Replace("#", source, StringComparison.Ordinal));
    }

    private Node Linked(Node sequence)
    {
        string link = Pick(LinkForms);
        if (link.Contains("Skip", StringComparison.Ordinal) && sequence.Shapes().Contains("few") && sequence.ToString().Contains("Skip", StringComparison.Ordinal))
        {
            // One of the three is left, as it is after one link.
            link = ".ToList()";
        }

        return new Node("seq", "seq " + link, sequence, scope.IsStatic ? link.Replace("limit", "9_000", StringComparison.Ordinal) : link);
    }
}
