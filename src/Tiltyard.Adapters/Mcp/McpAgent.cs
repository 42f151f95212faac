using Tiltyard.Adapters.Exchanges;
using Tiltyard.Agents;
using Tiltyard.Engine;
using Tiltyard.Traces;
using Tiltyard.Worlds;

namespace Tiltyard.Adapters.Mcp;

/// <summary>
/// Whoever is connected as an MCP client holds the seat: the world is offered to it as tools, and calling one of them is acting. Who calls
/// out to an endpoint instead is an <see cref="Http.HttpAgent"/>.
/// </summary>
public sealed class McpAgent : IWaitingAgent
{
    public const string AgentName = "mcp";

    private readonly Func<McpDesk?> _desk;
    private SeatSpec? _seat;
    private IBoundary? _boundary;
    private bool _isFirst;

    private McpAgent(Func<McpDesk?> desk) => _desk = desk;

    public string Name => AgentName;

    /// <summary>The kind. The desk is asked for when there is something to show; a replay shows nothing and needs none.</summary>
    public static AgentKind Kind(Func<McpDesk?> desk) => new()
    {
        Name = AgentName,
        Summary = "Whoever is connected as an MCP client; for tiltyard mcp.",
        AsksOutside = true,
        Create = _ => new McpAgent(desk),
    };

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec, IBoundary boundary)
    {
        _seat = spec;
        _boundary = boundary;
        _isFirst = true;
    }

    public async ValueTask DecideAsync(Observation observation, Proposal proposal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        var view = McpViews.Of(observation, _seat!, _isFirst);
        _isFirst = false;
        var question = new Question
        {
            Source = AgentName,
            Request = AgentRequest.Observe(observation, _seat!),
            Seat = observation.SeatName,
            Step = observation.Step,
            Ask = async stop => new Answer { Text = await Desk().AwaitAsync(view, stop).ConfigureAwait(false) },
        };
        var answer = await _boundary!.AskAsync(question, cancellation).ConfigureAwait(false);
        AgentAnswer.Take(answer.Text, _seat!, proposal);
    }

    public ValueTask EndAsync()
    {
        _desk()?.EndEpisode();
        return ValueTask.CompletedTask;
    }

    private McpDesk Desk() =>
        _desk() ?? throw new EpisodeStopException(ReasonCodes.OutsideFailed, "no MCP client is connected: the agent mcp is played with the command tiltyard mcp");
}
