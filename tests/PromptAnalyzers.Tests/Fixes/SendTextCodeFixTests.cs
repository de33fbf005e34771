using PromptAnalyzers.CodeFixes;

namespace PromptAnalyzers.Tests.Fixes;

/// <summary>PA3001, PA3002: of a list of contents its text is sent, cut; a person decides that the rest may be left out.</summary>
public sealed class SendTextCodeFixTests
{
    private static readonly Settings ByHand = new() { FixAll = false };

    [Fact]
    public Task The_contents_of_all_messages_become_one_text() => Verify.Fix(
        Snippet.File(Judge("{|PA3002:contents|}")),
        Snippet.File(Judge("PromptText.Truncate(string.Join(\"\\n\", contents.OfType<TextContent>().Select(content => content.Text)), 20_000)") + "\n\n" + TruncateCodeFixTests.Helper.Trim()),
        key: SendTextCodeFixProvider.Key,
        settings: ByHand);

    [Fact]
    public Task A_message_of_the_user_takes_the_text_of_a_resource() => Verify.Fix(
        Snippet.File(Resource("{|PA3002:Contents(resource)|}")),
        Snippet.File(Resource("PromptText.Truncate(string.Join(\"\\n\", Contents(resource).OfType<TextContent>().Select(content => content.Text)), 20_000)") + "\n\n" + TruncateCodeFixTests.Helper.Trim()),
        Sdk.SemanticKernel | Sdk.Mcp,
        key: SendTextCodeFixProvider.Key,
        settings: ByHand);

    [Fact]
    public Task No_fix_where_a_call_takes_no_text() => Verify.NoFix(
        Snippet.Members("""
            public async Task AskAsync(IList<ChatMessage> conversation)
            {
                var contents = new List<AIContent>();
                foreach (var message in conversation)
                {
                    contents.AddRange(message.Contents);
                }

                await client.GetResponseAsync([new ChatMessage { Role = ChatRole.User, Contents = {|PA3002:contents|} }]);
            }
            """));

    private static string Judge(string contents) => $$"""
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;

        public class Judge
        {
            public async Task<string> AskAsync(IChatClient client, IList<ChatMessage> conversation)
            {
                var contents = new List<AIContent> { new TextContent("What was asked:") };
                foreach (var message in conversation)
                {
                    contents.AddRange(message.Contents);
                }

                var response = await client.GetResponseAsync([new ChatMessage(ChatRole.User, {{contents}})]);
                return response.Text;
            }
        }
        """;

    private static string Resource(string contents) => $$"""
        using System;
        using System.Linq;
        using System.Threading.Tasks;
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.ChatCompletion;
        using ModelContextProtocol.Client;
        using ModelContextProtocol.Protocol;

        public class Desk
        {
            public async Task AskAsync(McpClient mcp, IChatCompletionService chat)
            {
                ReadResourceResult resource = await mcp.ReadResourceAsync(new Uri("claims://open"));
                var history = new ChatHistory();
                history.AddUserMessage({{contents}});
                Console.WriteLine(await chat.GetChatMessageContentAsync(history));
            }

            private static ChatMessageContentItemCollection Contents(ReadResourceResult resource)
            {
                var result = new ChatMessageContentItemCollection();
                foreach (var part in resource.Contents)
                {
                    if (part is TextResourceContents text)
                    {
                        result.Add(new TextContent { Text = text.Text });
                    }
                }

                return result;
            }
        }
        """;
}
