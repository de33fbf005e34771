using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <content>What each operation writes, calls or fills.</content>
internal sealed partial class BodyIndex
{
    private void Add(IOperation operation, OperationKind kind)
    {
        // The kind is a number; asking each operation for a dozen interfaces costs more than the rest.
        switch (kind)
        {
            case OperationKind.LocalReference:
                Mention(operation, ((ILocalReferenceOperation)operation).Local);
                break;
            case OperationKind.ParameterReference:
                Mention(operation, ((IParameterReferenceOperation)operation).Parameter);
                break;
            case OperationKind.Invocation:
                AddInvocation((IInvocationOperation)operation);
                break;
            case OperationKind.VariableDeclarator when (IVariableDeclaratorOperation)operation is var declarator && declarator.GetVariableInitializer() is { } initializer:
                AddWrite(declarator.Symbol, declarator, initializer.Value, WriteKind.Assign);
                break;
            case OperationKind.SimpleAssignment:
                AddAssignment((ISimpleAssignmentOperation)operation);
                break;
            case OperationKind.CompoundAssignment when (ICompoundAssignmentOperation)operation is var compound && Variable(compound.Target) is { } appended:
                AddWrite(appended, compound, compound.Value, WriteKind.Append);
                break;
            case OperationKind.CoalesceAssignment when (ICoalesceAssignmentOperation)operation is var coalesce && Variable(coalesce.Target) is { } defaulted:
                AddWrite(defaulted, coalesce, coalesce.Value, WriteKind.Assign);
                break;
            case OperationKind.DeconstructionAssignment:
                var deconstruction = (IDeconstructionAssignmentOperation)operation;
                AddDeconstruction(deconstruction, deconstruction.Target, deconstruction.Value);
                break;
            case OperationKind.Conditional when (IConditionalOperation)operation is { WhenFalse: null } conditional && OperationFacts.Exits(conditional.WhenTrue):
                (_exits ??= new()).Add(conditional);
                break;
            case OperationKind.Loop when operation is IForEachLoopOperation loop:
                AddLoopVariable(loop);
                break;
            case OperationKind.IsPattern:
                var pattern = (IIsPatternOperation)operation;
                AddPattern(pattern, pattern.Pattern, pattern.Value);
                break;
            case OperationKind.Switch:
                var @switch = (ISwitchOperation)operation;
                foreach (var clause in @switch.Cases.SelectMany(static c => c.Clauses).OfType<IPatternCaseClauseOperation>())
                {
                    AddPattern(clause.Pattern, clause.Pattern, @switch.Value);
                }

                break;
            case OperationKind.SwitchExpression:
                var expression = (ISwitchExpressionOperation)operation;
                foreach (var arm in expression.Arms)
                {
                    AddPattern(arm.Pattern, arm.Pattern, expression.Value);
                }

                break;
            case OperationKind.LocalFunction:
                var function = (ILocalFunctionOperation)operation;
                (_functions ??= new(SymbolsByName.Comparer))[function.Symbol] = function;
                break;
            case OperationKind.Branch:
                (_branches ??= new()).Add((IBranchOperation)operation);
                break;
            case OperationKind.Labeled:
                _hasLabels = true;
                break;
        }
    }

    private void AddAssignment(ISimpleAssignmentOperation assignment)
    {
        if (Variable(assignment.Target) is { } target)
        {
            AddWrite(target, assignment, assignment.Value, AddsTo(target, assignment.Value) ? WriteKind.Append : WriteKind.Assign);
        }
        else if (assignment.Target is IMemberReferenceOperation { Instance: { } instance } && Variable(instance) is { } owner)
        {
            (UsesOf(owner).MemberWrites ??= new()).Add(assignment);
        }
        else if (OwnMember(assignment.Target) is { } member)
        {
            AddWrite(member, assignment, assignment.Value, WriteKind.Assign);
        }
    }

