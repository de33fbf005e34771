using System.Globalization;

namespace PromptAnalyzers.Tests.Robustness;

/// <summary>
/// Code that analyzers seldom see. EXPR and NAME become an expression and an identifier of the mutated file, NUM a number.
/// Not all of it compiles, which is the point.
/// </summary>
internal static class OddCode
{
    public static readonly string[] Expressions =
    [
        "default", "default!", "null", "(dynamic)EXPR", "(EXPR, EXPR)", "EXPR!", "EXPR ?? throw new Exception()", "throw new Exception()",
        "(NAME: EXPR, EXPR).NAME", "EXPR is { } vNUM ? vNUM : EXPR", "EXPR is [var aNUM, .. var bNUM]", "EXPR switch { null => EXPR, var vNUM => vNUM }",
        "EXPR switch { }", "(from q in EXPR where q != null select q)", "(from q in EXPR group q by EXPR into g select g.Key)", "stackalloc char[EXPR]",
        "new { NAME = EXPR, EXPR }", "new() { [EXPR] = EXPR }", "EXPR with { NAME = EXPR }", "nameof(EXPR)", "typeof(EXPR)", "sizeof(EXPR)", "checked(EXPR)",
        "__makeref(EXPR)", "__arglist(EXPR)", "&EXPR", "*EXPR", "ref EXPR", "EXPR[^1]", "EXPR[..]", "EXPR[..^0]", "EXPR[EXPR..EXPR]", "EXPR?.NAME?[EXPR]?.NAME()",
        "EXPR += EXPR", "EXPR ??= EXPR", "EXPR = EXPR = EXPR", "(EXPR, EXPR) = (EXPR, EXPR)", "(var aNUM, var bNUM) = EXPR", "EXPR++", "--EXPR",
        "async () => await EXPR", "static (x) => EXPR", "delegate { return EXPR; }", "(ref string x) => x", "x => x => x => EXPR", "new Func<string, string>(EXPR)",
        "[EXPR, .. EXPR, ..EXPR]", "[.. EXPR]", "new[] { EXPR }", "new string[EXPR, EXPR]", "new string[][] { new[] { EXPR } }", "base.NAME", "this", "this.NAME(EXPR)",
        "$\"{EXPR,-10:x}{EXPR}\"", "$$\"\"\"{{{EXPR}}}\"\"\"", "\"a\"u8", "EXPR.NAME<string>()", "global::NAME.NAME", "EXPR as string", "(string)EXPR", "(object?)EXPR",
        "EXPR is string and not \"x\" or null", "EXPR == EXPR", "!EXPR", "~EXPR", "EXPR >>> EXPR", "EXPR + EXPR", "string.Join(EXPR, EXPR)", "await EXPR", "await await EXPR",
        "string.Format(EXPR, EXPR, EXPR)", "EXPR.Substring(EXPR, EXPR)", "EXPR.ToString()", "new StringBuilder().Append(EXPR).Append(EXPR).ToString()", "File.ReadAllText(EXPR)",
        "((Func<string>)(() => EXPR))()", "NAME(EXPR, NAME: EXPR)", "NAME(out var oNUM)", "NAME(ref EXPR)", "NAME(in EXPR)", "field", "value", "EXPR is var vNUM && vNUM != null",
    ];

