using System.Text;
using Tiltyard.Adapters.Exchanges;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Adapters.Consoles;

/// <summary>A person who holds a seat and decides by typing: an action's name, its arguments as JSON after it, noop or an empty line.</summary>
public sealed class HumanAgent : IWaitingAgent
{
    public const string AgentName = "human";

    private readonly Func<Conversation> _conversation;
    private SeatSpec? _seat;
    private IBoundary? _boundary;

    private HumanAgent(Func<Conversation> conversation) => _conversation = conversation;

    public string Name => AgentName;

    /// <summary>The kind. The conversation is had once somebody is really asked: a replay touches no stream.</summary>
    public static AgentKind Kind(Func<Conversation> conversation) => new()
    {
        Name = AgentName,
        Summary = "Asks a person at the terminal for every action; also reads actions from a pipe, one a line.",
        AsksOutside = true,
        Create = _ => new HumanAgent(conversation),
    };

    public void Begin(in EpisodeKey key, int seat, SeatSpec spec, IBoundary boundary)
    {
        _seat = spec;
        _boundary = boundary;
    }

    public async ValueTask DecideAsync(Observation observation, Proposal proposal, CancellationToken cancellation)
    {
        var prompt = HumanPrompt.Write(observation, _seat!);
        var question = new Question
        {
            Source = AgentName,
            Request = Request(observation),
            Seat = observation.SeatName,
            Step = observation.Step,
            Ask = async stop => new Answer { Text = await _conversation().AskAsync(prompt, Objection, stop).ConfigureAwait(false) },
        };
        var answer = await _boundary!.AskAsync(question, cancellation).ConfigureAwait(false);
        Take(answer.Text, proposal);
    }

    private static void Take(string line, Proposal proposal)
    {
        var (name, arguments) = Split(line);
        if (name.Length == 0) proposal.NoOp();
        else proposal.Named(name, arguments);
    }

    private static (string Name, string? Arguments) Split(string line)
    {
        var text = line.Trim();
        var space = text.IndexOfAny([' ', '\t']);
        return space < 0 ? (text, null) : (text[..space], text[space..].TrimStart());
    }

    private string? Objection(string line)
    {
        var (name, _) = Split(line);
        return name.Length == 0 || name.Equals("noop", StringComparison.Ordinal) || _seat!.ActionIndex(name) >= 0
            ? null
            : UnknownName.Reason("action", name, _seat.Actions.Select(action => action.Name));
    }

    /// <summary>All that the person is shown, and what may be done, so that a recording is found again only where it fits.</summary>
    private string Request(Observation observation)
    {
        var writer = new CanonicalWriter();
        writer.BeginObject();
        writer.BeginArray("actions"u8);
        for (var index = 0; index < _seat!.Actions.Length; index++)
        {
            if (observation.Legal[index]) WriteAction(writer, _seat.Actions[index], observation);
        }

        writer.EndArray();
        if (observation.Context.Count > 0) ContextWriting.Write(writer, observation);
        writer.BeginArray("inbox"u8);
        foreach (var message in observation.Inbox)
        {
            writer.BeginObject();
            writer.Text("from"u8, message.From);
            writer.Text("text"u8, message.Text);
            writer.EndObject();
        }

        writer.EndArray();
        writer.Text("message"u8, observation.Message);
        writer.Name("panels"u8);
        writer.Write(observation.PanelNames, observation.Panels);
        if (observation.Result is { } result) writer.Text("result"u8, result);
        writer.Text("role"u8, _seat.Role);
        writer.Text("seat"u8, observation.SeatName);
        writer.Integer("step"u8, observation.Step);
        writer.EndObject();
        return Encoding.UTF8.GetString(writer.Written);
    }

    private static void WriteAction(CanonicalWriter writer, ActionSpec action, Observation observation)
    {
        writer.BeginObject();
        if (observation.DescriptionOf(action) is var shown && !shown.Equals(action.Description, StringComparison.Ordinal)) writer.Text("description"u8, shown);
        writer.Text("name"u8, action.Name);
        writer.Raw("schema"u8, Encoding.UTF8.GetBytes(action.JsonSchema));
        writer.EndObject();
    }
}
