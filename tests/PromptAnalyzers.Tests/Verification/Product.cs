using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PromptAnalyzers.Tests.Verification;

/// <summary>The two shipped assemblies and what they export, found as a host finds it: by reflection.</summary>
public static class Product
{
    public static Assembly AnalyzerAssembly { get; } = Assembly.Load("PromptAnalyzers");

    public static Assembly CodeFixAssembly { get; } = Assembly.Load("PromptAnalyzers.CodeFixes");

    public static ImmutableArray<DiagnosticAnalyzer> CreateAnalyzers() => Create<DiagnosticAnalyzer>(AnalyzerAssembly);

    public static ImmutableArray<CodeFixProvider> CreateCodeFixes() => Create<CodeFixProvider>(CodeFixAssembly);

    private static ImmutableArray<T> Create<T>(Assembly assembly) =>
        [.. assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(T).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (T)Activator.CreateInstance(type)!)];
}
