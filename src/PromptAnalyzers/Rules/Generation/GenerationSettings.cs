using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Generation;

/// <summary>A rule on the constant values of some settings.</summary>
internal interface ISettingRule
{
    DiagnosticDescriptor Descriptor { get; }

    /// <summary>The diagnostic of one setting; null when its value is fine.</summary>
    Diagnostic? Check(SettingUse setting, ConstantPlace constant, INamedTypeSymbol? type, CancellationToken cancellationToken);
}

/// <summary>Finds the constant settings of a body once and hands them to the rules on them.</summary>
internal sealed class GenerationSettings : IPromptRule
{
    private readonly RuleContext _rules;
    private readonly ImmutableArray<ISettingRule> _settingRules;

    public GenerationSettings(RuleContext rules)
    {
        _rules = rules;
        var servers = new ModelServers(rules.Engine);
        _settingRules = ImmutableArray.Create<ISettingRule>(
            new MaxOutputTokensTooLargeRule(rules, servers),
            new LocalModelTooLargeRule(rules, servers),
            new LocalContextTooLargeRule(rules, servers),
            new IterationCapRule(rules));
    }

    public ImmutableArray<DiagnosticDescriptor> Supported => _settingRules.Select(static r => r.Descriptor).ToImmutableArray();

    public void AnalyzeBody(BodyContext body)
    {
        HashSet<(string Id, SyntaxNode Place)>? reported = null;
        foreach (var operation in body.UsesFor<IOperation>(Concerns.Setting))
        {
            foreach (var setting in SettingUse.Of(operation, _rules.Engine.Facts))
            {
                if (ConstantPlace.Of(setting.Value, _rules.Engine, body.CancellationToken) is not { } constant)
                {
                    continue;
                }

                foreach (var rule in _settingRules)
                {
                    // One constant may be used for several clients.
                    if (rule.Check(setting, constant, body.Owner.ContainingType, body.CancellationToken) is { } diagnostic
                        && (reported ??= new HashSet<(string Id, SyntaxNode Place)>()).Add((diagnostic.Id, constant.Place)))
                    {
                        body.Report(diagnostic);
                    }
                }
            }
        }
    }

    /// <summary>A number for a message, the same in every culture.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static bool IsOutputLimit(FactKind kind) => kind is FactKind.OutputLimit or FactKind.LocalOutputLimit;
}
