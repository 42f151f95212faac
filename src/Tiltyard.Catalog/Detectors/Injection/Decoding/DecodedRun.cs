using System.Runtime.InteropServices;

namespace Tiltyard.Catalog.Detectors.Injection.Decoding;

/// <summary>A stretch of a text that says something else when it is decoded.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DecodedRun(int Start, int Length, string Text, string Encoding);
