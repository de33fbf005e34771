using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Flow;

/// <summary>
/// Answers how large a value can be and because of what, walking backwards from the value. One instance serves all
/// rules of a compilation; it dies with the compilation. Safe for concurrent use; answers do not depend on the order
/// of asking.
/// </summary>
internal sealed class FlowEngine
{
    // Deeper than any answer can use (see FlowValue.MaxCalls): protects the stack, and is never memoised.
    private const int MaxStack = 32;

    // What a cycle or the stack limit cut is not memoised and asked again; this keeps a query on a large cycle short.
    private const int MaxBodies = 400;

    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<ISymbol, FlowValue> _summaries = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    // The last ones, each in a slot by the position of its body: to keep all would keep every body of the program.
    private readonly BodyIndex?[] _indexes = new BodyIndex?[64];

    /// <param name="compilation">The compilation under analysis; bodies of no other are read.</param>
    /// <param name="unboundedFrom">A constant cap above this many characters bounds nothing; asked for when the first cap is met.</param>
    /// <param name="facts">What is known of library members.</param>
    public FlowEngine(Compilation compilation, Lazy<int> unboundedFrom, ApiFacts facts)
    {
        _compilation = compilation;
        Bounds = new Bounds(unboundedFrom)
        {
            BodyOf = method => BodyOf(method, CancellationToken.None),
            IndexOf = operation => IndexOf(OperationFacts.Root(operation)),
        };
        Facts = facts;
        Histories = new ChatHistories(facts);
        Words = new SourceWords(compilation);
    }

    public Bounds Bounds { get; }

    public ApiFacts Facts { get; }

    public FlowCounters Counters { get; } = new();

    public ChatHistories Histories { get; }

    public SourceWords Words { get; }

    /// <summary>The files whose bodies are read.</summary>
    public IEnumerable<SyntaxTree> Trees => _compilation.SyntaxTrees;

    /// <summary>The assembly whose bodies are read.</summary>
    public IAssemblySymbol Assembly => _compilation.Assembly;

    /// <summary>How large the value can be, seen from the body that contains it.</summary>
    public FlowValue Evaluate(IOperation value, CancellationToken cancellationToken) => Evaluate(value, null, new CallStack(), cancellationToken);

    /// <summary>The same, with the parameters of a method from which the value comes.</summary>
    public FlowValue Evaluate(IOperation value, IMethodSymbol owner, CancellationToken cancellationToken) => Evaluate(value, owner, new CallStack(), cancellationToken);

    /// <summary>The same; the stack tells afterwards how much work it was.</summary>
    public FlowValue Evaluate(IOperation value, IMethodSymbol? owner, CallStack stack, CancellationToken cancellationToken)
    {
        int before = stack.Steps;
        var result = new FlowEvaluator(this, OperationFacts.Root(value), owner, stack, cancellationToken).Evaluate(value);
        Counters.AddSteps(stack.Steps - before);
        return result;
    }

    /// <summary>The index of a body; shared by the queries on it that follow each other closely.</summary>
    public BodyIndex IndexOf(IOperation root)
    {
        ref var slot = ref _indexes[root.Syntax.SpanStart % _indexes.Length];
        var index = Volatile.Read(ref slot);
        if (index?.Root != root)
        {
            index = new BodyIndex(root);
            Volatile.Write(ref slot, index);
        }

        return index;
    }

    /// <summary>The operation tree of a member or function declared in this compilation; null otherwise.</summary>
    public IOperation? BodyOf(ISymbol symbol, CancellationToken cancellationToken)
    {
        if (!SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, _compilation.Assembly)
            || symbol.DeclaringSyntaxReferences.Length == 0)
        {
            return null;
        }

