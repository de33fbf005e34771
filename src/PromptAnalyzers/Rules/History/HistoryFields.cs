using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.History;

/// <summary>Histories kept in a field or property: judged over all members of the type that uses them.</summary>
internal sealed class HistoryFields
{
    private readonly FlowEngine _engine;
    private readonly ConcurrentDictionary<(INamedTypeSymbol Type, ISymbol Member), Finding?> _known = new();

    public HistoryFields(FlowEngine engine) => _engine = engine;

    /// <summary>The first growth of an unbounded history in a type; null when it is bounded, not sent, or lives for one turn.</summary>
    public Finding? FirstGrowth(INamedTypeSymbol type, ISymbol member, CancellationToken cancellationToken) =>
        _known.TryGetValue((type, member), out var known)
            ? known
            : _known[(type, member)] = Find(type, member, cancellationToken);

    private Finding? Find(INamedTypeSymbol type, ISymbol member, CancellationToken cancellationToken)
    {
        var growths = new List<(IInvocationOperation Call, SyntaxNode Body, bool AlsoSends)>();
        IArgumentOperation? send = null;
        foreach (var body in Bodies(type, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!body.DescendantTokens().Any(t => t.ValueText == member.Name))
            {
                continue;
            }

            if (_engine.OperationAt(body, cancellationToken) is not { } root)
            {
                continue;
            }

            var uses = new HistoryUses(_engine, OperationFacts.Root(root), member);
            bool grows = false;
            foreach (var call in root.Descendants().OfType<IInvocationOperation>())
            {
                if (ChatHistories.IsGrowth(call) && OperationFacts.ReceiverOf(call) is { } receiver
                    && OperationFacts.Same(OperationFacts.SymbolOf(receiver), member))
                {
                    growths.Add((call, body, uses.Sends.Count > 0));
                    grows = true;
                }
            }

            bool isConstructor = body is ConstructorDeclarationSyntax;
            if (uses.Reductions.Count > 0
                || uses.IsKeptShort(static _ => true)
                || (!isConstructor && grows && uses.Replacements.Count > 0)
                || ((grows || uses.Sends.Count > 0) && uses.Clears.Any(IsOnEveryPath))
                || uses.PassedOn.Any(IsUnknownHelper))
            {
                return null;
            }

            send ??= uses.Sends.FirstOrDefault();
        }

        var candidates = growths.Where(g => g.Body is not ConstructorDeclarationSyntax && IsTurn(g.Call)).ToList();
        if (send is null || candidates.Count == 0)
        {
            return null;
        }

        var first = candidates.FirstOrDefault(g => g.AlsoSends).Call ?? candidates[0].Call;
        return new Finding(first.Syntax, send.Value.Syntax, ((IInvocationOperation)send.Parent!).TargetMethod.Name);

        bool IsTurn(IInvocationOperation call) => ChatHistories.AddsUserMessage(call) || growths.Any(g => ChatHistories.AddsUserMessage(g.Call))
            || call.TargetMethod.Name is "Add" or "AddMessage" && call.Arguments.Any(a => OperationFacts.Unwrap(a.Value) is IParameterReferenceOperation);
    }

    private static bool IsUnknownHelper(IArgumentOperation argument) =>
        argument.Parent is not IInvocationOperation { TargetMethod: var method }
        || (!SdkReferences.IsSdkAssembly(method.ContainingAssembly)
            && !ChatHistories.IsBaseLibrary(method));

    private static bool IsOnEveryPath(IOperation clear)
    {
        for (var parent = clear.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ISwitchOperation or ISwitchCaseOperation or ICatchClauseOperation or IAnonymousFunctionOperation)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<INamedTypeSymbol> BaseTypesAndSelf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? each = type; each is not null; each = each.BaseType)
        {
            yield return each;
        }
    }

    private static IEnumerable<SyntaxNode> Bodies(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        // A base class may keep the history short for its derived classes.
        foreach (var reference in BaseTypesAndSelf(type).SelectMany(t => t.DeclaringSyntaxReferences))
        {
            if (reference.GetSyntax(cancellationToken) is not TypeDeclarationSyntax declaration)
            {
                continue;
            }

            foreach (var member in declaration.Members)
            {
                if (member is BaseMethodDeclarationSyntax { Body: not null } or BaseMethodDeclarationSyntax { ExpressionBody: not null })
                {
                    yield return member;
                }
            }
        }
    }

    internal sealed class Finding
    {
        public Finding(SyntaxNode growth, SyntaxNode sendArgument, string sendName)
        {
            Growth = growth;
            SendArgument = sendArgument;
            SendName = sendName;
        }

        public SyntaxNode Growth { get; }

        public SyntaxNode SendArgument { get; }

        public string SendName { get; }
    }
}
