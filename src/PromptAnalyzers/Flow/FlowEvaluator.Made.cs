using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <content>Members of small objects that the body itself makes: records, anonymous objects, tuples, initializers.</content>
internal sealed partial class FlowEvaluator
{
    /// <summary>What the member of an object was given where the object is made, here or in the one value of its variable.</summary>
    private FlowValue Made(IOperation instance, IMemberReferenceOperation reference)
    {
        var local = (OperationFacts.Unwrap(instance) as ILocalReferenceOperation)?.Local;
        var made = local is null ? instance : _index.DeclaredValueOf(local)?.Value;

        // The body is gone through only where the question is nearly answered.
        return made is not null && Given(OperationFacts.Unwrap(made), reference.Member) is { } given
            && (local is null || IsOnlyRead(local, reference)) && !IsMeasured(reference)
                ? Evaluate(given)
                : FlowValue.None;
    }

    private static IOperation? Given(IOperation made, ISymbol member) => made switch
    {
        IObjectCreationOperation { Type: { Name: "KeyValuePair", ContainingNamespace.Name: "Generic" } } pair =>
            pair.Arguments.FirstOrDefault(a => string.Equals(a.Parameter?.Name, member.Name, StringComparison.OrdinalIgnoreCase))?.Value,
        IInvocationOperation { TargetMethod: { Name: "Create", ContainingType: { Name: "Tuple" or "ValueTuple", ContainingNamespace.Name: "System" } } } create =>
            NumberOf(member) is { } item && item <= create.Arguments.Length ? create.Arguments[item - 1].Value : null,
        IObjectCreationOperation creation => Initialized(creation.Initializer, member) ?? Positional(creation, member),
        IAnonymousObjectCreationOperation anonymous => anonymous.Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(a => a.Target is IPropertyReferenceOperation target && target.Property.Name == member.Name)?.Value,
        ITupleOperation tuple => NumberOf(member) is { } element && element <= tuple.Elements.Length ? tuple.Elements[element - 1] : null,
        _ => null,
    };

    private static IOperation? Initialized(IObjectOrCollectionInitializerOperation? initializer, ISymbol member) => initializer?.Initializers
        .OfType<ISimpleAssignmentOperation>()
        .FirstOrDefault(a => a.Target is IMemberReferenceOperation target && OperationFacts.Same(target.Member, member))?.Value;

    /// <summary>record Page(string Title, string Body): the property is the parameter of its name.</summary>
    private static IOperation? Positional(IObjectCreationOperation creation, ISymbol member) =>
        member is IPropertySymbol { ContainingType.IsRecord: true, DeclaringSyntaxReferences: { Length: 1 } declared } && declared[0].GetSyntax() is ParameterSyntax
            ? creation.Arguments.FirstOrDefault(a => a.ArgumentKind == ArgumentKind.Explicit && a.Parameter?.Name == member.Name)?.Value
            : null;

    /// <summary>2 for Item2 of a tuple, whatever name the element was given.</summary>
    private static int? NumberOf(ISymbol member)
    {
        const string Item = "Item";
        string name = member is IFieldSymbol { CorrespondingTupleField: { } field } ? field.Name : member.Name;
        return name.StartsWith(Item, StringComparison.Ordinal) && int.TryParse(name.Substring(Item.Length), out int number) && number > 0 ? number : null;
    }

    /// <summary>Nothing changes the object or hands it to something that might, so the member is as it was made.</summary>
    private static bool IsOnlyRead(ILocalSymbol local, IMemberReferenceOperation reference) => OperationFacts.Root(reference).Descendants().All(o =>
        o is not ILocalReferenceOperation use || !OperationFacts.Same(use.Local, local)
        || (use.Parent is IMemberReferenceOperation member and not IMethodReferenceOperation
            && !(member.Parent is IAssignmentOperation assignment && assignment.Target == member)
            && member.Parent is not IArgumentOperation { Parameter.RefKind: not RefKind.None }));

    /// <summary>
    /// Somewhere in the body the member is measured, matched, or handed to something that may refuse a long one. What
    /// follows from that is not told apart for members.
    /// </summary>
    private static bool IsMeasured(IMemberReferenceOperation reference)
    {
        return OperationFacts.Root(reference).Descendants().Any(o => o switch
        {
            IPropertyReferenceOperation { Property.Name: "Length" or "Count", Instance: { } measured } => IsMember(measured),
            IIsPatternOperation pattern => IsMember(pattern.Value),
            ISwitchExpressionOperation choice => IsMember(choice.Value),
            ISwitchOperation choice => IsMember(choice.Value),
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } argument =>
                (method.ReturnsVoid || OperationFacts.IsSmall(method.ReturnType)) && IsMember(argument.Value),
            _ => false,
        });

        bool IsMember(IOperation operation) => OperationFacts.Unwrap(operation) is IMemberReferenceOperation other && OperationFacts.Same(other.Member, reference.Member);
    }
}
