using Tiltyard.Adapters.Exchanges;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Adapters.Http;

/// <summary>
/// An agent behind an HTTP endpoint: every observation is one POST, complete in itself, and its response is the answer. For an agent that is
/// a program on this machine use <see cref="Processes.ProcessAgent"/>.
/// </summary>
public sealed class HttpAgent : IWaitingAgent
{
    public const string KindName = "http";

    private readonly HttpExchange _exchange;
    private SeatSpec? _seat;
    private IBoundary? _boundary;
    private string _episode = "";

    private HttpAgent(HttpAgentOptions options, TimeProvider clock)
    {
        Name = $"{KindName}:{options.Url}";
        _exchange = new HttpExchange(options, clock);
    }

    public string Name { get; }

    /// <summary>The kind. The host says which addresses beyond this machine may be called; nothing is called before an observation is there.</summary>
    public static AgentKind Kind(Func<Uri, bool> mayConnect, TimeProvider? clock = null) => new()
    {
        Name = KindName,
        Summary = "Posts every observation to an HTTP endpoint: http:URL. See docs/reference/agent-protocol.md.",
        Parameters = HttpAgentOptions.Shape,
        NamedBy = HttpAgentOptions.UrlKey,
        AsksOutside = true,
        Create = making => Create(making.Parameters, mayConnect, clock ?? TimeProvider.System),
    };

    /// <summary>The address that a seat with these parameters calls.</summary>
    /// <exception cref="DocumentException">It is no address.</exception>
    public static Uri AddressOf(DocumentMap parameters) => HttpAgentOptions.ReadAddress(parameters.Node(HttpAgentOptions.UrlKey));

    /// <summary>The environment variable that holds the credential of a seat with these parameters, or null where it needs none.</summary>
    public static string? CredentialOf(DocumentMap parameters) => parameters.TextOrNull(HttpAgentOptions.CredentialKey);

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec, IBoundary boundary)
    {
        _seat = spec;
        _boundary = boundary;
        _episode = AgentRequest.NewEpisode();
    }

    public async ValueTask DecideAsync(Observation observation, Proposal proposal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        var body = AgentRequest.Observe(observation, _seat!, _episode);
        var question = new Question
        {
            Source = Name,
            Request = AgentRequest.Observe(observation, _seat!),
            Seat = observation.SeatName,
            Step = observation.Step,
            Ask = async stop => new Answer { Text = await _exchange.PostAsync(body, stop).ConfigureAwait(false) },
        };
        var answer = await _boundary!.AskAsync(question, cancellation).ConfigureAwait(false);
        AgentAnswer.Take(answer.Text, _seat!, proposal);
    }

    private static HttpAgent Create(DocumentMap parameters, Func<Uri, bool> mayConnect, TimeProvider clock)
    {
        var options = HttpAgentOptions.From(parameters);
        return options.Address.IsLoopback || mayConnect(options.Address)
            ? new HttpAgent(options, clock)
            : throw new DocumentException(parameters.Node(HttpAgentOptions.UrlKey), $"{options.Address.Host} is not this machine: give --allow-network to call it");
    }
}
