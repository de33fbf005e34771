using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes.Shapes;

/// <summary>In an editor the code is seldom complete when a light bulb is asked for: a fix may be missing, but never throws.</summary>
public sealed class HalfTypedTests
{
    private static readonly (Sdk Sdk, Shape[] Shapes)[] Families =
    [
        (Sdk.ExtensionsAI, [.. TruncatePromptShapeTests.Shapes.Values, .. HistoryShapeTests.Lists.Values, .. ChunkShapeTests.Shapes.Values]),
        (Sdk.ExtensionsAI, [.. LoopShapeTests.Loops.Values, .. UnsafeTrimShapeTests.Trims.Values, .. LimitShapeTests.Tokens.Values, .. LimitShapeTests.Rounds.Values]),
        (Sdk.SemanticKernel, [.. TakeShapeTests.Pages.Values, .. TakeShapeTests.Firsts.Values, .. ToolResultShapeTests.Kernel.Values]),
        (Sdk.AgentFramework, [.. AgentShapeTests.Sessions.Values, .. AgentShapeTests.Lists.Values]),
        (Sdk.ExtensionsAI | Sdk.Mcp, [.. McpAndModelShapeTests.Listings.Values]),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_fix_on_code_that_is_cut_off_does_not_throw(int family)
    {
        var random = new Random(7);
        var (sdk, shapes) = Families[family];
        int offered = 0;
        for (int i = 0; i < 40; i++)
        {
            var shape = shapes[random.Next(shapes.Length)];
            string source = shape.ToSource(sdk, Layout.All[0]);
            string cut = random.Next(2) == 0
                ? source[..random.Next(source.Length / 2, source.Length)]
                : source.Remove(random.Next(source.Length / 2, source.Length - 3), random.Next(1, 4));
            offered += await OfferedAsync(cut, sdk);
        }

        Assert.True(offered > 10, $"Only {offered} fixes were offered");
    }

    [Fact]
    public async Task A_fix_stops_when_it_is_cancelled()
    {
        var document = Open(ChunkShapeTests.Shapes["text in a variable"].ToSource(Sdk.ExtensionsAI, Layout.All[0]), Sdk.ExtensionsAI);
        var diagnostic = Assert.Single(await Analysis.RunAsync((await document.Project.GetCompilationAsync())!), item => item.Id == "PA3001");
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new TruncateCodeFixProvider().RegisterCodeFixesAsync(
            new CodeFixContext(document, diagnostic, (_, _) => { }, source.Token)));
    }

    private static async Task<int> OfferedAsync(string source, Sdk sdk)
    {
        var document = Open(source, sdk);
        int count = 0;
        foreach (var diagnostic in await Analysis.RunAsync((await document.Project.GetCompilationAsync())!))
        {
            foreach (var provider in Product.CreateCodeFixes().Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                var actions = new List<CodeAction>();
                await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), default));
                foreach (var action in actions)
                {
                    await action.GetOperationsAsync(default);
                    count++;
                }
            }
        }

        return count;
    }

    private static Document Open(string source, Sdk sdk) => new AdhocWorkspace()
        .AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Half",
            "Half",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
            metadataReferences: References.For(sdk)))
        .AddDocument("Half.cs", SourceText.From(source), filePath: "/0/Half.cs");
}
