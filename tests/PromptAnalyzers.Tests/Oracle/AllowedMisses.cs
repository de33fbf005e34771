using System.Collections.Immutable;

namespace PromptAnalyzers.Tests.Oracle;

/// <summary>
/// The shapes by which large content may reach a model without a report, each with its reason. What is not here must be
/// found. Unknown means silent: every line is a way of which the engine knows nothing, not one that it takes for a bound.
/// </summary>
internal static class AllowedMisses
{
    /// <summary>What the name of a shape contains, and why it is silent.</summary>
    public static ImmutableArray<(string Part, string Reason)> Table { get; } =
    [
        ("object: ", "Members of records, tuples and anonymous objects are followed only where a body sets them by name."),
        ("new {", "An anonymous object is serialised with its members; they are not followed."),
        ("carrier: var (r#, n#)", "Tuples that a method returns are not followed member by member."),
        (".Text; private static (string Text", "Tuples that a method returns are not followed member by member."),
        ("NAME(string Text);", "Constructor parameters of the user's own types are not followed into members."),
        ("NAME(string text) {", "Constructor parameters of the user's own types are not followed into members."),
        ("{ Text = s }", "Object initialisers of the user's own types are followed in the same body only."),
        ("o#.Text = s", "Members that another object holds are followed in the same body only."),
        ("Func<", "What a delegate returns is not followed, but for LINQ and tools."),
        ("Action", "What a delegate does is not followed, but for LINQ and tools."),
        ("NAME(() =>", "What a delegate returns is not followed, but for LINQ and tools."),
        ("x# =>", "What a delegate returns is not followed, but for LINQ and tools."),
        ("NAME(Func", "What a delegate returns is not followed, but for LINQ and tools."),
        ("INAME o#", "A call of an interface may run any code."),
        ("public virtual", "A call of a virtual method may run any code."),
        ("IEnumerable<string> NAME", "Elements that an iterator of text yields are followed for collections only."),
        ("IAsyncEnumerable", "Asynchronous iterators are not followed."),
        ("Lines#(q)", "Iterators that take a sequence are not followed."),
        ("NAMELines", "Iterators are not followed."),
        ("First#(q)", "Iterators that take a sequence are not followed."),
        ("this.NAME", "A field that other members may set is not followed when its value is set and read through the object."),
        ("NAMEText", "A field that a method sets for another is known only for private fields without guards."),
        ("aggregate", "Enumerable.Aggregate may keep or drop what it is given."),
        ("ForEach(", "List.ForEach is a delegate."),
        ("GroupBy", "Groups are collections of collections."),
        ("Chunk(", "Chunks are collections of collections."),
        ("Zip(", "Zip pairs two sequences, the shorter decides."),
        ("AsParallel", "PLINQ is not in the tables."),
        ("DistinctBy", "Rare operators are not in the tables."),
        ("Except(", "Set differences may be of any size."),
        ("max element", "One element of a sequence is short unless the sequence holds whole texts; Max and Min may pick any."),
        ("Stack<", "Pop gives back one of the elements pushed; not followed."),
        ("Queue<", "Dequeue gives back one of the elements; not followed."),
        ("Dictionary<", "Values of a dictionary are not told apart by key."),
        ("KeyValuePair", "Members of library structures are not followed."),
        ("string[2]", "Elements of an array that are set one by one are not followed."),
        ("GetEnumerator", "An enumerator by hand is not followed."),
        ("StringWriter", "Writers that are not builders."),
        ("MemoryStream", "Copies of streams are not followed."),
        ("AsSpan", "Spans are not followed."),
        ("string.Copy", "Obsolete."),
        ("JsonDocument", "Parts of parsed JSON are of unknown size."),
        ("Deserialize<", "String members of deserialised values are of unknown size."),
        ("for (int i#", "Elements that an index loop takes from a list are small alone; the loop's own length is followed for foreach."),
        ("while (i# <", "As for index loops."),
        ("a#[i#]", "As for index loops."),
        ("l#[i#]", "As for index loops."),
        ("while (!r#.EndOfStream", "A reading loop that does not test the line."),
        ("buffer#, 0, read#", "A copy by buffers adds parts of a fixed size; how often is not known."),
        ("yield return", "Iterators are not followed."),
        ("Split('\\n')", "Parts of a parameter are followed only to the caller of the same method."),
        ("foreach (char", "Characters are small alone; a loop over a text is followed for sequences only."),
        ("static void Fill#", "What a method does to a builder it is given is not followed."),
        ("void Add#", "What a local function adds to a captured variable in a loop is added once."),
        ("from line#", "Query expressions over anonymous pairs."),
        ("i# = 0; } i#++", "A counter that starts over looks like one that ends the loop."),
        ("l#.Count > 9) count++", "A count that is tested but ends nothing."),
        ("b#.Length < 0", "A comparison that is never true."),
        ("if (b#.Length > 4_000) count++", "A length that is tested but ends nothing."),
        ("EXTENSION", "Extension methods that are called through another."),
        ("int depth", "Recursion is cut where it meets itself."),
        ("if (count > 10)", "A counter that nobody counts."),
    ];

    public static bool Explain(OracleProgram program) => Table.Any(line => program.Shapes.Any(shape => shape.Contains(line.Part, StringComparison.Ordinal)));
}
