using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Frameworks;
using PromptAnalyzers.Rules.Generation;
using PromptAnalyzers.Rules.History;
using PromptAnalyzers.Rules.Tools;

namespace PromptAnalyzers.Rules;

/// <summary>
/// Simple names of all members that any rule looks at, with the rules that do. Most operations of a body, and most rules
/// for a body, are put aside by them before any symbol is asked. Text only.
/// </summary>
internal sealed class RuleNames
{
    private const string Constructor = ".#ctor";

    private static readonly ImmutableDictionary<Concerns, ImmutableArray<FactKind>> Kinds = ImmutableDictionary<Concerns, ImmutableArray<FactKind>>.Empty
        .Add(Concerns.Prompt, ImmutableArray.Create(FactKind.Sink))
        .Add(Concerns.Template, ImmutableArray.Create(FactKind.Template))
        .Add(Concerns.Growth, ImmutableArray.Create(FactKind.Grow))
        .Add(Concerns.Agent, AgentHistoryWithoutReducerRule.Kinds)
        .Add(Concerns.ModelCall, ImmutableArray.Create(FactKind.ModelCall))
        .Add(Concerns.ToolFactory, ImmutableArray.Create(FactKind.ToolFactory))
        .Add(Concerns.Tools, AdvertisedTools.Kinds)
        .Add(Concerns.Setting, SettingUse.Kinds.Add(FactKind.LocalOption));

    // A power of two, so large that few entries are set.
    private const int Sketches = 8192;

    private readonly bool[] _first = new bool[Sketches];
    private readonly Dictionary<string, Concerns> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Concerns> _constructed = new(StringComparer.Ordinal);

    public RuleNames(ApiFacts facts)
    {
        foreach (FactKind kind in Enum.GetValues(typeof(FactKind)))
        {
            // What a member does to the size of a text is asked by the flow engine, not by a rule.
            if (kind != FactKind.Flow)
            {
                var concerns = Kinds.Where(k => k.Value.Contains(kind)).Aggregate(Concerns.Other, static (all, k) => all | k.Key);
                Add(facts.NamesOf(kind), concerns);
            }
        }

        Add(ChatHistories.CollectionGrowth, Concerns.Growth);
        Add(HistoryTrim.Names, Concerns.Trim);
        Add(new[] { "Add" }, Concerns.Setting);
    }

    /// <summary>The rules that may have to look at a use; none for an operation that surely is no use of a member that they know.</summary>
    public Concerns Of(IOperation use)
    {
        switch (use.Kind)
        {
            case OperationKind.Invocation:
                string name = ((IInvocationOperation)use).TargetMethod.Name;
                return OfMember(name) | (name.Length > 0 && name[0] == 'I' && name.StartsWith("Invoke", StringComparison.Ordinal) ? Concerns.Prompt : Concerns.None);
            case OperationKind.ObjectCreation:
                return ((IObjectCreationOperation)use).Constructor is { ContainingType.MetadataName: var type } && _first[Sketch(type)]
                    && _constructed.TryGetValue(type, out var made) ? made : Concerns.None;
            case OperationKind.SimpleAssignment:
                return ((ISimpleAssignmentOperation)use).Target is not IPropertyReferenceOperation { Property: var set } ? Concerns.None
                    : set.IsIndexer ? OfMember(set.MetadataName) | Concerns.Setting | Concerns.Other
                    : OfMember(set.Name);
            case OperationKind.PropertyReference:
                return OfMember(((IPropertyReferenceOperation)use).Property.Name);
            default:
                return Concerns.None;
        }
    }

    private Concerns OfMember(string name) => _first[Sketch(name)] && _members.TryGetValue(name, out var known) ? known : Concerns.None;

    /// <summary>Three letters' worth of a name: nearly all names are put aside by it, without a hash of the whole.</summary>
    private static int Sketch(string name) =>
        name.Length == 0 ? 0 : ((name[0] * 31) ^ (name[name.Length / 2] * 7) ^ (name[name.Length - 1] * 131) ^ (name.Length << 5)) & (Sketches - 1);

    private void Add(IEnumerable<string> names, Concerns concerns)
    {
        foreach (string name in names)
        {
            var (known, key) = name.EndsWith(Constructor, StringComparison.Ordinal)
                ? (_constructed, name.Substring(0, name.Length - Constructor.Length))
                : (_members, name);
            _first[Sketch(key)] = true;
            known[key] = concerns | (known.TryGetValue(key, out var before) ? before : Concerns.None);
        }
    }
}
