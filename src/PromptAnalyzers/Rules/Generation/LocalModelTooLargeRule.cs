using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Generation;

/// <summary>PA5002: the name of a local model tells of weights that were not quantised, or of too many of them.</summary>
internal sealed class LocalModelTooLargeRule : ISettingRule
{
    private readonly RuleContext _rules;
    private readonly ModelServers _servers;

    public LocalModelTooLargeRule(RuleContext rules, ModelServers servers)
    {
        _rules = rules;
        _servers = servers;
    }

    public DiagnosticDescriptor Descriptor => Descriptors.LocalModelTooLarge;

    public Diagnostic? Check(SettingUse setting, ConstantPlace constant, INamedTypeSymbol? type, CancellationToken cancellationToken)
    {
        if (setting.Kind is not (FactKind.LocalModel or FactKind.Model) || constant.Value is not string { Length: > 0 } name)
        {
            return null;
        }

        var model = LocalModel.Parse(name);
        int limit = PromptOptions.MaxLocalModelParameters.Read(_rules.OptionsFor(constant.Place.SyntaxTree));
        if (model.IsHosted || model.IsEmbedding || !(IsUnquantised(model) || model.Billions > limit) || !IsLocal(setting, type, cancellationToken))
        {
            return null;
        }

        string problem = model.Billions > limit
            ? Billions(model) + " billion parameters, more than " + limit.ToString(CultureInfo.InvariantCulture)
            : "weights in " + model.Quantisation;
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (model.QuantisedTag is { } tag)
        {
            properties = properties.Add(DiagnosticProperties.ModelTag, tag);
        }

        return Diagnostic.Create(
            Descriptor,
            constant.Place.GetLocation(),
            constant.Place == constant.Use ? null : new[] { constant.Use.GetLocation() },
            properties,
            name,
            problem,
            MemoryEstimate.Weights(model),
            model.IsUnquantised ? "a quantised model" : "a smaller model");
    }

    // Below a billion parameters even 32 bits each fit anywhere.
    private static bool IsUnquantised(LocalModel model) => model.IsUnquantised && model.Billions is not < 1;

    private bool IsLocal(SettingUse setting, INamedTypeSymbol? type, CancellationToken cancellationToken) =>
        _servers.Around(type, cancellationToken) switch
        {
            ServerKind.Local or ServerKind.LocalCompatible => true,
            ServerKind.Hosted => false,
            _ => setting.Kind == FactKind.LocalModel,
        };

    private static string Billions(LocalModel model) => model.Billions!.Value.ToString("0.#", CultureInfo.InvariantCulture);
}
