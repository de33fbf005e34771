using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Tests.Flow;

/// <summary>What a type says about the size of its values, and a statement about what runs after it.</summary>
public class OperationFactsTests
{
    private const string Types = """
        using System; using System.Collections; using System.Collections.Generic; using System.IO; using System.Linq;
        struct Pair { public string A, B; }
        class Guid { public string Text; }
        class Words : List<string> { }

        """;

    [Theory]
    [InlineData("bool")]
    [InlineData("char")]
    [InlineData("int")]
    [InlineData("decimal")]
    [InlineData("double")]
    [InlineData("DayOfWeek")]
    [InlineData("DateTime")]
    [InlineData("System.Guid")]
    [InlineData("TimeSpan")]
    [InlineData("DateTimeOffset")]
    [InlineData("DateOnly")]
    [InlineData("TimeOnly")]
    public void Numbers_dates_and_identifiers_are_small(string type) => Assert.True(OperationFacts.IsSmall(TypeOf(type)));

    [Theory]
    [InlineData("string")]
    [InlineData("object")]
    [InlineData("int[]")]
    [InlineData("Pair")]
    [InlineData("Guid")]
    [InlineData("KeyValuePair<int, int>")]
    public void Texts_and_objects_are_not(string type) => Assert.False(OperationFacts.IsSmall(TypeOf(type)));

    [Theory]
    [InlineData("string")]
    [InlineData("char[]")]
    [InlineData("byte[]")]
    [InlineData("Span<char>")]
    [InlineData("ReadOnlySpan<byte>")]
    [InlineData("Memory<byte>")]
    [InlineData("ReadOnlyMemory<char>")]
    public void A_run_of_characters_or_bytes_is_like_a_text(string type) => Assert.True(OperationFacts.IsTextOrBytes(TypeOf(type)));

    [Theory]
    [InlineData("int[]")]
    [InlineData("string[]")]
    [InlineData("Span<int>")]
    [InlineData("List<char>")]
    [InlineData("IEnumerable<char>")]
    [InlineData("char")]
    public void A_run_of_anything_else_is_not(string type) => Assert.False(OperationFacts.IsTextOrBytes(TypeOf(type)));

    [Theory]
    [InlineData("int[]", "Int32")]
    [InlineData("IEnumerable<long>", "Int64")]
    [InlineData("List<string>", "String")]
    [InlineData("Words", "String")]
    [InlineData("Dictionary<int, bool>", "KeyValuePair")]
    public void A_collection_holds_elements_of_one_type(string type, string element)
    {
        Assert.True(OperationFacts.IsCollection(TypeOf(type)));
        Assert.Equal(element, OperationFacts.ElementTypeOf(TypeOf(type))?.Name);
    }

    [Theory]
    [InlineData("int")]
    [InlineData("object")]
    [InlineData("IEnumerable")]
    [InlineData("ArrayList")]
    public void Without_a_type_of_elements_there_is_no_collection(string type)
    {
        Assert.False(OperationFacts.IsCollection(TypeOf(type)));
        Assert.Null(OperationFacts.ElementTypeOf(TypeOf(type)));
    }

    [Fact]
    public void A_text_is_no_collection_though_it_holds_characters()
    {
        Assert.False(OperationFacts.IsCollection(TypeOf("string")));
        Assert.False(OperationFacts.IsCollection(null));
        Assert.False(OperationFacts.IsSmall(null));
        Assert.False(OperationFacts.IsText(null));
        Assert.False(OperationFacts.IsTextOrBytes(null));
    }

    [Theory]
    [InlineData("return;")]
    [InlineData("throw new Exception();")]
    [InlineData("break;")]
    [InlineData("continue;")]
    [InlineData("{ Console.WriteLine(); return; }")]
    [InlineData("{ { return; } }")]
    public void Nothing_after_it_runs(string statement) => Assert.True(OperationFacts.Exits(StatementOf(statement)));

    [Theory]
    [InlineData("Console.WriteLine();")]
    [InlineData("{ }")]
    [InlineData("{ Console.WriteLine(); }")]
    [InlineData("{ if (n > 5) return; }")]
    [InlineData("text = other ?? throw new Exception();")]
    public void What_is_after_it_may_run(string statement) => Assert.False(OperationFacts.Exits(StatementOf(statement)));