        symbol = symbol is IMethodSymbol { PartialImplementationPart: { } implementation } ? implementation : symbol;
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax(cancellationToken);
            if (syntax is BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null } or AccessorDeclarationSyntax { Body: null, ExpressionBody: null })
            {
                continue;
            }

            if (syntax is PropertyDeclarationSyntax { ExpressionBody: { } arrow })
            {
                syntax = arrow;
            }

            if (Bind(syntax, cancellationToken) is { } operation)
            {
                Counters.AddBody();
                return operation;
            }
        }

        return null;
    }

    /// <summary>Null for a node of another compilation: what the IDE sees as source, the compiler sees as metadata.</summary>
    public IOperation? OperationAt(SyntaxNode syntax, CancellationToken cancellationToken)
    {
        if (!_compilation.ContainsSyntaxTree(syntax.SyntaxTree))
        {
            return null;
        }

        Counters.AddPlace();
        return Bind(syntax, cancellationToken);
    }

    /// <summary>Null for a node of another compilation.</summary>
    public ISymbol? SymbolAt(SyntaxNode syntax, CancellationToken cancellationToken) =>
        _compilation.ContainsSyntaxTree(syntax.SyntaxTree) ? ModelOf(syntax.SyntaxTree).GetSymbolInfo(syntax, cancellationToken).Symbol : null;

    /// <summary>The symbol that a node declares; null for a node of another compilation.</summary>
    public ISymbol? DeclaredAt(SyntaxNode syntax, CancellationToken cancellationToken) =>
        !_compilation.ContainsSyntaxTree(syntax.SyntaxTree) ? null
        : syntax is CompilationUnitSyntax ? (ModelOf(syntax.SyntaxTree).GetDeclaredSymbol(syntax, cancellationToken) as IMethodSymbol)?.ContainingType
        : ModelOf(syntax.SyntaxTree).GetDeclaredSymbol(syntax, cancellationToken);

    /// <summary>What a method, property getter, field, out parameter or filled builder gives its user. Memoised unless a cycle above cut it.</summary>
    public FlowValue Summarize(ISymbol symbol, CallStack stack, CancellationToken cancellationToken)
    {
        symbol = symbol.OriginalDefinition;
        if (_summaries.TryGetValue(symbol, out var known))
        {
            return known;
        }

        int position = stack.PositionOf(symbol);
        if (position >= 0)
        {
            stack.Cut(position);
            return FlowValue.None;
        }

        if (stack.Count >= MaxStack || stack.Bodies >= MaxBodies)
        {
            stack.CutAll();
            Counters.AddBudgetHit();
            return FlowValue.None;
        }

        stack.Bodies++;
        int outerCut = stack.Enter(symbol);
        var value = ComputeSummary(symbol, stack, cancellationToken);
        if (stack.Leave(outerCut))
        {
            _summaries[symbol] = value;
        }

        return value;
    }

    /// <summary>Places in the declaring type that give a field or auto-property its value.</summary>
    public IEnumerable<IOperation> ValuesGivenTo(ISymbol member, CancellationToken cancellationToken)
    {
        if (!SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, _compilation.Assembly))
        {
            yield break;
        }

        foreach (var type in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var write in MemberWrites.In(type.GetSyntax(cancellationToken), cancellationToken).To(member.Name))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if ((write.Target is null || SymbolEqualityComparer.Default.Equals(SymbolAt(write.Target, cancellationToken)?.OriginalDefinition, member.OriginalDefinition))
                    && OperationAt(write.Value, cancellationToken) is { } operation)
                {
                    yield return operation;
                }
            }
        }
    }

    /// <summary>Somewhere in its type something may be added to the collection that the member holds.</summary>
    public bool MayGrow(ISymbol member, CancellationToken cancellationToken) => member.ContainingType.DeclaringSyntaxReferences.Any(type =>
        MemberWrites.In(type.GetSyntax(cancellationToken), cancellationToken).MayGrow(member.Name));

    private FlowValue ComputeSummary(ISymbol symbol, CallStack stack, CancellationToken cancellationToken)
    {
        if (symbol is IFieldSymbol or IPropertySymbol { GetMethod: null } || IsAutoProperty(symbol, cancellationToken))
        {
            var stored = FlowValue.None;
            foreach (var value in ValuesGivenTo(symbol, cancellationToken))
            {
                // A parameter of some other member says nothing here.
                stored = stored.Union(new FlowEvaluator(this, OperationFacts.Root(value), null, stack, cancellationToken).Evaluate(value)
                    .ThroughCall(value.Syntax, static _ => FlowValue.None));
            }

            return stored;
        }

        if (symbol is IParameterSymbol)
        {
            return WrittenTo(symbol, stack, cancellationToken);
        }

        var bodySymbol = symbol is IPropertySymbol { GetMethod: { } getter } ? getter : symbol;
        if (BodyOf(bodySymbol, cancellationToken) is not { } body)
        {
            return FlowValue.None;
        }

        var evaluator = new FlowEvaluator(this, OperationFacts.Root(body), bodySymbol, stack, cancellationToken);
        var result = FlowValue.None;
        foreach (var operation in OperationFacts.DescendantsInBody(body))
        {
            if (operation is IReturnOperation { ReturnedValue: { } returned } && returned.Type is not null)
            {
                result = result.Union(evaluator.Evaluate(returned));
            }
        }

        return result;
    }

    /// <summary>What a method leaves in one of its out or ref parameters, or adds to a builder.</summary>
    private FlowValue WrittenTo(ISymbol parameter, CallStack stack, CancellationToken cancellationToken)
    {
        if (BodyOf(parameter.ContainingSymbol, cancellationToken) is not { } body)
        {
            return FlowValue.None;
        }

        var root = OperationFacts.Root(body);
        var evaluator = new FlowEvaluator(this, root, parameter.ContainingSymbol, stack, cancellationToken);
        return ((IParameterSymbol)parameter).RefKind == RefKind.None
            ? evaluator.AddedTo(parameter, body)
            : evaluator.ValueOf(ReachingWrites.AtExits(root, parameter, IndexOf(root), Bounds), parameter, body);
    }

    private static bool IsAutoProperty(ISymbol symbol, CancellationToken cancellationToken) =>
        symbol is IPropertySymbol && symbol.DeclaringSyntaxReferences.Any(r =>
            r.GetSyntax(cancellationToken) is PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors }
            && accessors.Accessors.All(a => a.Body is null && a.ExpressionBody is null));

    /// <summary>Null, as for anything unknown, also where Roslyn throws: it has no operations for some code that does not compile, such as <c>$"{string}" = a</c>.</summary>
    private IOperation? Bind(SyntaxNode syntax, CancellationToken cancellationToken)
    {
        try
        {
            return ModelOf(syntax.SyntaxTree).GetOperation(syntax, cancellationToken);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

#pragma warning disable RS1030 // Callees stand in other trees; the model is made once per tree, and only below a prompt or tool result.
    private SemanticModel ModelOf(SyntaxTree tree) => _models.GetOrAdd(tree, static (t, c) => c.GetSemanticModel(t), _compilation);
#pragma warning restore RS1030
}
