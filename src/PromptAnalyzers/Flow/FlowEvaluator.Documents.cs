using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <content>Documents and the objects that hold them: opened, parsed, filled by a call, read in parts.</content>
internal sealed partial class FlowEvaluator
{
    private static readonly ImmutableHashSet<string> DocumentTypes = ImmutableHashSet.Create(
        "JsonDocument", "JsonElement", "JsonNode", "JsonObject", "JsonArray", "JToken", "JObject", "JArray", "XDocument", "XElement", "XmlDocument");

    /// <summary>A path opens content of unknown size; a stream or reader is as large as it is.</summary>
    private FlowValue Opened(string role, IOperation operation, ImmutableArray<IArgumentOperation> arguments) =>
        First(arguments) is { } first && !OperationFacts.IsText(OperationFacts.Unwrap(first).Type)
            && OperationFacts.Unwrap(first).Type is not { Name: "Uri" or "FileInfo" }
            ? Evaluate(first)
            : FlowValue.OfText(NewOrigin(role, operation));

    /// <summary>A parsed document can be rendered whole, and its arrays have unknown length.</summary>
    private FlowValue Parsed(IOperation? instance, ImmutableArray<IArgumentOperation> arguments)
    {
        var source = Evaluate(instance).Union(UnionOfArguments(arguments)).AsText();
        return source.Union(source.AsGraph());
    }

    /// <summary>A value that is gone through: of a parsed document the elements, not its text; of a text its characters.</summary>
    private FlowValue Sequence(IOperation? collection)
    {
        var value = Evaluate(collection);
        var type = collection is null ? null : OperationFacts.WithoutImplicitConversion(collection).Type;
        return type is not null && DocumentTypes.Contains(type.Name) ? value.AsMemberCollection()
            : OperationFacts.IsTextOrBytes(type) ? value.AsParts()
            : value;
    }

    /// <summary>What calls put into a stream, writer, table or document, and what is kept under the keys of a dictionary.</summary>
    private FlowValue Filled(ISymbol symbol, IOperation use)
    {
        var fills = Index.FillsOf(symbol);
        var writes = Index.MemberWritesOf(symbol);
        var calls = Index.CallsOn(symbol);
        if ((fills.Count == 0 && writes.Count == 0 && calls.Count == 0) || !(_filling ??= new(SymbolsByName.Comparer)).Add(symbol))
        {
            return FlowValue.None;
        }

        var value = FlowValue.None;
        foreach (var call in calls)
        {
            if (RoleOfFill(call, "fill") is { } role)
            {
                var from = role.EndsWith("fill", StringComparison.Ordinal) ? UnionOfArguments(call.Arguments) : Opened(role, call, call.Arguments);
                value = value.Union(IsCountable(symbol) ? from : from.AsText());
            }
        }

        foreach (var call in fills)
        {
            if (RoleOfFill(call, "into") is { } role)
            {
                var from = role.EndsWith("into", StringComparison.Ordinal)
                    ? Evaluate(call.Instance).Union(UnionOfArguments(call.Arguments))
                    : FlowValue.OfText(NewOrigin(role, call));
                value = value.Union(IsCountable(symbol) ? from : from.AsText());
            }
            else if (!IsCappedByLength(symbol) && !IsCapped(call, symbol) && !IsCleared(call, calls, use) && FilledBy(call, symbol) is { } added)
            {
                value = value.Union(InLoop(call, added, call, symbol).AsText());
            }
        }

        foreach (var write in writes)
        {
            if (write.Target is IPropertyReferenceOperation { Property.IsIndexer: true })
            {
                var added = InLoop(write, Evaluate(write.Value), write.Value, symbol);
                value = value.Union(OperationFacts.IsText(write.Value.Type) ? added : added.OnlyCount());
            }
        }

        _filling.Remove(symbol);
        return value;
    }

