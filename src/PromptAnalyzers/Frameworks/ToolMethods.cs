using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Frameworks;

/// <summary>Which methods a model can call: by attribute, by override, or because they are given to a tool factory.</summary>
internal sealed class ToolMethods
{
    private readonly Compilation _compilation;
    private readonly FlowEngine _engine;
    private readonly Lazy<Dictionary<string, List<ExpressionSyntax>>> _registered;
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _known = new(SymbolEqualityComparer.Default);

    public ToolMethods(Compilation compilation, FlowEngine engine)
    {
        _compilation = compilation;
        _engine = engine;
        _registered = new(FindMethodGroups, LazyThreadSafetyMode.ExecutionAndPublication);
    }

    public bool IsFactory(IMethodSymbol method) => _engine.Facts.Of(FactKind.ToolFactory, method) is not null;

    /// <summary>True when a model can call the method.</summary>
    public bool IsTool(IMethodSymbol method, CancellationToken cancellationToken) => IsDeclaredTool(method) || IsRegistered(method, cancellationToken);

    /// <summary>The cheap first question: false when no model can call the method. Nothing is bound for it.</summary>
    public bool MayBeTool(IMethodSymbol method) => IsDeclaredTool(method) || (CanBeRegistered(method) && _registered.Value.ContainsKey(method.Name));

    private bool IsDeclaredTool(IMethodSymbol method) =>
        HasToolAttribute(method, _engine.Facts) || (method.IsOverride && _engine.Facts.Of(FactKind.ToolMethod, method) is not null);

    private static bool CanBeRegistered(IMethodSymbol method) => method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction;

