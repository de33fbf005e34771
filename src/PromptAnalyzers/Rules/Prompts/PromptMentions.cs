using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Prompts;

/// <summary>
/// Which of the user's own methods may pass something to a prompt, by the words of the source alone: the question
/// before their bodies are bound and the arguments of their calls are evaluated. Members of one name are one; "no" is
/// certain.
/// </summary>
internal sealed class PromptMentions
{
    // What top-level statements are in.
    private const string Main = "<Main>$";

    private readonly FlowEngine _engine;
    private readonly Trees _trees;
    private readonly int _maxDepth;
    private volatile Names? _names;

    /// <param name="engine">Of the compilation whose methods are asked about.</param>
    /// <param name="maxDepth">Calls of further methods that are followed.</param>
    public PromptMentions(FlowEngine engine, int maxDepth)
    {
        _engine = engine;
        _trees = engine.Facts.Derived(static f => new Trees(new WordSet(f.Names(FactKind.Sink))));
        _maxDepth = maxDepth;
    }

    public bool MayReachPrompt(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.MethodKind == MethodKind.LocalFunction && !MayLocallyReachPrompt(method, cancellationToken))
        {
            return false;
        }

        // A local function may call its neighbours, which have no entry of their own.
        while (method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction)
        {
            if (method.ContainingSymbol is not IMethodSymbol outer)
            {
                return true;
            }

            method = outer;
        }

