using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules;

/// <summary>What all rules of one compilation share.</summary>
internal sealed class RuleContext
{
    public RuleContext(Compilation compilation, AnalyzerOptions options)
    {
        Options = options;
        Engine = new FlowEngine(compilation, Configuration.PromptOptions.UnboundedFromCharacters.Read(
            compilation.SyntaxTrees.OrderBy(t => t.FilePath, StringComparer.Ordinal).FirstOrDefault() is { } tree
                ? options.AnalyzerConfigOptionsProvider.GetOptions(tree)
                : options.AnalyzerConfigOptionsProvider.GlobalOptions));
        Tools = new ToolMethods(compilation, Engine);
        BoundingMethods = new BoundingMethods(compilation, Engine);
    }

    public AnalyzerOptions Options { get; }

    public FlowEngine Engine { get; }

    public ToolMethods Tools { get; }

    public BoundingMethods BoundingMethods { get; }

    /// <summary>Reports, in generated code only where the line maps to a Razor file.</summary>
    public static void Report(OperationBlockAnalysisContext context, Diagnostic diagnostic)
    {
        if (context.IsGeneratedCode)
        {
            string path = diagnostic.Location.GetMappedLineSpan().Path;
            if (!path.EndsWith(".razor", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".cshtml", StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }

        context.ReportDiagnostic(diagnostic);
    }

    /// <summary>Settings for the place where a diagnostic is reported.</summary>
    public AnalyzerConfigOptions OptionsFor(SyntaxTree tree) => Options.AnalyzerConfigOptionsProvider.GetOptions(tree);

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
