using System.Runtime.InteropServices;

namespace Tiltyard.Catalog.Detectors;

/// <summary>
/// A place in a text that a detector speaks of. The type is a name of the detector's own list, the confidence lies between 0 and 1, the
/// rule says what found it. The text itself is not kept: whoever needs it cuts it out of what was given.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Detection(string Type, int Start, int Length, double Confidence, string Rule)
{
    public int End => Start + Length;
}
