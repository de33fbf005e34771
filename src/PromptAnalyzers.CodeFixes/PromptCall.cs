using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>A statement <c>var response = await client.GetResponseAsync(prompt)</c> whose call can be repeated.</summary>
internal sealed class PromptCall
{
    private PromptCall(LocalDeclarationStatementSyntax statement, AwaitExpressionSyntax awaited, ExpressionSyntax prompt, string answerText)
    {
        Statement = statement;
        Await = awaited;
        Prompt = prompt;
        AnswerText = answerText;
    }

    public LocalDeclarationStatementSyntax Statement { get; }

    public AwaitExpressionSyntax Await { get; }

    public ExpressionSyntax Prompt { get; }

    /// <summary>What follows the awaited call to get the answer's text.</summary>
    public string AnswerText { get; }

    /// <summary>The call that sends the text, or null when it cannot be made piece by piece.</summary>
    public static PromptCall? Find(FixContext context, ExpressionSyntax text, CancellationToken cancellationToken)
    {
        if (text.FirstAncestorOrSelf<StatementSyntax>() is not LocalDeclarationStatementSyntax statement
            || statement.Parent is not (BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax)
            || statement.Modifiers.Count > 0
            || !statement.UsingKeyword.IsKind(SyntaxKind.None)
            || statement.Declaration.Variables.Count != 1
            || statement.Declaration.Variables[0].Initializer?.Value is not AwaitExpressionSyntax { Expression: InvocationExpressionSyntax invocation } awaited
            || !context.IsFirstOnLine(statement.SpanStart)
            || context.Model.GetSymbolInfo(invocation, cancellationToken).Symbol is not IMethodSymbol method
            || AnswerOf(method) is not { } answerText)
        {
            return null;
        }

        var prompt = invocation.ArgumentList.Arguments.FirstOrDefault(argument => argument.Span.Contains(text.Span));
        int index = prompt is null ? -1 : invocation.ArgumentList.Arguments.IndexOf(prompt);
        if (prompt is null
            || !(prompt.NameColon is null ? index == 0 : prompt.NameColon.Name.Identifier.ValueText is "chatMessage" or "promptTemplate")
            || context.Model.GetTypeInfo(prompt.Expression, cancellationToken).Type?.SpecialType != SpecialType.System_String
            || !IsRepeatable(invocation.Expression)
            || invocation.ArgumentList.Arguments.Any(argument => argument != prompt && !IsRepeatable(argument.Expression))
            || !IsOnlyUnknownPart(context, prompt.Expression, text, cancellationToken))
        {
            return null;
        }

        return new PromptCall(statement, awaited, prompt.Expression, answerText);
    }

    private static string? AnswerOf(IMethodSymbol method)
    {
        method = method.ReducedFrom ?? method;
        if (method.ReturnType is not INamedTypeSymbol { Name: "Task", Arity: 1 } task || !method.IsExtensionMethod)
        {
            return null;
        }

        if (method.Name == "GetResponseAsync"
            && LanguageFacts.IsType(method.ContainingType, "Microsoft.Extensions.AI", "ChatClientExtensions")
            && task.TypeArguments[0] is INamedTypeSymbol { Arity: 0, Name: "ChatResponse" })
        {
            return ".Text";
        }

        return method.Name == "InvokePromptAsync"
            && LanguageFacts.IsType(method.ContainingType, "Microsoft.SemanticKernel", "KernelExtensions")
            && task.TypeArguments[0] is INamedTypeSymbol { Arity: 0, Name: "FunctionResult" }
                ? ".ToString()"
                : null;
    }

    // The receiver and the options are evaluated once per chunk.
    private static bool IsRepeatable(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax or LiteralExpressionSyntax or DefaultExpressionSyntax => true,
        MemberAccessExpressionSyntax access => IsRepeatable(access.Expression),
        _ => false,
    };

    /// <summary>
    /// The fix sees only its own diagnostic. Parts that may be a second file make the calls as large as before, so
    /// everything beside the text has to be constant, a number or a parameter.
    /// </summary>
    private static bool IsOnlyUnknownPart(FixContext context, ExpressionSyntax prompt, ExpressionSyntax text, CancellationToken cancellationToken)
    {
        ExpressionSyntax node = text;
        while (node != prompt)
        {
            switch (node.Parent)
            {
                case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.AddExpression):
                    if (!IsSmall(binary.Left == node ? binary.Right : binary.Left))
                    {
                        return false;
                    }

                    node = binary;
                    break;
                case ParenthesizedExpressionSyntax parenthesized:
                    node = parenthesized;
                    break;
                case InterpolationSyntax { AlignmentClause: null, FormatClause: null, Parent: InterpolatedStringExpressionSyntax whole } own:
                    if (whole.Contents.OfType<InterpolationSyntax>().Any(hole => hole != own && !IsSmall(hole.Expression)))
                    {
                        return false;
                    }

                    node = whole;
                    break;
                default:
                    return false;
            }
        }

        return true;

        bool IsSmall(ExpressionSyntax part) => part switch
        {
            ParenthesizedExpressionSyntax inner => IsSmall(inner.Expression),
            BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => IsSmall(sum.Left) && IsSmall(sum.Right),
            InterpolatedStringExpressionSyntax inner => inner.Contents.OfType<InterpolationSyntax>().All(hole => IsSmall(hole.Expression)),
            _ => context.Model.GetConstantValue(part, cancellationToken).HasValue
                || context.Model.GetTypeInfo(part, cancellationToken).Type is { IsValueType: true }
                || (context.Model.GetSymbolInfo(part, cancellationToken).Symbol is IParameterSymbol parameter
                    && part.ToString() != text.ToString()
                    && parameter.Type.SpecialType == SpecialType.System_String),
        };
    }
}
