using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.Prompts;

/// <summary>PA3001: the content of a file reaches a prompt with nothing on the way that bounds it.</summary>
internal sealed class FileContentInPromptRule
{
    private readonly RuleContext _rules;
    private readonly PromptParameters _parameters;

    public FileContentInPromptRule(RuleContext rules)
    {
        _rules = rules;
        _parameters = new PromptParameters(rules.Engine);
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
            if (value.Text.IsEmpty && value.Count.IsEmpty)
            {
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
        var origins = value.AsText().Text
            .Where(o => o.Kind == OriginKind.File && !o.OnlyOneLine && !TemplateFiles.IsTemplate(o.Source, _rules.Engine, context.CancellationToken))
            .ToImmutableArray();
        if (origins.IsEmpty)
        {
            return;
        }

        var whole = sink.Value;
        while (whole is IConversionOperation { IsImplicit: true } conversion)
        {
            whole = conversion.Operand;
        }

        var options = _rules.OptionsFor(whole.Syntax.SyntaxTree);
        var parts = origins.GroupBy(o => (o.Entry ?? whole).Syntax).ToList();
        int cap = Math.Max(1, PromptOptions.ReadCap(PromptOptions.MaxPromptPartCharacters, options) / parts.Count);
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(DiagnosticProperties.MaxCharacters, Number(cap))
            .Add(DiagnosticProperties.Truncation, DiagnosticProperties.TruncateHead)
            .Add(DiagnosticProperties.ChunkCharacters, Number(PromptOptions.ChunkCharacters.Read(options)))
            .Add(DiagnosticProperties.MaxChunks, Number(PromptOptions.MaxChunks.Read(options)));
        foreach (var part in parts)
        {
            var origin = part.First();
            if (!reported.Add((part.Key, origin.Source)))
            {
                continue;
            }

            var steps = ImmutableArray.CreateBuilder<Location>();
            steps.AddRange(part.Select(o => o.Source.GetLocation()));
            steps.AddRange(origin.Steps);
            steps.Add(sink.Send.Syntax.GetLocation());
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.FileContentInPrompt,
                part.Key.GetLocation(),
                steps.ToImmutable(),
                properties,
                RuleContext.Display(origin.Source),
                RuleContext.LineOf(origin.Source),
                sink.Name));
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
