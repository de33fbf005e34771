namespace ClaimsSystem;

public sealed record StoredClaim(string Number, string Customer, DateOnly Reported, string Cause, decimal Amount, string Clerk);

/// <summary>The claims as a data context would offer them: a table that is queried.</summary>
public sealed class ClaimStore
{
    public IQueryable<StoredClaim> Claims { get; } = Enumerable.Range(1, 1_500)
        .Select(n => new StoredClaim(
            $"C-{n}",
            $"K-{n % 2}",
            new DateOnly(2025, 1, 1).AddDays(n % 365),
            (n % 3) switch { 0 => "burst pipe", 1 => "storm", _ => "theft" },
            n * 37 % 9_000,
            $"clerk {n % 12}"))
        .AsQueryable();
}
