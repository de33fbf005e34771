using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Testing;

namespace PromptAnalyzers.Tests.Verification;

/// <summary>
/// The one entry of all rule and fix tests. Each snippet runs with all analyzers of the product on, with LF and with
/// CRLF; where something is expected, also as generated code (silent) and below <c>#pragma warning disable</c>.
/// </summary>
public static class Verify
{
    /// <summary>Exactly the diagnostics of the markup: <c>{|PA3001:expression|}</c>.</summary>
    public static async Task Reports(Snippet snippet, Sdk sdk = Sdk.ExtensionsAI, string? editorConfig = null, Settings? settings = null)
    {
        settings ??= Settings.Default;
        string source = snippet.ToSource(sdk);
        if (!source.Contains("{|", StringComparison.Ordinal) && settings.Expected.IsEmpty
            && !settings.MoreSources.Any(more => more.Text.Contains("{|", StringComparison.Ordinal)))
        {
            throw new InvalidOperationException("The snippet expects nothing; use Silent.");
        }

        await RunAsync(source, sdk, editorConfig, settings);
    }

    /// <summary>No diagnostic of any rule.</summary>
    public static async Task Silent(Snippet snippet, Sdk sdk = Sdk.ExtensionsAI, string? editorConfig = null, Settings? settings = null)
    {
        string source = snippet.ToSource(sdk);
        if (source.Contains("{|", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The snippet expects something; use Reports.");
        }

        await RunAsync(source, sdk, editorConfig, settings ?? Settings.Default);
    }

    /// <summary>
    /// The action with this equivalence key (without one: the first action) turns one snippet into the other, one by one
    /// and as FixAll in document, project and solution. Diagnostics that remain are marked in <paramref name="after"/>.
    /// </summary>
    public static async Task Fix(Snippet before, Snippet after, Sdk sdk = Sdk.ExtensionsAI, string? key = null, string? editorConfig = null, Settings? settings = null)
    {
        settings ??= Settings.Default;
        string source = before.ToSource(sdk);
        string fixedSource = after.ToSource(sdk);
        if (WithoutMarkup(source) == WithoutMarkup(fixedSource) && settings.MoreFixedSources.IsEmpty)
        {
            throw new InvalidOperationException("The fix is expected to change nothing; use NoFix.");
        }

        Record(settings, sdk, editorConfig, source, fixedSource);
        CheckFixAllProviders(source + string.Concat(settings.MoreSources.Select(more => more.Text)), settings);
        foreach (bool crlf in new[] { false, true })
        {
            var test = new PromptTest(settings, sdk, editorConfig)
            {
                CodeActionEquivalenceKey = key,
                CodeActionValidationMode = CodeActionValidationMode.Full,
                TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck,
            };
            test.SetSources(test.TestState, source, settings.MoreSources, crlf);
            test.SetSources(test.FixedState, fixedSource, settings.MoreFixedSources.IsEmpty ? settings.MoreSources : settings.MoreFixedSources, crlf);
            test.FixedState.MarkupHandling = MarkupMode.Allow;
            test.BatchFixedState.MarkupHandling = MarkupMode.Allow;
            if (!settings.FixAll)
            {
                test.CodeFixTestBehaviors |= CodeFixTestBehaviors.SkipFixAllCheck;
            }

            await test.RunAsync();
        }
    }

    /// <summary>The diagnostic is there, but no action (with that key) is offered.</summary>
    public static async Task NoFix(Snippet snippet, Sdk sdk = Sdk.ExtensionsAI, string? key = null, string? editorConfig = null, Settings? settings = null)
    {
        settings ??= Settings.Default;
        string source = snippet.ToSource(sdk);
        if (!source.Contains("{|", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("Without a diagnostic there is nothing that could be fixed.");
        }

        Record(settings, sdk, editorConfig, source);
        var test = new PromptTest(settings, sdk, editorConfig)
        {
            CodeActionEquivalenceKey = key,
            TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck,
        };
        test.SetSources(test.TestState, source, settings.MoreSources, crlf: false);
        test.SetSources(test.FixedState, source, settings.MoreSources, crlf: false);
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        var offered = new List<string>();
        test.CodeActionVerifier = (action, _) => offered.Add(action.Title);
        await test.RunAsync();
        Assert.Empty(offered);
    }

    private static async Task RunAsync(string source, Sdk sdk, string? editorConfig, Settings settings)
    {
        Record(settings, sdk, editorConfig, source);

        // The library skips the check of generated code for analyzers that look into it; ours look, and must not report.
        const TestBehaviors Once = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck;
        await RunOnceAsync(source, settings.MoreSources, crlf: false, TestBehaviors.SkipGeneratedCodeCheck);
        await RunOnceAsync(source, settings.MoreSources, crlf: true, Once);
        if (source.Contains("{|", StringComparison.Ordinal))
        {
            await RunOnceAsync(
                AsGenerated(source),
                settings.MoreSources.Select(static more => (more.Name, AsGenerated(more.Text))),
                crlf: false,
                Once);
        }

        async Task RunOnceAsync(string main, IEnumerable<(string Name, string Text)> more, bool crlf, TestBehaviors behaviors)
        {
            var test = new PromptTest(settings with { CodeFixes = [] }, sdk, editorConfig) { TestBehaviors = behaviors };
            test.SetSources(test.TestState, main, more, crlf);
            await test.RunAsync();
        }

        static string AsGenerated(string text) => "// <auto-generated/>\n" + WithoutMarkup(text);
    }

    private static void Record(Settings settings, Sdk sdk, string? editorConfig, params string[] sources) =>
        Recording.Offer(() => sources.Select(source => TestProgram.FromMarkup(
            settings.MoreSources.Prepend(("/0/Snippet.cs", source)),
            [.. settings.References ?? References.For(sdk), .. settings.MoreReferences],
            editorConfig) with
        {
            Language = settings.Language,
            Output = settings.OutputKind,
            AdditionalFiles = settings.AdditionalFiles,
        }));

    private static void CheckFixAllProviders(string source, Settings settings)
    {
        ImmutableArray<CodeFixProvider> fixes = settings.CodeFixes ?? Product.CreateCodeFixes();
        var concerned = fixes.Where(fix => fix.FixableDiagnosticIds.Any(id => source.Contains("{|" + id + ":", StringComparison.Ordinal))).ToList();
        if (concerned.Count == 0)
        {
            throw new InvalidOperationException("No provider fixes any of the expected diagnostics.");
        }

        if (settings.FixAll && concerned.All(fix => fix.GetFixAllProvider() is null))
        {
            throw new InvalidOperationException("No FixAll provider; a mechanical fix must have one.");
        }
    }

    private static string WithoutMarkup(string source)
    {
        TestFileMarkupParser.GetSpans(source, out string output, out ImmutableArray<Microsoft.CodeAnalysis.Text.TextSpan> _);
        return output;
    }
}
