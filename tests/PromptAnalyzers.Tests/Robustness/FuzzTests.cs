using System.Collections.Concurrent;

namespace PromptAnalyzers.Tests.Robustness;

/// <summary>No code, however broken, makes an analyzer or a fix throw, hang or change its mind. The long run is tests/PromptAnalyzers.Fuzz.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20261125;

    private const int Mutants = 60;

    [Fact]
    public async Task Mutants_of_all_programs_do_no_harm()
    {
        var mutator = new Mutator(await TestPrograms.AllAsync(), Seed);
        var harmed = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Mutants), async (number, _) =>
        {
            var (description, program) = mutator.Make(number);
            foreach (var fault in (await Trial.RunAsync(program)).Faults)
            {
                harmed.Enqueue($"--seed {Seed} --only {number} ({description}): {fault}");
            }
        });
        Assert.Empty(harmed);
    }

    [Fact]
    public async Task The_programs_of_all_tests_are_taken()
    {
        var programs = await TestPrograms.AllAsync();
        Assert.True(programs.Length > 500, $"only {programs.Length} programs");
        Assert.All(
            PromptAnalyzers.Descriptors.All.Where(descriptor => descriptor.Id != PromptAnalyzers.Descriptors.InvalidConfiguration.Id),
            descriptor => Assert.Contains(programs, program => program.ExpectedIds.Contains(descriptor.Id)));
        Assert.Contains(programs, program => program.Name == "ClaimsDesk");
    }

    [Fact]
    public async Task Mutants_differ_and_are_repeatable()
    {
        var programs = await TestPrograms.AllAsync();
        var first = Enumerable.Range(0, 200).Select(new Mutator(programs, Seed).Make).Select(mutant => string.Concat(mutant.Program.Files)).ToList();
        var second = Enumerable.Range(0, 200).Select(new Mutator(programs, Seed).Make).Select(mutant => string.Concat(mutant.Program.Files)).ToList();
        Assert.Equal(first, second);
        Assert.True(first.Distinct().Count() > 180);
    }
}
