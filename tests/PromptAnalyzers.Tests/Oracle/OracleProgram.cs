using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptAnalyzers.Tests.Oracle;

/// <summary>A generated program: members of a class, of which <c>RunAsync</c> is run.</summary>
internal sealed partial class OracleProgram(int id, Node members)
{
    public int Id { get; } = id;

    public Node Members { get; } = members;

    public string ClassName => $"P{Id}";

    public IReadOnlySet<string> Shapes { get; } = members.Shapes();

    /// <summary>The inputs that steer the branches: <c>flag0</c> to <c>flag3</c>.</summary>
    public ImmutableArray<string> Flags { get; } =
        [.. FlagNames().Matches(members.ToString()).Select(static match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The sources that are read.</summary>
    public ImmutableArray<int> Sources { get; } =
        [.. SourceNames().Matches(members.ToString()).Select(static match => match.Value[^1] - '0').Distinct().Order()];

    /// <summary>The statements that may fail are numbered from 1 to this.</summary>
    public int Failures { get; } =
        FailNames().Matches(members.ToString()).Select(static match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty().Max();

    public bool HasMode { get; } = ModeName().IsMatch(members.ToString());

    public string ToSource() => $$"""
        using System;
        using System.Collections.Generic;
        using System.ComponentModel;
        using System.Diagnostics;
        using System.IO;
        using System.Linq;
        using System.Net;
        using System.Net.Http;
        using System.Text;
        using System.Text.Json;
        using System.Text.RegularExpressions;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.ChatCompletion;

        public partial class {{ClassName}}
        {
            private readonly IChatClient client0 = null!, client1 = null!, client2 = null!;
            private readonly Kernel kernel0 = null!, kernel1 = null!, kernel2 = null!;
            private readonly IChatCompletionService chat0 = null!, chat1 = null!, chat2 = null!;
            private readonly HttpClient http = null!;
            private readonly string path0 = null!, path1 = null!, path2 = null!, path3 = null!, path4 = null!;
            private readonly string url0 = null!, url1 = null!, url2 = null!, url3 = null!, url4 = null!;
            private readonly bool flag0, flag1, flag2, flag3;
            private readonly int mode;
            private readonly int limit = 2_000;
            private int count;
            private readonly int failing;
            private void Fail(int place) { if (place == failing) throw new TimeoutException(); }
        {{Members.ToString().Replace("CLASS", ClassName, StringComparison.Ordinal)}}
        }

        """;

    public override string ToString() => Members.ToString();

    [GeneratedRegex(@"\bflag[0-3]\b")]
    private static partial Regex FlagNames();

    [GeneratedRegex(@"\b(?:path|url)\d\b")]
    private static partial Regex SourceNames();

    [GeneratedRegex(@"\bFail\((\d+)\)")]
    private static partial Regex FailNames();

    [GeneratedRegex(@"\bmode\b")]
    private static partial Regex ModeName();
}
