using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Tests.Flow;

/// <summary>Which summaries of methods are kept: those that no cycle and no limit cut short.</summary>
public class SummaryTests
{
    private static readonly ISymbol[] Members = [.. Compile("class C { void A() { } void B() { } void D() { } void E() { } }")
        .GetTypeByMetadataName("C")!.GetMembers().OfType<IMethodSymbol>().Where(static m => m.MethodKind == MethodKind.Ordinary)];

    [Fact]
    public void A_member_is_found_where_it_was_entered_and_not_after_it_was_left()
    {
        var stack = new CallStack();
        int a = stack.Enter(Members[0]);
        int b = stack.Enter(Members[1]);
        Assert.Equal(2, stack.Count);
        Assert.Equal(0, stack.PositionOf(Members[0]));
        Assert.Equal(1, stack.PositionOf(Members[1]));
        Assert.Equal(-1, stack.PositionOf(Members[2]));
        Assert.True(stack.Leave(b));
        Assert.Equal(-1, stack.PositionOf(Members[1]));
        Assert.True(stack.Leave(a));
        Assert.Equal(0, stack.Count);
    }

    [Fact]
    public void A_cycle_is_whole_at_its_head_alone()
    {
        // A calls B, B calls D and E, D calls B again.
        var stack = new CallStack();
        int a = stack.Enter(Members[0]);
        int b = stack.Enter(Members[1]);
        int d = stack.Enter(Members[2]);
        stack.Cut(1);
        Assert.False(stack.Leave(d));
        int e = stack.Enter(Members[3]);
        Assert.True(stack.Leave(e));
        Assert.True(stack.Leave(b));
        Assert.True(stack.Leave(a));
    }

    [Fact]
    public void Of_two_cycles_the_longer_one_decides()
    {
        var stack = new CallStack();
        int a = stack.Enter(Members[0]);
        int b = stack.Enter(Members[1]);
        int d = stack.Enter(Members[2]);
        stack.Cut(0);
        stack.Cut(1);
        Assert.False(stack.Leave(d));
        Assert.False(stack.Leave(b));
        Assert.True(stack.Leave(a));
    }

    [Fact]
    public void A_cut_of_the_caller_outlives_a_callee_with_a_cut_of_its_own()
    {
        var stack = new CallStack();
        int a = stack.Enter(Members[0]);
        int b = stack.Enter(Members[1]);
        stack.Cut(0);
        int d = stack.Enter(Members[2]);
        stack.Cut(1);
        Assert.False(stack.Leave(d));
        Assert.False(stack.Leave(b));
        Assert.True(stack.Leave(a));
    }

    [Fact]
    public void A_cut_of_the_caller_is_still_there_after_a_whole_callee()
    {
        var stack = new CallStack();
        int a = stack.Enter(Members[0]);
        int b = stack.Enter(Members[1]);
        stack.Cut(0);
        int d = stack.Enter(Members[2]);
        Assert.True(stack.Leave(d));
        Assert.False(stack.Leave(b));
        Assert.True(stack.Leave(a));
    }

    [Fact]
    public void A_limit_cuts_everything_on_the_way_to_it()
    {
        var stack = new CallStack();
        int a = stack.Enter(Members[0]);
        int b = stack.Enter(Members[1]);
        stack.CutAll();
        Assert.False(stack.Leave(b));
        Assert.False(stack.Leave(a));
    }

    [Fact]
    public void Bodies_of_another_compilation_are_not_read()
    {
        var library = Compile("public class L { public string M() => System.IO.File.ReadAllText(\"a\"); public string F = System.IO.File.ReadAllText(\"a\"); }", "Library");
        var program = Compile("class P { string M(L l) => l.M(); string Own() => \"\"; }", "Program", library.ToMetadataReference());
        var engine = new FlowEngine(program, new(200_000), new ApiFacts(program.Assembly, ImmutableDictionary<FactKind, FactTable>.Empty));
        var foreign = program.GetTypeByMetadataName("L")!;
        var own = program.GetTypeByMetadataName("P")!;
        Assert.Null(engine.BodyOf(foreign.GetMembers("M")[0], default));
        Assert.NotNull(engine.BodyOf(own.GetMembers("Own")[0], default));
        Assert.Empty(engine.ValuesGivenTo(foreign.GetMembers("F")[0], default));

        var node = library.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().First();
        Assert.Null(engine.OperationAt(node, default));
        Assert.Null(engine.SymbolAt(node, default));
        Assert.Null(engine.DeclaredAt(node.FirstAncestorOrSelf<MethodDeclarationSyntax>()!, default));
        var inside = program.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().First();
        Assert.NotNull(engine.OperationAt(inside, default));
        Assert.Equal("M", engine.SymbolAt(inside, default)!.Name);
        Assert.Equal("M", engine.DeclaredAt(inside.FirstAncestorOrSelf<MethodDeclarationSyntax>()!, default)!.Name);
    }

    [Fact]
    public void The_values_of_a_member_are_those_that_its_type_gives_it()
    {
        var program = Compile("""
            class P
            {
                string f = "1", g = "g";
                string Q { get; set; } = "2";
                string R { get; set; } = "r";
                void M(string f2) { f = "3"; this.f = "4"; g = "g2"; Q = "5"; R = "r2"; string h = f; }
                class Inner { string f = "inner"; void M() { f = "inner 2"; } string Q { get; set; } = "inner 3"; }
            }
            class Other { void M(P p) { } }
            """);
        var engine = new FlowEngine(program, new(200_000), new ApiFacts(program.Assembly, ImmutableDictionary<FactKind, FactTable>.Empty));
        var type = program.GetTypeByMetadataName("P")!;
        string ValuesOf(string member) => string.Join(",", engine.ValuesGivenTo(type.GetMembers(member)[0], default).Select(static o => o.ConstantValue.Value));
        Assert.Equal("1,3,4", ValuesOf("f"));
        Assert.Equal("2,5", ValuesOf("Q"));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => engine.ValuesGivenTo(type.GetMembers("f")[0], cancelled.Token).ToList());
    }

    [Fact]
    public void A_chain_of_calls_as_deep_as_the_stack_is_cut_and_counted()
    {
        string source = string.Concat(Enumerable.Range(0, 40).Select(static i => $"static string M{i}() => M{i + 1}();\n")) + "static string M40() => File.ReadAllText(\"a\");\n";
        var flow = new FlowCompilation(source);
        Assert.False(flow.IsUnbounded("M0"));
        Assert.True(flow.Engine.Counters.BudgetHits > 0);
        flow.Restart();
        Assert.True(flow.IsUnbounded("M36"));
        Assert.Equal(0, flow.Engine.Counters.BudgetHits);
        Assert.Equal(4, flow.Engine.Counters.Bodies);
        Assert.True(flow.Engine.Counters.Steps is > 3 and < 20);
        Assert.False(flow.IsUnbounded("M0"));
        Assert.True(flow.IsUnbounded("M34"));
    }

    private static CSharpCompilation Compile(string source, string name = "c", params MetadataReference[] more) => CSharpCompilation.Create(
        name,
        [CSharpSyntaxTree.ParseText(source)],
        [.. more, MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
}
