using System.Collections.Immutable;
using System.Reflection;
using Xunit.Sdk;

namespace PromptAnalyzers.Tests.Robustness;

/// <summary>Every program of the tests of rules, fixes and flow, and the samples. New tests are found by reflection.</summary>
internal static class TestPrograms
{
    private static readonly Lazy<Task<ImmutableArray<TestProgram>>> Programs = new(CollectAsync);

    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;\n";

    private static readonly string[] Folders = ["Rules", "Fixes", "Flow"];

    public static string RepositoryRoot { get; } = typeof(TestPrograms).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == nameof(RepositoryRoot)).Value!;

    /// <summary>In an order that does not change from run to run.</summary>
    public static Task<ImmutableArray<TestProgram>> AllAsync() => Programs.Value;

    public static IEnumerable<TestProgram> Samples()
    {
        foreach (string directory in Directory.EnumerateDirectories(Path.Combine(RepositoryRoot, "samples")).Order(StringComparer.Ordinal))
        {
            var files = Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories)
                .Where(file => !Path.GetRelativePath(directory, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                .Order(StringComparer.Ordinal)
                .Select(file => (Path: "/0/" + Path.GetRelativePath(directory, file), Text: File.ReadAllText(file)))
                .ToList();
            if (files.Count == 0)
            {
                continue;
            }

            yield return new TestProgram
            {
                Name = Path.GetFileName(directory),
                Files = [.. files, ("/0/Usings.cs", ImplicitUsings)],
                References = References.For(files.Any(file => file.Text.Contains("SemanticKernel", StringComparison.Ordinal))
                    ? Sdk.SemanticKernel
                    : Sdk.ExtensionsAI | Sdk.OpenAI | Sdk.Mcp),
                Output = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication,
            };
        }
    }

    private static async Task<ImmutableArray<TestProgram>> CollectAsync()
    {
        var programs = ImmutableArray.CreateBuilder<TestProgram>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var types = typeof(TestPrograms).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsPublic: true } && Folders.Any(folder => type.Namespace?.EndsWith("." + folder, StringComparison.Ordinal) == true))
            .OrderBy(type => type.FullName, StringComparer.Ordinal);
        foreach (var type in types)
        {
            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).OrderBy(method => method.MetadataToken))
            {
                foreach (object?[] row in Rows(method))
                {
                    foreach (var program in await Recording.TakeAsync(() => InvokeAsync(method, row)))
                    {
                        if (seen.Add(string.Concat(program.Files.Select(file => file.Text))))
                        {
                            programs.Add(program with { Name = type.Name + "." + method.Name });
                        }
                    }
                }
            }
        }

        programs.AddRange(Samples());
        return programs.ToImmutable();
    }

    private static IEnumerable<object?[]> Rows(MethodInfo method)
    {
        if (method.GetCustomAttribute<FactAttribute>() is null)
        {
            return [];
        }

        var data = method.GetCustomAttributes<DataAttribute>().ToList();
        // [InlineData(null)] gives null for the row.
        return data.Count == 0 ? [[]] : data.SelectMany(attribute => attribute.GetData(method)).Select(static row => row ?? [null]);
    }

    private static async Task InvokeAsync(MethodInfo method, object?[] arguments)
    {
        // As the test framework does: a new instance for each test, missing arguments at their defaults.
        object? instance = method.IsStatic ? null : Activator.CreateInstance(method.DeclaringType!);
        var parameters = method.GetParameters();
        object?[] all = [.. arguments, .. parameters.Skip(arguments.Length).Select(parameter => parameter.DefaultValue)];
        if (method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, all, null) is Task task)
        {
            await task;
        }
    }
}
