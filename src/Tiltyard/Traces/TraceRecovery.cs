namespace Tiltyard.Traces;

/// <summary>What is wrong with a stored trace and where. The event is the first that is lost: the one the damaged line should hold.</summary>
public sealed record TraceDamage(long Line, long Event, string Reason)
{
    public override string ToString() => $"line {Line}: event {Event}: {Reason}";
}

/// <summary>What can be relied on of a stored trace: its longest intact beginning, and what comes after it.</summary>
/// <param name="Events">Intact events.</param>
/// <param name="Bytes">The length of the intact beginning; what lies behind it may be cut off.</param>
/// <param name="Head">The hash of the last intact event; 64 zeros where there is none. The journal must hold the same.</param>
/// <param name="Ended">Whether the last intact event ends the episode.</param>
/// <param name="TornBytes">Bytes of a last line that has no line feed, as a killed writer leaves it; 0 otherwise.</param>
/// <param name="Damage">Null where the trace is whole.</param>
public sealed record TraceRecovery(long Events, long Bytes, string Head, bool Ended, long TornBytes, TraceDamage? Damage)
{
    public bool IsWhole => Damage is null;
}
