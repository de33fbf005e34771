// OpenAI before 2.8: the responses client with its older names. Signatures only.
#nullable enable
#pragma warning disable
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace OpenAI.Responses
{
    public class ResponseTool
    {
        public static ResponseTool CreateWebSearchTool() => null!;
        public static ResponseTool CreateFunctionTool(string functionName, object? functionParameters = null, bool? strictModeEnabled = null, string? functionDescription = null) => null!;
    }

    public class ResponseItem { }

    public class ResponseCreationOptions { public IList<ResponseTool> Tools { get; } = null!; }

    public class OpenAIResponseClient
    {
        public Task<object> CreateResponseAsync(IEnumerable<ResponseItem> inputItems, ResponseCreationOptions? options = null, CancellationToken cancellationToken = default) => null!;

        public Task<object> CreateResponseAsync(string userInputText, ResponseCreationOptions? options = null, CancellationToken cancellationToken = default) => null!;
    }
}
