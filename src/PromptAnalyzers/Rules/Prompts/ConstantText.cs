using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.Prompts;

/// <summary>One literal of a prompt.</summary>
internal readonly struct ConstantPart
{
    public ConstantPart(string text, SyntaxNode place)
    {
        Text = text;
        Place = place;
    }

    public string Text { get; }

    /// <summary>The literal where it stands in the body that is analysed; else what brings it there.</summary>
    public SyntaxNode Place { get; }
}

/// <summary>
/// Collects the constant parts of a text: literals, constants, interpolations, concatenations, builders, and what methods
/// and read-only members give. Of alternatives the longest counts. What is not known adds nothing.
/// </summary>
internal sealed class ConstantText
{
    private const int MaxDepth = 6;

    // A prompt of more parts than this is not looked at to its end, hence not at all.
    private const int MaxSteps = 1_000;

    // Each literal once, also when a loop or two variables lead to it.
    private readonly HashSet<SyntaxNode> _seen = new();
    private readonly List<ConstantPart> _parts = new();
    private readonly FlowEngine _engine;
    private readonly CancellationToken _cancellationToken;
    private int _steps;

    private ConstantText(FlowEngine engine, CancellationToken cancellationToken)
    {
        _engine = engine;
        _cancellationToken = cancellationToken;
    }

    public static IReadOnlyList<ConstantPart> PartsOf(IOperation value, FlowEngine engine, CancellationToken cancellationToken)
    {
        value = OperationFacts.Unwrap(value);
        if (value.ConstantValue is { HasValue: true, Value: string whole } && value.Kind != OperationKind.LocalReference)
        {
            return new[] { new ConstantPart(whole, value.Syntax) };
        }

        var collector = new ConstantText(engine, cancellationToken);
        collector.Collect(value, null, 0);
        return collector._steps > MaxSteps ? Array.Empty<ConstantPart>() : collector._parts;
    }

    /// <param name="value">The text.</param>
    /// <param name="place">What stands for the text in the analysed body, once the walk has left that body.</param>
    /// <param name="depth">Variables and calls on the way.</param>
    private void Collect(IOperation? value, SyntaxNode? place, int depth)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (value is null || depth > MaxDepth || ++_steps > MaxSteps)
        {
            return;
        }

