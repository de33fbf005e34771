using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace PromptAnalyzers.Tests.Oracle;

/// <summary>What was reported of a program and what really arrives at its sinks.</summary>
/// <param name="Program">The program.</param>
/// <param name="FalseReports">Reports of content that is small on every run.</param>
/// <param name="Misses">Content that is large on some run and not reported.</param>
/// <param name="Confirmed">Reports of content that is large on some run.</param>
/// <param name="Problem">Why there is no verdict: compile errors, or every run failed.</param>
internal sealed record Verdict(
    OracleProgram Program, ImmutableArray<string> FalseReports, ImmutableArray<string> Misses, int Confirmed, string? Problem)
{
    public bool IsWrong => FalseReports.Length > 0 || Misses.Length > 0;
}

/// <summary>Compiles generated programs, analyses them, runs them with huge inputs, and compares.</summary>
internal sealed partial class OracleHost : IDisposable
{
    private static readonly string[] Rules = ["PA3001", "PA3002", "PA4001", "PA4002"];

    private static readonly ImmutableArray<MetadataReference> Sdks = References.For(Sdk.ExtensionsAI | Sdk.SemanticKernel);

    private readonly string folder = Directory.CreateTempSubdirectory("oracle").FullName;
    private readonly Meter meter = new();
    private readonly Dictionary<string, object> inputs = new(StringComparer.Ordinal);

    public OracleHost()
    {
        var web = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int source = 0; source < Contents.Count; source++)
        {
            Add($"/large/{source}", Contents.Of(source));
            Add($"/small/{source}", Contents.SmallOf(source));
        }

        inputs["http"] = new HttpClient(new ContentHandler(web)) { MaxResponseContentBufferSize = 10_000_000 };
        for (int sink = 0; sink < Meter.Sinks; sink++)
        {
            var service = new MeasuringChatService(meter, sink);
            var builder = Kernel.CreateBuilder();
            builder.Services.AddSingleton<IChatCompletionService>(service);
            inputs[$"client{sink}"] = new MeasuringChatClient(meter, sink);
            inputs[$"chat{sink}"] = service;
            inputs[$"kernel{sink}"] = builder.Build();
        }

