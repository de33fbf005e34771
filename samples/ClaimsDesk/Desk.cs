using System.ClientModel;
using System.ClientModel.Primitives;
using ClaimsSystem;
using ContextLimitServer;
using Microsoft.Extensions.AI;
using OpenAI;

namespace ClaimsDesk;

/// <summary>The open desk: the OpenAI client, and the systems of the insurer.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly DeskSettings _settings;
    private readonly ModelServer? _server;
    private readonly Insurer _insurer;

    private Desk(DeskSettings settings, ModelServer? server, Insurer insurer)
    {
        _settings = settings;
        _server = server;
        _insurer = insurer;
        ModelEndpoint = settings.ModelEndpoint ?? server!.Endpoint;
        ClaimsApi = new HttpClient { BaseAddress = insurer.Address };
    }

    public Uri ModelEndpoint { get; }

    public HttpClient ClaimsApi { get; }

    public ClaimStore Store { get; } = new();

    public static async Task<Desk> OpenAsync()
    {
        // The policies lie beside the program, wherever it was started from.
        Environment.CurrentDirectory = AppContext.BaseDirectory;
        Insurer.Unpack(AppContext.BaseDirectory);

        DeskSettings settings = DeskSettings.FromEnvironment();
        ModelServer? server = settings.ModelEndpoint is null ? await ModelServer.StartAsync() : null;
        return new Desk(settings, server, await Insurer.StartAsync());
    }

    public IChatClient Client(string model)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = ModelEndpoint,
            // A request that is too long does not get shorter by being sent again.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        };
        return new OpenAIClient(new ApiKeyCredential(_settings.ApiKey), options)
            .GetChatClient(_settings.Model ?? model)
            .AsIChatClient()
            .AsBuilder()
            .UseFunctionInvocation()
            .Build();
    }

    public async ValueTask DisposeAsync()
    {
        ClaimsApi.Dispose();
        await Store.DisposeAsync();
        await _insurer.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
