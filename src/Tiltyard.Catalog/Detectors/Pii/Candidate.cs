using System.Runtime.InteropServices;

namespace Tiltyard.Catalog.Detectors.Pii;

/// <summary>A place that may hold personal data, before the candidates for one place are weighed against each other.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Candidate(string Type, int Start, int End, double Confidence, string Rule)
{
    public int Length => End - Start;
}
