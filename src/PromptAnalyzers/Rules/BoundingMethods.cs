using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules;

/// <summary>
/// Methods of the project, <c>static string Shorten(string, int)</c>, that are proved to cut a text: a fix calls them
/// instead of adding a helper of its own. Looked for once per compilation, and only when something is reported.
/// </summary>
internal sealed class BoundingMethods
{
    // A fix takes the first that it can reach; to look at more bodies would cost more than the helper saves.
    private const int MaxMethods = 2;

    // The name narrows the search, the body decides.
    private static readonly Regex Names = new(
        "trunc|shorten|abbrev|ellips|limit|clip|crop|clamp|cut|trimto|maxlength|first", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // Texts of so many words or tokens are no texts of so many characters; a check refuses the text instead of cutting it.
    private static readonly Regex OtherNames = new(
        "token|word|line|sentence|paragraph|byte|ensure|check|valid|require|throw|assert", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // What a cut is written with. Any other call may give more than the engine knows of.
    private static readonly ImmutableHashSet<string> Calls = ImmutableHashSet.Create(
        "Substring", "Remove", "Take", "ToArray", "Concat", "Min", "Max", "Clamp", "IsNullOrEmpty", "IsNullOrWhiteSpace", "IsHighSurrogate", "IsLowSurrogate",
        "IsSurrogate", "IsSurrogatePair", "AsSpan", "Slice", "ToString", "Append", "TrimEnd", "Trim", "LastIndexOf", "ThrowIfNull", "ThrowIfNegative", "ThrowIfNegativeOrZero", "ThrowIfLessThan");

    private readonly Compilation _compilation;
    private readonly FlowEngine _engine;
    private volatile string? _ids;

    public BoundingMethods(Compilation compilation, FlowEngine engine)
    {
        _compilation = compilation;
        _engine = engine;
    }

    /// <summary>Their documentation ids, with <c>|</c> between them; empty when there is none.</summary>
    public string Ids(CancellationToken cancellationToken) => _ids ??= string.Join("|", _compilation
        .GetSymbolsWithName(static name => Names.IsMatch(name), SymbolFilter.Member, cancellationToken)
        .OfType<IMethodSymbol>()
        .Where(HasSignature)
        .OrderBy(method => method.DeclaredAccessibility == Accessibility.Private)
        .ThenBy(method => method.GetDocumentationCommentId(), StringComparer.Ordinal)
        .Take(MaxMethods)
        .Where(method => Cuts(method, cancellationToken))
        .Select(method => method.GetDocumentationCommentId()!));

    private static bool HasSignature(IMethodSymbol method) =>
        method is
        {
            IsStatic: true,
            IsGenericMethod: false,
            MethodKind: MethodKind.Ordinary,
            ReturnType.SpecialType: SpecialType.System_String,
            ContainingType: { IsGenericType: false, IsFileLocal: false, TypeKind: TypeKind.Class or TypeKind.Struct },
            Parameters: { Length: 2 } parameters,
        }
        && parameters[0] is { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_String }
        && parameters[1] is { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Int32 }
        && !OtherNames.IsMatch(method.Name)
        && !OtherNames.IsMatch(parameters[1].Name);

    private bool Cuts(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (_engine.BodyOf(method, cancellationToken) is not { } body)
        {
            return false;
        }

        var limit = method.Parameters[1];
        bool usesLimit = false;
        bool cuts = false;
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation { TargetMethod: var called }:
                    if (!Calls.Contains(called.Name) || called.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) != true)
                    {
                        return false;
                    }

                    cuts |= called.Name is "Substring" or "Remove" or "Take" or "Slice" or "AsSpan" or "Append";
                    break;
                case IObjectCreationOperation { Type.Name: not ("String" or "StringBuilder" or "ArgumentException" or "ArgumentNullException" or "ArgumentOutOfRangeException") }:
                case IAnonymousFunctionOperation or IDynamicInvocationOperation or IAwaitOperation:
                    return false;
                case IParameterReferenceOperation reference when SymbolEqualityComparer.Default.Equals(reference.Parameter, limit):
                    usesLimit = true;
                    break;
            }

            // A range has a kind of its own only in a newer host.
            cuts |= operation.Syntax.IsKind(SyntaxKind.RangeExpression);
        }

        var summary = _engine.Summarize(method, new CallStack(), cancellationToken).AsText();
        return usesLimit && cuts && summary.Text.IsEmpty && (summary.TextFromText & 1) == 0 && (summary.TextFromCount & 1) == 0;
    }
}
