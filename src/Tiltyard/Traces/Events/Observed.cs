using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Traces.Events;

/// <summary>What a seat was shown, after every attack on it. The last one of an episode is shown to nobody and closes the record.</summary>
public readonly record struct Observed(Observation Observation)
{
    public const string Kind = "observed";

    internal void Write(CanonicalWriter writer)
    {
        writer.BeginObject();
        if (Observation.Inbox.Count > 0) WriteInbox(writer);
        writer.Name("message"u8);
        writer.String(Observation.Message);
        writer.Name("panels"u8);
        writer.Write(Observation.PanelNames, Observation.Panels);
        if (Observation.Result is { } result) writer.Text("result"u8, result);
        writer.Text("seat"u8, Observation.SeatName);
        writer.Integer("step"u8, Observation.Step);
        writer.EndObject();
    }

    internal static Observed Read(DocumentMap data)
    {
        EventNames.OnlyKeys(data, "inbox", "message", "panels", "result", "seat", "step");
        var (names, panels) = data.Map("panels").ToValues();
        var inbox = data.Maps("inbox").Select(ReadMessage);
        return new Observed(new Observation(data.Text("seat"), names, panels, data.Text("message"), inbox)
        {
            Step = EventNames.Step(data, "step"),
            Result = data.TextOrNull("result"),
        });
    }

    private static InboxMessage ReadMessage(DocumentMap message)
    {
        EventNames.OnlyKeys(message, "from", "text");
        return new InboxMessage(message.Text("from"), message.Text("text"));
    }

    private void WriteInbox(CanonicalWriter writer)
    {
        writer.Name("inbox"u8);
        writer.BeginArray();
        foreach (var message in Observation.Inbox)
        {
            writer.BeginObject();
            writer.Text("from"u8, message.From);
            writer.Text("text"u8, message.Text);
            writer.EndObject();
        }

        writer.EndArray();
    }
}
