using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Generation;

/// <summary>One place that gives a setting of a model or a client a value.</summary>
internal readonly struct SettingUse
{
    // Named by the server's own protocol, not by an SDK.
    private const string ContextKey = "num_ctx";

    /// <summary>The kinds of members that give a setting a value.</summary>
    public static readonly ImmutableArray<FactKind> Kinds = ImmutableArray.Create(
        FactKind.OutputLimit, FactKind.LocalOutputLimit, FactKind.LocalContext, FactKind.LocalModel, FactKind.Model, FactKind.IterationCap);

    private SettingUse(FactKind kind, string name, string detail, IOperation value, IOperation operation, ITypeSymbol? holder, bool isByKey = false)
    {
        Kind = kind;
        Name = name;
        Detail = detail;
        Value = value;
        Operation = operation;
        Holder = holder;
        IsByKey = isByKey;
    }

    public FactKind Kind { get; }

    /// <summary>What the user wrote: the property, parameter, option or key.</summary>
    public string Name { get; }

    public string Detail { get; }

    public IOperation Value { get; }

    /// <summary>The assignment or call.</summary>
    public IOperation Operation { get; }

    /// <summary>Type of the settings object, for a property or key.</summary>
    public ITypeSymbol? Holder { get; }

    /// <summary>Set as a further option by name, which not every server reads.</summary>
    public bool IsByKey { get; }

    /// <summary>The settings that an operation gives a value; nearly always none.</summary>
    public static IEnumerable<SettingUse> Of(IOperation operation, ApiFacts facts) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment => property.Arguments.Length == 1
            ? OfKey(property.Arguments[0].Value, assignment.Value, property, assignment, facts)
            : OfProperty(property, assignment, facts),
        IInvocationOperation { TargetMethod: var method } call => OfCall(call, method, method.Name, call, facts),
        IObjectCreationOperation { Constructor: { } constructor } creation =>
            OfArguments(creation, constructor, constructor.ContainingType.MetadataName + ".#ctor", creation.Arguments, facts),
        _ => Array.Empty<SettingUse>(),
    };

    private static IEnumerable<SettingUse> OfProperty(IPropertyReferenceOperation property, ISimpleAssignmentOperation assignment, ApiFacts facts)
    {
        foreach (var kind in Kinds)
        {
            if (facts.HasName(kind, property.Property.Name) && facts.Of(kind, property.Property) is { } detail)
            {
                yield return new SettingUse(kind, property.Property.Name, detail, assignment.Value, assignment, property.Instance?.Type);
            }
        }
    }

    private static IEnumerable<SettingUse> OfCall(
        IInvocationOperation call, IMethodSymbol method, string name, IOperation operation, ApiFacts facts)
    {
        if (name == "Add" && call.Arguments.Length == 2)
        {
            return OfKey(call.Arguments[0].Value, call.Arguments[1].Value, call, call, facts);
        }

        return facts.HasName(FactKind.LocalOption, name) && facts.Of(FactKind.LocalOption, method.ReducedFrom ?? method) is { } detail
            ? OfOption(call, detail.Split(','), facts)
            : OfArguments(operation, method, name, call.Arguments, facts);
    }

    private static IEnumerable<SettingUse> OfArguments(
        IOperation operation, IMethodSymbol method, string name, IEnumerable<IArgumentOperation> arguments, ApiFacts facts)
    {
        foreach (var kind in Kinds)
        {
            if (!facts.HasName(kind, name) || facts.Of(kind, method.ReducedFrom ?? method) is not { Length: > 0 } parameter)
            {
                continue;
            }

            foreach (var argument in arguments)
            {
                if (argument.Parameter?.Name == parameter && argument.ArgumentKind == ArgumentKind.Explicit)
                {
                    yield return new SettingUse(kind, parameter, "", argument.Value, operation, null);
                }
            }
        }
    }

    /// <summary><c>AddOption(Option.Context, 4096)</c>.</summary>
    private static IEnumerable<SettingUse> OfOption(IInvocationOperation call, string[] parameters, ApiFacts facts)
    {
        var option = call.Arguments.FirstOrDefault(a => a.Parameter?.Name == parameters[0]);
        var value = call.Arguments.FirstOrDefault(a => a.Parameter?.Name == parameters[parameters.Length - 1]);
        if (value is null || option is null || OperationFacts.SymbolOf(option.Value) is not { } named)
        {
            yield break;
        }

        foreach (var kind in Kinds)
        {
            if (facts.HasName(kind, named.Name) && facts.Of(kind, named) is { } detail)
            {
                yield return new SettingUse(kind, named.Name, detail, value.Value, call, null);
            }
        }
    }

    private static IEnumerable<SettingUse> OfKey(IOperation key, IOperation value, IOperation write, IOperation operation, ApiFacts facts)
    {
        if (key.ConstantValue is { HasValue: true, Value: ContextKey } && BagOf(write, facts) is { } holder)
        {
            yield return new SettingUse(FactKind.LocalContext, ContextKey, "", value, operation, holder, isByKey: true);
        }
    }

    /// <summary>The type of the settings whose further options the operation writes into; null when it writes elsewhere.</summary>
    private static ITypeSymbol? BagOf(IOperation write, ApiFacts facts)
    {
        var instance = write switch
        {
            IPropertyReferenceOperation indexer => indexer.Instance,
            IInvocationOperation add => add.Instance,
            _ => null,
        };
        if (instance is null)
        {
            return null;
        }

        instance = OperationFacts.Unwrap(instance);
        if (instance is IInstanceReferenceOperation)
        {
            // Inside an initializer: { Bag = new() { [key] = value } } or { Bag = { [key] = value } }.
            for (var parent = write.Parent; parent is not null; parent = parent.Parent)
            {
                switch (parent)
                {
                    case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.IsEmpty: true } target }:
                        return IsBag(target, facts);
                    case IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation target }:
                        return IsBag(target, facts);
                    case IBlockOperation:
                        return null;
                }
            }

            return null;
        }

        return instance is IPropertyReferenceOperation bag ? IsBag(bag, facts) : null;
    }

    private static ITypeSymbol? IsBag(IPropertyReferenceOperation property, ApiFacts facts) =>
        facts.HasName(FactKind.OptionBag, property.Property.Name) && facts.Of(FactKind.OptionBag, property.Property) is not null
            ? property.Instance?.Type ?? property.Property.ContainingType
            : null;
}
