// GitHub.Copilot.SDK 1.0. Signatures only.
#nullable enable
#pragma warning disable
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.AI;

namespace GitHub.Copilot
{
    public abstract class SessionConfigBase
    {
        public string? Model { get; set; }
        public ICollection<AIFunctionDeclaration>? Tools { get; set; }
        public IList<string>? AvailableTools { get; set; }
        public IList<string>? ExcludedTools { get; set; }
    }

    public class SessionConfig : SessionConfigBase { }
    public class CopilotToolOptions { }

    public static class CopilotTool
    {
        public static AIFunction DefineTool(Delegate method, CopilotToolOptions? toolOptions = null, AIFunctionFactoryOptions? factoryOptions = null) => null!;
    }

    public class CopilotSession { }

    public class CopilotClient
    {
        public Task<CopilotSession> CreateSessionAsync(SessionConfig config, CancellationToken cancellationToken = default) => null!;
    }
}