        value = OperationFacts.Unwrap(value);
        switch (value)
        {
            case ILocalReferenceOperation local:
                Variable(local, place, depth + 1);
                break;
            case { ConstantValue: { HasValue: true, Value: string text } }:
                Add(text, value.Syntax, place);
                break;
            case IInterpolatedStringOperation interpolated:
                Interpolated(interpolated, place, depth);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                Collect(sum.LeftOperand, place, depth);
                Collect(sum.RightOperand, place, depth);
                break;
            case IConditionalOperation conditional:
                Longest(new[] { conditional.WhenTrue, conditional.WhenFalse }, place, depth);
                break;
            case ISwitchExpressionOperation choice:
                Longest(choice.Arms.Select(static a => a.Value), place, depth);
                break;
            case IFieldReferenceOperation { Field.IsReadOnly: true } field:
                Longest(_engine.ValuesGivenTo(field.Field, _cancellationToken), place ?? value.Syntax, depth + 1);
                break;
            case IPropertyReferenceOperation { Property: { SetMethod: null, IsVirtual: false, IsAbstract: false } property, Arguments.IsEmpty: true }:
                Member(property, place ?? value.Syntax, depth + 1);
                break;
            case IInvocationOperation call:
                Call(call, place, depth);
                break;
        }
    }

    private void Add(string text, SyntaxNode literal, SyntaxNode? place)
    {
        if (text.Length > 0 && _seen.Add(literal))
        {
            _parts.Add(new ConstantPart(text, place ?? literal));
        }
    }

    /// <summary>The texts between the holes are one literal.</summary>
    private void Interpolated(IInterpolatedStringOperation interpolated, SyntaxNode? place, int depth)
    {
        Add(
            string.Concat(interpolated.Parts.OfType<IInterpolatedStringTextOperation>().Select(static t => t.Text.ConstantValue.Value as string)),
            interpolated.Syntax,
            place);
        foreach (var hole in interpolated.Parts.OfType<IInterpolationOperation>())
        {
            Collect(hole.Expression, place, depth);
        }
    }

    private void Variable(ILocalReferenceOperation use, SyntaxNode? place, int depth)
    {
        var index = _engine.IndexOf(OperationFacts.Root(use));
        var writes = index.WritesTo(use.Local);
        Longest(writes.Where(static w => w.Kind == WriteKind.Assign).Select(static w => w.Value), place, depth);
        foreach (var appended in writes.Where(static w => w.Kind == WriteKind.Append))
        {
            Collect(appended.Value, place, depth);
        }
    }

    private void Member(IPropertySymbol property, SyntaxNode place, int depth)
    {
        if (property.GetMethod is { } getter && _engine.BodyOf(getter, _cancellationToken) is { } body)
        {
            Longest(ReturnedBy(body), place, depth);
        }
        else
        {
            Longest(_engine.ValuesGivenTo(property, _cancellationToken), place, depth);
        }
    }

    private void Call(IInvocationOperation call, SyntaxNode? place, int depth)
    {
        var method = call.TargetMethod;
        bool isText = method.ContainingType?.SpecialType == SpecialType.System_String;
        if (isText && call.Instance is { } instance)
        {
            // Replace, Trim and their like keep most of the text.
            Collect(instance, place, depth);
        }
        else if (isText && method.Name is "Format" or "Concat" or "Join")
        {
            foreach (var argument in call.Arguments.SelectMany(static a => a.ArgumentKind == ArgumentKind.ParamArray ? a.Value.ChildOperations.SelectMany(static c => c is IArrayInitializerOperation list ? list.ElementValues : Enumerable.Empty<IOperation>()) : new[] { a.Value }))
            {
                Collect(argument, place, depth);
            }
        }
        else if (method is { Name: "ToString", ContainingType.Name: "StringBuilder" } && OperationFacts.SymbolOf(call.Instance) is { } builder)
        {
            Builder(builder, OperationFacts.Root(call), place, depth + 1);
        }
        else if (OperationFacts.IsText(method.ReturnType) && !method.IsVirtual && !method.IsAbstract && _engine.BodyOf(method.OriginalDefinition, _cancellationToken) is { } body)
        {
            Longest(ReturnedBy(body), place ?? call.Syntax, depth + 1);
        }
    }

    private void Builder(ISymbol builder, IOperation root, SyntaxNode? place, int depth)
    {
        var index = _engine.IndexOf(root);
        foreach (var creation in index.WritesTo(builder).Select(static w => OperationFacts.Unwrap(w.Value)).OfType<IObjectCreationOperation>())
        {
            Collect(creation.Arguments.FirstOrDefault(static a => OperationFacts.IsText(a.Value.Type))?.Value, place, depth);
        }

        foreach (var call in index.CallsOn(builder).Where(static c => c.TargetMethod.Name is "Append" or "AppendLine" or "AppendFormat"))
        {
            Collect(call.Arguments.FirstOrDefault()?.Value, place, depth);
        }
    }

    /// <summary>Only one of the alternatives is in the prompt.</summary>
    private void Longest(IEnumerable<IOperation?> alternatives, SyntaxNode? place, int depth)
    {
        int start = _parts.Count;
        List<ConstantPart>? longest = null;
        foreach (var alternative in alternatives)
        {
            Collect(alternative, place, depth);
            var found = _parts.GetRange(start, _parts.Count - start);
            _parts.RemoveRange(start, found.Count);
            longest = longest is null || found.Sum(static p => p.Text.Length) > longest.Sum(static p => p.Text.Length) ? found : longest;
        }

        if (longest is not null)
        {
            _parts.AddRange(longest);
        }
    }

    private static IEnumerable<IOperation?> ReturnedBy(IOperation body) =>
        OperationFacts.DescendantsInBody(body).OfType<IReturnOperation>().Select(static r => r.ReturnedValue);
}
