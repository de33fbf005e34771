// Azure.AI.Inference 1.0 beta. Signatures only.
#nullable enable
#pragma warning disable
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Azure.AI.Inference
{
    public class ChatRequestMessage { }
    public class FunctionDefinition { public FunctionDefinition(string name) { } public string? Description { get; set; } public BinaryData? Parameters { get; set; } }
    public class ChatCompletionsToolDefinition { public ChatCompletionsToolDefinition(FunctionDefinition function) { } }

    public class ChatCompletionsOptions
    {
        public ChatCompletionsOptions() { }
        public ChatCompletionsOptions(IEnumerable<ChatRequestMessage> messages) { }
        public IList<ChatRequestMessage> Messages { get; set; } = null!;
        public IList<ChatCompletionsToolDefinition> Tools { get; } = null!;
    }

    public class ChatCompletionsClient
    {
        public virtual Task<object> CompleteAsync(ChatCompletionsOptions chatCompletionsOptions, CancellationToken cancellationToken = default) => null!;
    }
}
