// Azure.AI.Projects.Agents, with the older name of its definition. Signatures only.
#nullable enable
#pragma warning disable
using System.Collections.Generic;

namespace Azure.AI.Projects.Agents
{
    public class DeclarativeAgentDefinition
    {
        public DeclarativeAgentDefinition(string model) { }
        public string Instructions { get; set; } = "";
        public IList<OpenAI.Responses.ResponseTool> Tools { get; } = null!;
    }

    public class PromptAgentDefinition
    {
        public PromptAgentDefinition(string model) { }
        public IList<OpenAI.Responses.ResponseTool> Tools { get; } = null!;
    }
}