    public static readonly string[] Statements =
    [
        "dynamic dNUM = EXPR; dNUM.NAME(EXPR)[EXPR].NAME = dNUM;", "unsafe { fixed (char* p = EXPR) { char c = *p; string s = new string(p, 0, 3); } }",
        "unsafe { delegate*<string, string> f = &NAME; f(EXPR); }", "unsafe { char* p = stackalloc char[10]; p[EXPR] = 'x'; p->ToString(); }", "goto lNUM; lNUM: ;",
        "goto case EXPR;", "lNUM: { goto lNUM; }", "ref var rNUM = ref EXPR; rNUM = EXPR;", "ref readonly string qNUM = ref NAME;", "var (aNUM, bNUM) = EXPR;",
        "(NAME, NAME) = EXPR;", "(var xNUM, (_, NAME)) = (EXPR, (EXPR, EXPR));", "foreach (var (kNUM, vNUM) in EXPR) { NAME += vNUM; }", "await foreach (var iNUM in EXPR) { NAME.NAME(iNUM); }",
        "foreach (ref var rNUM in EXPR) { }", "for (;;) { }", "for (var iNUM = EXPR; EXPR; NAME += EXPR) { break; }", "do { NAME = EXPR; } while (EXPR);", "while (EXPR) EXPR;",
        "switch (EXPR) { case string sNUM when sNUM.Length > 5: NAME = sNUM; break; case null: goto default; default: return; }", "switch (EXPR) { }", "yield return EXPR;",
        "yield break;", "lock (EXPR) { NAME = EXPR; }", "checked { NAME += EXPR; }", "using var uNUM = EXPR;", "await using (EXPR) { }", "using (var uNUM = EXPR, wNUM = EXPR) { }",
        "try { } catch (Exception e) when (EXPR) { throw; } finally { NAME = EXPR; }", "return EXPR;", "return;", "throw EXPR;", "throw;", "break;", "continue;", "const string cNUM = EXPR;",
        "string LNUM(string x) => x.Length > EXPR ? LNUM(x + x) : EXPR;", "static async Task<T> GNUM<T>(T x) where T : class => await GNUM(x);", "IEnumerable<string> YNUM() { yield return EXPR; foreach (var y in YNUM()) yield return y; }",
        "Func<string, string> fNUM = null!; fNUM = x => fNUM(x) + EXPR; NAME = fNUM(EXPR);", "NAME = NAME;", "NAME = EXPR;", "NAME += NAME;", "NAME ??= EXPR;", "NAME.NAME = EXPR;", "NAME[EXPR] = EXPR;", "NAME[EXPR] += NAME[EXPR];",
        "if (NAME.Length > EXPR) NAME = NAME[..EXPR];", "if (NAME is { Length: > 5 } pNUM) NAME = pNUM;", "if (NAME is not [var hNUM, ..]) return;", "if (EXPR) { } else if (EXPR) { } else { NAME = EXPR; }", "if () { }", "else { }", "var vNUM = ;", "var = EXPR;",
        "while (NAME.Count > EXPR) NAME.RemoveAt(0);", "NAME.Add(EXPR);", "NAME.AddRange(EXPR);", "NAME.Clear();", "while (true) { NAME.Add(EXPR); }", "int.TryParse(EXPR, out NAME);", "NAME(ref NAME, out NAME);", "_ = EXPR;", ";", "{ }", "}", "{", "EXPR;",
        "[Obsolete] void ANUM([CallerMemberName] string x = EXPR) { }", "var tNUM = new { NAME = EXPR }; tNUM = tNUM with { NAME = EXPR };", "var sNUM = new StringBuilder(EXPR); sNUM.Length = EXPR; sNUM[0] = 'x'; NAME = sNUM;",
        "Span<char> spNUM = stackalloc char[EXPR]; NAME = new string(spNUM);", "string aNUM = bNUM, bNUM = aNUM;", "string xNUM = xNUM + EXPR;", "var anNUM = new { anNUM, NAME = EXPR }; NAME = System.Text.Json.JsonSerializer.Serialize(anNUM);", "var liNUM = new[] { EXPR }.Select(v => new { NAME = v, L = liNUM }).ToList(); foreach (var e in liNUM) NAME += e.NAME + e.L;", "NAME = new StringBuilder().Append($\"{EXPR}\").AppendLine($\"{NAME}\" + $\"{EXPR}\").ToString();", "var rNUM = rNUM;", "var lamNUM = () => lamNUM();", "extern alias X;", "using System;", "namespace X { }", "class CNUM { }",
    ];

    public static readonly string[] Members =
    [
        "partial void Hook(string x);", "partial void HookNUM(string x) { NAME = EXPR; }", "public partial string PartNUM(); public partial string PartNUM() => EXPR;", "public partial string PropNUM { get; set; }", "public partial string PropNUM { get => field; set => field = EXPR; }",
        "public extern string ExtNUM(string x);", "public abstract string AbsNUM(string x);", "public string this[string x] => EXPR;", "public static string operator +(NAME a, NAME b) => EXPR;", "public static implicit operator string(NAME x) => EXPR;",
        "~NAME() { NAME = EXPR; }", "static NAME() { NAME = EXPR; }", "public NAME() : this(EXPR) { }", "public NAME(string x) : base(EXPR) => NAME = x;", "public event Action E1NUM { add { NAME = EXPR; } remove { } }", "public event Action E2NUM = () => EXPR;",
        "class NestedNUM : NestedNUM { }", "class GNUM<T> : GNUM<GNUM<T>> { public T V => new GNUM<GNUM<T>>().V; }", "interface INUM { static abstract string M(); string D() => EXPR; }", "record RNUM(string NAME, int Y) { public string Z => NAME + EXPR; }", "record struct SNUM(string NAME) : IDisposable;",
        "enum ENUM { A = EXPR, B = A }", "const string XNUM = YNUM; const string YNUM = XNUM;", "static string aNUM = bNUM; static string bNUM = aNUM;", "readonly string fNUM = EXPR;", "string PNUM { get; } = EXPR;", "string PNUM { get { return PNUM; } set { NAME = value; } }", "string PNUM => PNUM + EXPR;", "public required string QNUM { get; init; }",
        "T RecNUM<T>(T x) => RecNUM<List<T>>(new List<T>())[0];", "string MutualNUM(string x) => OtherNUM(x); string OtherNUM(string x) => MutualNUM(x) + EXPR;", "async IAsyncEnumerable<string> StreamNUM() { yield return EXPR; await foreach (var s in StreamNUM()) yield return s; }", "void OutNUM(out string x) => OutNUM(out x);",
        "void RefNUM(ref string x) { x = x + EXPR; RefNUM(ref x); }", "extension(string s) { public string ExNUM() => s + EXPR; public static string Y => EXPR; }", "static string ExtNUM(this string x) => x.ExtNUM();", "unsafe fixed char bufNUM[EXPR];", "unsafe string PtrNUM(char* x) => new string(x);", "delegate string DNUM(ref string x);", "[NAME(EXPR)] string AttrNUM() => EXPR;",
        "file class FileNUM { }", "static class PromptText { public static string Truncate(string x, int n) => x; }", "public override string ToString() => EXPR;", "public void Deconstruct(out string a, out string b) => (a, b) = (EXPR, EXPR);", "public string NAME => EXPR;", "public NAME NAME { get; set; }", "string", "public", "[", "public string M(", "public string M() {", "=> EXPR;", "}", "namespace X;",
    ];

