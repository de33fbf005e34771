using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Tests.Flow;

/// <summary>The algebra of extents: what a value is after it was joined, split, counted, parsed, or passed through a call.</summary>
public class FlowValueTests
{
    private static readonly Dictionary<string, SyntaxNode> Nodes = [];

    // A value that has something of each kind: origins t, c and g; parameters 0 to 3 in the four ways in turn.
    private static readonly FlowValue Full = Parameters(text: 0, textFromCount: 1, count: 2, graph: 3)
        .Union(Text("t")).Union(FlowValue.OfCount(Origin("c"))).Union(FlowValue.OfGraph(Origin("g")));

    [Fact]
    public void Nothing_stays_nothing()
    {
        Assert.True(FlowValue.None.IsNone);
        Assert.Same(FlowValue.None, FlowValue.None.AsText());
        Assert.Same(FlowValue.None, FlowValue.None.WithoutCount());
        Assert.Same(FlowValue.None, FlowValue.None.AsParts());
        Assert.Same(FlowValue.None, FlowValue.None.AsGraph());
        Assert.Same(FlowValue.None, FlowValue.None.OnlyCount());
        Assert.Same(FlowValue.None, FlowValue.None.OnlyAnswers());
        Assert.Same(FlowValue.None, FlowValue.None.WithoutUnknown());
        Assert.Same(FlowValue.None, FlowValue.None.AsLine());
        Assert.Same(FlowValue.None, FlowValue.None.WithoutParameters());
        Assert.Same(FlowValue.None, FlowValue.None.Union(FlowValue.None));
    }

    [Fact]
    public void Each_part_alone_is_something()
    {
        Assert.False(Text("t").IsNone);
        Assert.False(FlowValue.OfCount(Origin("c")).IsNone);
        Assert.False(FlowValue.OfGraph(Origin("g")).IsNone);
        Assert.False(Parameters(text: 0).IsNone);
        Assert.False(Parameters(textFromCount: 0).IsNone);
        Assert.False(Parameters(count: 0).IsNone);
        Assert.False(Parameters(graph: 0).IsNone);
    }

    [Fact]
    public void A_union_with_nothing_is_the_other()
    {
        Assert.Same(Full, FlowValue.None.Union(Full));
        Assert.Same(Full, Full.Union(FlowValue.None));
    }

    [Fact]
    public void A_union_has_what_either_side_has()
    {
        Assert.Equal("text t, count c, graph g, text(0), text#(1), count#(2), graph(3)", Show(Full));
        var other = Parameters(text: 4, textFromCount: 5, count: 6, graph: 7)
            .Union(Text("t2")).Union(FlowValue.OfCount(Origin("c2"))).Union(FlowValue.OfGraph(Origin("g2")));
        Assert.Equal("text t+t2, count c+c2, graph g+g2, text(0+4), text#(1+5), count#(2+6), graph(3+7)", Show(Full.Union(other)));
        Assert.Equal(Show(Full), Show(Full.Union(Full)));
    }

    [Fact]
    public void The_64th_parameter_is_followed_and_the_65th_is_not()
    {
        Assert.Equal("text(63), count#(63)", Show(FlowValue.OfParameter(63)));
        Assert.True(FlowValue.OfParameter(64).IsNone);
    }

    [Fact]
    public void A_joined_collection_is_as_long_as_its_elements_are_large_or_many() =>
        Assert.Equal("text t+c, text(0), text#(1+2)", Show(Full.AsText()));

    [Fact]
    public void A_collection_of_known_length_keeps_its_elements() =>
        Assert.Equal("text t, graph g, text(0), text#(1), graph(3)", Show(Full.WithoutCount()));

    [Fact]
    public void Parts_are_as_many_as_the_text_was_long() => Assert.Equal("count t, count#(0)", Show(Full.AsParts()));

    [Fact]
    public void A_deserialised_object_has_collections_as_long_as_anything_it_was_made_of() =>
        Assert.Equal("graph t+c+g, graph(0+1+2+3)", Show(Full.AsGraph()));

    [Fact]
    public void A_collection_in_a_deserialised_object_is_long_and_its_elements_are_objects_too() =>
        Assert.Equal("count g, graph g, count#(3), graph(3)", Show(Full.AsMemberCollection()));

