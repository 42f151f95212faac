using Tiltyard.Documents;

namespace Tiltyard.Traces.Events;

/// <summary>
/// An attack struck, or in the benign arm would have struck (<paramref name="Withheld"/>). The tag follows the change through the
/// rest of the record; the payload is exactly what the seat was shown.
/// </summary>
public readonly record struct Injected(string Attack, string Tag, string Surface, string Seat, int Step, string Payload, bool Withheld)
{
    public const string Kind = "injected";

    internal void Write(CanonicalWriter writer)
    {
        writer.BeginObject();
        writer.Text("attack"u8, Attack);
        writer.Text("payload"u8, Payload);
        writer.Text("seat"u8, Seat);
        writer.Integer("step"u8, Step);
        writer.Text("surface"u8, Surface);
        writer.Text("tag"u8, Tag);
        writer.Boolean("withheld"u8, Withheld);
        writer.EndObject();
    }

    internal static Injected Read(DocumentMap data)
    {
        EventNames.OnlyKeys(data, "attack", "payload", "seat", "step", "surface", "tag", "withheld");
        return new(
            data.Text("attack"), data.Text("tag"), data.Text("surface"), data.Text("seat"), EventNames.Step(data, "step"), data.Text("payload"), data.Boolean("withheld"));
    }
}
