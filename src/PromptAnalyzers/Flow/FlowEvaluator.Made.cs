using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <content>Members of small objects that the body itself makes: records, anonymous objects, tuples, initializers.</content>
internal sealed partial class FlowEvaluator
{
    // A list of a list of a list.
    private const int MaxCollections = 8;

    /// <summary>What the member of an object was given where the object is made, here or in the one value of its variable.</summary>
    private FlowValue Made(IOperation instance, IMemberReferenceOperation reference)
    {
        if (ElementsOf(instance) is { } collection)
        {
            return MadeElements(collection, reference, 0) is { IsNone: false } each && !IsMeasured(reference) && !IsSet(reference) ? each : FlowValue.None;
        }

        var local = (OperationFacts.Unwrap(instance) as ILocalReferenceOperation)?.Local;
        var made = local is null ? instance : Index.DeclaredValueOf(local)?.Value;

        // The body is gone through only where the question is nearly answered.
        return made is not null && Given(OperationFacts.Unwrap(made), reference.Member) is { } given
            && (local is null || IsOnlyRead(local, reference)) && !IsMeasured(reference)
                ? Evaluate(given)
                : FlowValue.None;
    }

    /// <summary>The collection of which the object is an element: of a foreach loop, or handed to a lambda.</summary>
    private IOperation? ElementsOf(IOperation instance) => OperationFacts.SymbolOf(instance) switch
    {
        IParameterSymbol parameter => _lambdaSequences is not null && _lambdaSequences.TryGetValue(parameter, out var sequence) ? sequence : null,
        ILocalSymbol local => Index.WritesTo(local) is { Count: 1 } writes && writes[0].Kind == WriteKind.Element ? writes[0].Value : null,
        _ => null,
    };

    /// <summary>What a member of the elements was given where they are made: in the list itself, by Add, by Select.</summary>
    private FlowValue MadeElements(IOperation collection, IMemberReferenceOperation reference, int depth)
    {
        collection = OperationFacts.Unwrap(collection);
        switch (collection)
        {
            case var _ when depth > MaxCollections:
                return FlowValue.None;
            case ILocalReferenceOperation { Local: var local } when Index.DeclaredValueOf(local) is { } declared:
                return Index.CallsOn(local).Where(static c => c.TargetMethod is { Name: "Add", Parameters.Length: 1 })
                    .Aggregate(MadeElements(declared.Value, reference, depth + 1), (value, add) => value.Union(MadeElement(add.Arguments[0].Value, reference)));
            case IArrayCreationOperation { Initializer: { } initializer }:
                return OfAll(initializer.ElementValues);
            case IObjectCreationOperation { Initializer: { } initializer } when OperationFacts.IsCollection(collection.Type):
                return OfAll(initializer.Initializers.OfType<IInvocationOperation>().Where(static c => c.Arguments.Length == 1).Select(static c => c.Arguments[0].Value));
            case var _ when OperationFacts.IsCollectionExpression(collection):
                return OfAll(collection.ChildOperations);
            case ITranslatedQueryOperation query:
                return MadeElements(query.Operation, reference, depth + 1);
            case IInvocationOperation call when (call.Instance ?? First(call.Arguments)) is { } source:
                return _engine.Facts.RoleOf(call.TargetMethod) switch
                {
                    "pass" or "where" or "skip" or "take" => MadeElements(source, reference, depth + 1),
                    "select" when call.Arguments.LastOrDefault() is { } function && LambdaOf(function.Value) is { } lambda =>
                        WithElement(lambda, source, Sequence(source).WithoutCount(), () => Returned(lambda).Aggregate(FlowValue.None, (value, made) => value.Union(MadeElement(made, reference)))),
                    _ => FlowValue.None,
                };
            default:
                return FlowValue.None;
        }

        FlowValue OfAll(IEnumerable<IOperation> elements) => elements.Aggregate(FlowValue.None, (value, element) => value.Union(MadeElement(element, reference)));
    }

    /// <summary>All that an anonymous object is made of: its members become text with it.</summary>
    private FlowValue Anonymous(IOperation value, int depth = 0)
    {
        if (depth > MaxCollections)
        {
            // Objects in objects; in half-typed code one may be its own member.
            return FlowValue.None;
        }

        var content = FlowValue.None;
        if (Index.ValueBehind(value) is IAnonymousObjectCreationOperation made)
        {
            foreach (var member in made.Initializers.OfType<ISimpleAssignmentOperation>())
            {
                var part = Evaluate(member.Value).AsText();
                content = content.Union(OperationFacts.IsText(member.Value.Type) ? part.WithEntry(OperationFacts.WithoutImplicitConversion(member.Value)) : part)
                    .Union(Anonymous(member.Value, depth + 1));
            }
        }

        return content;
    }

    private FlowValue MadeElement(IOperation made, IMemberReferenceOperation reference) =>
        Given(OperationFacts.Unwrap(made), reference.Member) is { } given ? Evaluate(given) : FlowValue.None;

    private static IOperation? Given(IOperation made, ISymbol member) => made switch
    {
        IInvocationOperation { TargetMethod: { Name: "Create", ContainingType: { Name: "KeyValuePair", ContainingNamespace.Name: "Generic" } } } pair =>
            pair.Arguments.FirstOrDefault(a => string.Equals(a.Parameter?.Name, member.Name, StringComparison.OrdinalIgnoreCase))?.Value,
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

    /// <summary>Somewhere in the body the member of some object is set after it was made, perhaps to a part of what it was.</summary>
    private static bool IsSet(IMemberReferenceOperation reference) => OperationFacts.Root(reference).Descendants().Any(o =>
        o is IAssignmentOperation { Target: IMemberReferenceOperation { Instance: not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } } target }
        && OperationFacts.Same(target.Member, reference.Member));

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
