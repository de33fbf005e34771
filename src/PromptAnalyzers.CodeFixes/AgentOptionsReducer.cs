using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// Agent Framework: the options of an agent name the provider of its history, and that one takes a reducer. The
/// reducers of the packages are experimental or drop tool results, so the fix brings a small one of its own.
/// </summary>
internal static class AgentOptionsReducer
{
    private const string Agents = "Microsoft.Agents.AI";
    private const string ExtensionsAI = "Microsoft.Extensions.AI";
    private const string Reducer = "RecentTurnsReducer";
    private const string Provider = "InMemoryChatHistoryProvider";

    /// <summary>The plan, or null when the API is not there, not stable, or the call cannot be turned round.</summary>
    public static FixPlan? Plan(FixContext context, ExpressionSyntax creation, int messages, string title, CancellationToken cancellationToken)
    {
        if (TypeIn(context, Agents, "ChatClientAgentOptions") is not { } options
            || TypeIn(context, Agents, Provider + "Options") is not { } providerOptions
            || !Has(context, creation, options, "ChatHistoryProvider")
            || !Has(context, creation, providerOptions, "ChatReducer")
            || TypeIn(context, ExtensionsAI, "IChatReducer") is not { } contract
            || !new[] { options, providerOptions, contract }.All(t => KernelReducer.IsUsable(context, creation.SpanStart, t))
            || ListOfMessages(context) is not { } list
            || TrimHelper.Create(context, creation, list, DiagnosticProperties.HistoryExtensionsAI) is not { } helper
            || HelperRequest.CreateType(context, creation, Reducer, position => ReducerClass(context, position, helper.Call)) is not { } reducer)
        {
            return null;
        }

        // A harness has options of its own, with the same setting.
        bool isHarness = TypeMade(context, creation, cancellationToken) is "HarnessAgent" or "HarnessAgentOptions";
        if (isHarness)
        {
            if (TypeIn(context, Agents, "HarnessAgentOptions") is not { } ownOptions
                || !KernelReducer.IsUsable(context, creation.SpanStart, ownOptions)
                || !Has(context, creation, ownOptions, "ChatHistoryProvider"))
            {
                return null;
            }

            options = ownOptions;
        }

        int position = creation.SpanStart;
        string Name(string space, string name) => context.TypeName(space, name, 0, position);
        string number = LanguageFacts.Literal(messages, context.Version);
        string provider = $"ChatHistoryProvider = new {Name(Agents, Provider)}(new {Name(Agents, Provider + "Options")} {{ ChatReducer = new {Reducer}({number}) }})";
        var usings = new List<string>();
        var edit = creation is BaseObjectCreationExpressionSyntax made && SymbolEqualityComparer.Default.Equals(context.Model.GetTypeInfo(made, cancellationToken).Type, options)
            ? AddSetting(context, made, "ChatHistoryProvider", provider)
            : isHarness
            ? GiveOptions(creation, $"new {Name(Agents, options.Name)} {{ {provider} }}")
            : HostedAgent.UseDelegate(context, creation, provider, usings, cancellationToken)
                ?? UseOptions(context, creation, provider, Name(Agents, "ChatClientAgentOptions"), Name(ExtensionsAI, "ChatOptions"), cancellationToken);
        return edit is null ? null : new FixPlan(title, creation.Span, ImmutableArray.Create(edit.Value), ImmutableArray.Create(reducer, helper), usings);
    }

