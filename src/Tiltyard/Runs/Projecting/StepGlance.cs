using System.Text.Json;
using Tiltyard.Traces.Events;
using Tiltyard.Worlds;

namespace Tiltyard.Runs.Projecting;

/// <summary>
/// What one step came to, read straight from a line of a stored trace: thousands of episodes pass by for one chart. For whole events
/// use <see cref="Traces.TraceReader"/>.
/// </summary>
internal readonly record struct StepGlance(int Step, StepOutcome Outcome)
{
    private static ReadOnlySpan<byte> Kind => ",\"kind\":\"stepped\",\"prev\":\""u8;

    /// <summary>The step of a line that records one (<see cref="Stepped"/>), else null.</summary>
    public static StepGlance? Read(ReadOnlySpan<byte> line)
    {
        // in a canonical line the kind stands after the data and the hash, and no text can hold an unescaped quote
        if (line.LastIndexOf(Kind) < 0) return null;
        var reader = new Utf8JsonReader(line);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            if (reader.ValueTextEquals("data"u8)) return ReadData(ref reader);
            reader.Skip();
        }

        return null;
    }

    private static StepGlance ReadData(ref Utf8JsonReader reader)
    {
        var step = 0;
        double? alignment = null, conduct = null, pressure = null, utility = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("alignment"u8)) alignment = Number(ref reader);
            else if (reader.ValueTextEquals("conduct"u8)) conduct = Number(ref reader);
            else if (reader.ValueTextEquals("pressure"u8)) pressure = Number(ref reader);
            else if (reader.ValueTextEquals("utility"u8)) utility = Number(ref reader);
            else if (reader.ValueTextEquals("step"u8)) step = (int)Number(ref reader);
            else reader.Skip();
        }

        return new StepGlance(step, new StepOutcome(alignment, conduct, pressure, utility));
    }

    private static double Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetDouble();
    }
}
