namespace PromptAnalyzers.Tests.Robustness;

/// <summary>What must never happen, whatever the code.</summary>
internal sealed record Fault(FaultKind Kind, string Detail);

internal enum FaultKind
{
    /// <summary>An analyzer threw: AD0001 for the user.</summary>
    AnalyzerException,

    /// <summary>A fix threw while it was offered or applied.</summary>
    FixException,

    /// <summary>More time than the limit.</summary>
    TooSlow,

    /// <summary>Another run, with other order and concurrency, gave other diagnostics.</summary>
    Unequal,

    /// <summary>A fix turned code without errors into code with errors, or its tree is not that of its text.</summary>
    BrokenFix,
}

/// <summary>What one program did, and how much was tried on it: a run in which nothing is reported proves nothing.</summary>
internal sealed record TrialResult(IReadOnlyList<Fault> Faults, int Diagnostics, int AppliedFixes);
