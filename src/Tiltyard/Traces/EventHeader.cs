namespace Tiltyard.Traces;

/// <summary>Where an event stands: its sequence number from 0 and the simulated seconds since the episode began.</summary>
public readonly record struct EventHeader(long Seq, double Time);
