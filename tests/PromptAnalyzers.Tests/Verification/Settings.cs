using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace PromptAnalyzers.Tests.Verification;

/// <summary>Everything a verification may vary beyond the snippet and its SDKs.</summary>
public sealed record Settings
{
    public static Settings Default { get; } = new();

    /// <summary>For code that does not compile: only the analyzers' diagnostics are compared.</summary>
    public static Settings BrokenCode { get; } = new() { CompilerDiagnostics = CompilerDiagnostics.None };

    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    public CompilerDiagnostics CompilerDiagnostics { get; init; } = CompilerDiagnostics.Errors;

    public OutputKind OutputKind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>Instead of those of the snippet's SDKs.</summary>
    public ImmutableArray<MetadataReference>? References { get; init; }

    public ImmutableArray<MetadataReference> MoreReferences { get; init; } = [];

    /// <summary>Further C# files, with markup.</summary>
    public ImmutableArray<(string Name, string Text)> MoreSources { get; init; } = [];

    /// <summary>The further C# files after the fix; those of <see cref="MoreSources"/> when empty.</summary>
    public ImmutableArray<(string Name, string Text)> MoreFixedSources { get; init; } = [];

    public ImmutableArray<(string Name, string Text)> AdditionalFiles { get; init; } = [];

    /// <summary>Diagnostics without a place in a source file, or with arguments to compare.</summary>
    public ImmutableArray<DiagnosticResult> Expected { get; init; } = [];

    /// <summary>Instead of all analyzers of the product.</summary>
    public ImmutableArray<DiagnosticAnalyzer>? Analyzers { get; init; }

    /// <summary>Instead of all code fixes of the product.</summary>
    public ImmutableArray<CodeFixProvider>? CodeFixes { get; init; }

    /// <summary>False for decisions that only a person makes: the provider must then offer no FixAll.</summary>
    public bool FixAll { get; init; } = true;
}
