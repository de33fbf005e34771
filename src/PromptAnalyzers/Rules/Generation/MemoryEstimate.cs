using System.Globalization;

namespace PromptAnalyzers.Rules.Generation;

/// <summary>
/// About how much memory a local model takes. The formulas and where the numbers come from stand in docs/rules/PA5003.md.
/// </summary>
internal static class MemoryEstimate
{
    // When a name does not tell the size: what most people run.
    private const double UsualBillions = 8;

    // A 4-bit format of the K family keeps some layers at more bits.
    private const double QuantisedBits = 4.8;

    /// <summary>For a message: <c>about 16 GB</c>; "an unknown number of GB" when the name does not tell the size.</summary>
    public static string Weights(LocalModel model) =>
        model.Billions is { } billions ? "about " + Gigabytes(billions * BitsOf(model) / 8) + " GB" : "four times the memory of 4-bit weights";

    /// <summary>For a message: the KV cache of a context, in gigabytes (10^9 bytes).</summary>
    public static string KvCache(LocalModel? model, long tokens) => Gigabytes(BytesPerToken(model) * (double)tokens / 1e9);

    /// <summary>For a message: the model that the estimate speaks of.</summary>
    public static string Describe(LocalModel? model) =>
        model?.Billions is { } billions
            ? "'" + model.Name + "'"
            : "a model with " + UsualBillions.ToString(CultureInfo.InvariantCulture) + " billion parameters";

    /// <summary>
    /// 2 (keys and values) x layers x KV heads x head size x 2 bytes, with the shapes of the families that most local
    /// models have: Llama 3 and Qwen 2.5, which share their keys and values among heads.
    /// </summary>
    private static long BytesPerToken(LocalModel? model)
    {
        (int layers, int heads, int size) = (model?.Billions ?? UsualBillions) switch
        {
            <= 1.5 => (16, 8, 64),
            <= 4 => (28, 8, 128),
            <= 10 => (32, 8, 128),
            <= 20 => (48, 8, 128),
            <= 40 => (64, 8, 128),
            <= 120 => (80, 8, 128),
            _ => (126, 8, 128),
        };
        return 2L * layers * heads * size * 2;
    }

    private static double BitsOf(LocalModel model) => model.Quantisation?.ToUpperInvariant() switch
    {
        "FP32" or "F32" => 32,
        "FP16" or "BF16" or "F16" => 16,
        "Q8_0" or "INT8" or "8BIT" or "FP8" => 8.5,
        _ => QuantisedBits,
    };

    private static string Gigabytes(double value) => value.ToString(value < 9.95 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
