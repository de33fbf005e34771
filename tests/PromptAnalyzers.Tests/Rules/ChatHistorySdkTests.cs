namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA2001 by SDK: each holds and sends a history in its own way.</summary>
public sealed class ChatHistorySdkTests
{
    // OpenAI responses

    [Fact]
    public Task Response_items_sent_whole_are_reported() => Verify.Reports("""
        #pragma warning disable OPENAI001
        OpenAI.Responses.ResponsesClient responses = null!;
        var items = new List<OpenAI.Responses.ResponseItem>();
        while (Console.ReadLine() is { } line)
        {
            {|PA2001:items.Add(OpenAI.Responses.ResponseItem.CreateUserMessageItem(line))|};
            var response = await responses.CreateResponseAsync("gpt", items);
            items.AddRange(response.Value.OutputItems);
        }
        """, Sdk.OpenAI);

    [Fact]
    public Task A_conversation_continued_by_the_service_is_silent() => Verify.Silent("""
        #pragma warning disable OPENAI001
        OpenAI.Responses.ResponsesClient responses = null!;
        var items = new List<OpenAI.Responses.ResponseItem>();
        string? previous = null;
        while (Console.ReadLine() is { } line)
        {
            items.Add(OpenAI.Responses.ResponseItem.CreateUserMessageItem(line));
            var response = await responses.CreateResponseAsync("gpt", items, previous);
            previous = response.Value.Id;
        }
        """, Sdk.OpenAI);

    [Fact]
    public Task A_request_that_the_service_cuts_is_silent() => Verify.Silent("""
        #pragma warning disable OPENAI001
        OpenAI.Responses.ResponsesClient responses = null!;
        var items = new List<OpenAI.Responses.ResponseItem>();
        while (Console.ReadLine() is { } line)
        {
            items.Add(OpenAI.Responses.ResponseItem.CreateUserMessageItem(line));
            var options = new OpenAI.Responses.CreateResponseOptions("gpt", items) { TruncationMode = OpenAI.Responses.ResponseTruncationMode.Auto };
            await responses.CreateResponseAsync(options);
        }
        """, Sdk.OpenAI);

    // Anthropic

    [Fact]
    public Task Anthropic_messages_in_a_request_for_each_turn_are_reported() => Verify.Reports(Snippet.File("""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Anthropic;
        using Anthropic.Models.Messages;

        public static class Chat
        {
            public static async Task RunAsync(AnthropicClient client)
            {
                List<MessageParam> messages = [];
                while (Console.ReadLine() is { } line)
                {
                    {|PA2001:messages.Add(new UserMessageParam(line))|};
                    var answer = await client.Messages.Create(new MessageCreateParams { Model = "claude", MaxTokens = 1024, Messages = messages });
                    Console.WriteLine(answer);
                }
            }
        }
        """), Sdk.Anthropic);

    [Fact]
    public Task Anthropic_messages_that_are_cut_are_silent() => Verify.Silent(Snippet.File("""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Anthropic;
        using Anthropic.Models.Messages;

        public static class Chat
        {
            public static async Task RunAsync(AnthropicClient client)
            {
                List<MessageParam> messages = [];
                while (Console.ReadLine() is { } line)
                {
                    messages.Add(new UserMessageParam(line));
                    if (messages.Count > 20)
                    {
                        messages.RemoveRange(0, 2);
                    }

                    var answer = await client.Messages.Create(new MessageCreateParams { Model = "claude", MaxTokens = 1024, Messages = messages });
                    Console.WriteLine(answer);
                }
            }
        }
        """), Sdk.Anthropic);

    [Fact]
    public Task Messages_of_Anthropic_SDK_in_one_request_are_reported() => Verify.Reports(Snippet.File("""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Anthropic.SDK.Messaging;

        public static class Chat
        {
            public static async Task RunAsync(MessagesEndpoint endpoint)
            {
                var messages = new List<Message>();
                var parameters = new MessageParameters { Messages = messages, MaxTokens = 1024 };
                while (Console.ReadLine() is { } line)
                {
                    {|PA2001:messages.Add(new Message(RoleType.User, line))|};
                    messages.Add((await endpoint.GetClaudeMessageAsync(parameters)).Message);
                }
            }
        }
        """), Sdk.None, settings: HistorySdks.AnthropicSdk);