    /// <summary>What is made in place gets one more setting; null when it has that one.</summary>
    public static Edit? AddSetting(FixContext context, BaseObjectCreationExpressionSyntax options, string name, string provider)
    {
        if (options.Initializer is not { } initializer)
        {
            int end = options.Span.End;
            string parentheses = options.ArgumentList is null ? "()" : "";
            return Edit.Insert(end, $"{parentheses} {{ {provider} }}");
        }

        if (initializer.Expressions.Any(e => e is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var other } } && other == name))
        {
            return null;
        }

        if (initializer.Expressions.Count == 0)
        {
            return new Edit(initializer.Span, $"{{ {provider} }}");
        }

        var last = initializer.Expressions.Last();
        bool hasComma = initializer.Expressions.SeparatorCount == initializer.Expressions.Count;
        bool ownLine = context.IsFirstOnLine(last.SpanStart);
        string gap = ownLine ? context.NewLine + context.IndentationAt(last.SpanStart) : " ";
        return hasComma
            ? Edit.Insert(initializer.Expressions.GetSeparators().Last().Span.End, gap + provider + ",")
            : Edit.Insert(last.Span.End, "," + gap + provider);
    }

    /// <summary>A harness that is made from its client alone.</summary>
    private static Edit? GiveOptions(ExpressionSyntax creation, string options) => creation switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax, ArgumentList: { Arguments.Count: 0 } none } => Edit.Insert(none.OpenParenToken.Span.End, options),
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } client } => Edit.Insert(client[0].Span.End, ", " + options),
        _ => null,
    };

    /// <summary>What the expression makes; a call that returns a base type is named after what it makes.</summary>
    private static string? TypeMade(FixContext context, ExpressionSyntax creation, CancellationToken cancellationToken) =>
        creation is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsHarnessAgent" } }
            ? "HarnessAgent"
            : context.Model.GetTypeInfo(creation, cancellationToken).Type?.Name;

    /// <summary>The settings that are arguments now become properties of the options.</summary>
    private static Edit? UseOptions(
        FixContext context, ExpressionSyntax creation, string provider, string optionsName, string chatOptionsName, CancellationToken cancellationToken)
    {
        if (context.Model.GetSymbolInfo(creation, cancellationToken).Symbol is not IMethodSymbol method
            || Arguments(creation) is not { } list
            || !HasOptionsOverload(method))
        {
            return null;
        }

        string? name = null, description = null, instructions = null, tools = null;
        var rest = new List<string>();
        var arguments = list.Arguments;
        for (int i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument.RefKindKeyword.RawKind != 0
                || argument.DescendantTrivia().Any(static t => t.IsDirective || t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia)))
            {
                return null;
            }

            string? parameter = argument.NameColon?.Name.Identifier.ValueText ?? (i < method.Parameters.Length ? method.Parameters[i].Name : null);
            string value = argument.Expression.ToString();
            switch (parameter)
            {
                case "instructions":
                    instructions = value;
                    break;
                case "name":
                    name = value;
                    break;
                case "description":
                    description = value;
                    break;
                case "tools":
                    tools = value;
                    break;
                case "chatClient" or "client":
                    rest.Insert(0, value);
                    break;
                case "loggerFactory" or "services":
                    rest.Add($"{parameter}: {value}");
                    break;
                default:
                    return null;
            }
        }

        var chat = new[] { Setting("Instructions", instructions), Setting("Tools", tools) }.Where(static s => s is not null).ToList();
        var settings = new[]
        {
            Setting("Name", name),
            Setting("Description", description),
            chat.Count > 0 ? $"ChatOptions = new {chatOptionsName}() {{ {string.Join(", ", chat)} }}" : null,
            provider,
        }.Where(static s => s is not null);

        string inner = context.IndentationAt(list.SpanStart);
        string indentation = inner + context.IndentUnit;
        string made = $"new {optionsName}{context.NewLine}{inner}{{{context.NewLine}"
            + string.Concat(settings.Select(s => indentation + s + "," + context.NewLine))
            + inner + "}";
        int client = rest.Count > 0 && rest[0].IndexOf(": ", StringComparison.Ordinal) < 0 && method.Parameters.Length > 0 && method.MethodKind == MethodKind.Constructor ? 1 : 0;
        rest.Insert(client, made);
        return new Edit(list.Span, "(" + string.Join(", ", rest) + ")");

        static string? Setting(string property, string? value) => value is null or "null" ? null : property + " = " + value;
    }

    private static ArgumentListSyntax? Arguments(ExpressionSyntax creation) => creation switch
    {
        InvocationExpressionSyntax call => call.ArgumentList,
        BaseObjectCreationExpressionSyntax made => made.ArgumentList,
        _ => null,
    };

    private static bool HasOptionsOverload(IMethodSymbol method)
    {
        var definition = method.ReducedFrom ?? method;
        int index = definition.IsStatic || definition.MethodKind == MethodKind.Constructor ? 1 : 0;
        return definition.ContainingType.GetMembers(definition.Name).OfType<IMethodSymbol>().Any(other =>
            other.Parameters.Length > index
            && SymbolEqualityComparer.Default.Equals(other.Parameters[0].Type, definition.Parameters[0].Type)
            && other.Parameters[index].Type.Name == "ChatClientAgentOptions"
            && other.Parameters.Skip(index + 1).All(static p => p.IsOptional));
    }

    private static string ReducerClass(FixContext context, int position, string trim)
    {
        string Name(string space, string name, int arity = 0) => context.TypeName(space, name, arity, position);
        string messages = Name("System.Collections.Generic", "IEnumerable", 1) + "<" + Name(ExtensionsAI, "ChatMessage") + ">";
        string list = Name("System.Collections.Generic", "List", 1) + "<" + Name(ExtensionsAI, "ChatMessage") + ">";
        string task = Name("System.Threading.Tasks", "Task");
        return $$"""
            /// <summary>Keeps system messages and the latest turns of a session; cuts only before a user message.</summary>
            public sealed class {{Reducer}} : {{Name(ExtensionsAI, "IChatReducer")}}
            {
                private readonly int maxMessages;

                public {{Reducer}}(int maxMessages) => this.maxMessages = maxMessages;

                public {{Name("System.Threading.Tasks", "Task", 1)}}<{{messages}}> ReduceAsync({{messages}} messages, {{Name("System.Threading", "CancellationToken")}} cancellationToken)
                {
                    var kept = new {{list}}(messages);
                    {{trim}}(kept, maxMessages);
                    return {{task}}.FromResult<{{messages}}>(kept);
                }
            }
            """.Replace("\r\n", "\n");
    }

    private static INamedTypeSymbol? TypeIn(FixContext context, string space, string name)
    {
        foreach (var reference in context.Model.Compilation.References)
        {
            if (context.Model.Compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly
                && assembly.GetTypeByMetadataName(space + "." + name) is { DeclaredAccessibility: Accessibility.Public } type)
            {
                return type;
            }
        }

        return null;
    }

    private static INamedTypeSymbol? ListOfMessages(FixContext context) =>
        TypeIn(context, "System.Collections.Generic", "List`1") is { } list && TypeIn(context, ExtensionsAI, "ChatMessage") is { } message
            ? list.Construct(message)
            : null;

    private static bool Has(FixContext context, ExpressionSyntax place, INamedTypeSymbol type, string property) =>
        type.GetMembers(property).OfType<IPropertySymbol>().Any(p => p.SetMethod is not null && KernelReducer.IsUsable(context, place.SpanStart, p));
}
