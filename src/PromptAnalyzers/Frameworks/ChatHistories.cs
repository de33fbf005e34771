using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Frameworks;

/// <summary>What holds a conversation, how it grows, how it is sent and what shortens it, by the facts of all SDKs.</summary>
internal sealed class ChatHistories
{
    /// <summary>What adds to a collection of the base library.</summary>
    public static readonly ImmutableHashSet<string> CollectionGrowth = ImmutableHashSet.Create(
        "Add", "AddRange", "Insert", "InsertRange", "AddLast", "Enqueue");

    private static readonly ImmutableHashSet<string> CollectionReduction = ImmutableHashSet.Create(
        "Remove", "RemoveAt", "RemoveRange", "RemoveAll", "RemoveFirst", "RemoveLast", "Dequeue", "TryDequeue");

    private readonly ApiFacts _facts;

    public ChatHistories(ApiFacts facts) => _facts = facts;

    public ApiFacts Facts => _facts;

    /// <summary>The family of a type that holds a conversation, for the fix; null for any other type.</summary>
    public string? KindOf(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        if (HolderKind(named) is { } kind)
        {
            return kind;
        }

        return named.TypeArguments.Length == 1 && MessageKind(named.TypeArguments[0]) is { } message && OperationFacts.IsCollection(named) ? message : null;
    }

    /// <summary>One message, or a sequence of the base library of them: a list, an array, a stream.</summary>
    public bool AreMessages(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { ElementType: var element } => MessageKind(element) is not null,
        INamedTypeSymbol { TypeArguments: { Length: 1 } of } sequence when IsBaseLibrary(sequence) => MessageKind(of[0]) is not null,
        INamedTypeSymbol single => MessageKind(single) is not null,
        _ => false,
    };

    /// <summary>The family of what can grow in place; also for dictionaries that hold one history a session.</summary>
    public string? KindOfHolder(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { TypeArguments: { Length: 2 } arguments } map when IsDictionary(map) => KindOf(arguments[1]),
        _ => KindOf(type),
    };

    public static bool IsDictionary(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeArguments.Length: 2 } named
        && named.Name.EndsWith("Dictionary", StringComparison.Ordinal)
        && IsBaseLibrary(named);

    /// <summary>The local, parameter, field or property that holds the history which an operation names.</summary>
    public ISymbol? HolderOf(IOperation? operation)
    {
        if (operation is null)
        {
            return null;
        }

        operation = OperationFacts.Unwrap(operation);

        // chat.Messages is the history that chat holds.
        return operation is IPropertyReferenceOperation { Arguments.IsEmpty: true, Instance: { } instance } part
            && part.Property.Name == "Messages" && HolderKind(instance.Type) is not null && KindOf(part.Type) is not null
                ? OperationFacts.SymbolOf(instance)
                : OperationFacts.SymbolOf(operation);
    }

    public bool IsGrowth(IInvocationOperation call) =>
        call.Arguments.Length > 0
        && ((CollectionGrowth.Contains(call.TargetMethod.Name) && !IsDictionary(OperationFacts.ReceiverOf(call)?.Type))
            || Of(FactKind.Grow, call.TargetMethod) is not null);

    /// <summary>The base library neither reduces a history nor keeps it.</summary>
    public static bool IsBaseLibrary(ISymbol symbol)
    {
        var space = symbol.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name == "System";
    }

    /// <summary>True for members of the base library and of SDKs, which do with a history only what the facts say.</summary>
    public static bool IsLibrary(ISymbol symbol) => SdkReferences.IsSdkAssembly(symbol.ContainingAssembly) || IsBaseLibrary(symbol);

    public bool IsReduction(IInvocationOperation call) =>
        CollectionReduction.Contains(call.TargetMethod.Name) || Of(FactKind.Reduce, call.TargetMethod) is not null;

    /// <summary>Emptied, by a method or by cutting the list itself.</summary>
    public static bool IsClear(IInvocationOperation call) => call.TargetMethod.Name == "Clear";

    /// <summary>The parameters that take a history to the model, or <c>this</c>; null for a call that sends nothing.</summary>
    public string? SendOf(ISymbol member) => Of(FactKind.Send, member);

    /// <summary>True when a part of the operation makes, adds or names what a person said: the sign of a new turn.</summary>
    public bool HasUserMessage(IOperation operation) => Has(FactKind.UserMessage, operation);

    public bool HasSystemMessage(IOperation operation) => Has(FactKind.SystemMessage, operation);

    public bool HasToolMessage(IOperation operation) => Has(FactKind.ToolMessage, operation);

    /// <summary>True for a call after which the service keeps the conversation.</summary>
    public bool IsStored(IInvocationOperation call) =>
        Of(FactKind.ServiceStored, call.TargetMethod) is { } names && HasArgument(call.Arguments, names);

    /// <summary>The detail of a fact about a method as it is declared.</summary>
    public string? Of(FactKind kind, ISymbol member) =>
        _facts.HasName(kind, NameOf(member)) ? _facts.Of(kind, member is IMethodSymbol { ReducedFrom: { } extension } ? extension : member) : null;

    /// <summary>True when an argument is given for one of the parameters that a detail names; also for no names at all.</summary>
    public static bool HasArgument(IEnumerable<IArgumentOperation> arguments, string names) =>
        names.Length == 0 || arguments.Any(a => IsNamed(a, names));

    public static bool IsNamed(IArgumentOperation argument, string names) =>
        argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter is { } parameter
        && ApiFacts.IsListed(parameter.Name, names)
        && argument.Value.ConstantValue is not { HasValue: true, Value: null };

    private string? HolderKind(ITypeSymbol? type) => type is INamedTypeSymbol ? _facts.OfType(FactKind.History, type) : null;

    private string? MessageKind(ITypeSymbol type) => _facts.OfType(FactKind.Message, type);

    private bool Has(FactKind kind, IOperation operation)
    {
        foreach (var part in operation.DescendantsAndSelf())
        {
            switch (part)
            {
                case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member
                    when !(member.Parent is ISimpleAssignmentOperation set && set.Target == member) && Of(kind, member.Member) is not null:
                    return true;
                case IObjectCreationOperation { Constructor: { } constructor } creation
                    when Of(kind, constructor) is { } names && HasArgument(creation.Arguments, names):
                    return true;
                case IInvocationOperation call when Of(kind, call.TargetMethod) is { } names && HasArgument(call.Arguments, names):
                    return true;
                case IConversionOperation { OperatorMethod: { } conversion } text
                    when OperationFacts.IsText(text.Operand.Type) && Of(kind, conversion) is not null:
                    return true;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment
                    when Of(kind, property.Property) is { Length: > 0 } constant
                    && assignment.Value.ConstantValue is { HasValue: true, Value: string text } && text == constant:
                    return true;
            }
        }

        return false;
    }

    private static string NameOf(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? member.ContainingType.MetadataName + ".#ctor" : member.Name;
}
