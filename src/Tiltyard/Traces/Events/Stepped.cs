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
        var state = data.Map("state");
        return new Stepped(
            (int)data.Integer("step"),
            new StepOutcome(Number(data, "alignment"), Number(data, "conduct"), Number(data, "pressure"), Number(data, "utility")),
            data.Has("forced") ? data.Text("forced") : null,
            new FieldNames(state.Keys),
            state.Keys.Select(key => state[key].ToValue()).ToArray());
    }

    private static double? Number(DocumentMap data, string key) => data.Has(key) ? data.Number(key) : null;

    private static void Write(CanonicalWriter writer, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number) writer.Number(name, number);
    }
}
