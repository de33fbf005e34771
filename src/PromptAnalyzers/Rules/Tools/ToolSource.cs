using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>What a call adds, and by which of its operands.</summary>
internal enum ToolSourceKind
{
    /// <summary>One tool: the last argument.</summary>
    One,

    /// <summary>A list of tools.</summary>
    List,

    /// <summary>The tool methods of the type argument.</summary>
    TypeArgument,

    /// <summary>The tool methods of the static type of an argument.</summary>
    Object,

    /// <summary>The tool methods of a typeof argument.</summary>
    Type,

    /// <summary>Those of a list of types.</summary>
    Types,

    /// <summary>Those of all marked types of an assembly.</summary>
    Assembly,

    /// <summary>A group of tools.</summary>
    Plugin,

    /// <summary>A list of groups.</summary>
    Plugins,

    /// <summary>The group is the receiver.</summary>
    Receiver,
}

/// <summary>
/// The detail of a fact on how tools are given: alternatives separated by commas, one for each overload; the first whose
/// operand the call has counts. <c>type</c>, <c>one</c>, <c>receiver</c>, or <c>KIND:parameter</c>; a bare name is a list.
/// </summary>
internal readonly struct ToolSource
{
    private ToolSource(ToolSourceKind kind, IOperation? value, ITypeSymbol? type)
    {
        Kind = kind;
        Value = value;
        Type = type;
    }

    public ToolSourceKind Kind { get; }

    public IOperation? Value { get; }

    public ITypeSymbol? Type { get; }

    /// <summary>Null when the call gives no tools: the parameter is not there, or left to its default.</summary>
    public static ToolSource? Read(string detail, IOperation call)
    {
        var (method, arguments) = call switch
        {
            IInvocationOperation invocation => (invocation.TargetMethod, invocation.Arguments),
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments),
            _ => default,
        };
        if (method is null)
        {
            return null;
        }

        foreach (string alternative in detail.Split(','))
        {
            int colon = alternative.IndexOf(':');
            string word = colon < 0 ? alternative : alternative.Substring(0, colon);
            switch (word)
            {
                case "type" when colon < 0:
                    if (method.TypeArguments.Length == 1)
                    {
                        return new ToolSource(ToolSourceKind.TypeArgument, null, method.TypeArguments[0]);
                    }

                    continue;
                case "one" when colon < 0:
                    if (arguments.Where(static a => a.ArgumentKind != ArgumentKind.DefaultValue).OrderBy(static a => a.Parameter?.Ordinal).LastOrDefault() is { } one)
                    {
                        return new ToolSource(ToolSourceKind.One, one.Value, null);
                    }

                    continue;
                case "receiver" when colon < 0:
                    return (call as IInvocationOperation)?.Instance is { } receiver ? new ToolSource(ToolSourceKind.Receiver, receiver, null) : null;
            }

            string name = colon < 0 ? alternative : alternative.Substring(colon + 1);
            if ((colon < 0 ? ToolSourceKind.List : KindOf(word)) is not { } kind)
            {
                continue;
            }

            foreach (var argument in arguments)
            {
                if (argument.Parameter?.Name == name)
                {
                    bool isGiven = argument.ArgumentKind != ArgumentKind.DefaultValue;
                    return isGiven || kind == ToolSourceKind.Assembly ? new ToolSource(kind, isGiven ? argument.Value : null, null) : null;
                }
            }
        }

        return null;
    }

    private static ToolSourceKind? KindOf(string word) => word switch
    {
        "list" => ToolSourceKind.List,
        "object" => ToolSourceKind.Object,
        "typeof" => ToolSourceKind.Type,
        "types" => ToolSourceKind.Types,
        "assembly" => ToolSourceKind.Assembly,
        "plugin" => ToolSourceKind.Plugin,
        "plugins" => ToolSourceKind.Plugins,
        _ => null,
    };
}
