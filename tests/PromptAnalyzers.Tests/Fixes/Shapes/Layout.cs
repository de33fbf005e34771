using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PromptAnalyzers.Tests.Fixes.Shapes;

internal enum NamespaceStyle
{
    None,
    Block,
    FileScoped,
}

/// <summary>How a file is laid out and compiled. Every shape is fixed in every layout in which it compiles.</summary>
internal sealed record Layout(string Name)
{
    public LanguageVersion Language { get; init; } = LanguageVersion.Latest.MapSpecifiedToEffectiveVersion();

    public NamespaceStyle Namespace { get; init; }

    public bool Nullable { get; init; } = true;

    public bool Checked { get; init; }

    public bool Crlf { get; init; }

    /// <summary>What stands for four blanks.</summary>
    public string Indent { get; init; } = "    ";

    public bool BracesOnTheLine { get; init; }

    public bool NoLastLineEnd { get; init; }

    /// <summary>Comments before, behind, above and below what the diagnostic marks.</summary>
    public bool Comments { get; init; }

    /// <summary>The statement or member between <c>#if</c> and <c>#endif</c>.</summary>
    public bool Directives { get; init; }

    public static IReadOnlyList<Layout> All { get; } =
    [
        new("plain"),
        new("CRLF") { Crlf = true, Namespace = NamespaceStyle.FileScoped },
        new("tabs") { Indent = "\t", Namespace = NamespaceStyle.Block },
        new("two blanks, braces on the line") { Indent = "  ", BracesOnTheLine = true },
        new("no last line end, checked") { NoLastLineEnd = true, Checked = true },
        new("nullable off") { Nullable = false },
        new("comments") { Comments = true },
        new("directives") { Directives = true, Namespace = NamespaceStyle.FileScoped },
        new("C# 7.3") { Language = LanguageVersion.CSharp7_3, Nullable = false, Namespace = NamespaceStyle.Block },
        new("C# 8") { Language = LanguageVersion.CSharp8, Comments = true },
        new("C# 10, CRLF, tabs") { Language = LanguageVersion.CSharp10, Crlf = true, Indent = "\t", Namespace = NamespaceStyle.FileScoped },
        new("C# 11, directives") { Language = LanguageVersion.CSharp11, Directives = true, Namespace = NamespaceStyle.Block },
    ];

    /// <summary>
    /// The plain layout and three others, by turns; all of them when PROMPTANALYZERS_ALL_LAYOUTS is set, which takes minutes.
    /// </summary>
    public static IEnumerable<Layout> For(Shape shape)
    {
        var fitting = All.Where(shape.Fits).ToList();
        if (Environment.GetEnvironmentVariable("PROMPTANALYZERS_ALL_LAYOUTS") is { Length: > 0 } || fitting.Count < 5)
        {
            return fitting;
        }

        int turn = shape.Code.Length;
        return new[] { 0, turn, turn + 3, turn + 7 }.Select(index => fitting[index % fitting.Count]).Distinct();
    }

    public string Style(string source)
    {
        source = source.Replace("    ", Indent, StringComparison.Ordinal);
        if (BracesOnTheLine)
        {
            // Only where the brace stands alone: an initializer's or a pattern's does as well, and may.
            source = System.Text.RegularExpressions.Regex.Replace(source, @"(?<=[\w)>])\n[ \t]*\{\n", " {\n");
        }

        source = NoLastLineEnd ? source.TrimEnd('\n') : source;
        return Crlf ? source.ReplaceLineEndings("\r\n") : source;
    }

    public CSharpCompilationOptions ToOptions(bool isProgram) => new(
        isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
        checkOverflow: Checked,
        nullableContextOptions: Nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable,
        specificDiagnosticOptions: new Dictionary<string, ReportDiagnostic>
        {
            ["CS1701"] = ReportDiagnostic.Suppress,
            ["CS1702"] = ReportDiagnostic.Suppress,
            ["CS1591"] = ReportDiagnostic.Suppress,
        });
}
