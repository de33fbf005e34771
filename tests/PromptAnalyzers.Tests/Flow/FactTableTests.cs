using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Tests.Flow;

/// <summary>The table of library members: in order, without repetition, and every name is the name of something that exists.</summary>
public class FactTableTests
{
    /// <summary>Packages that are not restored for the tests; their members were compared with a copy of the package or its source.</summary>
    private static readonly string[] NotHere =
    [
        "System.Data.Odbc.", "System.Data.OleDb.", "System.Data.SqlClient.", "System.Data.SQLite.", "Microsoft.Data.SqlClient.", "MySql.Data.",
        "MySqlConnector.", "Npgsql.", "Microsoft.Azure.Cosmos.", "Azure.Data.Tables.", "StackExchange.Redis.", "SQLite.", "MimeKit.", "MailKit.",
        "iText.", "ClosedXML.", "ReverseMarkdown.", "System.Management.Automation.", "Renci.SshNet.", "System.Diagnostics.EventLog.",
    ];

    /// <summary>Members that newer versions no longer have; programs still do.</summary>
    private static readonly string[] Former =
    [
        "CsvHelper.CsvReader.#ctor",
        "CsvHelper.CsvReader.GetField",
        "Flurl.Http.HttpResponseMessageExtensions.ReceiveBytes",
        "Flurl.Http.HttpResponseMessageExtensions.ReceiveJson",
        "Flurl.Http.HttpResponseMessageExtensions.ReceiveString",
    ];

    private static readonly Lazy<Dictionary<string, List<Lazy<INamedTypeSymbol>>>> Types = new(FindTypes);

    [Fact]
    public void Every_fact_names_something_that_exists()
    {
        var wrong = Members()
            .Where(name => !NotHere.Any(n => name.StartsWith(n, StringComparison.Ordinal)) && !Former.Contains(name) && !Exists(name))
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void What_is_excused_is_in_the_table_and_not_here()
    {
        var members = Members().ToHashSet(StringComparer.Ordinal);
        Assert.All(Former, name => Assert.False(Exists(name)));
        Assert.All(Former, name => Assert.Contains(name, members));
        Assert.All(NotHere, prefix => Assert.Contains(members, name => name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_members_of_a_section_are_in_order_and_none_stands_twice()
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        string previous = "";
        foreach (string line in Lines("flow.txt"))
        {
            if (line.Length == 0 || line[0] == '#')
            {
                previous = "";
                continue;
            }

            string member = line.Split(' ')[1];
            Assert.True(string.CompareOrdinal(previous, member) < 0, $"{member} stands after {previous}");
            Assert.True(all.Add(member), $"{member} stands twice");
            previous = member;
        }

        Assert.True(all.Count > 700, $"Only {all.Count} members are left.");
    }

    [Theory]
    [InlineData("namespace System.IO { class File { void Read() { } } }", true)]
    [InlineData("namespace IO { class File { void Read() { } } }", false)]
    [InlineData("namespace Other.System.IO { class File { void Read() { } } }", false)]
    [InlineData("namespace System.IO { class MyFile { void Read() { } } }", false)]
    [InlineData("namespace System { class IO { class File { void Read() { } } } }", true)]
    [InlineData("namespace System.IO { class Outer { class File { void Read() { } } } }", false)]
    [InlineData("namespace System.IO { class File<T> { void Read() { } } }", false)]
    [InlineData("class File { void Read() { } }", false)]
    [InlineData("namespace System.IO { class File { void Read() { } } }", false, "System_IO.File.Read")]
    public void A_member_is_known_by_the_whole_name_of_its_type(string source, bool isKnown, string name = "System.IO.File.Read")
    {
        var table = new FactTable(ImmutableDictionary<string, string>.Empty.Add(name, "text"));
        var compilation = CSharpCompilation.Create("Member", [CSharpSyntaxTree.ParseText(source)]);
        var member = compilation.GetSymbolsWithName("Read").Single();
        Assert.Equal(isKnown ? "text" : null, table.OfMember(member, static _ => true));
    }

    private static IEnumerable<string> Members() => Lines("flow.txt").Where(line => !FactLine.IsBlank(line)).Select(line => line.Split(' ')[1]);

    private static IEnumerable<string> Lines(string resource)
    {
        using var reader = new StreamReader(typeof(SdkCatalog).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().Split('\n').Select(line => line.Trim());
    }

    private static bool Exists(string name)
    {
        if (Types.Value.ContainsKey(name))
        {
            return true;
        }

        bool isConstructor = name.EndsWith(".#ctor", StringComparison.Ordinal);
        int dot = isConstructor ? name.Length - ".#ctor".Length : name.LastIndexOf('.');
        if (dot < 0 || !Types.Value.TryGetValue(name[..dot], out var types))
        {
            return false;
        }

        return types.Select(t => t.Value).OfType<INamedTypeSymbol>()
            .SelectMany(t => isConstructor ? t.InstanceConstructors.CastArray<ISymbol>() : t.GetMembers())
            .Any(m => isConstructor || m.MetadataName == name[(dot + 1)..]);
    }

    /// <summary>Types by the name that the tables use. The names are read from the files; a symbol is made only of what is asked for.</summary>
    private static Dictionary<string, List<Lazy<INamedTypeSymbol>>> FindTypes()
    {
        var beside = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(file => !Path.GetFileName(file).StartsWith("PromptAnalyzers", StringComparison.Ordinal))
            .Where(IsManaged)
            .Select(file => (MetadataReference)MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create("Names", [], [.. References.For(Verification.Sdk.None), .. References.AspNetCore, .. beside]);
        var found = new Dictionary<string, List<Lazy<INamedTypeSymbol>>>(StringComparer.Ordinal);
        foreach (var reference in compilation.References.OfType<PortableExecutableReference>())
        {
            using var file = new PEReader(File.OpenRead(reference.FilePath!));
            var metadata = file.GetMetadataReader();
            foreach (var handle in metadata.TypeDefinitions)
            {
                string clrName = NameOf(metadata, handle);
                string name = clrName.Replace('+', '.');
                if (!found.TryGetValue(name, out var list))
                {
                    found[name] = list = [];
                }

                list.Add(new Lazy<INamedTypeSymbol>(() =>
                    (compilation.GetAssemblyOrModuleSymbol(reference) as IAssemblySymbol)?.GetTypeByMetadataName(clrName)!));
            }
        }

        return found;
    }

    private static string NameOf(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        string name = metadata.GetString(type.Name);
        return !type.GetDeclaringType().IsNil ? NameOf(metadata, type.GetDeclaringType()) + "+" + name
            : type.Namespace.IsNil ? name
            : metadata.GetString(type.Namespace) + "." + name;
    }

    private static bool IsManaged(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        return reader.HasMetadata;
    }
}
