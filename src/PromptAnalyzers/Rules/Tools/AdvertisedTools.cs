using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>Finds the tools that a body attaches, once, and hands them to the rules on them.</summary>
internal sealed class AdvertisedTools : IPromptRule
{
    /// <summary>The kinds of members that attach, show or hide tools.</summary>
    public static readonly ImmutableArray<FactKind> Kinds = ImmutableArray.Create(
        FactKind.Tools, FactKind.AddsTools, FactKind.Import, FactKind.PluginFactory, FactKind.Advertise, FactKind.HostedMcp, FactKind.HiddenTools, FactKind.ToolFilter);

    private readonly RuleContext _rules;
    private readonly UnfilteredMcpToolsRule _mcp;
    private readonly ImmutableArray<IToolRule> _toolRules;

    public AdvertisedTools(RuleContext rules, UnfilteredMcpToolsRule mcp, params IToolRule[] toolRules)
    {
        _rules = rules;
        _mcp = mcp;
        _toolRules = toolRules.ToImmutableArray();
    }

    public ImmutableArray<DiagnosticDescriptor> Supported => _toolRules.Select(static r => r.Descriptor).Append(_mcp.Descriptor).ToImmutableArray();

    public void AnalyzeBody(BodyContext body)
    {
        List<IOperation>? concerned = null;
        foreach (var operation in body.UsesFor<IOperation>(Concerns.Tools))
        {
            if (MayConcernTools(operation))
            {
                (concerned ??= new List<IOperation>()).Add(operation);
            }
        }

        if (concerned is null)
        {
            return;
        }

        var attachments = ToolAttachments.Of(body, concerned, _rules.Engine);
        foreach (var attachment in attachments.Found)
        {
            var found = _toolRules.Select(r => r.Check(attachment, _rules, body.CancellationToken)).OfType<Diagnostic>().ToList();
            if (found.Count > 0 && !IsSearched(attachment) && attachment.IsAdvertised)
            {
                found.ForEach(body.Report);
            }
        }

        _mcp.AnalyzeBody(body, concerned, attachments);
    }

    /// <summary>list.Add is everywhere, and no member of the base library attaches tools.</summary>
    private static bool MayConcernTools(IOperation operation) => operation switch
    {
        IInvocationOperation call => !ChatHistories.IsBaseLibrary(call.TargetMethod),
        IObjectCreationOperation or IPropertyReferenceOperation => true,
        _ => false,
    };

    /// <summary>Beside a search tool the others are sent only when the model asks for them.</summary>
    private bool IsSearched(ToolAttachment attachment) => attachment.Tools.Parts.Any(p =>
        p.Element is { } element && _rules.Engine.Facts.OfType(FactKind.ToolSearch, new ToolCounter(_rules.Engine, default).Behind(element).Type) is not null);
}
