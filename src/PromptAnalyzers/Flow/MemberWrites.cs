using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.Flow;

/// <summary>
/// What one declaration of a type does to its fields and properties, by their names: the expressions that it gives them,
/// and whether it adds to them. Read from the text once, since a list of tools may be asked for at each of a thousand agents.
/// </summary>
internal sealed class MemberWrites
{
    private static readonly HashSet<string> Growing = new(StringComparer.Ordinal)
    {
        "Add", "AddRange", "AddFirst", "AddLast", "Insert", "InsertRange", "TryAdd", "GetOrAdd", "AddOrUpdate", "Enqueue", "Push",
    };

    // Syntax only. An edit in the IDE makes one file new, so the others are kept with their declarations.
    private static readonly ConditionalWeakTable<SyntaxNode, MemberWrites> Known = new();

    private readonly ILookup<string, Write> _byName;
    private readonly HashSet<string> _grown;

    private MemberWrites(ILookup<string, Write> byName, HashSet<string> grown)
    {
        _byName = byName;
        _grown = grown;
    }

    /// <summary>In the order of the text.</summary>
    public IEnumerable<Write> To(string member) => _byName[member];

    /// <summary>Something is added to a collection of this name, perhaps to another than the member.</summary>
    public bool MayGrow(string member) => _grown.Contains(member);

    /// <summary>What one declaration of a type gives its members; gone through once.</summary>
    public static MemberWrites In(SyntaxNode type, CancellationToken cancellationToken)
    {
        if (!Known.TryGetValue(type, out var writes))
        {
            writes = Read(type, cancellationToken);
            Known.GetValue(type, _ => writes);
        }

        return writes;
    }

    private static MemberWrites Read(SyntaxNode type, CancellationToken cancellationToken)
    {
        var writes = new List<Write>();
        var grown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in type.DescendantNodes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (node)
            {
                case VariableDeclaratorSyntax { Initializer.Value: { } value } declarator
                    when declarator.Parent?.Parent is FieldDeclarationSyntax { Parent: var owner } && owner == type:
                    writes.Add(new(declarator.Identifier.ValueText, null, value));
                    break;
                case PropertyDeclarationSyntax { Initializer.Value: { } value } property when property.Parent == type:
                    writes.Add(new(property.Identifier.ValueText, null, value));
                    break;
                case AssignmentExpressionSyntax assignment when NameOf(assignment.Left) is { } name:
                    writes.Add(new(name, assignment.Left, assignment.Right));
                    break;
                case var _ when Grown(node) is { } name:
                    grown.Add(name);
                    break;
            }
        }

        return new(writes.ToLookup(static w => w.Name), grown);
    }

    /// <summary>The name on which a statement calls Add or its like, or sets an element.</summary>
    private static string? Grown(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method } call } when Growing.Contains(method) => NameOf(call.Expression),
        MemberBindingExpressionSyntax { Name.Identifier.ValueText: var method } binding when Growing.Contains(method) =>
            binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is { } access ? NameOf(access.Expression) : null,
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax element } => NameOf(element.Expression),
        _ => null,
    };

    private static string? NameOf(ExpressionSyntax left) => left switch
    {
        PostfixUnaryExpressionSyntax { Operand: var operand } => NameOf(operand),
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Something given to a member of this name; an assignment may mean another member or a variable.</summary>
    internal readonly struct Write(string name, ExpressionSyntax? target, ExpressionSyntax value)
    {
        public string Name { get; } = name;

        /// <summary>Null for an initializer.</summary>
        public ExpressionSyntax? Target { get; } = target;

        public ExpressionSyntax Value { get; } = value;
    }
}
