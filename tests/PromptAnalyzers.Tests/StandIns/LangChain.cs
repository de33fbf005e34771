// LangChain .NET after 0.17. Signatures only.
#nullable enable
#pragma warning disable
using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace LangChain.Chains.StackableChains.Agents.Tools
{
    public abstract class AgentTool { }

    public class AgentToolLambda : AgentTool
    {
        public AgentToolLambda(string name, string description, Func<string, Task<string>> func) { }
    }
}

namespace LangChain.Chains.StackableChains.Agents
{
    public class ReActAgentExecutorChain
    {
        public ReActAgentExecutorChain UseTool(Tools.AgentTool tool) => this;
    }
}

namespace LangChain.Chains.StackableChains.Agents.Crew.Tools
{
    public abstract class CrewAgentTool { }
}

namespace LangChain.Chains.StackableChains.Agents.Crew
{
    public class CrewAgent
    {
        public void AddTools(IEnumerable<Tools.CrewAgentTool> tools) { }
    }
}
