// LlmTornado 3.8, the part that takes tools. Signatures only.
#nullable enable
#pragma warning disable
using System;
using System.Collections.Generic;

namespace LlmTornado.Common
{
    public class Tool { }
}

namespace LlmTornado.Agents
{
    public class TornadoAgent
    {
        public TornadoAgent(string name, string instructions = "", List<Delegate>? tools = null) { }
        public void AddTool(Common.Tool tool) { }
        public void AddTool(IEnumerable<Common.Tool> tools) { }
    }
}
