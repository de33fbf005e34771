using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Tests.Flow;

/// <summary>Our walk over a body meets what Roslyn's own meets, in the same order, without what says nothing by itself.</summary>
public class OperationWalkTests
{
    private static readonly OperationKind[] LeftOut =
    [
        OperationKind.Literal, OperationKind.InstanceReference, OperationKind.DefaultValue, OperationKind.ConditionalAccessInstance,
        OperationKind.InterpolatedStringText, OperationKind.Argument, OperationKind.Conversion, OperationKind.ExpressionStatement,
        OperationKind.Await, OperationKind.Return, OperationKind.DelegateCreation, OperationKind.VariableInitializer,
        OperationKind.VariableDeclaration, OperationKind.VariableDeclarationGroup,
    ];

    [Theory]
    [InlineData("return;")]
    [InlineData("int n = a.Length + 1; if (n > 2 && a is { Length: 3 } b) { n += b.Length; } else { goto end; } end: System.Console.WriteLine($\"{n}{a}\");")]
    [InlineData("foreach (char c in a) { switch (c) { case 'a': break; default: continue; } } this.F(a?.Trim() ?? default);")]
    [InlineData("void L(string s) => F(s); System.Action<string> f = x => { try { L(x); } catch (System.Exception e) when (e.Message == a) { throw; } }; f(a);")]
    [InlineData("var all = new System.Collections.Generic.List<string>(2) { a, \"b\" }; all.ForEach(F); all[all.Count - 1] = a; int[] few = { 1, 2, 3 }; F(typeof(C).Name + few[0]);")]
    [InlineData("async System.Threading.Tasks.Task L(string s) { await System.Threading.Tasks.Task.Yield(); F(await System.Threading.Tasks.Task.FromResult((object)s) as string); }")]
    [InlineData("string b = a, c = b; (b, c) = (c, b); field = b; C other = new() { field = c, Next = { field = b } }; other.field ??= c switch { \"x\" => b, _ => c };")]
    [InlineData("for (int i = 0, j = 1; i < a.Length; i++, j--) { F(a.Insert(startIndex: j, value: a.Substring(i))); } int.TryParse(a, out int parsed); F(parsed + a);")]
    [InlineData("using var stream = new System.IO.MemoryStream(); int[] sizes = new int[a.Length], none = {}; F($\"{sizes.Length,5:N0}\" + none[^1]);")]
    [InlineData("F(((((((((((((((((((((((((((((((((((a + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + a);")]
    public void What_says_something_is_met_parents_first(string statements)
    {
        var body = BodyOf(statements);
        Assert.Equal(Expected(body), OperationWalk.Below(body).Where(static o => !LeftOut.Contains(o.Kind)));
    }

    [Fact]
    public void The_kind_is_that_of_the_current_operation()
    {
        var walk = new OperationWalk(BodyOf("F(a.Trim()); a = a ?? \"\";"));
        int met = 0;
        for (; walk.MoveNext(); met++)
        {
            Assert.Equal(walk.Current.Kind, walk.Kind);
        }

        Assert.True(met > 5);
    }

    [Fact]
    public void A_walk_in_a_walk_and_one_that_is_left_early_disturb_no_other()
    {
        var body = BodyOf(string.Concat(Enumerable.Repeat("F(a.Trim().Insert(a.Length, a)); ", 100)));
        int expected = Expected(body).Count;
        foreach (var operation in OperationWalk.Below(body).Take(expected / 2))
        {
            Assert.Equal(operation.Descendants().Count(static o => !LeftOut.Contains(o.Kind)), OperationWalk.Below(operation).Count(static o => !LeftOut.Contains(o.Kind)));
        }

        Assert.Equal(expected, OperationWalk.Below(body).Count(static o => !LeftOut.Contains(o.Kind)));
    }

    [Fact]
    public void A_walk_at_its_end_stays_there_while_another_goes_on()
    {
        var body = BodyOf("F(a.Trim()); F(a.Insert(a.Length, a));");
        var ended = new OperationWalk(body);
        while (ended.MoveNext())
        {
        }

        var other = new OperationWalk(body);
        int met = 0;
        for (; met < 1_000 && other.MoveNext(); met++)
        {
            Assert.False(ended.MoveNext());
            Assert.True(new OperationWalk(body).MoveNext());
        }

        Assert.Equal(OperationWalk.Below(body).Count(), met);
    }

    [Fact]
    public void What_the_next_walk_is_given_holds_no_operation()
    {
        Assert.NotEmpty(OperationWalk.Below(BodyOf("F(a.Insert(a.Length, a.Trim()));")).ToList());
        var spare = (Array)typeof(OperationWalk).GetField("_spare", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        var empty = Activator.CreateInstance(spare.GetType().GetElementType()!);
        Assert.All(spare.Cast<object>(), slot => Assert.Equal(empty, slot));
    }

    private static List<IOperation> Expected(IOperation body) => body.Descendants().Where(static o => !LeftOut.Contains(o.Kind)).ToList();

    private static IOperation BodyOf(string statements)
    {
        var tree = CSharpSyntaxTree.ParseText($"class C {{ string field; C Next {{ get; }} void F(string s) {{ }} void M(string a) {{ {statements} }} }}");
        var compilation = CSharpCompilation.Create("Walk", [tree], References.For(Verification.Sdk.None), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        return compilation.GetSemanticModel(tree).GetOperation(tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Last())!;
    }
}
