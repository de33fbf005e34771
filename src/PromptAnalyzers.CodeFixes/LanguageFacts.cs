using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>What the language version and the target of a project allow a fix to emit.</summary>
internal static class LanguageFacts
{
    /// <summary>File-local types: the helper class then stays invisible to all other files.</summary>
    public static bool HasFileTypes(LanguageVersion version) => version >= LanguageVersion.CSharp11;

    /// <summary>The helpers use interpolated strings and <c>is null</c>.</summary>
    public static bool CanHostHelpers(LanguageVersion version) => version >= LanguageVersion.CSharp7;

    /// <summary>An integer literal, with digit separators where the language has them.</summary>
    public static string Literal(int value, LanguageVersion version)
    {
        string grouped = value.ToString("N0", CultureInfo.InvariantCulture);
        return grouped.Replace(",", version >= LanguageVersion.CSharp7_2 ? "_" : "");
    }

    /// <summary>Razor files are compiled from generated code: an edit of it would be lost or would break the page.</summary>
    public static bool IsRazor(string? path) =>
        path is not null
        && (path.EndsWith(".razor", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".cshtml", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".razor.g.cs", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".cshtml.g.cs", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith("_razor.g.cs", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith("_cshtml.g.cs", StringComparison.OrdinalIgnoreCase));

    /// <summary>The attribute that lets one helper serve both nullable and non-null texts; netstandard2.0 lacks it.</summary>
    public static bool HasNotNullIfNotNull(Compilation compilation) =>
        compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly
            ?.GetTypeByMetadataName("System.Diagnostics.CodeAnalysis.NotNullIfNotNullAttribute")
            is { DeclaredAccessibility: Accessibility.Public };

    /// <summary>True when a diagnostic of that id is switched off for the whole project or by a pragma at that place.</summary>
    public static bool IsSuppressed(FixContext context, int position, string id)
    {
        var options = context.Model.Compilation.Options;
        if (options.SpecificDiagnosticOptions.TryGetValue(id, out var option)
            || (options.SyntaxTreeOptionsProvider is { } provider
                && (provider.TryGetDiagnosticValue(context.Root.SyntaxTree, id, CancellationToken.None, out option)
                    || provider.TryGetGlobalDiagnosticValue(id, CancellationToken.None, out option))))
        {
            return option == ReportDiagnostic.Suppress;
        }

        return context.Root.SyntaxTree.GetRoot().DescendantTrivia(descendIntoTrivia: false)
            .Where(trivia => trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia) && trivia.SpanStart < position)
            .Select(trivia => (PragmaWarningDirectiveTriviaSyntax)trivia.GetStructure()!)
            .LastOrDefault(pragma => pragma.ErrorCodes.Any(code => code.ToString() == id))
            ?.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword) == true;
    }

    /// <summary>True for a type with that full name, whatever its assembly.</summary>
    public static bool IsType(ITypeSymbol? type, string namespaceName, string name) =>
        type is not null
        && type.Name == name
        && type.ContainingType is null
        && type.ContainingNamespace?.ToDisplayString() == namespaceName;
}
