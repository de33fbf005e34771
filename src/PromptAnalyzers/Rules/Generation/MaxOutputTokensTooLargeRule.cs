using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Generation;

/// <summary>
/// PA5001: a constant limit of the answer that is far more than an answer needs. On a local server it is memory and
/// time that nobody else pays for, hence a Warning there.
/// </summary>
internal sealed class MaxOutputTokensTooLargeRule : ISettingRule
{
    private readonly RuleContext _rules;
    private readonly ModelServers _servers;

    public MaxOutputTokensTooLargeRule(RuleContext rules, ModelServers servers)
    {
        _rules = rules;
        _servers = servers;
    }

    public DiagnosticDescriptor Descriptor => Descriptors.MaxOutputTokensTooLarge;

    public Diagnostic? Check(SettingUse setting, ConstantPlace constant, INamedTypeSymbol? type, CancellationToken cancellationToken)
    {
        if (!GenerationSettings.IsOutputLimit(setting.Kind) || constant.Number is not { } tokens)
        {
            return null;
        }

        var options = _rules.OptionsFor(constant.Place.SyntaxTree);
        int localLimit = PromptOptions.MaxOutputTokensLocal.Read(options);
        bool isEndless = tokens < 0 && setting.Kind == FactKind.LocalOutputLimit && !EndsOtherwise(setting);
        if (!isEndless && tokens <= localLimit)
        {
            return null;
        }

        bool isLocal = setting.Kind == FactKind.LocalOutputLimit
            || _servers.Around(type, cancellationToken) is ServerKind.Local or ServerKind.LocalCompatible;
        int limit = isLocal ? localLimit : PromptOptions.MaxOutputTokens.Read(options);
        if (!isEndless && tokens <= limit)
        {
            return null;
        }

        string asked = isEndless ? "an answer without end" : GenerationSettings.Number(tokens) + " tokens for one answer";
        return Diagnostic.Create(
            Descriptor,
            constant.Place.GetLocation(),
            isLocal ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            constant.Place == constant.Use ? null : new[] { constant.Use.GetLocation() },
            ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Limit, limit.ToString(CultureInfo.InvariantCulture)),
            setting.Name,
            asked,
            GenerationSettings.Number(limit),
            isLocal ? "local" : "hosted");
    }

    /// <summary>A word that ends the answer is set beside the limit.</summary>
    private static bool EndsOtherwise(SettingUse setting) =>
        setting.Detail.Length > 0 && setting.Operation.Parent is IObjectOrCollectionInitializerOperation initializer
        && initializer.Initializers.Any(i => i is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } && name == setting.Detail);
}
