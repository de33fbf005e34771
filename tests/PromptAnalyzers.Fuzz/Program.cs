using System.Diagnostics;
using System.Globalization;
using PromptAnalyzers.Tests.Robustness;

// Ten thousand mutants of the programs of all tests and samples:
//   dotnet run -c Release --project tests/PromptAnalyzers.Fuzz -- [--mutants 10000] [--seed 1] [--from 0] [--only 17] [--show]
// The exit code is the number of mutants that harmed, at most 1.
TimeSpan Slow = TimeSpan.FromSeconds(10), Hang = TimeSpan.FromMinutes(30);
const string StackVariable = "DOTNET_DefaultStackSize";
int mutants = Option("--mutants", 10_000);
int seed = Option("--seed", 1);
int from = Option("--from", 0);
int only = Option("--only", -1);

// Threads as small as the smallest host has them; the variable counts in hexadecimal and is read when a process starts.
if (Environment.GetEnvironmentVariable(StackVariable) is null)
{
    var start = new ProcessStartInfo(Environment.ProcessPath!, Environment.GetCommandLineArgs().Skip(1));
    if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
    {
        start.ArgumentList.Insert(0, typeof(Mutator).Assembly.Location.Replace("PromptAnalyzers.Tests", "PromptAnalyzers.Fuzz", StringComparison.Ordinal));
    }

    start.Environment[StackVariable] = "100000";
    using var child = Process.Start(start)!;
    await child.WaitForExitAsync();
    if (child.ExitCode > 1)
    {
        Console.WriteLine($"The process died with {child.ExitCode}; the mutants it was at are the last lines of {JournalPath()}");
    }

    return child.ExitCode;
}

var programs = await TestPrograms.AllAsync();
var mutator = new Mutator(programs, seed);
Console.WriteLine($"{programs.Length} programs, seed {seed}");
if (only >= 0)
{
    var (description, program) = mutator.Make(only);
    Console.WriteLine(description);
    if (args.Contains("--show"))
    {
        Console.WriteLine(string.Join("\n\n", program.Files.Select(file => $"// {file.Path}\n{file.Text}")));
    }

    var begin = Process.GetCurrentProcess().TotalProcessorTime;
    foreach (var fault in (await Trial.RunAsync(program, timeLimit: Hang)).Faults)
    {
        Console.WriteLine(fault);
    }

    Console.WriteLine($"{(Process.GetCurrentProcess().TotalProcessorTime - begin).TotalSeconds:F2} s of processor time");
    return 0;
}

var counts = new Dictionary<FaultKind, int>();
var slowest = new PriorityQueue<int, double>();
int done = 0, harmed = 0, reported = 0, applied = 0;
var total = Stopwatch.StartNew();
var self = Process.GetCurrentProcess();
await using (var journal = new StreamWriter(JournalPath()) { AutoFlush = true })
{
    for (int number = from; number < from + mutants; number++)
    {
        // Written before it is tried: a process that dies of its stack writes nothing afterwards.
        var (description, program) = mutator.Make(number);
        await journal.WriteLineAsync($"{number} {description}");

        // One at a time and in processor time, so that the limit means the same on a busy machine.
        self.Refresh();
        var before = self.TotalProcessorTime;
        var result = await Trial.RunAsync(program, timeLimit: Hang);
        self.Refresh();
        var spent = self.TotalProcessorTime - before;
        slowest.Enqueue(number, spent.TotalSeconds);
        if (slowest.Count > 5)
        {
            slowest.Dequeue();
        }

        reported += result.Diagnostics;
        applied += result.AppliedFixes;
        IReadOnlyList<Fault> faults = spent > Slow && result.Faults.Count == 0
            ? [new(FaultKind.TooSlow, $"{spent.TotalSeconds:F1} s of processor time")]
            : result.Faults;
        harmed += faults.Count > 0 ? 1 : 0;
        foreach (var fault in faults)
        {
            counts[fault.Kind] = counts.GetValueOrDefault(fault.Kind) + 1;
            Console.WriteLine($"--seed {seed} --only {number} ({description}): {fault.Kind} {fault.Detail[..Math.Min(fault.Detail.Length, 900)]}");
        }

        if (++done % 500 == 0)
        {
            Console.WriteLine($"{done} mutants, {harmed} harmed, {self.TotalProcessorTime.TotalSeconds:F0} s of processor time");
        }
    }
}

Console.WriteLine($"{done} mutants of {programs.Length} programs (seed {seed}) in {total.Elapsed.TotalSeconds:F0} s; slowest (processor time): "
    + string.Join(", ", slowest.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => $"{item.Element}: {item.Priority:F1} s")));
Console.WriteLine($"  {reported} diagnostics, {applied} fixes applied");
foreach (var kind in Enum.GetValues<FaultKind>())
{
    Console.WriteLine($"  {kind}: {counts.GetValueOrDefault(kind)}");
}

return harmed == 0 ? 0 : 1;

int Option(string name, int otherwise) =>
    Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

static string JournalPath() => Path.Combine(AppContext.BaseDirectory, "mutants.log");
