using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Generation;

/// <summary>PA5004, constants: a framework is told that it may call the model hundreds of times for one request.</summary>
internal sealed class IterationCapRule : ISettingRule
{
    private readonly RuleContext _rules;

    public IterationCapRule(RuleContext rules) => _rules = rules;

    public DiagnosticDescriptor Descriptor => Descriptors.UnboundedAgentLoop;

    public Diagnostic? Check(SettingUse setting, ConstantPlace constant, INamedTypeSymbol? type, CancellationToken cancellationToken)
    {
        if (setting.Kind != FactKind.IterationCap || constant.Number is not { } calls)
        {
            return null;
        }

        int limit = PromptOptions.MaxAgentIterations.Read(_rules.OptionsFor(constant.Place.SyntaxTree));
        return calls <= limit
            ? null
            : Diagnostic.Create(
                Descriptor,
                constant.Place.GetLocation(),
                constant.Place == constant.Use ? null : new[] { constant.Use.GetLocation() },
                PropertiesFor(limit),
                "'" + setting.Name + "'",
                $"{GenerationSettings.Number(calls)} rounds of model calls for one request, more than {GenerationSettings.Number(limit)}",
                "lower it");
    }

    /// <summary>What the fix needs: a limit that people choose, never above the configured one.</summary>
    public static ImmutableDictionary<string, string?> PropertiesFor(int limit) =>
        ImmutableDictionary<string, string?>.Empty.Add(
            DiagnosticProperties.Limit, Math.Min(limit, PromptOptions.UsualAgentIterations).ToString(CultureInfo.InvariantCulture));
}
