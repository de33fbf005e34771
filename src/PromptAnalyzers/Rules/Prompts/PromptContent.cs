using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.Prompts;

/// <summary>
/// Walks the prompts of a body once and hands what is unbounded in them to the rules that tell the sources apart.
/// </summary>
internal sealed class PromptContent
{
    private readonly RuleContext _rules;
    private readonly PromptParameters _parameters;
    private readonly ImmutableArray<IPromptContentRule> _contentRules;

    public PromptContent(RuleContext rules, params IPromptContentRule[] contentRules)
    {
        _rules = rules;
        _parameters = new PromptParameters(rules.Engine);
        _contentRules = contentRules.ToImmutableArray();
    }

    /// <summary>One body at a time, so that a prompt that is sent twice is reported once.</summary>
    public void AnalyzeBlock(OperationBlockAnalysisContext context)
    {
        var reported = new HashSet<(SyntaxNode Place, SyntaxNode Source)>();
        foreach (var block in context.OperationBlocks)
        {
            foreach (var operation in block.Descendants())
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                foreach (var sink in PromptSinks.Of(operation, _rules.Engine))
                {
                    Report(context, sink, _rules.Engine.Evaluate(sink.Value, context.CancellationToken), reported);
                }

                if (operation is IInvocationOperation { TargetMethod: { Locations: { Length: > 0 } locations } method } call && locations[0].IsInSource)
                {
                    AnalyzeWrapper(context, call, method, reported);
                }
            }
        }
    }

    /// <summary>A method of the user's that passes a parameter to a prompt.</summary>
    private void AnalyzeWrapper(
        OperationBlockAnalysisContext context, IInvocationOperation call, IMethodSymbol method, HashSet<(SyntaxNode Place, SyntaxNode Source)> reported)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter || argument.IsImplicit || argument.Value.ConstantValue.HasValue
                || !(OperationFacts.IsText(parameter.Type) || OperationFacts.IsCollection(parameter.Type)))
            {
                continue;
            }

            var value = _rules.Engine.Evaluate(argument.Value, context.CancellationToken);
            if (value.AsText().Text.All(static o => o.Kind == OriginKind.History))
            {
                // A history is reported where it is rendered as text.
                continue;
            }

            if (_parameters.NameOfPrompt((method.ReducedFrom ?? method).OriginalDefinition, parameter.Ordinal, context.CancellationToken) is { } prompt)
            {
                Report(context, new PromptSink(argument.Value, prompt, call), value, reported);
            }
        }
    }

    private void Report(
        OperationBlockAnalysisContext context, PromptSink sink, FlowValue value, HashSet<(SyntaxNode Place, SyntaxNode Source)> reported)
    {
        var origins = value.AsText().Text.Where(o => !o.OnlyOneLine && RuleFor(o, context.CancellationToken) is not null).ToImmutableArray();
        if (origins.IsEmpty)
        {
            return;
        }

        var whole = OperationFacts.WithoutImplicitConversion(sink.Value);

        var options = _rules.OptionsFor(whole.Syntax.SyntaxTree);
        var parts = origins.GroupBy(o => (o.Entry ?? whole).Syntax).ToList();
        int cap = Math.Max(1, PromptOptions.ReadCap(PromptOptions.MaxPromptPartCharacters, options) / parts.Count);
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(DiagnosticProperties.MaxCharacters, Number(cap))
            .Add(DiagnosticProperties.BoundingMethods, _rules.BoundingMethods.Ids(context.CancellationToken))
            .Add(DiagnosticProperties.ChunkCharacters, Number(PromptOptions.ChunkCharacters.Read(options)))
            .Add(DiagnosticProperties.MaxChunks, Number(PromptOptions.MaxChunks.Read(options)));
        foreach (var part in parts)
        {
            var origin = part.First();
            var descriptor = RuleFor(origin, context.CancellationToken)!.Descriptor;
            if (!reported.Add((part.Key, origin.Source)))
            {
                continue;
            }

            var steps = ImmutableArray.CreateBuilder<Location>();
            steps.AddRange(part.Select(o => o.Source.GetLocation()));
            steps.AddRange(origin.Steps);
            steps.Add(sink.Send.Syntax.GetLocation());
            RuleContext.Report(context, Diagnostic.Create(
                descriptor,
                part.Key.GetLocation(),
                steps.ToImmutable(),
                properties.Add(DiagnosticProperties.Truncation, part.Any(o => o.Kind == OriginKind.Process)
                    ? DiagnosticProperties.TruncateMiddle
                    : DiagnosticProperties.TruncateHead),
                RuleContext.Display(origin.Source),
                RuleContext.LineOf(origin.Source),
                sink.Name));
        }
    }

    private IPromptContentRule? RuleFor(Origin origin, CancellationToken cancellationToken) =>
        _contentRules.FirstOrDefault(r => r.Reports(origin, _rules.Engine, cancellationToken));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
