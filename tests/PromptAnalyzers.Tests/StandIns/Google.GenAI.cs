// Google.GenAI. Signatures only.
#nullable enable
#pragma warning disable
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Google.GenAI
{
    public class Models
    {
        public Task<object> GenerateContentAsync(string model, string contents, Types.GenerateContentConfig? config = null) => null!;
    }
}

namespace Google.GenAI.Types
{
    public class GenerateContentConfig
    {
        public List<Tool>? Tools { get; set; }
        public int? MaxOutputTokens { get; set; }
    }

    public class Tool { public List<FunctionDeclaration>? FunctionDeclarations { get; set; } }

    public class FunctionDeclaration
    {
        public string? Name { get; set; }
        public string? Description { get; set; }
    }
}
