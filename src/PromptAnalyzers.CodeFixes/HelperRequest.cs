using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptAnalyzers.CodeFixes;

/// <summary>How the helper treats null, decided by the nullable context in which it will stand.</summary>
internal enum NullStyle
{
    NonNull,
    Nullable,
    Oblivious,
}

/// <summary>A helper method or type that a fix uses: where it stands, how it is named there and what is missing of it.</summary>
internal sealed class HelperRequest
{
    private HelperRequest(string className, string methodName, string call, Func<NullStyle, string> source, bool maybeNull)
    {
        ClassName = className;
        MethodName = methodName;
        Call = call;
        Source = source;
        MaybeNull = maybeNull;
    }

    public string ClassName { get; }

    /// <summary>Empty for a helper that is a type.</summary>
    public string MethodName { get; }

    public bool IsType => MethodName.Length == 0;

    /// <summary>What stands before the argument list of a call, or after <c>new</c>.</summary>
    public string Call { get; }

    public Func<NullStyle, string> Source { get; }

    public bool MaybeNull { get; }

    /// <summary>The type that gets the method; null stands for a new file-local class.</summary>
    public TypeDeclarationSyntax? Host { get; private set; }

    /// <summary>A method that does the same: nothing has to be added.</summary>
    public bool Exists { get; private set; }

    /// <summary>An own helper for non-null texts that has to learn to take null.</summary>
    public MethodDeclarationSyntax? Replaced { get; private set; }

    /// <summary>Finds the place of a helper, or null when the call would not compile or would mean something else.</summary>
    /// <param name="context">The document.</param>
    /// <param name="call">The code that will call the helper.</param>
    /// <param name="className">The file-local class.</param>
    /// <param name="methodName">The method of that class.</param>
    /// <param name="privateName">The method's name where there are no file-local classes.</param>
    /// <param name="isSubject">Tells whether a method's first parameter has the right type.</param>
    /// <param name="source">The public method's text, by the position at which names in it bind.</param>
    /// <param name="maybeNull">Whether the text may be null.</param>
    public static HelperRequest? Create(
        FixContext context,
        SyntaxNode call,
        string className,
        string methodName,
        string privateName,
        Func<ITypeSymbol, bool> isSubject,
        Func<int, NullStyle, string> source,
        bool maybeNull = false)
    {
        if (maybeNull && !LanguageFacts.HasNotNullIfNotNull(context.Model.Compilation))
        {
            return null;
        }

        return LanguageFacts.HasFileTypes(context.Version)
            ? InFileClass(context, call, className, methodName, isSubject, source, maybeNull)
            : InContainingType(context, call, className, methodName, privateName, source, maybeNull);
    }

    /// <summary>
    /// A type of its own, for what no method can be: an implementation of an interface. File-local, or private in the
    /// type around the call. Null when its name means something else there.
    /// </summary>
    /// <param name="context">The document.</param>
    /// <param name="call">The code that will name the type.</param>
    /// <param name="typeName">The type's name.</param>
    /// <param name="source">The text from <c>public sealed class</c>, by the position at which names in it bind.</param>
    public static HelperRequest? CreateType(FixContext context, SyntaxNode call, string typeName, Func<int, string> source)
    {
        bool isFileLocal = LanguageFacts.HasFileTypes(context.Version);
        var host = isFileLocal ? null : HostAround(call);
        if (!isFileLocal && host is null)
        {
            return null;
        }

        int position = host?.OpenBraceToken.Span.End ?? context.EndOfFileScope;
        var request = new HelperRequest(
            typeName,
            "",
            typeName,
            _ => source(position).Replace("public sealed class", isFileLocal ? "file sealed class" : "private sealed class"),
            maybeNull: false)
        {
            Host = host,
        };
        var visible = context.Model.LookupSymbols(call.SpanStart, name: typeName);
        if (visible.IsEmpty)
        {
            return request;
        }

        request.Exists = visible.Length == 1
            && visible[0] is INamedTypeSymbol type
            && request.IsOwn(type, NullStyle.NonNull);
        return request.Exists ? request : null;
    }

    /// <summary>The null style of a helper at that place.</summary>
    public static NullStyle StyleAt(FixContext context, int position, bool maybeNull) =>
        !context.Model.GetNullableContext(position).AnnotationsEnabled()
            ? NullStyle.Oblivious
            : maybeNull ? NullStyle.Nullable : NullStyle.NonNull;

