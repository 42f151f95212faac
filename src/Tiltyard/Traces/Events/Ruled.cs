using Tiltyard.Documents;

namespace Tiltyard.Traces.Events;

/// <summary>A gate's ruling. Only an enforced deny changes what happens next.</summary>
public readonly record struct Ruled(string Gate, GateStage Stage, Ruling Ruling, bool Enforced, string Seat, int Step)
{
    public const string Kind = "ruled";

    internal void Write(CanonicalWriter writer)
    {
        writer.BeginObject();
        writer.Text("decision"u8, Ruling.Decision.Name());
        if (Ruling.Detail is { } detail) writer.Text("detail"u8, detail);
        writer.Boolean("enforced"u8, Enforced);
        writer.Text("gate"u8, Gate);
        writer.Text("reason_code"u8, Ruling.Reason.Code);
        writer.Text("rule_id"u8, Ruling.RuleId);
        writer.Text("seat"u8, Seat);
        writer.Text("stage"u8, Stage.Name());
        writer.Integer("step"u8, Step);
        writer.EndObject();
    }

    internal static Ruled Read(DocumentMap data)
    {
        EventNames.OnlyKeys(data, "decision", "detail", "enforced", "gate", "reason_code", "rule_id", "seat", "stage", "step");
        return new(
            data.Text("gate"),
            (GateStage)EventNames.Index(data, "stage", Rulings.Stages),
            new Ruling(
                (Decision)EventNames.Index(data, "decision", Rulings.Decisions),
                data.Text("rule_id"),
                EventNames.Reason(data, "reason_code"),
                data.TextOrNull("detail")),
            data.Boolean("enforced"),
            data.Text("seat"),
            EventNames.Step(data, "step"));
    }
}
