using System.Globalization;

namespace PromptAnalyzers.Tests.Oracle;

/// <content>Where text meets the model: prompts, wrappers of the user's, tools.</content>
internal sealed partial class ProgramGenerator
{
    // VALUE is the text, # the number of the sink.
    private static readonly string[] SinkForms =
    [
            "/*sink#*/await client#.GetResponseAsync(VALUE);",
            "/*sink#*/await client#.GetResponseAsync($\"Summarize: {VALUE}\");",
            "var answer# = /*sink#*/await client#.GetResponseAsync(\"Summarize: \" + VALUE); count += answer#.Text.Length;",
            "string prompt# = $\"Summarize: {VALUE}\"; /*sink#*/await client#.GetResponseAsync(prompt#);",
            "string prompt# = VALUE; prompt# += \"Be short.\"; /*sink#*/await client#.GetResponseAsync(prompt#);",
            "await client#.GetResponseAsync(/*sink#*/new ChatMessage(ChatRole.User, VALUE));",
            "await client#.GetResponseAsync([/*sink#*/new ChatMessage(ChatRole.System, VALUE), new(ChatRole.User, \"Go.\")]);",
            "var all# = new List<ChatMessage>(); all#.Add(/*sink#*/new ChatMessage(ChatRole.User, VALUE)); await client#.GetResponseAsync(all#);",
            "await client#.GetResponseAsync(\"Go.\", new ChatOptions { /*sink#*/Instructions = VALUE });",
            "await foreach (var part# in /*sink#*/client#.GetStreamingResponseAsync(VALUE)) { count += part#.Text.Length; }",
            "/*sink#*/await kernel#.InvokePromptAsync(VALUE);",
            "/*sink#*/await kernel#.InvokePromptAsync(\"Summarize: {{$doc}}\", new KernelArguments { [\"doc\"] = VALUE });",
            "var arguments# = new KernelArguments(); arguments#[\"doc\"] = VALUE; /*sink#*/await kernel#.InvokePromptAsync(\"Summarize: {{$doc}}\", arguments#);",
            "var arguments# = new KernelArguments { { \"doc\", VALUE }, { \"x\", \"y\" } }; /*sink#*/await kernel#.InvokePromptAsync(\"Summarize: {{$doc}}\", arguments#);",
            "/*sink#*/await kernel#.InvokePromptAsync(\"Summarize: {{$other}}\", new KernelArguments { [\"doc\"] = VALUE, [\"other\"] = \"x\" });",
            "var function# = kernel#.CreateFunctionFromPrompt(\"Summarize: {{$doc}}\"); /*sink#*/await kernel#.InvokeAsync(function#, new() { [\"doc\"] = VALUE });",
            "var history# = new ChatHistory(); /*sink#*/history#.AddUserMessage(VALUE); await chat#.GetChatMessageContentAsync(history#);",
            "var history# = new ChatHistory(/*sink#*/$\"{VALUE}.\"); await chat#.GetChatMessageContentAsync(history#);",
            "/*sink#*/await chat#.GetChatMessageContentAsync(VALUE);",
            "/*sink#*/await Ask#(VALUE);",
            "/*sink#*/await Ask#(VALUE);",
            "/*sink#*/await AskTwice#(VALUE);",
            "/*sink#*/await AskShort#(VALUE);",
            "/*sink#*/await AskAll#([VALUE, \"Go.\"]);",
            "/*sink#*/await AskLater#(\"Go.\", VALUE);",
            "await client#.GetResponseAsync(\"Go.\", new ChatOptions { Tools = [AIFunctionFactory.Create(() => /*sink#*/VALUE, \"read\")] });",
            "await client#.GetResponseAsync(\"Go.\", new ChatOptions { Tools = [AIFunctionFactory.Create(Read#, \"read\")] }); string Read#() { return /*sink#*/VALUE; }",
            "var tool# = AIFunctionFactory.Create(() => { return /*sink#*/VALUE; }, \"read\"); await client#.GetResponseAsync(\"Go.\", new ChatOptions { Tools = [tool#] });",
            "Func<string> read# = () => VALUE; await client#.GetResponseAsync(\"Go.\", new ChatOptions { Tools = [AIFunctionFactory.Create(/*sink#*/read#, \"read\")] });",
    ];

