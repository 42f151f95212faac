using System.Runtime.InteropServices;

namespace Tiltyard.Catalog.Detectors.Injection.Words;

/// <summary>One word or sign of a sentence, with its place in the plain text.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WordToken(int Symbol, uint Hash, int Start, int End, WordMarks Marks);

/// <summary>How a word was written.</summary>
[Flags]
internal enum WordMarks
{
    None = 0,
    Capitals = 1,
    Leet = 2,
    Spaced = 4,
    Hidden = 8,
    LookAlike = 16,
    Dressed = 32,
    Tag = 64,
    Known = 128,
}
