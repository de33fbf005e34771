using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace ClaimsSystem;

public sealed record StoredClaim([property: Key] string Number, string Customer, DateOnly Reported, string Cause, decimal Amount, string Clerk);

/// <summary>The database of the claims; it lies in memory, and every customer has hundreds of them.</summary>
public sealed class ClaimStore : DbContext
{
    public ClaimStore()
    {
        Claims.AddRange(Enumerable.Range(1, 1_500).Select(n => new StoredClaim(
            $"C-{n}",
            $"K-{n % 2}",
            new DateOnly(2025, 1, 1).AddDays(n % 365),
            (n % 3) switch { 0 => "burst pipe", 1 => "storm", _ => "theft" },
            n * 37 % 9_000,
            $"clerk {n % 12}")));
        SaveChanges();
    }

    public DbSet<StoredClaim> Claims => Set<StoredClaim>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseInMemoryDatabase(Guid.NewGuid().ToString());
}
