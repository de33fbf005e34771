// Azure.AI.Agents.Persistent 1.x. Signatures only.
#nullable enable
#pragma warning disable
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Azure.AI.Agents.Persistent
{
    public class PersistentAgent { }
    public abstract class ToolDefinition { }
    public class CodeInterpreterToolDefinition : ToolDefinition { }
    public class FunctionToolDefinition : ToolDefinition { public FunctionToolDefinition(string name, string description, BinaryData parameters) { } }

    public class PersistentAgentsAdministrationClient
    {
        public virtual PersistentAgent CreateAgent(string model, string? name = null, string? description = null, string? instructions = null, IEnumerable<ToolDefinition>? tools = null, CancellationToken cancellationToken = default) => null!;
        public virtual Task<PersistentAgent> CreateAgentAsync(string model, string? name = null, string? description = null, string? instructions = null, IEnumerable<ToolDefinition>? tools = null, CancellationToken cancellationToken = default) => null!;
        public virtual PersistentAgent UpdateAgent(string assistantId, string? model = null, string? name = null, string? description = null, string? instructions = null, IEnumerable<ToolDefinition>? tools = null, CancellationToken cancellationToken = default) => null!;
        public virtual Task<PersistentAgent> UpdateAgentAsync(string assistantId, string? model = null, string? name = null, string? description = null, string? instructions = null, IEnumerable<ToolDefinition>? tools = null, CancellationToken cancellationToken = default) => null!;
    }

    public class ThreadRuns
    {
        public virtual object CreateRun(string threadId, string assistantId, string? overrideModelName = null, string? overrideInstructions = null, string? additionalInstructions = null, IEnumerable<object>? additionalMessages = null, IEnumerable<ToolDefinition>? overrideTools = null) => null!;
        public virtual Task<object> CreateRunAsync(string threadId, string assistantId, string? overrideModelName = null, string? overrideInstructions = null, string? additionalInstructions = null, IEnumerable<object>? additionalMessages = null, IEnumerable<ToolDefinition>? overrideTools = null) => null!;
    }

    public class ThreadAndRunOptions { public IEnumerable<ToolDefinition>? OverrideTools { get; set; } }
}
