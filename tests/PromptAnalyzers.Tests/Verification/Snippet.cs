using System.Text;

namespace PromptAnalyzers.Tests.Verification;

/// <summary>
/// Test source with markup. A plain string is statements inside an async method; <see cref="Members"/> is the inside of
/// a class; <see cref="File"/> is taken as it stands. The first two get usings and stand-in members for their SDKs.
/// </summary>
public sealed class Snippet
{
    private readonly string text;
    private readonly Shape shape;

    private Snippet(string text, Shape shape)
    {
        this.text = text.ReplaceLineEndings("\n");
        this.shape = shape;
    }

    private enum Shape
    {
        Statements,
        Members,
        File,
    }

    public static implicit operator Snippet(string statements) => new(statements, Shape.Statements);

    public static Snippet Members(string members) => new(members, Shape.Members);

    public static Snippet File(string file) => new(file, Shape.File);

    /// <summary>The whole file, with <c>\n</c> as line end.</summary>
    public string ToSource(Sdk sdk)
    {
        if (shape == Shape.File)
        {
            return text;
        }

        var source = new StringBuilder();
        foreach (string name in Usings(sdk))
        {
            source.Append("using ").Append(name).Append(";\n");
        }

        source.Append("\npublic class Snippet\n{\n");
        foreach (string member in StandIns(sdk))
        {
            source.Append("    private readonly ").Append(member).Append(" = null!;\n");
        }

        source.Append('\n');
        if (shape == Shape.Members)
        {
            Indent(source, "    ");
        }
        else
        {
            source.Append("    public async Task RunAsync()\n    {\n");
            Indent(source, "        ");
            source.Append("    }\n");
        }

        return source.Append("}\n").ToString();
    }

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
        yield return "System.Text.Json";
        yield return "System.Threading";
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
            yield return "Microsoft.SemanticKernel.Connectors.OpenAI";
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

    private static IEnumerable<string> StandIns(Sdk sdk)
    {
        yield return "string path";
        yield return "string question";
        yield return "string url";
        yield return "HttpClient http";
        if (sdk.HasFlag(Sdk.ExtensionsAI))
        {
            yield return "IChatClient client";
        }

        if (sdk.HasFlag(Sdk.AgentFramework))
        {
            yield return "AIAgent agent";
        }

        if (sdk.HasFlag(Sdk.SemanticKernel))
        {
            yield return "Kernel kernel";
            yield return "IChatCompletionService chat";
        }

        if (sdk.HasFlag(Sdk.OpenAI))
        {
            yield return "OpenAI.Chat.ChatClient openAI";
        }

        if (sdk.HasFlag(Sdk.Mcp))
        {
            yield return "McpClient mcp";
        }
    }

    private void Indent(StringBuilder source, string indentation)
    {
        foreach (string line in text.Split('\n'))
        {
            // Preprocessor lines may be indented; blank lines stay blank, as an editor would leave them.
            source.Append(line.Length == 0 ? "" : indentation).Append(line).Append('\n');
        }
    }
}
