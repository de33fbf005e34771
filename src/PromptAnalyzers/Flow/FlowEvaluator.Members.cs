using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <content>Created objects, properties, fields and calls.</content>
internal sealed partial class FlowEvaluator
{
    private FlowValue Creation(IObjectCreationOperation creation)
    {
        if (creation.Constructor is not { } constructor || creation.Type is null)
        {
            return FlowValue.None;
        }

        if (OperationFacts.IsText(creation.Type))
        {
            return creation.Arguments.Length >= 2 ? FlowValue.None : UnionOfArguments(creation.Arguments);
        }

        string? role = _engine.Facts.RoleOf(constructor);
        if (role is not null)
        {
            return Apply(role, creation, null, creation.Arguments).Union(ContentOf(creation));
        }

        if (creation.Type.Name == "StringBuilder" || OperationFacts.IsCollection(creation.Type))
        {
            var value = UnionOfArguments(creation.Arguments);
            if (creation.Initializer is { } initializer)
            {
                foreach (var element in initializer.Initializers.OfType<IInvocationOperation>())
                {
                    value = value.Union(Elements(element.Arguments.Select(a => a.Value).ToImmutableArray()));
                }
            }

            return value;
        }

        return ContentOf(creation);
    }

    /// <summary>Content objects of the SDKs: the text is set by an initializer.</summary>
    private FlowValue ContentOf(IObjectCreationOperation creation) =>
        creation.Initializer is { } members && Frameworks.SdkReferences.IsSdkAssembly(creation.Type?.ContainingAssembly)
            ? members.Initializers.OfType<ISimpleAssignmentOperation>()
                .Where(a => a.Target is IPropertyReferenceOperation { Property.Name: "Text" or "Content" or "Contents" or "Result" })
                .Aggregate(FlowValue.None, (value, a) => value.Union(Evaluate(a.Value).WithEntry(OperationFacts.WithoutImplicitConversion(a.Value))))
            : FlowValue.None;

    private FlowValue Property(IPropertyReferenceOperation property)
    {
        string? role = _engine.Facts.RoleOf(property.Property);
        if (role is not null)
        {
            return Apply(role, property, property.Instance, ImmutableArray<IArgumentOperation>.Empty);
        }

        if (Frameworks.SdkReferences.IsSdkAssembly(property.Property.ContainingAssembly))
        {
            // Parts of an answer: response.Text, response.Value.Content[0].
            var answers = Evaluate(property.Instance).OnlyAnswers();
            if (!answers.IsNone)
            {
                return answers;
            }
        }

        if (ByType(property) is { IsNone: false } table)
        {
            return table;
        }

        if (property.Property.IsIndexer)
        {
            return Evaluate(property.Instance).WithoutCount();
        }

        return Member(property, property.Property);
    }

    private FlowValue Member(IMemberReferenceOperation reference, ISymbol member)
    {
        var value = FlowValue.None;
        if (reference.Instance is { } instance and not IInstanceReferenceOperation)
        {
            var owner = Evaluate(instance);
            if (!owner.Graph.IsEmpty || owner.GraphFromAny != 0)
            {
                if (OperationFacts.IsCollection(reference.Type))
                {
                    value = owner.AsMemberCollection();
                }
                else if (!OperationFacts.IsText(reference.Type))
                {
                    value = owner.OnlyGraph();
                }
            }

            value = value.Union(Made(instance, reference));

            // An object filled in this body: what it was filled with is what it holds.
            if (OperationFacts.SymbolOf(instance) is { } local)
            {
                foreach (var write in Index.MemberWritesOf(local))
                {
                    if (write.Target is IMemberReferenceOperation target && OperationFacts.Same(target.Member, member) && !IsReplaced(write, local, reference))
                    {
                        value = value.Union(Evaluate(write.Value));
                    }
                }
            }
        }

        if (SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, _engine.Assembly))
        {
            value = value.Union(Conversation(reference));
        }

        if (IsOwned(member))
        {
            value = value.Union(Owned(reference, member));
        }

