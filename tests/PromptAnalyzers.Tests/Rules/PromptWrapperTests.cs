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
    [InlineData("private Task AskAsync(string text) { var message = new ChatMessage(ChatRole.User, text); return client.GetResponseAsync([message]); }")]
    [InlineData("private Task AskAsync(string text) { ChatMessage message = new(ChatRole.User, text); return client.GetResponseAsync([message]); }")]
    [InlineData("private Task AskAsync(string text) { Note message = new Note(ChatRole.User, text); return client.GetResponseAsync([message]); }")]
    [InlineData("private Task AskAsync(string text) => client.GetResponseAsync([], new ChatOptions { Instructions = text });")]
    [InlineData("private Task AskAsync(string text) { var options = new ChatOptions(); options.Instructions\n = text; return client.GetResponseAsync([], options); }")]
    [InlineData("private Task AskAsync(string text) { return Send(text); Task Send(string prompt) => client.GetResponseAsync(prompt); }")]
    [InlineData("private Task AskAsync(string text) { return First(text); Task First(string a) => Second(a); Task Second(string b) => client.GetResponseAsync(b); }")]
    [InlineData("private Task AskAsync(string text) => First(text); private Task First(string a) => Second(a); private Task Second(string b) => client.GetResponseAsync(b);")]
    [InlineData("private Task AskAsync(string text) => First (text); private Task First(string a) => client . GetResponseAsync (a);")]
    public Task A_wrapper_is_followed_in_every_form(string wrapper) => Verify.Reports(File($$"""
        public Task RunAsync(string path) => AskAsync({|PA3001:File.ReadAllText(path)|});

        {{wrapper}}
        """));

    [Theory]
    [InlineData("private Task AskAsync(string text) => Task.CompletedTask;")]
    [InlineData("private Task AskAsync(string text) { /* client.GetResponseAsync(text) */ return Task.CompletedTask; }")]
    [InlineData("private Task AskAsync(string text) => client.GetResponseAsync(text.Length.ToString());")]
    [InlineData("private Task AskAsync(string text) => First(text); private Task First(string a) => Task.FromResult(a);")]
    public Task A_method_that_sends_none_of_it_is_silent(string wrapper) => Verify.Silent(File($$"""
        public Task RunAsync(string path) => AskAsync(File.ReadAllText(path));

        {{wrapper}}
        """));

    private static Snippet File(string members) => Snippet.File($$"""
        using System;
        using System.IO;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;
        using Note = Microsoft.Extensions.AI.ChatMessage;

        public class Desk(IChatClient client)
        {
            {{members}}
        }
        """);
}
