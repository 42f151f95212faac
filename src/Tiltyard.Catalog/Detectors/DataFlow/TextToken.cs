using System.Runtime.InteropServices;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>A word or number of a <see cref="PlainText"/>, with what is marked about it and its place.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextToken(int Start, int Length, Marks Marks)
{
    public int End => Start + Length;
}
