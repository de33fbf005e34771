namespace PromptAnalyzers.Flow;

/// <summary>What the engine of one compilation has done so far; tests hold it to its budget.</summary>
internal sealed class FlowCounters
{
    private long _steps;
    private long _bodies;
    private long _places;
    private long _budgetHits;

    /// <summary>Operations evaluated.</summary>
    public long Steps => Interlocked.Read(ref _steps);

    /// <summary>Bodies of callees that were bound.</summary>
    public long Bodies => Interlocked.Read(ref _bodies);

    /// <summary>Places in other bodies that a rule had bound.</summary>
    public long Places => Interlocked.Read(ref _places);

    /// <summary>How often a budget for steps, depth, stack or bodies ended an evaluation.</summary>
    public long BudgetHits => Interlocked.Read(ref _budgetHits);

    public void AddSteps(int steps) => Interlocked.Add(ref _steps, steps);

    public void AddBody() => Interlocked.Increment(ref _bodies);

    public void AddPlace() => Interlocked.Increment(ref _places);

    public void AddBudgetHit() => Interlocked.Increment(ref _budgetHits);
}
