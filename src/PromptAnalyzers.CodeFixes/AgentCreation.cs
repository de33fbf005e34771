using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>A call that makes an agent of Agent Framework from a written-out list of tools, and what it says about the agent.</summary>
internal sealed class AgentCreation
{
    private AgentCreation(ExpressionSyntax call, StatementPlace place, IMethodSymbol method)
    {
        Call = call;
        Place = place;
        Method = method;
    }

    /// <summary><c>client.AsAIAgent(...)</c> or <c>new ChatClientAgent(client, ...)</c>.</summary>
    public ExpressionSyntax Call { get; }

    public StatementPlace Place { get; }

    public IMethodSymbol Method { get; }

    /// <summary>What the agent is made from: the receiver, or the first argument of the constructor.</summary>
    public ExpressionSyntax Client { get; private set; } = null!;

    public ExpressionSyntax? Instructions { get; private set; }

    public string? Name { get; private set; }

    /// <summary>Arguments for logging and services, which the other agents get too.</summary>
    public IReadOnlyList<string> Others { get; private set; } = Array.Empty<string>();

    /// <summary>The call around the list, or null when it is no such call or cannot be repeated with other tools.</summary>
    public static AgentCreation? Find(FixContext context, ToolList tools, CancellationToken cancellationToken)
    {
        var call = tools.Collection.Ancestors().OfType<ExpressionSyntax>().FirstOrDefault(node =>
            node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsAIAgent" or "CreateAIAgent" } }
            || (node is ObjectCreationExpressionSyntax { ArgumentList: not null } && context.Model.GetTypeInfo(node, cancellationToken).Type?.Name == "ChatClientAgent"));
        if (call is null
            || context.Model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method
            || !method.ContainingAssembly.Name.StartsWith("Microsoft.Agents.AI", StringComparison.Ordinal)
            || StatementPlace.Before(context, call) is not { Indentation: not null } place)
        {
            return null;
        }

        var creation = new AgentCreation(call, place, method);
        var arguments = (call is InvocationExpressionSyntax invocation ? invocation.ArgumentList : ((ObjectCreationExpressionSyntax)call).ArgumentList!).Arguments;
        if (call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access })
        {
            creation.Client = access.Expression;
        }

        var others = new List<string>();
        foreach (var argument in arguments)
        {
            string? parameter = argument.NameColon?.Name.Identifier.ValueText
                ?? (arguments.IndexOf(argument) is var index && index < method.Parameters.Length ? method.Parameters[index].Name : null);
            if (argument.Expression == tools.Collection)
            {
                continue;
            }

            switch (parameter)
            {
                case "chatClient" or "client" when call is ObjectCreationExpressionSyntax:
                    creation.Client = argument.Expression;
                    break;
                case "instructions":
                    creation.Instructions = argument.Expression;
                    break;
                case "name":
                    creation.Name = context.Model.GetConstantValue(argument.Expression, cancellationToken).Value as string;
                    break;
                case "description":
                    break;
                case "options" when argument.Expression is BaseObjectCreationExpressionSyntax { Initializer: { } options } && options.Span.Contains(tools.Collection.Span):
                    creation.Read(context, options, cancellationToken);
                    break;
                case not null when IsPath(argument.Expression):
                    others.Add(parameter + ": " + argument.Expression);
                    break;
                default:
                    return null;
            }
        }

        creation.Others = others;
        return creation.Client is null ? null : creation;
    }

    /// <summary>True for an expression that means the same however often it is evaluated.</summary>
    public static bool IsPath(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax => true,
        MemberAccessExpressionSyntax access when access.IsKind(SyntaxKind.SimpleMemberAccessExpression) => IsPath(access.Expression),
        _ => false,
    };

    private void Read(FixContext context, InitializerExpressionSyntax options, CancellationToken cancellationToken)
    {
        foreach (var assignment in options.DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            switch (assignment.Left.ToString())
            {
                case "Instructions":
                    Instructions = assignment.Right;
                    break;
                case "Name" when assignment.Parent == options:
                    Name = context.Model.GetConstantValue(assignment.Right, cancellationToken).Value as string;
                    break;
            }
        }
    }
}
