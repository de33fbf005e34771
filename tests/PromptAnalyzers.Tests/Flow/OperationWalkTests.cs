using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Tests.Flow;

/// <summary>Our walk over a body meets what Roslyn's own meets, in the same order.</summary>
public class OperationWalkTests
{
    [Theory]
    [InlineData("return;")]
    [InlineData("int n = a.Length + 1; if (n > 2 && a is { Length: 3 } b) { n += b.Length; } else { goto end; } end: System.Console.WriteLine($\"{n}{a}\");")]
    [InlineData("foreach (char c in a) { switch (c) { case 'a': break; default: continue; } } this.F(a?.Trim() ?? default);")]
    [InlineData("void L(string s) => F(s); System.Action<string> f = x => { try { L(x); } catch (System.Exception e) when (e.Message == a) { throw; } }; f(a);")]
    [InlineData("var all = new System.Collections.Generic.List<string> { a, \"b\" }; all.ForEach(F); int[] few = { 1, 2, 3 }; F(typeof(C).Name + few[0]);")]
    [InlineData("async System.Threading.Tasks.Task L(string s) { await System.Threading.Tasks.Task.Yield(); F(await System.Threading.Tasks.Task.FromResult((object)s) as string); }")]
    [InlineData("F(((((((((((((((((((((((((((((((((((a + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + a);")]
    public void All_operations_are_met_parents_first(string statements)
    {
        var tree = CSharpSyntaxTree.ParseText($"class C {{ void F(string s) {{ }} void M(string a) {{ {statements} }} }}");
        var compilation = CSharpCompilation.Create("Walk", [tree], References.For(Verification.Sdk.None), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        var body = compilation.GetSemanticModel(tree).GetOperation(tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Last())!;
        var met = new List<IOperation>();
        foreach (var operation in new OperationWalk(body))
        {
            met.Add(operation);
        }

        Assert.Equal(body.Descendants(), met);
    }
}
