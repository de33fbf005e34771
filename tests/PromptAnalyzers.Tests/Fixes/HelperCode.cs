using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PromptAnalyzers.Tests.Fixes;

/// <summary>Compiles the emitted helpers, so that the tests run the very text that users get.</summary>
internal static class HelperCode
{
    /// <summary>The class with these methods, compiled with warnings as errors.</summary>
    public static Type Compile(string methods, string usings = "", LanguageVersion language = LanguageVersion.CSharp11)
    {
        var compilation = CSharpCompilation.Create(
            "Helpers" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(usings + "\npublic static class Helper\n{\n" + methods + "\n}\n", new CSharpParseOptions(language))],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                generalDiagnosticOption: ReportDiagnostic.Error,
                checkOverflow: true,
                nullableContextOptions: language >= LanguageVersion.CSharp8 ? NullableContextOptions.Enable : NullableContextOptions.Disable,
                specificDiagnosticOptions: new Dictionary<string, ReportDiagnostic>
                {
                    ["CS1701"] = ReportDiagnostic.Suppress,
                    ["CS1702"] = ReportDiagnostic.Suppress,
                    ["CS8019"] = ReportDiagnostic.Suppress,
                }));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return Assembly.Load(stream.ToArray()).GetType("Helper")!;
    }

    /// <summary>A delegate for one of its methods.</summary>
    public static T Method<T>(this Type type, string name)
        where T : Delegate => type.GetMethod(name)!.CreateDelegate<T>();
}
