using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Tests.Flow;

/// <summary>The tables of facts: in order, without repetition, and every name is the name of something that exists.</summary>
public class FactTableTests
{
    /// <summary>Packages that are not restored for the tests; their members were compared with a copy of the package or its source.</summary>
    private static readonly string[] NotHere =
    [
        "System.Data.Odbc.", "System.Data.OleDb.", "System.Data.SqlClient.", "System.Data.SQLite.", "Microsoft.Data.SqlClient.", "MySql.Data.",
        "MySqlConnector.", "Npgsql.", "Microsoft.Azure.Cosmos.", "Azure.Data.Tables.", "StackExchange.Redis.", "SQLite.", "MimeKit.", "MailKit.",
        "iText.", "ClosedXML.", "ReverseMarkdown.", "System.Management.Automation.", "Renci.SshNet.", "System.Diagnostics.EventLog.",
        "Anthropic.SDK.", "AutoGen.", "LangChain.", "Google.GenAI.", "Azure.AI.Agents.Persistent.", "Microsoft.SemanticKernel.Agents.",
        "Microsoft.SemanticKernel.Plugins.", "Microsoft.SemanticKernel.KernelProcessStep", "Microsoft.Agents.AI.Hosting.", "OpenAI.OpenAI", "OpenAI.Chat.OpenAIChatClientExtensions.",
        "OpenAI.Responses.OpenAIResponseClientExtensions.", "GitHub.Copilot.", "LlmTornado.",
        "Anthropic.AnthropicClientExtensions.", "Anthropic.Services.AnthropicBetaServiceExtensions.", "Azure.AI.Projects.", "Microsoft.Agents.AI.Foundry.",
        "Microsoft.Agents.AI.GitHub.",
    ];

    /// <summary>Members that newer versions no longer have; programs still do.</summary>
    private static readonly string[] Former =
    [
        "Azure.AI.OpenAI.ChatMessage.#ctor",
        "Azure.AI.OpenAI.ChatMessageTextContentItem.#ctor",
        "Azure.AI.OpenAI.ChatRequestAssistantMessage.#ctor",
        "Azure.AI.OpenAI.ChatRequestSystemMessage.#ctor",
        "Azure.AI.OpenAI.ChatRequestToolMessage.#ctor",
        "Azure.AI.OpenAI.ChatRequestUserMessage.#ctor",
        "CsvHelper.CsvReader.#ctor",
        "CsvHelper.CsvReader.GetField",
        "Flurl.Http.HttpResponseMessageExtensions.ReceiveBytes",
        "Flurl.Http.HttpResponseMessageExtensions.ReceiveJson",
        "Flurl.Http.HttpResponseMessageExtensions.ReceiveString",
        "Microsoft.Agents.AI.ChatClientAgentOptions.Instructions",
        "Microsoft.Extensions.AI.ChatClientExtensions.CreateAIAgent",
        "ModelContextProtocol.Client.McpClientExtensions.ReadResourceAsync",
        "OpenAI.Responses.OpenAIResponseClient.CreateResponse",
        "OpenAI.Responses.OpenAIResponseClient.CreateResponseAsync",
        "OpenAI.Responses.OpenAIResponseClient.CreateResponseStreaming",
        "OpenAI.Responses.OpenAIResponseClient.CreateResponseStreamingAsync",
        "OpenAI.Responses.ResponseCreationOptions.Instructions",
    ];

    private static readonly FactKind[] Kinds =
        [FactKind.Flow, FactKind.Sink, FactKind.Tools, FactKind.ToolAttribute, FactKind.ToolFactory, FactKind.ToolMethod, FactKind.NoTool];

    private static readonly Lazy<Dictionary<string, List<Lazy<INamedTypeSymbol>>>> Types = new(FindTypes);

