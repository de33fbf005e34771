using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PromptAnalyzers.Tests.Robustness;

/// <summary>Makes from a program one that nobody would write: half typed, badly merged, of another language, very large.</summary>
internal sealed class Mutator(IReadOnlyList<TestProgram> programs, int seed)
{
    private const int LongestFile = 120_000;

    private static readonly (string Name, int Weight, Func<Mutator, TestProgram, Random, TestProgram?> Apply)[] Mutations =
    [
        ("token deleted", 10, static (_, p, r) => OnToken(p, r, static (text, token, _, _) => Replace(text, token.Span, ""))),
        ("token doubled", 5, static (_, p, r) => OnToken(p, r, static (text, token, _, _) => Replace(text, new TextSpan(token.SpanStart, 0), token.Text + " "))),
        ("tokens swapped", 5, static (_, p, r) => OnToken(p, r, SwapTokens)),
        ("token from elsewhere", 6, static (m, p, r) => OnToken(p, r, (text, token, _, random) => Replace(text, token.Span, m.AnyToken(random)))),
        ("cut at a statement", 8, static (_, p, r) => OnNode<StatementSyntax>(p, r, static (text, node, random) => text[..(random.Next(2) == 0 ? node.SpanStart : node.Span.End)])),
        ("cut anywhere", 3, static (_, p, r) => OnFile(p, r, static (text, random) => text[..random.Next(text.Length + 1)])),
        ("half typed member access", 5, static (_, p, r) => OnNode<ExpressionSyntax>(p, r, static (text, node, _) => Replace(text, node.Span, node + "."))),
        ("half typed call", 4, static (_, p, r) => OnNode<ArgumentListSyntax>(p, r, static (text, node, _) => Replace(text, new TextSpan(node.Span.End - 1, 1), ","))),
        ("statement deleted", 6, static (_, p, r) => OnNode<StatementSyntax>(p, r, static (text, node, _) => Replace(text, node.Span, ""))),
        ("statement doubled", 4, static (_, p, r) => OnNode<StatementSyntax>(p, r, static (text, node, _) => Replace(text, node.Span, node + "\n" + node))),
        ("statements swapped", 4, static (_, p, r) => OnNode<StatementSyntax>(p, r, SwapStatements)),
        ("member doubled", 3, static (_, p, r) => OnNode<MemberDeclarationSyntax>(p, r, static (text, node, _) => Replace(text, node.Span, node + "\n" + node))),
        ("member deleted", 3, static (_, p, r) => OnNode<MemberDeclarationSyntax>(p, r, static (text, node, _) => Replace(text, node.Span, ""))),
        ("using removed", 4, static (_, p, r) => OnNode<UsingDirectiveSyntax>(p, r, static (text, node, _) => Replace(text, node.Span, ""))),
        ("all usings removed", 1, static (_, p, r) => OnFile(p, r, static (text, _) => string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("using ", StringComparison.Ordinal))))),
        ("reference removed", 3, static (_, p, r) => p.References.IsEmpty ? null : p with { References = p.References.RemoveAt(r.Next(p.References.Length)) }),
        ("one half of an sdk", 5, static (_, p, r) => HalfOfAnSdk(p, r)),
        ("no core library", 1, static (_, p, _) => p with { References = [.. p.References.Where(reference => reference.Display?.Contains("System.Runtime.dll", StringComparison.Ordinal) != true)] }),
        ("one identifier renamed", 5, static (_, p, r) => OnToken(p, r, RenameOne)),
        ("an identifier renamed everywhere", 5, static (_, p, r) => OnToken(p, r, RenameAll)),
        ("expression from elsewhere", 8, static (m, p, r) => OnNode<ExpressionSyntax>(p, r, (text, node, random) => Replace(text, node.Span, m.AnyExpression(random)))),
        ("expression from here", 6, static (_, p, r) => OnNode<ExpressionSyntax>(p, r, static (text, node, random) =>
            Replace(text, node.Span, Pick(node.SyntaxTree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>().ToList(), random).ToString()))),
        ("odd expression", 8, static (_, p, r) => OnNode<ExpressionSyntax>(p, r, static (text, node, random) => Replace(text, node.Span, Fill(Pick(OddCode.Expressions, random), node, random)))),
        ("odd statement", 12, static (_, p, r) => OnNode<StatementSyntax>(p, r, static (text, node, random) =>
            Replace(text, new TextSpan(node.SpanStart, 0), Fill(Pick(OddCode.Statements, random), node, random) + "\n"))),
        ("odd member", 10, static (_, p, r) => OnNode<MemberDeclarationSyntax>(p, r, static (text, node, random) =>
            Replace(text, new TextSpan(node.SpanStart, 0), Fill(Pick(OddCode.Members, random), node, random) + "\n"))),
        ("statement in odd code", 8, static (_, p, r) => OnNode<StatementSyntax>(p, r, static (text, node, random) =>
            Replace(text, node.Span, Pick(OddCode.Wrappers, random).Replace("CODE", node.ToString(), StringComparison.Ordinal)))),
        ("dynamic", 4, static (_, p, r) => OnNode<TypeSyntax>(p, r, static (text, node, _) => Replace(text, node.Span, "dynamic"))),
        ("pointer", 3, static (_, p, r) => OnNode<TypeSyntax>(p, r, static (text, node, _) => Replace(text, node.Span, node + "*"))),
        ("other type", 3, static (_, p, r) => OnNode<TypeSyntax>(p, r, static (text, node, random) => Replace(text, node.Span, Pick(OddCode.Types, random)))),
        ("modifier", 3, static (_, p, r) => OnNode<MemberDeclarationSyntax>(p, r, static (text, node, random) => Replace(text, new TextSpan(node.SpanStart, 0), Pick(OddCode.Modifiers, random) + " "))),
        ("script", 6, static (_, p, r) => AsScript(p, r)),
        ("huge expression", 4, static (_, p, r) => OnNode<ExpressionSyntax>(p, r, static (text, node, random) => Replace(text, node.Span, Huge(node, random)))),
        ("deep expression", 5, static (_, p, r) => OnNode<ExpressionSyntax>(p, r, static (text, node, random) => Replace(text, node.Span, Deep(node, random)))),
        ("deep statement", 4, static (_, p, r) => OnNode<StatementSyntax>(p, r, static (text, node, random) => Replace(text, node.Span, Deep(node, random)))),
        ("many statements", 2, static (_, p, r) => OnNode<StatementSyntax>(p, r, static (text, node, random) =>
            Replace(text, node.Span, string.Concat(Enumerable.Repeat("{ " + node + " }\n", Count(node, random.Next(50, 1_000))))))),
        ("deep calls", 3, static (_, p, r) => OnNode<MethodDeclarationSyntax>(p, r, DeepCalls)),
        ("older language", 4, static (_, p, r) => p with { Language = Pick([LanguageVersion.CSharp1, LanguageVersion.CSharp7_3, LanguageVersion.CSharp8, LanguageVersion.CSharp9, LanguageVersion.CSharp10, LanguageVersion.Preview], r) }),
        ("line ends", 2, static (_, p, r) => OnFile(p, r, static (text, random) => text.Replace("\n", Pick(["\r\n", "\r", "\u2028", "\u0085", "\n\n\f"], random), StringComparison.Ordinal))),
        ("directive", 3, static (_, p, r) => OnNode<StatementSyntax>(p, r, static (text, node, random) =>
            Replace(text, new TextSpan(node.SpanStart, 0), "\n" + Pick(OddCode.Directives, random) + "\n"))),
        ("odd characters", 2, static (_, p, r) => OnToken(p, r, static (text, token, _, random) => Replace(text, token.Span, Pick(["\ud800", "\0", "\ufeff", "日本", "@class", "\\u0041", "\"", "\"\"\"", "/*", "#"], random)))),
        ("two programs", 4, static (m, p, r) => p with { Files = [.. p.Files, .. Pick(m._programs, r).Files] }),
        ("no path", 1, static (_, p, _) => p with { Files = [.. p.Files.Select(static file => ("", file.Text))] }),
        ("odd settings", 2, static (_, p, r) => p with { Options = [.. OddCode.Settings(r)], AdditionalFiles = [("PromptAnalyzers.Own.txt", Pick(OddCode.Lists, r))] }),
        ("program instead of library", 2, static (_, p, r) => p with { Output = Pick([OutputKind.ConsoleApplication, OutputKind.NetModule, OutputKind.WindowsRuntimeMetadata, OutputKind.WindowsApplication], r) }),
    ];

    private readonly IReadOnlyList<TestProgram> _programs = programs;

    /// <summary>The mutant of a number: the same for the same seed and programs, whatever was made before.</summary>
    public (string Description, TestProgram Program) Make(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var program = _programs[random.Next(_programs.Count)];
        var applied = new List<string>();
        int wanted = random.Next(10) < 7 ? 1 : random.Next(2, 5);
        for (int attempt = 0; applied.Count < wanted && attempt < 20; attempt++)
        {
            int at = random.Next(Mutations.Sum(static mutation => mutation.Weight));
            var chosen = Mutations.First(mutation => (at -= mutation.Weight) < 0);
            if (chosen.Apply(this, program, random) is { } mutated && mutated.Files.Sum(static file => file.Text.Length) < LongestFile)
            {
                program = mutated;
                applied.Add(chosen.Name);
            }
        }

        return ($"{program.Name}: {string.Join(", ", applied)}", program);
    }

    private static TestProgram? OnFile(TestProgram program, Random random, Func<string, Random, string> change)
    {
        if (program.Files.IsEmpty)
        {
            return null;
        }

        int index = random.Next(program.Files.Length);
        var (path, text) = program.Files[index];
        return program with { Files = program.Files.SetItem(index, (path, change(text, random))) };
    }

    private static TestProgram? OnRoot(TestProgram program, Random random, Func<string, SyntaxNode, Random, string?> change)
    {
        string? result = null;
        var mutated = OnFile(program, random, (text, r) =>
            result = change(text, CSharpSyntaxTree.ParseText(text, program.ParseOptions).GetRoot(), r) ?? text);
        return result is null ? null : mutated;
    }

    private static TestProgram? OnToken(TestProgram program, Random random, Func<string, SyntaxToken, List<SyntaxToken>, Random, string> change) =>
        OnRoot(program, random, (text, root, r) =>
        {
            var tokens = root.DescendantTokens().Where(static token => token.Span.Length > 0).ToList();
            return tokens.Count == 0 ? null : change(text, Pick(tokens, r), tokens, r);
        });

    private static TestProgram? OnNode<T>(TestProgram program, Random random, Func<string, T, Random, string> change)
        where T : SyntaxNode =>
        OnRoot(program, random, (text, root, r) =>
        {
            var nodes = root.DescendantNodes().OfType<T>().Where(static node => node.Span.Length > 0).ToList();
            return nodes.Count == 0 ? null : change(text, Pick(nodes, r), r);
        });

    private static string SwapTokens(string text, SyntaxToken token, List<SyntaxToken> tokens, Random random)
    {
        var next = token.GetNextToken();
        return next.Span.Length == 0
            ? text
            : string.Concat(text[..token.SpanStart], next.Text, text[token.Span.End..next.SpanStart], token.Text, text[next.Span.End..]);
    }

    private static string SwapStatements(string text, StatementSyntax statement, Random random)
    {
        var others = statement.SyntaxTree.GetRoot().DescendantNodes().OfType<StatementSyntax>().Where(other => other.Span.Length > 0 && !other.Span.OverlapsWith(statement.Span)).ToList();
        if (others.Count == 0)
        {
            return text;
        }

        var other = Pick(others, random);
        var (first, second) = statement.SpanStart < other.SpanStart ? (statement, other) : (other, statement);
        return string.Concat(text[..first.SpanStart], second, text[first.Span.End..second.SpanStart], first, text[second.Span.End..]);
    }

    private static string RenameOne(string text, SyntaxToken token, List<SyntaxToken> tokens, Random random)
    {
        var names = tokens.Where(static candidate => candidate.IsKind(SyntaxKind.IdentifierToken)).ToList();
        return names.Count == 0 ? text : Replace(text, Pick(names, random).Span, Pick(names, random).Text);
    }

    private static string RenameAll(string text, SyntaxToken token, List<SyntaxToken> tokens, Random random)
    {
        var names = tokens.Where(static candidate => candidate.IsKind(SyntaxKind.IdentifierToken)).ToList();
        if (names.Count == 0)
        {
            return text;
        }

        string from = Pick(names, random).Text;
        string to = random.Next(2) == 0 ? Pick(names, random).Text : Pick(["ünïcode", "_", "@await", "PromptText", "Truncate", "value", "File", "String"], random);
        for (int i = names.Count - 1; i >= 0; i--)
        {
            text = names[i].Text == from ? Replace(text, names[i].Span, to) : text;
        }

        return text;
    }

    private static TestProgram? HalfOfAnSdk(TestProgram program, Random random)
    {
        string half = Pick([".Abstractions.dll", "Extensions.AI.dll", ".Core.dll", "OpenAI.dll", "ModelContextProtocol.dll"], random);
        return program with { References = [.. program.References.Where(reference => reference.Display?.EndsWith(half, StringComparison.Ordinal) != true)] };
    }

    private static TestProgram? AsScript(TestProgram program, Random random) =>
        OnRoot(program with { Kind = SourceCodeKind.Script }, random, (text, root, r) =>
        {
            // As it stands, or with the body of a method as the script's own statements.
            var bodies = root.DescendantNodes().OfType<BlockSyntax>().Where(static block => block.Parent is BaseMethodDeclarationSyntax).ToList();
            return bodies.Count == 0 || r.Next(3) == 0
                ? text
                : string.Concat(root.DescendantNodes().OfType<UsingDirectiveSyntax>().Select(static directive => directive + "\n")) + Inside(Pick(bodies, r));

            static string Inside(BlockSyntax block) => block.ToString().Trim('{', '}');
        });

    private static string Huge(ExpressionSyntax node, Random random)
    {
        int count = Count(node, random.Next(200, 3_000));
        return random.Next(5) switch
        {
            0 => "(" + string.Join(" + ", Enumerable.Repeat(node, count)) + ")",
            1 => "$\"" + string.Concat(Enumerable.Repeat("{(" + node.ToString().ReplaceLineEndings(" ") + ")}", count)) + "\"",
            2 => "string.Concat(" + string.Join(", ", Enumerable.Repeat(node, count)) + ")",
            3 => "new[] { " + string.Join(", ", Enumerable.Repeat(node, count)) + " }",
            _ => "[" + string.Join(", ", Enumerable.Repeat(node, count)) + "]",
        };
    }

    private static string Deep(ExpressionSyntax node, Random random)
    {
        int count = Count(node, random.Next(20, 1_500));
        return random.Next(10) switch
        {
            0 => Nest("(", node.ToString(), ")", count),
            1 => node + string.Concat(Enumerable.Repeat(".Trim()", count)),
            2 => "(" + string.Join(" ?? ", Enumerable.Repeat(node, count)) + ")",
            3 => "(" + string.Concat(Enumerable.Repeat("true ? " + node + " : ", count)) + node + ")",
            4 => Nest("await Task.FromResult(", node.ToString(), ")", count),
            5 => Nest("string.Concat(\"\", ", node.ToString(), ")", count),
            // The compiler itself takes twice as long for each level of these two.
            6 => Nest("new Func<object>(() => ", node.ToString(), ")", Math.Min(count, 8)),
            7 => Nest("(1 switch { 1 => ", node.ToString(), ", _ => null })", Math.Min(count, 300)),
            8 => "(" + string.Concat(Enumerable.Repeat("\"\" + (", count)) + node + new string(')', count) + ")",
            _ => Nest("$\"{(", node.ToString().ReplaceLineEndings(" "), ")}\"", Math.Min(count, 5)),
        };
    }

    private static string Deep(StatementSyntax node, Random random)
    {
        int count = random.Next(20, 800);
        return random.Next(7) switch
        {
            0 => Nest("{", node.ToString(), "}", count),
            1 => Nest("if (Environment.TickCount > 1) {", node.ToString(), "}", count),
            2 => string.Concat(Enumerable.Repeat("if (Environment.TickCount > 1) { } else ", count)) + node,
            3 => Nest("try {", node.ToString(), "} finally { }", Math.Min(count, 200)),
            4 => Nest("while (true) {", node.ToString(), "}", count),
            5 => Nest("using (new System.IO.MemoryStream()) {", node.ToString(), "}", Math.Min(count, 200)),
            _ => Nest("void Local() {", node.ToString(), "}", Math.Min(count, 60)),
        };
    }

    // A method that calls the next one, and so on; the last has the body. Some go round.
    private static string DeepCalls(string text, MethodDeclarationSyntax method, Random random)
    {
        int count = random.Next(5, 300);
        string name = method.Identifier.Text;
        string arguments = string.Join(", ", method.ParameterList.Parameters.Select(static parameter => parameter.Identifier.Text));
        string head = string.Join(' ', method.Modifiers.Select(static modifier => modifier.Text).Where(static modifier => modifier is not ("async" or "override" or "virtual"))) + " " + method.ReturnType;
        string last = random.Next(2) == 0 ? name : name + "0";
        return Replace(text, new TextSpan(method.SpanStart, 0), string.Concat(Enumerable.Range(0, count).Select(i =>
            $"{head} {name}{i}{method.TypeParameterList}{method.ParameterList} => {(i + 1 == count ? last : name + (i + 1).ToString(CultureInfo.InvariantCulture))}({arguments});\n")));
    }

    private static string Nest(string open, string inner, string close, int count) =>
        string.Concat(Enumerable.Repeat(open, count)) + inner + string.Concat(Enumerable.Repeat(close, count));

    private static int Count(SyntaxNode node, int wanted) => Math.Max(2, Math.Min(wanted, 60_000 / (node.Span.Length + 10)));

    private static string Fill(string pattern, SyntaxNode node, Random random)
    {
        var root = node.SyntaxTree.GetRoot();
        var expressions = root.DescendantNodes().OfType<ExpressionSyntax>().Where(static e => e.Span.Length < 200).ToList();
        var names = root.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).ToList();
        return pattern
            .Replace("EXPR", expressions.Count == 0 ? "1" : Pick(expressions, random).ToString(), StringComparison.Ordinal)
            .Replace("NAME", names.Count == 0 ? "x" : Pick(names, random).Text, StringComparison.Ordinal)
            .Replace("NUM", random.Next(100_000).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static string Replace(string text, TextSpan span, string with) => string.Concat(text.AsSpan(0, span.Start), with, text.AsSpan(span.End));

    private static T Pick<T>(IReadOnlyList<T> all, Random random) => all[random.Next(all.Count)];

    private string AnyToken(Random random)
    {
        var tokens = AnyRoot(random).DescendantTokens().ToList();
        return tokens.Count == 0 ? ";" : Pick(tokens, random).Text;
    }

    private string AnyExpression(Random random)
    {
        var expressions = AnyRoot(random).DescendantNodes().OfType<ExpressionSyntax>().Where(static e => e.Span.Length > 3).ToList();
        return expressions.Count == 0 ? "null!" : Pick(expressions, random).ToString();
    }

    private SyntaxNode AnyRoot(Random random)
    {
        var program = Pick(_programs, random);
        return CSharpSyntaxTree.ParseText(Pick(program.Files, random).Text, program.ParseOptions).GetRoot();
    }
}
