using System.Runtime.InteropServices;

namespace Tiltyard.Metrics;

/// <summary>
/// A number of steps until something happened, or, when it was not observed, the number of steps it did not happen in: never a missing
/// value, and never comparable with an observed time of the same length.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CensoredTime(int Steps, bool Observed);
