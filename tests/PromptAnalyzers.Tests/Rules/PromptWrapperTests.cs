namespace PromptAnalyzers.Tests.Rules;

/// <summary>
/// Methods of the user's that pass a parameter to a prompt. They are found by words before anything is bound, so each
/// form in which a prompt can be named stands here.
/// </summary>
public sealed class PromptWrapperTests
{
    [Theory]
    [InlineData("private Task AskAsync(string text) => client.GetResponseAsync(text);")]
    [InlineData("private Task AskAsync(string text) => client?.GetResponseAsync(text) ?? Task.CompletedTask;")]
    [InlineData("private Task AskAsync<T>(string text) => client.GetResponseAsync<T>(text); private Task AskAsync(string text) => AskAsync<int>(text);")]
    [InlineData("private ChatMessage AskAsync(string text) => new ChatMessage(ChatRole.User, text);")]
    [InlineData("private ChatMessage AskAsync(string text) { ChatMessage message = new(ChatRole.User, text); return message; }")]
    [InlineData("private object AskAsync(string text) => new ChatOptions { Instructions = text };")]
    [InlineData("private object AskAsync(string text) { var options = new ChatOptions(); options.Instructions\n = text; return options; }")]
    [InlineData("private Task AskAsync(string text) { return Send(text); Task Send(string prompt) => client.GetResponseAsync(prompt); }")]
    [InlineData("private Task AskAsync(string text) { return First(text); Task First(string a) => Second(a); Task Second(string b) => client.GetResponseAsync(b); }")]
    [InlineData("private Task AskAsync(string text) => First(text); private Task First(string a) => Second(a); private Task Second(string b) => client.GetResponseAsync(b);")]
    [InlineData("private Task AskAsync(string text) => First (text); private Task First(string a) => client . GetResponseAsync (a);")]
    public Task A_wrapper_is_followed_in_every_form(string wrapper) => Verify.Reports(File($$"""
        public object RunAsync(string path) => AskAsync({|PA3001:File.ReadAllText(path)|});

        {{wrapper}}
        """));

    [Theory]
    [InlineData("using Note = Microsoft.Extensions.AI.ChatMessage;")]
    [InlineData("using Note = global::Microsoft.Extensions.AI.ChatMessage;")]
    [InlineData("namespace Notes; using Note = ChatMessage;")]
    public Task A_message_type_with_another_name_is_followed(string alias) => Verify.Reports(Snippet.File($$"""
        using System.IO;
        using Microsoft.Extensions.AI;
        {{alias}}

        public static class Desk
        {
            public static Note Read(string path) => Take({|PA3001:File.ReadAllText(path)|});

            private static Note Take(string text) => new Note(ChatRole.User, text);
        }
        """));

    [Fact]
    public Task A_local_function_that_calls_its_neighbour_is_followed() => Verify.Reports(Snippet.File("""
        using System.IO;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;

        public sealed class Desk(IChatClient client)
        {
            public Task RunAsync(string path)
            {
                return First({|PA3001:File.ReadAllText(path)|});
                Task First(string a) => Second(a);
                Task Second(string b) => client.GetResponseAsync(b);
            }
        }
        """));

    [Theory]
    [InlineData("private Task AskAsync(string text) => Task.CompletedTask;")]
    [InlineData("private Task AskAsync(string text) { /* client.GetResponseAsync(text) */ return Task.CompletedTask; }")]
    [InlineData("private Task AskAsync(string text) => client.GetResponseAsync(text.Length.ToString());")]
    [InlineData("private Task AskAsync(string text) => First(text); private Task First(string a) => Task.FromResult(a);")]
    [InlineData("private Task AskAsync(string text) { return Send(\"Go.\"); Task Send(string prompt) => client.GetResponseAsync(prompt); }")]
    [InlineData("private Task AskAsync(string text) { return Send(\"Go.\", text.Length); Task Send(string prompt, int n) => client.GetResponseAsync(prompt + n); }")]
    [InlineData("private Task AskAsync(string text) { Func<string, Task> send = prompt => client.GetResponseAsync(prompt); return send(\"Go.\"); }")]
    [InlineData("private Task AskAsync(string text) { return Send(); Task Send(int n = 1) => client.GetResponseAsync(\"Go.\" + n); }")]
    public Task A_method_that_sends_none_of_it_is_silent(string wrapper) => Verify.Silent(File($$"""
        public Task RunAsync(string path) => AskAsync(File.ReadAllText(path));

        {{wrapper}}
        """));

    [Fact]
    public Task A_parameter_of_the_constructor_is_none_of_the_method() => Verify.Silent(Snippet.File("""
        using System.IO;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;

        public sealed class Desk(string instructions, IChatClient client)
        {
            public Task RunAsync(string path) => AskAsync(File.ReadAllText(path));

            private Task AskAsync(string text) => client.GetResponseAsync(instructions);
        }
        """));

    private static Snippet File(string members) => Snippet.File($$"""
        using System;
        using System.IO;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;

        public class Desk(IChatClient client)
        {
            {{members}}
        }
        """);
}
