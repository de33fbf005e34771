using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace PromptAnalyzers.Tests.Fixes.Shapes;

/// <summary>One way to write code that a rule reports: the members of a class, top-level statements, or a whole file.</summary>
internal sealed record Shape(string Code)
{
    /// <summary>The oldest language in which the code compiles.</summary>
    public LanguageVersion From { get; init; } = LanguageVersion.CSharp7_3;

    /// <summary>Statements of a program instead of members.</summary>
    public bool IsTopLevel { get; init; }

    /// <summary>Types instead of members; below C# 11 a helper may have no place in them.</summary>
    public bool IsTypes { get; init; }

    /// <summary>What the fixed code must contain, with one blank for each white space.</summary>
    public string? Expected { get; init; }

    /// <summary>The fix is not offered; the reason is in the name of the shape.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The fix is not offered where <c>#if</c> stands inside what it would replace.</summary>
    public bool IsRefusedInDirectives { get; init; }

    /// <summary>The file in which the shape stands in a layout.</summary>
    public string ToSource(Sdk sdk, Layout layout)
    {
        var source = new StringBuilder("// A header.\n\n");
        foreach (string name in Usings(sdk))
        {
            source.Append("using ").Append(name).Append(";\n");
        }

        source.Append('\n');
        if (IsTopLevel)
        {
            source.Append(Code.ReplaceLineEndings("\n")).Append('\n');
        }
        else
        {
            string type = IsTypes
                ? Code.ReplaceLineEndings("\n") + "\n"
                : "public class Shape\n{\n" + Indent(Code.ReplaceLineEndings("\n")) + "}\n";
            source.Append(layout.Namespace switch
            {
                NamespaceStyle.Block => "namespace App\n{\n" + Indent(type.TrimEnd('\n')) + "}\n",
                NamespaceStyle.FileScoped => "namespace App;\n\n" + type,
                _ => type,
            });
        }

        return layout.Style(source.ToString());
    }

    public bool Fits(Layout layout) =>
        layout.Language >= From
        && (layout.Namespace == NamespaceStyle.None || !IsTopLevel);

    private static IEnumerable<string> Usings(Sdk sdk)
    {
        yield return "System";
        yield return "System.Collections.Generic";
        yield return "System.ComponentModel";
        yield return "System.Diagnostics";
        yield return "System.IO";
        yield return "System.Linq";
        yield return "System.Net.Http";
        yield return "System.Text";
        yield return "System.Threading.Tasks";
        if (sdk.HasFlag(Sdk.ExtensionsAI))
        {
            yield return "Microsoft.Extensions.AI";
        }

        if (sdk.HasFlag(Sdk.AgentFramework))
        {
            yield return "Microsoft.Agents.AI";
        }

        if (sdk.HasFlag(Sdk.SemanticKernel))
        {
            yield return "Microsoft.SemanticKernel";
            yield return "Microsoft.SemanticKernel.ChatCompletion";
        }

        if (sdk.HasFlag(Sdk.OpenAI))
        {
            yield return "OpenAI.Chat";
        }

        if (sdk.HasFlag(Sdk.Mcp))
        {
            yield return "ModelContextProtocol.Client";
            yield return "ModelContextProtocol.Protocol";
            yield return "ModelContextProtocol.Server";
        }
    }

    private static string Indent(string code) =>
        string.Concat(code.Split('\n').Select(line => (line.Length == 0 ? "" : "    ") + line + "\n"));
}