    private void AddInvocation(IInvocationOperation invocation)
    {
        AddCall(invocation);
        foreach (var argument in invocation.Arguments)
        {
            if (Variable(argument.Value) is not { } variable)
            {
                continue;
            }

            if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref)
            {
                AddWrite(variable, argument, argument, WriteKind.Argument);
            }
            else if (OperationFacts.TypeOf(variable)?.Name is "MemoryStream" or "StringWriter" or "StringBuilder" or "DataTable" or "DataSet")
            {
                (UsesOf(variable).Fills ??= new()).Add(invocation);
            }
        }
    }

    private void AddPattern(IOperation node, IPatternOperation pattern, IOperation value)
    {
        foreach (var nested in pattern.DescendantsAndSelf())
        {
            ISymbol? declared = nested switch
            {
                IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                _ => null,
            };
            if (declared is not null)
            {
                AddWrite(declared, node, value, nested == pattern ? WriteKind.Assign : WriteKind.Unknown);
            }
        }
    }

    private void AddCall(IInvocationOperation invocation)
    {
        var receiver = OperationFacts.ReceiverOf(invocation);

        // Fluent chains: builder.Append(a).Append(b) are both calls on builder.
        while (receiver is not null && OperationFacts.Unwrap(receiver) is IInvocationOperation { Instance: { } inner } chained
            && chained.TargetMethod.ContainingType.Name == "StringBuilder")
        {
            receiver = inner;
        }

        if (receiver is not null && Variable(receiver) is { } variable)
        {
            (UsesOf(variable).Calls ??= new()).Add(invocation);
        }
    }

    private void AddDeconstruction(IOperation node, IOperation target, IOperation value)
    {
        target = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        if (target is ITupleOperation targets)
        {
            var values = OperationFacts.Unwrap(value) as ITupleOperation;
            for (int i = 0; i < targets.Elements.Length; i++)
            {
                bool known = values is not null && values.Elements.Length == targets.Elements.Length;
                if (known)
                {
                    AddDeconstruction(node, targets.Elements[i], values!.Elements[i]);
                }
                else if (Variable(targets.Elements[i]) is { } unknown)
                {
                    AddWrite(unknown, node, value, WriteKind.Unknown);
                }
            }
        }
        else if (Variable(target) is { } variable)
        {
            AddWrite(variable, node, value, WriteKind.Assign);
        }
    }

    private void AddLoopVariable(IForEachLoopOperation loop)
    {
        if (loop.LoopControlVariable is IVariableDeclaratorOperation declarator)
        {
            AddWrite(declarator.Symbol, loop.LoopControlVariable, loop.Collection, WriteKind.Element);
        }
    }

    private void AddWrite(ISymbol symbol, IOperation node, IOperation value, WriteKind kind)
    {
        var uses = UsesOf(symbol);
        (uses.Writes ??= new()).Add(new Write(node, value, kind));
        uses.Mentions.Add(node.Syntax.SpanStart);
    }

    private static ISymbol? Variable(IOperation operation) => operation.Kind switch
    {
        OperationKind.LocalReference => ((ILocalReferenceOperation)operation).Local,
        OperationKind.ParameterReference => ((IParameterReferenceOperation)operation).Parameter,
        OperationKind.Conversion => Variable(((IConversionOperation)operation).Operand),
        OperationKind.DeclarationExpression => Variable(((IDeclarationExpressionOperation)operation).Expression),
        _ => null,
    };

    /// <summary>text = text + more, or text = $"{text}{more}".</summary>
    private static bool AddsTo(ISymbol variable, IOperation value)
    {
        value = OperationFacts.Unwrap(value);
        if (value is IInterpolatedStringOperation text)
        {
            return text.Parts.OfType<IInterpolationOperation>().Any(hole => Names(hole.Expression));
        }

        while (value is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum && OperationFacts.IsText(sum.Type))
        {
            if (Names(sum.RightOperand))
            {
                return true;
            }

            value = OperationFacts.Unwrap(sum.LeftOperand);
        }

        return Names(value);

        bool Names(IOperation operand) => OperationFacts.Same(OperationFacts.SymbolOf(operand), variable);
    }

    /// <summary>A field or property of the object itself: within one body it is like a variable.</summary>
    private static ISymbol? OwnMember(IOperation target) => target.Kind switch
    {
        OperationKind.FieldReference when (IFieldReferenceOperation)target is { Instance: null or IInstanceReferenceOperation, Field: var field } => field,
        OperationKind.PropertyReference when (IPropertyReferenceOperation)target is { Instance: null or IInstanceReferenceOperation, Arguments.IsEmpty: true, Property: var property } => property,
        _ => null,
    };
}