    public static readonly string[] Wrappers =
    [
        "unsafe { CODE }", "checked { CODE }", "lock (this) { CODE }", "async void Local() { CODE } Local();", "Action a = () => { CODE };", "Func<Task> t = async delegate { CODE };", "switch (1) { case 1: CODE break; default: CODE break; }", "try { CODE } catch { CODE } finally { CODE }",
        "foreach (var i in new[] { 1 }) foreach (var j in new[] { 2 }) { CODE }", "while (true) { while (true) { CODE } }", "for (int i = 0; i < 3; i++) { CODE }", "do { CODE } while (Environment.TickCount > 1);", "label: { CODE } goto label;", "if (true) { CODE } else { CODE }", "#if X\nCODE\n#else\nCODE\n#endif",
        "await Task.Run(() => { CODE });", "Parallel.For(0, 3, i => { CODE });", "using (new MemoryStream()) { CODE }", "var x = new { F = new Action(() => { CODE }) };", "fixed (char* p = \"\") { CODE }", "{ CODE CODE CODE CODE }", "return; CODE", "throw null!; CODE", "void Inner<T>() where T : new() { CODE }", "await foreach (var u in AsyncEnumerable.Empty<string>()) { CODE }", "CODE }", "{ CODE",
    ];

    public static readonly string[] Types =
    [
        "var", "void", "string?", "string[]", "object", "int", "Span<char>", "ReadOnlySpan<char>", "Task", "Task<string>", "ValueTask<string>", "IAsyncEnumerable<string>", "(string, string)", "List<dynamic>", "delegate*<string, void>", "ref string", "nint", "T", "List<>", "Missing", "Missing<Missing>", "Func<Func<Func<string>>>", "Nullable<int>", "char*", "TypedReference", "ArgIterator", "__arglist",
    ];

    public static readonly string[] Modifiers = ["static", "async", "unsafe", "partial", "abstract", "extern", "override", "virtual", "readonly", "ref", "file", "required", "const", "volatile", "public private", "sealed", "new", "scoped", "static async", "[Obsolete]", "this"];

    public static readonly string[] Directives = ["#if true", "#if X", "#endif", "#else", "#region r", "#endregion", "#line 99999 \"Chat.razor\"", "#line hidden", "#line (1,1)-(2,2) 5 \"a.cshtml\"", "#pragma warning disable", "#pragma warning restore PA3001", "#nullable disable", "#nullable enable", "#error x", "#define Y", "#r \"x.dll\"", "#load \"y.csx\"", "#!", "#"];

    public static readonly string[] Lists = ["", "\n\n", "M:System.String.Trim", "sink M:NAME", "X:", "=====", "\0", "T:System.String\nM:System.IO.File.ReadAllText(System.String)\n"];

    /// <summary>A wrong or extreme value for every setting.</summary>
    public static IEnumerable<(string Key, string Value)> Settings(Random random)
    {
        string[] values = ["0", "-1", "", " ", "1", "x", "2147483647", "2147483648", "99999999999999999999", "1e3", "１２", "10,000", int.MinValue.ToString(CultureInfo.InvariantCulture)];
        return PromptAnalyzers.Configuration.PromptOptions.All.Select(option => (option.Key, values[random.Next(values.Length)]));
    }
}
