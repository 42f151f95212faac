using Tiltyard.Documents;

namespace Tiltyard.Traces.Events;

/// <summary>Trouble that ended the episode: whose, and the first line of what it said.</summary>
public readonly record struct Errored(ReasonCode Reason, string Source, string Message)
{
    public const string Kind = "errored";

    internal void Write(CanonicalWriter writer)
    {
        writer.BeginObject();
        writer.Text("message"u8, Message);
        writer.Text("reason_code"u8, Reason.Code);
        writer.Text("source"u8, Source);
        writer.EndObject();
    }

    internal static Errored Read(DocumentMap data)
    {
        EventNames.OnlyKeys(data, "message", "reason_code", "source");
        return new(EventNames.Reason(data, "reason_code"), data.Text("source"), data.Text("message"));
    }
}