    [Fact]
    public Task Messages_of_Anthropic_SDK_made_for_each_turn_are_silent() => Verify.Silent(Snippet.File("""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Anthropic.SDK.Messaging;

        public static class Chat
        {
            public static async Task RunAsync(MessagesEndpoint endpoint)
            {
                while (Console.ReadLine() is { } line)
                {
                    var messages = new List<Message>();
                    var parameters = new MessageParameters { Messages = messages, MaxTokens = 1024 };
                    messages.Add(new Message(RoleType.User, line));
                    messages.Add((await endpoint.GetClaudeMessageAsync(parameters)).Message);
                }
            }
        }
        """), Sdk.None, settings: HistorySdks.AnthropicSdk);

    // Local models

    [Fact]
    public Task An_ollama_chat_in_a_loop_is_reported() => Verify.Reports(Snippet.File("""
        using System;
        using System.Threading.Tasks;
        using OllamaSharp;

        public static class Program
        {
            public static async Task RunAsync(IOllamaApiClient client)
            {
                var chat = new Chat(client, "Be short.");
                while (Console.ReadLine() is { } line)
                {
                    await foreach (var token in {|PA2001:chat.SendAsync(line)|})
                    {
                        Console.Write(token);
                    }
                }
            }
        }
        """), Sdk.OllamaSharp);

    [Fact]
    public Task An_ollama_chat_whose_messages_are_cut_is_silent() => Verify.Silent(Snippet.File("""
        using System;
        using System.Threading.Tasks;
        using OllamaSharp;

        public static class Program
        {
            public static async Task RunAsync(IOllamaApiClient client)
            {
                var chat = new Chat(client);
                while (Console.ReadLine() is { } line)
                {
                    if (chat.Messages.Count > 20)
                    {
                        chat.Messages.RemoveRange(1, chat.Messages.Count - 20);
                    }

                    await foreach (var token in chat.SendAsync(line))
                    {
                        Console.Write(token);
                    }
                }
            }
        }
        """), Sdk.OllamaSharp);

    [Fact]
    public Task Ollama_messages_in_a_request_are_reported() => Verify.Reports(Snippet.File("""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using OllamaSharp;
        using OllamaSharp.Models.Chat;

        public static class Program
        {
            public static async Task RunAsync(IOllamaApiClient client)
            {
                var messages = new List<Message>();
                while (Console.ReadLine() is { } line)
                {
                    {|PA2001:messages.Add(new Message(ChatRole.User, line))|};
                    await foreach (var part in client.ChatAsync(new ChatRequest { Model = "llama3", Messages = messages }))
                    {
                        Console.Write(part?.Message.Content);
                    }
                }
            }
        }
        """), Sdk.OllamaSharp);

    [Fact]
    public Task A_llama_session_in_a_loop_is_reported() => Verify.Reports(Snippet.File("""
        using System;
        using System.Threading.Tasks;
        using LLama;
        using LLama.Common;

        public static class Program
        {
            public static async Task RunAsync(ChatSession session)
            {
                while (Console.ReadLine() is { } line)
                {
                    await foreach (var text in {|PA2001:session.ChatAsync(new ChatHistory.Message(AuthorRole.User, line), new InferenceParams { MaxTokens = 256 })|})
                    {
                        Console.Write(text);
                    }
                }
            }
        }
        """), Sdk.LLamaSharp);

    [Fact]
    public Task A_llama_session_that_truncates_is_silent() => Verify.Silent(Snippet.File("""
        using System;
        using System.Threading.Tasks;
        using LLama;
        using LLama.Common;

        public static class Program
        {
            public static async Task RunAsync(ChatSession session)
            {
                var settings = new InferenceParams { MaxTokens = 256, OverflowStrategy = ContextOverflowStrategy.TruncateAndReprefill };
                while (Console.ReadLine() is { } line)
                {
                    await foreach (var text in session.ChatAsync(new ChatHistory.Message(AuthorRole.User, line), settings))
                    {
                        Console.Write(text);
                    }
                }
            }
        }
        """), Sdk.LLamaSharp);

