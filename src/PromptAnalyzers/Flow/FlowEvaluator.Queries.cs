using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Flow;

/// <content>Rows of a database: how many there are, and what limits them.</content>
internal sealed partial class FlowEvaluator
{
    /// <summary>Rows of a query; none when something limits it, or when nothing shows that it is unlimited.</summary>
    private FlowValue Queried(string role, IOperation operation, IOperation? instance, ImmutableArray<IArgumentOperation> arguments)
    {
        if (arguments.Any(a => a.ArgumentKind != ArgumentKind.DefaultValue && (SqlText.IsLimitName(a.Parameter?.Name) || SetsLimit(a.Value))))
        {
            return FlowValue.None;
        }

        var sql = new SqlText();
        foreach (var argument in arguments)
        {
            AddSql(sql, argument.Value, 0);
        }

        if (instance is not null)
        {
            AddSql(sql, instance, 0);
        }

        return sql.IsUnlimited ? FlowValue.OfCount(NewOrigin(role, operation)) : FlowValue.None;
    }

    /// <summary>The text of a query, wherever the user wrote it: in the call, a variable, a command or its CommandText.</summary>
    private void AddSql(SqlText sql, IOperation? value, int depth)
    {
        if (value is null || depth > 8)
        {
            return;
        }

        value = OperationFacts.Unwrap(value);
        if (value.ConstantValue is { HasValue: true, Value: var constant })
        {
            sql.Add(constant as string);
            return;
        }

        switch (value)
        {
            case IInterpolatedStringOperation interpolated:
                foreach (var part in interpolated.Parts)
                {
                    if (part is IInterpolatedStringTextOperation text)
                    {
                        Add(text.Text);
                    }
                    else if (part is IInterpolationOperation hole)
                    {
                        Add(hole.Expression);
                    }
                }

                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } add:
                Add(add.LeftOperand);
                Add(add.RightOperand);
                break;
            case IConditionalOperation conditional:
                Add(conditional.WhenTrue);
                Add(conditional.WhenFalse);
                break;
            case IObjectCreationOperation creation:
                foreach (var argument in creation.Arguments)
                {
                    Add(argument.Value);
                }

                foreach (var member in creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? Enumerable.Empty<ISimpleAssignmentOperation>())
                {
                    if (member.Target is IPropertyReferenceOperation { Property.Name: "CommandText" })
                    {
                        Add(member.Value);
                    }
                }

                break;
            case ILocalReferenceOperation { Local: var local }:
                sql.AddName(local.Name);
                foreach (var write in Index.WritesTo(local).Where(static w => w.Kind is WriteKind.Assign or WriteKind.Append))
                {
                    Add(write.Value);
                }

                foreach (var write in Index.MemberWritesOf(local))
                {
                    if (write.Target is IPropertyReferenceOperation { Property.Name: "CommandText" })
                    {
                        Add(write.Value);
                    }
                }

                foreach (var append in Index.CallsOn(local).Where(static c => c.TargetMethod.ContainingType.Name == "StringBuilder"))
                {
                    Add(append.Arguments.Length > 0 ? append.Arguments[0].Value : null);
                }

                break;
            case IParameterReferenceOperation { Parameter: var parameter } when OperationFacts.IsText(parameter.Type):
                sql.AddName(parameter.Name);
                if (parameter.ContainingSymbol is IMethodSymbol tool && ToolMethods.HasToolAttribute(tool, _engine.Facts))
                {
                    sql.AddModelText();
                }

                break;
            case IFieldReferenceOperation { Field: { IsReadOnly: true } field }:
                sql.AddName(field.Name);
                foreach (var given in _engine.ValuesGivenTo(field, _cancellationToken))
                {
                    Add(given);
                }

                break;
            case IInvocationOperation { TargetMethod.Name: "ToString" or "Trim" or "Replace", Instance: { } inner }:
                Add(inner);
                break;
            case IInvocationOperation { TargetMethod.Name: "Format" or "Concat" or "Create" } call:
                foreach (var argument in call.Arguments)
                {
                    Add(argument.Value);
                }

                break;
            case IMemberReferenceOperation { Member.Name: var name }:
                sql.AddName(name);
                break;
        }

        void Add(IOperation? part) => AddSql(sql, part, depth + 1);
    }

    /// <summary>new FindOptions { Limit = 20 }: the query takes its limit from an object.</summary>
    private static bool SetsLimit(IOperation argument) =>
        OperationFacts.Unwrap(argument) is IObjectCreationOperation { Initializer: { } initializer }
        && initializer.Initializers.OfType<ISimpleAssignmentOperation>().Any(static a => a.Target is IMemberReferenceOperation member && SqlText.IsLimitName(member.Member.Name));

    /// <summary>A filter that keeps what has one key keeps next to nothing.</summary>
    private FlowValue Filtered(IOperation operation, IOperation source, ImmutableArray<IArgumentOperation> arguments)
    {
        var all = PassesOnlyShort(arguments) ? Evaluate(source).OnlyCount() : Evaluate(source);
        var lookup = Last(arguments) is { } predicate ? LookupOf(predicate) : null;
        if (lookup is not null)
        {
            return lookup == Lookup.One ? all.WithoutCount() : all.WithoutUnknown();
        }

        return all.IsNone && IsStore(source) ? FlowValue.OfCount(new Origin(OriginKind.Collection, operation.Syntax)) : all;
    }

    /// <summary>A predicate that only short elements fulfil: <c>line => line.Length &lt; 200</c>, <c>name => name == "x"</c>.</summary>
    private bool PassesOnlyShort(ImmutableArray<IArgumentOperation> arguments) =>
        Last(arguments) is { } predicate
        && OperationFacts.Unwrap(predicate) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters: { Length: 1 } parameters, Body.Operations: { Length: 1 } body } }
        && body[0] is IReturnOperation { ReturnedValue: { } condition }
        && _engine.Bounds.Implies(condition, true, parameters[0]);

    /// <summary>A table of a database is as long as it is, whoever gives it.</summary>
    private FlowValue ByType(IOperation reference) =>
        reference.Type is INamedTypeSymbol type && _engine.Facts.OfType(FactKind.Flow, type) is { } role
            ? FlowValue.OfCount(NewOrigin(role, reference))
            : FlowValue.None;

    /// <summary>As many rounds as a reader has rows, while (reader.Read()), or a collection elements, for (i &lt; list.Count).</summary>
    private FlowValue RoundsOf(ILoopOperation loop) => loop switch
    {
        IWhileLoopOperation { Condition: { } condition } when OperationFacts.Unwrap(condition) is IInvocationOperation { Instance: { } rows } call
            && _engine.Facts.RoleOf(call.TargetMethod) == "next" => (call.TargetMethod.Name == "MoveNext" ? Evaluate(rows) : Evaluate(rows).AsText().AsParts()).OnlyCount(),
        IForLoopOperation index when Bounds.CountedThrough(index) is { } collection => Sequence(collection).OnlyCount(),
        _ => FlowValue.None,
    };

    private static Origin NewOrigin(string role, IOperation operation) =>
        new(KindOf(role.Substring(role.IndexOf(':') + 1)), operation.Syntax);
}
