using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.Generation;

/// <summary>A constant that gives a setting its value, and where it stands.</summary>
internal readonly struct ConstantPlace
{
    private ConstantPlace(object value, SyntaxNode place, SyntaxNode use)
    {
        Value = value;
        Place = place;
        Use = use;
    }

    /// <summary>A number or a text.</summary>
    public object Value { get; }

    /// <summary>The literal, where it stands in the same body; else the use: a diagnostic of one body lies in that body.</summary>
    public SyntaxNode Place { get; }

    public SyntaxNode Use { get; }

    /// <summary>The number; null for anything that is no whole number.</summary>
    public long? Number => Value switch
    {
        int number => number,
        long number => number,
        uint number => number,
        short number => number,
        ushort number => number,
        byte number => number,
        _ => null,
    };

    /// <summary>Null when the value is not constant, or may be another one at run time.</summary>
    public static ConstantPlace? Of(IOperation value, FlowEngine engine, CancellationToken cancellationToken)
    {
        var use = OperationFacts.WithoutImplicitConversion(value).Syntax;
        value = OperationFacts.Unwrap(value);
        switch (value)
        {
            case ILocalReferenceOperation local:
                var writes = engine.IndexOf(OperationFacts.Root(local)).WritesTo(local.Local);
                return writes.Count == 1 && writes[0].Kind == WriteKind.Assign && ConstantOf(writes[0].Value) is { } written
                    ? new ConstantPlace(written, OperationFacts.WithoutImplicitConversion(writes[0].Value).Syntax, use)
                    : null;
            case IFieldReferenceOperation { ConstantValue.HasValue: false, Field.IsReadOnly: true } field:
                return OfMember(field.Field, use, engine, cancellationToken);
            case IPropertyReferenceOperation { Property.SetMethod: null, Arguments.IsEmpty: true } property:
                return OfMember(property.Property, use, engine, cancellationToken);
            default:
                return ConstantOf(value) is { } constant ? new ConstantPlace(constant, use, use) : null;
        }
    }

    /// <summary>A field or property that is set once and for all, in its declaration.</summary>
    private static ConstantPlace? OfMember(ISymbol member, SyntaxNode use, FlowEngine engine, CancellationToken cancellationToken)
    {
        object? found = null;
        foreach (var value in engine.ValuesGivenTo(member, cancellationToken))
        {
            if (found is not null || ConstantOf(OperationFacts.Unwrap(value)) is not { } constant)
            {
                return null;
            }

            found = constant;
        }

        return found is null ? null : new ConstantPlace(found, use, use);
    }

    private static object? ConstantOf(IOperation value)
    {
        value = value.ConstantValue.HasValue ? value : OperationFacts.Unwrap(value);
        return value.ConstantValue is { HasValue: true, Value: { } constant } ? constant : null;
    }
}