        void Add(string name, string content)
        {
            web[name] = content;
            File.WriteAllText(FileOf(name), content);
        }
    }

    public TimeSpan CompileTime { get; private set; }

    public TimeSpan AnalysisTime { get; private set; }

    public TimeSpan RunTime { get; private set; }

    public int Runs { get; private set; }

    public void Dispose()
    {
        ((HttpClient)inputs["http"]).Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>One compilation and one assembly for all programs: that is what makes thousands of them affordable.</summary>
    public async Task<IReadOnlyList<Verdict>> JudgeAsync(IReadOnlyList<OracleProgram> programs)
    {
        var verdicts = new List<Verdict>();
        var watch = Stopwatch.StartNew();
        var compilation = CSharpCompilation.Create(
            "Oracle",
            programs.Select(static program => CSharpSyntaxTree.ParseText(program.ToSource(), path: program.ClassName + ".cs")),
            Sdks,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Annotations));
        var broken = compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error)
            .GroupBy(static d => d.Location.SourceTree!.FilePath)
            .ToDictionary(static group => group.Key, static group => string.Join("; ", group.Select(static d => d.ToString())), StringComparer.Ordinal);
        if (broken.Count > 0)
        {
            // Only these are left out; the others do not depend on them.
            verdicts.AddRange(programs.Where(p => broken.ContainsKey(p.ClassName + ".cs")).Select(p => new Verdict(p, [], [], 0, broken[p.ClassName + ".cs"])));
            programs = [.. programs.Where(p => !broken.ContainsKey(p.ClassName + ".cs"))];
            compilation = compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Where(tree => broken.ContainsKey(tree.FilePath)));
        }

        if (programs.Count == 0)
        {
            return verdicts;
        }

        CompileTime += watch.Elapsed;
        watch.Restart();
        var marks = new Marks();
        var reports = (await Analysis.RunAsync(compilation, options: ("prompt_analyzers.unbounded_from_characters", Contents.Large.ToString(CultureInfo.InvariantCulture))))
            .Where(static d => Rules.Contains(d.Id))
            .Select(diagnostic => Report.Of(diagnostic, marks))
            .ToLookup(static report => report.Path);
        AnalysisTime += watch.Elapsed;
        watch.Restart();
        compilation = marks.AddTo(compilation);
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        if (!emitted.Success)
        {
            throw new InvalidOperationException(string.Join("\n", emitted.Diagnostics));
        }

        image.Position = 0;
        CompileTime += watch.Elapsed;
        watch.Restart();
        var context = new AssemblyLoadContext("Oracle", isCollectible: true);
        var assembly = context.LoadFromStream(image);
        foreach (var program in programs)
        {
            verdicts.Add(await JudgeAsync(program, assembly.GetType(program.ClassName)!, [.. reports[program.ClassName + ".cs"]], Marks.In(assembly)));
        }

        RunTime += watch.Elapsed;
        context.Unload();
        return verdicts;
    }

    private async Task<Verdict> JudgeAsync(OracleProgram program, Type type, IReadOnlyList<Report> reports, HashSet<int> passed)
    {
        bool[,] large = new bool[Contents.Count, Meter.Sinks], huge = new bool[Contents.Count, Meter.Sinks];
        bool[] reached = new bool[Meter.Sinks];
        var run = new HashSet<Report>();
        string? problem = null;
        int finished = 0;
        foreach (var input in Inputs(program))
        {
            // Each source alone only where it decides something, and for a quarter of the rest: runs are what takes the time.
            if (!input.AllLarge && program.Id % 4 != 0 && !reports.Any(IsUnconfirmed))
            {
                break;
            }

            meter.Reset();
            passed.Clear();
            Runs++;
            try
            {
                await RunAsync(program, type, input);
                finished++;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // What arrived before the failure counts.
                problem = exception.ToString();
            }

            run.UnionWith(reports.Where(report => report.Statements.All(passed.Contains)));
            for (int sink = 0; sink < Meter.Sinks; sink++)
            {
                reached[sink] |= meter.IsReached(sink);
                for (int source = 0; source < Contents.Count; source++)
                {
                    large[source, sink] |= meter[source, sink] > Contents.Large;
                    huge[source, sink] |= meter[source, sink] > Contents.Huge;
                }
            }
        }

        if (finished == 0)
        {
            // Refusing large input is no failure; failing on small input is.
            try
            {
                await RunAsync(program, type, new Input(0, AllLarge: false, 0, 0, 0));
                finished++;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                problem = exception.ToString();
            }
        }

        // Of code that no run comes to, running tells nothing.
        reports = [.. reports.Where(report => run.Contains(report) && (report.Sink is not { } sink || reached[sink]))];
        var wrong = reports.Where(IsUnconfirmed).Select(static report => report.Text).ToImmutableArray();
        var misses = Pairs([], null).Where(pair => huge[pair.Source, pair.Sink] && !reports.Any(report => report.Covers(pair.Source, pair.Sink)))
            .Select(static pair => $"source {pair.Source} at sink {pair.Sink}").ToImmutableArray();
        return new Verdict(program, wrong, misses, reports.Count - wrong.Length, finished == 0 ? problem : null);

        bool IsUnconfirmed(Report report) => !Pairs(report.Sources, report.Sink).Any(pair => large[pair.Source, pair.Sink]);
    }

    /// <summary>Every way through the flags, with all sources large, then with each alone, then with each statement failing that may.</summary>
    private static IEnumerable<Input> Inputs(OracleProgram program)
    {
        int all = program.Sources.Aggregate(0, static (set, source) => set | 1 << source);
        var sizes = program.Sources.Select(static source => 1 << source).Prepend(all).Distinct();
        return
            from failing in Enumerable.Range(0, program.Failures + 1)
            from size in sizes
            from mode in Enumerable.Range(0, program.HasMode ? 3 : 1)
            from flags in Enumerable.Range(0, 1 << program.Flags.Length)
            select new Input(size, size == all && failing == 0, mode, flags, failing);
    }

    private async Task RunAsync(OracleProgram program, Type type, Input input)
    {
        object instance = Activator.CreateInstance(type)!;
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
        {
            object? value = inputs.GetValueOrDefault(field.Name);
            if (field.Name == "mode")
            {
                value = input.Mode;
            }
            else if (field.Name == "failing")
            {
                value = input.Failing;
            }
            else if (program.Flags.IndexOf(field.Name) is >= 0 and var flag)
            {
                value = (input.Flags >> flag & 1) != 0;
            }
            else if (value is null && field.Name[..^1] is "path" or "url")
            {
                int source = field.Name[^1] - '0';
                string name = $"/{((input.Large >> source & 1) != 0 ? "large" : "small")}/{source}";
                value = field.Name[0] == 'p' ? FileOf(name) : "http://oracle" + name;
            }

            if (value is not null)
            {
                field.SetValue(instance, value);
            }
        }

        await (Task)type.GetMethod("RunAsync")!.Invoke(instance, null)!;
        foreach (var tool in type.GetMethods().Where(static method => method.GetCustomAttribute<KernelFunctionAttribute>() is not null))
        {
            object? result = tool.Invoke(instance, null);
            if (result is Task<string> task)
            {
                result = await task;
            }

            meter.Measure(tool.Name[^1] - '0', [result?.ToString()]);
        }
    }

    private static IEnumerable<(int Source, int Sink)> Pairs(IReadOnlyList<int> sources, int? sink) =>
        from source in sources.Count > 0 ? sources : Enumerable.Range(0, Contents.Count)
        from s in sink is { } only ? [only] : Enumerable.Range(0, Meter.Sinks)
        select (source, s);

    private string FileOf(string name) => Path.Combine(folder, name.Replace('/', '_') + ".txt");

    /// <summary>Which sources are large, which way the branches go, and which statement fails (0 for none).</summary>
    private readonly record struct Input(int Large, bool AllLarge, int Mode, int Flags, int Failing);

    /// <summary>One diagnostic: which sources it speaks of, and which sink.</summary>
    private sealed partial record Report(
        string Path, string Text, IReadOnlyList<int> Sources, IReadOnlyList<int> Mentioned, int? Sink, IReadOnlyList<int> Statements, bool HasMethodGroup)
    {
        private const string Marker = "/*sink";

        public static Report Of(Diagnostic diagnostic, Marks marks)
        {
            string source = diagnostic.Location.SourceTree!.ToString();
            var send = diagnostic.Id[2] == '4' ? diagnostic.Location : diagnostic.AdditionalLocations[^1];

            // The marker stands before the call or, where the call makes a message or history, before the content in it.
            int marker = source.IndexOf(Marker, send.SourceSpan.Start, send.SourceSpan.Length, StringComparison.Ordinal);
            marker = marker >= 0 ? marker : source[..send.SourceSpan.Start].LastIndexOf(Marker, StringComparison.Ordinal);

            // A part of a text that is made before it is sent is reported once, however often the text is sent.
            bool isMadeBefore = marker > diagnostic.Location.SourceSpan.Start;
            int[] first = diagnostic.AdditionalLocations.Count > 0 ? Numbers(diagnostic.AdditionalLocations[0]) : [];
            int[] all = [.. diagnostic.AdditionalLocations.Append(diagnostic.Location).SelectMany(Numbers)];
            return new Report(
                diagnostic.Location.SourceTree!.FilePath,
                $"{diagnostic.Id} at '{source[diagnostic.Location.SourceSpan.Start..diagnostic.Location.SourceSpan.End]}': {diagnostic.GetMessage(CultureInfo.InvariantCulture)}",
                first.Length > 0 ? first : all,
                all,
                marker < 0 || isMadeBefore ? null : source[marker + Marker.Length] - '0',
                [.. new[] { diagnostic.Location, send }.Select(marks.Before).OfType<int>()],
                diagnostic.AdditionalLocations.Any(location => source[location.SourceSpan.Start..location.SourceSpan.End] == "File.ReadAllText"));

            int[] Numbers(Location location) =>
                [.. SourceNames().Matches(source[location.SourceSpan.Start..location.SourceSpan.End]).Select(static match => match.Groups[1].Value[0] - '0')];
        }

        /// <summary>A report that names no source may be of any; so may one of a method group, which has no argument.</summary>
        public bool Covers(int source, int sink) => (Sink ?? sink) == sink && (Mentioned.Count == 0 || Mentioned.Contains(source) || HasMethodGroup);

        [GeneratedRegex(@"\b(?:path|url)(\d)\b")]
        private static partial Regex SourceNames();
    }
}
