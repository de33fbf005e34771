// AWSSDK.BedrockRuntime, the Converse API. Signatures only.
#nullable enable
#pragma warning disable
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Amazon.BedrockRuntime
{
    public class AmazonBedrockRuntimeClient
    {
        public virtual Task<object> ConverseAsync(Model.ConverseRequest request, CancellationToken cancellationToken = default) => null!;
    }
}

namespace Amazon.BedrockRuntime.Model
{
    public class ToolSpecification { public string Name { get; set; } = ""; public string Description { get; set; } = ""; }
    public class Tool { public ToolSpecification ToolSpec { get; set; } = null!; }
    public class ToolConfiguration { public List<Tool> Tools { get; set; } = null!; }
    public class ContentBlock { public string Text { get; set; } = ""; }
    public class SystemContentBlock { public string Text { get; set; } = ""; }
    public class Message { public string Role { get; set; } = ""; public List<ContentBlock> Content { get; set; } = null!; }

    public class ConverseRequest
    {
        public string ModelId { get; set; } = "";
        public List<Message> Messages { get; set; } = null!;
        public List<SystemContentBlock> System { get; set; } = null!;
        public ToolConfiguration ToolConfig { get; set; } = null!;
    }
}
