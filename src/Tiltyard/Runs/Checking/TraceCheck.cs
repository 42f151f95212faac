using Tiltyard.Traces;

namespace Tiltyard.Runs.Checking;

/// <summary>Holds a stored trace against its own chain and against what the journal says of it.</summary>
internal static class TraceCheck
{
    /// <summary>What is wrong, or null.</summary>
    public static string? Against(ReadOnlySpan<byte> trace, long events, string head)
    {
        var recovery = TraceVerifier.CheckAll(trace);
        if (recovery.Damage is { } damage) return damage.ToString();
        if (recovery.Events != events) return $"it has {recovery.Events} events and the journal says {events}";
        return recovery.Head.Equals(head, StringComparison.Ordinal) ? null : "its chain ends in another hash than the journal says: it was replaced as a whole";
    }
}
