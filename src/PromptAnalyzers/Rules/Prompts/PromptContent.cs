using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Prompts;

/// <summary>
/// Walks the prompts of a body once and hands what is unbounded in them to the rules that tell the sources apart.
/// </summary>
internal sealed class PromptContent : IPromptRule
{
    private readonly RuleContext _rules;
    private readonly ImmutableArray<IPromptContentRule> _contentRules;

    public PromptContent(RuleContext rules, params IPromptContentRule[] contentRules)
    {
        _rules = rules;
        _contentRules = contentRules.ToImmutableArray();
    }

    public ImmutableArray<DiagnosticDescriptor> Supported => _contentRules.Select(static r => r.Descriptor).ToImmutableArray();

    /// <summary>One body at a time, so that a prompt that is sent twice is reported once.</summary>
    public void AnalyzeBody(BodyContext body)
    {
        var (prompts, wrappers) = (body.Prompts(_rules.Engine), body.Wrappers(_rules.PromptParameters));
        if (prompts.Count + wrappers.Count == 0)
        {
            return;
        }

        var reported = new HashSet<(SyntaxNode Place, SyntaxNode Source)>();
        foreach (var sink in prompts)
        {
            Report(body, sink, _rules.Evaluate(sink.Value, body.CancellationToken), reported);
        }

        foreach (var (call, callee) in wrappers)
        {
            AnalyzeWrapper(body, call, callee, reported);
        }
    }

    /// <summary>A method of the user's that passes a parameter to a prompt.</summary>
    private void AnalyzeWrapper(
        BodyContext body, IInvocationOperation call, IMethodSymbol callee, HashSet<(SyntaxNode Place, SyntaxNode Source)> reported)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter || argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Value.ConstantValue.HasValue
                || !(OperationFacts.IsText(parameter.Type) || IsContent(parameter.Type)))
            {
                continue;
            }

            // Few arguments are unbounded; for the others the callee need not be bound.
            // A history is reported where it is rendered as text.
            var value = _rules.Evaluate(argument.Value, body.CancellationToken);
            if (value.AsText().Text.Any(static o => !o.OnlyOneLine && o.Kind != OriginKind.History)
                && _rules.PromptParameters.NameOfPrompt(callee, parameter.Ordinal, body.CancellationToken) is { } prompt)
            {
                Report(body, new PromptSink(argument.Value, prompt, call), value, reported);
            }
        }
    }

    /// <summary>Every program hands its list of services round, and none sends it to a model.</summary>
    private static bool IsContent(ITypeSymbol type) => type.Name != "IServiceCollection" && OperationFacts.IsCollection(type);

    private void Report(
        BodyContext body, PromptSink sink, FlowValue value, HashSet<(SyntaxNode Place, SyntaxNode Source)> reported)
    {
        if (value.IsNone)
        {
            return;
        }

        // A conversation that is handed over as one is the business of the history rules.
        bool isConversation = _rules.Engine.Histories.KindOf(OperationFacts.Unwrap(sink.Value).Type) is not null;
        var origins = value.AsText().Text
            .Where(o => !o.OnlyOneLine && !(isConversation && o.Kind == OriginKind.Answer) && RuleFor(o, body.CancellationToken) is not null)
            .ToImmutableArray();
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
            .Add(DiagnosticProperties.BoundingMethods, _rules.BoundingMethods.Ids(body.CancellationToken))
            .Add(DiagnosticProperties.ChunkCharacters, Number(PromptOptions.ChunkCharacters.Read(options)))
            .Add(DiagnosticProperties.MaxChunks, Number(PromptOptions.MaxChunks.Read(options)));
        foreach (var part in parts)
        {
            var origin = part.First();
            var descriptor = RuleFor(origin, body.CancellationToken)!.Descriptor;
            if (!reported.Add((part.Key, origin.Source)))
            {
                continue;
            }

            var steps = ImmutableArray.CreateBuilder<Location>();
            steps.AddRange(part.Select(o => o.Source.GetLocation()));
            steps.AddRange(origin.Steps);
            steps.Add(sink.Send.Syntax.GetLocation());
            var details = part.All(static o => o.Kind == OriginKind.History)
                ? properties.Add(DiagnosticProperties.MaxMessages, Number(PromptOptions.MaxHistoryMessages.Read(options)))
                : properties;
            body.Report(Diagnostic.Create(
                descriptor,
                part.Key.GetLocation(),
                steps.ToImmutable(),
                details.Add(DiagnosticProperties.Truncation, part.Any(o => o.Kind == OriginKind.Process)
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
