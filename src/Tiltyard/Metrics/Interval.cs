using System.Runtime.InteropServices;

namespace Tiltyard.Metrics;

/// <summary>A closed interval of values, usually one that covers the true value with 95 % confidence.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Interval(double Low, double High)
{
    public bool Contains(double value) => Low <= value && value <= High;
}