        return value;
    }

    /// <summary>What the body itself put into the member, where it surely did; otherwise what anybody can have put there.</summary>
    private FlowValue Owned(IMemberReferenceOperation reference, ISymbol member)
    {
        if (reference.Instance is null or IInstanceReferenceOperation)
        {
            var reaching = ReachingWrites.At(reference, member, Index, _engine.Bounds);
            if (!reaching.ReachesStart)
            {
                return reaching.Found.Aggregate(FlowValue.None, (value, write) => value.Union(ValueOf(write)));
            }
        }

        return _engine.Summarize(member, _stack, _cancellationToken);
    }

    /// <summary>The same member of the object is set once more before it is used.</summary>
    private bool IsReplaced(ISimpleAssignmentOperation write, ISymbol owner, IMemberReferenceOperation use) =>
        Index.MemberWritesOf(owner).Any(later =>
            later.Syntax.SpanStart >= write.Syntax.Span.End && later.Syntax.Span.End <= use.Syntax.SpanStart
            && later.Target is IMemberReferenceOperation target && OperationFacts.Same(target.Member, use.Member)
            && later.Parent?.Parent is IBlockOperation block && block.Syntax.Span.Contains(write.Syntax.Span) && block.Syntax.Span.Contains(use.Syntax.Span));

    /// <summary>A history from elsewhere holds as many messages as the conversation has turns.</summary>
    private FlowValue Conversation(IOperation reference) =>
        _engine.Histories.KindOf(reference.Type) is not null
            ? FlowValue.OfCount(new Origin(OriginKind.History, reference.Syntax))
            : FlowValue.None;

    /// <summary>Only the declaring type can give the member a value, or it computes it.</summary>
    private static bool IsOwned(ISymbol member) => member switch
    {
        { IsVirtual: true } or { IsAbstract: true } => false,
        IFieldSymbol field => field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private,
        IPropertySymbol property => property.SetMethod is null or { IsInitOnly: false, DeclaredAccessibility: Accessibility.Private }
            || property.DeclaredAccessibility == Accessibility.Private,
        _ => false,
    };

    private static bool StartsAtNew(IOperation receiver)
    {
        while (receiver is IInvocationOperation { Instance: { } inner })
        {
            receiver = inner;
        }

        return receiver is IObjectCreationOperation;
    }

    private FlowValue Invocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method.ContainingType.SpecialType == SpecialType.System_String && method.Name is "Substring" or "Remove")
        {
            bool bounds = invocation.Arguments.Length == (method.Name == "Substring" ? 2 : 1)
                && _engine.Bounds.IsBoundingNumber(invocation.Arguments[invocation.Arguments.Length - 1].Value);
            bounds |= method.Name == "Substring" && invocation.Arguments.Length == 1 && _engine.Bounds.IsTailStart(invocation.Arguments[0].Value);
            return bounds ? FlowValue.None : Evaluate(invocation.Instance);
        }

        if (method.ContainingType.Name == "StringBuilder" && method.Name == "ToString" && invocation.Arguments.Length == 2)
        {
            return _engine.Bounds.IsBoundingNumber(invocation.Arguments[1].Value) ? FlowValue.None : Evaluate(invocation.Instance).AsText();
        }

        if (method.ContainingType.Name == "StringBuilder" && invocation.Instance is not null && method.Name != "ToString")
        {
            // Calls on a variable are counted with it; a chain that starts at a new builder has only itself.
            return StartsAtNew(invocation.Instance) && method.Name.StartsWith("Append", StringComparison.Ordinal) && !IsRanged(invocation.Arguments)
                ? Evaluate(invocation.Instance).Union(Joined(invocation.Arguments))
                : Evaluate(invocation.Instance);
        }

        string? role = _engine.Facts.RoleOf(method);
        if (role is not null)
        {
            return Apply(role, invocation, invocation.Instance, invocation.Arguments);
        }

        if (ByType(invocation) is { IsNone: false } table)
        {
            return table;
        }

        if (!IsKnownToRun(method))
        {
            return method.IsAbstract && Requested(invocation) is { IsNone: false } requested ? requested : UnknownResult(invocation);
        }

        // An extension method has its receiver among the arguments already.
        return _engine.Summarize(method.OriginalDefinition, _stack, _cancellationToken)
            .ThroughCall(invocation.Syntax, i => ArgumentValue(invocation, i));
    }

    /// <summary>A method of this compilation that no other can stand in for.</summary>
    private bool IsKnownToRun(IMethodSymbol method) =>
        !method.IsVirtual && !method.IsAbstract && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _engine.Assembly);
}
