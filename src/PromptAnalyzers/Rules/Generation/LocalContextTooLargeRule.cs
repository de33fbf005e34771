using Microsoft.CodeAnalysis;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Generation;

/// <summary>PA5003: a local server is asked for a context that its memory does not hold, or is asked where it does not listen.</summary>
internal sealed class LocalContextTooLargeRule : ISettingRule
{
    private readonly RuleContext _rules;
    private readonly ModelServers _servers;

    public LocalContextTooLargeRule(RuleContext rules, ModelServers servers)
    {
        _rules = rules;
        _servers = servers;
    }

    public DiagnosticDescriptor Descriptor => Descriptors.LocalContextTooLarge;

    public Diagnostic? Check(SettingUse setting, ConstantPlace constant, INamedTypeSymbol? type, CancellationToken cancellationToken)
    {
        if (setting.Kind != FactKind.LocalContext || constant.Number is not { } tokens)
        {
            return null;
        }

        if (setting.IsByKey)
        {
            var server = _servers.Around(type, cancellationToken);
            if (server != ServerKind.Local
                && (server == ServerKind.LocalCompatible || _rules.Engine.Facts.OfType(FactKind.IgnoresOptions, setting.Holder) is not null))
            {
                return Create(setting, constant, "has no effect: an OpenAI-compatible endpoint ignores it; set it in the model file of the server or use the client of its own protocol");
            }

            if (server != ServerKind.Local)
            {
                return null;
            }
        }

        int limit = PromptOptions.MaxLocalContextTokens.Read(_rules.OptionsFor(constant.Place.SyntaxTree));
        if (tokens <= limit)
        {
            return null;
        }

        var model = _servers.ModelAround(type, cancellationToken);
        return Create(
            setting,
            constant,
            $"reserves a context of {GenerationSettings.Number(tokens)} tokens, more than {GenerationSettings.Number(limit)}; the KV cache alone takes about {MemoryEstimate.KvCache(model, tokens)} GB for {MemoryEstimate.Describe(model)}");
    }

    private Diagnostic Create(SettingUse setting, ConstantPlace constant, string problem) => Diagnostic.Create(
        Descriptor,
        constant.Place.GetLocation(),
        constant.Place == constant.Use ? null : new[] { constant.Use.GetLocation() },
        null,
        setting.Name,
        problem);
}
