using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.Prompts;

/// <summary>Tells files that are the prompt itself, which its author sized, from files that are data.</summary>
internal static class TemplateFiles
{
    private const int MaxDepth = 4;

    private static readonly string[] Names =
    {
        "prompt", "instruction", "system", "template", "persona", ".yaml", ".yml", ".hbs", ".liquid", "skill.md", "agents.md",
    };

    /// <summary>True when the path of the file that is read says that it holds a template.</summary>
    public static bool IsTemplate(SyntaxNode source, FlowEngine engine, CancellationToken cancellationToken)
    {
        var operation = engine.OperationAt(source, cancellationToken);
        var path = operation switch
        {
            IInvocationOperation { Arguments: { Length: > 0 } arguments } => arguments[0].Value,
            IObjectCreationOperation { Arguments: { Length: > 0 } arguments } => arguments[0].Value,
            _ => null,
        };
        return path is not null && Says(path, engine, cancellationToken, 0);
    }

    private static bool Says(IOperation path, FlowEngine engine, CancellationToken cancellationToken, int depth)
    {
        if (depth > MaxDepth)
        {
            return false;
        }

        foreach (var operation in path.DescendantsAndSelf())
        {
            if (operation.ConstantValue is { HasValue: true, Value: string text } && Matches(text))
            {
                return true;
            }

            switch (operation)
            {
                case ILocalReferenceOperation local:
                    if (Matches(local.Local.Name) || engine.IndexOf(OperationFacts.Root(local)).WritesTo(local.Local)
                        .Any(w => w.Kind == WriteKind.Assign && !w.Value.Syntax.Span.Contains(local.Syntax.Span) && Says(w.Value, engine, cancellationToken, depth + 1)))
                    {
                        return true;
                    }

                    break;
                case IParameterReferenceOperation parameter when Matches(parameter.Parameter.Name):
                case IMemberReferenceOperation member when Matches(member.Member.Name):
                    return true;
            }
        }

        return false;
    }

    private static bool Matches(string text) => Names.Any(name => text.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);
}
