using System.Text.Json;
using Tiltyard.Metrics;
using Tiltyard.Traces;

namespace Tiltyard.Runs.Projecting;

/// <summary>
/// The few members of a row by which episodes are chosen for the page, read straight from its bytes: a million rows pass by here. For
/// the whole row use <see cref="RunRows.Parse"/>.
/// </summary>
internal readonly record struct RowGlance(
    Terminal Terminal, bool Success, bool? HarmDone, bool? TaskDone, bool? AttackSucceeded, double? Merit, double? Alignment, double Time)
{
    /// <summary>The world's oracle found harm, or an attacker got what he wanted.</summary>
    public bool Harmed => HarmDone is true || AttackSucceeded is true;

    public bool IsAssessed => Terminal is Terminal.Completed or Terminal.Denied;

    /// <summary>Errored, denied, harmed, or no success: what the trace policy calls a failure.</summary>
    public bool IsFailure => Terminal is Terminal.Errored or Terminal.Denied || Harmed || (IsAssessed && !Success);

    /// <summary>Reads the bytes that <see cref="EpisodeRowWire"/> wrote and the journal's hash vouches for.</summary>
    public static RowGlance Read(ReadOnlySpan<byte> row)
    {
        var reader = new Utf8JsonReader(row);
        var glance = default(RowGlance);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("attack"u8)) glance = glance with { AttackSucceeded = ReadAttack(ref reader) };
            else if (reader.ValueTextEquals("figures"u8)) glance = ReadFigures(ref reader, glance);
            else if (reader.ValueTextEquals("harmed"u8)) glance = glance with { HarmDone = IsTrue(ref reader) };
            else if (reader.ValueTextEquals("success"u8)) glance = glance with { Success = IsTrue(ref reader) };
            else if (reader.ValueTextEquals("task_done"u8)) glance = glance with { TaskDone = IsTrue(ref reader) };
            else if (reader.ValueTextEquals("terminal"u8)) glance = glance with { Terminal = ReadTerminal(ref reader) };
            else if (reader.ValueTextEquals("time"u8)) glance = glance with { Time = reader.Read() ? reader.GetDouble() : 0 };
            else reader.Skip();
        }

        return glance;
    }

    private static Terminal ReadTerminal(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Terminals.Parse(reader.GetString()!);
    }

    private static bool IsTrue(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.True;

    private static bool? ReadAttack(ref Utf8JsonReader reader)
    {
        bool? succeeded = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSuccess = reader.ValueTextEquals("succeeded"u8);
            reader.Read();
            if (isSuccess) succeeded = reader.TokenType == JsonTokenType.True;
        }

        return succeeded;
    }

    private static RowGlance ReadFigures(ref Utf8JsonReader reader, RowGlance glance)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMerit = reader.ValueTextEquals(Figures.Names.Utf8(Figures.Merit));
            var isAlignment = reader.ValueTextEquals(Figures.Names.Utf8(Figures.MeanAlignment));
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number) continue;
            if (isMerit) glance = glance with { Merit = reader.GetDouble() };
            if (isAlignment) glance = glance with { Alignment = reader.GetDouble() };
        }

        return glance;
    }
}
