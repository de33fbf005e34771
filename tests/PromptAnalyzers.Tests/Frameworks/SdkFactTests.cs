using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Tests.Frameworks;

/// <summary>
/// Every fact about an SDK names something that is there: in the SDK's own assembly where its package restores, else in a
/// stand-in or a list that is written from its published API.
/// </summary>
public sealed class SdkFactTests
{
    private static readonly Dictionary<string, List<string[]>> Published = StandIns.PublishedMembers();

    private static readonly ImmutableArray<ImmutableArray<IAssemblySymbol>> Assemblies = Load();

    public static TheoryData<string> SdkNames => [.. SdkCatalog.All.Select(sdk => sdk.Name)];

    [Theory]
    [MemberData(nameof(SdkNames))]
    public void Every_fact_names_something(string name)
    {
        var sdk = SdkCatalog.All.Single(each => each.Name == name);
        string missing = string.Join("\n", sdk.Facts.Where(fact => !Resolves(fact)).Select(fact => $"{fact.Kind} {fact.Name} {fact.Detail}"));
        Assert.True(missing.Length == 0, missing);
    }

    [Theory]
    [MemberData(nameof(SdkNames))]
    public void Every_sdk_says_which_assemblies_are_its_own(string name)
    {
        var sdk = SdkCatalog.All.Single(each => each.Name == name);
        Assert.True(sdk.Assemblies.Count + sdk.Families.Length > 0);
        Assert.All(sdk.Families, family => Assert.EndsWith(".", family, StringComparison.Ordinal));
    }

    [Fact]
    public void No_fact_is_there_twice() => Assert.Empty(SdkCatalog.All.SelectMany(sdk => sdk.Facts)
        .GroupBy(fact => (fact.Kind, fact.Name))
        .Where(group => group.Count() > 1)
        .Select(group => group.Key));

    private static bool Resolves(FactLine fact)
    {
        if (Types(fact.Name).Any())
        {
            return true;
        }

        if (Published.TryGetValue(fact.Name, out var overloads)
            && Parameters(fact).All(alternatives => overloads.Any(overload => alternatives.Any(overload.Contains))))
        {
            return true;
        }

        const string Constructor = ".#ctor";
        bool isConstructor = fact.Name.EndsWith(Constructor, StringComparison.Ordinal);
        int end = isConstructor ? fact.Name.Length - Constructor.Length : fact.Name.LastIndexOf('.');
        var members = Types(fact.Name[..end])
            .SelectMany(type => isConstructor ? type.InstanceConstructors : type.GetMembers(fact.Name[(end + 1)..]).AsEnumerable())
            .ToList();
        return members.Count > 0 && Parameters(fact).All(alternatives => members.Any(member => alternatives.Any(parameter => Has(member, parameter))));
    }

    /// <summary>The parameters that a detail names; of each group one must be there.</summary>
    private static IEnumerable<string[]> Parameters(FactLine fact) => fact.Kind switch
    {
        FactKind.Sink or FactKind.SameTools or FactKind.Advertise when fact.Detail.Length > 0 => [fact.Detail.Split(',')],
        FactKind.Tools or FactKind.AddsTools or FactKind.Import or FactKind.PluginFactory => fact.Detail.Split(',')
            .Where(word => word is not ("" or "type" or "one" or "receiver"))
            .Select(word => new[] { word[(word.IndexOf(':', StringComparison.Ordinal) + 1)..] }),
        FactKind.Send or FactKind.AgentRun or FactKind.ServiceStored when fact.Detail.Split(',').Any(word => word is not ("" or "this" or "history")) =>
            [fact.Detail.Split(',')],
        FactKind.ToolLiteral => fact.Detail.Split(',').Select(word => new[] { word }),
        FactKind.HostedMcp => fact.Detail.Split(',').Where(word => word[0] != '.').Select(word => new[] { word }),
        FactKind.HiddenTools => [[fact.Detail.Split(' ')[0]]],
        _ => [],
    };

    private static bool Has(ISymbol member, string parameter) =>
        member is IMethodSymbol method ? method.Parameters.Any(each => each.Name == parameter) : parameter.Length == 0;

    private static IEnumerable<INamedTypeSymbol> Types(string name) =>
        Assemblies.SelectMany(group => group).Where(SdkReferences.IsSdkAssembly).Select(assembly => assembly.GetTypeByMetadataName(name)).OfType<INamedTypeSymbol>();

    private static ImmutableArray<ImmutableArray<IAssemblySymbol>> Load()
    {
        var groups = new List<IEnumerable<MetadataReference>> { References.Packages };
        groups.AddRange(StandIns.Names.Select(name => (IEnumerable<MetadataReference>)[StandIns.Reference(name)]));
        return [.. groups.Select(references => Symbols([.. references]))];
    }

    private static ImmutableArray<IAssemblySymbol> Symbols(ImmutableArray<MetadataReference> references)
    {
        var compilation = CSharpCompilation.Create("Facts", references: References.For(Verification.Sdk.None).AddRange(references));
        return [.. references.Select(reference => compilation.GetAssemblyOrModuleSymbol(reference)).OfType<IAssemblySymbol>()];
    }
}
