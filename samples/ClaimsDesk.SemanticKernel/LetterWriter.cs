using Microsoft.SemanticKernel;

namespace ClaimsDesk.SemanticKernel;

/// <summary>Letters drafted from a whole policy.</summary>
internal sealed class LetterWriter(Kernel kernel)
{
    /// <summary>The document travels as a template argument.</summary>
    public async Task<string> DraftAsync(string claimNumber, string policyPath)
    {
        var arguments = new KernelArguments
        {
            ["claim"] = claimNumber,
            ["policy"] = await File.ReadAllTextAsync(policyPath),
        };

        FunctionResult result = await kernel.InvokePromptAsync(
            "Draft the answer to claim {{$claim}}. Cite this policy:\n{{$policy}}",
            arguments);
        return result.ToString();
    }

    /// <summary>The document is part of the template text.</summary>
    public async Task<string> CheckAsync(string letterPath)
    {
        FunctionResult result = await kernel.InvokePromptAsync($"Is this letter polite?\n\n{File.ReadAllText(letterPath)}");
        return result.ToString();
    }
}
