namespace PromptAnalyzers.Tests.Rules;

/// <summary>Pieces of test code that hold many tools.</summary>
internal static class ToolCode
{
    /// <summary>t1, t2, ...</summary>
    public static string Names(int first, int last) => string.Join(", ", Enumerable.Range(first, last - first + 1).Select(i => $"t{i}"));

    /// <summary>Fields t1 to tn, each one tool.</summary>
    public static string Fields(int count, string type = "AITool", string make = "AIFunctionFactory.Create(() => {0}, \"t{0}\")") =>
        string.Concat(Enumerable.Range(1, count).Select(i => $"private static readonly {type} t{i} = {string.Format(null, make, i)};\n"));

    /// <summary>A class of so many tool methods.</summary>
    public static string Plugin(string name, int functions, string attribute = "KernelFunction", string access = "public", string header = "") =>
        $"{header}public class {name}\n{{\n"
        + string.Concat(Enumerable.Range(1, functions).Select(i => $"    [{attribute}] {access} string {name}{i}(string text) => \"{i}\";\n"))
        + "}\n\n";

    /// <summary>So many tools made in place.</summary>
    public static string Created(int count) => string.Join(", ", Enumerable.Range(1, count).Select(i => $"AIFunctionFactory.Create(() => {i}, \"t{i}\")"));
}
