using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// Semantic Kernel: a group chat hides its history, but has each agent reduce what it is sent when the agent has a reducer. So
/// all agents of the chat get one, and there is no fix when one of them is made out of sight.
/// </summary>
internal static class GroupChatReducer
{
    private const string Setting = "HistoryReducer";

    /// <summary>The plan, or null when it is no group chat, or one with agents that are not known.</summary>
    public static FixPlan? Plan(FixContext context, BaseObjectCreationExpressionSyntax chat, int messages, string title, CancellationToken cancellationToken)
    {
        if (!LanguageFacts.IsType(context.Model.GetTypeInfo(chat, cancellationToken).Type, "Microsoft.SemanticKernel.Agents", "AgentGroupChat"))
        {
            return null;
        }

        // Another file could bring more agents.
        var symbol = chat.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator }
            ? context.Model.GetDeclaredSymbol(declarator, cancellationToken)
            : chat.Parent is AssignmentExpressionSyntax assignment ? context.Model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol : null;
        if (symbol is not (ILocalSymbol or IFieldSymbol { DeclaredAccessibility: Accessibility.Private, ContainingType.DeclaringSyntaxReferences.Length: 1 }))
        {
            return null;
        }

        var agents = new List<BaseObjectCreationExpressionSyntax>();
        foreach (var agent in AgentsOf(context, chat, symbol, cancellationToken))
        {
            if (MadeBy(context, agent, cancellationToken) is not { } made || !TakesReducer(context, made, cancellationToken))
            {
                return null;
            }

            agents.Add(made);
        }

        var usings = new List<string>();
        if (agents.Count == 0 || KernelReducer.Creation(context, chat.SpanStart, messages, usings) is not { } reducer)
        {
            return null;
        }

        var edits = agents.Distinct().Select(agent => AgentOptionsReducer.AddSetting(context, agent, Setting, $"{Setting} = {reducer}")).OfType<Edit>().ToList();
        return edits.Count == 0 ? null : new FixPlan(title, chat.Span, edits, usings: usings);
    }

    /// <summary>What the chat is made of, and what it is later given.</summary>
    private static IEnumerable<ExpressionSyntax> AgentsOf(FixContext context, BaseObjectCreationExpressionSyntax chat, ISymbol symbol, CancellationToken cancellationToken)
    {
        foreach (var argument in chat.ArgumentList?.Arguments ?? default)
        {
            yield return argument.Expression;
        }

        foreach (var call in context.Root.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AddAgent" or "InvokeAsync" or "InvokeStreamingAsync" } access, ArgumentList.Arguments: { Count: > 0 } arguments }
                && SymbolEqualityComparer.Default.Equals(context.Model.GetSymbolInfo(access.Expression, cancellationToken).Symbol, symbol)
                && context.Model.GetTypeInfo(arguments[0].Expression, cancellationToken).Type?.Name != "CancellationToken")
            {
                yield return arguments[0].Expression;
            }
        }
    }

    /// <summary>Where the agent is made, in this file; null when that is not certain.</summary>
    private static BaseObjectCreationExpressionSyntax? MadeBy(FixContext context, ExpressionSyntax agent, CancellationToken cancellationToken)
    {
        if (agent is BaseObjectCreationExpressionSyntax inPlace)
        {
            return inPlace;
        }

        var symbol = context.Model.GetSymbolInfo(agent, cancellationToken).Symbol;
        if (symbol is null || symbol.DeclaringSyntaxReferences.Length != 1 || symbol.DeclaringSyntaxReferences[0].SyntaxTree != context.Root.SyntaxTree || IsWritten(context, symbol, cancellationToken))
        {
            return null;
        }

        return symbol switch
        {
            ILocalSymbol or IFieldSymbol => (symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) as VariableDeclaratorSyntax)?.Initializer?.Value as BaseObjectCreationExpressionSyntax,
            IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter => Registered(context, parameter, cancellationToken),
            _ => null,
        };
    }

    private static bool IsWritten(FixContext context, ISymbol symbol, CancellationToken cancellationToken) =>
        context.Root.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            name.Identifier.ValueText == symbol.Name
            && (name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name
                || name.Parent is MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax outer } access && outer.Left == access && access.Name == name
                || name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax)
            && SymbolEqualityComparer.Default.Equals(context.Model.GetSymbolInfo(name, cancellationToken).Symbol, symbol));

    /// <summary>The service of the parameter's type and key, when the file registers one and no other.</summary>
    private static BaseObjectCreationExpressionSyntax? Registered(FixContext context, IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        var attribute = parameter.GetAttributes().FirstOrDefault(static a => a.AttributeClass?.Name == "FromKeyedServicesAttribute");
        object? key = attribute?.ConstructorArguments.FirstOrDefault().Value;
        if (attribute is not null && key is null)
        {
            return null;
        }

        var registrations = context.Root.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call =>
            call.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.ValueText: var name, TypeArgumentList.Arguments: { Count: 1 } types } }
            && name is "AddSingleton" or "AddScoped" or "AddTransient" or "AddKeyedSingleton" or "AddKeyedScoped" or "AddKeyedTransient"
            && name.StartsWith("AddKeyed", StringComparison.Ordinal) == (key is not null)
            && SymbolEqualityComparer.Default.Equals(context.Model.GetTypeInfo(types[0], cancellationToken).Type, parameter.Type)
            && (key is null || (call.ArgumentList.Arguments.Count > 0 && key.Equals(context.Model.GetConstantValue(call.ArgumentList.Arguments[0].Expression, cancellationToken).Value)))).ToList();
        return registrations.Count == 1
            && registrations[0].ArgumentList.Arguments.LastOrDefault()?.Expression is AnonymousFunctionExpressionSyntax { ExpressionBody: BaseObjectCreationExpressionSyntax made }
                ? made
                : null;
    }

    private static bool TakesReducer(FixContext context, BaseObjectCreationExpressionSyntax agent, CancellationToken cancellationToken)
    {
        for (var type = context.Model.GetTypeInfo(agent, cancellationToken).Type; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(Setting).OfType<IPropertySymbol>().FirstOrDefault() is { SetMethod: not null } property)
            {
                return KernelReducer.IsUsable(context, agent.SpanStart, property);
            }
        }

        return false;
    }
}