    /// <summary>A tool by its attribute; steps of a process are called by the process, not by a model.</summary>
    public static bool HasToolAttribute(IMethodSymbol method, ApiFacts facts)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (facts.OfType(FactKind.ToolAttribute, attribute.AttributeClass) is not null)
            {
                return facts.OfType(FactKind.NoTool, method.ContainingType) is null;
            }
        }

        return false;
    }

    private bool IsRegistered(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (!CanBeRegistered(method) || !_registered.Value.TryGetValue(method.Name, out var places))
        {
            return false;
        }

        return _known.TryGetValue(method, out bool known) ? known : _known[method] = IsRegistered(method, places, cancellationToken);
    }

    private bool IsRegistered(IMethodSymbol method, List<ExpressionSyntax> places, CancellationToken cancellationToken)
    {
        foreach (var place in places)
        {
            if (_engine.OperationAt(place, cancellationToken) is { } operation
                && operation.DescendantsAndSelf().OfType<IMethodReferenceOperation>()
                    .Any(r => SymbolEqualityComparer.Default.Equals(r.Method.OriginalDefinition, method.OriginalDefinition))
                && IsInFactoryCall(place, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsInFactoryCall(ExpressionSyntax argument, CancellationToken cancellationToken) =>
        argument.FirstAncestorOrSelf<ExpressionSyntax>(static e => e is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax) is { } call
        && _engine.SymbolAt(call, cancellationToken) is IMethodSymbol method && IsFactory(method);

    /// <summary>Syntax alone: names of methods given to something called like a factory. Symbols are asked later, by name.</summary>
    private Dictionary<string, List<ExpressionSyntax>> FindMethodGroups()
    {
        var factories = _engine.Facts.Derived(static facts => new FactoryNames(facts.FullNamesOf(FactKind.ToolFactory)));
        var places = new Dictionary<string, List<ExpressionSyntax>>(StringComparer.Ordinal);
        foreach (var tree in _compilation.SyntaxTrees)
        {
            foreach (var (name, place) in factories.MethodGroupsIn(tree))
            {
                if (!places.TryGetValue(name, out var known))
                {
                    places[name] = known = new List<ExpressionSyntax>();
                }

                known.Add(place);
            }
        }

        return places;
    }

    /// <summary>What is given to the factory of which the token is the name; null for any other token.</summary>
    private static ArgumentListSyntax? ArgumentsOfFactory(SyntaxToken token, FactoryNames factories)
    {
        if (token.Parent is not SimpleNameSyntax { Identifier: var identifier } name || identifier != token)
        {
            return null;
        }

        ExpressionSyntax whole = name;
        while (whole.Parent is MemberAccessExpressionSyntax access && access.Name == whole
            || whole.Parent is QualifiedNameSyntax qualified && qualified.Right == whole
            || whole.Parent is AliasQualifiedNameSyntax alias && alias.Name == whole
            || whole.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax)
        {
            whole = (ExpressionSyntax)whole.Parent;
        }

        return whole.Parent switch
        {
            InvocationExpressionSyntax call when call.Expression == whole && factories.Methods.Contains(token.ValueText) => call.ArgumentList,
            ObjectCreationExpressionSyntax creation when creation.Type == whole && factories.Types.Contains(token.ValueText) => creation.ArgumentList,
            _ => null,
        };
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        // Create takes any delegate; before C# 10 a method has to be given one by hand.
        CastExpressionSyntax cast => NameOf(cast.Expression),
        ParenthesizedExpressionSyntax parenthesized => NameOf(parenthesized.Expression),
        _ => null,
    };

    /// <summary>Simple names of the factories, and what each file gives to them. An edit in the IDE makes one file new, so the others are kept with their trees.</summary>
    private sealed class FactoryNames
    {
        private const string Constructor = "#ctor";
        private readonly ConditionalWeakTable<SyntaxTree, List<(string Name, ExpressionSyntax Place)>> _known = new();
        private readonly ImmutableArray<(string First, string Second)> _words;
        private readonly WordSet _names;
        private readonly WordSet _needed;

        public FactoryNames(IEnumerable<string> factories)
        {
            var methods = new HashSet<string>(StringComparer.Ordinal);
            var types = new HashSet<string>(StringComparer.Ordinal);
            var words = new HashSet<(string, string)>();
            foreach (string factory in factories)
            {
                int member = factory.LastIndexOf('.');
                string name = factory.Substring(member + 1);
                string type = factory.Substring(factory.LastIndexOf('.', member - 1) + 1, member - factory.LastIndexOf('.', member - 1) - 1);
                if (name == Constructor)
                {
                    types.Add(type);
                    words.Add((type, type));
                    continue;
                }

                methods.Add(name);

                // Extension methods are called without their type; a name of three words is sign enough.
                words.Add((name, name.Count(char.IsUpper) > 2 ? name : type));
            }

            Methods = methods;
            Types = types;
            _words = words.ToImmutableArray();
            _names = new WordSet(methods.Concat(types));
            _needed = new WordSet(_words.Select(static w => w.Second));
        }

        public HashSet<string> Methods { get; }

        public HashSet<string> Types { get; }

        /// <summary>The method groups that a file gives to something called like a factory.</summary>
        public List<(string Name, ExpressionSyntax Place)> MethodGroupsIn(SyntaxTree tree) => _known.GetValue(tree, Find);

        private List<(string Name, ExpressionSyntax Place)> Find(SyntaxTree tree)
        {
            var found = new List<(string Name, ExpressionSyntax Place)>();
            string text = tree.GetText().ToString();
            if (!AreIn(text))
            {
                return found;
            }

            // The words tell where to look: a walk over all nodes of the file would make each of them.
            foreach (var word in WordSet.In(text, new TextSpan(0, text.Length)))
            {
                if (_names.MayContain(word) && ArgumentsOfFactory(tree.GetRoot().FindToken(word.Start), this) is { } arguments)
                {
                    found.AddRange(arguments.Arguments.Where(static a => NameOf(a.Expression) is not null).Select(static a => (NameOf(a.Expression)!, a.Expression)));
                }
            }

            return found;
        }

        private bool AreIn(string text) => _needed.MayBeIn(text, new TextSpan(0, text.Length)) && _words.Any(w =>
            text.IndexOf(w.Second, StringComparison.Ordinal) >= 0 && text.IndexOf(w.First, StringComparison.Ordinal) >= 0);
    }
}
