using System.Runtime.InteropServices;

namespace Tiltyard.Worlds;

/// <summary>
/// Everything a <see cref="SeededRandom"/> remembers: the four words of xoshiro256** and the waiting half of a Gaussian pair.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SeededRandomState(ulong A, ulong B, ulong C, ulong D, double? WaitingGaussian = null);
