using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>Semantic Kernel brings a reducer of its own: use it where it compiles without an experimental error and the code may await.</summary>
internal static class KernelReducer
{
    private const string Namespace = "Microsoft.SemanticKernel.ChatCompletion";
    private const string TypeName = "ChatHistoryTruncationReducer";
    private const string MethodName = "ReduceInPlaceAsync";

    /// <summary>The plan, or null when the API cannot be used here.</summary>
    public static FixPlan? Plan(FixContext context, HistorySend send, int messages, string title, CancellationToken cancellationToken)
    {
        int position = send.History.SpanStart;
        if (!TrimHelper.IsKernelHistory(send.Type)
            || !send.CanAwait()
            || !HasUsableReducer(context, position)
            || Import(context, send.Type, position) is not { } usings)
        {
            return null;
        }

        string token = UsingDirectives.Import(context, "System.Threading", "CancellationToken", 0, position, usings);
        string type = usings.Contains(Namespace) ? TypeName : context.TypeName(Namespace, TypeName, 0, position);
        string arguments = Arguments(context, messages);

        Edit? declaration = null;
        string reducer = "new " + type + arguments;
        if (MemberDeclaration(context, send, cancellationToken) is { } member)
        {
            bool isStatic = member.Modifiers.Any(SyntaxKind.StaticKeyword);
            string modifiers = isStatic ? "private static readonly" : "private readonly";
            string creation = context.Version >= LanguageVersion.CSharp9 ? "new" + arguments : reducer;
            string name = context.UniqueName(FieldName(send.Symbol.Name), member.SpanStart);
            declaration = context.InsertAfter(member, $"{modifiers} {type} {name} = {creation};");
            reducer = send.History is MemberAccessExpressionSyntax && !isStatic ? "this." + name : name;
        }
        else if (LocalDeclaration(send, cancellationToken) is { } local && context.IsFirstOnLine(local.SpanStart))
        {
            string name = context.UniqueName("historyReducer", local.SpanStart);
            declaration = context.InsertAfter(local, $"var {name} = {reducer};");
            reducer = name;
        }
        else if (send.OutermostLoop() is { } loop && context.IsFirstOnLine(loop.SpanStart))
        {
            string name = context.UniqueName("historyReducer", loop.SpanStart);
            declaration = context.InsertBefore(loop, $"var {name} = {reducer};", order: -1);
            reducer = name;
        }

        string reduce = $"await {send.Text}.{MethodName}({reducer}, {token}.None);";
        if (send.Test is { } test)
        {
            string indentation = send.Place.Indentation ?? "";
            reduce = context.Restyle($"if ({test})\n{{\n    {reduce}\n}}\n", indentation).Substring(indentation.Length);
        }

        var edits = send.Place.Insert(reduce);
        return new FixPlan(title, send.History.Span, declaration is { } first ? edits.Prepend(first) : edits, usings: usings);
    }

    /// <summary>A new reducer, with the namespace that it needs; null where the type cannot be used.</summary>
    public static string? Creation(FixContext context, int position, int messages, ICollection<string> usings) =>
        HasUsableReducer(context, position)
            ? "new " + UsingDirectives.Import(context, Namespace, TypeName, 0, position, usings) + Arguments(context, messages)
            : null;

    private static string Arguments(FixContext context, int messages) => string.Format(
        CultureInfo.InvariantCulture,
        "(targetCount: {0}, thresholdCount: {1})",
        LanguageFacts.Literal(messages, context.Version),
        LanguageFacts.Literal(messages / 2, context.Version));

    // The reducer stands beside the history, so that both live equally long.
    private static MemberDeclarationSyntax? MemberDeclaration(FixContext context, HistorySend send, CancellationToken cancellationToken)
    {
        if (send.Symbol is not (IFieldSymbol or IPropertySymbol)
            || send.Text.Length != send.History.Span.Length
            || send.Test is not null
            || send.History is not (IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax })
            || send.Symbol.DeclaringSyntaxReferences.FirstOrDefault(reference => reference.SyntaxTree == context.Root.SyntaxTree) is not { } reference)
        {
            return null;
        }

        var member = reference.GetSyntax(cancellationToken).FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return member is FieldDeclarationSyntax or PropertyDeclarationSyntax
            && member.Parent is ClassDeclarationSyntax or RecordDeclarationSyntax
            && member.Parent == send.History.FirstAncestorOrSelf<TypeDeclarationSyntax>()
            && context.IsFirstOnLine(member.SpanStart)
                ? member
                : null;
    }

    /// <summary>The statement that declares the history, where a second declaration can follow it.</summary>
    private static LocalDeclarationStatementSyntax? LocalDeclaration(HistorySend send, CancellationToken cancellationToken) =>
        send.Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } references }
        && references[0].GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax statement }
        && statement.Parent is BlockSyntax or GlobalStatementSyntax
            ? statement
            : null;

    // Follows the style of the field beside it.
    private static string FieldName(string history) =>
        history.StartsWith("s_", StringComparison.Ordinal) || history.StartsWith("m_", StringComparison.Ordinal)
            ? history.Substring(0, 2) + "historyReducer"
            : char.IsLower(history[0]) ? "historyReducer" : "_historyReducer";

    /// <summary>The namespace of the extension method, where it is not in sight; null when the method cannot be called.</summary>
    private static List<string>? Import(FixContext context, ITypeSymbol history, int position)
    {
        bool Fits(IMethodSymbol method) => IsUsable(context, position, method.ReducedFrom ?? method);
        var visible = context.Model.LookupSymbols(position, history, MethodName, includeReducedExtensionMethods: true).OfType<IMethodSymbol>().ToList();
        if (visible.Count > 0)
        {
            return visible.Any(method => method.Parameters.Length == 2 && Fits(method)) ? new List<string>() : null;
        }

        bool exists = (UsingDirectives.Find(context, Namespace)?.GetTypeMembers() ?? Enumerable.Empty<INamedTypeSymbol>())
            .Where(static type => type.MightContainExtensionMethods && type.DeclaredAccessibility == Accessibility.Public)
            .SelectMany(static type => type.GetMembers(MethodName).OfType<IMethodSymbol>())
            .Any(method => method.IsExtensionMethod && method.Parameters.Length == 3 && Fits(method));
        return exists && UsingDirectives.CanAdd(context) && UsingDirectives.IsHarmless(context, Namespace) ? new List<string> { Namespace } : null;
    }

    private static bool HasUsableReducer(FixContext context, int position)
    {
        var compilation = context.Model.Compilation;
        foreach (var reference in compilation.References)
        {
            if (compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly
                && assembly.GetTypeByMetadataName(Namespace + "." + TypeName) is { DeclaredAccessibility: Accessibility.Public } type)
            {
                return type.InstanceConstructors.Any(constructor =>
                    constructor.Parameters.Length == 2
                    && constructor.Parameters[0].Name == "targetCount"
                    && constructor.Parameters[1].Name == "thresholdCount"
                    && IsUsable(context, position, constructor));
            }
        }

        return false;
    }

    /// <summary>Stable, or the user has said that the diagnostic of the experimental API is no error here.</summary>
    public static bool IsUsable(FixContext context, int position, ISymbol symbol)
    {
        for (ISymbol? current = symbol; current is not null; current = current.ContainingSymbol)
        {
            foreach (var attribute in current.GetAttributes())
            {
                if (attribute.AttributeClass?.Name == "ExperimentalAttribute"
                    && !(attribute.ConstructorArguments.FirstOrDefault().Value is string id && LanguageFacts.IsSuppressed(context, position, id)))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
