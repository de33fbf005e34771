using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Prompts;

/// <summary>PA3004: the constant text of a prompt is longer than the budget. Reported on its longest literal.</summary>
internal sealed class PromptLiteralTooLongRule : IPromptRule
{
    // Characters; a long prompt has at least one part of this size.
    private const int LongLiteral = 400;

    private readonly RuleContext _rules;

    public PromptLiteralTooLongRule(RuleContext rules)
    {
        _rules = rules;
    }

    public ImmutableArray<DiagnosticDescriptor> Supported { get; } = ImmutableArray.Create(Descriptors.PromptLiteralTooLong);

    public void AnalyzeBody(BodyContext body)
    {
        var wrappers = body.Wrappers(_rules.PromptParameters);
        if (wrappers.Count == 0 && !body.MayConcern(Concerns.Prompt | Concerns.Template))
        {
            return;
        }

        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var prompt in body.Prompts(_rules.Engine))
        {
            Check(body, prompt.Value, prompt.Name, reported);
        }

        foreach (var call in body.UsesFor<IInvocationOperation>(Concerns.Template))
        {
            Templates(body, call.TargetMethod, call.TargetMethod.Name, call.Arguments, reported);
        }

        foreach (var (call, callee) in wrappers)
        {
            Wrapper(body, call, callee, reported);
        }

        foreach (var creation in body.UsesFor<IObjectCreationOperation>(Concerns.Template))
        {
            if (creation.Constructor is { ContainingType.MetadataName: var type } constructor)
            {
                Templates(body, constructor, type, creation.Arguments, reported);
            }
        }

        foreach (var assignment in body.UsesFor<ISimpleAssignmentOperation>(Concerns.Template))
        {
            if (assignment.Target is IPropertyReferenceOperation { Property: var property }
                && _rules.Engine.Facts.Of(FactKind.Template, property) is not null)
            {
                Check(body, assignment.Value, property.Name, reported);
            }
        }
    }

    private void Templates(
        BodyContext body, IMethodSymbol method, string name, ImmutableArray<IArgumentOperation> arguments, HashSet<string> reported)
    {
        if (_rules.Engine.Facts.Of(FactKind.Template, method.ReducedFrom ?? method) is { Length: > 0 } parameter
            && arguments.FirstOrDefault(a => a.Parameter?.Name == parameter) is { } argument)
        {
            Check(body, argument.Value, name, reported);
        }
    }

    /// <summary>A method of the user's that passes a parameter to a prompt.</summary>
    private void Wrapper(BodyContext body, IInvocationOperation call, IMethodSymbol callee, HashSet<string> reported)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && OperationFacts.IsText(parameter.Type) && !argument.IsImplicit
                && MayBeLong(argument.Value)
                && TooLong(argument.Value, body.CancellationToken) is not null
                && _rules.PromptParameters.NameOfPrompt(callee, parameter.Ordinal, body.CancellationToken) is { } prompt)
            {
                Check(body, argument.Value, prompt, reported);
            }
        }
    }

    /// <summary>The cheap question before the arguments of every call are added up.</summary>
    private bool MayBeLong(IOperation value) => value.DescendantsAndSelf().Any(o => o switch
    {
        { ConstantValue: { HasValue: true, Value: string { Length: > LongLiteral } } } => true,
        ILocalReferenceOperation local => _rules.Engine.IndexOf(OperationFacts.Root(local)).WritesTo(local.Local)
            .Any(static w => w.Value.DescendantsAndSelf().Any(static p => p.ConstantValue is { HasValue: true, Value: string { Length: > LongLiteral } })),
        _ => false,
    });

    private void Check(BodyContext body, IOperation value, string name, HashSet<string> reported)
    {
        // The same constant in two prompts of one body is one finding.
        if (TooLong(value, body.CancellationToken) is not { } found || !reported.Add(found.Longest.Text))
        {
            return;
        }

        body.Report(Diagnostic.Create(
            Descriptors.PromptLiteralTooLong,
            found.Longest.Place.GetLocation(),
            new[] { value.Syntax.GetLocation() },
            null,
            found.Tokens.ToString("N0", CultureInfo.InvariantCulture),
            found.Limit.ToString("N0", CultureInfo.InvariantCulture),
            name));
    }

    private (ConstantPart Longest, int Tokens, int Limit)? TooLong(IOperation value, CancellationToken cancellationToken)
    {
        var parts = ConstantText.PartsOf(value, _rules.Engine, cancellationToken);
        if (parts.Count == 0)
        {
            return null;
        }

        int limit = PromptOptions.MaxPromptLiteralTokens.Read(_rules.OptionsFor(value.Syntax.SyntaxTree));
        if (parts.Sum(static p => p.Text.Length) < limit)
        {
            // Hardly any text has more tokens than characters.
            return null;
        }

        int tokens = parts.Sum(static p => TokenEstimate.Of(p.Text));
        return tokens > limit ? (parts.OrderByDescending(static p => p.Text.Length).First(), tokens, limit) : null;
    }
}
