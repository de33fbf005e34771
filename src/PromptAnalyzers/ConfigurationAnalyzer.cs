using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers;

/// <summary>PA9001: settings and list files that cannot be read. Settings are checked only where an LLM SDK is referenced.</summary>
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
            bool hasLists = start.Options.AdditionalFiles.Any(UserFacts.IsListFile);
            if (hasLists)
            {
                start.RegisterAdditionalFileAction(ReportMalformedLines);
            }

            if (hasLists || SdkReferences.IsAnyReferenced(start.Compilation))
            {
                start.RegisterCompilationEndAction(ReportMalformedValues);
            }
        });
#pragma warning restore RS1013
    }

    /// <summary>Each malformed line where it stands.</summary>
    private static void ReportMalformedLines(AdditionalFileAnalysisContext context)
    {
        if (!UserFacts.IsListFile(context.AdditionalFile) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
        {
            return;
        }

        foreach (var line in text.Lines)
        {
            string content = line.ToString();
            if (!FactLine.IsBlank(content) && !FactLine.TryRead(content, out _, out string problem))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.InvalidConfiguration,
                    Location.Create(context.AdditionalFile.Path, line.Span, text.Lines.GetLinePositionSpan(line.Span)),
                    "The line '" + content.Trim() + "'",
                    problem + "; it is skipped"));
            }
        }
    }

    private static void ReportMalformedValues(CompilationAnalysisContext context)
    {
        var reported = new HashSet<string>(StringComparer.Ordinal);
        var provider = context.Options.AnalyzerConfigOptionsProvider;
        Check(provider.GlobalOptions);
        CheckLists(provider.GlobalOptions, isGlobal: true);
        AnalyzerConfigOptions? last = null;
        foreach (var tree in context.Compilation.SyntaxTrees)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var options = provider.GetOptions(tree);
            if (!ReferenceEquals(options, last))
            {
                // A host may have one object for all files of a folder.
                Check(last = options);
                CheckLists(options, isGlobal: false);
            }
        }

        void Check(AnalyzerConfigOptions options)
        {
            foreach (var option in PromptOptions.All)
            {
                if (!option.IsValid(options, out string text))
                {
                    Report(option.Key, text, $"it is not a whole number above zero; the default {option.DefaultValue} is used");
                }
            }
        }

        void CheckLists(AnalyzerConfigOptions options, bool isGlobal)
        {
            foreach (var list in MemberList.All)
            {
                if (list.Text(options) is not { } text)
                {
                    continue;
                }

                foreach (var (_, problem) in list.Read(text))
                {
                    if (problem is not null)
                    {
                        Report(list.Key, text, problem + "; the entry is skipped");
                    }
                }

                // What holds for one folder may only silence: a body is summarised once for all its users.
                if (!isGlobal && list != MemberList.Bounders && text != list.Text(provider.GlobalOptions))
                {
                    Report(list.Key, text, "it is read from a global analyzer config or a PromptAnalyzers.*.txt file only");
                }
            }
        }

        void Report(string key, string text, string problem)
        {
            if (reported.Add(key + "=" + text + "=" + problem))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.InvalidConfiguration, Location.None, $"The setting '{key}' with the value '{text}'", problem));
            }
        }
    }
}
