using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.ToolResults;

/// <summary>PA4001: a tool returns text from a source of unknown size with nothing on the way that bounds it.</summary>
internal sealed class UntruncatedToolResultRule
{
    private readonly RuleContext _rules;

    public UntruncatedToolResultRule(RuleContext rules) => _rules = rules;

    /// <summary>The method itself, and the lambdas and local functions in it, where they are tools.</summary>
    public void AnalyzeBlock(OperationBlockAnalysisContext context)
    {
        bool isTool = context.OwningSymbol is IMethodSymbol method && CanBeText(method.ReturnType)
            && _rules.Tools.IsTool(method, context.CancellationToken);
        var seen = new HashSet<SyntaxNode>();
        foreach (var block in context.OperationBlocks)
        {
            if (isTool)
            {
                Check(block, context.OwningSymbol.Name, context, seen);
            }

            foreach (var operation in block.Descendants())
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                switch (operation)
                {
                    case ILocalFunctionOperation { Body: { } body, Symbol: var function } when CanBeText(function.ReturnType)
                        && _rules.Tools.IsTool(function, context.CancellationToken):
                        Check(body, function.Name, context, seen);
                        break;
                    case IInvocationOperation call when ToolMethods.IsFactory(call.TargetMethod):
                        CheckLambdas(call, context, seen);
                        break;
                }
            }
        }
    }

    private void CheckLambdas(IInvocationOperation factory, OperationBlockAnalysisContext context, HashSet<SyntaxNode> seen)
    {
        foreach (var argument in factory.Arguments)
        {
            var value = OperationFacts.Unwrap(argument.Value);
            value = value is IDelegateCreationOperation creation ? creation.Target : value;
            if (value is IAnonymousFunctionOperation lambda)
            {
                Check(lambda.Body, NameOf(factory), context, seen);
            }
            else if (value is ILocalReferenceOperation or IParameterReferenceOperation && value.Type is { Name: "Delegate", ContainingNamespace.Name: "System" })
            {
                CheckDelegates(OperationFacts.Root(factory), context, seen);
            }
        }
    }

    /// <summary>Delegates kept in a list or dictionary before they become tools.</summary>
    private void CheckDelegates(IOperation root, OperationBlockAnalysisContext context, HashSet<SyntaxNode> seen)
    {
        foreach (var operation in root.Descendants())
        {
            if (operation is IAnonymousFunctionOperation { Parent: IDelegateCreationOperation { Parent: IConversionOperation { Type.Name: "Delegate" } } } lambda)
            {
                Check(lambda.Body, "lambda", context, seen);
            }
        }
    }

    private static string NameOf(IInvocationOperation factory) =>
        factory.Arguments.FirstOrDefault(a => a.Parameter?.Name is "name" or "functionName")?.Value.ConstantValue is { HasValue: true, Value: string name }
            ? name
            : "lambda";

    private void Check(IOperation body, string tool, OperationBlockAnalysisContext context, HashSet<SyntaxNode> seen)
    {
        foreach (var operation in OperationFacts.DescendantsInBody(body))
        {
            if (operation is not IReturnOperation { ReturnedValue: { } returned })
            {
                continue;
            }

            returned = OperationFacts.WithoutImplicitConversion(returned);

            if (!CanBeText(returned.Type) || !seen.Add(returned.Syntax))
            {
                continue;
            }

            var origins = _rules.Engine.Evaluate(returned, context.CancellationToken).AsText().Text.Where(o => !o.OnlyOneLine).ToImmutableArray();
            if (origins.IsEmpty)
            {
                continue;
            }

            var first = origins[0];
            var options = _rules.OptionsFor(returned.Syntax.SyntaxTree);
            var properties = ImmutableDictionary<string, string?>.Empty
                .Add(DiagnosticProperties.MaxCharacters, PromptOptions.ReadCap(PromptOptions.MaxToolResultCharacters, options).ToString(CultureInfo.InvariantCulture))
                .Add(DiagnosticProperties.BoundingMethods, _rules.BoundingMethods.Ids(context.CancellationToken))
                .Add(DiagnosticProperties.Truncation, origins.Any(o => o.Kind == OriginKind.Process)
                    ? DiagnosticProperties.TruncateMiddle
                    : DiagnosticProperties.TruncateHead);
            RuleContext.Report(context, Diagnostic.Create(
                Descriptors.UntruncatedToolResult,
                returned.Syntax.GetLocation(),
                origins.SelectMany(o => o.Steps.Insert(0, o.Source.GetLocation())).ToImmutableArray(),
                properties,
                tool,
                RuleContext.Display(first.Source),
                RuleContext.LineOf(first.Source)));
        }
    }

    /// <summary>Text, or a content object of an SDK that carries text. Other objects are judged by their collections elsewhere.</summary>
    private static bool CanBeText(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } arguments })
        {
            type = arguments[0];
        }

        return type?.SpecialType is SpecialType.System_String or SpecialType.System_Object
            || (type is not null && SdkReferences.IsSdkAssembly(type.ContainingAssembly)
                && type.Name is "CallToolResult" or "TextContentBlock" or "ContentBlock" or "AIContent" or "TextContent" or "FunctionResultContent");
    }
}
