using System.Text.RegularExpressions;

namespace PromptAnalyzers.Tests.Oracle;

/// <content>Statements: assignments, guards that work and guards that do not, branches, loops.</content>
internal sealed partial class ProgramGenerator
{
    // s is the text, n a bound, t another text, LEAVE a way out, # a fresh number.
    private static readonly string[] Guards =
    [
        "if (s.Length > n) s = s[..n];",
        "if (s.Length > n) { s = s.Substring(0, n); }",
        "if (n < s.Length) s = s.Remove(n);",
        "if (n <= s.Length) { s = s[..n] + \"...\"; }",
        "if (s is { Length: > c }) s = s[..n];",
        "if (s is { Length: > c } long#) { s = long#[..100]; }",
        "if (s.Length is > c) { s = s[..n]; }",
        "s = s.Length > n ? s[..n] : s;",
        "s = s.Length <= n ? s : s[..n];",
        "s = s[..Math.Min(s.Length, n)];",
        "int keep# = Math.Min(s.Length, n); s = s.Substring(0, keep#);",
        "int keep# = s.Length < n ? s.Length : n; s = s[..keep#];",
        "int keep# = s.Length; if (keep# > n) keep# = n; s = s[..keep#];",
        "if (s.Length > n) LEAVE",
        "if (s.Length > n) { LEAVE }",
        "if (s.Length > n) { count++; LEAVE }",
        "if (s.Length == 0 || s.Length > n) LEAVE",
        "if (!(s.Length <= n)) s = \"too long\";",
        "bool big# = s.Length > n; if (big#) s = s[..n];",
        "bool fits# = s.Length <= n; if (!fits#) { LEAVE }",
        "while (s.Length > n) s = s[..(s.Length / 2)];",
        "while (s.Length > n) { s = s.Substring(0, s.Length - 100); }",
        "do { s = s[..(s.Length / 2)]; } while (s.Length > n);",
        "s = s switch { { Length: > c } => s[..c], _ => s };",
        "switch (s.Length) { case > c: s = s[..c]; break; }",
        "switch (s.Length) { case <= c: break; default: s = \"\"; break; }",
        "switch (s) { case { Length: > c }: s = \"too long\"; break; }",
        "if (s.Length <= n) goto ok#; s = s[..n]; ok#: ;",
        "if (s.Length < n) { } else { s = s[..n]; }",
        "if (s.Length < n) { count++; } else { s = \"too long\"; count--; }",
        "if (s.Length > n) { s = s[..n]; } else if (s.Length == 0) { s = \"empty\"; }",
        "if (s.Length == 0) { s = \"empty\"; } else if (s.Length > n) { s = s[..n]; }",
        "try { if (s.Length > n) throw new InvalidOperationException(); } catch (InvalidOperationException) { s = \"\"; }",
        "s = string.Concat(s.Take(n));",
        "if (s.Length > n) throw new InvalidOperationException();",
        "ArgumentOutOfRangeException.ThrowIfGreaterThan(s.Length, n);",
        "(s, _) = (s[..Math.Min(n, s.Length)], 0);",
        "s = new string(s.ToCharArray(), 0, Math.Min(s.Length, n));",
        "s = s.AsSpan(0, Math.Min(s.Length, n)).ToString();",
        "const int max# = 1_500; if (s.Length > max#) { s = s[..max#]; }",
        "var max# = n; if (s.Length > max#) { s = s[..max#]; }",
        "if (s.Length / 4 > n / 4) s = s[..n];",
        "int tokens# = s.Length / 4; if (tokens# > 450) LEAVE",
        "string cut# = s; if (cut#.Length > n) cut# = cut#[..n]; s = cut#;",
        "if (s.Length > 100) { if (s.Length > n) s = s[..n]; }",
        "if (s.Length > n) { s = s[..n]; s = s.Trim(); }",
        "lock (this) { if (s.Length > n) s = s[..n]; }",
        "try { s = s[..Math.Min(s.Length, n)]; } finally { count++; }",
        "try { count++; } finally { if (s.Length > n) s = \"\"; }",
        "checked { if (s.Length > n) s = s[..n]; }",
        "for (int i# = 0; i# < 1; i#++) { if (s.Length > n) s = s[..n]; }",
        "foreach (int max# in new[] { 1_800, 900 }) { if (s.Length > max#) s = s[..max#]; }",
        "while (true) { if (s.Length <= n) break; s = s[..(s.Length / 2)]; }",
        "if (s.Length > n) { s = t; if (s.Length > n) s = \"\"; }",
        "if (s.Length > n && s.Length > 10) s = s[..n];",
        "if (n - s.Length < 0) s = s[..n];",
        "if (s.Length - n > 0) s = s[..n];",
        "if (s.Length > n == true) s = s[..n];",
        "var (head#, rest#) = (s[..Math.Min(s.Length, n)], s.Length); s = head#;",
        "s = string.IsNullOrEmpty(s) ? \"none\" : s[..Math.Min(s.Length, n)];",
        "if (s.Length > n) goto long#; goto done#; long#: s = \"long\"; done#: ;",
    ];