    [Fact]
    public void The_count_alone_forgets_how_large_the_elements_are()
    {
        Assert.Equal("count c, count#(2)", Show(Full.OnlyCount()));
        Assert.Equal("count c", Show(FlowValue.OfCount(Origin("c")).OnlyCount()));
        Assert.Equal("count#(2)", Show(Parameters(count: 2).OnlyCount()));
        Assert.Same(FlowValue.None, Text("t").OnlyCount());
    }

    [Fact]
    public void The_object_alone_forgets_its_text() => Assert.Equal("graph g, graph(3)", Show(Full.OnlyGraph()));

    [Fact]
    public void What_models_said_is_told_from_the_rest()
    {
        var both = Text("t").Union(FlowValue.OfText(new Origin(OriginKind.Answer, Node("a"), onlyOneLine: true)));
        Assert.Equal("text a-", Show(both.OnlyAnswers()));
        Assert.Same(FlowValue.None, Text("t").OnlyAnswers());
    }

    [Fact]
    public void An_unknown_collection_can_be_left_out()
    {
        static Origin Unknown(string name) => new(OriginKind.Collection, Node(name));
        var value = Full.Union(FlowValue.OfText(Unknown("x"))).Union(FlowValue.OfCount(Unknown("y"))).Union(FlowValue.OfGraph(Unknown("z")));
        Assert.Equal("text t+x, count c+y, graph g+z, text(0), text#(1), count#(2), graph(3)", Show(value));
        Assert.Equal(Show(Full), Show(value.WithoutUnknown()));
        Assert.Equal(Show(Full), Show(Full.WithoutUnknown()));
    }

    [Fact]
    public void A_line_of_a_text_is_not_the_text_and_tells_nothing_of_parameters()
    {
        Assert.Equal("text t-, count c-, graph g-", Show(Full.AsLine()));
        Assert.Equal("text t+t-", Show(Text("t").Union(Text("t").AsLine())));
        Assert.Equal("text t", Show(FlowValue.OfText(Text("t").AsLine().Text[0].AsMany())));
    }

    [Fact]
    public void Content_enters_a_text_once()
    {
        var (first, second) = Operands();
        var entered = Text("t").WithEntry(first);
        Assert.Same(first, entered.Text[0].Entry);
        Assert.Same(first, entered.WithEntry(second).Text[0].Entry);
        Assert.Null(entered.Text[0].AsMany().Entry);
    }

    [Fact]
    public void The_same_content_that_enters_at_two_places_is_told_twice()
    {
        var (first, second) = Operands();
        Assert.Equal("text t+t", Show(Text("t").WithEntry(first).Union(Text("t").WithEntry(second))));
        Assert.Equal("text t", Show(Text("t").WithEntry(first).Union(Text("t").WithEntry(first))));
    }

    [Fact]
    public void Parameters_are_forgotten_where_nobody_asks_for_them() =>
        Assert.Equal("text t, count c, graph g", Show(Full.WithoutParameters()));

    [Fact]
    public void A_call_is_a_step_of_the_way()
    {
        var (operand, _) = Operands();
        var seen = Text("t").WithEntry(operand).ThroughCall(Node("call"), static _ => FlowValue.None).Text[0];
        Assert.Null(seen.Entry);
        Assert.Single(seen.Steps);
        Assert.False(seen.OnlyOneLine);
        Assert.True(Text("t").AsLine().ThroughCall(Node("call"), static _ => FlowValue.None).Text[0].OnlyOneLine);
    }

    [Fact]
    public void Content_six_calls_away_is_told_of_and_content_seven_calls_away_is_not()
    {
        var value = Full.WithoutParameters();
        for (int i = 0; i < FlowValue.MaxCalls; i++)
        {
            value = value.ThroughCall(Node("call" + i), static _ => FlowValue.None);
        }

        Assert.Equal("text t, count c, graph g", Show(value));
        Assert.True(value.ThroughCall(Node("last"), static _ => FlowValue.None).IsNone);
    }

    [Fact]
    public void Of_two_ways_to_one_source_the_shorter_is_kept()
    {
        var near = Text("t").ThroughCall(Node("a"), static _ => FlowValue.None);
        var far = near.ThroughCall(Node("b"), static _ => FlowValue.None);
        Assert.Same(near.Text[0], far.Union(near).Text[0]);
        Assert.Same(near.Text[0], near.Union(far).Text[0]);
        var same = Text("t").ThroughCall(Node("c"), static _ => FlowValue.None);
        Assert.Same(near.Text[0], near.Union(same).Text[0]);
        Assert.Single(far.Union(near).Text);

        // Also where it is not the first of several.
        Assert.Same(near.Text[0], Text("u").Union(far).Union(near).Text[1]);
    }

