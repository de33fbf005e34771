using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContextLimitServer;

/// <summary>An OpenAI-compatible server on the loopback address: it counts, refuses what is too long, and answers by script.</summary>
public sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Func<ChatRequest, ModelReply> _model;

    private ModelServer(WebApplication application, IReadOnlyList<ServedModel> models, Func<ChatRequest, ModelReply> model)
    {
        _application = application;
        Models = models;
        _model = model;
        application.MapPost("/v1/chat/completions", CompleteAsync);
        application.MapGet("/v1/models", () => new { @object = "list", data = Models.Select(served => new { id = served.Name, @object = "model" }) });
    }

    public static IReadOnlyList<ServedModel> DefaultModels { get; } =
    [
        new("desk-16k"),
        new("desk-4k") { ContextWindow = 4_096 },
        new("llama3.1:8b-instruct-fp16") { Memory = new LocalMemory(Weights: 15.0, Available: 16.0) },
    ];

    public IReadOnlyList<ServedModel> Models { get; }

    /// <summary>The address to give to a client, for example http://127.0.0.1:11434/v1.</summary>
    public Uri Endpoint => new(_application.Urls.Single() + "/v1");

    /// <summary>Starts a server; port 0 takes a free one. Without a model of your own the <see cref="ScriptedModel"/> answers.</summary>
    public static async Task<ModelServer> StartAsync(
        int port = 0, IReadOnlyList<ServedModel>? models = null, Func<ChatRequest, ModelReply>? model = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}").ConfigureKestrel(server => server.Limits.MaxRequestBodySize = null);
        var created = new ModelServer(
            builder.Build(), models is { Count: > 0 } ? models : DefaultModels, model ?? ScriptedModel.Answer);
        await created._application.StartAsync();
        return created;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task CompleteAsync(HttpContext context)
    {
        ChatRequest request;
        try
        {
            request = await JsonSerializer.DeserializeAsync<ChatRequest>(context.Request.Body, JsonSerializerOptions.Web) ?? new ChatRequest();
        }
        catch (JsonException)
        {
            await RefuseAsync(ApiError.Invalid("We could not parse the JSON body of your request."));
            return;
        }

        if (Models.FirstOrDefault(served => served.Name == request.Model) is not { } model)
        {
            await RefuseAsync(ApiError.UnknownModel(request.Model));
            return;
        }

        TokenCount tokens = TokenCount.Of(request);
        if (RequestCheck.Find(request, model, tokens) is { } error)
        {
            await RefuseAsync(error);
            return;
        }

        await new ReplyWriter(request, tokens, _model(request)).WriteAsync(context.Response);

        Task RefuseAsync(ApiError refusal)
        {
            context.Response.StatusCode = refusal.Status;
            return context.Response.WriteAsJsonAsync(refusal.ToJson());
        }
    }
}