    private static readonly string[] FakeGuards =
    [
        "if (s.Length > n) count++;",
        "if (s.Length > n) { _ = s.ToUpperInvariant(); }",
        "_ = s[..Math.Min(s.Length, n)];",
        "var log# = s.Length > n ? s[..n] : s;",
        "if (s.Length == 0) s = \"empty\";",
        "if (s.Length == 0) LEAVE",
        "if (string.IsNullOrEmpty(s)) LEAVE",
        "if (string.IsNullOrWhiteSpace(s)) { s = \"none\"; }",
        "if (s.Length > 5_000_000) s = s[..5_000_000];",
        "if (s.Length > 600_000) s = s[..600_000];",
        "s = s[..Math.Min(s.Length, int.MaxValue)];",
        "if (s.Length > n && f) s = s[..n];",
        "if (f && s.Length > n) { LEAVE }",
        "if (f) s = s[..Math.Min(s.Length, n)];",
        "if (!f) { if (s.Length > n) s = \"\"; }",
        "if (f) { if (s.Length > n) LEAVE } else { count++; }",
        "if (s.Length < n) s = s.Trim();",
        "if (s.Length > n) { }",
        "if (s.Length <= n) { s = s.Trim(); } else { s = s.Replace(\"x\", \"y\"); }",
        "if (s.Length > n) { s = s[(s.Length / 4)..]; }",
        "if (s.Length > n) goto on#; s = s.Trim(); on#: ;",
        "try { if (s.Length > n) throw new InvalidOperationException(); } catch (InvalidOperationException) { }",
        "try { if (s.Length > n) throw new InvalidOperationException(); s = \"\"; } catch (InvalidOperationException) { count++; }",
        "if (s.Length > n) s = s + \"!\";",
        "while (s.Length > n) { s = s.Trim(); break; }",
        "switch (s.Length) { case > c: count++; break; }",
        "bool small# = s.Length <= n; if (small#) s = s.Trim();",
        "if (t.Length > n) t = t[..n];",
        "if (t.Length > n) LEAVE",
        "if (s.Length > n) { if (f) s = s[..n]; }",
        "if (s.Length > n) t = \"\";",
        "if (s.Length > n) { var s# = s[..n]; count += s#.Length; }",
        "int keep# = Math.Max(s.Length, n); s = s[..Math.Min(keep#, s.Length)];",
        "if (s.Length < 2) LEAVE",
        "if (s.Length > n || f) { count++; }",
        "s = s.Length > n ? s.Trim() : s;",
        "s = s.Length < 2 ? \"short\" : s;",
        "if (limit < 10) s = s[..n];",
        "if (s.Length > n) { t = s[..n]; }",
        "string copy# = s; if (copy#.Length > n) copy# = copy#[..n];",
        "if (s is { Length: > 0 }) count++;",
        "if (s is not { Length: > c }) { s = \"x\"; }",
        "for (int i# = 0; i# < 2; i#++) { if (i# > 5) s = \"\"; }",
        "foreach (var none# in Array.Empty<string>()) { s = none#; }",
        "switch (s.Length) { case 0: s = \"empty\"; break; case 1: LEAVE }",
        "if (s.Length > n) { try { throw new InvalidOperationException(); } catch (InvalidOperationException) { } }",
        "while (s.Length > n) { if (s.Length > 100) break; s = \"\"; }",
        "do { count++; if (count > 2) break; } while (s.Length > n);",
        "if (s.Length != 0 && s.Length > 1) { s = s.Trim(); }",
        "if (s.Length > n != true) s = \"x\";",
        "Action cut# = () => { if (s.Length > n) s = s[..n]; }; if (f) cut#();",
        "if (s.Length >= 0) s = s.Trim();",
        "if (s.Length > n) s = s.Substring(0, s.Length - 1);",
        "if (s.Length > n) s = s[..s.Length];",
        "try { s = s.Trim(); } catch (IOException) { s = \"\"; } finally { count++; }",
    ];