    [Theory]
    [InlineData("foreach (var a in text) { foreach (var b in other) { n++; } }", "other")]
    [InlineData("foreach (var a in text) { foreach (var b in (n++ + other)) { } }", "text")]
    [InlineData("foreach (var a in text) { if (n > 0) { n++; } }", "text")]
    [InlineData("foreach (var b in (n++ + other)) { }", null)]
    [InlineData("foreach (var a in text) { Action f = () => n++; }", null)]
    [InlineData("foreach (var a in text) { void F() => n++; }", null)]
    [InlineData("n++;", null)]
    public void The_loop_round_an_operation_is_the_innermost_that_runs_it_again(string statement, string? collection)
    {
        var step = BodyOf(statement).Descendants().OfType<IIncrementOrDecrementOperation>().Single();
        Assert.Equal(collection, OperationFacts.EnclosingLoop(step) is IForEachLoopOperation loop ? loop.Collection.Syntax.ToString() : null);
    }

    [Fact]
    public void What_a_nested_function_does_is_not_done_by_the_body()
    {
        var body = BodyOf("n = 1; Action f = () => n = 2; void G() => n = 3; if (n > 0) { n = 4; }");
        Assert.Equal("1,4", string.Join(",", OperationFacts.DescendantsInBody(body).OfType<ISimpleAssignmentOperation>().Select(static a => a.Value.Syntax)));
    }

    [Theory]
    [InlineData("text = ((string)(object)(other));", "other")]
    [InlineData("text = (await Task.FromResult(other));", "Task.FromResult(other)")]
    public void Conversions_brackets_and_awaits_change_no_value(string statement, string inner)
    {
        var assignment = BodyOf(statement).Descendants().OfType<ISimpleAssignmentOperation>().First();
        Assert.Equal(inner, OperationFacts.Unwrap(assignment.Value).Syntax.ToString());
    }

    [Theory]
    [InlineData("text.Trim();", "text")]
    [InlineData("other.Count();", "other")]
    [InlineData("Enumerable.Count(text);", "text")]
    [InlineData("Console.WriteLine(text);", null)]
    [InlineData("GC.Collect();", null)]
    public void A_call_works_on_its_receiver_or_on_what_it_extends(string statement, string? receiver)
    {
        var call = BodyOf(statement).Descendants().OfType<IInvocationOperation>().First();
        Assert.Equal(receiver, OperationFacts.ReceiverOf(call) is { } found ? OperationFacts.Unwrap(found).Syntax.ToString() : null);
    }

    [Theory]
    [InlineData("text = other;", "other")]
    [InlineData("text = (string)(object)other;", "other")]
    [InlineData("n = text.Length;", "Length")]
    [InlineData("text = string.Empty;", "Empty")]
    [InlineData("n = text[0];", null)]
    [InlineData("text = text + other;", null)]
    public void A_value_is_named_by_a_variable_or_a_member_without_arguments(string statement, string? name)
    {
        var assignment = BodyOf(statement).Descendants().OfType<ISimpleAssignmentOperation>().First();
        Assert.Equal(name, OperationFacts.SymbolOf(assignment.Value)?.Name);
        Assert.Null(OperationFacts.SymbolOf(null));
    }

    private static ITypeSymbol TypeOf(string type)
    {
        var (tree, model) = Compile(Types + "class C { " + type + " M() => default; }");
        var method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Last();
        return model.GetDeclaredSymbol(method)!.ReturnType;
    }

    private static IOperation StatementOf(string statement) =>
        BodyOf("while (true) " + statement).Descendants().OfType<IWhileLoopOperation>().First().Body;

    private static IOperation BodyOf(string statement)
    {
        var (tree, model) = Compile(
            "using System; using System.Linq; using System.Threading.Tasks; class C { async void M(string text, string other, int n) { " + statement + " } }");
        return model.GetOperation(tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().First())!;
    }

    private static (SyntaxTree Tree, SemanticModel Model) Compile(string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source);
        var compilation = CSharpCompilation.Create(
            "c", [tree], References.For(Verification.Sdk.None), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        return (tree, compilation.GetSemanticModel(tree));
    }
}
