using BenchmarkDotNet.Attributes;
using Tiltyard.Adapters.ChatModels;
using Tiltyard.Adapters.ChatModels.Calls;
using Tiltyard.Adapters.ChatModels.Secrets;
using Tiltyard.Agents;
using Tiltyard.Catalog;
using Tiltyard.Documents;
using Tiltyard.Engine;
using Tiltyard.Tests.Adapters.ChatModels;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Benchmarks;

/// <summary>
/// Whole episodes of release_manager with a chat model in the seat, against a server on this machine, beside a bare HttpClient that posts
/// the very same bytes to it and reads the answers. One operation is one call; what counts is the processor's time, not the wall's.
/// </summary>
public class ChatBenchmarks
{
    /// <summary>Calls of one episode.</summary>
    public const int Calls = 20;

    private readonly List<byte[]> _bodies = [];
    private readonly TraceWriter _trace = new();
    private readonly HttpClient _bare = new(new SocketsHttpHandler { UseProxy = false });
    private ChatServer? _server;
    private ChatConnections? _connections;
    private EpisodeEngine? _engine;
    private long _episode;

    [GlobalSetup]
    public void SetUp()
    {
        var answer = ChatServerReply.Calls("run_tests", text: "The tests come first, because nothing is known of this build yet.");
        var keeping = true;
        _server = new ChatServer(request =>
        {
            if (keeping) _bodies.Add(request.Body);
            return answer;
        });
        _connections = new ChatConnections(new ChatHost { Network = new NetworkWall { Granted = [new Uri(_server.Address)] } });
        _engine = Engine(_connections, _server.Address);
        Agent().GetAwaiter().GetResult();
        keeping = false;
        if (_bodies.Count != Calls) throw new InvalidOperationException($"an episode made {_bodies.Count} calls");
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _server?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _connections?.Dispose();
        _bare.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public async Task<int> Bare_HttpClient()
    {
        var read = 0;
        foreach (var body in _bodies)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new("application/json");
            using var response = await _bare.PostAsync(new Uri($"{_server!.Address}/chat/completions"), content).ConfigureAwait(false);
            read += (await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false)).Length;
        }

        return read;
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public async Task<EpisodeResult> Agent()
    {
        _trace.Clear();
        var key = new EpisodeKey(1, "release_manager", "base", _episode++, 1);
        var result = await _engine!.PlayAsync(key, CancellationToken.None).ConfigureAwait(false);
        return result.Terminal == Terminal.Completed ? result : throw new InvalidOperationException(result.Message);
    }

    private EpisodeEngine Engine(ChatConnections connections, string address)
    {
        var entry = StandardCatalog.Registry.World("release_manager")!;
        var parameters = entry.Kind.Parameters.Check(DocumentNode.Map());
        var world = entry.Kind.Create(parameters, true);
        var kind = connections.Kinds.Single(known => known.Name.Equals("openai-compatible", StringComparison.Ordinal));
        var settings = kind.Parameters.Check(DocumentNode.Map(("model", "stub"), ("base_url", address)));
        return new EpisodeEngine(new EpisodeSetup
        {
            Cell = "bench",
            WorldName = "release_manager",
            World = world,
            Agents = [kind.Create(new AgentMaking(settings, parameters, world.Spec, 0))],
            Sinks = [_trace],
            Redactor = new Redactor("bench", [("openai_key", "a key that is in no answer")]),
        });
    }
}
