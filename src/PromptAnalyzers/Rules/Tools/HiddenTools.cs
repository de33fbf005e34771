using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>
/// Groups of tools that a framework adds to an agent by itself. The detail of the fact: the options parameter, then groups
/// separated by commas, each a number, a name, and the option that switches it: <c>-Disable</c> off, <c>+Enable</c> on.
/// </summary>
internal sealed class HiddenTools
{
    private readonly ImmutableArray<(int Count, string Name, string Option, bool IsOptIn)> _groups;

    private HiddenTools(string parameter, ImmutableArray<(int, string, string, bool)> groups)
    {
        Parameter = parameter;
        _groups = groups;
    }

    public string Parameter { get; }

    public static HiddenTools Read(string detail)
    {
        int space = detail.IndexOf(' ');
        var groups = ImmutableArray.CreateBuilder<(int, string, string, bool)>();
        foreach (string group in space < 0 ? Array.Empty<string>() : detail.Substring(space + 1).Split(','))
        {
            var words = group.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
            if (words.Length >= 3 && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count))
            {
                string option = words[words.Length - 1];
                groups.Add((count, string.Join(" ", words.Skip(1).Take(words.Length - 2)), option.Substring(1), option[0] == '+'));
            }
        }

        return new HiddenTools(space < 0 ? detail : detail.Substring(0, space), groups.ToImmutable());
    }

    /// <summary>The groups that are on with the options. An option that is set to what is not known counts as silencing.</summary>
    public ImmutableArray<ToolPart> In(IObjectCreationOperation options, IOperation use, FlowEngine engine, Location place, string framework)
    {
        var set = new Dictionary<string, IOperation>(StringComparer.Ordinal);
        foreach (var assignment in options.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? Enumerable.Empty<ISimpleAssignmentOperation>())
        {
            Add(assignment);
        }

        if (OperationFacts.SymbolOf(use) is { } variable)
        {
            foreach (var assignment in engine.IndexOf(OperationFacts.Root(use)).MemberWritesOf(variable))
            {
                Add(assignment);
            }
        }

        return _groups.Where(g => g.IsOptIn ? set.TryGetValue(g.Option, out var on) && on.ConstantValue is not { HasValue: true } : !IsOff(g.Option))
            .Select(g => ToolPart.Hidden(g.Name + " tools of " + framework, g.Count, place))
            .ToImmutableArray();

        void Add(ISimpleAssignmentOperation assignment)
        {
            if (assignment.Target is IPropertyReferenceOperation property)
            {
                set[property.Property.Name] = assignment.Value;
            }
        }

        bool IsOff(string option) => set.TryGetValue(option, out var value) && value.ConstantValue is not { HasValue: true, Value: false };
    }
}
