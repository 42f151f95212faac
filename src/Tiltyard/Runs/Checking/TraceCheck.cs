using Tiltyard.Traces;

namespace Tiltyard.Runs.Checking;

/// <summary>Holds a stored trace against its own chain and against what the journal says of it.</summary>
internal static class TraceCheck
{
    /// <summary>What is wrong, or null.</summary>
    public static string? Against(ReadOnlySpan<byte> trace, long events, string head)
    {
        var found = TraceVerifier.CheckAll(trace);
        if (found.Damage is { } damage) return damage.ToString();
        if (found.Events != events) return $"it has {found.Events} events and the journal says {events}";
        return found.Head.Equals(head, StringComparison.Ordinal) ? null : "its chain ends in another hash than the journal says: it was replaced as a whole";
    }
}
