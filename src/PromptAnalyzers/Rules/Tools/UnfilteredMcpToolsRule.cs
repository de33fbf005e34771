using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>PA1003: all tools of an MCP server are attached, listed by the client or asked for by the provider.</summary>
internal sealed class UnfilteredMcpToolsRule
{
    private readonly RuleContext _rules;

    public UnfilteredMcpToolsRule(RuleContext rules) => _rules = rules;

    public DiagnosticDescriptor Descriptor => Descriptors.UnfilteredMcpTools;

    public void AnalyzeBody(BodyContext body, IReadOnlyList<IOperation> concerned, ToolAttachments attachments)
    {
        if (attachments.Values.Count > 0 && AreListed(body.CancellationToken))
        {
            ReportListings(body, attachments);
        }

        foreach (var operation in concerned)
        {
            ReportHosted(body, operation, concerned);
        }
    }

    /// <summary>The cheap first question: does any file name a call that lists the tools of a server?</summary>
    private bool AreListed(CancellationToken cancellationToken) =>
        _rules.Engine.Facts.Names(FactKind.McpList).Any(name => !_rules.Engine.Words.TreesWith(name, cancellationToken).IsEmpty);

    private void ReportListings(BodyContext body, ToolAttachments attachments)
    {
        var reported = new HashSet<(Location Place, SyntaxNode Listing)>();
        foreach (var attached in attachments.Values)
        {
            int limit = PromptOptions.MaxToolsPerAgent.Read(_rules.OptionsFor(attached.Value.Syntax.SyntaxTree));
            var found = new McpListings(_rules.Engine, limit, body.CancellationToken).In(attached.Value).ToList();
            bool isOne = found.Select(static f => f.Listing.Syntax).Distinct().Count() == 1;
            foreach (var (part, listing) in found)
            {
                // One listing is reported on the whole expression, several each on its own part.
                var place = isOne ? attached.Place : part.Syntax.GetLocation();
                if (reported.Add((place, listing.Syntax)))
                {
                    body.Report(Diagnostic.Create(
                        Descriptor,
                        place,
                        ImmutableArray.Create(listing.Syntax.GetLocation()),
                        Properties(DiagnosticProperties.McpListed, limit),
                        RuleContext.Display(listing.Syntax),
                        RuleContext.LineOf(listing.Syntax),
                        "attach"));
                }
            }
        }
    }

    private void ReportHosted(BodyContext body, IOperation operation, IReadOnlyList<IOperation> concerned)
    {
        var (method, arguments) = operation switch
        {
            IInvocationOperation call => (call.TargetMethod.ReducedFrom ?? call.TargetMethod, call.Arguments),
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments),
            _ => default,
        };
        if (method is null || _rules.Engine.Facts.Of(FactKind.HostedMcp, method) is not { } detail)
        {
            return;
        }

        var names = detail.Split(',');
        if (arguments.Any(a => a.ArgumentKind == ArgumentKind.Explicit && names.Contains(a.Parameter?.Name)
                && a.Value.ConstantValue is not { HasValue: true, Value: null })
            || names.Where(static n => n.StartsWith(".", StringComparison.Ordinal)).Any(n => IsSet(n.Substring(1), operation, body)))
        {
            return;
        }

        // A server that a toolset of the same call refers to is narrowed there.
        if (operation is IObjectCreationOperation && concerned.Any(o => o != operation && o is IObjectCreationOperation { Constructor: { } other }
            && !SymbolEqualityComparer.Default.Equals(other.ContainingType, method.ContainingType)
            && _rules.Engine.Facts.Of(FactKind.HostedMcp, other) is not null
            && SymbolEqualityComparer.Default.Equals(other.ContainingNamespace, method.ContainingNamespace)
            && names.Length == 1))
        {
            return;
        }

        body.Report(Diagnostic.Create(
            Descriptor,
            operation.Syntax.GetLocation(),
            null,
            Properties(DiagnosticProperties.McpHosted, 0),
            RuleContext.Display(NameOf(operation)),
            RuleContext.LineOf(operation.Syntax),
            $"name in '{names[0].TrimStart('.')}'"));
    }

    /// <summary>The property is set in the initializer, or anywhere in the body on an object of that type.</summary>
    private static bool IsSet(string property, IOperation made, BodyContext body) =>
        body.Operations.Any(o => o is IPropertyReferenceOperation { Property: var set, Parent: { } parent } reference && set.Name == property
            && (parent is ISimpleAssignmentOperation assignment && assignment.Target == reference
                    && (!IsInInitializer(reference) || made.Syntax.Span.Contains(reference.Syntax.Span))
                    && assignment.Value.ConstantValue is not { HasValue: true, Value: null }
                || (parent is IMemberInitializerOperation && made.Syntax.Span.Contains(reference.Syntax.Span))
                || (parent is IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" })));

    private static bool IsInInitializer(IPropertyReferenceOperation reference) =>
        reference.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver };

    private static SyntaxNode NameOf(IOperation operation) => operation.Syntax switch
    {
        Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax call => call.Expression,
        Microsoft.CodeAnalysis.CSharp.Syntax.ObjectCreationExpressionSyntax creation => creation.Type,
        _ => operation.Syntax,
    };

    private static ImmutableDictionary<string, string?> Properties(string kind, int limit) => ImmutableDictionary<string, string?>.Empty
        .Add(DiagnosticProperties.McpKind, kind)
        .Add(DiagnosticProperties.MaxTools, limit.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
