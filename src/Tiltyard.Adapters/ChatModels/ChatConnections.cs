using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using Anthropic;
using Microsoft.Extensions.AI;
using Tiltyard.Adapters.ChatModels.Calls;
using Tiltyard.Adapters.ChatModels.Clients;
using Tiltyard.Adapters.ChatModels.Prices;
using Tiltyard.Adapters.ChatModels.Secrets;
using Tiltyard.Agents;

namespace Tiltyard.Adapters.ChatModels;

/// <summary>What a host allows and gives its chat models.</summary>
public sealed record ChatHost
{
    public NetworkWall Network { get; init; } = NetworkWall.None;

    public KeyRing Keys { get; init; } = KeyRing.Empty;

    public PriceTable Prices { get; init; } = PriceTable.Shipped;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Most calls open at once with one provider.</summary>
    public int MaxConcurrency { get; init; } = 16;

    /// <summary>Draws from 0 to 1 for the waits between attempts.</summary>
    public Func<double> Chance { get; init; } = Random.Shared.NextDouble;
}

/// <summary>
/// The chat agents of a host and the connections they share: one set of sockets and one limit for each address, whatever the number of
/// workers. Nothing is opened before the first question.
/// </summary>
public sealed class ChatConnections : IDisposable
{
    private readonly ChatHost _host;
    private readonly ConcurrentDictionary<Uri, (SocketsHttpHandler Sockets, AdaptiveLimit Limit)> _addresses = new();
    private readonly ConcurrentDictionary<ChatSettings, ChatModel> _models = new();

    public ChatConnections(ChatHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        _host = host;
        Kinds = [.. ChatProvider.All.Select(Kind)];
    }

    /// <summary>The agents, for a registry.</summary>
    public ImmutableArray<AgentKind> Kinds { get; }

    public void Dispose()
    {
        foreach (var (sockets, _) in _addresses.Values) sockets.Dispose();
    }

    private AgentKind Kind(ChatProvider provider) => new()
    {
        Name = provider.Name,
        Summary = provider.Summary,
        Parameters = ChatSettings.Shape(provider),
        NamedBy = "model",
        AsksOutside = true,
        IsLive = true,
        Create = making =>
        {
            var settings = ChatSettings.Read(provider, making.Parameters);
            return new ChatAgent(settings, _models.GetOrAdd(settings, Model));
        },
    };

    private ChatModel Model(ChatSettings settings)
    {
        var pace = new Pace(settings.RequestsPerMinute, settings.TokensPerMinute, _host.Clock);
        return new ChatModel(settings, _host.Prices.Of(settings), () => Connect(settings, pace), pace, _host.Clock);
    }

    private IChatClient Connect(ChatSettings settings, Pace pace)
    {
        if (settings.BaseUrl is not { } address) return new EchoChatClient();
        if (!_host.Network.Allows(address)) throw new ChatFailureException($"no connection to {address.Authority} without {NetworkWall.Flag}");
        var (sockets, limit) = _addresses.GetOrAdd(address, Open);
        var key = settings.Provider.KeyVariable is { } variable ? _host.Keys.Find(variable) : null;
        if (key is null && settings.Provider.NeedsKey) throw new ChatFailureException($"the key is missing: set {settings.Provider.KeyVariable}");
        var handler = new PatientHandler(sockets, settings.Patience, limit, pace, _host.Clock, _host.Chance);
        var http = new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        return settings.Provider.Form == ChatForm.Anthropic
            ? new AnthropicClient { ApiKey = key, BaseUrl = address.AbsoluteUri, HttpClient = http, MaxRetries = 0, Timeout = TimeSpan.FromHours(1) }.AsIChatClient(settings.Model, settings.MaxOutputTokens)
            : new OpenAiChatClient(settings.Provider, settings.Model, address, key, http);
    }

    /// <summary>A redirect would carry the key elsewhere, and a proxy would see what goes to this very machine: neither is followed.</summary>
    private (SocketsHttpHandler Sockets, AdaptiveLimit Limit) Open(Uri address) => (
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = _host.Network.ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            MaxConnectionsPerServer = _host.MaxConcurrency,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            UseCookies = false,
            UseProxy = _host.Network.AllowsAll && !NetworkWall.IsLoopback(address),
        },
        new AdaptiveLimit(_host.MaxConcurrency));
}
