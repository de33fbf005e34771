using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers;

/// <summary>PA9001: settings that cannot be read. Runs only where an LLM SDK is referenced.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConfigurationAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.InvalidConfiguration);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
#pragma warning disable RS1013 // A plain compilation action would also be registered where no LLM SDK is referenced.
        context.RegisterCompilationStartAction(static start =>
        {
            if (SdkReferences.IsAnyReferenced(start.Compilation))
            {
                start.RegisterCompilationEndAction(ReportMalformedValues);
            }
        });
#pragma warning restore RS1013
    }

    private static void ReportMalformedValues(CompilationAnalysisContext context)
    {
        var reported = new HashSet<string>(StringComparer.Ordinal);
        var provider = context.Options.AnalyzerConfigOptionsProvider;
        Check(provider.GlobalOptions);
        foreach (var tree in context.Compilation.SyntaxTrees)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            Check(provider.GetOptions(tree));
        }

        void Check(AnalyzerConfigOptions options)
        {
            foreach (var option in PromptOptions.All)
            {
                if (!option.IsValid(options, out string text) && reported.Add(option.Key + "=" + text))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        Descriptors.InvalidConfiguration, Location.None, option.Key, text, option.DefaultValue));
                }
            }
        }
    }
}
