using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptAnalyzers.Tests.Oracle;

/// <summary>
/// Makes programs at random, all of one seed the same. Every flag is tested once a program, so that each path is
/// possible; every source is read by one expression, so that a report of it can be told from all others.
/// </summary>
internal sealed partial class ProgramGenerator(int seed)
{
    private readonly Random random = new(seed);
    private List<Node> members = [];
    private Scope scope = new();
    private int names;
    private int nextSource;
    private int nextFlag;
    private int nextSink;
    private bool usesMode;

    // In a block whose exceptions are caught, every statement may be the one that fails.
    private bool isTried;
    private int nextFailure;

    // What is swapped in every round of two is not swapped after them.
    private bool isRepeated;
    private string owner = "";

    // Texts that got their value from each other by an assignment.
    private Dictionary<string, HashSet<string>> linked = [];
    private HashSet<string> decided = [];

    // The one form that a program is made for; then nothing is left to chance.
    private string? forced;
    private (string Statement, string Member)? forcedCarrier;

    /// <param name="id">Also the name of the class.</param>
    public OracleProgram Next(int id)
    {
        Start(id);
        var statements = new List<Node>();
        int length = random.Next(2, 7);
        statements.Add(Declaration());
        for (int i = 0; i < length; i++)
        {
            statements.Add(Statement(2));
        }

        statements.Add(Send());
        if (Chance(4))
        {
            statements.Add(Statement(1));
            statements.Add(Send());
        }

        members.Insert(0, new Node("member", "", "public async Task RunAsync()\n{\nawait Task.CompletedTask;\n", Node.List("stmts", statements), "}"));
        if (nextSink < Meter.Sinks && Chance(3))
        {
            members.Add(ToolMethod());
        }

        return new OracleProgram(id, Node.List("members", members));
    }

    private void Start(int id)
    {
        members = [];
        names = nextSource = nextFlag = nextSink = 0;
        usesMode = false;
        nextFailure = 0;
        isTried = isRepeated = false;
        linked = [];
        decided = [];
        owner = $"Of{id}_";
        scope = new Scope { IsAsync = true, CanSend = true };
    }

    private bool Chance(int oneIn) => forced is null && random.Next(oneIn) == 0;

    private T Pick<T>(params T[] items) => forced is T form && Array.IndexOf(items, form) >= 0 ? form : items[forced is null ? random.Next(items.Length) : 0];

    private Node Choose(params Func<Node>[] productions) => productions[random.Next(productions.Length)]();

    private string Name(string prefix) => prefix + (names++).ToString(CultureInfo.InvariantCulture);

    /// <summary>A bound that everybody calls one; ten texts as long as that are still small.</summary>
    private string Bound() => Pick("500", "900", "1_500", "2_000", scope.IsStatic ? "1_200" : "limit", "(2 * 900)");

    /// <summary>A bound over which nothing fits a model either.</summary>
    private string Absurd() => Pick("5_000_000", "int.MaxValue", "600_000");

    /// <summary>A condition that the runs steer; null when all are used.</summary>
    private string? Flag() => nextFlag < (usesMode ? 3 : 4) ? $"flag{nextFlag++}" : null;

    private string? Source() => nextSource < Contents.Count ? (nextSource++).ToString(CultureInfo.InvariantCulture) : null;

    private string? Text()
    {
        var texts = scope.Texts.Where(name => !decided.Contains(name)).ToList();
        return texts.Count > 0 ? texts[forced is null ? random.Next(texts.Count) : 0] : null;
    }

    private void Link(string text, string value)
    {
        foreach (string other in scope.Texts.Where(name => name != text && Regex.IsMatch(value, $@"\b{name}\b")))
        {
            linked.TryAdd(text, []);
            linked.TryAdd(other, []);
            linked[text].Add(other);
            linked[other].Add(text);
        }
    }

    /// <summary>
    /// A way out for a long text decides about the texts that were assigned from it as well: whether they are large where
    /// control goes on is a matter of two variables, of which nothing is claimed. They are not used any more.
    /// </summary>
    private void Decide(string text) => decided.UnionWith(LinkedWith(text).Where(other => other != text));

    private bool AreLinked(string text, string other) => forced is null && LinkedWith(text).Contains(other);

    private HashSet<string> LinkedWith(string text)
    {
        var open = new Stack<string>([text]);
        var seen = new HashSet<string> { text };
        while (open.TryPop(out string? next))
        {
            foreach (string other in linked.GetValueOrDefault(next, []).Where(seen.Add))
            {
                open.Push(other);
            }
        }

        return seen;
    }

    /// <summary>What is in reach at one place of a program.</summary>
    private sealed class Scope
    {
        public List<string> Texts { get; init; } = [];

        public List<string> Sequences { get; init; } = [];

        /// <summary>Await is allowed.</summary>
        public bool IsAsync { get; init; }

        /// <summary>The instance members are in reach: sources, flags.</summary>
        public bool IsStatic { get; init; }

        public bool CanSend { get; init; }

        /// <summary>In a method that is called in the midst of an expression.</summary>
        public bool IsHelper { get; init; }

        /// <summary>How a statement leaves the method.</summary>
        public string Leave { get; init; } = "return;";

        public Scope Inner() => new()
        {
            Texts = [.. Texts], Sequences = [.. Sequences], IsAsync = IsAsync, IsStatic = IsStatic, CanSend = CanSend, IsHelper = IsHelper, Leave = Leave,
        };
    }
}
