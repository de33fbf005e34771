using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>
/// Semantic Kernel: a kernel shares its plugins, so they stay; the call advertises a part of their functions instead of all.
/// </summary>
internal static class KernelFunctionSelection
{
    /// <summary>The plan for an import that passes the limit, or null when the functions cannot be named.</summary>
    public static FixPlan? Plan(FixContext context, Diagnostic diagnostic, int limit, string key, CancellationToken cancellationToken)
    {
        var body = context.Find<InvocationExpressionSyntax>(diagnostic.Location) is { } import ? BodyAround(import) : null;
        var behaviors = body?.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => IsOpenBehavior(context, call, cancellationToken))
            .ToList();
        if (body is null || behaviors is not { Count: 1 } || behaviors[0].ContainsDirectives)
        {
            return null;
        }

        var behavior = behaviors[0];
        var functions = new List<(string Plugin, string Function)>();
        foreach (var location in diagnostic.AdditionalLocations)
        {
            if (context.Find<InvocationExpressionSyntax>(location) is not { } call
                || call.SpanStart > behavior.SpanStart
                || !AddFunctions(context, call, functions, cancellationToken))
            {
                return null;
            }
        }

        if (functions.Count <= limit || KernelBefore(context, body, behavior, cancellationToken) is not { } kernel)
        {
            return null;
        }

        var names = SplitAgentCodeFixProvider.Choose(context, functions.Select(function => function.Function).ToList(), limit, behavior, out bool isNamed);
        var chosen = isNamed ? functions.Where(function => names.Contains(function.Function)).ToList() : functions.Take(limit).ToList();
        string indentation = context.IndentationAt(behavior.SpanStart);
        string separator = context.NewLine + indentation + context.IndentUnit;
        bool hasCollectionExpressions = context.Version >= LanguageVersion.CSharp12;
        string calls = string.Join(
            "," + separator,
            chosen.Select(function => $"{kernel}.Plugins.GetFunction(\"{function.Plugin}\", \"{function.Function}\")"));
        string list = hasCollectionExpressions
            ? $"[{separator}{calls}{context.NewLine}{indentation}]"
            : $"new[]{context.NewLine}{indentation}{{{separator}{calls}{context.NewLine}{indentation}}}";
        string comma = behavior.ArgumentList.Arguments.Count > 0 ? ", " : "";
        string title = string.Format(
            CultureInfo.InvariantCulture,
            isNamed ? "Advertise only the {0} of {1} functions that the texts of this file name" : "Advertise only the first {0} of {1} functions",
            chosen.Count,
            functions.Count);
        return new FixPlan(
            title,
            behavior.Span,
            new[] { Edit.Insert(behavior.ArgumentList.OpenParenToken.Span.End, "functions: " + list + comma) })
        {
            Key = key,
        };
    }

    private static SyntaxNode? BodyAround(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(ancestor => ancestor is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax)
        ?? (node.Ancestors().Any(ancestor => ancestor is GlobalStatementSyntax) ? node.SyntaxTree.GetRoot() : null);

    private static bool IsOpenBehavior(FixContext context, InvocationExpressionSyntax call, CancellationToken cancellationToken) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Auto" or "Required" }
        && context.Model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { ContainingType: { Name: "FunctionChoiceBehavior" } type }
        && LanguageFacts.IsType(type, "Microsoft.SemanticKernel", "FunctionChoiceBehavior")
        && call.ArgumentList.Arguments.All(argument => argument.NameColon is { Name.Identifier.ValueText: not "functions" });

    private static bool AddFunctions(
        FixContext context, InvocationExpressionSyntax import, List<(string Plugin, string Function)> functions, CancellationToken cancellationToken)
    {
        if (context.Model.GetSymbolInfo(import, cancellationToken).Symbol is not IMethodSymbol method)
        {
            return false;
        }

        ITypeSymbol? plugin = method.TypeArguments.Length == 1
            ? method.TypeArguments[0]
            : import.ArgumentList.Arguments
                .Where(argument => argument.NameColon is null or { Name.Identifier.ValueText: "target" })
                .Select(argument => context.Model.GetTypeInfo(argument.Expression, cancellationToken).Type)
                .FirstOrDefault();
        if (plugin is null or { SpecialType: SpecialType.System_String })
        {
            return false;
        }

        var named = import.ArgumentList.Arguments.FirstOrDefault(argument =>
            argument.NameColon?.Name.Identifier.ValueText == "pluginName"
            || (argument.NameColon is null && context.Model.GetTypeInfo(argument.Expression, cancellationToken).Type?.SpecialType == SpecialType.System_String));
        string name = plugin.Name;
        if (named is not null)
        {
            if (context.Model.GetConstantValue(named.Expression, cancellationToken).Value is not string constant)
            {
                return false;
            }

            name = constant;
        }

        int before = functions.Count;
        for (ITypeSymbol? type = plugin; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers().OfType<IMethodSymbol>())
            {
                var attribute = member.GetAttributes().FirstOrDefault(item => item.AttributeClass?.Name == "KernelFunctionAttribute");
                if (attribute is not null)
                {
                    functions.Add((name, attribute.ConstructorArguments.FirstOrDefault().Value as string ?? FunctionName(member)));
                }
            }
        }

        return functions.Count > before;
    }

    // Semantic Kernel drops the suffix of methods that return a task.
    private static string FunctionName(IMethodSymbol method) =>
        method.Name.EndsWith("Async", StringComparison.Ordinal) && method.ReturnType.Name is "Task" or "ValueTask" or "IAsyncEnumerable"
            ? method.Name.Substring(0, method.Name.Length - "Async".Length)
            : method.Name;

    /// <summary>The name of the only kernel that exists before the call.</summary>
    private static string? KernelBefore(FixContext context, SyntaxNode body, SyntaxNode call, CancellationToken cancellationToken)
    {
        var kernels = context.Model.LookupSymbols(call.SpanStart)
            .Where(symbol => symbol switch
            {
                ILocalSymbol local => IsKernel(local.Type)
                    && local.DeclaringSyntaxReferences.All(reference => reference.Span.End < call.SpanStart && body.Span.Contains(reference.Span)),
                IParameterSymbol parameter => IsKernel(parameter.Type),
                IFieldSymbol { IsImplicitlyDeclared: false } field => IsKernel(field.Type),
                _ => false,
            })
            .ToList();
        cancellationToken.ThrowIfCancellationRequested();
        return kernels.Count == 1 ? kernels[0].Name : null;

        static bool IsKernel(ITypeSymbol type) => LanguageFacts.IsType(type, "Microsoft.SemanticKernel", "Kernel");
    }
}