    private static readonly string[] AskForms =
    [
                "private async Task<string> Ask#(string text) => (await client#.GetResponseAsync($\"Summarize: {text}\")).Text;",
                "private Task<ChatResponse> Ask#(string text) { if (text.Length == 0) { text = \"none\"; } return client#.GetResponseAsync(text); }",
                "private async Task Ask#(string text) { var messages = new List<ChatMessage> { new(ChatRole.User, text) }; await client#.GetResponseAsync(messages); }",
                "private async Task Ask#(string text) { var history = new ChatHistory(); history.AddUserMessage(text); await chat#.GetChatMessageContentAsync(history); }",
                "private async Task Ask#(string text) => await kernel#.InvokePromptAsync(\"Summarize: {{$doc}}\", new KernelArguments { [\"doc\"] = text });",
    ];

    private Node Send()
    {
        if (nextSink >= Meter.Sinks)
        {
            return Text() is null ? Declaration() : Assignment();
        }

        return SendOf(Pick(SinkForms), null);
    }

    private Node SendOf(string form, string? ask)
    {
        string k = nextSink++.ToString(CultureInfo.InvariantCulture);
        var value = Str(2);
        string shape = $"sink: {form}";
        if (form.Contains("Create(", StringComparison.Ordinal) && value.ToString().Contains("await", StringComparison.Ordinal))
        {
            form = "/*sink#*/await client#.GetResponseAsync(VALUE);";
        }

        string? wrapper = form switch
        {
            _ when form.Contains("Ask#", StringComparison.Ordinal) => ask ?? Pick(AskForms),
            _ when form.Contains("AskTwice#", StringComparison.Ordinal) => "private Task AskTwice#(string text) => AskOnce#(text.Trim()); private async Task AskOnce#(string text) => await client#.GetResponseAsync(text);",
            _ when form.Contains("AskShort#", StringComparison.Ordinal) => Pick(
                "private async Task AskShort#(string text) { if (text.Length > 900) text = text[..900]; await client#.GetResponseAsync(text); }",
                "private async Task AskShort#(string text) { if (text.Length > 900) return; await client#.GetResponseAsync(text); }",
                "private async Task AskShort#(string text, int max = 900) => await client#.GetResponseAsync(text[..Math.Min(max, text.Length)]);"),
            _ when form.Contains("AskAll#", StringComparison.Ordinal) => "private async Task AskAll#(List<string> texts) => await client#.GetResponseAsync(string.Join(\"\\n\", texts));",
            _ when form.Contains("AskLater#", StringComparison.Ordinal) => "private async Task AskLater#(string first, string second) => await client#.GetResponseAsync(first + second);",
            _ => null,
        };
        if (wrapper is not null)
        {
            AddMember($"wrapper: {wrapper}", wrapper.Replace("#", k, StringComparison.Ordinal));
        }

        string[] pieces = form.Replace("#", k, StringComparison.Ordinal).Split("VALUE");
        return new Node("stmt", shape, pieces[0], value, pieces[1]);
    }

    /// <summary>A tool that the model calls by its attribute; the host calls it.</summary>
    private Node ToolMethod()
    {
        string k = nextSink++.ToString(CultureInfo.InvariantCulture);
        var outer = scope;
        bool isAsync = Chance(2);
        scope = new Scope { IsAsync = isAsync, Leave = "return \"\";" };
        var statements = new List<Node> { Declaration() };
        int length = random.Next(1, 4);
        for (int i = 0; i < length; i++)
        {
            statements.Add(Statement(1));
        }

        statements.Add(new Node("stmt", "return", "return ", Chance(2) && Text() is { } text ? new Node("str", "", text) : Str(2), ";"));
        scope = outer;
        return new Node(
            "member", "tool", $"/*sink{k}*/[KernelFunction, Description(\"Reads.\")]\npublic {(isAsync ? "async Task<string>" : "string")} Tool{k}()\n{{\n",
            isAsync ? "await Task.CompletedTask;\n" : "", Node.List("stmts", statements), "}");
    }
}
