using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PromptAnalyzers.Tests;

/// <summary>What must hold for the shipped assemblies as a whole.</summary>
public sealed class ArchitectureTests
{
    private static readonly Version Floor = new(4, 8, 0, 0);

    // The build copies the pages beside the test assembly.
    private static readonly string Pages = Path.Combine(AppContext.BaseDirectory, "docs", "rules");

    [Fact]
    public void Every_setting_is_documented_with_its_default_its_unit_and_its_rules()
    {
        string[] page = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "docs", "configuration.md"));
        foreach (var option in PromptAnalyzers.Configuration.PromptOptions.All)
        {
            string row = FormattableString.Invariant($"| `{option.Key}` | int | {option.DefaultValue} | {option.Unit} | {option.UsedBy} |");
            Assert.Contains(row, page);
        }
    }

    [Fact]
    public void The_list_of_descriptors_holds_what_the_analyzers_report() => Assert.Equal(
        Descriptors.All.Select(d => d.Id),
        Product.CreateAnalyzers().SelectMany(a => a.SupportedDiagnostics).Select(d => d.Id).Order());

    [Fact]
    public void There_are_at_most_three_analyzer_classes()
    {
        // The cost of resolving types at start is paid once a class and compilation.
        Assert.InRange(Product.CreateAnalyzers().Length, 1, 3);
    }

    [Fact]
    public void Every_analyzer_and_fix_is_exported_for_csharp()
    {
        Assert.All(Product.CreateAnalyzers(), analyzer =>
            Assert.Equal([LanguageNames.CSharp], analyzer.GetType().GetCustomAttribute<DiagnosticAnalyzerAttribute>()!.Languages));
        Assert.All(Product.CreateCodeFixes(), fix =>
            Assert.Equal([LanguageNames.CSharp], fix.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>()!.Languages));
    }

    [Fact]
    public void Every_rule_is_supported_by_an_analyzer()
    {
        var supported = Supported().Select(descriptor => descriptor.Id).ToHashSet();
        Assert.Equal([.. RuleIdsByReflection().Order()], supported.Order());
    }

    [Fact]
    public void Every_rule_has_one_descriptor_with_all_texts()
    {
        var descriptors = Supported().ToList();
        Assert.Equal(descriptors.Count, descriptors.Select(descriptor => descriptor.Id).Distinct().Count());
        Assert.All(descriptors, descriptor =>
        {
            Assert.NotEmpty(descriptor.Title.ToString());
            Assert.NotEmpty(descriptor.Description.ToString());
            Assert.EndsWith($"/docs/rules/{descriptor.Id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
            Assert.Matches("^PA[0-9]{4}$", descriptor.Id);
        });
    }

    [Fact]
    public void Every_rule_has_a_page()
    {
        Assert.All(Supported(), descriptor => Assert.True(File.Exists(Path.Combine(Pages, descriptor.Id + ".md")), descriptor.Id));
    }

    [Fact]
    public void Every_page_belongs_to_a_rule()
    {
        var ids = Supported().Select(descriptor => descriptor.Id).ToHashSet();
        Assert.All(
            Directory.EnumerateFiles(Pages, "PA*.md"),
            page => Assert.Contains(Path.GetFileNameWithoutExtension(page), ids));
    }

    [Fact]
    public void Every_fixable_id_is_a_rule_and_every_fix_names_some()
    {
        var ids = Supported().Select(descriptor => descriptor.Id).ToHashSet();
        Assert.NotEmpty(Product.CreateCodeFixes());
        Assert.All(Product.CreateCodeFixes(), fix =>
        {
            Assert.NotEmpty(fix.FixableDiagnosticIds);
            Assert.All(fix.FixableDiagnosticIds, id => Assert.Contains(id, ids));
        });
    }

    [Fact]
    public void Assemblies_run_on_the_oldest_supported_compiler()
    {
        foreach (var assembly in new[] { Product.AnalyzerAssembly, Product.CodeFixAssembly })
        {
            var compiler = assembly.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(compiler);
            Assert.All(compiler, name => Assert.True(name.Version <= Floor, name.FullName));
        }
    }

    [Fact]
    public void The_analyzers_run_without_workspaces()
    {
        // The command-line compiler has no workspaces: an analyzer that touches them does not load.
        Assert.DoesNotContain(Product.AnalyzerAssembly.GetReferencedAssemblies(), name => name.Name!.Contains("Workspaces", StringComparison.Ordinal));
    }

    [Fact]
    public void The_two_assemblies_load_without_each_other()
    {
        Assert.DoesNotContain(Product.CodeFixAssembly.GetReferencedAssemblies(), name => name.Name == Product.AnalyzerAssembly.GetName().Name);
        Assert.DoesNotContain(Product.AnalyzerAssembly.GetReferencedAssemblies(), name => name.Name == Product.CodeFixAssembly.GetName().Name);
    }

    [Fact]
    public void The_assemblies_need_nothing_but_the_compiler_and_its_dependencies()
    {
        // Not System.Composition: the oldest host has 7.0 of it, and fixes that ask for a newer one are not loaded there.
        // Its attributes are for exports that are composed; fixes of a package are found by reflection.
        string[] allowed = ["netstandard", "Microsoft.CodeAnalysis", "System.Collections.Immutable", "System.Reflection.Metadata", "System.Memory", "System.Runtime.CompilerServices.Unsafe", "System.Threading.Tasks.Extensions"];
        foreach (var assembly in new[] { Product.AnalyzerAssembly, Product.CodeFixAssembly })
        {
            Assert.All(assembly.GetReferencedAssemblies(), name =>
                Assert.Contains(allowed, prefix => name.Name!.StartsWith(prefix, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Nothing_is_public_but_analyzers_and_fixes()
    {
        Assert.All(Product.AnalyzerAssembly.GetExportedTypes(), type => Assert.True(typeof(DiagnosticAnalyzer).IsAssignableFrom(type), type.FullName));
        Assert.All(Product.CodeFixAssembly.GetExportedTypes(), type => Assert.True(typeof(CodeFixProvider).IsAssignableFrom(type), type.FullName));
    }

    [Fact]
    public void Every_rule_has_tests_that_report_and_tests_that_stay_silent()
    {
        var tests = typeof(ArchitectureTests).Assembly.GetTypes()
            .Where(type => type.Namespace == "PromptAnalyzers.Tests.Rules" && type.Name.EndsWith("Tests", StringComparison.Ordinal))
            .ToDictionary(type => type.Name, type => type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null).Select(method => method.Name).ToList());
        foreach (string rule in RuleNamesByReflection().Where(name => name != "InvalidConfiguration"))
        {
            Assert.True(tests.TryGetValue(rule + "Tests", out var names), rule);
            Assert.True(names!.Count(name => name.EndsWith("reported", StringComparison.Ordinal)) >= 5, rule);
            Assert.True(names!.Count(name => name.EndsWith("silent", StringComparison.Ordinal)) >= 5, rule);
        }
    }

    private static IEnumerable<DiagnosticDescriptor> Supported() =>
        Product.CreateAnalyzers().SelectMany(analyzer => analyzer.SupportedDiagnostics);

    private static IEnumerable<FieldInfo> RuleIdFields() =>
        Product.AnalyzerAssembly.GetType("PromptAnalyzers.RuleIds", throwOnError: true)!
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(string));

    private static IEnumerable<string> RuleIdsByReflection() => RuleIdFields().Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string> RuleNamesByReflection() => RuleIdFields().Select(field => field.Name);
}
