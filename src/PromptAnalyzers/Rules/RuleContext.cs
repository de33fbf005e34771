using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;
using PromptAnalyzers.Rules.Prompts;

namespace PromptAnalyzers.Rules;

/// <summary>What all rules of one compilation share.</summary>
internal sealed class RuleContext
{
    private readonly Compilation _compilation;
    private readonly ImmutableDictionary<FactKind, FactTable> _facts;
    private readonly Lazy<int> _unboundedFrom;
    private volatile Tuple<SyntaxTree, AnalyzerConfigOptions>? _lastOptions;
    private readonly ConcurrentDictionary<string, FlowEngine> _quieter = new(StringComparer.Ordinal);

    public RuleContext(Compilation compilation, AnalyzerOptions options, ImmutableDictionary<FactKind, FactTable> facts)
    {
        _compilation = compilation;
        _facts = facts;
        Options = options;
        _unboundedFrom = new(() => PromptOptions.UnboundedFromCharacters.Read(
            FirstTree(compilation) is { } tree
                ? options.AnalyzerConfigOptionsProvider.GetOptions(tree)
                : options.AnalyzerConfigOptionsProvider.GlobalOptions));
        Engine = new FlowEngine(compilation, _unboundedFrom, new ApiFacts(compilation.Assembly, facts));
        Tools = new ToolMethods(compilation, Engine);
        BoundingMethods = new BoundingMethods(compilation, Engine);
        PromptParameters = new PromptParameters(Engine);
        Names = Engine.Facts.Derived(static facts => new RuleNames(facts));
    }

    public AnalyzerOptions Options { get; }

    public FlowEngine Engine { get; }

    public ToolMethods Tools { get; }

    public BoundingMethods BoundingMethods { get; }

    public PromptParameters PromptParameters { get; }

    /// <summary>What a body is filtered by before any rule looks at it.</summary>
    public RuleNames Names { get; }

    /// <summary>
    /// How large a value of a body can be. Bounding members that the .editorconfig names for the file take away, never
    /// add: the value is asked for with and without them.
    /// </summary>
    public FlowValue Evaluate(IOperation value, CancellationToken cancellationToken)
    {
        // Most prompts are constants.
        if (value.ConstantValue.HasValue)
        {
            return FlowValue.None;
        }

        var found = Engine.Evaluate(value, cancellationToken);
        if (found.IsNone || MemberList.Bounders.Text(OptionsFor(value.Syntax.SyntaxTree)) is not { } bounders
            || bounders == MemberList.Bounders.Text(Options.AnalyzerConfigOptionsProvider.GlobalOptions))
        {
            return found;
        }

        var quieter = _quieter.GetOrAdd(
            bounders,
            b => new FlowEngine(_compilation, _unboundedFrom, new ApiFacts(_compilation.Assembly, UserFacts.WithBounders(_facts, b))));
        return quieter.Evaluate(value, cancellationToken);
    }

    /// <summary>By path, so that the answer does not depend on the order of files.</summary>
    private static SyntaxTree? FirstTree(Compilation compilation)
    {
        SyntaxTree? first = null;
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (first is null || string.CompareOrdinal(tree.FilePath, first.FilePath) < 0)
            {
                first = tree;
            }
        }

        return first;
    }

    /// <summary>Settings for the place where a diagnostic is reported.</summary>
    public AnalyzerConfigOptions OptionsFor(SyntaxTree tree)
    {
        // The questions about one file follow each other, and a host may look for the answer in every folder above.
        var last = _lastOptions;
        if (last?.Item1 != tree)
        {
            _lastOptions = last = Tuple.Create(tree, Options.AnalyzerConfigOptionsProvider.GetOptions(tree));
        }

        return last.Item2;
    }

    /// <summary>An expression in one line, short enough for a message.</summary>
    public static string Display(SyntaxNode node)
    {
        const int Longest = 60;
        string text = string.Join(" ", node.ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= Longest ? text : text.Substring(0, Longest - 3) + "...";
    }

    /// <summary>The line number as editors count.</summary>
    public static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
