using System.Collections.Concurrent;
using System.Net;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Generation;

/// <summary>Where the models of a type run, as far as the type tells.</summary>
internal enum ServerKind
{
    /// <summary>No client is made here.</summary>
    Unknown,

    /// <summary>At least one client of a hosted model.</summary>
    Hosted,

    /// <summary>Clients of a local server, in its own protocol.</summary>
    Local,

    /// <summary>Clients of a local server, through the protocol that hosted models have.</summary>
    LocalCompatible,
}

/// <summary>
/// Looks at the clients that a type makes. A setting and the client that it goes to are hardly ever in one expression;
/// they are nearly always in one type. A type that makes a hosted client too is not taken for local.
/// </summary>
internal sealed class ModelServers
{
    private const int MaxDepth = 4;
    private readonly FlowEngine _engine;
    private readonly ConcurrentDictionary<INamedTypeSymbol, (ServerKind Kind, string? Model)> _known = new(SymbolEqualityComparer.Default);

    public ModelServers(FlowEngine engine) => _engine = engine;

    public ServerKind Around(INamedTypeSymbol? type, CancellationToken cancellationToken) =>
        type is null ? ServerKind.Unknown : Of(type, cancellationToken).Kind;

    /// <summary>The one model that the type names at its local clients.</summary>
    public LocalModel? ModelAround(INamedTypeSymbol? type, CancellationToken cancellationToken) =>
        type is not null && Of(type, cancellationToken) is { Kind: ServerKind.Local or ServerKind.LocalCompatible, Model: { } model } ? LocalModel.Parse(model) : null;

    /// <summary>True for an address in the own machine or network; false for one that is not known.</summary>
    public bool IsLocal(IOperation address, CancellationToken cancellationToken) => HasLocalAddress(address, 0, cancellationToken) == true;

    private (ServerKind Kind, string? Model) Of(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        _known.TryGetValue(type, out var known) ? known : _known[type] = Find(type, cancellationToken);

    private (ServerKind Kind, string? Model) Find(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var kind = ServerKind.Unknown;
        var models = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in type.DeclaringSyntaxReferences.SelectMany(r => r.GetSyntax(cancellationToken).DescendantNodes()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!MayMakeClient(node) || _engine.OperationAt(node, cancellationToken) is not { } operation)
            {
                continue;
            }

            foreach (var setting in SettingUse.Of(operation, _engine.Facts))
            {
                if (setting.Kind is FactKind.Model or FactKind.LocalModel
                    && ConstantPlace.Of(setting.Value, _engine, cancellationToken) is { Value: string name })
                {
                    models.Add(name);
                }
            }

            var found = KindOf(operation, cancellationToken);
            kind = found == ServerKind.Hosted || kind == ServerKind.Hosted ? ServerKind.Hosted
                : kind == ServerKind.Local || found == ServerKind.Unknown ? kind
                : found;
        }

        return (kind, models.Count == 1 ? models.First() : null);
    }

    private bool MayMakeClient(SyntaxNode node) => node switch
    {
        ImplicitObjectCreationExpressionSyntax => true,
        ObjectCreationExpressionSyntax creation => IsName(SimpleName(creation.Type) + ".#ctor"),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } => IsName(name),
        _ => false,
    };

    private bool IsName(string name) => _engine.Facts.HasName(FactKind.Client, name) || _engine.Facts.HasName(FactKind.LocalClient, name)
        || _engine.Facts.HasName(FactKind.Model, name);

    private static string SimpleName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private ServerKind KindOf(IOperation operation, CancellationToken cancellationToken)
    {
        ISymbol? member = operation switch
        {
            IInvocationOperation call => call.TargetMethod.ReducedFrom ?? call.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            _ => null,
        };
        if (member is null)
        {
            return ServerKind.Unknown;
        }

        if (_engine.Facts.Of(FactKind.LocalClient, member) is not null)
        {
            return HasLocalAddress(operation, 0, cancellationToken) == false ? ServerKind.Hosted : ServerKind.Local;
        }

        return _engine.Facts.Of(FactKind.Client, member) is null ? ServerKind.Unknown
            : HasLocalAddress(operation, 0, cancellationToken) == true ? ServerKind.LocalCompatible
            : ServerKind.Hosted;
    }

    /// <summary>True or false for the constant addresses in the arguments, or in what they were made from; null without any.</summary>
    private bool? HasLocalAddress(IOperation operation, int depth, CancellationToken cancellationToken)
    {
        bool? found = null;
        foreach (var part in operation.DescendantsAndSelf())
        {
            if (part.ConstantValue is { HasValue: true, Value: string text } && Uri.TryCreate(text, UriKind.Absolute, out var address)
                && address.Scheme is "http" or "https")
            {
                if (IsLocal(address))
                {
                    return true;
                }

                found = false;
            }

            if (depth < MaxDepth && SourcesOf(part, cancellationToken).Select(s => HasLocalAddress(s, depth + 1, cancellationToken)).FirstOrDefault(f => f is not null) is { } below)
            {
                if (below)
                {
                    return true;
                }

                found = false;
            }
        }

        return found;
    }

    private IEnumerable<IOperation> SourcesOf(IOperation part, CancellationToken cancellationToken)
    {
        switch (part)
        {
            case ILocalReferenceOperation { ConstantValue.HasValue: false } local:
                var index = _engine.IndexOf(OperationFacts.Root(local));
                return index.WritesTo(local.Local).Where(w => w.Kind == WriteKind.Assign && !w.Node.Syntax.Span.Contains(local.Syntax.Span)).Select(static w => w.Value)
                    .Concat(index.MemberWritesOf(local.Local).Where(w => !w.Syntax.Span.Contains(local.Syntax.Span)).Select(static w => w.Value));
            case IFieldReferenceOperation { ConstantValue.HasValue: false, Field: { DeclaringSyntaxReferences.Length: > 0 } field }:
                return _engine.ValuesGivenTo(field, cancellationToken);
            default:
                return Array.Empty<IOperation>();
        }
    }

    private static bool IsLocal(Uri address)
    {
        string host = address.Host;
        if (address.IsLoopback || host.IndexOf('.') < 0 && address.HostNameType == UriHostNameType.Dns)
        {
            return true;
        }

        if (IPAddress.TryParse(host, out var ip) && ip.GetAddressBytes() is { Length: 4 } bytes)
        {
            return bytes[0] is 10 or 0 || (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 172 && bytes[1] is >= 16 and <= 31);
        }

        return host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".lan", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase);
    }
}
