using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.ToolResults;

/// <summary>
/// Walks what the tools of a body return once and asks the rules in turn; the first that reports wins, so that one
/// result has one report.
/// </summary>
internal sealed class ToolResults : IPromptRule
{
    private readonly RuleContext _rules;
    private readonly ImmutableArray<IToolResultRule> _resultRules;

    public ToolResults(RuleContext rules, params IToolResultRule[] resultRules)
    {
        _rules = rules;
        _resultRules = resultRules.ToImmutableArray();
        Supported = _resultRules.Select(static r => r.Descriptor).ToImmutableArray();
    }

    public ImmutableArray<DiagnosticDescriptor> Supported { get; }

    /// <summary>The method itself, and the lambdas and local functions in it, where they are tools.</summary>
    public void AnalyzeBody(BodyContext body)
    {
        // Most bodies have no tool.
        HashSet<SyntaxNode>? seen = null;
        if (body.Owner is IMethodSymbol { ReturnsVoid: false } method && _rules.Tools.MayBeTool(method))
        {
            foreach (var block in body.Blocks)
            {
                Check(block, method.Name, method, body, seen ??= new(), candidate: method);
            }
        }

        foreach (var local in body.LocalFunctions)
        {
            if (local is { Body: { } block, Symbol: { ReturnsVoid: false } function } && _rules.Tools.MayBeTool(function))
            {
                Check(block, function.Name, function, body, seen ??= new(), candidate: function);
            }
        }

        foreach (var call in body.UsesFor<IInvocationOperation>(Concerns.ToolFactory))
        {
            if (_rules.Tools.IsFactory(call.TargetMethod))
            {
                CheckLambdas(call, body, seen ??= new());
            }
        }
    }

    private void CheckLambdas(IInvocationOperation factory, BodyContext body, HashSet<SyntaxNode> seen)
    {
        foreach (var argument in factory.Arguments)
        {
            var value = OperationFacts.Unwrap(argument.Value);
            value = value is IDelegateCreationOperation creation ? creation.Target : value;
            if (value is IAnonymousFunctionOperation lambda)
            {
                Check(lambda.Body, NameOf(factory), lambda.Symbol, body, seen);
            }
            else if (value is ILocalReferenceOperation or IParameterReferenceOperation && value.Type is { Name: "Delegate", ContainingNamespace.Name: "System" })
            {
                CheckDelegates(OperationFacts.Root(factory), body, seen);
            }
        }
    }

    /// <summary>Delegates kept in a list or dictionary before they become tools.</summary>
    private void CheckDelegates(IOperation root, BodyContext body, HashSet<SyntaxNode> seen)
    {
        foreach (var operation in root.Descendants())
        {
            if (operation is IAnonymousFunctionOperation { Parent: IDelegateCreationOperation { Parent: IConversionOperation { Type.Name: "Delegate" } } } lambda)
            {
                Check(lambda.Body, "lambda", lambda.Symbol, body, seen);
            }
        }
    }

    private static string NameOf(IInvocationOperation factory) =>
        factory.Arguments.FirstOrDefault(a => a.Parameter?.Name is "name" or "functionName")?.Value.ConstantValue is { HasValue: true, Value: string name }
            ? name
            : "lambda";

    private void Check(IOperation block, string tool, IMethodSymbol? method, BodyContext body, HashSet<SyntaxNode> seen, IMethodSymbol? candidate = null)
    {
        foreach (var operation in OperationFacts.DescendantsInBody(block))
        {
            if (operation is not IReturnOperation { ReturnedValue: { } returned })
            {
                continue;
            }

            returned = OperationFacts.WithoutImplicitConversion(returned);
            if (returned.ConstantValue.HasValue || OperationFacts.IsSmall(returned.Type) || !seen.Add(returned.Syntax))
            {
                continue;
            }

            returned = LargeMember(returned, body.CancellationToken) ?? returned;
            var value = _rules.Evaluate(returned, body.CancellationToken);
            var collection = CollectionOf(returned);
            var collectionValue = collection is null || collection == returned ? value : _rules.Evaluate(collection, body.CancellationToken);
            var result = new ToolResult(returned, tool, method, value, collection, collectionValue);
            foreach (var rule in _resultRules)
            {
                if (rule.Check(result, _rules) is not { } diagnostic)
                {
                    continue;
                }

                // Asked last: whoever registers the method has to be bound for the answer.
                if (candidate is not null && !_rules.Tools.IsTool(candidate, body.CancellationToken))
                {
                    return;
                }

                body.Report(diagnostic);
                break;
            }
        }
    }

    private IOperation? CollectionOf(IOperation returned)
    {
        if (OperationFacts.IsCollection(ValueType(returned.Type)))
        {
            return returned;
        }

        return SerializedIn(returned) is { } serialized && OperationFacts.IsCollection(serialized.Type) ? serialized : null;
    }

    /// <summary>What a serializer makes the returned text of; null when none does.</summary>
    private IOperation? SerializedIn(IOperation returned) =>
        ValueBehind(returned) is IInvocationOperation { TargetMethod: { Name: "Serialize" or "SerializeObject" or "SerializeToElement" or "SerializeToNode" } serializer, Arguments: { Length: > 0 } arguments }
        && _rules.Engine.Facts.RoleOf(serializer) == "join"
            ? OperationFacts.WithoutImplicitConversion(arguments[0].Value)
            : null;

    private IOperation ValueBehind(IOperation value)
    {
        value = OperationFacts.Unwrap(value);
        return value is ILocalReferenceOperation ? _rules.Engine.IndexOf(OperationFacts.Root(value)).ValueBehind(value) : value;
    }

    /// <summary>
    /// The member of an anonymous object that makes its JSON large: it is cut before it is serialised, JSON never. Null
    /// when no anonymous object is serialised, or none of its members is large.
    /// </summary>
    private IOperation? LargeMember(IOperation returned, CancellationToken cancellationToken) =>
        SerializedIn(returned) is { } serialized && ValueBehind(serialized) is IAnonymousObjectCreationOperation made
            ? made.Initializers.OfType<ISimpleAssignmentOperation>()
                .Select(static member => OperationFacts.WithoutImplicitConversion(member.Value))
                .FirstOrDefault(member => (OperationFacts.IsText(member.Type) || OperationFacts.IsCollection(member.Type))
                    && !_rules.Evaluate(member, cancellationToken).AsText().IsNone)
            : null;

    /// <summary>What a task gives.</summary>
    public static ITypeSymbol? ValueType(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } arguments } ? arguments[0] : type;

    /// <summary>Source, then the calls on the way.</summary>
    public static ImmutableArray<Location> Path(IEnumerable<Origin> origins) =>
        origins.SelectMany(static o => o.Steps.Insert(0, o.Source.GetLocation())).ToImmutableArray();

    /// <summary>Text, or a content object of an SDK that carries text.</summary>
    public static bool CanBeText(ITypeSymbol? type)
    {
        type = ValueType(type);
        return type?.SpecialType is SpecialType.System_String or SpecialType.System_Object
            || (type is not null && SdkReferences.IsSdkAssembly(type.ContainingAssembly)
                && type.Name is "CallToolResult" or "TextContentBlock" or "ContentBlock" or "AIContent" or "TextContent" or "FunctionResultContent");
    }
}
