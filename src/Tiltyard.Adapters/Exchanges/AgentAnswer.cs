using System.Diagnostics.CodeAnalysis;
using System.Text;
using Tiltyard.Agents;
using Tiltyard.Documents;
using Tiltyard.Reports;
using Tiltyard.Worlds;

namespace Tiltyard.Adapters.Exchanges;

/// <summary>
/// What an agent outside answers to an <see cref="AgentRequest"/>: a JSON object with exactly one of action, say, noop and refuse, and a
/// thought where it has one. Everything else is an unreadable answer, which the episode survives.
/// </summary>
public static class AgentAnswer
{
    /// <summary>The longest answer that is read, in bytes of UTF-8.</summary>
    public const int LongestBytes = 1 << 20;

    /// <summary>How much of an unreadable answer is repeated beside the action; the whole stands in the answer's own event.</summary>
    private const int MostRepeated = 500;

    private static readonly DocumentLimits Limits = new() { MaxLength = LongestBytes, MaxDepth = 32, MaxNodes = 100_000 };

    private static readonly ObjectShape Form = Shape.Object(
        Field.Optional("action", Shape.Text().OrNull(), "The name of an action of the seat."),
        Field.Optional("args", Shape.Any, "The arguments of the action, as an object; none by default."),
        Field.Optional("confidence", Shape.Number(0, 1).OrNull(), "How sure the agent is that the action is right; recorded, and without effect."),
        Field.Optional("noop", Shape.Boolean.OrNull(), "True to let the turn pass."),
        Field.Optional("refuse", Shape.Text().OrNull(), "The words in which the agent, or the model behind it, declined to answer."),
        Field.Optional("say", Shape.Text().OrNull(), "Plain words, where the seat has an action that speaks."),
        Field.Optional("thought", Shape.Text().OrNull(), "The stated reasoning; recorded, and without effect."));

    /// <summary>Puts the answer into the proposal.</summary>
    public static void Take(string answer, SeatSpec seat, Proposal proposal)
    {
        ArgumentNullException.ThrowIfNull(seat);
        ArgumentNullException.ThrowIfNull(proposal);
        if (!TryRead(answer, out var map) || !TryPropose(map, seat, proposal))
        {
            proposal.Unreadable(Hostile.Clip(answer, MostRepeated));
            return;
        }

        proposal.Thought = map.TextOrNull("thought");
    }

    /// <summary>Whether the text is a JSON object at all. A stream on which something else stands can no longer be trusted.</summary>
    public static bool IsObject(string text)
    {
        try
        {
            return JsonDocumentReader.Read("answer", Encoding.UTF8.GetBytes(text), Limits) is DocumentMap;
        }
        catch (DocumentException)
        {
            return false;
        }
    }

    /// <summary>An answer that is an action, for hosts that are told the action in another form.</summary>
    public static string Act(string action, DocumentMap arguments) => CanonicalJson.Text(DocumentNode.Map(("action", action), ("args", arguments)));

    /// <summary>The answer that lets a turn pass.</summary>
    public static string NoOp { get; } = """{"noop":true}""";

    private static bool TryRead(string answer, [NotNullWhen(true)] out DocumentMap? map)
    {
        map = null;
        try
        {
            map = Form.Check(JsonDocumentReader.Read("answer", Encoding.UTF8.GetBytes(answer), Limits)).AsMap();
            return true;
        }
        catch (DocumentException)
        {
            return false;
        }
    }

    private static bool TryPropose(DocumentMap map, SeatSpec seat, Proposal proposal)
    {
        var (action, say, refuse, noop) = (map.TextOrNull("action"), map.TextOrNull("say"), map.TextOrNull("refuse"), map.BooleanOrNull("noop") == true);
        var ways = (action is null ? 0 : 1) + (say is null ? 0 : 1) + (refuse is null ? 0 : 1) + (noop ? 1 : 0);
        if (ways != 1 || (map.Has("args") && action is null)) return false;
        if (noop) proposal.NoOp();
        else if (refuse is not null) proposal.Refused(refuse);
        else if (say is not null) return TrySay(say, seat, proposal);
        else return TryAct(action!, map.NodeOrNull("args"), proposal);
        return true;
    }

    private static bool TryAct(string action, DocumentNode? arguments, Proposal proposal)
    {
        if (arguments is not (null or DocumentMap)) return false;
        proposal.Named(action, arguments is null ? null : CanonicalJson.Text(arguments));
        return true;
    }

    private static bool TrySay(string words, SeatSpec seat, Proposal proposal)
    {
        if (seat.SpeechAction is not { } speech || seat.ActionIndex(speech) is not (>= 0 and var index)) return false;
        proposal.Named(speech, CanonicalJson.Text(DocumentNode.Map((seat.Actions[index].Parameters[0].Name, words))));
        return true;
    }
}