    private static HelperRequest? InFileClass(
        FixContext context,
        SyntaxNode call,
        string className,
        string methodName,
        Func<ITypeSymbol, bool> isSubject,
        Func<int, NullStyle, string> source,
        bool maybeNull)
    {
        var request = new HelperRequest(
            className, methodName, className + "." + methodName, style => source(context.EndOfFileScope, style), maybeNull);
        var visible = context.Model.LookupSymbols(call.SpanStart, name: className);
        if (visible.IsEmpty)
        {
            return request;
        }

        // A type of that name elsewhere is not ours: neither edit nor hide it.
        if (visible.Length != 1
            || visible[0] is not INamedTypeSymbol { IsStatic: true, Arity: 0, ContainingType: null } type
            || HostIn(context, type) is not { } host)
        {
            return null;
        }

        request.Host = host;
        foreach (var method in type.GetMembers(methodName).OfType<IMethodSymbol>())
        {
            if (method.Parameters.Length == 2
                && isSubject(method.Parameters[0].Type)
                && method.Parameters[1].Type.SpecialType == SpecialType.System_Int32)
            {
                return request.Reuse(context, method, maybeNull) ? request : null;
            }
        }

        return type.GetMembers(methodName).All(member => member is IMethodSymbol) ? request : null;
    }

    private static HelperRequest? InContainingType(
        FixContext context,
        SyntaxNode call,
        string className,
        string methodName,
        string privateName,
        Func<int, NullStyle, string> source,
        bool maybeNull)
    {
        if (HostAround(call) is not { } host)
        {
            return null;
        }

        var request = new HelperRequest(
            className,
            privateName,
            privateName,
            style => source(host.OpenBraceToken.Span.End, style)
                .Replace("public static", "private static")
                .Replace(" " + methodName + "(", " " + privateName + "("),
            maybeNull)
        {
            Host = host,
        };
        var visible = context.Model.LookupSymbols(call.SpanStart, name: privateName);
        if (visible.IsEmpty)
        {
            return request;
        }

        // Only the very same text is known to do the same.
        if (visible.Length == 1
            && visible[0] is IMethodSymbol { IsStatic: true } method
            && method.DeclaringSyntaxReferences.Length == 1
            && method.DeclaringSyntaxReferences[0].SyntaxTree == context.Root.SyntaxTree
            && request.IsOwn(method, StyleAt(context, host.CloseBraceToken.SpanStart, maybeNull)))
        {
            request.Exists = true;
            return request;
        }

        return null;
    }

    /// <summary>The type with braces around the code, where a private member can be added.</summary>
    private static TypeDeclarationSyntax? HostAround(SyntaxNode call) =>
        call.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } host
        && host is not InterfaceDeclarationSyntax
        && !host.OpenBraceToken.IsMissing
        && !host.CloseBraceToken.IsMissing
        && host.CloseBraceToken.SpanStart > 0
            ? host
            : null;

    private static TypeDeclarationSyntax? HostIn(FixContext context, INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences
            .Where(reference => reference.SyntaxTree == context.Root.SyntaxTree)
            .Select(reference => reference.GetSyntax())
            .OfType<ClassDeclarationSyntax>()
            .FirstOrDefault(declaration => !declaration.CloseBraceToken.IsMissing && declaration.CloseBraceToken.SpanStart > 0);

    private bool Reuse(FixContext context, IMethodSymbol method, bool maybeNull)
    {
        bool tooStrict = maybeNull && method.Parameters[0].NullableAnnotation == NullableAnnotation.NotAnnotated;
        if (!tooStrict)
        {
            Exists = true;
            return true;
        }

        if (!IsOwn(method, NullStyle.NonNull)
            || method.DeclaringSyntaxReferences[0].SyntaxTree != context.Root.SyntaxTree)
        {
            return false;
        }

        Replaced = (MethodDeclarationSyntax)method.DeclaringSyntaxReferences[0].GetSyntax();
        return true;
    }

    private bool IsOwn(ISymbol symbol, NullStyle style) =>
        symbol.DeclaringSyntaxReferences.Length == 1
        && symbol.DeclaringSyntaxReferences[0].GetSyntax() is MemberDeclarationSyntax declaration
        && SyntaxFactory.ParseMemberDeclaration(Source(style), options: declaration.SyntaxTree.Options) is { } own
        && SyntaxFactory.AreEquivalent(declaration, own);
}
