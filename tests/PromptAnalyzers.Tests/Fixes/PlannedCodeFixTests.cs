using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes;

/// <summary>What the base class does for every fix, shown with a provider that gives a person the choice.</summary>
public sealed class PlannedCodeFixTests
{
    private const string Source = """
        class C
        {
            object First() => {|9999:0|}; // no fix for zero
            object Second() => {|9999:1|};
            object Third() => {|9999:2|};
        }

        """;

    [Fact]
    public async Task The_light_bulb_offers_each_alternative_under_its_own_key()
    {
        const string One = "class C { object M() => {|9999:1|}; }";
        Assert.Contains("=> 10;", await Runner("Times ten").FixOneAsync(One), StringComparison.Ordinal);
        Assert.Contains("=> new Box(1);", await Runner("Box").FixOneAsync(One), StringComparison.Ordinal);
        Assert.Null(await Runner("Other").FixOneAsync(One));
    }

    [Fact]
    public async Task Fix_all_applies_the_alternative_of_its_key()
    {
        Assert.Contains("Second() => 10;", await Runner().FixAllAsync(Source, "Times ten"), StringComparison.Ordinal);

        string boxed = (await Runner().FixAllAsync(Source, "Box"))!;
        Assert.Contains("First() => 0; // no fix for zero", boxed, StringComparison.Ordinal);
        Assert.Contains("Second() => new Box(1);", boxed, StringComparison.Ordinal);
        Assert.Contains("Third() => new Box(2);", boxed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_all_without_a_key_applies_the_first_one()
    {
        string result = (await Runner().FixAllAsync(Source, key: null))!;
        Assert.Contains("Second() => 10;", result, StringComparison.Ordinal);
        Assert.Contains("Third() => 20;", result, StringComparison.Ordinal);
        Assert.DoesNotContain("Box", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_helper_type_comes_once_and_is_local_to_the_file()
    {
        string result = (await Runner().FixAllAsync(Source, "Box"))!;
        Assert.EndsWith("}\n\nfile sealed class Box(int value)\n{\n    public int Value { get; } = value;\n}\n", result.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(2, result.Split("class Box").Length);

        string again = result.Replace("=> 0;", "=> {|9999:3|};", StringComparison.Ordinal);
        result = (await Runner("Box").FixOneAsync(again))!;
        Assert.Contains("First() => new Box(3);", result, StringComparison.Ordinal);
        Assert.Equal(2, result.Split("class Box").Length);
    }

    [Fact]
    public async Task A_helper_type_is_private_where_there_are_no_file_local_types()
    {
        var runner = new FixRunner { Provider = new Choice(), Key = "OldBox", Language = LanguageVersion.CSharp7_3, Nullable = NullableContextOptions.Disable, ImplicitUsings = false };
        string result = (await runner.FixOneAsync("class C\n{\n    object M() => {|9999:1|};\n}\n"))!;
        Assert.Contains("    object M() => new Box(1);\n\n    private sealed class Box\n    {\n", result.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class Box { } class C { object M() => {|9999:1|}; }")]
    [InlineData("class C { object M(int Box) => {|9999:1|}; }")]
    public async Task A_helper_type_is_refused_where_its_name_is_taken(string source) =>
        Assert.Null(await Runner("Box").FixOneAsync(source));

    private static FixRunner Runner(string? key = null) => new() { Provider = new Choice(), Key = key };

    private sealed class Choice : PlannedCodeFixProvider
    {
        public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["PA9999"];

        private protected override string EquivalenceKey => "Times ten";

        private protected override FixPlan? Plan(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken) =>
            context.Find<LiteralExpressionSyntax>(diagnostic.Location) is { } literal && literal.Token.ValueText != "0"
                ? new FixPlan("Times ten", literal.Span, [Edit.Replace(literal, literal.Token.ValueText + "0")])
                : null;

        private protected override IEnumerable<FixPlan> Alternatives(FixContext context, Diagnostic diagnostic, CancellationToken cancellationToken)
        {
            var literal = context.Find<LiteralExpressionSyntax>(diagnostic.Location)!;
            if (literal.Token.ValueText == "0")
            {
                yield break;
            }

            if (HelperRequest.CreateType(context, literal, "Box", _ => "public sealed class Box(int value)\n{\n    public int Value { get; } = value;\n}") is { } box)
            {
                yield return new FixPlan("Put in a box", literal.Span, [Edit.Replace(literal, $"new {box.Call}({literal})")], [box]) { Key = "Box" };
            }

            if (HelperRequest.CreateType(context, literal, "Box", _ => "public sealed class Box\n{\n    public Box(int value)\n    {\n    }\n}") is { } old)
            {
                yield return new FixPlan("Put in a box", literal.Span, [Edit.Replace(literal, $"new {old.Call}({literal})")], [old]) { Key = "OldBox" };
            }
        }
    }
}
