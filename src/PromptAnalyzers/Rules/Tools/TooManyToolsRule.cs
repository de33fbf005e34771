using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>PA1001: one model call advertises more tools than the limit.</summary>
internal sealed class TooManyToolsRule
{
    private readonly RuleContext _rules;

    public TooManyToolsRule(RuleContext rules) => _rules = rules;

    public void AnalyzeBlock(OperationBlockAnalysisContext context)
    {
        var counter = new ToolCounter(_rules.Engine, context.CancellationToken);
        var imports = new List<IInvocationOperation>();
        bool advertisesKernel = false;
        foreach (var block in context.OperationBlocks)
        {
            foreach (var operation in block.Descendants())
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                switch (operation)
                {
                    case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment when IsToolProperty(property):
                        Report(context, assignment.Value.Syntax, counter.Count(assignment.Value).Plus(AddedLater(property, assignment)));
                        break;
                    case IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation property } initializer when IsToolProperty(property):
                        Report(context, initializer.Initializer.Syntax, counter.Count(initializer.Initializer));
                        break;
                    case IInvocationOperation invocation:
                        ReportArguments(context, invocation.TargetMethod, invocation.Arguments, counter);
                        advertisesKernel |= AdvertisesKernel(invocation);
                        if (IsImport(invocation.TargetMethod) && ToolCounter.IsStraightLine(invocation))
                        {
                            imports.Add(invocation);
                        }

                        break;
                    case IObjectCreationOperation { Constructor: { } constructor } creation:
                        ReportArguments(context, constructor, creation.Arguments, counter);
                        break;
                    case IPropertyReferenceOperation { Property: { Name: "AutoInvokeKernelFunctions" or "EnableKernelFunctions" } behavior }:
                        advertisesKernel |= SdkReferences.IsSdkAssembly(behavior.ContainingAssembly);
                        break;
                }
            }
        }

        if (advertisesKernel)
        {
            ReportImports(context, imports, counter);
        }
    }

    private bool IsToolProperty(IPropertyReferenceOperation property) =>
        property.Property.Name == "Tools" && SdkReferences.IsSdkAssembly(property.Property.ContainingAssembly)
        && MemberTable.ToolParameterOf(property.Property, _rules.Engine.Assembly) is not null;

    /// <summary>Calls of <c>options.Tools.Add</c> on the variable whose tools were set.</summary>
    private ToolCount AddedLater(IPropertyReferenceOperation property, IOperation after)
    {
        ISymbol? owner = OperationFacts.SymbolOf(property.Instance);
        if (owner is null)
        {
            return ToolCount.None;
        }

        var sum = ToolCount.None;
        foreach (var call in OperationFacts.DescendantsInBody(OperationFacts.Root(property)).OfType<IInvocationOperation>())
        {
            if (call.TargetMethod.Name == "Add" && call.Syntax.SpanStart > after.Syntax.SpanStart
                && call.Instance is IPropertyReferenceOperation receiver && IsToolProperty(receiver)
                && OperationFacts.Same(OperationFacts.SymbolOf(receiver.Instance), owner)
                && ToolCounter.IsStraightLine(call))
            {
                sum = sum.Plus(ToolCount.Of("added", 1, call.Syntax));
            }
        }

        return sum;
    }

    private void ReportArguments(
        OperationBlockAnalysisContext context, IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, ToolCounter counter)
    {
        if (MemberTable.ToolParameterOf(method.ReducedFrom ?? method, _rules.Engine.Assembly) is not { Length: > 0 } name)
        {
            return;
        }

        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Name == name && !argument.IsImplicit)
            {
                Report(context, argument.Value.Syntax, counter.Count(argument.Value));
            }
        }
    }

    /// <summary>Without a list of functions the model is shown every function of the kernel.</summary>
    private static bool AdvertisesKernel(IInvocationOperation invocation) =>
        invocation.TargetMethod is { Name: "Auto" or "Required", ContainingType.Name: "FunctionChoiceBehavior" } method
        && SdkReferences.IsSdkAssembly(method.ContainingAssembly)
        && invocation.Arguments.All(a => a.Parameter?.Name != "functions" || a.IsImplicit
            || a.Value.ConstantValue is { HasValue: true, Value: null } || OperationFacts.Unwrap(a.Value) is IDefaultValueOperation);

    private static bool IsImport(IMethodSymbol method) =>
        (method.Name.StartsWith("ImportPluginFrom", StringComparison.Ordinal) || method.Name.StartsWith("AddFrom", StringComparison.Ordinal) || method.Name == "Add")
        && method.ContainingNamespace is { Name: "SemanticKernel" }
        && SdkReferences.IsSdkAssembly(method.ContainingAssembly);

    private void ReportImports(OperationBlockAnalysisContext context, List<IInvocationOperation> imports, ToolCounter counter)
    {
        foreach (var kernel in imports.GroupBy(KernelOf, SymbolEqualityComparer.Default))
        {
            if (kernel.Key is null)
            {
                continue;
            }

            var sum = ToolCount.None;
            foreach (var import in kernel)
            {
                bool below = sum.Total <= Limit(import.Syntax);
                var added = import.TargetMethod.Name == "Add"
                    ? counter.Plugin(import.Arguments.LastOrDefault()?.Value)
                    : counter.Plugin(import);
                sum = sum.Plus(added);
                if (below)
                {
                    Report(context, import.Syntax, sum);
                }
            }
        }
    }

    /// <summary>The kernel or builder that an import fills; a kernel is one with the builder that built it.</summary>
    private ISymbol? KernelOf(IInvocationOperation import)
    {
        var receiver = import.Instance ?? import.Arguments.FirstOrDefault()?.Value;
        receiver = receiver is null ? null : OperationFacts.Unwrap(receiver);
        if (receiver is IPropertyReferenceOperation { Property.Name: "Plugins" } plugins)
        {
            receiver = plugins.Instance;
        }

        if (OperationFacts.SymbolOf(receiver) is not { } kernel)
        {
            return null;
        }

        var writes = _rules.Engine.IndexOf(OperationFacts.Root(import)).WritesTo(kernel);
        return writes.Count == 1 && OperationFacts.Unwrap(writes[0].Value) is IInvocationOperation { TargetMethod.Name: "Build", Instance: { } builder }
            && OperationFacts.SymbolOf(builder) is { } source
                ? source
                : kernel;
    }

    private int Limit(SyntaxNode place) => PromptOptions.MaxToolsPerAgent.Read(_rules.OptionsFor(place.SyntaxTree));

    private void Report(OperationBlockAnalysisContext context, SyntaxNode place, ToolCount count)
    {
        int limit = Limit(place);
        if (count.Total > limit)
        {
            RuleContext.Report(context, Diagnostic.Create(
                Descriptors.TooManyTools,
                place.GetLocation(),
                count.Places,
                ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.MaxTools, limit.ToString(CultureInfo.InvariantCulture)),
                count.Total,
                count.Describe(),
                limit));
        }
    }
}
