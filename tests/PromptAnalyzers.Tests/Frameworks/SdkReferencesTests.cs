using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Tests.Frameworks;

/// <summary>The gate: which projects are looked at at all, and what it costs to ask.</summary>
public class SdkReferencesTests
{
    [Theory]
    [InlineData("/packages/OllamaSharp.dll", true)]
    [InlineData("C:\\packages\\ollamasharp.DLL", true)]
    [InlineData("Microsoft.SemanticKernel.Connectors.Acme.dll", true)]
    [InlineData("/OllamaSharp/Acme.dll", false)]
    [InlineData("/packages/OllamaSharp.Acme.dll", false)]
    public void A_file_is_known_by_its_name_and_not_opened(string path, bool expected) =>
        Assert.Equal(expected, SdkReferences.IsAnyReferenced(Compile("Program", new UnreadableReference(path))));

    [Theory]
    [InlineData("OllamaSharp", true)]
    [InlineData("Acme", false)]
    public void A_project_is_known_by_the_name_of_its_assembly(string name, bool expected) =>
        Assert.Equal(expected, SdkReferences.IsAnyReferenced(Compile("Program", Compile(name).ToMetadataReference())));

    [Theory]
    [InlineData("OllamaSharp", true)]
    [InlineData("Acme", false)]
    public void An_assembly_without_a_file_is_asked_for_its_name(string name, bool expected) =>
        Assert.Equal(expected, SdkReferences.IsAnyReferenced(Compile("Program", Image(name))));

    [Fact]
    public void A_script_is_asked_for_the_references_in_its_text()
    {
        var script = CSharpCompilation.CreateScriptCompilation(
            "Script",
            CSharpSyntaxTree.ParseText("#r \"some.dll\"", new CSharpParseOptions(kind: SourceCodeKind.Script)),
            [Platform],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, metadataReferenceResolver: new OneReference(Image("OllamaSharp"))));
        Assert.True(SdkReferences.IsAnyReferenced(script));
    }

    private static readonly MetadataReference Platform = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);

    private static CSharpCompilation Compile(string name, params MetadataReference[] references) => CSharpCompilation.Create(
        name, [CSharpSyntaxTree.ParseText("public class C { }")], [Platform, .. references], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static PortableExecutableReference Image(string name)
    {
        using var stream = new MemoryStream();
        Assert.True(Compile(name).Emit(stream).Success);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    /// <summary>Throws when the compiler binds it.</summary>
    private sealed class UnreadableReference(string path) : PortableExecutableReference(default, path)
    {
        protected override Metadata GetMetadataImpl() => throw new InvalidOperationException("The reference was opened.");

        protected override DocumentationProvider CreateDocumentationProvider() => DocumentationProvider.Default;

        protected override PortableExecutableReference WithPropertiesImpl(MetadataReferenceProperties properties) => this;
    }

    /// <summary>Whatever a script asks for is the one reference.</summary>
    private sealed class OneReference(PortableExecutableReference reference) : MetadataReferenceResolver
    {
        public override ImmutableArray<PortableExecutableReference> ResolveReference(string name, string? baseFilePath, MetadataReferenceProperties properties) => [reference];

        public override bool Equals(object? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => 0;
    }
}
