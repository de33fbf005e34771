using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Frameworks;
using PromptAnalyzers.Rules;

namespace PromptAnalyzers;

/// <summary>
/// Hosts all rules on code. One class, because start-up is the cost of an analyzer: the rules share one flow engine and
/// one walk of each body.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PromptFlowAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        Descriptors.All.Remove(Descriptors.InvalidConfiguration);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // Razor components are generated code; BodyContext lets through only what a person wrote in a .razor file.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            var facts = UserFacts.Read(start.Options, start.CancellationToken);
            if (!SdkReferences.IsAnyReferenced(start.Compilation) && facts.Keys.All(static k => k == FactKind.Flow))
            {
                return;
            }

            // Made for the first body: by then the compiler has bound what it references, which is not done for us.
            var (compilation, options) = (start.Compilation, start.Options);
            var shared = new Lazy<(RuleContext Context, ImmutableArray<IPromptRule> Rules)>(() =>
            {
                var context = new RuleContext(compilation, options, facts);
                return (context, PromptRules.Create(context));
            });
            start.RegisterOperationBlockAction(block =>
            {
                var body = new BodyContext(block, shared.Value.Context.Names);
                foreach (var rule in shared.Value.Rules)
                {
                    rule.AnalyzeBody(body);
                }
            });
        });
    }
}
