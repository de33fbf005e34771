using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// PA1001, PA1002: moves groups of tools into agents that the first agent calls as tools, or keeps a part of the tools. What
/// an agent should be able to do is a person's decision: there is no FixAll.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SplitAgentCodeFixProvider))]
public sealed class SplitAgentCodeFixProvider : PlannedCodeFixProvider
{
    internal const string Key = "PromptAnalyzers.SplitAgent";
    internal const string SelectKey = "PromptAnalyzers.SelectTools";
    private const int DefaultTools = 10;
    private const int LongestRepeated = 60;

    private static readonly string[] Suffixes = { "Tools", "Tool", "Plugin", "Functions", "Function", "Skills", "Skill", "Service" };

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.TooManyTools, RuleIds.ToolCountOverProviderLimit);

    private protected override string EquivalenceKey => Key;

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        int limit = Number(diagnostic, DiagnosticProperties.MaxTools, DefaultTools);
        if (ToolList.Find(context, diagnostic, cancellationToken) is not { } tools
            || AgentCreation.Find(context, tools, cancellationToken) is not { } agent
            || GroupsToMove(tools, limit) is not { Count: > 0 } groups)
        {
            return null;
        }

        int position = agent.Call.SpanStart;
        var usings = new List<string>();
        if (!CanBeTool(context, agent, position, usings))
        {
            return null;
        }

        var edits = new List<Edit>();
        var statements = new List<string>();
        string client = Repeatable(context, agent.Client, "chatClient", position, "var", statements, edits);
        string? instructions = agent.Instructions is null
            ? null
            : Repeatable(context, agent.Instructions, "instructions", position, "string", statements, edits);

        var removed = new Dictionary<Tool, string?>();
        var names = new List<string>();
        foreach (var group in groups)
        {
            string name = NameOf(agent.Name, group.Key);
            string variable = context.UniqueName(char.ToLowerInvariant(name[0]) + name.Substring(1), position);
            names.Add(name);
            statements.Add(Creation(context, agent, tools, group.ToList(), variable, name, client, instructions));
            bool isFirst = true;
            foreach (var tool in group)
            {
                removed.Add(tool, isFirst ? variable + ".AsAIFunction()" : null);
                isFirst = false;
            }
        }

        string newLine = context.NewLine + agent.Place.Indentation;
        edits.AddRange(agent.Place.Insert(string.Join(newLine, statements)));
        edits.AddRange(tools.Remove(removed));
        string title = names.Count == 1
            ? string.Format(CultureInfo.InvariantCulture, "Move {0} tools of '{1}' into an agent '{2}' that this one calls", groups[0].Count(), groups[0].Key.Name, names[0])
            : string.Format(CultureInfo.InvariantCulture, "Move {0} tools into agents that this one calls: {1}", groups.Sum(group => group.Count()), string.Join(", ", names));
        return new FixPlan(title, tools.Collection.Span, edits, usings: usings);
    }

    private protected override IEnumerable<FixPlan> Alternatives(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        int limit = Number(diagnostic, DiagnosticProperties.MaxTools, DefaultTools);
        var plan = ToolList.Find(context, diagnostic, cancellationToken) is { } tools
            ? Selection(context, tools, limit)
            : KernelFunctionSelection.Plan(context, diagnostic, limit, SelectKey, cancellationToken);
        if (plan is not null)
        {
            yield return plan;
        }
    }

    /// <summary>
    /// The tools that instructions and prompts of the file name, if there are some and not too many; else the first ones. A
    /// text of one word is no instruction.
    /// </summary>
    internal static IReadOnlyList<string> Choose(FixContext context, IReadOnlyList<string> names, int limit, SyntaxNode except, out bool isNamed)
    {
        string texts = string.Join("\n", context.Root.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.StringLiteralToken)
                || token.IsKind(SyntaxKind.InterpolatedStringTextToken)
                || token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken)
                || token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken))
            .Where(token => !except.Span.Contains(token.Span) && token.Parent?.FirstAncestorOrSelf<AttributeSyntax>() is null)
            .Select(token => token.ValueText)
            .Where(text => text.Contains(' ')));
        var named = names.Where(name => Regex.IsMatch(texts, @"(?<!\w)" + Regex.Escape(name) + @"(?!\w)")).ToList();
        isNamed = named.Count > 1 && named.Count <= limit;
        return isNamed ? named : names.Take(limit).ToList();
    }

    private static FixPlan? Selection(FixContext context, ToolList tools, int limit)
    {
        if (tools.Tools.Count <= limit)
        {
            return null;
        }

        var kept = Choose(context, tools.Tools.Select(tool => tool.Name).ToList(), limit, tools.Collection, out bool isNamed);
        var removed = isNamed
            ? tools.Tools.Where(tool => !kept.Contains(tool.Name))
            : tools.Tools.Skip(limit);
        string title = string.Format(
            CultureInfo.InvariantCulture,
            isNamed ? "Attach only the {0} of {1} tools that the texts of this file name" : "Attach only the first {0} of {1} tools",
            isNamed ? tools.Tools.Count(tool => kept.Contains(tool.Name)) : limit,
            tools.Tools.Count);
        return new FixPlan(title, tools.Collection.Span, tools.Remove(removed.ToDictionary(tool => tool, _ => (string?)null))) { Key = SelectKey };
    }

    /// <summary>
    /// The largest group stays with the first agent. Of the others, the larger ones go first, and as few as needed; a
    /// group of one would only be replaced by one.
    /// </summary>
    private static List<IGrouping<INamedTypeSymbol, Tool>>? GroupsToMove(ToolList tools, int limit)
    {
        var groups = tools.Tools.Where(tool => tool.Group is not null)
            .GroupBy(tool => tool.Group!, (IEqualityComparer<INamedTypeSymbol>)SymbolEqualityComparer.Default)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.First().Index)
            .ToList();
        int count = tools.Tools.Count;
        var moved = new List<IGrouping<INamedTypeSymbol, Tool>>();
        foreach (var group in groups.Skip(1).Concat(groups.Take(1)))
        {
            if (count > limit && group.Count() > 1 && group.Count() <= limit && groups.Count > 1)
            {
                moved.Add(group);
                count -= group.Count() - 1;
            }
        }

        return count <= limit ? moved.OrderBy(group => group.First().Index).ToList() : null;
    }

    private static bool CanBeTool(FixContext context, AgentCreation agent, int position, List<string> usings)
    {
        var type = agent.Method.MethodKind == MethodKind.Constructor ? agent.Method.ContainingType : agent.Method.ReturnType;
        if (!context.Model.LookupSymbols(position, type, "AsAIFunction", includeReducedExtensionMethods: true).IsEmpty)
        {
            return true;
        }

        if (!UsingDirectives.CanAdd(context) || !UsingDirectives.IsHarmless(context, "Microsoft.Agents.AI"))
        {
            return false;
        }

        usings.Add("Microsoft.Agents.AI");
        return true;
    }

    /// <summary>The expression itself where it is short and can be evaluated twice, else a variable that holds it.</summary>
    private static string Repeatable(
        FixContext context, ExpressionSyntax expression, string wish, int position, string type, List<string> statements, List<Edit> edits)
    {
        string text = expression.ToString();
        bool isShort = text.Length <= LongestRepeated && !text.Contains('\n');
        if (AgentCreation.IsPath(expression) || (isShort && context.Model.GetConstantValue(expression).HasValue))
        {
            return text;
        }

        string name = context.UniqueName(wish, position);
        statements.Add($"{type} {name} = {text};");
        edits.Add(Edit.Replace(expression, name));
        return name;
    }

    private static string NameOf(string? agent, INamedTypeSymbol group)
    {
        string own = group.Name;
        string? suffix = Suffixes.FirstOrDefault(item => own.EndsWith(item, StringComparison.Ordinal) && own.Length > item.Length);
        own = suffix is null ? own : own.Substring(0, own.Length - suffix.Length);
        string prefix = string.Concat((agent ?? "")
            .Split(new[] { ' ', '-', '_', '.' }, StringSplitOptions.RemoveEmptyEntries)
            .Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1)));
        return prefix.Length > 0 && SyntaxFacts.IsValidIdentifier(prefix) ? prefix + own : own + "Agent";
    }

    private static string Creation(
        FixContext context, AgentCreation agent, ToolList tools, List<Tool> group, string variable, string name, string client, string? instructions)
    {
        var arguments = new List<string>();
        if (agent.Call is ObjectCreationExpressionSyntax)
        {
            arguments.Add(client);
        }

        if (instructions is not null)
        {
            arguments.Add("instructions: " + instructions);
        }

        arguments.Add($"name: \"{name}\"");
        arguments.Add($"description: \"Use it for: {string.Join(", ", group.Select(tool => tool.Name))}.\"");
        arguments.Add("tools: " + tools.With(group, agent.Place.Indentation + context.IndentUnit));
        arguments.AddRange(agent.Others);
        string call = agent.Call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            ? client + "." + access.Name
            : "new " + ((ObjectCreationExpressionSyntax)agent.Call).Type;
        string indentation = context.NewLine + agent.Place.Indentation + context.IndentUnit;
        return $"var {variable} = {call}({indentation}{string.Join("," + indentation, arguments)});";
    }
}
