using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using PromptAnalyzers.Configuration;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Generation;

/// <summary>
/// PA5004, loops: a loop round a model call that feeds the model its own answers, and that only the model ends. A loop
/// that works off tool calls is how the APIs are documented, hence Info.
/// </summary>
internal sealed class UnboundedAgentLoopRule : IPromptRule
{
    private readonly RuleContext _rules;

    public UnboundedAgentLoopRule(RuleContext rules) => _rules = rules;

    public ImmutableArray<DiagnosticDescriptor> Supported { get; } = ImmutableArray.Create(Descriptors.UnboundedAgentLoop);

    public void AnalyzeBody(BodyContext body)
    {
        HashSet<ILoopOperation>? seen = null;
        foreach (var call in body.UsesFor<IInvocationOperation>(Concerns.ModelCall))
        {
            if (!ModelCalls.IsOne(call, _rules.Engine.Facts))
            {
                continue;
            }

            // A loop over a known number of things inside does not end the loop round it.
            for (var loop = OperationFacts.EnclosingLoop(call); loop is not null; loop = OperationFacts.EnclosingLoop(loop))
            {
                if ((seen ??= new HashSet<ILoopOperation>()).Add(loop) && MayBeEndless(loop))
                {
                    Check(body, loop, call);
                }
            }
        }
    }

    private static bool MayBeEndless(ILoopOperation loop) => loop is IWhileLoopOperation or IForLoopOperation { Condition: null };

    private void Check(BodyContext body, ILoopOperation loop, IInvocationOperation call)
    {
        body.CancellationToken.ThrowIfCancellationRequested();
        var signs = new LoopSigns(loop, _rules.Engine, body.CancellationToken);
        if (signs.WaitsForOthers)
        {
            return;
        }

        var control = new LoopControl(loop, _rules.Engine, body.CancellationToken);
        var end = control.End();
        if (end == LoopEnd.Other || !new LoopInput(loop, control, _rules.Engine).Grows())
        {
            return;
        }

        int limit = PromptOptions.MaxAgentIterations.Read(_rules.OptionsFor(loop.Syntax.SyntaxTree));
        body.Report(Diagnostic.Create(
            Descriptors.UnboundedAgentLoop,
            HeadOf(loop.Syntax),
            signs.WorksOffToolCalls ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
            new[] { call.Syntax.GetLocation() },
            IterationCapRule.PropertiesFor(limit),
            $"The loop round '{call.TargetMethod.Name}'",
            end == LoopEnd.None ? "model calls without end" : "any number of model calls until the model says that it is done",
            "count the calls and stop at a limit"));
    }

    /// <summary>The loop keyword to its condition.</summary>
    private static Location HeadOf(SyntaxNode loop) => loop switch
    {
        WhileStatementSyntax statement => Location.Create(loop.SyntaxTree, TextSpan.FromBounds(statement.WhileKeyword.SpanStart, statement.CloseParenToken.Span.End)),
        ForStatementSyntax statement => Location.Create(loop.SyntaxTree, TextSpan.FromBounds(statement.ForKeyword.SpanStart, statement.CloseParenToken.Span.End)),
        DoStatementSyntax statement => statement.DoKeyword.GetLocation(),
        _ => loop.GetLocation(),
    };
}
