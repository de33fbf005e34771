using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Prompts;

/// <summary>A value that becomes part of a prompt.</summary>
internal readonly struct PromptSink
{
    public PromptSink(IOperation value, string name, IOperation send)
    {
        Value = value;
        Name = name;
        Send = send;
    }

    public IOperation Value { get; }

    /// <summary>What the user wrote to send or hold the text, for example InvokePromptAsync.</summary>
    public string Name { get; }

    public IOperation Send { get; }
}

/// <summary>Finds the values that an operation puts into a prompt.</summary>
internal static class PromptSinks
{
    /// <summary>The cheap first question, by the name of what is called or assigned.</summary>
    private static bool MayBe(IOperation operation, FlowEngine engine) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: var name } call =>
            engine.Facts.HasName(FactKind.Sink, name) || MayTakeArguments(call, name),
        IObjectCreationOperation { Constructor.ContainingType.MetadataName: var type } => engine.Facts.HasConstructor(FactKind.Sink, type),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } =>
            engine.Facts.HasName(FactKind.Sink, property.IsIndexer ? property.MetadataName : property.Name),
        _ => false,
    };

    public static IEnumerable<PromptSink> Of(IOperation operation, FlowEngine engine)
    {
        if (!MayBe(operation, engine))
        {
            return Array.Empty<PromptSink>();
        }

        switch (operation)
        {
            case IInvocationOperation invocation:
                var text = OfCall(invocation, invocation.TargetMethod, invocation.Arguments, invocation.TargetMethod.Name, engine);
                return MayTakeArguments(invocation, invocation.TargetMethod.Name) ? text.Concat(OfKernelArguments(invocation, engine)) : text;
            case IObjectCreationOperation { Constructor.ContainingType.Name: "ChatMessage" or "ChatMessageContent" } message when IsAnswer(message):
                return Array.Empty<PromptSink>();
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                return OfCall(creation, constructor, creation.Arguments, constructor.ContainingType.Name, engine);
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment
                when engine.Facts.Of(FactKind.Sink, target.Property) is not null:
                return new[] { new PromptSink(assignment.Value, target.Property.Name, assignment) };
            default:
                return Array.Empty<PromptSink>();
        }
    }

    /// <summary>A message in the assistant's role is what a model or a client of it said, not what it is asked.</summary>
    private static bool IsAnswer(IObjectCreationOperation message) =>
        message.Arguments.Length > 0
        && OperationFacts.Unwrap(message.Arguments[0].Value) is IPropertyReferenceOperation { Property: { Name: "Assistant", ContainingType.Name: "ChatRole" or "AuthorRole" } };

    private static IEnumerable<PromptSink> OfCall(
        IOperation call, IMethodSymbol method, IEnumerable<IArgumentOperation> arguments, string name, FlowEngine engine)
    {
        if (engine.Facts.Of(FactKind.Sink, method.ReducedFrom ?? method) is not { Length: > 0 } names)
        {
            yield break;
        }

        foreach (var argument in arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter is { } parameter && ApiFacts.IsListed(parameter.Name, names)
                && (argument.ArgumentKind == ArgumentKind.ParamArray || engine.Histories.KindOf(OperationFacts.Unwrap(argument.Value).Type) is null))
            {
                yield return new PromptSink(argument.Value, name, call);
            }
        }
    }

    private static bool MayTakeArguments(IInvocationOperation call, string name) =>
        name.StartsWith("Invoke", StringComparison.Ordinal) && SdkReferences.IsSdkAssembly(call.TargetMethod.ContainingAssembly);

    /// <summary>Semantic Kernel: data enters by name, <c>{{$name}}</c> in the template and an entry in the arguments.</summary>
    private static IEnumerable<PromptSink> OfKernelArguments(IInvocationOperation call, FlowEngine engine)
    {
        var arguments = call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "arguments" && a.Parameter.Type.Name == "KernelArguments");
        if (arguments is null or { ArgumentKind: ArgumentKind.DefaultValue } || Template(call, engine) is not { } template)
        {
            yield break;
        }

        var value = OperationFacts.Unwrap(arguments.Value);
        var index = engine.IndexOf(OperationFacts.Root(call));
        if (OperationFacts.SymbolOf(value) is { } local)
        {
            foreach (var write in index.MemberWritesOf(local))
            {
                if (Entry(write) is { } entry)
                {
                    yield return entry;
                }
            }

            foreach (var add in index.CallsOn(local).Where(c => c.TargetMethod.Name is "Add" or "TryAdd" && c.Arguments.Length == 2))
            {
                if (Mentions(template, add.Arguments[0].Value))
                {
                    yield return new PromptSink(add.Arguments[1].Value, call.TargetMethod.Name, call);
                }
            }

            var writes = index.WritesTo(local);
            value = writes.Count == 1 ? OperationFacts.Unwrap(writes[0].Value) : value;
        }

        if (value is IObjectCreationOperation { Initializer: { } initializer })
        {
            foreach (var part in initializer.Initializers)
            {
                if (part is ISimpleAssignmentOperation assignment && Entry(assignment) is { } entry)
                {
                    yield return entry;
                }
                else if (part is IInvocationOperation { TargetMethod.Name: "Add", Arguments: { Length: 2 } pair } && Mentions(template, pair[0].Value))
                {
                    yield return new PromptSink(pair[1].Value, call.TargetMethod.Name, call);
                }
            }
        }

        PromptSink? Entry(ISimpleAssignmentOperation assignment) =>
            assignment.Target is IPropertyReferenceOperation { Arguments: { Length: 1 } key } && Mentions(template, key[0].Value)
                ? new PromptSink(assignment.Value, call.TargetMethod.Name, call)
                : null;
    }

    /// <summary>The constant template; empty text when it is a prompt whose text is not known; null when it is no prompt.</summary>
    private static string? Template(IInvocationOperation call, FlowEngine engine)
    {
        if (call.TargetMethod.Name.StartsWith("InvokePrompt", StringComparison.Ordinal))
        {
            return Constant(call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "promptTemplate")?.Value, engine);
        }

        var function = call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "function")?.Value ?? call.Instance;
        if (OperationFacts.SymbolOf(function) is { } symbol)
        {
            var writes = engine.IndexOf(OperationFacts.Root(call)).WritesTo(symbol);
            function = writes.Count == 1 ? writes[0].Value : null;
        }

        return function is not null && OperationFacts.Unwrap(function) is IInvocationOperation create
            && create.TargetMethod.Name.IndexOf("FromPrompt", StringComparison.Ordinal) >= 0
            && SdkReferences.IsSdkAssembly(create.TargetMethod.ContainingAssembly)
                ? Constant(create.Arguments.FirstOrDefault(a => a.Parameter?.Name == "promptTemplate")?.Value, engine)
                : null;
    }

    private static string Constant(IOperation? value, FlowEngine engine)
    {
        if (value is ILocalReferenceOperation local && !local.ConstantValue.HasValue)
        {
            var writes = engine.IndexOf(OperationFacts.Root(local)).WritesTo(local.Local);
            value = writes.Count == 1 ? writes[0].Value : value;
        }

        return value is { ConstantValue: { HasValue: true, Value: string text } } ? text : "";
    }

    private static bool Mentions(string template, IOperation key) =>
        template.Length == 0
        || key.ConstantValue is not { HasValue: true, Value: string name }
        || PromptTemplate.Renders(template, name);
}
