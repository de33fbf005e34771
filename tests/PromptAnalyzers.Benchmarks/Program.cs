using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using PromptAnalyzers.Benchmarks;

// dotnet run -c Release --project tests/PromptAnalyzers.Benchmarks -- [compare | rules | scaling | BenchmarkDotNet's options, as --filter '*']
return args switch
{
    ["compare"] => Tables.Compare(),
    ["rules"] => Tables.Rules(),
    ["scaling"] => Tables.Scaling(),
    _ => Benchmarks(args),
};

static int Benchmarks(string[] args)
{
    // In this process: the measured assemblies are loaded from package folders, and an analysis takes long enough for it.
    var config = DefaultConfig.Instance
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.DontLogOutput).WithWarmupCount(1).WithIterationCount(5).WithInvocationCount(1).WithUnrollFactor(1))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "results"));
    var summaries = BenchmarkSwitcher.FromAssembly(typeof(AnalyzerBenchmarks).Assembly).Run(args, config);
    return summaries.All(static summary => !summary.HasCriticalValidationErrors && summary.Reports.All(static report => report.Success)) ? 0 : 1;
}
