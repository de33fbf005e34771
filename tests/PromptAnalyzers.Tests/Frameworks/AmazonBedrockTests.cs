namespace PromptAnalyzers.Tests.Frameworks;

/// <summary>An SDK that was added by one file of facts and these tests alone.</summary>
public sealed class AmazonBedrockTests
{
    private static readonly Settings Bedrock = StandIns.With("AWSSDK.BedrockRuntime");

    [Fact]
    public Task Eleven_tools_of_a_request_are_reported_and_ten_are_not() => Verify.Reports(Snippet.File($$"""
        using System.Collections.Generic;
        using Amazon.BedrockRuntime.Model;

        public class Snippet
        {
            public ConverseRequest Many() => new() { ToolConfig = new ToolConfiguration { Tools = {|PA1001:new List<Tool> { {{Tools(11)}} }|} } };

            public ConverseRequest Few() => new() { ToolConfig = new ToolConfiguration { Tools = [{{Tools(10)}}] } };
        }
        """), settings: Bedrock);

    [Fact]
    public Task A_file_in_a_message_is_reported_and_a_cut_one_is_not() => Verify.Reports(Snippet.File("""
        using System.Collections.Generic;
        using System.IO;
        using System.Threading.Tasks;
        using Amazon.BedrockRuntime;
        using Amazon.BedrockRuntime.Model;

        public class Snippet
        {
            public async Task AskAsync(AmazonBedrockRuntimeClient client, string path)
            {
                var whole = new Message { Role = "user", Content = [new ContentBlock { Text = {|PA3001:File.ReadAllText(path)|} }] };
                var cut = new Message { Role = "user", Content = [new ContentBlock { Text = File.ReadAllText(path)[..1000] }] };
                await client.ConverseAsync(new ConverseRequest { Messages = [whole, cut] });
            }
        }
        """), settings: Bedrock);

    [Fact]
    public Task Own_types_of_these_names_are_silent() => Verify.Silent(Snippet.File($$"""
        using System.Collections.Generic;

        namespace Amazon.BedrockRuntime.Model;

        public class Tool { public object ToolSpec { get; set; } = ""; }

        public class ToolSpecification { public string Name { get; set; } = ""; }

        public class ToolConfiguration { public List<Tool> Tools { get; set; } = []; }

        public class Snippet
        {
            public ToolConfiguration Many() => new() { Tools = [{{Tools(11)}}] };
        }
        """));

    private static string Tools(int count) => string.Join(", ", Enumerable.Range(1, count).Select(i => $"new Tool {{ ToolSpec = new ToolSpecification {{ Name = \"t{i}\" }} }}"));
}