        // Accessors and constructors are called without the name that they are declared by; scripts have other names.
        return method.MethodKind != MethodKind.Ordinary || (method.Name[0] == '<' && method.Name != Main)
            || (_names ??= Find(cancellationToken)).Contain(method);
    }

    /// <summary>What the local function itself names, if it calls no neighbour.</summary>
    private bool MayLocallyReachPrompt(IMethodSymbol function, CancellationToken cancellationToken)
    {
        if (function.DeclaringSyntaxReferences is not { Length: 1 } declared)
        {
            return true;
        }

        var member = _trees.In(declared[0].SyntaxTree, cancellationToken).LocalFunctions
            .GetOrAdd(declared[0].Span.Start, static (_, f) => f.Trees.ReadFunction(f.Declared, f.CancellationToken), (Trees: _trees, Declared: declared[0], CancellationToken: cancellationToken));
        return member.NamesSink || Array.Exists(member.Called, (_names ??= Find(cancellationToken)).Contain);
    }

    private Names Find(CancellationToken cancellationToken)
    {
        var names = new HashSet<uint>();
        var others = new List<Member>();
        bool hasAlias = false;
        foreach (var tree in _engine.Trees)
        {
            var mentions = _trees.In(tree, cancellationToken);
            hasAlias |= mentions.HasAlias;
            foreach (var member in mentions.Members)
            {
                if (member.NamesSink)
                {
                    names.Add(member.Name);
                }
                else if (member.Called.Length > 0)
                {
                    others.Add(member);
                }
            }
        }

        for (int depth = 0; depth < _maxDepth; depth++)
        {
            var callers = others.Where(m => !names.Contains(m.Name) && Array.Exists(m.Called, names.Contains)).Select(static m => m.Name).ToList();
            if (callers.Count == 0)
            {
                break;
            }

            names.UnionWith(callers);
        }

        return new Names(names, hasAlias);
    }

    /// <summary>The names of the methods that may reach a prompt.</summary>
    private sealed class Names
    {
        private readonly HashSet<uint> _hashes;
        private readonly bool _all;

        public Names(HashSet<uint> hashes, bool all)
        {
            _hashes = hashes;
            _all = all;
        }

        public bool Contain(IMethodSymbol method) => Contain(WordSet.Hash(method.Name));

        public bool Contain(uint name) => _all || _hashes.Contains(name);
    }

    private readonly struct Member
    {
        public Member(uint name, bool namesSink, uint[] called)
        {
            Name = name;
            NamesSink = namesSink;
            Called = called;
        }

        public uint Name { get; }

        public bool NamesSink { get; }

        public uint[] Called { get; }
    }

    /// <summary>What one file names.</summary>
    private sealed class Mentions
    {
        public Mentions(List<Member> members, bool hasAlias)
        {
            Members = members;
            HasAlias = hasAlias;
        }

        public List<Member> Members { get; }

        /// <summary>By position. What those name that were asked about; none that may call a neighbour.</summary>
        public ConcurrentDictionary<int, Member> LocalFunctions { get; } = new();

        /// <summary>A using gives a type of an SDK another name, by which no search finds it.</summary>
        public bool HasAlias { get; }
    }

    /// <summary>What the members of each file name. An edit in the IDE makes one file new, so the others are kept with their trees.</summary>
    private sealed class Trees
    {
        private readonly WordSet _sinks;
        private readonly ConditionalWeakTable<SyntaxTree, Mentions> _known = new();

        public Trees(WordSet sinks) => _sinks = sinks;

        public Mentions In(SyntaxTree tree, CancellationToken cancellationToken)
        {
            if (!_known.TryGetValue(tree, out var mentions))
            {
                mentions = Read(tree, cancellationToken);
                _known.GetValue(tree, _ => mentions);
            }

            return mentions;
        }

        private Mentions Read(SyntaxTree tree, CancellationToken cancellationToken)
        {
            var members = new List<Member>();
            bool hasAlias = false;
            var called = new HashSet<uint>();
            var root = tree.GetRoot(cancellationToken);
            string text = tree.GetText(cancellationToken).ToString();
            foreach (var node in root.DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
            {
                cancellationToken.ThrowIfCancellationRequested();
                hasAlias |= node is UsingDirectiveSyntax { Alias.Name: var alias } directive && !_sinks.MayBeIn(text, alias.Span) && _sinks.MayBeIn(text, TypeOf(directive).Span);
                string? name = node switch
                {
                    MethodDeclarationSyntax method => method.Identifier.ValueText,
                    GlobalStatementSyntax => Main,
                    _ => null,
                };
                if (name is not null)
                {
                    called.Clear();
                    bool namesSink = NamesSink(text, node.Span, called);
                    members.Add(new Member(WordSet.Hash(name), namesSink, namesSink ? Array.Empty<uint>() : called.ToArray()));
                }
            }

            return new Mentions(members, hasAlias);
        }

        /// <summary>A neighbour has no entry of its own: who calls one counts as one that names a sink.</summary>
        public Member ReadFunction(SyntaxReference declared, CancellationToken cancellationToken)
        {
            // Top-level statements are members one by one.
            var function = declared.GetSyntax(cancellationToken) as LocalFunctionStatementSyntax;
            var outer = function?.FirstAncestorOrSelf<MemberDeclarationSyntax>();
            SyntaxNode? around = outer is GlobalStatementSyntax ? outer.Parent : outer;
            var called = new HashSet<uint>();
            if (around is null || NamesSink(declared.SyntaxTree.GetText(cancellationToken).ToString(), declared.Span, called))
            {
                return new Member(0, true, Array.Empty<uint>());
            }

            // Its own name is called in its declaration.
            uint name = WordSet.Hash(function!.Identifier.ValueText);
            called.Remove(name);
            bool callsNeighbour = around.DescendantNodes().OfType<LocalFunctionStatementSyntax>().Any(f => called.Contains(WordSet.Hash(f.Identifier.ValueText)));
            return new Member(name, callsNeighbour, called.ToArray());
        }

        /// <summary>The type that an alias stands for, without its namespaces, which may be called as some sink is.</summary>
        private static SyntaxNode TypeOf(UsingDirectiveSyntax alias) => alias.Name is QualifiedNameSyntax { Right: var type } ? type : alias;

        public bool NamesSink(string text, TextSpan span, HashSet<uint> called)
        {
            foreach (var word in WordSet.In(text, span))
            {
                if (word.IsCalled)
                {
                    // The type of new(...) has no name here.
                    if (_sinks.MayContain(word) || word.StartsWith("Invoke") || word.Is("new"))
                    {
                        return true;
                    }

                    called.Add(word.Hash);
                }
                else if (word.IsAssigned && _sinks.MayContain(word))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
