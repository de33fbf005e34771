using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PromptAnalyzers.Tests.Verification;

/// <summary>What some test analyses, without what it expects: input for tests that hold for every program.</summary>
public sealed partial record TestProgram
{
    /// <summary>The test that it is taken from.</summary>
    public required string Name { get; init; }

    public required ImmutableArray<(string Path, string Text)> Files { get; init; }

    public required ImmutableArray<MetadataReference> References { get; init; }

    /// <summary>The ids that its markup expects; empty when it is silent or has no markup.</summary>
    public ImmutableArray<string> ExpectedIds { get; init; } = [];

    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    public OutputKind Output { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public SourceCodeKind Kind { get; init; } = SourceCodeKind.Regular;

    public ImmutableArray<(string Key, string Value)> Options { get; init; } = [];

    public ImmutableArray<(string Name, string Text)> AdditionalFiles { get; init; } = [];

    /// <summary>A program of files with markup.</summary>
    public static TestProgram FromMarkup(
        IEnumerable<(string Path, string Text)> files, ImmutableArray<MetadataReference> references, string? editorConfig = null)
    {
        var marked = files.ToList();
        return new TestProgram
        {
            Name = "",
            Files = [.. marked.Select(file => (file.Path, Mark().Replace(file.Text, "")))],
            References = references,
            ExpectedIds = [.. marked.SelectMany(file => MarkedId().Matches(file.Text)).Select(match => match.Groups[1].Value).Distinct()],
            Options = [.. (editorConfig ?? "").Split('\n')
                .Select(line => line.Split('=', 2))
                .Where(parts => parts.Length == 2)
                .Select(parts => (parts[0].Trim(), parts[1].Trim()))],
        };
    }

    public CSharpParseOptions ParseOptions => new(Language, DocumentationMode.Parse, Kind);

    public CSharpCompilationOptions CompilationOptions => new(Output, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true);

    [GeneratedRegex(@"\{\|[\w.]+:|\|\}")]
    private static partial Regex Mark();

    [GeneratedRegex(@"\{\|(PA\d{4}):")]
    private static partial Regex MarkedId();
}
