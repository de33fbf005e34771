using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptAnalyzers.Frameworks;
using PromptAnalyzers.Rules;
using PromptAnalyzers.Rules.History;
using PromptAnalyzers.Rules.Tools;

namespace PromptAnalyzers;

/// <summary>Hosts the rules on what an agent carries: its tools and its history.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AgentAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.TooManyTools, Descriptors.UnboundedChatHistory);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // Razor components are generated code; RuleContext lets through only what a person wrote in a .razor file.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (!SdkReferences.IsAnyReferenced(start.Compilation))
            {
                return;
            }

            var rules = new RuleContext(start.Compilation, start.Options);
            var tools = new TooManyToolsRule(rules);
            var history = new UnboundedChatHistoryRule(rules);
            start.RegisterOperationBlockAction(tools.AnalyzeBlock);
            start.RegisterOperationBlockAction(history.AnalyzeBlock);
        });
    }
}
