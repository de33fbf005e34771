using System.Globalization;
using Microsoft.CodeAnalysis;
using PromptAnalyzers.Configuration;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>PA1004: the schemas of the attached tools, or of one of them, take too many tokens of every request.</summary>
internal sealed class ToolSchemasTooLargeRule : IToolRule
{
    // Claude Code cuts descriptions there.
    private const int LongestDescription = 2_048;

    private readonly ToolSchemas _schemas;

    public ToolSchemasTooLargeRule(RuleContext rules) => _schemas = new ToolSchemas(rules.Engine);

    public DiagnosticDescriptor Descriptor => Descriptors.ToolSchemasTooLarge;

    public Diagnostic? Check(ToolAttachment attachment, RuleContext rules, CancellationToken cancellationToken)
    {
        var tools = attachment.Tools;
        if (tools.Visible == 0)
        {
            return null;
        }

        var options = rules.OptionsFor(tools.Parts[0].Place.SourceTree!);
        int limit = PromptOptions.MaxToolSchemaTokens.Read(options);
        int singleLimit = PromptOptions.MaxSingleToolTokens.Read(options);
        int sum = 0;
        bool isWhole = true;
        (string What, int Limit, ToolPart Part)? single = null;
        foreach (var part in tools.Parts)
        {
            if (_schemas.Of(part, cancellationToken) is not { } schemas)
            {
                isWhole = false;
                continue;
            }

            foreach (var schema in schemas)
            {
                sum += schema.Tokens;
                single ??= schema.Tokens > singleLimit
                    ? (FormattableString.Invariant($"The schema of the tool '{schema.Name}' is about {schema.Tokens} tokens"), singleLimit, part)
                    : schema.DescriptionLength > LongestDescription
                        ? (FormattableString.Invariant($"The description of the tool '{schema.Name}' has {schema.DescriptionLength} characters"), LongestDescription, part)
                        : null;
            }
        }

        // Only when all tools can be read from the code: a sum of some says too little.
        if (isWhole && sum > limit)
        {
            return Make(
                FormattableString.Invariant($"The schemas of {tools.Total} tools are about {sum} tokens"),
                limit,
                attachment.PlaceWhere(t => Sum(t, cancellationToken) > limit),
                tools.Places());
        }

        return single is { } one
            ? Make(one.What, one.Limit, attachment.Whole ?? one.Part.Place, System.Collections.Immutable.ImmutableArray.Create(one.Part.Place))
            : null;
    }

    private int Sum(ToolSet tools, CancellationToken cancellationToken) =>
        tools.Parts.Sum(p => _schemas.Of(p, cancellationToken)?.Sum(static s => s.Tokens) ?? 0);

    private Diagnostic Make(string what, int limit, Location place, IEnumerable<Location> others) => Diagnostic.Create(
        Descriptor, place, others, null, what, limit.ToString(CultureInfo.InvariantCulture));
}
