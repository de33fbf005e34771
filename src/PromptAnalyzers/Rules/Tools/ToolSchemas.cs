using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>What a request says of one tool.</summary>
internal readonly struct ToolSchema
{
    public ToolSchema(string name, int descriptionLength, int tokens)
    {
        Name = name;
        DescriptionLength = descriptionLength;
        Tokens = tokens;
    }

    public string Name { get; }

    /// <summary>In characters.</summary>
    public int DescriptionLength { get; }

    /// <summary>By the estimate; 0 for a tool whose schema the provider has itself.</summary>
    public int Tokens { get; }
}

/// <summary>Schemas of tools as far as the code holds them: methods with their descriptions, and constant texts.</summary>
internal sealed class ToolSchemas
{
    // name, description and one parameter; what agents as tools have.
    private const int AgentTokens = 60;

    private readonly FlowEngine _engine;
    private readonly ConcurrentDictionary<IMethodSymbol, ToolSchema> _ofMethods = new(SymbolEqualityComparer.Default);

    public ToolSchemas(FlowEngine engine) => _engine = engine;

    /// <summary>The schemas of the tools of a part; null when one of them is not to be read from the code.</summary>
    public IEnumerable<ToolSchema>? Of(ToolPart part, CancellationToken cancellationToken)
    {
        if (!part.Methods.IsEmpty)
        {
            return part.Methods.Select(OfMethod);
        }

        return part.Element is { } element && OfTool(element, new ToolCounter(_engine, cancellationToken), 0) is { } schema ? new[] { schema } : null;
    }

    private ToolSchema OfMethod(IMethodSymbol method) =>
        _ofMethods.TryGetValue(method, out var known) ? known : _ofMethods[method] = Make(method, null, null);

    private ToolSchema Make(IMethodSymbol method, string? name, string? description)
    {
        var writer = new SchemaWriter(_engine.Facts);
        description ??= SchemaWriter.DescriptionOf(method);
        return Read(name ?? method.Name, description, writer.Parameters(method));
    }

    private static ToolSchema Read(string name, string description, string parameters) => new(
        name,
        description.Length,
        TokenEstimate.Of("{\"type\":\"function\",\"function\":{\"name\":\"" + name + "\",\"description\":\"" + description + "\",\"parameters\":" + parameters + "}}"));

    private ToolSchema? OfTool(IOperation operation, ToolCounter counter, int depth)
    {
        const int MaxDepth = 8;
        if (depth > MaxDepth)
        {
            return null;
        }

        var tool = counter.Behind(operation);
        if (_engine.Facts.OfType(FactKind.HostedTool, tool.Type) is not null)
        {
            return new ToolSchema(tool.Type!.Name, 0, 0);
        }

        if (MethodBehind(tool, counter) is { } plain)
        {
            return OfMethod(plain);
        }

        var (method, arguments, receiver) = tool switch
        {
            IInvocationOperation call => (call.TargetMethod.ReducedFrom ?? call.TargetMethod, call.Arguments, call.Instance),
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments, null),
            _ => default,
        };
        if (method is null)
        {
            return null;
        }

        if (_engine.Facts.Of(FactKind.AgentAsTool, method) is not null)
        {
            return new ToolSchema(method.Name, 0, AgentTokens);
        }

        if (_engine.Facts.Of(FactKind.HostedTool, method) is not null)
        {
            return new ToolSchema(method.Name, 0, 0);
        }

        if (_engine.Facts.Of(FactKind.WrapsTool, method) is not null)
        {
            return (receiver ?? arguments.FirstOrDefault()?.Value) is { } inner ? OfTool(inner, counter, depth + 1) : null;
        }

        if (_engine.Facts.Of(FactKind.ToolLiteral, method) is { } parameters)
        {
            return OfTexts(parameters.Split(','), arguments, counter);
        }