    private Node Statement(int depth)
    {
        var before = scope.Texts.ToHashSet();
        var statement = AnyStatement(depth);
        foreach (string made in scope.Texts.Where(name => !before.Contains(name)).ToList())
        {
            Link(made, statement.ToString());
        }

        return statement;
    }

    private Node AnyStatement(int depth)
    {
        if (Text() is null || Chance(7))
        {
            return Declaration();
        }

        return random.Next(17) switch
        {
            0 or 1 => Assignment(),
            2 or 3 or 4 => Guard(Guards, "guard"),
            5 or 6 => Guard(FakeGuards, "fake guard"),
            7 or 8 when depth > 0 => Branch(depth),
            9 or 10 => Collecting(),
            11 => HelperStatement(),
            12 when depth > 0 => Block(depth),
            13 => SequenceDeclaration(),
            14 => ObjectStatement(),
            15 when scope.CanSend && Chance(2) => Send(),
            _ => Assignment(),
        };
    }

    private Node Declaration()
    {
        var value = Str(2);
        string name = Name("s");
        scope.Texts.Add(name);
        return new Node("stmt", "", Pick("string ", "var "), name, " = ", value, ";");
    }

    private Node SequenceDeclaration()
    {
        var value = Seq(2);
        string name = Name("q");
        scope.Sequences.Add(name);
        return new Node("stmt", "", "var ", name, " = ", value, ";");
    }

    private Node Assignment()
    {
        string s = Text()!;
        var assignment = Choose(
            () => new Node("stmt", "=", s, " = ", Str(2), ";"),
            () => new Node("stmt", "+=", s, " += ", Str(1), ";"),
            () => new Node("stmt", "own sum", s, $" = {s} + ", Str(1), ";"),
            () => new Node("stmt", "swap", Swap(s, isRepeated ? s : Pick(scope.Texts.Where(name => !decided.Contains(name)).ToArray()))),
            () => new Node("stmt", "pass", $"{s} = {Pick("s.Trim()", "s.Replace(\"x\", \"y\")", "$\"<{s}>\"", "s.ToUpperInvariant()", "\"> \" + s").Replace("s", s, StringComparison.Ordinal)};"),
            () => new Node("stmt", "reset", s, " = \"other\";"));
        Link(s, assignment.ToString());
        return assignment;
    }

    private Node Guard(string[] forms, string family)
    {
        string s = Text()!;
        string form = Pick(forms);
        string shape = $"{family}: {form}";
        string bound = Bound();
        string t = scope.Texts.FirstOrDefault(candidate => candidate != s) ?? s;
        if (t == s && Regex.IsMatch(form, @"\bt\b"))
        {
            return Guard(forms, family);
        }

        if (scope.IsHelper && Regex.IsMatch(form, "^(if [^{]*throw|.*ThrowIf)"))
        {
            // A helper that refuses a long text decides about the expression it is called in.
            return Guard(forms, family);
        }

        if (Regex.IsMatch(form, @"\bt = ") && AreLinked(s, t))
        {
            // A test of one text that empties another made of it is a matter of two variables.
            return Guard(forms, family);
        }

        if (Regex.IsMatch(form, @"\bf\b"))
        {
            if (scope.IsStatic || Flag() is not { } flag)
            {
                return Guard(forms, family);
            }

            form = Regex.Replace(form, @"\bf\b", flag);
        }

        if (scope.IsStatic && form.Contains("count", StringComparison.Ordinal))
        {
            return Guard(forms, family);
        }

        if (scope.IsStatic && form.Contains("this", StringComparison.Ordinal))
        {
            return Guard(forms, family);
        }

        string number = Name("");
        form = Regex.Replace(form, @"(?<=[a-z])#", number);
        form = Regex.Replace(form, @"(?<!\\)\bn\b", bound);
        form = Regex.Replace(form, @"\bc\b", "2_000");
        form = Regex.Replace(form, @"\bt\b", t);
        form = Regex.Replace(form, @"\bs\b", s);
        if (Regex.IsMatch(form, "LEAVE|throw|ThrowIf"))
        {
            Decide(Regex.IsMatch(form, $@"\b{t}\b") && t != s && !Regex.IsMatch(form, $@"\b{s}\b") ? t : s);
        }

        form = form.Replace("LEAVE", scope.Leave, StringComparison.Ordinal);
        return new Node("stmt", shape, form);
    }