    // Agent Framework

    [Fact]
    public Task A_list_given_to_an_agent_is_reported() => Verify.Reports("""
        AIAgent agent = client.AsAIAgent(instructions: "Be short.");
        List<ChatMessage> messages = [];
        while (Console.ReadLine() is { } line)
        {
            {|PA2001:messages.Add(new ChatMessage(ChatRole.User, line))|};
            messages.AddRange((await agent.RunAsync(messages)).Messages);
        }
        """, Sdk.AgentFramework);

    // Surprise: AG-UI clients send a growing list and a session; emptying the list is the cure.
    [Fact]
    public Task A_list_emptied_after_each_run_is_silent() => Verify.Silent("""
        AIAgent agent = client.AsAIAgent(instructions: "Be short.");
        List<ChatMessage> messages = [];
        while (Console.ReadLine() is { } line)
        {
            messages.Add(new ChatMessage(ChatRole.User, line));
            await agent.RunAsync(messages);
            messages.Clear();
        }
        """, Sdk.AgentFramework);

    // AutoGen, Google, Azure, LlmTornado, MCP

    [Fact]
    public Task An_autogen_chat_history_is_reported() => Verify.Reports(Snippet.File("""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using AutoGen.Core;

        public static class Program
        {
            public static async Task RunAsync(IAgent agent)
            {
                var history = new List<IMessage>();
                while (Console.ReadLine() is { } line)
                {
                    var reply = await agent.SendAsync(line, history);
                    {|PA2001:history.Add(new TextMessage(Role.User, line))|};
                    history.Add(reply);
                }
            }
        }
        """), Sdk.None, settings: HistorySdks.AutoGen);

    [Fact]
    public Task An_autogen_chat_without_a_history_is_silent() => Verify.Silent(Snippet.File("""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using AutoGen.Core;

        public static class Program
        {
            public static async Task RunAsync(IAgent agent)
            {
                var shown = new List<IMessage>();
                while (Console.ReadLine() is { } line)
                {
                    shown.Add(await agent.SendAsync(line));
                }
            }
        }
        """), Sdk.None, settings: HistorySdks.AutoGen);

    [Fact]
    public Task Google_contents_are_reported() => Verify.Reports(Snippet.File("""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Google.GenAI;
        using Google.GenAI.Types;

        public static class Program
        {
            public static async Task RunAsync(Models models)
            {
                var contents = new List<Content>();
                while (Console.ReadLine() is { } line)
                {
                    {|PA2001:contents.Add(new Content { Role = "user", Parts = [new Part { Text = line }] })|};
                    var response = await models.GenerateContentAsync("gemini", contents);
                    contents.Add(new Content { Role = "model", Parts = [new Part { Text = response.Text }] });
                }
            }
        }
        """), Sdk.None, settings: HistorySdks.GoogleGenAI);

    [Fact]
    public Task Google_contents_of_one_tool_loop_are_silent() => Verify.Silent(Snippet.File("""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Google.GenAI;
        using Google.GenAI.Types;

        public static class Program
        {
            public static async Task RunAsync(Models models, string question, Func<string, bool> isDone)
            {
                var contents = new List<Content> { new() { Role = "user", Parts = [new Part { Text = question }] } };
                for (int call = 0; call < 10; call++)
                {
                    var response = await models.GenerateContentAsync("gemini", contents);
                    contents.Add(new Content { Role = "model", Parts = [new Part { Text = response.Text }] });
                    if (isDone(response.Text))
                    {
                        break;
                    }
                }
            }
        }
        """), Sdk.None, settings: HistorySdks.GoogleGenAI);

