using System.Security.Cryptography;
using System.Text;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Adapters.Exchanges;

/// <summary>
/// What an agent outside is sent: version 1 of the exchange in docs/reference/agent-protocol.md, as one line of canonical JSON. It holds
/// what a seat may know and nothing of arm, case, attack or gate. What comes back is an <see cref="AgentAnswer"/>.
/// </summary>
public static class AgentRequest
{
    public const int Version = 1;

    private const int EpisodeBytes = 16;

    /// <summary>A name for an episode that is drawn at random, so that it tells nothing of what is played.</summary>
    public static string NewEpisode() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(EpisodeBytes));

    /// <summary>
    /// An observation, complete in itself. Without the name of the episode it is what the answer depends on: a recording is found by its hash.
    /// </summary>
    public static string Observe(Observation observation, SeatSpec seat, string? episode = null)
    {
        ArgumentNullException.ThrowIfNull(observation);
        ArgumentNullException.ThrowIfNull(seat);
        var writer = Open(seat, episode, observation);
        WriteInbox(writer, observation);
        writer.BeginArray("legal"u8);
        for (var index = 0; index < seat.Actions.Length; index++)
        {
            if (observation.Legal[index]) writer.String(seat.Actions[index].Name);
        }

        writer.EndArray();
        writer.Text("message"u8, observation.Message);
        writer.Name("panels"u8);
        writer.Write(observation.PanelNames, observation.Panels);
        if (observation.Result is { } result) writer.Text("result"u8, result);
        writer.Text("role"u8, seat.Role);
        writer.Text("seat"u8, observation.SeatName);
        writer.Integer("step"u8, observation.Step);
        return Close(writer, "observe");
    }

    /// <summary>The notice that an episode begins. It is not answered.</summary>
    public static string Begin(SeatSpec seat, string episode)
    {
        ArgumentNullException.ThrowIfNull(seat);
        var writer = Open(seat, episode);
        writer.Text("role"u8, seat.Role);
        writer.Text("seat"u8, seat.Name);
        return Close(writer, "begin");
    }

    /// <summary>The notice that an episode is over, however it ended. It is not answered.</summary>
    public static string End(SeatSpec seat, string episode)
    {
        ArgumentNullException.ThrowIfNull(seat);
        var writer = new CanonicalWriter();
        writer.BeginObject();
        writer.Text("episode"u8, episode);
        writer.Text("seat"u8, seat.Name);
        return Close(writer, "end");
    }

    private static CanonicalWriter Open(SeatSpec seat, string? episode, Observation? observation = null)
    {
        var writer = new CanonicalWriter();
        writer.BeginObject();
        writer.BeginArray("actions"u8);
        foreach (var action in seat.Actions)
        {
            writer.BeginObject();
            writer.Text("description"u8, observation?.DescriptionOf(action) ?? action.Description);
            writer.Text("name"u8, action.Name);
            writer.Raw("schema"u8, Encoding.UTF8.GetBytes(action.JsonSchema));
            writer.EndObject();
        }

        writer.EndArray();
        if (observation is { Context.Count: > 0 }) ContextWriting.Write(writer, observation);
        if (episode is not null) writer.Text("episode"u8, episode);
        return writer;
    }

    private static void WriteInbox(CanonicalWriter writer, Observation observation)
    {
        writer.BeginArray("inbox"u8);
        foreach (var message in observation.Inbox)
        {
            writer.BeginObject();
            writer.Text("from"u8, message.From);
            writer.Text("text"u8, message.Text);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static string Close(CanonicalWriter writer, string type)
    {
        writer.Text("type"u8, type);
        writer.Integer("version"u8, Version);
        writer.EndObject();
        return Encoding.UTF8.GetString(writer.Written);
    }
}