    [Fact]
    public void Every_fact_names_something_that_exists()
    {
        var wrong = Kinds
            .SelectMany(kind => SdkCatalog.Table(kind).Entries.Select(e => (Kind: kind, Name: e.Key, Detail: e.Value)))
            .Where(f => !NotHere.Any(n => f.Name.StartsWith(n, StringComparison.Ordinal)) && !Former.Contains(f.Name))
            .Where(f => !Exists(f.Name, f.Kind is FactKind.Sink or FactKind.Tools ? f.Detail : ""))
            .Select(f => $"{f.Kind} {f.Name} {f.Detail}")
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void What_is_excused_is_not_here()
    {
        Assert.All(Former, name => Assert.False(Exists(name, "")));
        Assert.All(Former, name => Assert.Contains(Kinds, kind => SdkCatalog.Table(kind).Entries.Any(e => e.Key == name)));
        Assert.All(NotHere, prefix => Assert.Contains(
            Kinds, kind => SdkCatalog.Table(kind).Entries.Any(e => e.Key.StartsWith(prefix, StringComparison.Ordinal))));
    }

    [Fact]
    public void The_members_of_a_section_are_in_order_and_none_stands_twice()
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        string previous = "";
        foreach (string line in Lines("flow.txt"))
        {
            if (line.Length == 0 || line[0] == '#')
            {
                previous = "";
                continue;
            }

            string member = line.Split(' ')[1];
            Assert.True(string.CompareOrdinal(previous, member) < 0, $"{member} stands after {previous}");
            Assert.True(all.Add(member), $"{member} stands twice");
            previous = member;
        }

        Assert.True(all.Count > 700, $"Only {all.Count} members are left.");
    }

    [Fact]
    public void No_sdk_says_the_same_thing_twice()
    {
        var resources = typeof(SdkCatalog).Assembly.GetManifestResourceNames().Where(r => r.StartsWith("sdk.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(resources);
        var repeated = resources.SelectMany(Lines)
            .Where(line => !FactLine.IsBlank(line))
            .Select(line => string.Join(' ', line.Split(' ').Take(2)))
            .GroupBy(line => line)
            .Where(same => same.Count() > 1 && !same.Key.StartsWith("sdk ", StringComparison.Ordinal))
            .Select(same => same.Key);
        Assert.Empty(repeated);
    }

    private static IEnumerable<string> Lines(string resource)
    {
        using var reader = new StreamReader(typeof(SdkCatalog).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().Split('\n').Select(line => line.Trim());
    }

    private static bool Exists(string name, string parameters)
    {
        if (Types.Value.ContainsKey(name))
        {
            return true;
        }

        bool isConstructor = name.EndsWith(".#ctor", StringComparison.Ordinal);
        int dot = isConstructor ? name.Length - ".#ctor".Length : name.LastIndexOf('.');
        if (dot < 0 || !Types.Value.TryGetValue(name[..dot], out var types))
        {
            return false;
        }

        var members = types.Select(t => t.Value).Where(t => t is not null).SelectMany(t => isConstructor ? t.InstanceConstructors.CastArray<ISymbol>() : t.GetMembers())
            .Where(m => isConstructor || m.MetadataName == name[(dot + 1)..])
            .ToList();
        return members.Count > 0
            && parameters.Split(',', StringSplitOptions.RemoveEmptyEntries).All(p => members.OfType<IMethodSymbol>().Any(m => m.Parameters.Any(a => a.Name == p)));
    }

    /// <summary>Types by the name that the tables use. The names are read from the files; a symbol is made only of what is asked for.</summary>
    private static Dictionary<string, List<Lazy<INamedTypeSymbol>>> FindTypes()
    {
        var beside = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(file => !Path.GetFileName(file).StartsWith("PromptAnalyzers", StringComparison.Ordinal))
            .Where(IsManaged)
            .Select(file => (MetadataReference)MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create("Names", [], [.. References.For(Verification.Sdk.None), .. References.AspNetCore, .. beside]);
        var found = new Dictionary<string, List<Lazy<INamedTypeSymbol>>>(StringComparer.Ordinal);
        foreach (var reference in compilation.References.OfType<PortableExecutableReference>())
        {
            using var file = new PEReader(File.OpenRead(reference.FilePath!));
            var metadata = file.GetMetadataReader();
            foreach (var handle in metadata.TypeDefinitions)
            {
                string clrName = NameOf(metadata, handle);
                string name = clrName.Replace('+', '.');
                if (!found.TryGetValue(name, out var list))
                {
                    found[name] = list = [];
                }

                list.Add(new Lazy<INamedTypeSymbol>(() =>
                    (compilation.GetAssemblyOrModuleSymbol(reference) as IAssemblySymbol)?.GetTypeByMetadataName(clrName)!));
            }
        }

        return found;
    }

    private static string NameOf(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        string name = metadata.GetString(type.Name);
        return !type.GetDeclaringType().IsNil ? NameOf(metadata, type.GetDeclaringType()) + "+" + name
            : type.Namespace.IsNil ? name
            : metadata.GetString(type.Namespace) + "." + name;
    }

    private static bool IsManaged(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        return reader.HasMetadata;
    }
}
