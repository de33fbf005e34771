using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// An agent that a host makes from its name and instructions. No overload takes options, so the agent is made by a delegate,
/// in the way that the overload itself makes it: client and tools come from the services.
/// </summary>
internal static class HostedAgent
{
    private const string Agents = "Microsoft.Agents.AI";
    private const string ExtensionsAI = "Microsoft.Extensions.AI";
    private const string Injection = "Microsoft.Extensions.DependencyInjection";

    /// <summary>The edit, or null when the call says more than the delegate could repeat.</summary>
    /// <param name="context">The document.</param>
    /// <param name="creation">The diagnostic's call.</param>
    /// <param name="provider">The setting that brings the reducer.</param>
    /// <param name="usings">Gets the namespaces that the delegate needs.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static Edit? UseDelegate(FixContext context, ExpressionSyntax creation, string provider, ICollection<string> usings, CancellationToken cancellationToken)
    {
        if (creation is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AddAIAgent" }, ArgumentList: var list }
            || context.Model.GetSymbolInfo(creation, cancellationToken).Symbol is not IMethodSymbol { ReducedFrom: not null } method
            || !HasDelegateOverload(method.ReducedFrom)
            || Values(list, method) is not { } values
            || !values.TryGetValue("name", out var name))
        {
            return null;
        }

        // Without a key for the client the overload takes the one that has none.
        int position = creation.SpanStart;
        string services = context.UniqueName("services", position);
        string client;
        var needed = new List<string> { "GetKeyedServices" };
        if (values.TryGetValue("chatClient", out var given))
        {
            client = given.ToString();
        }
        else if (values.TryGetValue("chatClientServiceKey", out var key))
        {
            if (context.Model.GetConstantValue(key, cancellationToken) is not { HasValue: true, Value: not null })
            {
                return null;
            }

            client = $"{services}.GetRequiredKeyedService<{context.TypeName(ExtensionsAI, "IChatClient", 0, position)}>({key})";
            needed.Add("GetRequiredKeyedService");
        }
        else
        {
            client = $"{services}.GetRequiredService<{context.TypeName(ExtensionsAI, "IChatClient", 0, position)}>()";
            needed.Add("GetRequiredService");
        }

        if (!CanCall(context, needed, position, usings))
        {
            return null;
        }

        foreach (string missing in UsingDirectives.MissingForLinq(context, position))
        {
            if (!UsingDirectives.CanAdd(context))
            {
                return null;
            }

            usings.Add(missing);
        }

        string agent = context.UniqueName("key", position);
        string tools = $"{services}.GetKeyedServices<{context.TypeName(ExtensionsAI, "AITool", 0, position)}>({agent}).ToList()";
        var settings = new[]
        {
            "Name = " + agent,
            values.TryGetValue("description", out var description) ? "Description = " + description : null,
            $"ChatOptions = new {context.TypeName(ExtensionsAI, "ChatOptions", 0, position)}() {{ {(values.TryGetValue("instructions", out var text) ? $"Instructions = {text}, " : "")}Tools = {tools} }}",
            provider,
        }.Where(static s => s is not null);

        string outer = context.IndentationAt(list.SpanStart);
        string inner = outer + context.IndentUnit;
        string lifetime = values.TryGetValue("lifetime", out var life) ? ", " + life : "";
        string made = $"new {context.TypeName(Agents, "ChatClientAgent", 0, position)}({client}, new {context.TypeName(Agents, "ChatClientAgentOptions", 0, position)}";
        return new Edit(
            list.Span,
            $"({name}, ({services}, {agent}) => {made}{context.NewLine}{outer}{{{context.NewLine}"
            + string.Concat(settings.Select(s => inner + s + "," + context.NewLine))
            + $"{outer}}}){lifetime})");
    }

    /// <summary>The arguments by parameter; null when one of them has a comment or could mean something else inside the delegate.</summary>
    private static Dictionary<string, ExpressionSyntax>? Values(ArgumentListSyntax list, IMethodSymbol method)
    {
        var values = new Dictionary<string, ExpressionSyntax>(StringComparer.Ordinal);
        for (int i = 0; i < list.Arguments.Count; i++)
        {
            var argument = list.Arguments[i];
            string? parameter = argument.NameColon?.Name.Identifier.ValueText ?? (i < method.Parameters.Length ? method.Parameters[i].Name : null);
            if (parameter is not ("name" or "instructions" or "description" or "chatClient" or "chatClientServiceKey" or "lifetime")
                || argument.RefKindKeyword.RawKind != 0
                || argument.DescendantNodes().Any(static node => node is AwaitExpressionSyntax or DeclarationExpressionSyntax))
            {
                return null;
            }

            if (!argument.Expression.IsKind(SyntaxKind.NullLiteralExpression))
            {
                values[parameter] = argument.Expression;
            }
        }

        return list.DescendantTrivia().Any(static t => t.IsDirective || t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia))
            ? null
            : values;
    }

    // The overloads got their lifetime when tools became services under the name of the agent; before, only the package could find them.
    private static bool HasDelegateOverload(IMethodSymbol method) =>
        method.Parameters.Any(static p => p.Name == "lifetime")
        && method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other =>
            other.Parameters.Length >= 3
            && SymbolEqualityComparer.Default.Equals(other.Parameters[0].Type, method.Parameters[0].Type)
            && other.Parameters[2].Type is INamedTypeSymbol { Name: "Func", TypeArguments: { Length: 3 } types }
            && types[0].Name == "IServiceProvider" && types[1].SpecialType == SpecialType.System_String && types[2].Name == "AIAgent"
            && other.Parameters.Skip(3).All(static p => p.IsOptional && p.Name == "lifetime"));

    /// <summary>True when the extension methods of the services are in sight, or a using brings them.</summary>
    private static bool CanCall(FixContext context, List<string> methods, int position, ICollection<string> usings)
    {
        var compilation = context.Model.Compilation;
        var services = compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly.GetTypeByMetadataName("System.IServiceProvider")
            ?? UsingDirectives.Find(context, "System")?.GetTypeMembers("IServiceProvider").FirstOrDefault();
        if (services is null)
        {
            return false;
        }

        if (methods.All(method => !context.Model.LookupSymbols(position, services, method, includeReducedExtensionMethods: true).IsEmpty))
        {
            return true;
        }

        var known = UsingDirectives.Find(context, Injection)?.GetTypeMembers().Where(static type => type.IsStatic).ToList();
        if (known is null
            || !methods.All(method => known.Any(type => type.GetMembers(method).OfType<IMethodSymbol>().Any(static m => m.IsExtensionMethod)))
            || !UsingDirectives.CanAdd(context)
            || !UsingDirectives.IsHarmless(context, Injection))
        {
            return false;
        }

        usings.Add(Injection);
        return true;
    }
}
