using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.Flow;

/// <summary>
/// The expressions in one declaration of a type that are given to a field or property, by its name. Read from the
/// text once, since a list of tools may be asked for at each of a thousand agents.
/// </summary>
internal sealed class MemberWrites
{
    private readonly ILookup<string, Write> _byName;

    private MemberWrites(ILookup<string, Write> byName) => _byName = byName;

    /// <summary>In the order of the text.</summary>
    public IEnumerable<Write> To(string member) => _byName[member];

    public static MemberWrites In(SyntaxNode type, CancellationToken cancellationToken) => new(Find(type, cancellationToken).ToLookup(static w => w.Name));

    private static IEnumerable<Write> Find(SyntaxNode type, CancellationToken cancellationToken)
    {
        foreach (var node in type.DescendantNodes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (node)
            {
                case VariableDeclaratorSyntax { Initializer.Value: { } value } declarator
                    when declarator.Parent?.Parent is FieldDeclarationSyntax { Parent: var owner } && owner == type:
                    yield return new(declarator.Identifier.ValueText, null, value);
                    break;
                case PropertyDeclarationSyntax { Initializer.Value: { } value } property when property.Parent == type:
                    yield return new(property.Identifier.ValueText, null, value);
                    break;
                case AssignmentExpressionSyntax assignment when NameOf(assignment.Left) is { } name:
                    yield return new(name, assignment.Left, assignment.Right);
                    break;
            }
        }
    }

    private static string? NameOf(ExpressionSyntax left) => left switch
    {
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
