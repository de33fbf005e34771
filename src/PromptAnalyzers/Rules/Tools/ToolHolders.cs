using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>
/// Which object a call works on: a kernel is one with the builder that built it, a fluent chain with what it starts from.
/// The answer is a variable, or the syntax of the expression that makes the object.
/// </summary>
internal sealed class ToolHolders
{
    private const int MaxDepth = 16;

    private readonly FlowEngine _engine;
    private readonly CancellationToken _cancellationToken;

    public ToolHolders(FlowEngine engine, CancellationToken cancellationToken)
    {
        _engine = engine;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Keys of holders, by identity of variables and of places.</summary>
    public static IEqualityComparer<object> Comparer { get; } = new KeyComparer();

    public bool IsHolder(ITypeSymbol? type) => _engine.Facts.OfType(FactKind.ToolHolder, type) is not null;

    public object? Resolve(IOperation? operation, int depth = 0)
    {
        if (operation is null || depth > MaxDepth)
        {
            return null;
        }

        operation = OperationFacts.Unwrap(operation);
        switch (operation)
        {
            case IPropertyReferenceOperation property when _engine.Facts.Of(FactKind.SameTools, property.Property) is not null:
                return SetInInitializer(property, depth) ?? Resolve(property.Instance, depth + 1);
            case IInvocationOperation call when Source(call) is { } source:
                return Resolve(source, depth + 1);
            case IObjectCreationOperation { Constructor: { } constructor } creation when _engine.Facts.Of(FactKind.SameTools, constructor) is { } parameter:
                return creation.Arguments.FirstOrDefault(a => a.Parameter?.Name == parameter && a.ArgumentKind == ArgumentKind.Explicit
                    && a.Value.ConstantValue is not { HasValue: true, Value: null }) is { } given ? Resolve(given.Value, depth + 1) : creation.Syntax;
            case ILocalReferenceOperation local:
                return Written(local.Local, local, depth) ?? local.Local;
            case IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }:
                var member = ((IMemberReferenceOperation)operation).Member;
                var values = _engine.ValuesGivenTo(member, _cancellationToken).Take(2).ToList();
                return values.Count == 1 && Resolve(values[0], depth + 1) is ISymbol variable ? variable : member;
            case IParameterReferenceOperation parameter:
                return parameter.Parameter;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } self:
                return self.Type;
            default:
                return operation.Syntax;
        }
    }

    /// <summary>The holder of which a copy was taken, when the variable is one.</summary>
    public (object Source, IOperation Copy)? CopiedFrom(object key, IOperation root)
    {
        if (key is not ILocalSymbol local)
        {
            return null;
        }

        var writes = _engine.IndexOf(root).WritesTo(local);
        return writes.Count == 1 && OperationFacts.Unwrap(writes[0].Value) is IInvocationOperation call
            && _engine.Facts.Of(FactKind.CopiesTools, call.TargetMethod.ReducedFrom ?? call.TargetMethod) is not null
            && Resolve(OperationFacts.ReceiverOf(call)) is { } source ? (source, call) : null;
    }

    /// <summary>The variable behind a variable that is written once; null when it stands for itself.</summary>
    private object? Written(ILocalSymbol local, IOperation use, int depth)
    {
        var writes = _engine.IndexOf(OperationFacts.Root(use)).WritesTo(local);
        return writes.Count == 1 && writes[0].Kind == WriteKind.Assign && Resolve(writes[0].Value, depth + 1) is ISymbol variable ? variable : null;
    }

    /// <summary>agent.Kernel, where the agent was made with a kernel of a variable.</summary>
    private object? SetInInitializer(IPropertyReferenceOperation property, int depth)
    {
        if (property.Instance is not { } instance || OperationFacts.Unwrap(instance) is not ILocalReferenceOperation local)
        {
            return null;
        }

        var writes = _engine.IndexOf(OperationFacts.Root(property)).WritesTo(local.Local);
        if (writes.Count != 1 || OperationFacts.Unwrap(writes[0].Value) is not IObjectCreationOperation { Initializer: { } initializer })
        {
            return null;
        }

        foreach (var assignment in initializer.Initializers.OfType<ISimpleAssignmentOperation>())
        {
            if (assignment.Target is IPropertyReferenceOperation target && OperationFacts.Same(target.Property, property.Property))
            {
                return Resolve(assignment.Value, depth + 1) as ISymbol;
            }
        }

        return null;
    }

    /// <summary>What a call hands on: by a fact, or because it gives back what it is called on.</summary>
    private IOperation? Source(IInvocationOperation call)
    {
        if (OperationFacts.ReceiverOf(call) is not { Type: { } type } receiver)
        {
            return null;
        }

        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        if (_engine.Facts.Of(FactKind.SameTools, method) is not null)
        {
            return receiver;
        }

        return _engine.Facts.Of(FactKind.CopiesTools, method) is null && type.SpecialType == SpecialType.None
            && (SymbolEqualityComparer.Default.Equals(call.Type, type) || SymbolEqualityComparer.Default.Equals(call.Type, OperationFacts.Unwrap(receiver).Type))
                ? receiver
                : null;
    }

    private sealed class KeyComparer : IEqualityComparer<object>
    {
        public new bool Equals(object? left, object? right) =>
            left is ISymbol a && right is ISymbol b ? SymbolEqualityComparer.Default.Equals(a, b) : ReferenceEquals(left, right);

        public int GetHashCode(object key) => key is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : key.GetHashCode();
    }
}
