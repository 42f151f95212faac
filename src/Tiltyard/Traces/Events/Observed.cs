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
        if (Observation.Context.Count > 0) WriteContext(writer);
        if (Observation.Descriptions.Count > 0) WriteDescriptions(writer);
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
        EventNames.OnlyKeys(data, "context", "descriptions", "inbox", "message", "panels", "result", "seat", "step");
        var (names, panels) = data.Map("panels").ToValues();
        var inbox = data.Maps("inbox").Select(ReadMessage);
        var observation = new Observation(data.Text("seat"), names, panels, data.Text("message"), inbox)
        {
            Step = EventNames.Step(data, "step"),
            Result = data.TextOrNull("result"),
        };
        foreach (var block in data.Maps("context")) observation.Add(ReadBlock(block));
        foreach (var shown in data.Maps("descriptions")) ReadDescription(observation, shown);
        return new Observed(observation);
    }

    private static ContextBlock ReadBlock(DocumentMap block)
    {
        EventNames.OnlyKeys(block, "kind", "source", "text");
        return new ContextBlock((ContextKind)EventNames.Index(block, "kind", ContextKinds.Names), block.Text("source"), block.Text("text"));
    }

    private static void ReadDescription(Observation observation, DocumentMap shown)
    {
        EventNames.OnlyKeys(shown, "action", "text");
        observation.Describe(shown.Text("action"), shown.Text("text"));
    }

    private static InboxMessage ReadMessage(DocumentMap message)
    {
        EventNames.OnlyKeys(message, "from", "text");
        return new InboxMessage(message.Text("from"), message.Text("text"));
    }

    private void WriteContext(CanonicalWriter writer)
    {
        writer.BeginArray("context"u8);
        foreach (var block in Observation.Context)
        {
            writer.BeginObject();
            writer.Text("kind"u8, block.Kind.Name());
            writer.Text("source"u8, block.Source);
            writer.Text("text"u8, block.Text);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private void WriteDescriptions(CanonicalWriter writer)
    {
        writer.BeginArray("descriptions"u8);
        foreach (var shown in Observation.Descriptions)
        {
            writer.BeginObject();
            writer.Text("action"u8, shown.Action);
            writer.Text("text"u8, shown.Text);
            writer.EndObject();
        }

        writer.EndArray();
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
