using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptAnalyzers.Tests.Robustness;

namespace PromptAnalyzers.Benchmarks;

/// <summary>Decides about each action that an analyzer registers: another in its place, or null for none.</summary>
internal abstract class ActionFilter
{
    public abstract Action<T>? Change<T>(Action<T> action);

    /// <summary>The same actions, doing nothing: what the compiler costs when it is asked for the same events.</summary>
    public sealed class Empty : ActionFilter
    {
        public override Action<T> Change<T>(Action<T> action) => static _ => { };
    }
}

#pragma warning disable RS1001, RS1012, RS1022, RS1025, RS1026, RS1036, RS1038 // never loaded by a host; the inner analyzer configures itself

/// <summary>An analyzer of the product with a filter between it and the compiler.</summary>
internal sealed class FilteredAnalyzer(DiagnosticAnalyzer inner, ActionFilter filter) : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => inner.SupportedDiagnostics;

    public override void Initialize(AnalysisContext context) => inner.Initialize(new FilteredContext(context, filter));
}

internal sealed class FilteredContext(AnalysisContext context, ActionFilter filter) : AnalysisContext
{
    public override void EnableConcurrentExecution() => context.EnableConcurrentExecution();

    public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode) => context.ConfigureGeneratedCodeAnalysis(analysisMode);

    // The start action stays: it decides what else is registered.
    public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action) =>
        context.RegisterCompilationStartAction(start => action(new FilteredStart(start, filter)));

    public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) => Do(action, context.RegisterCompilationAction);

    public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => Do(action, context.RegisterSemanticModelAction);

    public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) =>
        Do(action, changed => context.RegisterSymbolAction(changed, symbolKinds));

    public override void RegisterSymbolStartAction(Action<SymbolStartAnalysisContext> action, SymbolKind symbolKind) =>
        Do(action, changed => context.RegisterSymbolStartAction(changed, symbolKind));

    public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) =>
        Do(action, context.RegisterCodeBlockStartAction);

    public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => Do(action, context.RegisterCodeBlockAction);

    public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => Do(action, context.RegisterSyntaxTreeAction);

    public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) => Do(action, context.RegisterAdditionalFileAction);

    public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) =>
        Do(action, changed => context.RegisterSyntaxNodeAction(changed, syntaxKinds));

    public override void RegisterOperationBlockStartAction(Action<OperationBlockStartAnalysisContext> action) => Do(action, context.RegisterOperationBlockStartAction);

    public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) => Do(action, context.RegisterOperationBlockAction);

    public override void RegisterOperationAction(Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds) =>
        Do(action, changed => context.RegisterOperationAction(changed, operationKinds));

    private void Do<T>(Action<T> action, Action<Action<T>> register)
    {
        if (filter.Change(action) is { } changed)
        {
            register(changed);
        }
    }
}

internal sealed class FilteredStart(CompilationStartAnalysisContext context, ActionFilter filter)
    : CompilationStartAnalysisContext(context.Compilation, context.Options, context.CancellationToken)
{
    public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) => Do(action, context.RegisterCompilationEndAction);

    public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => Do(action, context.RegisterSemanticModelAction);

    public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) =>
        Do(action, changed => context.RegisterSymbolAction(changed, symbolKinds));

    public override void RegisterSymbolStartAction(Action<SymbolStartAnalysisContext> action, SymbolKind symbolKind) =>
        Do(action, changed => context.RegisterSymbolStartAction(changed, symbolKind));

    public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) =>
        Do(action, context.RegisterCodeBlockStartAction);

    public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => Do(action, context.RegisterCodeBlockAction);

    public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => Do(action, context.RegisterSyntaxTreeAction);

    public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) => Do(action, context.RegisterAdditionalFileAction);

    public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) =>
        Do(action, changed => context.RegisterSyntaxNodeAction(changed, syntaxKinds));

    public override void RegisterOperationBlockStartAction(Action<OperationBlockStartAnalysisContext> action) => Do(action, context.RegisterOperationBlockStartAction);

    public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) => Do(action, context.RegisterOperationBlockAction);

    public override void RegisterOperationAction(Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds) =>
        Do(action, changed => context.RegisterOperationAction(changed, operationKinds));

    private void Do<T>(Action<T> action, Action<Action<T>> register)
    {
        if (filter.Change(action) is { } changed)
        {
            register(changed);
        }
    }
}
