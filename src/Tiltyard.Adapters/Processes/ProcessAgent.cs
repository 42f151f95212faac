using Tiltyard.Adapters.Exchanges;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Adapters.Processes;

/// <summary>
/// An agent that is a program on this machine: a line of JSON on its standard input, a line of JSON on its standard output. It is started with
/// the first episode and kept for the next ones; one that dies is replaced with the next episode. For an endpoint use <see cref="Http.HttpAgent"/>.
/// </summary>
public sealed class ProcessAgent : IWaitingAgent
{
    public const string KindName = "process";

    private readonly ProcessAgentOptions _options;
    private readonly ChildProcesses _children;
    private ChildProcess? _child;
    private SeatSpec? _seat;
    private IBoundary? _boundary;
    private string _episode = "";

    private ProcessAgent(ProcessAgentOptions options, ChildProcesses children)
    {
        Name = $"{KindName}:{options.Command}";
        _options = options;
        _children = children;
    }

    public string Name { get; }

    /// <summary>The kind. Nothing is started before there is an observation to answer: a replay starts nothing.</summary>
    public static AgentKind Kind(ChildProcesses children) => new()
    {
        Name = KindName,
        Summary = "Asks a program over its standard streams, one line of JSON each: process:COMMAND. See docs/reference/agent-protocol.md.",
        Parameters = ProcessAgentOptions.Shape,
        NamedBy = ProcessAgentOptions.CommandKey,
        AsksOutside = true,
        Create = making => new ProcessAgent(ProcessAgentOptions.From(making.Parameters), children),
    };

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec, IBoundary boundary)
    {
        Drop();
        _seat = spec;
        _boundary = boundary;
        _episode = AgentRequest.NewEpisode();
    }

    public async ValueTask DecideAsync(Observation observation, Proposal proposal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        var line = AgentRequest.Observe(observation, _seat!, _episode);
        var question = new Question
        {
            Source = Name,
            Request = AgentRequest.Observe(observation, _seat!),
            Seat = observation.SeatName,
            Step = observation.Step,
            Ask = async stop => new Answer { Text = await AskAsync(line, stop).ConfigureAwait(false) },
        };
        var answer = await _boundary!.AskAsync(question, cancellation).ConfigureAwait(false);
        AgentAnswer.Take(answer.Text, _seat!, proposal);
    }

    public async ValueTask EndAsync()
    {
        if (_child is not { } child) return;
        _child = null;
        if (await child.TryTellAsync(AgentRequest.End(_seat!, _episode)).ConfigureAwait(false) && !_options.Fresh) _children.Return(child);
        else await _children.DismissAsync(child).ConfigureAwait(false);
    }

    private async ValueTask<string> AskAsync(string line, CancellationToken cancellation)
    {
        try
        {
            if (_child is null)
            {
                _child = _children.Rent(_options);
                line = $"{AgentRequest.Begin(_seat!, _episode)}\n{line}";
            }

            return await _child.AskAsync(line, _options.Timeout, cancellation).ConfigureAwait(false);
        }
        catch
        {
            // an answer may still be under way: nothing that this child says can be trusted any more
            Drop();
            throw;
        }
    }

    private void Drop()
    {
        if (_child is { } child) _children.Kill(child);
        _child = null;
    }
}
