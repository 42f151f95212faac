using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Traces.Events;

/// <summary>The world moved on: outcome and state after the turn. The state memory belongs to the sender.</summary>
public readonly record struct Stepped(int Step, StepOutcome Outcome, string? Forced, FieldNames StateNames, ReadOnlyMemory<Value> State)
{
    public const string Kind = "stepped";

    internal void Write(CanonicalWriter writer)
    {
        writer.BeginObject();
        Write(writer, "alignment"u8, Outcome.Alignment);
        Write(writer, "conduct"u8, Outcome.Conduct);
        if (Forced is { } forced) writer.Text("forced"u8, forced);
        Write(writer, "pressure"u8, Outcome.Pressure);
        writer.Name("state"u8);
        writer.Write(StateNames, State.Span);
        writer.Integer("step"u8, Step);
        Write(writer, "utility"u8, Outcome.Utility);
        writer.EndObject();
    }

    internal static Stepped Read(DocumentMap data)
    {
        EventNames.OnlyKeys(data, "alignment", "conduct", "forced", "pressure", "state", "step", "utility");
        var (names, state) = data.Map("state").ToValues();
        return new Stepped(
            EventNames.Step(data, "step"),
            new StepOutcome(data.NumberOrNull("alignment"), data.NumberOrNull("conduct"), data.NumberOrNull("pressure"), data.NumberOrNull("utility")),
            data.TextOrNull("forced"),
            names,
            state);
    }

    private static void Write(CanonicalWriter writer, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number) writer.Number(name, number);
    }
}