        return _engine.Facts.Of(FactKind.ToolFactory, method) is not null ? OfFactory(arguments, counter) : null;
    }

    /// <summary>A tool made of a method: its name and description may be given beside it, in arguments or in options.</summary>
    private ToolSchema? OfFactory(ImmutableArray<IArgumentOperation> arguments, ToolCounter counter)
    {
        IMethodSymbol? method = null;
        string? name = null;
        string? description = null;
        foreach (var argument in arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Value.ConstantValue is { HasValue: true, Value: null })
            {
                continue;
            }

            if (method is null && MethodBehind(counter.Behind(argument.Value), counter) is { } found)
            {
                method = found;
            }
            else if (argument.Parameter?.Name is "name" or "functionName" or "toolName" or "methodName")
            {
                name = Constant(argument.Value);
                if (name is null)
                {
                    return null;
                }
            }
            else if (argument.Parameter?.Name is "description" or "functionDescription")
            {
                description = Constant(argument.Value);
                if (description is null)
                {
                    return null;
                }
            }
            else if (counter.Behind(argument.Value) is IObjectCreationOperation { Initializer: { } options })
            {
                foreach (var assignment in options.Initializers.OfType<ISimpleAssignmentOperation>())
                {
                    string? member = (assignment.Target as IPropertyReferenceOperation)?.Property.Name;
                    if (member is "Name" or "FunctionName")
                    {
                        name = Constant(assignment.Value) ?? name;
                    }
                    else if (member == "Description")
                    {
                        description = Constant(assignment.Value);
                        if (description is null)
                        {
                            return null;
                        }
                    }
                }
            }
        }

        return method is null ? null : name is null && description is null ? OfMethod(method) : Make(method, name, description);
    }

    /// <summary>A tool made of texts: known when all of them are constants.</summary>
    private static ToolSchema? OfTexts(string[] parameters, ImmutableArray<IArgumentOperation> arguments, ToolCounter counter)
    {
        string name = "";
        string description = "";
        string schema = "";
        foreach (var argument in arguments)
        {
            int index = Array.IndexOf(parameters, argument.Parameter?.Name);
            if (index < 0 || argument.ArgumentKind == ArgumentKind.DefaultValue)
            {
                continue;
            }

            if (Text(argument.Value, counter) is not { } text)
            {
                return null;
            }

            switch (index)
            {
                case 0:
                    name = text;
                    break;
                case 1:
                    description = text;
                    break;
                default:
                    schema = text;
                    break;
            }
        }

        return Read(name, description, schema);
    }

    private static string? Constant(IOperation value) =>
        OperationFacts.Unwrap(value) is { ConstantValue: { HasValue: true, Value: string text } } ? text : null;

    /// <summary>A constant, or one that is wrapped as bytes: BinaryData.FromString("..."), FromBytes("..."u8.ToArray()).</summary>
    private static string? Text(IOperation value, ToolCounter counter, int depth = 0)
    {
        var behind = value.ConstantValue is { HasValue: true, Value: string constant } ? null : counter.Behind(value);
        return behind switch
        {
            null => (string?)value.ConstantValue.Value,
            { ConstantValue: { HasValue: true, Value: string text } } => text,
            IUtf8StringOperation bytes => bytes.Value,
            IInvocationOperation { TargetMethod.Name: "FromString" or "FromBytes" or "ToArray" or "Parse" } call when depth < 4 && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } inner =>
                Text(inner, counter, depth + 1),
            IPropertyReferenceOperation { Property.Name: "RootElement", Instance: { } document } when depth < 4 => Text(document, counter, depth + 1),
            _ => null,
        };
    }

    /// <summary>The method of a method group, a lambda, or typeof(T).GetMethod("name").</summary>
    private static IMethodSymbol? MethodBehind(IOperation operation, ToolCounter counter) => operation switch
    {
        IDelegateCreationOperation { Target: { } target } => MethodBehind(OperationFacts.Unwrap(target), counter),
        IMethodReferenceOperation reference => reference.Method,
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        IInvocationOperation { TargetMethod.Name: "GetMethod", Instance: { } type, Arguments: { Length: > 0 } arguments }
            when OperationFacts.Unwrap(type) is ITypeOfOperation { TypeOperand: { } declaring } && Constant(arguments[0].Value) is { } name =>
            declaring.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(),
        _ => null,
    };
}
