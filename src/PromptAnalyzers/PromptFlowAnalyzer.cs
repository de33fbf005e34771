using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptAnalyzers.Frameworks;
using PromptAnalyzers.Rules;
using PromptAnalyzers.Rules.Prompts;
using PromptAnalyzers.Rules.ToolResults;

namespace PromptAnalyzers;

/// <summary>Hosts the rules on text that flows into prompts and out of tools; they share one flow engine.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PromptFlowAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.FileContentInPrompt, Descriptors.UnboundedContentInPrompt, Descriptors.UntruncatedToolResult);

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
            var prompts = new PromptContent(rules, new FileContentInPromptRule(), new UnboundedContentInPromptRule());
            var tools = new UntruncatedToolResultRule(rules);
            start.RegisterOperationBlockAction(prompts.AnalyzeBlock);
            start.RegisterOperationBlockAction(tools.AnalyzeBlock);
        });
    }
}