    /// <summary>What a method of the user's adds to a builder that it is given; null when nothing is known of it.</summary>
    private FlowValue? FilledBy(IInvocationOperation call, ISymbol symbol)
    {
        if (!IsKnownToRun(call.TargetMethod))
        {
            return null;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.None } parameter && IsBuilder(parameter.Type) && OperationFacts.Same(OperationFacts.SymbolOf(argument.Value), symbol))
            {
                var added = _engine.Summarize(parameter, _stack, _cancellationToken);
                return added.IsNone ? null : added.ThroughCall(call.Syntax, i => ArgumentValue(call, i));
            }
        }

        return null;
    }

    private static bool IsBuilder(ITypeSymbol? type) => type?.Name is "StringBuilder" or "StringWriter" or "TextWriter";

    // Builders are called by the thousand, and filled by no member that the tables know.
    private string? RoleOfFill(IInvocationOperation call, string effect) =>
        call.TargetMethod.ContainingType.Name != "StringBuilder"
        && _engine.Facts.RoleOf(call.TargetMethod) is { } role && role.StartsWith(effect, StringComparison.Ordinal) ? role : null;

    private static bool IsCountable(ISymbol symbol) => symbol is ILocalSymbol { Type.Name: "DataTable" or "DataSet" };

    /// <summary>As long as the shorter of two sequences.</summary>
    private FlowValue Zipped(IOperation? instance, ImmutableArray<IArgumentOperation> arguments)
    {
        var sides = new[] { instance }.Concat(arguments.Select(static a => (IOperation?)a.Value)).Where(static s => s is not null && OperationFacts.IsCollection(OperationFacts.Unwrap(s).Type))
            .Select(Evaluate)
            .ToList();
        bool isLong = sides.All(static s => !s.Count.IsEmpty || s.CountFromCount != 0);
        return sides.Aggregate(FlowValue.None, (sum, side) => sum.Union(isLong ? side : side.WithoutCount()));
    }

    /// <summary>Aggregate joins its elements when the function joins two of them; else it chooses one.</summary>
    private FlowValue Folded(IOperation? sequence, ImmutableArray<IArgumentOperation> arguments)
    {
        var all = Evaluate(sequence);
        if (all.IsNone)
        {
            return all;
        }

        bool joins = arguments.SelectMany(static a => a.Value.DescendantsAndSelf()).Any(static o =>
            o is IInterpolatedStringOperation
            || (o is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } add && OperationFacts.IsText(add.Type))
            || o is IInvocationOperation { TargetMethod: { Name: "Concat" or "Join" or "Append" or "AppendLine" or "Format" } });
        return joins ? all.AsText() : all.WithoutCount();
    }

    /// <summary>A part from a start: small with a length or at the end, else nearly the whole.</summary>
    private FlowValue Sliced(IOperation? whole, ImmutableArray<IArgumentOperation> arguments)
    {
        var numbers = arguments.Where(static a => a.ArgumentKind == ArgumentKind.Explicit && (OperationFacts.IsSmall(a.Value.Type) || a.Value.Type?.Name == "Index")).ToList();
        bool bounds = numbers.Count == 0
            ? arguments.Any(a => OperationFacts.Unwrap(a.Value) is IRangeOperation && _engine.Bounds.IsBoundingRange(a.Value))
            : numbers.Count == 1 ? _engine.Bounds.IsTailStart(numbers[0].Value) : _engine.Bounds.IsBoundingNumber(numbers[numbers.Count - 1].Value);
        return bounds ? FlowValue.None : Evaluate(whole);
    }

    /// <summary>Parts of a text: of the receiver, or of the first argument of a static method.</summary>
    private FlowValue Parts(IOperation? instance, ImmutableArray<IArgumentOperation> arguments)
    {
        var whole = Evaluate(instance);
        return (whole.IsNone ? Evaluate(First(arguments)) : whole).AsText().AsParts();
    }

    /// <summary>A declared service method, known by its attribute: a text or a document, or a list that no argument limits.</summary>
    private FlowValue Requested(IInvocationOperation call)
    {
        foreach (var attribute in call.TargetMethod.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && _engine.Facts.OfType(Frameworks.FactKind.Flow, type) is { } role)
            {
                return call.Arguments.Any(static a => SqlText.IsLimitName(a.Parameter?.Name)) ? FlowValue.None
                    : OperationFacts.IsText(ResultType(call.Type)) ? FlowValue.OfText(NewOrigin(role, call))
                    : Apply("graph" + role.Substring(role.IndexOf(':')), call, null, ImmutableArray<IArgumentOperation>.Empty);
            }
        }

        return FlowValue.None;
    }

    /// <summary>new HttpClient { MaxResponseContentBufferSize = n }: what is larger is refused.</summary>
    private bool IsCappedClient(IOperation? client)
    {
        if (OperationFacts.SymbolOf(client) is not { } symbol || client?.Type is not { Name: "HttpClient" })
        {
            return false;
        }

        var values = symbol is IFieldSymbol field ? _engine.ValuesGivenTo(field, _cancellationToken) : Index.WritesTo(symbol).Select(static w => w.Value);
        return Index.MemberWritesOf(symbol).Concat(values.Select(OperationFacts.Unwrap).OfType<IObjectCreationOperation>()
                .SelectMany(static c => c.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? Enumerable.Empty<ISimpleAssignmentOperation>()))
            .Any(w => w.Target is IPropertyReferenceOperation { Property.Name: "MaxResponseContentBufferSize" } && _engine.Bounds.IsBoundingNumber(w.Value));
    }
}
