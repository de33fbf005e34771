using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptAnalyzers.Rules.Generation;

/// <summary>
/// What the name of a model tells: <c>llama3.1:70b-instruct-fp16</c> is of the family llama3.1, has 70 billion parameters,
/// and its weights are not quantised. Tags of Ollama, names of GGUF files and of repositories are read alike.
/// </summary>
internal sealed class LocalModel
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    // A mixture names its experts: 8x7b. An efficient model its effective size: e4b.
    private static readonly Regex SizePattern = new(@"(?<![a-z0-9.])(?:(?<experts>\d{1,3})x|e)?(?<size>\d{1,4}(?:\.\d{1,2})?)(?<unit>[bm])(?![a-z0-9])", Options);
    private static readonly Regex UnquantisedPattern = new(@"(?<![a-z0-9])(?:fp16|bf16|f16|fp32|f32)(?![a-z0-9])", Options);
    private static readonly Regex QuantisedPattern = new(@"(?<![a-z0-9])(?:i?q\d\w*|int[248]|[248]bit|w4a16|awq|gptq|exl2|fp8|nf4|mxfp4|nvfp4)(?![a-z0-9])", Options);
    private static readonly Regex EmbeddingPattern = new("embed|minilm|bge-|(?<![a-z0-9])e5-|rerank", Options);

    // Families whose name means one large model, in billions of parameters.
    private static readonly ImmutableDictionary<string, int> Sizes = ImmutableDictionary.CreateRange(
        StringComparer.OrdinalIgnoreCase,
        new Dictionary<string, int>
        {
            ["llama3.3"] = 70,
            ["llama4"] = 109,
            ["mixtral"] = 47,
            ["command-r-plus"] = 104,
            ["command-a"] = 111,
            ["mistral-large"] = 123,
            ["deepseek-v2.5"] = 236,
            ["deepseek-v3"] = 671,
            ["deepseek-v3.1"] = 671,
        });

    private LocalModel(string name, string family, double? billions, string? quantisation, bool isUnquantised)
    {
        Name = name;
        Family = family;
        Billions = billions;
        Quantisation = quantisation;
        IsUnquantised = isUnquantised;
    }

    public string Name { get; }

    public string Family { get; }

    /// <summary>Billions of parameters; null when the name does not tell.</summary>
    public double? Billions { get; }

    /// <summary>As the name has it, for example q4_K_M or fp16; null when the name does not tell.</summary>
    public string? Quantisation { get; }

    /// <summary>The name says that the weights have 16 or 32 bits.</summary>
    public bool IsUnquantised { get; }

    /// <summary>Not run here after all: the tag of a hosted model.</summary>
    public bool IsHosted => Name.EndsWith("-cloud", StringComparison.OrdinalIgnoreCase) || Name.EndsWith(":cloud", StringComparison.OrdinalIgnoreCase);

    /// <summary>Small models for vectors; they are not what fills the memory.</summary>
    public bool IsEmbedding => EmbeddingPattern.IsMatch(Name);

    /// <summary>The same tag with 4-bit weights; null for a name that is no tag with a suffix of that kind.</summary>
    public string? QuantisedTag => IsUnquantised && Name.IndexOf(':') > 0 && Name.EndsWith("-" + Quantisation, StringComparison.OrdinalIgnoreCase)
        ? Name.Substring(0, Name.Length - Quantisation!.Length) + "q4_K_M"
        : null;

    public static LocalModel Parse(string name)
    {
        // Of a path or a repository only the last part names the model.
        string last = name.Substring(name.LastIndexOfAny(new[] { '/', '\\' }) + 1);
        int colon = last.IndexOf(':');
        var size = SizePattern.Match(last);
        string family = colon > 0 ? last.Substring(0, colon) : size.Success ? last.Substring(0, size.Index).TrimEnd('-', '_', '.') : last;
        double? billions = null;
        if (size.Success)
        {
            billions = double.Parse(size.Groups["size"].Value, CultureInfo.InvariantCulture)
                * (size.Groups["experts"].Success ? int.Parse(size.Groups["experts"].Value, CultureInfo.InvariantCulture) : 1)
                / (size.Groups["unit"].Value is "m" or "M" ? 1_000 : 1);
        }
        else if (Sizes.TryGetValue(family, out int known))
        {
            billions = known;
        }

        var unquantised = UnquantisedPattern.Match(last);
        var quantised = QuantisedPattern.Match(last);
        return new LocalModel(
            name,
            family,
            billions,
            unquantised.Success ? unquantised.Value : quantised.Success ? quantised.Value : null,
            unquantised.Success && !quantised.Success);
    }
}
