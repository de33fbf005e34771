using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>Semantic Kernel brings a reducer of its own: use it where it is stable and the code may await.</summary>
internal static class KernelReducer
{
    private const string Namespace = "Microsoft.SemanticKernel.ChatCompletion";
    private const string TypeName = "ChatHistoryTruncationReducer";
    private const string MethodName = "ReduceInPlaceAsync";

    /// <summary>The plan, or null when the API cannot be used here.</summary>
    public static FixPlan? Plan(FixContext context, HistorySend send, int messages, string title, CancellationToken cancellationToken)
    {
        int position = send.Statement.SpanStart;
        if (!TrimHelper.IsKernelHistory(send.Type)
            || !send.CanAwait()
            || !HasStableReducer(context.Model.Compilation)
            || !context.Model.LookupSymbols(position, send.Type, MethodName, includeReducedExtensionMethods: true)
                .OfType<IMethodSymbol>()
                .Any(method => method.Parameters.Length == 2 && !IsExperimental(method.ReducedFrom ?? method)))
        {
            return null;
        }

        string threshold = LanguageFacts.Literal(messages / 2, context.Version);
        string target = LanguageFacts.Literal(messages, context.Version);
        string type = context.TypeName(Namespace, TypeName, 0, position);
        string creation = $"new {type}(targetCount: {target}, thresholdCount: {threshold});";
        string token = context.TypeName("System.Threading", "CancellationToken", 0, position);

        string reducer;
        Edit declaration;
        if (MemberDeclaration(context, send, cancellationToken) is { } member)
        {
            reducer = context.UniqueName("_historyReducer", member.SpanStart);
            string modifiers = IsStatic(member) ? "private static readonly" : "private readonly";
            string field = $"{modifiers} {type} {reducer} = {creation}";
            declaration = Edit.Insert(EndOf(context, member), context.NewLine + context.IndentationAt(member.SpanStart) + field);
        }
        else
        {
            int loop = send.OutermostLoop().SpanStart;
            if (!context.IsFirstOnLine(loop))
            {
                return null;
            }

            reducer = context.UniqueName("historyReducer", loop);
            declaration = HistoryCodeFixProvider.Before(context, loop, $"var {reducer} = {creation}", order: -1);
        }

        var reduce = HistoryCodeFixProvider.Before(
            context, position, $"await {send.Text}.{MethodName}({reducer}, {token}.None);");
        return new FixPlan(title, send.History.Span, new[] { declaration, reduce });
    }

    // The reducer stands beside the history, so that both live equally long.
    private static MemberDeclarationSyntax? MemberDeclaration(FixContext context, HistorySend send, CancellationToken cancellationToken)
    {
        if (send.Symbol is not (IFieldSymbol or IPropertySymbol)
            || send.Text.Length != send.History.Span.Length
            || send.History is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax }
            || send.Symbol.DeclaringSyntaxReferences.FirstOrDefault(reference => reference.SyntaxTree == context.Root.SyntaxTree) is not { } reference)
        {
            return null;
        }

        var member = reference.GetSyntax(cancellationToken).FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return member is FieldDeclarationSyntax or PropertyDeclarationSyntax
            && member.Parent is ClassDeclarationSyntax or RecordDeclarationSyntax
            && member.Parent == send.Statement.FirstAncestorOrSelf<TypeDeclarationSyntax>()
            && context.IsFirstOnLine(member.SpanStart)
                ? member
                : null;
    }

    // A comment behind the history's declaration stays there.
    private static int EndOf(FixContext context, MemberDeclarationSyntax member)
    {
        int lineEnd = context.Text.Lines.GetLineFromPosition(member.Span.End).End;
        return member.GetLastToken().GetNextToken(includeZeroWidth: true).SpanStart >= lineEnd
            && !member.GetTrailingTrivia().Any(SyntaxKind.MultiLineCommentTrivia)
                ? lineEnd
                : member.Span.End;
    }

    private static bool IsStatic(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.StaticKeyword);

    private static bool HasStableReducer(Compilation compilation)
    {
        foreach (var reference in compilation.References)
        {
            if (compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly
                && assembly.GetTypeByMetadataName(Namespace + "." + TypeName) is { DeclaredAccessibility: Accessibility.Public } type)
            {
                return !IsExperimental(type)
                    && type.InstanceConstructors.Any(constructor =>
                        constructor.Parameters.Length == 2
                        && constructor.Parameters[0].Name == "targetCount"
                        && constructor.Parameters[1].Name == "thresholdCount"
                        && !IsExperimental(constructor));
            }
        }

        return false;
    }

    /// <summary>True for a member that the compiler refuses unless its diagnostic is suppressed.</summary>
    public static bool IsExperimental(ISymbol symbol)
    {
        for (ISymbol? current = symbol; current is not null; current = current.ContainingType)
        {
            if (HasAttribute(current))
            {
                return true;
            }
        }

        return symbol.ContainingAssembly is { } assembly && HasAttribute(assembly);

        static bool HasAttribute(ISymbol marked) =>
            marked.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ExperimentalAttribute");
    }
}
