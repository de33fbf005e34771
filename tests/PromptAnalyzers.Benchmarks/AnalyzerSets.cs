using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Rules;
using PromptAnalyzers.Tests.Verification;
using PromptAnalyzers.Tests.Robustness;

namespace PromptAnalyzers.Benchmarks;

/// <summary>What is measured: the product, parts of it, and well-known analyzer packages with their own defaults.</summary>
internal static class AnalyzerSets
{
    public static ImmutableArray<DiagnosticAnalyzer> All() => Product.CreateAnalyzers();

    /// <summary>
    /// The baseline: the product's registrations without its work, and one action on every body, so that the compiler
    /// binds all code also where the product registers nothing.
    /// </summary>
    public static ImmutableArray<DiagnosticAnalyzer> Empty() => [.. Filtered(new ActionFilter.Empty()), new BodiesOnly()];

    /// <summary>One rule of <see cref="PromptRules"/>, with the walk of each body that all rules share.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Only(string rule) => [new OneRule(rule)];

    /// <summary>No rule, but the shared walk.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> WalkOnly() => [new OneRule("")];

    /// <summary>Every rule, so that a new one is measured without a change here.</summary>
    public static IEnumerable<string> RuleNames()
    {
        var rules = PromptRules.Create(new RuleContext(GeneratedCode.Silent(1), Analysis.Options([], []), UserFacts.Read(Analysis.Options([], []), CancellationToken.None)));
        return [.. rules.Select(static rule => rule.GetType().Name)];
    }

    /// <summary>The analyzers of a package: those for the newest compiler that it knows.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> FromPackage(string name)
    {
        string package = typeof(AnalyzerSets).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
        string root = Path.Combine(package, "analyzers", "dotnet");
        string folder = Directory.EnumerateDirectories(root, "roslyn*")
            .OrderByDescending(directory => Version.Parse(Path.GetFileName(directory)["roslyn".Length..]))
            .FirstOrDefault() ?? root;
        folder = Directory.Exists(Path.Combine(folder, "cs")) ? Path.Combine(folder, "cs") : folder;
        return
        [
            .. Directory.EnumerateFiles(folder, "*.dll")
                .Select(Assembly.LoadFrom)
                .SelectMany(Types)
                .Where(static type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type)
                    && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages.Contains(LanguageNames.CSharp) == true)
                .OrderBy(static type => type.FullName, StringComparer.Ordinal)
                .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];

        // Code fixes of the same assemblies may need what is not here.
        static IEnumerable<Type> Types(Assembly assembly)
        {
            try
            {
                return assembly.GetTypes();
            }
            catch (ReflectionTypeLoadException exception)
            {
                return exception.Types.OfType<Type>();
            }
        }
    }

    private static ImmutableArray<DiagnosticAnalyzer> Filtered(ActionFilter filter) =>
        [.. Product.CreateAnalyzers().Select(analyzer => (DiagnosticAnalyzer)new FilteredAnalyzer(analyzer, filter))];

#pragma warning disable RS1001, RS1036, RS1038, RS2008 // never loaded by a host
    private sealed class BodiesOnly : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new("B0001", "None", "None", "Benchmark", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
            context.RegisterOperationBlockAction(static _ => { });
        }
    }

    private sealed class OneRule(string name) : DiagnosticAnalyzer
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => new PromptFlowAnalyzer().SupportedDiagnostics;

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
            context.RegisterCompilationStartAction(start =>
            {
                var facts = UserFacts.Read(start.Options, start.CancellationToken);
                var rules = new RuleContext(start.Compilation, start.Options, facts);
                var rule = PromptRules.Create(rules).FirstOrDefault(candidate => candidate.GetType().Name == name);
                start.RegisterOperationBlockAction(block =>
                {
                    var body = new BodyContext(block, rules.Names);
                    rule?.AnalyzeBody(body);
                });
            });
        }
    }
}
