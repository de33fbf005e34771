using System.Text;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Tests.Frameworks;

/// <summary>docs/sdks.md is made from the facts. PROMPTANALYZERS_UPDATE_DOCS=$PWD/docs writes it anew.</summary>
public sealed class SdkTableTests
{
    private const string Update = "PROMPTANALYZERS_UPDATE_DOCS";

    /// <summary>What a user asks an SDK for, and the kinds of facts by which we know it.</summary>
    private static readonly (string Title, FactKind[] Kinds)[] Capabilities =
    [
        ("Prompts", [FactKind.Sink]),
        ("Tools attached", [FactKind.Tools, FactKind.AddsTools]),
        ("Plugins", [FactKind.Import, FactKind.PluginFactory]),
        ("Tools declared", [FactKind.ToolAttribute, FactKind.ToolFactory, FactKind.ToolMethod, FactKind.ToolLiteral]),
        ("Agents as tools", [FactKind.AgentAsTool]),
        ("MCP tools listed", [FactKind.McpList]),
        ("Hosted MCP", [FactKind.HostedMcp]),
        ("Tools added by the framework", [FactKind.HiddenTools]),
        ("Histories", [FactKind.History, FactKind.Message, FactKind.SessionCreate, FactKind.HistoryProvider]),
        ("Reducers", [FactKind.Reduce, FactKind.AgentReducer, FactKind.ReducingClient]),
        ("Sends", [FactKind.Send, FactKind.AgentRun, FactKind.ModelCall]),
        ("Limits", [FactKind.OutputLimit, FactKind.LocalOutputLimit, FactKind.LocalContext, FactKind.IterationCap, FactKind.ServiceLimit]),
        ("Local models", [FactKind.LocalModel, FactKind.LocalClient]),
        ("Content", [FactKind.Flow]),
    ];

    [Fact]
    public void The_table_of_sdks_tells_what_the_facts_say()
    {
        string made = Make();
        if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, "sdks.md"), made);
            return;
        }

        string page = Path.Combine(AppContext.BaseDirectory, "docs", "sdks.md");
        Assert.True(File.Exists(page) && File.ReadAllText(page).ReplaceLineEndings("\n") == made, $"docs/sdks.md is stale; run this test with {Update}=$PWD/docs and commit it.");
    }

    private static string Make()
    {
        var text = new StringBuilder();
        text.Append("# SDKs\n\nMade from the facts in `src/PromptAnalyzers/Frameworks/Sdks`, one file an SDK; a test keeps it true. The numbers count the\n");
        text.Append("members and types that the rules know; an empty cell means that the SDK has no such thing, or that we do not know it.\n");
        text.Append("Old and new names of a renamed member both count. What is not known is silent.\n\n");
        text.Append("| SDK | ").AppendJoin(" | ", Capabilities.Select(each => each.Title)).Append(" |\n|");
        text.Append(string.Concat(Enumerable.Repeat(" --- |", Capabilities.Length + 1))).Append('\n');
        foreach (var sdk in SdkCatalog.All.OrderBy(each => each.Name, StringComparer.OrdinalIgnoreCase))
        {
            text.Append("| ").Append(sdk.Name);
            foreach (var (_, kinds) in Capabilities)
            {
                int count = sdk.Facts.Count(fact => kinds.Contains(fact.Kind));
                text.Append(" | ").Append(count == 0 ? "" : count);
            }

            text.Append(" |\n");
        }

        text.Append("\n## Assemblies\n\nRules run in projects that reference one of these; a type of the same name elsewhere is not the SDK's.\n\n");
        foreach (var sdk in SdkCatalog.All.OrderBy(each => each.Name, StringComparer.OrdinalIgnoreCase))
        {
            var names = sdk.Assemblies.Order(StringComparer.Ordinal).Concat(sdk.Families.Select(family => family + "*")).Select(name => $"`{name}`");
            text.Append("- ").Append(sdk.Name).Append(": ").AppendJoin(", ", names).Append('\n');
        }

        return text.ToString();
    }
}