    private Node Block(int depth) => Choose(
        () => new Node("stmt", "block", "{\n", Body(depth - 1), "}"),
        () => new Node("stmt", "try finally", "try\n{\n", Body(depth - 1), "}\nfinally\n{\n", new Node("stmts", "", new Node("stmt", "", "_ = 1;")), "}"),
        () => scope.IsStatic ? Assignment() : new Node("stmt", "try catch", "try\n{\n", Tried(depth - 1), "}\ncatch (TimeoutException e)\n{\n_ = e;\n}"),
        () => scope.IsStatic || Flag() is not { } flag
            ? Assignment()
            : new Node("stmt", "catch thrown", "try\n{\n", Tried(depth - 1), $"if ({flag}) throw new TimeoutException();\n}}\ncatch (TimeoutException)\n{{\n", Body(depth - 1), "}"),
        () => new Node("stmt", "for twice", ForTwice(Name("i")), Repeated(depth - 1), "}"),
        () => new Node("stmt", "foreach of two", $"foreach (string {Name("each")} in new[] {{ \"a\", \"b\" }})\n{{\n", Repeated(depth - 1), "}"),
        () => new Node("stmt", "using", "using (new MemoryStream())\n{\n", Body(depth - 1), "}"));

    private static string Swap(string s, string t) => t == s ? $"({s}, _) = ({s}, 0);" : $"({s}, {t}) = ({t}, {s});";

    private static string ForTwice(string i) => $"for (int {i} = 0; {i} < 2; {i}++)\n{{\n";

    private Node Branch(int depth)
    {
        if (!scope.IsStatic && !usesMode && Chance(4))
        {
            usesMode = true;
            return new Node("stmt", "switch", "switch (mode)\n{\ncase 0:\n{\n", Body(depth - 1), "break;\n}\ncase 1:\n{\n", Body(depth - 1), "break;\n}\ndefault:\n{\n", Body(depth - 1), "break;\n}\n}");
        }

        if (scope.IsStatic || Flag() is not { } flag)
        {
            return Assignment();
        }

        return Choose(
            () => new Node("stmt", "if", $"if ({flag})\n{{\n", Body(depth - 1), "}"),
            () => new Node("stmt", "if not", $"if (!{flag})\n{{\n", Body(depth - 1), "}"),
            () => new Node("stmt", "if else", $"if ({flag})\n{{\n", Body(depth - 1), "}\nelse\n{\n", Body(depth - 1), "}"),
            () => new Node("stmt", "early exit", $"if ({flag})\n{{\n", Body(depth - 1), scope.Leave, "\n}"),
            () => new Node("stmt", "if and", $"if ({flag} && limit > 0)\n{{\n", Body(depth - 1), "}"));
    }

    private Node Repeated(int depth) => BodyWith(ref isRepeated, depth);

    private Node Tried(int depth) => BodyWith(ref isTried, depth);

    private Node BodyWith(ref bool state, int depth)
    {
        bool outer = state;
        state = true;
        var body = Body(depth);
        state = outer;
        return body;
    }

    private Node Body(int depth)
    {
        var outer = scope;
        scope = outer.Inner();
        var statements = Enumerable.Range(0, random.Next(1, 4)).Select(_ => isTried && !scope.IsStatic
            ? new Node("tried", "", $"Fail({++nextFailure});\n", Statement(depth))
            : Statement(depth)).ToList();
        scope = outer;
        return Node.List("stmts", statements);
    }
}