    [Fact]
    public void At_most_64_origins_are_told_apart()
    {
        var value = FlowValue.None;
        for (int i = 0; i < 70; i++)
        {
            value = value.Union(Text("t" + i));
        }

        Assert.Equal(64, value.Text.Length);
    }

    // What the callee does with its parameter 2, and what that makes of an argument that has everything.
    [Theory]
    [InlineData("text", "text T, text(10), text#(11)")]
    [InlineData("textFromCount", "text C, text#(12)")]
    [InlineData("count", "count C, count#(12)")]
    [InlineData("graph", "graph T+C, graph(10+12)")]
    public void An_argument_becomes_what_the_callee_makes_of_its_parameter(string use, string expected)
    {
        var argument = Parameters(text: 10, textFromCount: 11, count: 12, graph: 13)
            .Union(Text("T")).Union(FlowValue.OfCount(Origin("C"))).Union(FlowValue.OfGraph(Origin("G")));
        var summary = use switch
        {
            "text" => Parameters(text: 2),
            "textFromCount" => Parameters(textFromCount: 2),
            "count" => Parameters(count: 2),
            _ => Parameters(graph: 2),
        };
        Assert.Equal(expected, Show(summary.ThroughCall(Node("call"), i => i == 2 ? argument : Text("wrong argument"))));
    }

    [Fact]
    public void Only_the_arguments_that_matter_are_asked_for()
    {
        var asked = new List<int>();
        var result = Parameters(text: 0, count: 63).ThroughCall(Node("call"), i =>
        {
            asked.Add(i);
            return i == 0 ? Text("t") : FlowValue.OfCount(Origin("c"));
        });
        Assert.Equal([0, 63], asked);
        Assert.Equal("text t, count c", Show(result));
    }

    private static FlowValue Text(string name) => FlowValue.OfText(Origin(name));

    private static Origin Origin(string name) => new(OriginKind.File, Node(name));

    private static SyntaxNode Node(string name)
    {
        lock (Nodes)
        {
            return Nodes.TryGetValue(name, out var node) ? node : Nodes[name] = SyntaxFactory.ParseExpression(name);
        }
    }

    private static FlowValue Parameters(int text = -1, int textFromCount = -1, int count = -1, int graph = -1)
    {
        var value = FlowValue.None;
        value = text < 0 ? value : value.Union(FlowValue.OfParameter(text).WithoutCount());
        value = textFromCount < 0 ? value : value.Union(FlowValue.OfParameter(textFromCount).OnlyCount().AsText());
        value = count < 0 ? value : value.Union(FlowValue.OfParameter(count).OnlyCount());
        return graph < 0 ? value : value.Union(FlowValue.OfParameter(graph).AsGraph());
    }

    // Two operands of one sum.
    private static (IOperation First, IOperation Second) Operands()
    {
        var tree = CSharpSyntaxTree.ParseText("class C { string M(string a, string b) => a + b; }");
        var model = CSharpCompilation.Create("c", [tree], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]).GetSemanticModel(tree);
        var sum = tree.GetRoot().DescendantNodes().OfType<BinaryExpressionSyntax>().Single();
        return (model.GetOperation(sum.Left)!, model.GetOperation(sum.Right)!);
    }

    private static string Show(FlowValue value)
    {
        return string.Join(", ", new[]
        {
            Origins("text ", value.Text), Origins("count ", value.Count), Origins("graph ", value.Graph),
            Bits("text", value.TextFromText), Bits("text#", value.TextFromCount), Bits("count#", value.CountFromCount), Bits("graph", value.GraphFromAny),
        }.Where(static part => part.Length > 0));

        static string Origins(string name, IReadOnlyCollection<Origin> origins) =>
            origins.Count == 0 ? "" : name + string.Join("+", origins.Select(static o => o.Source + (o.OnlyOneLine ? "-" : "")));

        static string Bits(string name, ulong bits) =>
            bits == 0 ? "" : $"{name}({string.Join("+", Enumerable.Range(0, 64).Where(i => (bits >> i & 1) != 0).Select(static i => i.ToString(CultureInfo.InvariantCulture)))})";
    }
}