    [Fact]
    public Task A_request_of_azure_inference_that_keeps_its_messages_is_reported() => Verify.Reports(Snippet.File("""
        using System;
        using System.Threading.Tasks;
        using Azure.AI.Inference;

        public static class Program
        {
            public static async Task RunAsync(ChatCompletionsClient client)
            {
                var options = new ChatCompletionsOptions();
                while (Console.ReadLine() is { } line)
                {
                    {|PA2001:options.Messages.Add(new ChatRequestUserMessage(line))|};
                    var answer = await client.CompleteAsync(options);
                    options.Messages.Add(new ChatRequestAssistantMessage(answer.Content));
                }
            }
        }
        """), Sdk.None, settings: HistorySdks.AzureInference);

    [Fact]
    public Task A_request_of_azure_inference_for_each_turn_is_silent() => Verify.Silent(Snippet.File("""
        using System;
        using System.Threading.Tasks;
        using Azure.AI.Inference;

        public static class Program
        {
            public static async Task RunAsync(ChatCompletionsClient client)
            {
                while (Console.ReadLine() is { } line)
                {
                    var options = new ChatCompletionsOptions();
                    options.Messages.Add(new ChatRequestUserMessage(line));
                    Console.WriteLine((await client.CompleteAsync(options)).Content);
                }
            }
        }
        """), Sdk.None, settings: HistorySdks.AzureInference);

    [Fact]
    public Task A_conversation_of_LlmTornado_is_reported() => Verify.Reports(Snippet.File("""
        using System;
        using System.Threading.Tasks;
        using LlmTornado.Chat;

        public static class Program
        {
            public static async Task RunAsync(Conversation chat)
            {
                while (Console.ReadLine() is { } line)
                {
                    {|PA2001:chat.AppendUserInput(line)|};
                    Console.WriteLine(await chat.GetResponse());
                }
            }
        }
        """), Sdk.None, settings: HistorySdks.LlmTornado);

    [Fact]
    public Task A_conversation_of_LlmTornado_cleared_each_turn_is_silent() => Verify.Silent(Snippet.File("""
        using System;
        using System.Threading.Tasks;
        using LlmTornado.Chat;

        public static class Program
        {
            public static async Task RunAsync(Conversation chat)
            {
                while (Console.ReadLine() is { } line)
                {
                    chat.Clear();
                    chat.AppendUserInput(line);
                    Console.WriteLine(await chat.GetResponse());
                }
            }
        }
        """), Sdk.None, settings: HistorySdks.LlmTornado);

    [Fact]
    public Task Sampling_is_one_turn_and_silent() => Verify.Silent(Snippet.Members("""
        public async Task<string> SummarizeAsync(McpServer server, string text)
        {
            var messages = new List<Microsoft.Extensions.AI.ChatMessage> { new(Microsoft.Extensions.AI.ChatRole.User, question) };
            messages.Add(new(Microsoft.Extensions.AI.ChatRole.User, path));
        #pragma warning disable CS0618, MCP9005
            return (await server.SampleAsync(messages)).Text;
        }
        """), Sdk.Mcp | Sdk.ExtensionsAI, settings: Settings.Default with { CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None });

    // A gateway of the user's own, taught by a list file

    [Fact]
    public Task An_own_gateway_taught_by_a_list_file_is_reported() => Verify.Reports(
        Snippet.File("""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;

        namespace Acme;

        public record Turn(string Text);

        public class Gateway
        {
            public static Turn User(string text) => new(text);

            public Task<Turn> AskAsync(IEnumerable<Turn> turns) => Task.FromResult(new Turn(""));
        }

        public static class Program
        {
            public static async Task RunAsync(Gateway gateway)
            {
                var turns = new List<Turn>();
                while (Console.ReadLine() is { } line)
                {
                    {|PA2001:turns.Add(Gateway.User(line))|};
                    turns.Add(await gateway.AskAsync(turns));
                }
            }
        }
        """),
        Sdk.None,
        settings: Settings.Default with
        {
            AdditionalFiles = [("PromptAnalyzers.acme.txt", "message Acme.Turn\nuser-message Acme.Gateway.User\nsend Acme.Gateway.AskAsync turns\n")],
        });
}
